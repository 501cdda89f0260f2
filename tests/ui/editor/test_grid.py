"""Rows as a grid: days of every length, what follows, what repeats."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ravenwits_desktop.domain import draft as rules
from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.ui.editor.cells import CellRange
from tests.ui.editor.conftest import hourly_draft


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 11, 25), 24), (date(2026, 10, 25), 25), (date(2026, 3, 29), 23)]
)
@pytest.mark.parametrize("resolution", [15, 30, 60])
@pytest.mark.parametrize("label", list(Label))
def test_a_new_draft_has_every_period_of_its_day(day, hours, resolution, label):
    draft = grid.new_draft(day, resolution, DEFAULT_ZONE, label, "7", value=2.0)
    assert len(draft.rows) == hours * 60 // resolution
    checked = rules.check(draft.rows, resolution=draft.resolution, label=label, zone=draft.zone)
    assert checked.problems == ()
    assert checked.purchase.energy_mwh == pytest.approx(2 * hours)
    assert draft.name == str(day)
    assert np.isnan(grid.new_draft(day, resolution).rows.mw).all()
    expected = [] if hours == 24 else [(np.datetime64(day), hours)]
    assert grid.unusual_days(checked.starts, DEFAULT_ZONE) == expected


def test_labels_go_on_through_the_repeated_hour():
    start = np.datetime64("2026-10-24T22:00")
    found = grid.following(start, 3, 60, Label.END, DEFAULT_ZONE)
    assert timegrid.format_labels(found) == ["2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00"]
    assert np.isnat(grid.following(timegrid.NAT, 2, 60, Label.END, DEFAULT_ZONE)).all()


@pytest.mark.parametrize(("label", "first"), [(Label.END, 1), (Label.START, 2)])
def test_repeated_labels_are_the_first_and_the_second(label, first):
    starts = timegrid.day_starts(date(2026, 10, 25), 60, DEFAULT_ZONE)
    assert grid.occurrences(starts, 60, label, DEFAULT_ZONE).tolist()[first - 1 : first + 3] == [0, 1, 2, 0]


def test_rows_are_spliced_with_their_texts():
    odd = {(0, Column.PURCHASE): "a", (2, Column.PURCHASE): "c"}
    rows = Rows(np.full(3, timegrid.NAT), np.full(3, np.nan), odd)
    one = Rows(np.full(1, timegrid.NAT), np.full(1, np.nan), {(0, Column.DATETIME): "new"})
    assert grid.spliced(rows, 1, 0, one).texts == {
        (0, Column.PURCHASE): "a",
        (1, Column.DATETIME): "new",
        (3, Column.PURCHASE): "c",
    }
    assert grid.spliced(rows, 0, 2, one).texts == {(0, Column.DATETIME): "new", (1, Column.PURCHASE): "c"}
    assert grid.part(rows, 2, 1).texts == {(0, Column.PURCHASE): "c"}
    assert grid.spliced(rows, 1, 1, grid.part(rows, 1, 1)) == rows


def october(open_editor, resolution):
    return open_editor(hourly_draft(date(2026, 10, 25), resolution))


def sent(editor):
    """What would be sent: start instants and values."""
    purchase = editor.checked().purchase
    return dict(zip(purchase.starts.tolist(), purchase.mw.tolist(), strict=True))


@pytest.mark.parametrize(("resolution", "first", "last"), [(60, 1, 1), (15, 7, 7), (15, 8, 9), (60, 0, 1)])
def test_the_first_half_of_the_repeated_hour_is_not_deleted_alone(open_editor, qtbot, resolution, first, last):
    editor = october(open_editor, resolution)
    before = sent(editor)
    editor.table.select(CellRange(first, last, 1, 1))
    with qtbot.waitSignal(editor.message) as heard:
        editor.delete_rows()
    assert heard.args[0].startswith("Nothing was deleted: Sun 25 Oct 02:")
    assert " B would be taken" in heard.args[0]
    assert sent(editor) == before
    assert editor.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("resolution", "rows"), [(60, (2, 2)), (60, (1, 2)), (60, (0, 24)), (60, (5, 6)), (15, (11, 12))]
)
def test_deleting_leaves_every_other_value_at_its_time(open_editor, resolution, rows):
    editor = october(open_editor, resolution)
    before, starts = sent(editor), editor.checked().starts
    editor.table.select(CellRange(*rows, 1, 1))
    editor.delete_rows()
    for start in starts[rows[0] : rows[1] + 1].tolist():
        del before[start]
    assert editor.undo_stack.count() == 1
    assert (sent(editor) if before else {}) == before
