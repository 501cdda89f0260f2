"""Each value knows its cell of the file, through edits, undo and redo, and over a save."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.provenance import provenance_of
from ravenwits_desktop.domain.resample import resampled
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.store import origins as stored
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.commands import AddRows, DeleteRows
from ravenwits_desktop.ui.editor.mass_commands import ChangeResolution
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from tests.spreadsheets.builders import read, text, times


def imported() -> Draft:
    """Six hours of a text file in kWh, one of which is no number."""
    rows = [["Time", "Compra (kWh)"], *([moment, 1234.5 + place] for place, moment in enumerate(times(6)))]
    rows[4][1] = "soon"
    reading = read(text(rows), "day.csv")
    return Draft(
        "1", "day", reading.rows, resolution=reading.resolution, source="day.csv", provenance=provenance_of(reading)
    )


@pytest.fixture
def editor(qtbot):
    made = PurchaseEditor(imported())
    qtbot.addWidget(made)
    return made


def tip(editor, row):
    return editor.model.index(row, Column.PURCHASE).data(Qt.ItemDataRole.ToolTipRole)


def test_a_value_says_its_cell(editor):
    assert tip(editor, 0) == "day.csv, row 2, column Compra (kWh) (B): 1234,5 kWh = 1.2345 MW"
    assert "row 5" in tip(editor, 3)
    assert "“soon”" in tip(editor, 3)


def test_an_edited_value_says_what_it_was(editor):
    model = editor.model
    model.setData(model.index(0, Column.PURCHASE), "7")
    assert tip(editor, 0) == "edited, was 1.2345 (day.csv, row 2, column Compra (kWh) (B))"
    model.setData(model.index(3, Column.PURCHASE), "7")
    assert "edited, was “soon” (day.csv, row 5" in tip(editor, 3)
    editor.undo_stack.undo()
    editor.undo_stack.undo()
    assert "1234,5 kWh = 1.2345 MW" in tip(editor, 0)


def test_shorter_periods_know_the_cell_that_they_repeat_and_means_know_none(editor):
    model = editor.model
    model.setData(model.index(3, Column.PURCHASE), "7")
    purchase = model.checked().purchase
    edited = [tip(editor, row) for row in range(6)]
    editor.undo_stack.push(ChangeResolution(model, resampled(purchase, 30)))
    halves = [tip(editor, row) for row in range(12)]
    assert halves == [each for each in edited for _ in range(2)]
    editor.undo_stack.push(ChangeResolution(model, resampled(model.checked().purchase, 60)))
    assert not any("day.csv" in (tip(editor, row) or "") for row in range(6))
    editor.undo_stack.undo()
    assert [tip(editor, row) for row in range(12)] == halves
    editor.undo_stack.undo()
    assert [tip(editor, row) for row in range(6)] == edited
    editor.undo_stack.redo()
    assert [tip(editor, row) for row in range(12)] == halves
    assert len(editor.draft().provenance.places) == 12


def test_rows_keep_their_cells_when_others_come_and_go(editor):
    editor.undo_stack.push(DeleteRows(editor.model, [CellRange(0, 1, 0, 1)]))
    assert "row 4" in tip(editor, 0)
    editor.undo_stack.push(AddRows(editor.model, 0, 2))
    editor.checked()
    assert "row 4" in tip(editor, 0)
    assert "row" not in tip(editor, 1)
    assert "row 5" in tip(editor, 3)
    for _ in range(2):
        editor.undo_stack.undo()
    assert ["row " + str(number) in tip(editor, number - 2) for number in range(2, 8)] == [True] * 6
    for _ in range(2):
        editor.undo_stack.redo()
    assert "row 4" in tip(editor, 0)
    editor.undo_stack.undo()
    editor.undo_stack.undo()
    assert editor.draft().provenance == imported().provenance


def test_it_survives_a_save(editor, qtbot):
    editor.undo_stack.push(DeleteRows(editor.model, [CellRange(0, 1, 0, 1)]))
    draft = editor.draft()
    reopened = PurchaseEditor(replace(draft, provenance=stored.unpack(stored.pack(draft.provenance))))
    qtbot.addWidget(reopened)
    assert tip(reopened, 0) == tip(editor, 0)
    assert "row 4" in tip(reopened, 0)


def test_a_draft_of_no_file_says_nothing(qtbot):
    draft = Draft("1", "day", Rows(np.array(["2026-11-24T01:00"], dtype="datetime64[m]"), np.array([1.5])))
    editor = PurchaseEditor(draft)
    qtbot.addWidget(editor)
    assert tip(editor, 0) is None or "row" not in tip(editor, 0)
    editor.model.setData(editor.model.index(0, Column.PURCHASE), "2")
    assert editor.draft().provenance is None
