"""What a screen reader is told of the editor, asked as one asks: by way of the accessible interfaces."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.timegrid import Label
from tests.ui.editor.conftest import hourly_draft

NAME = QAccessible.Text.Name


def told(editor, row, column):
    """What is told of a cell; row and column -1 are the heads."""
    table = QAccessible.queryAccessibleInterface(editor.table)
    across = editor.model.columnCount() + 1  # a head before each row, a row of heads above
    return table.child((row + 1) * across + column + 1).text(NAME)


@pytest.fixture
def editor(open_editor):
    made = open_editor(hourly_draft(date(2026, 10, 25), 15))
    made.model.checked()
    return made


def test_every_value_says_when_it_is_how_much_and_in_what(editor):
    table = QAccessible.queryAccessibleInterface(editor.table)
    assert table.role() is QAccessible.Role.Table
    assert table.text(NAME) == "Purchase"
    day = editor.model.display_text(0, 0).removesuffix(" 00:15")
    assert told(editor, 0, Column.PURCHASE) == f"{day} 00:15, hour 1, quarter 1, 1.000 MW"
    assert told(editor, 8, Column.DATETIME) == f"{day} 02:15, the first time, in summer time"
    assert told(editor, 12, Column.PURCHASE).startswith(f"{day} 02:15, the second time, in winter time, hour 4")
    for row in range(editor.model.rowCount()):
        said = told(editor, row, Column.PURCHASE)
        assert said.endswith(f", {row + 1}.000 MW")
        assert "hour" in said


def test_every_problem_is_told_at_its_cell_and_beside_it(editor):
    for row, column, text in ((1, 1, "x"), (2, 1, ""), (3, 1, "-5"), (4, 0, "soon"), (5, 0, "")):
        editor.model.setData(editor.model.index(row, column), text)
    editor.model.checked()
    assert told(editor, 1, 1).endswith(", x, error: “x” is not a number.")
    assert ", empty, error: The value is missing." in told(editor, 2, 1)
    assert told(editor, 3, 1).endswith(", −5.000 MW, warning: The value is negative: a net sale.")
    assert told(editor, 4, 0) == "soon, error: “soon” is not a date and time."
    assert told(editor, 4, 1) == "soon, 5.000 MW"
    assert told(editor, 5, 0) == "no time, error: The date and time are missing."
    assert told(editor, 3, 2) == "warning: The value is negative: a net sale."
    assert told(editor, 0, 2) == "No problem"
    assert told(editor, 0, 3) == "No change"


def test_the_heads_are_words(editor):
    heads = [told(editor, -1, column) for column in range(4)]
    change = "Change against the last submission, in MW"
    assert heads == ["Period, named by its end", "Power in MW", "Problem", change]
    assert told(editor, 99, -1) == "hour 25, quarter 4"
    editor.set_label(Label.START)
    assert told(editor, -1, 0) == "Period, named by its start"
    editor.model.checked()
    assert told(editor, 99, -1) == "hour 1, quarter 1"


@pytest.mark.parametrize(("resolution", "name"), [(30, "hour 1, half 2"), (60, "hour 2")])
def test_other_periods_have_their_names(open_editor, resolution, name):
    editor = open_editor(hourly_draft(resolution=resolution))
    editor.model.checked()
    assert told(editor, 1, -1) == name
    editor.model.setData(editor.model.index(1, 0), "")
    editor.model.checked()
    assert told(editor, 1, -1) == ""


def test_the_field_of_a_cell_says_what_it_is_for(editor, qtbot):
    editor.go_to(0)
    qtbot.keyClick(editor.table, Qt.Key.Key_F2)
    field = editor.focusWidget()
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.role() is QAccessible.Role.EditableText
    assert interface.text(NAME) == "MW"
    assert "A number in MW" in interface.text(QAccessible.Text.Description)
