"""A window of 900 by 600 pixels: nothing of the editor is cut off, and every button can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton

from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def small(desk, tmp_path):
    path = tmp_path / "Programa de compra de la Comercializadora Energética del Norte y del Sur.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.window.resize(900, 600)
    return desk


def test_the_name_of_the_user_goes_before_a_button_does(small):
    window, bar = small.window, small.window.tool_bar
    assert window.width() == 900, "nothing holds it wider"
    account = small.child(QToolButton, "accountButton")
    small.until(lambda: account.isVisible() and not bar.user.isVisible())
    assert account.mapTo(window, QPoint(account.width(), 0)).x() <= 900
    bar.show_gate("{market} closes in {time}", "23 h 59 min", "", market="MID3")
    small.until(lambda: account.isVisible() and not bar.user.isVisible())
    window.resize(1400, 800)
    small.until(lambda: bar.user.isVisible() and account.isVisible())
    window.resize(900, 600)
    small.until(lambda: account.isVisible() and not bar.user.isVisible())


def test_rows_totals_and_reasons_are_seen_at_once(small):
    editor = small.editor()
    editor.model.setData(editor.model.index(2, 1), "x")
    editor.model.setData(editor.model.index(3, 1), "-12345.5")
    editor.model.setData(editor.model.index(5, 0), "soon")
    editor.problem_list.open()
    editor.hands.find()
    table, footer, problems = editor.table, editor.footer, editor.problem_list
    one_below_the_other = (editor.find_bar, table, problems, footer)
    small.until(lambda: editor.find_bar.isVisible() and footer.problems.isVisible())
    # the dock above takes the room from the one below
    small.until(lambda: sum(each.height() for each in one_below_the_other) <= editor.height())
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    assert footer.totals.height() >= footer.totals.heightForWidth(footer.totals.width())
    assert problems.viewport().height() >= 2 * problems.rowHeight(0)
    assert problems.columnWidth(3) > problems.viewport().width() // 4
