"""Bundles of submissions as one zip: JSON for programs, a workbook for people, a manifest of SHA-256 sums for both."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ravenwits_desktop import __version__
from ravenwits_desktop.domain import bundle as rules
from ravenwits_desktop.domain.bundle import Bundle, BundleError, Dossier
from ravenwits_desktop.domain.ledger import sha256, written_moment
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.export import replacing

MANIFEST, WORKBOOK = "manifest.json", "submissions.xlsx"
FORMAT, VERSION = "ravenwits-bundle", 1
_LARGEST = 512 * 1024 * 1024
_MOST_FILES = 20_000
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""In the place of the time of each file, so that the same bundle is the same bytes."""

NOT_A_BUNDLE = QT_TRANSLATE_NOOP("Message", "“{name}” is not a bundle of submissions.")
TOO_NEW = QT_TRANSLATE_NOOP("Message", "“{name}” was made by a newer version of this program. Install that to read it.")
TOO_LARGE = QT_TRANSLATE_NOOP("Message", "“{name}” is too large to be a bundle of submissions.")
OTHER_SUM = QT_TRANSLATE_NOOP(
    "Message", "“{name}” was changed after it was made: {file} has another check sum than its manifest says."
)
FILE_MISSING = QT_TRANSLATE_NOOP("Message", "“{name}” is not whole: {file} is missing.")
FILE_TOO_MANY = QT_TRANSLATE_NOOP("Message", "“{name}” was changed after it was made: {file} is not in its manifest.")
CANNOT_READ = QT_TRANSLATE_NOOP("Message", "“{name}” cannot be read: {reason}.")


def write_bundle(path: Path, bundle: Bundle) -> None:
    """Write a bundle whole or not at all. Raises `OSError`."""
    with replacing(path) as temporary:
        temporary.write_bytes(bundle_bytes(bundle))


def bundle_bytes(bundle: Bundle) -> bytes:
    """The content of the zip."""
    files = {
        f"submissions/{number:04}.json": json.dumps(rules.plain(dossier), indent=1, ensure_ascii=False).encode()
        for number, dossier in enumerate(bundle.dossiers, start=1)
    }
    files[WORKBOOK] = _workbook(bundle)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "made": written_moment(bundle.made),
        "made_by": bundle.made_by,
        "ledger": {"entries": bundle.entries, "head": bundle.head},
        "files": {name: sha256(content) for name, content in files.items()},
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: json.dumps(manifest, indent=1).encode(), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_MOMENT), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def read_bundle(path: Path) -> Bundle:
    """The bundle in `path`, every sum and hash of it checked. Raises `BundleError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BundleError(Message(NOT_A_BUNDLE, {"name": path.name}, str(error))) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BundleError(Message(CANNOT_READ, {"name": path.name, "reason": reason})) from error


def _read(archive: zipfile.ZipFile, name: str) -> Bundle:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _LARGEST:
        raise BundleError(Message(TOO_LARGE, {"name": name}))
    if MANIFEST not in archive.namelist():
        raise BundleError(Message(NOT_A_BUNDLE, {"name": name}))
    manifest = _manifest(archive.read(MANIFEST), name)
    sums = manifest["files"]
    for info in infos:
        if info.filename != MANIFEST and info.filename not in sums:
            raise BundleError(Message(FILE_TOO_MANY, {"name": name, "file": info.filename}))
    dossiers = []
    for file, expected in sums.items():
        if file not in archive.namelist():
            raise BundleError(Message(FILE_MISSING, {"name": name, "file": file}))
        content = archive.read(file)
        if sha256(content) != expected:
            raise BundleError(Message(OTHER_SUM, {"name": name, "file": file}))
        if file != WORKBOOK:
            dossiers.append(rules.read(_json(content, file), file))
    made = datetime.fromisoformat(manifest["made"])
    of = manifest["ledger"]
    return Bundle(tuple(dossiers), made, str(manifest["made_by"]), int(of["entries"]), str(of["head"]))


def _manifest(content: bytes, name: str) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        known = manifest["format"] == FORMAT
        version, _made = int(manifest["version"]), datetime.fromisoformat(manifest["made"])
        whole = isinstance(manifest["files"], dict) and {"entries", "head"} <= manifest["ledger"].keys()
        whole = whole and isinstance(manifest["made_by"], str)
        int(manifest["ledger"]["entries"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BundleError(Message(NOT_A_BUNDLE, {"name": name}, str(error)[:200])) from None
    if not known or not whole:
        raise BundleError(Message(NOT_A_BUNDLE, {"name": name}))
    if version > VERSION:
        raise BundleError(Message(TOO_NEW, {"name": name}))
    return dict(manifest)


def _json(content: bytes, file: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BundleError(Message(rules.NOT_A_SUBMISSION, {"file": file}, str(error)[:200])) from None


def _workbook(bundle: Bundle) -> bytes:
    """What people look at: the submissions, their rows and their history."""
    import xlsxwriter  # only for an export

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": bundle.made.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})

        def page(title: str, heads: tuple[str, ...], lines: Iterable[tuple[Any, ...]]) -> None:
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(heads) - 1, 20)
            sheet.write_row(0, 0, heads, bold)
            for row, line in enumerate(lines, start=1):
                for column, value in enumerate(line):
                    _write(sheet.write_number, sheet.write_string, row, column, value)

        page("Submissions", _HEADS, map(_line, bundle.dossiers))
        page("Rows", ("id", "datetime", "MW"), (row for dossier in bundle.dossiers for row in _rows(dossier)))
        page(
            "History",
            ("id", "entry", "at (UTC)", "from", "to", "by", "why", "hash"),
            (
                (
                    dossier.submission.id,
                    entry.number,
                    written_moment(entry.at),
                    entry.before.value if entry.before is not None else "",
                    entry.after.value,
                    entry.by,
                    entry.why,
                    entry.hash,
                )
                for dossier in bundle.dossiers
                for entry in dossier.entries
            ),
        )
    return content.getvalue()


_HEADS = (
    "id",
    "id at the service",
    "state",
    "account",
    "retailer",
    "first day",
    "last day",
    "rows",
    "MWh",
    "sent (UTC)",
    "finished (UTC)",
    "message",
    "label",
    "note",
    "file",
    "SHA-256 of the file",
)


def _line(dossier: Dossier) -> tuple[Any, ...]:
    one = dossier.submission
    moments = [written_moment(each) if each is not None else "" for each in (one.sent, one.finished)]
    retailer = f"{one.retailer_name} · {one.retailer_id}" if one.retailer_name else one.retailer_id
    message = "" if one.message is None else str(one.message)
    facts = (one.id, one.purchase_id, one.state.value, one.account, retailer, one.first_day, one.last_day, one.rows)
    return (*facts, one.energy_mwh, *moments, message, one.label, one.note, one.file, one.file_sha256)


def _rows(dossier: Dossier) -> Iterable[tuple[Any, ...]]:
    purchase = dossier.purchase
    if purchase is None:
        return ()
    labels = format_labels(purchase.labels)
    own = dossier.submission.id
    return ((own, label, mw) for label, mw in zip(labels, purchase.mw.tolist(), strict=True))


def _write(number: Callable[..., Any], text: Callable[..., Any], row: int, column: int, value: Any) -> None:
    if isinstance(value, int | float):
        number(row, column, value)
    elif value:
        text(row, column, str(value))
