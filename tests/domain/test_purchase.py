"""A purchase is whole or it is none, and its figures are those of the market."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase, energy_mwh
from ravenwits_desktop.domain.timegrid import Label

MADRID = "Europe/Madrid"


def purchase_of(day: date, resolution: int = 15, label: Label = Label.END, first: float = 1.0) -> Purchase:
    """A day whose values count up from `first`."""
    starts = timegrid.day_starts(day, resolution, MADRID)
    return Purchase(starts, first + np.arange(len(starts)), resolution, label)


def starts(*texts: str) -> timegrid.Minutes:
    return timegrid.as_minutes(list(texts))


@pytest.mark.parametrize(
    ("times", "values"),
    [
        ([], []),
        (["2026-11-25T00:00"], [1.0, 2.0]),
        (["2026-11-25T00:00"], [float("nan")]),
        (["2026-11-25T00:00"], [float("inf")]),
        (["NaT"], [1.0]),
        (["2026-11-25T00:00", "NaT"], [1.0, 2.0]),
        (["2026-11-25T00:15", "2026-11-25T00:00"], [1.0, 2.0]),
        (["2026-11-25T00:00", "2026-11-25T00:00"], [1.0, 2.0]),
    ],
)
def test_what_is_no_purchase(times: list[str], values: list[float]) -> None:
    with pytest.raises(ValueError, match="purchase"):
        Purchase(timegrid.as_minutes(times), np.array(values), 15)


def test_a_resolution_is_positive() -> None:
    with pytest.raises(ValueError, match="resolution"):
        Purchase(starts("2026-11-25T00:00"), np.array([1.0]), 0)


def test_no_one_changes_it_afterwards() -> None:
    values = np.array([1.0])
    purchase = Purchase(starts("2026-11-25T00:00"), values, 15)
    values[0] = 9.0
    assert purchase.mw[0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        purchase.mw[0] = 9.0
    with pytest.raises(ValueError, match="read-only"):
        purchase.starts[0] = np.datetime64("2026-01-01T00:00")


def test_zero_and_negative_values_are_values() -> None:
    purchase = Purchase(starts("2026-11-25T00:00", "2026-11-25T00:15"), np.array([0.0, -4.0]), 15)
    assert purchase.energy_mwh == -1.0


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 25), 24)]
)
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
def test_energy_is_power_times_hours(day: date, hours: int, resolution: int) -> None:
    times = timegrid.day_starts(day, resolution, MADRID)
    purchase = Purchase(times, np.full(len(times), 12.0), resolution)
    assert purchase.energy_mwh == pytest.approx(12.0 * hours)
    assert purchase.days.tolist() == [day]


def test_periods_without_a_value_have_no_energy() -> None:
    assert energy_mwh(np.array([4.0, np.nan, 8.0]), 15) == 3.0


def test_labels_name_the_end_or_the_start() -> None:
    day = date(2026, 11, 25)
    ends, begins = purchase_of(day).labels, purchase_of(day, label=Label.START).labels
    assert timegrid.format_label(ends[0]) == "2026-11-25 00:15"
    assert timegrid.format_label(ends[-1]) == "2026-11-26 00:00"
    assert timegrid.format_label(begins[0]) == "2026-11-25 00:00"
    assert timegrid.format_label(begins[-1]) == "2026-11-25 23:45"


def test_equal_purchases_have_one_fingerprint_and_others_another() -> None:
    day = date(2026, 11, 25)
    purchase = purchase_of(day)
    assert purchase == purchase_of(day)
    assert purchase.fingerprint() == purchase_of(day).fingerprint()
    for other in (
        purchase_of(day, first=1.0 + 1e-12),
        purchase_of(date(2026, 11, 26)),
        purchase_of(day, resolution=30),
        purchase_of(day, label=Label.START),
    ):
        assert other != purchase
        assert other.fingerprint() != purchase.fingerprint()
    assert purchase != "a purchase"


def test_minus_zero_is_zero() -> None:
    time = starts("2026-11-25T00:00")
    assert Purchase(time, np.array([-0.0]), 15).fingerprint() == Purchase(time, np.array([0.0]), 15).fingerprint()
