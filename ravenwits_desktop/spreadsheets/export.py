"""A draft's rows to a spreadsheet: values stay numbers, text never becomes a formula."""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.text import Decimal

HEADERS = ("Date and time", "Purchase (MW)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\0")


class Exact(float):
    """A number that is written with as many digits as it needs: XlsxWriter asks for sixteen, a double may have more."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def write_draft(path: Path, draft: Draft, decimal: Decimal = Decimal.POINT) -> None:
    """Write the rows of `draft`: a text with separators where `path` ends in ``.csv``, else an ``.xlsx``.

    `decimal` is the sign of the numbers in a text. The old file stays whole until the new one is. Raises `OSError`.
    """
    with replacing(path) as temporary:
        if path.suffix.lower() == ".csv":
            write_csv(temporary, draft.rows, decimal)
        else:
            write_xlsx(temporary, draft.rows, draft.name)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `OSError`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_xlsx(path: Path, rows: Rows, title: str = "") -> None:
    """Write `rows` with real dates and numbers; what could not be read is written as the text it is. `OSError`."""
    import xlsxwriter  # 40 ms, and only for an export
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet("Purchase")
    bold = book.add_format({"bold": True})
    moment, megawatts = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_format({"num_format": "0.000"})
    sheet.set_column(0, 1, 18)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADERS, bold)
    labels = rows.labels.astype("datetime64[s]").tolist()
    for index, (label, value) in enumerate(zip(labels, rows.mw.tolist(), strict=True)):
        if label is not None:
            sheet.write_datetime(index + 1, 0, label, moment)
        if np.isfinite(value):
            sheet.write_number(index + 1, 1, Exact(value), megawatts)
    for (row, column), text in rows.texts.items():
        sheet.write_string(row + 1, int(column), text)
    try:
        book.close()
    except XlsxWriterException as error:  # its own names for a full disk or a file that is open elsewhere
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else None
        raise cause or OSError(str(error)) from error


def write_csv(path: Path, rows: Rows, decimal: Decimal = Decimal.POINT) -> None:
    """Write `rows` as UTF-8 with a mark that Excel knows it by, and ISO times. Raises `OSError`.

    Between the cells stands what a spreadsheet expects there where `decimal` is used: a comma, or a semicolon beside
    decimal commas.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if decimal is Decimal.COMMA else ",")
        writer.writerow(HEADERS)
        missing = np.isnat(rows.labels).tolist()
        times = timegrid.format_labels(rows.labels)
        for index, (time, value) in enumerate(zip(times, rows.mw.tolist(), strict=True)):
            label_text = rows.texts.get((index, Column.DATETIME), "")
            value_text = rows.texts.get((index, Column.PURCHASE), "")
            writer.writerow(
                (
                    harmless(label_text) if missing[index] else time,
                    number_text(value, decimal) if np.isfinite(value) else harmless(value_text),
                )
            )


def number_text(value: float, decimal: Decimal = Decimal.POINT) -> str:
    """`value` in full. A fourth decimal keeps ``1.234`` from being read as a thousand and more."""
    text = repr(value)
    if len(text.partition(".")[2]) == 3 and "e" not in text:
        text += "0"
    return text.replace(".", decimal.value)


def harmless(text: str) -> str:
    """`text` that no spreadsheet program takes for a formula."""
    return "'" + text if text.startswith("\t") or text.lstrip().startswith(_FORMULA_STARTS) else text


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place once it is written and on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix or ".xlsx", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
