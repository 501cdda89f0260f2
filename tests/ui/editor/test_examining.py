"""Long drafts are checked by the worker while the window goes on; in the end the same is said as of short ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.draft import check
from ravenwits_desktop.domain.plausibility import THOUSAND_TIMES, History
from ravenwits_desktop.domain.rows import Column, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.editor import examining
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.commands import AddRows, ClearCells, DeleteRows, FillCells, read_cell
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.worker import events
from tests.ui.editor.conftest import hourly_draft
from tests.worker.bench import Bench

DOWN = Qt.Orientation.Vertical


@pytest.fixture
def bench(qtbot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, tmp_path / "data", None, None).start()
    yield bench
    bench.stop()
    assert bench.faults() == []


@pytest.fixture
def long(bench, monkeypatch):
    """A model whose rows are many, as far as the window is concerned."""
    monkeypatch.setattr(examining, "LONG", 10)
    model = PurchaseModel(hourly_draft(), worker=bench.worker)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.undo_stack.clear()


def is_right(model: PurchaseModel) -> bool:
    """Whether all that is known and marked is what a check from the beginning says of the rows of now."""
    known = model.examined()
    if known is None:
        return False
    fresh = check(model.rows(), resolution=model.resolution, label=model.label, zone=model.zone)
    assert list(known.checked.problems) == list(fresh.problems)
    assert known.checked.purchase == fresh.purchase
    assert np.array_equal(known.checked.starts, fresh.starts, equal_nan=True)
    assert list(model.shown_problems) == list(known.problems)
    for row, look in enumerate(model.looks(0, model.rowCount())):
        worst = {each.column: each.severity for each in reversed(fresh.problems.by_row(row, row + 1).get(row, ()))}
        assert look.severities[:2] == (worst.get(Column.DATETIME), worst.get(Column.PURCHASE))
        assert look.day_start == fresh.periods.day_starts[row]
    return True


def test_setting_a_draft_checks_nothing_here_and_the_problems_come_later(long, qtbot, bench):
    new = PurchaseModel(hourly_draft(), worker=bench.worker)
    assert new.examined() is None
    assert list(new.shown_problems) == []
    assert new.data(new.index(3, 1)) == "4.000"
    qtbot.waitUntil(lambda: is_right(new))
    new.undo_stack.clear()
    qtbot.waitUntil(lambda: is_right(long))
    with qtbot.waitSignal(long.checks_changed):
        long.setData(long.index(3, 1), "-1")
        assert long.examined() is None
        assert long.looks(3, 1)[0].severities[1] is None
    assert long.looks(3, 1)[0].severities[1] is Severity.WARNING
    assert is_right(long)


def test_an_answer_to_rows_that_were_edited_since_is_dropped(long, qtbot, bench):
    qtbot.waitUntil(lambda: is_right(long))
    heard = []
    long.checks_changed.connect(lambda: heard.append(long.examined().question.rows is long.rows()))
    answers = len(bench.all(events.Examined))
    edits = iter(("7", None))

    def edit_again():
        if (text := next(edits)) is not None:
            long.setData(long.index(3, 1), text)

    long.checking.connect(edit_again)  # when the first edit has just been handed to the worker
    long.setData(long.index(3, 1), "x")
    qtbot.waitUntil(lambda: is_right(long))
    assert list(long.shown_problems) == []
    assert long.rows().mw[3] == 7
    assert heard == [True], "nothing was said of the rows in between"
    assert len(bench.all(events.Examined)) == answers + 2


def test_who_needs_the_checks_now_has_them_now(long, qtbot, bench):
    long.setData(long.index(3, 1), "x")
    assert long.checked().purchase is None
    assert [problem.row for problem in long.problems()] == [3]
    assert is_right(long)
    bench.wait_for(events.Examined)
    assert is_right(long), "the late answer changes nothing"


def test_what_was_marked_is_not_shown_where_it_may_no_longer_hold(long, qtbot):
    long.setData(long.index(2, 1), "x")
    long.setData(long.index(20, 1), "-5")
    qtbot.waitUntil(lambda: is_right(long))
    marked = [row for row in range(24) if long.looks(row, 1)[0].severities[1]]
    assert marked == [2, 20]
    long.undo_stack.push(AddRows(long, 10))
    assert [row for row in range(25) if long.looks(row, 1)[0].severities[1]] == [2]
    assert long.headerData(5, DOWN) == "H6"
    assert long.headerData(20, DOWN) == ""
    qtbot.waitUntil(lambda: is_right(long))
    assert long.headerData(20, DOWN) == "H20"


def any_edit(model: PurchaseModel, chance: random.Random) -> None:
    count = model.rowCount()
    row = chance.randrange(max(count, 1))
    some = [CellRange(row, min(row + chance.randrange(4), count - 1), 0, 1)]
    what = chance.randrange(8)
    if what == 0 or not count:
        model.undo_stack.push(AddRows(model, row if count else -1, chance.randrange(1, 4)))
    elif what == 1:
        model.undo_stack.push(DeleteRows(model, some))
    elif what == 2:
        model.undo_stack.push(ClearCells(model, some))
    elif what == 3:
        text = chance.choice(["-3", "12", "20000", "x"])
        model.undo_stack.push(FillCells(model, some, {c: read_cell(c, text) for c in Column}))
    elif what == 4:
        model.setData(model.index(row, 0), chance.choice(["2026-10-25 03:00", "2026-10-25 02:00", "soon"]))
    elif what == 5:
        model.set_label(chance.choice(list(Label)))
    elif what == 6:
        model.undo_stack.undo()
    else:
        model.judge_by(History(mean_mw=chance.choice([0.001, 5.0]), largest_mw=9.0))


@pytest.mark.parametrize("seed", range(6))
def test_any_edits_while_it_is_checked_end_with_the_right_problems(bench, monkeypatch, qtbot, seed):
    monkeypatch.setattr(examining, "LONG", 0)
    chance = random.Random(seed)
    model = PurchaseModel(hourly_draft(date(2026, 10, 25)), worker=bench.worker)
    for _ in range(40):
        any_edit(model, chance)
        for _ in range(chance.randrange(4)):
            QCoreApplication.processEvents()
        model.looks(0, model.rowCount())
    qtbot.waitUntil(lambda: model.examined() is not None)
    fresh = check(model.rows(), resolution=model.resolution, label=model.label, zone=model.zone)
    assert list(model.examined().checked.problems) == list(fresh.problems)
    qtbot.waitUntil(lambda: model.settled)
    assert model.examined().checked.purchase == fresh.purchase
    count = sum(problem.severity is Severity.ERROR for problem in fresh.problems)
    assert model.shown_problems.errors == count
    model.undo_stack.clear()


def test_the_editor_says_that_it_checks_and_then_what_there_is(bench, monkeypatch, qtbot):
    monkeypatch.setattr(examining, "LONG", 10)
    rows = hourly_draft().rows
    draft = replace(hourly_draft(), rows=grid.spliced(rows, 4, 1, Rows(rows.labels[4:5], np.array([-2.0]))))
    editor = PurchaseEditor(draft, worker=bench.worker)
    qtbot.addWidget(editor)
    editor.show()
    assert editor.footer.totals.text().replace("\u00a0", " ") == "24 rows"
    editor.table.select_all()
    editor.footer.say_checking()
    assert editor.footer.problems.text() == "checking …"
    qtbot.waitUntil(lambda: editor.footer.problems.text() == "▲ 1 warning")
    assert editor.footer.totals.text().replace("\u00a0", " ").startswith("24 selected  ·  293.0 MWh")
    editor.judge_by(History(mean_mw=0.012, largest_mw=0.02))
    qtbot.waitUntil(lambda: "0.012 MW" in editor.banner.text())
    assert editor.model.problems()[-1].message.template == THOUSAND_TIMES
    editor.compare_with(editor.checked().purchase)
    qtbot.waitUntil(lambda: editor.changes.text() == "Against the last submission: Nothing changed.")
