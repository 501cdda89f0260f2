"""Qt's own tester over every model of the program, while its rows come, go and change; it ends the process on a fault.

A model that is new in the program fails the first test until it is tried here as well.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

import ravenwits_desktop.ui
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.plausibility import NO_HISTORY, History
from ravenwits_desktop.domain.reading import Grid, Role
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Rows, Severity
from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.chart.side import SideTable
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.commands import AddRows, Block, ClearCells, DeleteRows, PasteBlock, SetCell
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.problem_list import MOST_SINGLE
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.importing.grid_view import GridTable
from ravenwits_desktop.ui.importing.preview import PreviewTable
from ravenwits_desktop.ui.submissions.details_dialog import DetailsDialog
from ravenwits_desktop.ui.submissions.model import Column as Shown
from ravenwits_desktop.ui.submissions.model import SubmissionsModel
from ravenwits_desktop.ui.submissions.outputs_table import OutputsModel
from tests.ui.builders import NOW, a_purchase, a_submission
from tests.ui.editor.conftest import hourly_draft
from tests.ui.importing.test_dialog import a_reading


def tried(model: QAbstractItemModel) -> QAbstractItemModel:
    """The same model, with Qt's tester at it for as long as it lives; every cell has been asked once."""
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    ask(model)
    return model


def ask(model: QAbstractItemModel) -> None:
    """Ask for everything, as views, delegates and screen readers do, and for what is not there."""
    roles = list(Qt.ItemDataRole)
    rows, columns = model.rowCount(), model.columnCount()
    for row in sorted({0, 1, rows // 2, rows - 1} & set(range(rows))):
        for column in range(columns):
            for role in roles:
                model.data(model.index(row, column), role)
            model.flags(model.index(row, column))
    for role in roles:
        for section in (0, columns - 1):
            model.headerData(section, Qt.Orientation.Horizontal, role)
        if rows:
            model.headerData(rows - 1, Qt.Orientation.Vertical, role)
    assert model.rowCount(model.index(0, 0)) == 0, "tables have no children"
    assert not model.index(rows, 0).isValid()
    assert model.data(QModelIndex()) is None


def change_a_purchase(model: PurchaseModel) -> None:
    """Every kind of edit there is, all undone and done again, and everything that marks cells."""
    stack, everything = model.undo_stack, CellRange(0, 10_000, 0, 1)
    labels = timegrid.as_minutes("2026-11-25T00:15") + np.arange(96) * timegrid.minutes(15)
    odd = {(3, Column.PURCHASE): "odd"}

    def rows() -> CellRange:
        return everything._replace(bottom=model.rowCount() - 1)

    for make in (
        lambda: SetCell(model, 0, Column.PURCHASE, "many"),
        lambda: SetCell(model, 1, Column.DATETIME, "2026-11-25 05:00"),
        lambda: AddRows(model, -1, 2),
        lambda: AddRows(model, 5, 1),
        lambda: AddRows(model, model.rowCount() - 1, 3),
        lambda: DeleteRows(model, [CellRange(0, 1, 0, 0), CellRange(4, 7, 0, 0)]),
        lambda: ClearCells(model, [CellRange(2, 5, 0, 1)]),
        lambda: PasteBlock(model, 3, Block(None, np.arange(40.0), odd)),
        lambda: PasteBlock(model, 0, Block(labels, np.full(96, -1.0)), 15),
        lambda: DeleteRows(model, [rows()]),
        lambda: AddRows(model, -1, 1),
    ):
        stack.push(make())
        ask(model)
    for step in [stack.undo] * stack.count() + [stack.redo] * stack.count() + [stack.undo] * stack.count():
        step()
        model.checked()
    model.set_label(Label.START)
    model.judge_by(History(mean_mw=0.001, largest_mw=0.002))
    model.refuse(model.checked().starts[4], Message("No."))
    model.compare_with(a_purchase(resolution=60))
    ask(model)
    model.compare_with(None)
    model.judge_by(NO_HISTORY)
    ask(model)


def change_the_submissions(model: SubmissionsModel) -> None:
    states = list(State)
    model.sort(Shown.ENERGY, Qt.SortOrder.DescendingOrder)
    for number, state in enumerate(states):
        model.put(a_submission(number, state, energy_mwh=float(number % 3)))
    for number, state in enumerate(reversed(states)):
        model.put(a_submission(number, state, energy_mwh=None if number % 2 else 7.0, checked=NOW))
    for column in (*Shown, -1):
        model.sort(column)
    model.set_active(True)
    model.set_zone("Europe/Lisbon")
    model.set_filter("norte", frozenset({State.FAILED, State.PENDING}))
    model.put(a_submission(3, State.COMPLETED, next_check=NOW + timedelta(seconds=5)))
    ask(model)
    model.set_filter("", None)
    model.set_submissions([])
    ask(model)
    model.set_submissions([a_submission(number) for number in range(5)])


@pytest.fixture
def purchase_model(qtbot):
    model = PurchaseModel(hourly_draft())
    tried(model)
    change_a_purchase(model)
    return model


@pytest.fixture
def problem_model(qtbot):
    """The list of an editor, which follows each edit; then more problems than it shows singly."""
    editor = PurchaseEditor(hourly_draft())
    qtbot.addWidget(editor)
    editor.show()
    editor.problem_list.open()
    model = tried(editor.problem_list.model())
    change_a_purchase(editor.model)
    count = MOST_SINGLE + 1
    labels = timegrid.as_minutes("2026-01-01T00:15") + np.arange(count) * timegrid.minutes(15)
    mw = np.full(count, -1.0)
    mw[::7] = np.nan
    for rows in (Rows(labels, mw), Rows(labels[:3], mw[:3]), EMPTY_ROWS):
        other = PurchaseModel(replace(hourly_draft(resolution=15), rows=rows), editor)
        model.show(other.problems())
        ask(model)
    yield model
    editor.close()


@pytest.fixture
def submissions_model(qtbot):
    model = SubmissionsModel(now=lambda: NOW)
    tried(model)
    change_the_submissions(model)
    return model


@pytest.fixture
def preview_model(qtbot):
    view = PreviewTable()
    qtbot.addWidget(view)
    for reading in (a_reading(), a_reading(Severity.ERROR, Severity.WARNING)):
        view.show_reading(reading)
        tried(view.model())
    yield view.model()
    view.close()


@pytest.fixture
def grid_model(qtbot):
    view = GridTable()
    qtbot.addWidget(view)
    texts = (("Time", "MW", ""), ("01:00", "1,5", "note"))
    roles = np.array([[Role.HEADER, Role.HEADER, Role.OTHER], [Role.DATE, Role.VALUE, Role.IGNORED]], dtype=np.int8)
    for more in (0, 1200):
        view.show_grid(Grid(texts, (1, 2), ("A", "B", "C"), 1, roles, more))
        tried(view.model())
    yield view.model()
    view.close()


@pytest.fixture
def sent_rows_model(qtbot):
    dialog = DetailsDialog(a_submission(0), (), purchase=a_purchase(resolution=15))
    qtbot.addWidget(dialog)
    yield tried(dialog.findChild(QTableView, "rowsSent").model())
    dialog.close()


@pytest.fixture
def sheet_model(qtbot):
    table = SideTable()
    qtbot.addWidget(table)
    labels = timegrid.as_minutes("2026-11-25T00:15") + np.arange(96) * timegrid.minutes(15)
    labels[3] = np.datetime64("NaT")
    columns = (SheetColumn("Model", ("a",) * 96), SheetColumn("Datetime", labels), SheetColumn("MW", np.arange(96.0)))
    model = tried(table.model)
    for sheet in (Sheet("day", columns), Sheet("empty", (SheetColumn("MW", np.zeros(0)),)), Sheet("", ())):
        model.set_sheet(sheet)
        ask(model)
    yield model
    table.close()


@pytest.fixture
def outputs_model(qtbot):
    model = OutputsModel()
    tried(model)
    rows = [{"datetime": f"2026-11-25 {hour:02}:00", "purchase_percentage": 0.5} for hour in range(1, 24)]
    for value in ({"MD": rows, "MX": rows[:3]}, {}, {"MD": []}):
        model.show_model({"idmodel": 1, "value": value}, ["2026-11-26 00:00"] if value else ())
        ask(model)
        for text in ("12.5", "many", ""):
            model.setData(model.index(0, 1), text)
            ask(model)
    return model


MODELS = {
    "OutputsModel": "outputs_model",
    "SheetModel": "sheet_model",
    "PurchaseModel": "purchase_model",
    "ProblemModel": "problem_model",
    "SubmissionsModel": "submissions_model",
    "PreviewModel": "preview_model",
    "GridModel": "grid_model",
    "_RowsModel": "sent_rows_model",
}


def models_of_the_program() -> set[str]:
    for module in pkgutil.walk_packages(ravenwits_desktop.ui.__path__, "ravenwits_desktop.ui."):
        importlib.import_module(module.name)
    waiting, found = [QAbstractItemModel], set()
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("ravenwits_desktop."):
                found.add(kind.__name__)
    return found


def test_every_model_is_tried():
    assert models_of_the_program() == set(MODELS)


@pytest.mark.parametrize(("name", "fixture"), MODELS.items(), ids=MODELS.keys())
def test_the_tester_finds_no_fault(request, qtbot, name, fixture):
    model = request.getfixturevalue(fixture)
    assert type(model).__name__ == name
    ask(model)
    gc.collect()
