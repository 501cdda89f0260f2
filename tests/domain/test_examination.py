"""Everything that is said of rows, found anew after an edit as it would be found at first sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import check, totals
from ravenwits_desktop.domain.examination import Examination, Question, examine
from ravenwits_desktop.domain.peak import peak_split
from ravenwits_desktop.domain.plausibility import NO_HISTORY, THOUSAND_TIMES, History
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label, Minutes

MADRID = "Europe/Madrid"
FEW = History(mean_mw=0.01, largest_mw=0.02)
DAY, OCTOBER = date(2026, 11, 25), date(2026, 10, 25)
VALUES = st.sampled_from([np.nan, np.inf, -3.0, 0.0, 1.5, 2.0, 20_000.0, 1e9])
TEXTS = st.dictionaries(st.tuples(st.integers(0, 2), st.sampled_from(Column)), st.sampled_from(["x", "?"]), max_size=2)


def question(rows: Rows, **values: object) -> Question:
    return replace(Question(rows, 60, Label.END, MADRID), **values)


def day(of: date = DAY) -> Rows:
    rows = grid.new_rows(of, 60)
    return Rows(rows.labels, np.arange(1.0, len(rows) + 1))


@st.composite
def parts(draw: st.DrawFn) -> Rows:
    """Rows to be put somewhere: some of a day and strange ones, with values and texts of every kind."""
    count = draw(st.integers(0, 3))
    walls = [*day(OCTOBER).labels[:5], np.datetime64("NaT"), np.datetime64("2026-03-29T02:30")]
    labels = timegrid.as_minutes([draw(st.sampled_from(walls)) for _ in range(count)])
    texts = {key: text for key, text in draw(TEXTS).items() if key[0] < count}
    return Rows(labels, np.array([draw(VALUES) for _ in range(count)]), texts)


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, int, Rows | float | None]:
    """A place, how many rows from there on, and what comes into theirs: rows, or another value in each."""
    return draw(st.integers(0, 30)), draw(st.integers(0, 4)), draw(st.one_of(VALUES, parts()))


def edited(rows: Rows, edit: tuple[int, int, Rows | float | None]) -> Rows:
    place, count, becomes = edit
    first = min(place, len(rows))
    count = min(count, len(rows) - first)
    if isinstance(becomes, Rows):
        return grid.spliced(rows, first, count, becomes)
    old = grid.part(rows, first, count)
    return grid.spliced(rows, first, count, Rows(old.labels, np.full(count, becomes), old.texts))


def said(found: Examination) -> list[object]:
    """All that is found, as values that can be compared."""
    periods, changes = found.checked.periods, found.changes
    arrays = (periods.starts, periods.occurrences, periods.day_starts, periods.peak, periods.days, periods.counts)
    purchases = [
        None if each is None else (each.starts.tolist(), each.mw.tolist(), each.resolution)
        for each in (found.checked.purchase, found.drawn)
    ]
    return [
        [each.tolist() for each in arrays],
        periods.resolution,
        list(found.problems),
        (found.problems.errors, found.problems.warnings),
        found.totals,
        found.split,
        purchases,
        found.comparable,
        None if changes is None else np.nan_to_num(changes, nan=-1.0).tolist(),
    ]


@settings(deadline=None)
@given(
    st.lists(edits(), max_size=6),
    st.sampled_from([day(), day(OCTOBER), EMPTY_ROWS]),
    st.sampled_from([None, 60]),
    st.booleans(),
)
def test_after_any_edits_the_same_is_said_as_at_first_sight(
    made: list[tuple[int, int, Rows | float | None]], rows: Rows, resolution: int | None, held: bool
) -> None:
    against = check(day(), resolution=60, label=Label.END, zone=MADRID).purchase if held else None
    found = examine(question(rows, resolution=resolution))
    for edit in made:
        rows = edited(rows, edit)
        asked = question(rows, resolution=resolution, reference=against, history=FEW if held else NO_HISTORY)
        found = examine(asked, found)
        assert said(found) == said(examine(asked))


def of_periods(problem: Problem, starts: Minutes) -> list[int]:
    rows: list[int] = np.flatnonzero(np.isin(starts, np.array(problem.starts, "datetime64[m]"))).tolist()
    return rows


@settings(deadline=None)
@given(st.lists(edits(), max_size=4))
def test_problems_are_found_by_their_cells(made: list[tuple[int, int, Rows | float | None]]) -> None:
    rows = day(OCTOBER)
    for edit in made:
        rows = edited(rows, edit)
    examination = examine(question(rows))
    found, starts = examination.problems, examination.checked.starts
    listed = list(found)
    assert [found[place] for place in range(len(found))] == listed
    assert found[1:3] == tuple(listed[1:3])
    assert found == listed
    for severity in Severity:
        assert list(found.of(severity)) == [each for each in listed if each.severity is severity]
    cells = sorted(
        {(each.row, int(each.column)) for each in listed if each.row is not None and each.column is not None}
    )
    by_row = found.by_row(0, len(rows))
    assert sorted(by_row) == sorted({row for row, _ in cells}) == sorted(set(found.rows.tolist()))
    assert sum(map(len, by_row.values())) + len(found.of_the_whole) == len(listed)
    for each in found.of_the_whole:
        cells += [(row, 1) for row in of_periods(each, starts)]
    for row, column in [(-1, -1), (0, 1), (3, 0), *cells]:
        later = [cell for cell in cells if cell > (row, column)]
        assert found.next_place(row, column) == min(later or cells, default=None)
        there = [each for each in listed if (each.row, each.column) == (row, column) or row in of_periods(each, starts)]
        assert list(found.at(row, column)) == [each for each in there if each.row is not None or column == 1]
    for each in listed:
        assert list(found.rows_of(each)) == ([each.row] if each.row is not None else of_periods(each, starts))
    kinds = list(dict.fromkeys((each.message.template, each.column) for each in listed))
    assert [(group.first.message.template, group.first.column) for group in found.groups()] == kinds
    for group, kind in zip(found.groups(), kinds, strict=True):
        those = [each for each in listed if (each.message.template, each.column) == kind]
        assert (group.first, group.count) == (those[0], len(those))
        assert list(group.rows) == sorted({row for each in those for row in found.rows_of(each)})
    for row in (0, 2, len(rows)):
        assert list(found.before(row)) == [each for each in listed if each.row is not None and each.row < row]
        kept = [each for each in listed if each.row is None or not row <= each.row < row + 2]
        assert list(found.without(row, 2)) == kept


def test_of_each_row_errors_come_first() -> None:
    rows = day()
    strange = grid.spliced(rows, 3, 1, Rows(timegrid.as_minutes(["2026-11-25T04:07"]), np.array([np.nan])))
    found = examine(question(strange)).problems.by_row(3, 4)[3]
    assert [each.severity for each in found] == [Severity.ERROR, Severity.WARNING]


def test_another_history_or_reference_leaves_the_checks_as_they_are() -> None:
    first = examine(question(day()))
    then = examine(replace(first.question, history=FEW), first)
    assert then.checked is first.checked
    assert then.drawn is first.drawn
    assert [each.message.template for each in then.problems] == [THOUSAND_TIMES]
    against = Purchase(first.checked.starts, np.full(24, 3.0), 60)
    compared = examine(replace(then.question, reference=against), then)
    assert compared.comparison is not None
    assert compared.changes is not None
    assert compared.changes[0] == -2.0
    assert np.isnan(compared.changes[2])


def test_edits_of_values_leave_what_the_labels_mean() -> None:
    first = examine(question(day()))
    then = examine(question(edited(day(), (3, 2, -1.0)), resolution=60), first)
    same = examine(question(edited(first.question.rows, (3, 2, -1.0))), first)
    assert then.checked.periods is first.checked.periods, "equal labels"
    assert same.checked.periods is first.checked.periods, "the very same labels"
    assert same.question.rows.labels is first.question.rows.labels


@pytest.mark.parametrize("of", [DAY, OCTOBER, date(2026, 3, 29)])
def test_totals_and_peak_are_those_of_the_rows(of: date) -> None:
    rows = day(of)
    found = examine(question(rows))
    assert found.totals == totals(rows.mw, 60)
    assert found.split == peak_split(found.checked.starts, rows.mw, 60, MADRID)
    assert found.checked.periods.unusual_days == grid.unusual_days(found.checked.starts, MADRID)
    expected = grid.occurrences(found.checked.starts, 60, Label.END, MADRID)
    assert np.array_equal(found.checked.periods.occurrences, expected)
    assert found.checked.purchase is not None
    assert found.checked.periods.days.tolist() == found.checked.purchase.days.tolist()
    assert (found.checked.purchase.first_day, found.checked.purchase.last_day) == (
        found.checked.periods.days[0],
        found.checked.periods.days[-1],
    )
