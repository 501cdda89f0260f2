"""Edits of many values: what comes out, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ravenwits_desktop.domain import edits, timegrid
from ravenwits_desktop.domain.edits import Days, EditRefusedError
from ravenwits_desktop.domain.peak import peak_split
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.resample import ResampleError, resampled

MADRID = "Europe/Madrid"
NAN = np.nan
GAPPY = np.array([1.0, NAN, 3.0, -4.5])
values = arrays(
    np.float64, st.integers(1, 40), elements=st.floats(-1e6, 1e6).map(lambda value: round(value, 6)) | st.just(NAN)
)


def days_of(first, count, resolution):
    edges = np.arange(np.datetime64(first), np.datetime64(first) + count + 1)
    return np.concatenate([timegrid.day_starts(day, resolution, MADRID) for day in edges[:-1]])


def test_simple_edits_leave_empty_cells_empty():
    assert edits.filled(GAPPY, 2.0).tolist() == [2, 2, 2, 2]
    np.testing.assert_array_equal(edits.added(GAPPY, 0.5), [1.5, NAN, 3.5, -4.0])
    np.testing.assert_array_equal(edits.multiplied(GAPPY, 1.05), [1.05, NAN, 3.15, -4.725])
    np.testing.assert_array_equal(edits.clipped(GAPPY, 0.0, 2.0), [1, NAN, 2, 0])
    np.testing.assert_array_equal(edits.clipped(GAPPY, None, 2.0), [1, NAN, 2, -4.5])


def test_a_shift_goes_by_time():
    hours = days_of("2026-11-25", 1, 60)
    four, counted = hours[:4], np.array([1.0, 2, 3, 4])
    np.testing.assert_array_equal(edits.shifted(GAPPY, four, 1, 60), [NAN, 1, NAN, 3])
    np.testing.assert_array_equal(edits.shifted(GAPPY, four, -2, 60), [3, -4.5, NAN, NAN])
    np.testing.assert_array_equal(edits.shifted(GAPPY[::-1], four[::-1], 1, 60), [3, NAN, 1, NAN])
    for far in (9, -9, 10**30):
        assert np.isnan(edits.shifted(GAPPY, four, far, 60)).all()
    apart = hours[[2, 3, 8, 9]]
    np.testing.assert_array_equal(edits.shifted(counted, apart, 1, 60), [NAN, 1, NAN, 3])
    np.testing.assert_array_equal(edits.shifted(counted, apart, 6, 60), [NAN, NAN, 1, 2])
    disordered = np.array([four[0], timegrid.NAT, four[1], four[1]])
    np.testing.assert_array_equal(edits.shifted(counted, disordered, 1, 60), [NAN, 2, 1, 1])
    np.testing.assert_array_equal(edits.shifted(counted, disordered, 0, 60), counted)


def test_rounding_goes_by_the_decimals_that_are_shown():
    rounded = edits.rounded(np.array([2.675, -0.05, 12.34, NAN, 1e300]), 0.01)
    assert rounded[:3].tolist() == [2.68, -0.05, 12.34]
    assert edits.rounded(np.array([12.25, -12.25, 0.149]), 0.1).tolist() == [12.3, -12.3, 0.1]
    assert edits.rounded(np.array([7.4, 7.5]), 5).tolist() == [5, 10]


@given(values, st.floats(0.1, 1e6), st.sampled_from([15, 30, 60]))
def test_scaling_meets_its_energy(mw, energy, resolution):
    total = np.nansum(mw)
    if np.isnan(mw).all() or total == 0.0:
        with pytest.raises(EditRefusedError):
            edits.scaled(mw, energy, resolution)
    elif abs(total) > 1e-3 * np.nansum(np.abs(mw)):
        assert np.nansum(edits.scaled(mw, energy, resolution)) * resolution / 60 == pytest.approx(energy, rel=1e-6)


def test_gaps_are_bridged_over_elapsed_time():
    starts = timegrid.as_minutes(["2026-03-01 00:00", "2026-03-01 00:15", "2026-03-01 01:00", "2026-03-01 01:15"])
    np.testing.assert_allclose(edits.interpolated(np.array([0.0, NAN, 4.0, NAN]), starts), [0, 1, 4, NAN])
    order = [2, 0, 3, 1]
    shuffled = edits.interpolated(np.array([0.0, NAN, 4.0, NAN])[order], starts[order])
    np.testing.assert_allclose(shuffled, np.array([0, 1, 4, NAN])[order])
    with pytest.raises(EditRefusedError, match="no gap"):
        edits.interpolated(np.array([NAN, 1.0, 2.0, NAN]), starts)


@pytest.mark.parametrize(
    "edit",
    [
        lambda mw: edits.multiplied(mw, 1e308),
        lambda mw: edits.filled(mw, np.inf),
        lambda mw: edits.added(mw, NAN),
        lambda mw: edits.rounded(mw, 0),
        lambda mw: edits.rounded(mw, NAN),
        lambda mw: edits.clipped(mw, 2, 1),
        lambda mw: edits.scaled(mw * NAN, 5, 60),
        lambda _: edits.scaled(np.array([1e308, 1e308]), 5, 60),
        lambda _: edits.scaled(np.array([0.1, 0.2, -0.3]), 5, 60),
        lambda _: edits.added(np.array([1.7e308]), 1.7e308),
        lambda _: edits.interpolated(np.array([1.7e308, NAN, -1.7e308]), days_of("2026-11-25", 1, 60)[:3]),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_is_no_number_is_refused(edit):
    with pytest.raises(EditRefusedError):
        edit(np.array([1e10, 2.0]))


def test_the_same_hours_of_other_days():
    starts = days_of("2026-10-23", 5, 60)  # Friday to Tuesday, Sunday with 25 hours
    walls = timegrid.utc_to_wall(starts, MADRID)
    chosen = np.flatnonzero(walls == np.datetime64("2026-10-23T02:00"))
    found = {days: walls[edits.same_hours(starts, chosen, days, 60, MADRID)] for days in Days}
    assert [str(wall)[8:13] for wall in found[Days.ALL]] == ["23T02", "24T02", "25T02", "26T02", "27T02"]
    assert [str(wall)[8:13] for wall in found[Days.WORKING]] == ["23T02", "26T02", "27T02"]
    assert [str(wall)[8:13] for wall in found[Days.WEEKEND]] == ["23T02", "24T02", "25T02"]
    assert len(found[Days.SAME_WEEKDAY]) == len(found[Days.NONE]) == 1
    second = np.flatnonzero(walls == np.datetime64("2026-10-25T02:00"))[1:]
    assert edits.same_hours(starts, second, Days.ALL, 60, MADRID).tolist() == second.tolist()


def test_a_change_in_numbers():
    told = edits.change(np.array([1.0, NAN, 3.0, NAN]), np.array([1.0, 2.0, 0.5, NAN]), 30)
    assert (told.cells, told.before_mwh, told.after_mwh, told.largest_row, told.largest_mw) == (2, 2.0, 1.75, 2, -2.5)
    assert edits.change(np.array([NAN]), np.array([NAN]), 30).largest_row is None


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-24"])
@pytest.mark.parametrize("zone", [MADRID, "Europe/Lisbon"])
def test_another_resolution_keeps_the_energy_of_every_hour(day, zone):
    starts = timegrid.day_starts(np.datetime64(day), 15, zone)
    quarters = Purchase(starts, np.arange(len(starts)) * 0.1 - 3, 15, zone=zone)
    for minutes in (30, 60):
        coarse = resampled(quarters, minutes)
        expected = pd.Series(quarters.mw, pd.DatetimeIndex(starts)).resample(f"{minutes}min").mean()
        np.testing.assert_allclose(coarse.mw, expected.to_numpy(), rtol=1e-12)
        np.testing.assert_array_equal(coarse.starts, expected.index.to_numpy().astype("datetime64[m]"))
        assert coarse.energy_mwh == pytest.approx(quarters.energy_mwh)
        fine = resampled(coarse, 15)
        np.testing.assert_array_equal(fine.starts, starts)
        np.testing.assert_array_equal(fine.mw, np.repeat(coarse.mw, minutes // 15))
    hours = resampled(quarters, 60)
    assert resampled(resampled(hours, 15), 60) == hours or np.allclose(resampled(resampled(hours, 15), 60).mw, hours.mw)


def test_an_hour_that_is_not_whole_is_named():
    starts = timegrid.day_starts(np.datetime64("2026-11-24"), 15, MADRID)
    with pytest.raises(ResampleError, match="2026-11-24 05:00 have 3 of 4"):
        resampled(Purchase(np.delete(starts, 21), np.ones(95), 15), 60)
    with pytest.raises(ResampleError):
        resampled(Purchase(starts, np.ones(96), 15), 45)


def test_peak_is_eight_to_twenty_on_working_days_by_the_markets_clock():
    starts = days_of("2026-10-23", 4, 15)
    mw = np.full(len(starts), 4.0)
    split = peak_split(starts, mw, 15, MADRID)
    assert split.peak_mwh == 2 * 12 * 4
    assert split.off_peak_mwh == (24 + 24 + 25 + 24 - 24) * 4
    mw[40], starts[50] = NAN, timegrid.NAT
    assert peak_split(starts, mw, 15, MADRID).peak_mwh == 2 * 12 * 4 - 2
