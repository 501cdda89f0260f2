"""The room of the import dialog: nobody holds what another has need of, no number is cut, no line is halved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSplitter, QTableView

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, Role
from ravenwits_desktop.domain.rows import Severity
from tests.spreadsheets.builders import read, text, times
from tests.ui.importing.test_dialog import a_reading as a_reading_with

NAMES = [f"Unidad de programación número {place} de la zona {place} (MW)" for place in range(1, 9)]


def many_columns():
    """The cells of many columns with long headers and short numbers, each of which may be the purchase."""
    rows = [["Fecha y hora", *NAMES]]
    rows += [[moment, *(10.5 + place for place in range(len(NAMES)))] for moment in times(24)]
    grid = read(text(rows), "day.csv", column=NAMES[0]).grid
    roles = grid.roles.copy()
    roles[0, :], roles[1:, 1:] = int(Role.HEADER), int(Role.VALUE)
    return replace(grid, roles=roles)


def with_problems():
    """A reading of few columns with something wrong in its rows."""
    rows = [["Fecha y hora", "Compra (MW)"]]
    rows += [[moment, "not yet known" if place == 3 else 1.5] for place, moment in enumerate(times(24))]
    return read(text(rows), "day.csv")


def test_what_is_wrong_takes_the_room_that_the_cells_do_not_need(dialog, qtbot):
    dialog.resize(1000, 640)
    dialog.show_reading(with_problems())
    table = dialog.findChild(QTableView, "importPreview")
    said = table.model().index(3, 3).data()
    assert "not yet known" in said
    needed = table.fontMetrics().horizontalAdvance(said) + 8
    qtbot.waitUntil(lambda: table.columnWidth(3) >= needed)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_the_legend_goes_below_its_title_before_it_holds_the_room_of_what_is_wrong(dialog, qtbot):
    dialog.show_reading(with_problems())
    table = dialog.findChild(QTableView, "importPreview")
    cells = dialog.findChild(QTableView, "importCells").parentWidget()
    words = {label.text(): label for label in cells.findChildren(QLabel) if label.text()}
    title, last = words["The file"], words["to correct"]
    for width, below in ((700, True), (1400, False), (700, True)):
        dialog.resize(width, 640)
        qtbot.waitUntil(lambda below=below: (last.geometry().top() > title.geometry().bottom()) is below)
        assert cells.rect().contains(last.geometry())
        qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())


def test_without_anything_wrong_each_has_its_half(dialog, qtbot):
    dialog.resize(1000, 640)
    dialog.show_reading(a_reading_with())
    across = next(each for each in dialog.findChildren(QSplitter) if each.orientation() == Qt.Orientation.Horizontal)
    dialog.show_reading(read(text([["Fecha y hora", "MW"], *([moment, 1.5] for moment in times(24))]), "day.csv"))
    qtbot.waitUntil(lambda: abs(across.sizes()[0] - across.sizes()[1]) <= 2)


def test_a_person_who_moves_the_handle_decides(dialog, qtbot):
    dialog.resize(1200, 640)
    dialog.show_reading(with_problems())
    across = next(each for each in dialog.findChildren(QSplitter) if each.orientation() == Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: across.width() > 1000)
    across.splitterMoved.emit(600, 1)
    across.setSizes([600, across.width() - 600])
    dialog.show_reading(with_problems())
    dialog.resize(1190, 640)
    qtbot.waitUntil(lambda: dialog.width() == 1190)
    assert abs(across.sizes()[0] - 600) < 20


@pytest.mark.parametrize("size", [QSize(1000, 640), QSize(784, 640), QSize(640, 480), QSize(520, 420)])
def test_no_number_is_cut_at_the_edge_of_the_cells(dialog, qtbot, size):
    dialog.show_refusal(Message("Which?"), tuple(NAMES), (), Question.COLUMN, (), many_columns())
    dialog.resize(size)
    table = dialog.findChild(QTableView, "importCells")

    def whole() -> bool:
        room, model = table.viewport().width(), table.model()
        for column in range(1, model.columnCount()):
            start, width = table.columnViewportPosition(column), table.columnWidth(column)
            number = table.fontMetrics().horizontalAdvance(str(model.index(1, column).data()))
            if width < number + 8 or start < room < start + width:
                return False
        return table.columnViewportPosition(1) < room

    qtbot.waitUntil(whole)


def test_columns_that_have_room_are_as_wide_as_their_headers(dialog, qtbot):
    dialog.resize(1000, 640)
    dialog.show_reading(
        read(text([["Fecha y hora", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]), "a.csv")
    )
    table = dialog.findChild(QTableView, "importCells")
    widths = [table.columnWidth(column) for column in (0, 1)]
    dialog.resize(1200, 640)
    qtbot.waitUntil(lambda: dialog.width() == 1200)
    assert [table.columnWidth(column) for column in (0, 1)] == widths
    assert table.horizontalHeader().length() < table.viewport().width()


@pytest.mark.parametrize("height", [480, 560, 567, 575, 640])
def test_the_list_of_what_is_wrong_shows_whole_lines(dialog, qtbot, height):
    dialog.show_reading(a_reading_with(*[Severity.ERROR] * 20))
    dialog.resize(900, height)
    qtbot.waitUntil(lambda: dialog.height() == height)
    listed = dialog.findChild(QPlainTextEdit, "importProblems")

    def halved() -> bool:
        lowest = listed.viewport().rect().bottomLeft()
        last = listed.cursorRect(listed.cursorForPosition(lowest))
        return last.top() < lowest.y() - 2 and last.bottom() > lowest.y() + 3

    qtbot.waitUntil(lambda: listed.viewport().height() > 2 * listed.fontMetrics().height() and not halved())
