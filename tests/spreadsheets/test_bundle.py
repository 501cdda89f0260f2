"""Bundles: what is written is read back, and whatever was changed on the way is refused."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ravenwits_desktop.api.wire import submit_body
from ravenwits_desktop.domain.bundle import BundleError, plain
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.spreadsheets.bundle import MANIFEST, WORKBOOK, read_bundle, write_bundle
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_purchase, a_submission, clock

BODY = submit_body(a_purchase(4))


@pytest.fixture
def bundle(tmp_path):
    """Two submissions out of a store: one that went all the way, one that was followed."""
    with Store.open(f"sqlite:///{(tmp_path / 'ledger.sqlite3').as_posix()}", now=clock()) as store:
        odd = (Message("Row {rows}: {text}", {"rows": "4", "text": Message("odd")}),)
        sent = store.enqueue(
            a_submission("sent", file="=día.xlsx", confirmed=odd, reading=Message("“{c}”", {"c": "MW"})),
            a_purchase(4),
            BODY,
        )
        store.advance(sent.id, State.SENDING, why="its turn", by="program", sent=MOMENT)
        answer = ("submit", 201, b'{"id": "7", "\xff": 1}')
        store.advance(sent.id, State.PENDING, why="taken", by="server", answer=answer, purchase_id="7")
        store.advance(sent.id, State.COMPLETED, why="done", by="server", output=b"[1]", finished=MOMENT)
        store.amend(sent.id, label="=1+1", note="looked at\nonce")
        store.follow(a_submission("followed", state=State.PENDING, purchase_id="8"))
        return store.bundle(["sent", "followed", "nobody"], "ana@https://api.ravenwits.com")


@pytest.fixture
def file(bundle, tmp_path):
    path = tmp_path / "out.zip"
    write_bundle(path, bundle)
    return path


def changed(file: Path, name: str, change, *, sums: bool = False) -> Path:
    """The bundle with one of its files changed (None takes it away); `sums` makes the manifest fit again."""
    import hashlib

    with zipfile.ZipFile(file) as archive:
        content = {each: archive.read(each) for each in archive.namelist()}
    made = change(content.get(name, b""))
    if made is None:
        del content[name]
    else:
        content[name] = made
        if sums:
            manifest = json.loads(content[MANIFEST])
            manifest["files"][name] = hashlib.sha256(made).hexdigest()
            content[MANIFEST] = json.dumps(manifest).encode()
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for each, raw in content.items():
            archive.writestr(each, raw)
    return target


FIRST = "submissions/0001.json"


def test_what_is_written_is_read_back(bundle, file):
    read = read_bundle(file)
    assert (read.made_by, read.entries, read.head) == (bundle.made_by, bundle.entries, bundle.head)
    assert read.made == bundle.made
    assert [plain(dossier) for dossier in read.dossiers] == [plain(dossier) for dossier in bundle.dossiers]
    sent = read.dossiers[0]
    assert sent.purchase == a_purchase(4)
    assert sent.body == BODY
    assert sent.output == b"[1]"
    assert sent.answers[0].raw == b'{"id": "7", "\xff": 1}'
    assert [entry.hash for entry in sent.entries] == [entry.hash for entry in bundle.dossiers[0].entries]
    assert str(sent.submission.confirmed[0]) == "Row 4: odd"


def test_the_same_bundle_is_the_same_bytes_but_for_the_workbook(bundle, file, tmp_path):
    write_bundle(tmp_path / "again.zip", bundle)
    with zipfile.ZipFile(file) as one, zipfile.ZipFile(tmp_path / "again.zip") as other:
        assert one.read(FIRST) == other.read(FIRST)
        assert one.infolist()[0].date_time == other.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_people_find_the_same_in_the_workbook_and_no_formula(file):
    with zipfile.ZipFile(file) as archive:
        book = openpyxl.load_workbook(BytesIO(archive.read(WORKBOOK)))
    assert book.sheetnames == ["Submissions", "Rows", "History"]
    first = [cell.value for cell in book["Submissions"][2]]
    assert first[:3] == ["sent", "7", "completed"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert [cell.value for cell in book["Rows"][2]] == ["sent", "2026-11-24 00:15", 12.5]
    assert book["Rows"].max_row == 5
    assert [cell.value for cell in book["History"][3]][3:5] == ["queued", "sending"]


def edit(**values):
    def change(raw):
        told = json.loads(raw)
        told["submission"] |= values
        return json.dumps(told).encode()

    return change


def history(number, **values):
    def change(raw):
        told = json.loads(raw)
        told["entries"][number] |= values
        return json.dumps(told).encode()

    return change


def rows(raw):
    told = json.loads(raw)
    told["body"] = "e30="
    return json.dumps(told).encode()


def among(part, **values):
    """With other values in a part of what a bundle says of a submission."""

    def change(raw):
        told = json.loads(raw)
        told[part] |= values
        return json.dumps(told).encode()

    return change


def answers(*, drop=False, **values):
    def change(raw):
        told = json.loads(raw)
        told["answers"] = [] if drop else [each | values for each in told["answers"]]
        return json.dumps(told).encode()

    return change


def whole(**values):
    def change(raw):
        return json.dumps(json.loads(raw) | values).encode()

    return change


def without(key):
    def change(raw):
        told = json.loads(raw)
        del told[key]
        return json.dumps(told).encode()

    return change


CHANGED = {
    "a value": (FIRST, edit(note="never"), False, "another check sum"),
    "a missing file": (FIRST, lambda _raw: None, False, "is missing"),
    "a file more": ("readme.txt", lambda _raw: b"hello", False, "not in its manifest"),
    "the workbook": (WORKBOOK, lambda raw: raw[:-1], False, "another check sum"),
    "no manifest": (MANIFEST, lambda _raw: None, False, "is not a bundle"),
    "no JSON": (MANIFEST, lambda _raw: b"[", False, "is not a bundle"),
    "another manifest": (MANIFEST, lambda _raw: b'{"format": "x"}', False, "is not a bundle"),
    "a newer one": (MANIFEST, lambda raw: raw.replace(b'"version": 1', b'"version": 2'), False, "newer version"),
    "an entry": (FIRST, history(1, why="never"), True, "entry 2 of the history is not as it was written"),
    "an entry's hash": (FIRST, history(1, hash="0" * 64), True, "entry 2 of the history"),
    "the rows": (FIRST, rows, True, "rows are not those that were sent"),
    "a state": (FIRST, edit(state="done"), True, "not what a bundle holds"),
    "a type": (FIRST, edit(rows="4"), True, "not what a bundle holds"),
    "a moment": (FIRST, edit(sent="yesterday"), True, "not what a bundle holds"),
    "nothing": (FIRST, lambda _raw: b"{}", True, "not what a bundle holds"),
    "a list": (FIRST, lambda _raw: b"[]", True, "not what a bundle holds"),
    "deep": (FIRST, lambda _raw: b"[" * 100_000, True, "not what a bundle holds"),
    "no history": (FIRST, without("entries"), True, "not what a bundle holds"),
    "a day that is none": (FIRST, edit(first_day="24/11/2026"), True, "not what a bundle holds"),
    "a day in words": (FIRST, edit(last_day="zzz"), True, "not what a bundle holds"),
    "a moment before all": (FIRST, edit(sent="0001-01-01T00:00:00+00:00"), True, "not what a bundle holds"),
    "too many rows": (FIRST, edit(rows=10**30), True, "not what a bundle holds"),
    "an energy that is none": (FIRST, edit(energy_mwh=float("nan")), True, "not what a bundle holds"),
    "a power that is none": (FIRST, among("purchase", mw=[float("inf")] * 4), True, "not what a bundle holds"),
    "the powers shown": (FIRST, among("purchase", mw=[999.0] * 4), True, "rows are not those that were sent"),
    "the zone": (FIRST, among("purchase", zone="Europe/Lisbon"), True, "rows are not those that were sent"),
    "another state": (FIRST, edit(state="failed"), True, "the status is not what"),
    "another id": (FIRST, edit(purchase_id="8"), True, "the id at the service is not what"),
    "another account": (FIRST, edit(account="eva@https://x"), True, "the account is not what"),
    "another retailer": (FIRST, edit(retailer_id="x"), True, "the retailer is not what"),
    "other rows": (FIRST, edit(rows=5), True, "the number of rows is not what"),
    "other days": (FIRST, edit(first_day="2026-11-23"), True, "the first day is not what"),
    "another energy": (FIRST, edit(energy_mwh=1e6), True, "the energy is not what"),
    "another fingerprint": (FIRST, edit(fingerprint="ab"), True, "the fingerprint of the rows is not what"),
    "an answer": (FIRST, answers(raw="e30="), True, "answers of the service are not those"),
    "no answer": (FIRST, answers(drop=True), True, "answers of the service are not those"),
    "an answer's status": (FIRST, answers(status=500), True, "answers of the service are not those"),
    "when it was sent": (FIRST, edit(sent="2026-11-20T09:00:00+00:00"), True, "the time of sending is not what"),
    "the note": (FIRST, edit(note="agreed"), True, "the note is not what"),
    "no label": (FIRST, edit(label=None), True, "the label is not what"),
    "the file": (FIRST, edit(file="x.xlsx"), True, "the name of the file is not what"),
    "the outputs": (FIRST, whole(output="WzJd"), True, "outputs are in no answer"),
}


@pytest.mark.parametrize(("name", "change", "sums", "words"), CHANGED.values(), ids=CHANGED.keys())
def test_what_was_changed_on_the_way_is_refused(file, name, change, sums, words):
    with pytest.raises(BundleError) as told:
        read_bundle(changed(file, name, change, sums=sums))
    assert words in str(told.value.message)


def test_what_is_no_zip_or_is_not_there_is_told(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    for path in (tmp_path / "x.zip", tmp_path / "missing.zip", tmp_path):
        with pytest.raises(BundleError):
            read_bundle(path)


def test_texts_of_a_bundle_are_never_templates(bundle, tmp_path):
    first = bundle.dossiers[0]
    odd = replace(first.submission, message=Message("{text}", {"text": "{0.__class__} {nothing}"}))
    write_bundle(tmp_path / "odd.zip", replace(bundle, dossiers=(replace(first, submission=odd),)))
    (dossier,) = read_bundle(tmp_path / "odd.zip").dossiers
    assert str(dossier.submission.message) == "{0.__class__} {nothing}"
