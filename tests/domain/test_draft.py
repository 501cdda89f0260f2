"""The checks between rows as they stand in the editor and a purchase that may be sent."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravenwits_desktop.domain import draft, problems, timegrid
from ravenwits_desktop.domain.draft import check, drawable, rows_of, totals
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label

MADRID = "Europe/Madrid"
INCOMPLETE = draft.LACKING
CHANGES = [
    date(year, month, day) for year, month, day in ((2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31))
]
Found = list[tuple[int | None, Column | None, Severity, str]]


def rows(*pairs: tuple[str, float], texts: dict[tuple[int, Column], str] | None = None) -> Rows:
    return Rows(timegrid.as_minutes([label for label, _ in pairs]), np.array([mw for _, mw in pairs]), texts or {})


def day_rows(day: date, resolution: int, label: Label = Label.END) -> Rows:
    starts = timegrid.day_starts(day, resolution, MADRID)
    return Rows(timegrid.labels(starts, resolution, label, MADRID), np.full(len(starts), 12.5))


def found(given_rows: Rows, resolution: int | None = None, label: Label = Label.END) -> Found:
    """The problems without the ones about incomplete days, of which each test of a few rows has one."""
    checked = check(given_rows, resolution=resolution, label=label, zone=MADRID)
    return [
        (problem.row, problem.column, problem.severity, problem.message.template)
        for problem in checked.problems
        if problem.message.template not in INCOMPLETE
    ]


@pytest.mark.parametrize("day", [*CHANGES, date(2026, 11, 25)])
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("label", list(Label))
def test_a_whole_day_has_no_problem_and_is_a_purchase(day: date, resolution: int, label: Label) -> None:
    checked = check(day_rows(day, resolution, label), resolution=None, label=label, zone=MADRID)
    assert checked.problems == ()
    assert checked.resolution == resolution
    assert checked.purchase is not None
    assert np.array_equal(checked.purchase.starts, timegrid.day_starts(day, resolution, MADRID))
    assert checked.purchase.label is label


DATETIME, PURCHASE, ERROR, WARNING = Column.DATETIME, Column.PURCHASE, Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("given_rows", "expected"),
    [
        (rows(("NaT", 1.0)), [(0, DATETIME, ERROR, problems.NO_DATETIME)]),
        (
            rows(("NaT", 1.0), texts={(0, DATETIME): "soon"}),
            [(0, DATETIME, ERROR, problems.UNREADABLE_DATETIME)],
        ),
        (rows(("2026-11-25T01:00", np.nan)), [(0, PURCHASE, ERROR, problems.NO_VALUE)]),
        (rows(("2026-11-25T01:00", np.inf)), [(0, PURCHASE, ERROR, problems.NO_VALUE)]),
        (
            rows(("2026-11-25T01:00", np.nan), texts={(0, PURCHASE): "many"}),
            [(0, PURCHASE, ERROR, problems.UNREADABLE_VALUE)],
        ),
        (
            rows(("NaT", np.nan)),
            [(0, DATETIME, ERROR, problems.NO_DATETIME), (0, PURCHASE, ERROR, problems.NO_VALUE)],
        ),
        (
            rows(("2026-11-25T00:15", 1.0), ("2026-11-25T00:15", 2.0), ("2026-11-25T00:30", 1.0)),
            [(1, DATETIME, ERROR, problems.REPEATED)],
        ),
        (
            rows(("2026-03-29T02:00", 1.0), ("2026-03-29T02:15", 1.0), ("2026-03-29T03:00", 1.0)),
            [(0, DATETIME, ERROR, problems.NONEXISTENT), (1, DATETIME, ERROR, problems.NONEXISTENT)],
        ),
        (
            rows(("2026-10-25T02:15", 1.0), ("2026-10-25T02:30", 1.0), ("2026-10-25T02:30", 1.0)),
            [(0, DATETIME, WARNING, problems.ASSUMED_SUMMER)],
        ),
        (
            rows(("2026-11-25T00:15", 1.0), ("2026-11-25T00:30", 1.0), ("2026-11-25T00:50", 1.0)),
            [(2, DATETIME, WARNING, problems.OFF_GRID)],
        ),
        (rows(("2026-11-25T01:00", -0.1)), [(0, PURCHASE, WARNING, problems.NEGATIVE)]),
        (rows(("2026-11-25T01:00", 0.0)), []),
        (rows(("2026-11-25T01:00", 10_000.0)), []),
        (rows(("2026-11-25T01:00", 10_000.1)), [(0, PURCHASE, WARNING, problems.TOO_LARGE)]),
        (rows(("2026-11-25T01:00", 10_000_000.0)), [(0, PURCHASE, WARNING, problems.TOO_LARGE)]),
        (rows(("2026-11-25T01:00", 1e308)), [(0, PURCHASE, ERROR, problems.IMPOSSIBLE)]),
        (
            rows(("2026-11-25T01:00", -10_000.1)),
            [(0, PURCHASE, WARNING, problems.NEGATIVE), (0, PURCHASE, WARNING, problems.TOO_LARGE)],
        ),
    ],
)
def test_each_problem_is_found_where_it_is(given_rows: Rows, expected: Found) -> None:
    assert found(given_rows) == expected


def test_an_error_stops_the_purchase_and_a_warning_does_not() -> None:
    wrong = check(rows(("2026-11-25T01:00", np.nan)), resolution=60, label=Label.END, zone=MADRID)
    assert wrong.purchase is None
    assert len(wrong.errors) == 1
    odd = check(rows(("2026-11-25T01:00", -1.0)), resolution=60, label=Label.END, zone=MADRID)
    assert odd.purchase is not None
    assert not odd.errors
    assert len(odd.warnings) == 2, "negative, and the only hour of its day"


def test_no_rows_are_no_purchase_and_no_problem() -> None:
    checked = check(EMPTY_ROWS, resolution=None, label=Label.END, zone=MADRID)
    assert (checked.problems, checked.purchase, checked.resolution) == ((), None, 60)


def test_rows_in_any_order_become_a_purchase_in_order_of_time() -> None:
    given_rows = rows(("2026-11-25T03:00", 3.0), ("2026-11-25T01:00", 1.0), ("2026-11-25T02:00", 2.0))
    purchase = check(given_rows, resolution=None, label=Label.END, zone=MADRID).purchase
    assert purchase is not None
    assert purchase.mw.tolist() == [1.0, 2.0, 3.0]


def test_problems_stand_in_the_order_of_the_rows() -> None:
    many = rows(*((f"2026-11-25T{hour:02}:00", -1.0 if hour % 2 else np.nan) for hour in range(1, 20)))
    problems = check(many, resolution=60, label=Label.END, zone=MADRID).problems
    order = [problem.row for problem in problems if problem.message.template not in INCOMPLETE]
    assert order == sorted(order)
    assert len(order) == len(problems) - 1, "that the day is not whole is told behind them"


def test_what_was_written_is_repeated_in_the_sentence() -> None:
    given_rows = rows(("NaT", np.nan), texts={(0, DATETIME): "{soon}", (0, PURCHASE): "12 MW"})
    checked = check(given_rows, resolution=60, label=Label.END, zone=MADRID)
    assert [str(problem.message) for problem in checked.problems] == [
        "“{soon}” is not a date and time.",
        "“12 MW” is not a number.",
    ]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 3, 29), 92), (date(2026, 10, 25), 100), (date(2026, 11, 25), 96)]
)
def test_an_incomplete_day_is_told_with_its_true_number_of_periods(day: date, expected: int) -> None:
    whole = day_rows(day, 15)
    part = Rows(whole.labels[:-1], whole.mw[:-1])
    (problem,) = check(part, resolution=15, label=Label.END, zone=MADRID).problems
    assert problem.severity is WARNING
    assert problem.row is None
    last = f"{day + timedelta(days=1)} 00:00"
    assert str(problem.message) == f"{day} has {expected - 1} of {expected} periods. Missing: {last}."


def test_a_resolution_that_is_given_wins_over_the_rows() -> None:
    given_rows = rows(("2026-11-25T01:00", 1.0), ("2026-11-25T02:00", 1.0))
    checked = check(given_rows, resolution=30, label=Label.END, zone=MADRID)
    assert checked.resolution == 30
    assert checked.purchase is not None
    assert checked.purchase.energy_mwh == 1.0


@settings(max_examples=60, deadline=None)
@given(
    first=st.integers(0, 16 * 365 * 24),
    count=st.integers(2, 300),
    resolution=st.sampled_from(timegrid.RESOLUTIONS),
    label=st.sampled_from(list(Label)),
    zone=st.sampled_from(["Europe/Madrid", "Europe/Lisbon", "Europe/Berlin"]),
)
def test_a_purchase_opened_as_a_draft_is_the_same_purchase(
    first: int, count: int, resolution: int, label: Label, zone: str
) -> None:
    """Any stretch of time. Only one that begins inside October's repeated hour cannot be told from its rows alone."""
    begin = np.datetime64("2020-01-01T00:00", "m") + timegrid.minutes(first * 60)
    starts = begin + np.arange(count) * timegrid.minutes(resolution)
    purchase = Purchase(starts, np.arange(count, dtype=float), resolution, label, zone)
    checked = check(rows_of(purchase), resolution=resolution, label=label, zone=zone)
    if not any(problem.message.template == problems.ASSUMED_SUMMER for problem in checked.problems):
        assert checked.purchase == purchase
    else:
        assert timegrid.labels(starts[:1], resolution, label, zone)[0].astype(object).month == 10


def test_rows_are_of_one_length_and_never_change() -> None:
    with pytest.raises(ValueError, match="one label and one value"):
        Rows(timegrid.as_minutes(["2026-11-25T00:15"]), np.zeros(2))
    made = rows(("2026-11-25T00:15", 1.0))
    with pytest.raises(ValueError, match="read-only"):
        made.mw[0] = 2.0


def test_rows_are_equal_by_what_stands_in_them() -> None:
    missing = rows(("NaT", np.nan), texts={(0, DATETIME): "soon"})
    assert missing == rows(("NaT", np.nan), texts={(0, DATETIME): "soon"})
    assert missing != rows(("NaT", np.nan), texts={(0, DATETIME): "later"})
    assert missing != rows(("NaT", np.nan))
    assert rows(("NaT", 1.0)) != rows(("NaT", 2.0))
    assert rows(("NaT", 1.0)) != EMPTY_ROWS
    assert missing != "rows"


def test_what_can_be_drawn_leaves_out_every_row_with_an_error() -> None:
    given = rows(
        ("2026-11-25T03:00", 3.0),
        ("NaT", 9.0),
        ("2026-11-25T01:00", 1.0),
        ("2026-11-25T02:00", np.nan),
        ("2026-11-25T01:00", 8.0),
        ("2026-03-29T02:30", 7.0),
    )
    found = check(given, resolution=60, label=Label.END, zone="Europe/Madrid")
    assert found.purchase is None
    drawn = drawable(given, found, Label.END, "Europe/Madrid")
    assert drawn is not None
    assert drawn.labels.tolist() == timegrid.as_minutes(["2026-11-25T01:00", "2026-11-25T03:00"]).tolist()
    assert drawn.mw.tolist() == [1.0, 3.0]
    nothing = rows(("NaT", 1.0))
    assert drawable(nothing, check(nothing, resolution=60, label=Label.END, zone="UTC"), Label.END, "UTC") is None


def test_totals_count_what_has_a_value() -> None:
    figures = totals(np.array([4.0, np.nan, 8.0, -2.0]), 15)
    assert (figures.count, figures.energy_mwh, figures.minimum, figures.maximum) == (3, 2.5, -2.0, 8.0)
    assert figures.mean == pytest.approx(10 / 3)
    nothing = totals(np.array([np.nan]), 15)
    assert (nothing.count, nothing.energy_mwh, nothing.mean, nothing.minimum, nothing.maximum) == (
        0,
        0,
        None,
        None,
        None,
    )
