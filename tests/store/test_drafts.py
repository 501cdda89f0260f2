"""Drafts: what was saved is there after a restart, exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Rows
from ravenwits_desktop.domain.timegrid import NAT, Label
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_draft, clock


def test_a_draft_is_there_after_a_restart(url):
    rows = Rows(
        np.array(["2026-10-25T02:15", NAT, "2026-10-25T02:15"], dtype="datetime64[m]"),
        np.array([-0.0, 1e308, np.nan]),
        {(1, Column.DATETIME): "the day after", (2, Column.PURCHASE): "1,2,3 ½ \x00 \ud800"},
    )
    draft = a_draft(
        rows=rows, retailer_id="r", label=Label.START, zone="Europe/Lisbon", resolution=30, source="a.xlsx", closed=True
    )
    with Store.open(url, now=clock()) as store:
        saved = store.save_draft(draft)
    assert saved == replace(draft, created=MOMENT + timedelta(seconds=1), modified=MOMENT + timedelta(seconds=1))
    with Store.open(url) as store:
        assert store.drafts() == [saved]
        found = store.draft(draft.id)
        assert found == saved
        assert np.signbit(found.rows.mw[0])
        assert store.draft("another") is None


def test_saving_again_keeps_the_time_of_making_and_the_place(store):
    first = store.save_draft(a_draft())
    second = store.save_draft(a_draft(rows=EMPTY_ROWS))
    again = store.save_draft(replace(first, name="renamed", created=None))
    assert again.created == first.created
    assert again.modified > first.modified
    assert store.drafts() == [again, second]


def test_a_draft_may_bring_the_time_of_its_making(store):
    made = datetime(2026, 1, 2, tzinfo=UTC)
    assert store.save_draft(a_draft(created=made)).created == made


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(ValueError, match="zone"):
        store.save_draft(a_draft(created=datetime(2026, 1, 2)))
    assert store.drafts() == []


def test_a_deleted_draft_is_gone_and_may_be_deleted_again(store):
    kept, lost = store.save_draft(a_draft()), store.save_draft(a_draft())
    store.delete_draft(lost.id)
    store.delete_draft(lost.id)
    assert store.drafts() == [kept]


def test_a_file_name_with_half_a_character_can_be_saved(store):
    saved = store.save_draft(a_draft(name="día\udcf1.csv", source="día\udcf1.csv"))
    assert store.draft(saved.id).name == "día\ufffd.csv"
