"""Confirmed readings and the provenance of drafts, as they come back from the disk."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.store import origins
from ravenwits_desktop.store.codec import DamagedBlobError
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_draft, a_kept_reading, a_provenance, a_purchase, a_submission, clock


@pytest.mark.parametrize(
    "options",
    [
        ReadingOptions(),
        ReadingOptions("Hoja 1", "Compra", Label.START, "Europe/Lisbon", Label.START, ",", True, "kWh", 3, "B", "C", 0),
        ReadingOptions(shift=True, month_first=False, zone=""),
        ReadingOptions(resolution=15, unit="MWh"),
    ],
)
def test_a_kept_reading_outlives_the_program(url, options):
    with Store.open(url, now=lambda: MOMENT) as store:
        kept = store.keep_reading(a_kept_reading(options=options, labels=Label.END))
    assert (kept.created, kept.used, kept.uses) == (MOMENT, MOMENT, 1)
    with Store.open(url) as store:
        assert store.kept_readings() == [kept]


def test_one_of_the_same_kind_takes_the_place_and_keeps_the_name(url):
    with Store.open(url, now=clock()) as store:
        first = store.keep_reading(a_kept_reading())
        store.rename_reading(first.id, "Ana’s tool")
        other = a_kept_reading(fingerprint="d" * 64, options=ReadingOptions(column="Venta"))
        second = store.keep_reading(other)
        assert (second.id, second.name, second.uses, second.created) == (first.id, "Ana’s tool", 2, first.created)
        assert second.options.column == "Venta"
        assert store.kept_readings() == [second]


def test_files_that_had_to_be_asked_about_are_told_apart_by_what_they_became(url):
    with Store.open(url, now=clock()) as store:
        one = store.keep_reading(a_kept_reading(plain="", fingerprint="1"))
        two = store.keep_reading(a_kept_reading(plain="", fingerprint="2"))
        again = store.keep_reading(a_kept_reading(plain="", fingerprint="1"))
        assert again.id == one.id
        assert [each.id for each in store.kept_readings()] == [one.id, two.id]


def test_use_and_forget(url):
    with Store.open(url, now=clock()) as store:
        one = store.keep_reading(a_kept_reading(plain="", fingerprint="1"))
        two = store.keep_reading(a_kept_reading(plain="", fingerprint="2"))
        store.use_reading(one.id)
        first, second = store.kept_readings()
        assert (first.id, first.uses, second.id) == (one.id, 2, two.id)
        assert first.used > one.used
        store.forget_reading(one.id)
        store.forget_reading("nobody")
        assert store.kept_readings() == [second]


@pytest.mark.parametrize("texts", [True, False])
def test_a_draft_keeps_where_its_values_came_from(url, texts):
    provenance = a_provenance(texts=texts)
    with Store.open(url) as store:
        saved = store.save_draft(a_draft(provenance=provenance))
    with Store.open(url) as store:
        (draft,) = store.drafts()
        assert draft == saved
        assert draft.provenance == provenance
        assert draft.provenance.of_row(1) is None
        origin = draft.provenance.of_row(2)
        assert (origin.cell.row, origin.cell.column, origin.name, origin.mw) == (15, "C", "H3", 1.0005)
        assert origin.cell.text == ("1000,5" if texts else "1000.5")
        assert store.save_draft(draft).provenance == provenance


def test_a_damaged_provenance_is_not_taken_for_a_whole_one():
    blob = origins.pack(a_provenance())
    for length in (0, 3, 20, len(blob) - 3):
        with pytest.raises(DamagedBlobError):
            origins.unpack(blob[:length])
    assert origins.unpack(None) is None


def test_a_submission_keeps_its_file(url):
    reading = Message("“{column}” in kWh.", {"column": "Compra"})
    made = a_submission(file="día 24.xlsx", file_sha256="ab" * 32, reading=reading)
    with Store.open(url) as store:
        store.enqueue(made, a_purchase(), b"body")
        (found,) = store.submissions()
    assert (found.file, found.file_sha256, found.reading) == ("día 24.xlsx", "ab" * 32, reading)
