"""Each undo command alone, and any sequence of them."""

from __future__ import annotations

import subprocess
import sys
import weakref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.edits import EditRefusedError
from ravenwits_desktop.domain.resample import ResampleError, resampled
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui.editor import mass_commands
from ravenwits_desktop.ui.editor.cells import Cell, CellRange, read_numbers
from ravenwits_desktop.ui.editor.commands import (
    AddRows,
    Block,
    ClearCells,
    DeleteRows,
    FillCells,
    PasteBlock,
    SetCell,
    merged_rows,
)
from ravenwits_desktop.ui.editor.fill_commands import FillDown, FillSeries, TypeIntoAll
from ravenwits_desktop.ui.editor.model import PurchaseModel
from tests.ui.editor.conftest import hourly_draft


@pytest.fixture
def model(qtbot):
    return PurchaseModel(hourly_draft())


def labels(model):
    return timegrid.format_labels(model.rows().labels)


def mw(model):
    return model.rows().mw.tolist()


def done_and_undone(model, command, name):
    """Push a command, keep what it made, undo it, redo it: the rows it made."""
    before = model.rows()
    model.undo_stack.push(command)
    after = model.rows()
    assert command.text() == name
    assert before != after
    model.undo_stack.undo()
    assert model.rows() == before
    model.undo_stack.redo()
    assert model.rows() == after
    return after


def test_set_cell(model):
    rows = done_and_undone(model, SetCell(model, 3, Column.PURCHASE, "7,5"), "edit value")
    assert rows.mw[3] == 7.5
    rows = done_and_undone(model, SetCell(model, 3, Column.DATETIME, "later"), "edit date and time")
    assert rows.texts == {(3, Column.DATETIME): "later"}
    rows = done_and_undone(model, SetCell(model, 3, Column.DATETIME, "2026-11-25 04:00"), "edit date and time")
    assert rows.texts == {}


def test_a_typed_expression_is_worked_out_and_pasted_text_is_not(model):
    rows = done_and_undone(model, SetCell(model, 3, Column.PURCHASE, "=12*1,05"), "edit value")
    assert rows.mw[3] == 12.6
    rows = done_and_undone(model, SetCell(model, 3, Column.PURCHASE, "+10%"), "edit value")
    assert rows.mw[3] == 12.6 * 110 / 100
    rows = done_and_undone(model, SetCell(model, 3, Column.PURCHASE, "=1/0"), "edit value")
    assert rows.texts == {(3, Column.PURCHASE): "=1/0"}
    assert read_numbers(["=1+1"], Decimal.POINT).unread == {0: "=1+1"}


def test_fill_cells(model):
    ranges = [CellRange(0, 1, 1, 1), CellRange(5, 5, 1, 2)]
    rows = done_and_undone(model, FillCells(model, ranges, {Column.PURCHASE: Cell(9.0, "")}), "fill cells")
    assert rows.mw[:7].tolist() == [9, 9, 3, 4, 5, 9, 7]


def test_clear_cells(model):
    model.undo_stack.push(SetCell(model, 1, Column.PURCHASE, "what"))
    rows = done_and_undone(model, ClearCells(model, [CellRange(0, 1, 0, 2)]), "clear cells")
    assert np.isnat(rows.labels[:2]).all()
    assert np.isnan(rows.mw[:2]).all()
    assert rows.texts == {}
    assert done_and_undone(model, ClearCells(model, [CellRange(2, 2, 1, 1)], cut=True), "cut").mw[3] == 4


def test_paste_inside(model):
    block = Block(None, np.array([50.0, np.nan]), {(1, Column.PURCHASE): "?"})
    rows = done_and_undone(model, PasteBlock(model, 2, block), "paste")
    assert rows.mw[2] == 50
    assert rows.texts == {(3, Column.PURCHASE): "?"}
    assert len(rows) == 24


def test_paste_past_the_end_goes_on_with_the_labels(model):
    command = PasteBlock(model, 22, Block(None, np.array([50.0, 51, 52, 53])))
    rows = done_and_undone(model, command, "paste")
    assert command.added == 2
    assert timegrid.format_labels(rows.labels[-3:]) == ["2026-11-26 00:00", "2026-11-26 01:00", "2026-11-26 02:00"]
    assert rows.mw[-4:].tolist() == [50, 51, 52, 53]


def test_paste_of_another_resolution_for_the_whole_table(model):
    quarter = timegrid.as_minutes("2026-11-25T00:15") + np.arange(96) * timegrid.minutes(15)
    command = PasteBlock(model, 0, Block(quarter, np.ones(96)), 15)
    done_and_undone(model, command, "paste")
    assert model.checked().resolution == 15
    assert not model.problems()
    model.undo_stack.undo()
    assert model.checked().resolution == 60


def test_add_rows(model):
    rows = done_and_undone(model, AddRows(model, 23, 2), "add rows")
    assert timegrid.format_labels(rows.labels[-2:]) == ["2026-11-26 01:00", "2026-11-26 02:00"]
    assert np.isnan(rows.mw[-2:]).all()
    rows = done_and_undone(model, AddRows(model, 0), "add row")
    assert timegrid.format_labels(rows.labels[:3]) == ["2026-11-25 01:00", "2026-11-25 02:00", "2026-11-25 02:00"]


def test_delete_rows_here_and_there(model):
    model.undo_stack.push(SetCell(model, 4, Column.PURCHASE, "odd"))
    ranges = [CellRange(5, 6, 1, 1), CellRange(0, 1, 0, 1), CellRange(6, 7, 0, 0)]
    rows = done_and_undone(model, DeleteRows(model, ranges), "delete rows")
    assert rows.mw[[0, 1, 3]].tolist() == [3, 4, 9]
    assert rows.texts == {(2, Column.PURCHASE): "odd"}
    done_and_undone(model, DeleteRows(model, ranges[1:2]), "delete rows")
    done_and_undone(model, DeleteRows(model, [CellRange(0, 0, 0, 2)]), "delete row")


def test_ranges_of_rows_are_merged():
    ranges = [CellRange(5, 6, 1, 1), CellRange(0, 1, 0, 1), CellRange(2, 2, 0, 0), CellRange(6, 9, 0, 0)]
    assert merged_rows(ranges) == [(0, 2), (5, 9)]


MASS_EDITS = [
    lambda model, rows: mass_commands.SetValues(model, rows, 0.1),
    lambda model, rows: mass_commands.AddToValues(model, rows, 0.1),
    lambda model, rows: mass_commands.MultiplyValues(model, rows, 1.05),
    lambda model, rows: mass_commands.ScaleValues(model, rows, 33.3),
    lambda model, rows: mass_commands.ShiftValues(model, rows, -1),
    lambda model, rows: mass_commands.InterpolateGaps(model, rows),
    lambda model, rows: mass_commands.RoundValues(model, rows, 0.5),
    lambda model, rows: mass_commands.ClipValues(model, rows, -1.0, 9.0),
]


@st.composite
def edits(draw):
    """A command to be made from a model, whatever its size."""
    kind = draw(
        st.sampled_from(
            ["set", "fill", "clear", "paste", "add", "delete", "mass", "resolution", "down", "series", "type"]
        )
    )
    span = st.tuples(st.integers(0, 40), st.integers(0, 5), st.integers(0, 1), st.integers(0, 1))
    spans = draw(st.lists(span, min_size=1, max_size=3))
    text = draw(st.sampled_from(["1,5", "x", "", "2026-11-25 07:00", "-3"]))
    count = draw(st.integers(1, 5))
    both = draw(st.booleans())
    mass = draw(st.sampled_from(MASS_EDITS))

    def make(model):
        size = model.rowCount()
        if kind == "add" or not size:
            return AddRows(model, min(spans[0][0], size) - 1, count)
        ranges = []
        for top, height, left, width in spans:
            first = top % size
            ranges.append(CellRange(first, min(first + height, size - 1), left, min(left + width, 1)))
        if kind == "set":
            return SetCell(model, ranges[0].top, Column(ranges[0].left), text)
        if kind == "fill":
            return FillCells(model, ranges, {Column.DATETIME: Cell(timegrid.NAT, text), Column.PURCHASE: Cell(2.0, "")})
        if kind == "clear":
            return ClearCells(model, ranges)
        if kind == "down":
            return FillDown(model, ranges)
        if kind == "series":
            return FillSeries(model, ranges)
        if kind == "type":
            return TypeIntoAll(model, ranges, text)
        if kind == "delete":
            return DeleteRows(model, ranges)
        if kind == "mass":
            rows = np.concatenate([np.arange(first, last + 1) for first, last in merged_rows(ranges)])
            try:
                return mass(model, rows)
            except EditRefusedError:
                return ClearCells(model, ranges)
        if kind == "resolution":
            purchase = model.checked().purchase
            if purchase is None:
                return ClearCells(model, ranges)
            try:
                return mass_commands.ChangeResolution(model, resampled(purchase, (15, 30, 60)[count % 3]))
            except ResampleError:
                return ClearCells(model, ranges)
        walls = timegrid.as_minutes("2026-11-25T00:15") + np.arange(count) * timegrid.minutes(15)
        values = np.full(count, np.nan)
        texts = {(count - 1, Column.PURCHASE): "odd"}
        return PasteBlock(model, ranges[0].top, Block(walls if both else None, values, texts), 15 if both else None)

    return make


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), min_size=1, max_size=12))
def test_as_many_undos_as_edits_give_back_the_same_rows(qtbot, sequence):
    model = PurchaseModel(hourly_draft())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    states = [model.rows()]
    for make in sequence:
        model.undo_stack.push(make(model))
        states.append(model.rows())
        assert all(0 <= row < len(states[-1]) for row, _ in states[-1].texts)
    for expected in reversed(states[:-1]):
        model.undo_stack.undo()
        assert isinstance(model.rows(), Rows)
        assert model.rows() == expected
        assert model.rows().mw.tobytes() == expected.mw.tobytes()
    assert model.resolution == 60
    for expected in states[1:]:
        model.undo_stack.redo()
        assert model.rows() == expected


def test_a_model_that_nobody_holds_is_gone_at_once_whatever_can_be_undone(qtbot):
    """Left to the garbage collector it would be taken apart in whatever thread that runs, and end the program."""
    model = PurchaseModel(hourly_draft())
    for row in range(3):
        model.undo_stack.push(SetCell(model, row, Column.PURCHASE, "99"))
    model.undo_stack.undo()
    gone = []
    model.destroyed.connect(lambda: gone.append(True))
    weak = weakref.ref(model)
    del model  # no garbage is collected during a test
    assert weak() is None
    assert gone == [True]


COLLECTING = """
import gc, threading
from PySide6.QtWidgets import QApplication
from tests.ui.editor.conftest import hourly_draft
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.editor.commands import SetCell
from ravenwits_desktop.ui.editor.model import PurchaseModel

app = QApplication([])
gc.disable()
for _ in range(20):
    model = PurchaseModel(hourly_draft())
    model.undo_stack.push(SetCell(model, 0, Column.PURCHASE, "99"))
    del model
    collecting = threading.Thread(target=gc.collect)
    collecting.start()
    collecting.join()
    app.processEvents()
"""


def test_the_garbage_collector_may_run_in_any_thread():
    done = subprocess.run([sys.executable, "-c", COLLECTING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
