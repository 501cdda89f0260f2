"""The table's model: what it shows, how it is edited, what it says of wrong cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.rows import Column, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.commands import AddRows, ClearCells, DeleteRows
from ravenwits_desktop.ui.editor.model import PurchaseModel
from tests.ui.editor.conftest import hourly_draft

Role = Qt.ItemDataRole


@pytest.fixture
def model(qtbot):
    model = PurchaseModel(hourly_draft())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def shown(model, row, column, role=Role.DisplayRole):
    return model.data(model.index(row, column), role)


def severity(model, row, column):
    return model.looks(row, 1)[0].severities[column]


def test_a_row_shows_its_label_and_its_value(model):
    assert shown(model, 0, 0) == "Wed 25 Nov 01:00"
    assert shown(model, 0, 1) == "1.000"
    assert shown(model, 0, 0, Role.EditRole) == "2026-11-25 01:00"
    assert shown(model, 0, 2) == ""
    assert [model.headerData(section, Qt.Orientation.Horizontal) for section in range(2)] == ["Period end", "MW"]
    model.set_label(Label.START)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Period start"


def test_three_decimals_shown_every_digit_edited(model):
    model.setData(model.index(0, 1), "12.0123456789")
    assert shown(model, 0, 1) == "12.012"
    assert shown(model, 0, 1, Role.EditRole) == "12.0123456789"
    assert model.rows().mw[0] == 12.0123456789
    model.setData(model.index(0, 1), shown(model, 0, 1, Role.EditRole))
    assert model.undo_stack.count() == 1


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (1, "12..5", "“12..5” is not a number."),
        (0, "soon", "“soon” is not a date and time."),
        (1, "", "The value is missing. A purchase needs a number in MW; zero is allowed."),
        (0, "2026-11-25 02:00", "{day} 02:00 is there more than once."),
    ],
)
def test_a_wrong_cell_is_marked_with_the_reason(model, column, text, reason):
    reason = reason.format(day=words.day("2026-11-25"))
    model.setData(model.index(2, column), text)
    assert model.checked().purchase is None
    if "there" not in reason:
        assert shown(model, 2, column, Role.EditRole) == text
    assert [row for row in range(24) if severity(model, row, column) is Severity.ERROR] == [2]
    assert shown(model, 2, column, Role.ToolTipRole) == f"✕ {reason}"
    assert f"error: {reason}" in shown(model, 2, column, Role.AccessibleTextRole)
    assert shown(model, 2, PROBLEM_COLUMN).startswith("✕ ")
    assert severity(model, 2, 1 - column) is None
    model.undo_stack.undo()
    assert model.checked().purchase is not None
    assert severity(model, 2, column) is None


def test_a_warning_has_a_sign_and_stops_nothing(model):
    model.setData(model.index(2, 1), "-4")
    assert model.checked().purchase is not None
    assert shown(model, 2, PROBLEM_COLUMN) == "▲ The value is negative: a net sale."
    assert severity(model, 2, 1) is Severity.WARNING


def test_checks_come_once_for_many_edits_in_a_turn(model, qtbot):
    heard = []
    model.checks_changed.connect(lambda: heard.append(1))
    with qtbot.waitSignal(model.checks_changed):
        for row in range(10):
            model.setData(model.index(row, 1), "x")
    assert len(heard) == 1


def test_a_block_edit_is_one_change(model):
    heard = []
    model.dataChanged.connect(lambda first, last, roles: heard.append((first.row(), last.row(), list(roles))))
    model.undo_stack.push(ClearCells(model, [CellRange(2, 20, 1, 1)]))
    assert heard == [(2, 20, [])]


def test_a_refused_row_is_marked_until_it_is_edited(model):
    start = model.checked().starts[3]
    assert model.refuse(start, Message("Too much for row {row}.", {"row": 4})) == 3
    assert shown(model, 3, 1, Role.ToolTipRole) == "✕ Too much for row 4."
    assert model.checked().purchase is not None
    model.undo_stack.push(AddRows(model, 0))
    assert shown(model, 4, PROBLEM_COLUMN) == ""
    assert model.problems()
    assert shown(model, 4, PROBLEM_COLUMN) == "✕ Too much for row 4."
    model.setData(model.index(4, 1), "99")
    assert "Too much" not in " ".join(str(problem.message) for problem in model.problems())
    model.undo_stack.undo()
    assert model.problems()
    assert shown(model, 4, PROBLEM_COLUMN) == "✕ Too much for row 4."
    assert model.refuse(np.datetime64("1999-01-01T00:00"), Message("Nowhere.")) is None


def test_the_repeated_hour_has_its_own_name_and_days_are_apart(qtbot):
    model = PurchaseModel(hourly_draft(date(2026, 10, 25)))
    assert [shown(model, row, 0) for row in range(4)] == [
        "Sun 25 Oct 01:00",
        "Sun 25 Oct 02:00 A",
        "Sun 25 Oct 02:00 B",
        "Sun 25 Oct 03:00",
    ]
    first, second = hourly_draft(), hourly_draft(date(2026, 11, 26))
    both = np.concatenate([first.rows.labels, second.rows.labels])
    model = PurchaseModel(replace(first, rows=Rows(both, np.ones(48))))
    assert [row for row in range(48) if model.looks(row, 1)[0].day_start] == [24]
    assert shown(model, 23, 0) == "Thu 26 Nov 00:00"
    model.setData(model.index(5, 0), "later")
    model.checked()
    assert [row for row in range(48) if model.looks(row, 1)[0].day_start] == [24]


def test_data_answers_anything_without_a_fuss(model):
    rows = Rows(
        np.array(["NaT", "0001-01-01T00:00", "9999-12-31T23:59"], dtype="datetime64[m]"),
        np.array([np.inf, 1e300, np.nan]),
        {(0, Column.DATETIME): "?", (2, Column.PURCHASE): "?"},
    )
    odd = PurchaseModel(replace(hourly_draft(), rows=rows))
    for role in range(Qt.ItemDataRole.UserRole + 2):
        for row in range(-1, 5):
            for column in range(-1, 5):
                odd.data(odd.index(row, column), role)
                odd.data(odd.createIndex(row, column), role)
    assert odd.data(QModelIndex()) is None
    assert not odd.setData(odd.index(0, PROBLEM_COLUMN), "x")


def test_an_empty_draft_can_grow_and_shrink_again(qtbot):
    draft = hourly_draft()
    model = PurchaseModel(replace(draft, rows=Rows(draft.rows.labels[:0], draft.rows.mw[:0])))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.undo_stack.push(AddRows(model, -1, 2))
    assert model.rowCount() == 2
    assert len(model.checked().errors) == 4
    model.undo_stack.push(DeleteRows(model, [CellRange(0, 1, 0, 0)]))
    assert model.rowCount() == 0
    model.undo_stack.undo()
    model.undo_stack.undo()
    assert model.rowCount() == 0
