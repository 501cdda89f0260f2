"""What is seen of the table: drawn by itself, so what Qt would have drawn has to be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt

from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor.cells import CellRange
from tests.ui.editor.conftest import hourly_draft


@pytest.fixture
def two_days(open_editor, qapp):
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    first, second = hourly_draft(), hourly_draft(date(2026, 11, 26))
    labels = np.concatenate([first.rows.labels, second.rows.labels])
    return open_editor(replace(first, rows=Rows(labels, np.arange(48.0))))


def colours(editor, area: QRect) -> set[str]:
    drawn = editor.table.viewport().grab(area).toImage()
    places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    return {drawn.pixelColor(*place).name().upper() for place in places}


def cell(editor, row: int, column: int = 0) -> QRect:
    return editor.table.visualRect(editor.model.index(row, column))


def test_texts_of_labels_and_values_are_drawn_wherever_the_table_is_scrolled_to(two_days):
    for row in (5, 45):
        two_days.table.scrollTo(two_days.model.index(row, 0))
        assert theme.LIGHT.text in colours(two_days, cell(two_days, row, 0))
        assert theme.LIGHT.text in colours(two_days, cell(two_days, row, 1))
        assert len(colours(two_days, cell(two_days, row, 2))) == 1


def test_a_text_stays_in_its_cell(two_days):
    before = two_days.table.viewport().grab(cell(two_days, 5, 1)).toImage()
    two_days.model.setData(two_days.model.index(5, 0), "a text that is much wider than the column it stands in " * 3)
    two_days.checked()
    assert theme.LIGHT.error in colours(two_days, cell(two_days, 5, 0))
    assert two_days.table.viewport().grab(cell(two_days, 5, 1)).toImage() == before


def test_every_second_row_has_another_ground(two_days):
    ground = [two_days.table.viewport().grab(cell(two_days, row, 2)).toImage().pixelColor(50, 9) for row in range(4)]
    assert [colour.name().upper() for colour in ground] == [theme.LIGHT.base, theme.LIGHT.alternate] * 2


def test_a_line_stands_above_each_market_day(two_days):
    two_days.table.scrollTo(two_days.model.index(30, 0))
    for row, line in ((23, False), (24, True), (25, False)):
        top = cell(two_days, row, 2)
        top.setHeight(1)
        assert (theme.LIGHT.muted in colours(two_days, top)) is line


def test_what_is_selected_is_marked_and_the_active_cell_framed_while_the_table_has_the_focus(two_days):
    two_days.table.go_to(3, 1)
    two_days.table.select(CellRange(5, 8, 0, 0))
    marked = [row for row in range(12) if theme.LIGHT.selection in colours(two_days, cell(two_days, row, 0))]
    assert marked == [5, 6, 7, 8]
    assert theme.LIGHT.selection not in colours(two_days, cell(two_days, 6, 1))
    assert theme.LIGHT.accent in colours(two_days, cell(two_days, 5, 0))
    assert theme.LIGHT.accent not in colours(two_days, cell(two_days, 3, 1)), "what is typed goes elsewhere"
    two_days.table.clearFocus()
    assert theme.LIGHT.accent not in colours(two_days, cell(two_days, 5, 0))


def test_market_hours_stand_beside_the_rows(two_days):
    header = two_days.table.verticalHeader()
    for row in (0, 47):
        two_days.table.scrollTo(two_days.model.index(row, 0))
        place = QRect(0, header.sectionViewportPosition(row), header.width(), header.sectionSize(row))
        drawn = header.viewport().grab(place).toImage()
        seen = {drawn.pixelColor(x, y).name().upper() for x in range(drawn.width()) for y in range(drawn.height())}
        assert {theme.LIGHT.muted, theme.LIGHT.window} <= seen
