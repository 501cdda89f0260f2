"""Rows labelled with the other end of their periods: told where the labels show it, and never shifted."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain.strategy import MarketSeries, Model, allocate
from ravenwits_desktop.domain.timegrid import Label
from tests.domain.test_strategy import MADRID, as_labels, labels_by_pandas, purchase_of


def series_of(labels):
    return MarketSeries(labels, np.ones(len(labels)), np.zeros(len(labels)))


def other(label):
    return Label.START if label is Label.END else Label.END


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-25"])
@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize(("resolution", "rows"), [(60, 60), (15, 15), (30, 30), (15, 60), (60, 15)])
def test_labels_of_the_other_end_are_found_and_nothing_is_shifted(day, label, resolution, rows):
    purchase = purchase_of(day, resolution, label=label)
    _, turned = labels_by_pandas(day, rows, MADRID, other(label))
    _, right = labels_by_pandas(day, rows, MADRID, label)
    markets = {"MD": series_of(as_labels(turned)), "MID1": series_of(as_labels(right))}
    found = allocate(purchase, Model("1", markets))
    assert list(found.other_end) == ["MD"]
    assert found.other_end["MD"].minutes == rows
    assert found.other_end["MD"].first == as_labels(turned)[0]
    assert found.other_end["MD"].last == as_labels(turned)[-1]
    assert (found.rows["MD"].purchase_share < 1).any(), "not shifted: a period at the edge lacks something"
    np.testing.assert_array_equal(found.bought["MID1"], purchase.mw)


def test_mid3_which_begins_at_noon_is_judged_by_its_own_hours():
    purchase = purchase_of("2026-11-25", 15)
    _, turned = labels_by_pandas("2026-11-25", 15, MADRID, Label.START)
    found = allocate(purchase, Model("1", {"MID3": series_of(as_labels(turned)[48:])}))
    assert list(found.other_end) == ["MID3"]
    assert str(found.other_end["MID3"].first) == "2026-11-25T12:00"
    assert not allocate(purchase, Model("1", {"MID3": series_of(purchase.labels[48:])})).other_end


@pytest.mark.parametrize(
    "rows",
    [slice(None), slice(0, 95), slice(1, None), slice(0, 0), slice(0, 1), slice(10, 60)],
    ids=["all", "without the last", "without the first", "none", "one", "some"],
)
def test_rows_that_are_only_missing_are_no_evidence(rows):
    purchase = purchase_of("2026-11-25", 15)
    assert not allocate(purchase, Model("1", {"MD": series_of(purchase.labels[rows])})).other_end


def test_rows_of_other_days_and_one_too_many_are_no_evidence():
    purchase = purchase_of("2026-11-25", 60)
    before = purchase.labels[:1] - np.timedelta64(1, "h")
    for labels in (purchase.labels - np.timedelta64(1, "D"), np.concatenate([before, purchase.labels])):
        assert not allocate(purchase, Model("1", {"MD": series_of(labels)})).other_end
