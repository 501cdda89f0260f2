"""The import dialog on a small screen: it fits, and all of it can be reached, however small somebody makes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QPushButton, QTableView, QToolButton, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Question, ReadingOptions
from ravenwits_desktop.ui.fitting import on_screen, size_of, size_text
from ravenwits_desktop.ui.importing.batch_dialog import BatchDialog
from tests.spreadsheets.builders import read, text, times

LAPTOP = QSize(960 - 16, 540 - 40)
"""What is free of a screen of 1920 by 1080 at 200 %, without the frame."""


def a_reading():
    rows = [["Programa"], ["Fecha y hora", "Compra (MWh)", "Precio (EUR/MWh)"]]
    rows += [[moment, "pendiente" if place == 3 else 1.5, 50.25] for place, moment in enumerate(times(400))]
    return read(text(rows), "day.csv")


def ask(dialog, count):
    alternatives = tuple(
        Alternative(f"{place}", ReadingOptions(), 24, "2026-11-24 01:00", "2026-11-25 00:00", 1.234, 29.6)
        for place in range(count)
    )
    dialog.show_difference((Message("The values are in another column."), Message("A column is gone.")), "Ana’s tool")
    dialog.show_refusal(Message("Which of these? " * 30), (), (), Question.COLUMN, alternatives, a_reading().grid)


def in_sight(widget, within):
    """Whether all of a widget can be seen in each of those that hold it."""
    above = widget.parentWidget()
    while above is not None:
        place = widget.mapTo(above, QPoint(0, 0))
        if not above.rect().contains(place) or not above.rect().contains(place + QPoint(0, widget.height() - 1)):
            return False
        if above is within:
            return True
        above = above.parentWidget()
    return False


def test_a_dialog_opens_no_larger_than_the_screen_has_room(dialog, qtbot):
    free = dialog.screen().availableGeometry().size()
    assert dialog.frameGeometry().width() <= free.width()
    assert dialog.frameGeometry().height() <= free.height()
    assert on_screen(dialog, QSize(5000, 5000)).boundedTo(free) == on_screen(dialog, QSize(5000, 5000))
    batch = BatchDialog(["day.csv"])
    qtbot.addWidget(batch)
    assert batch.size().boundedTo(free) == batch.size()


@pytest.mark.parametrize("kept", ["", "x", "0x0", "-5x100", "12", "999999x999999", "７００x７００"])
def test_a_size_that_cannot_be_is_none(kept):
    assert size_of(kept, LAPTOP) == LAPTOP
    assert size_of(size_text(QSize(700, 500)), LAPTOP) == QSize(700, 500)


def test_only_a_size_that_a_person_chose_is_kept(dialog):
    dialog.resize_to("700x500")
    assert dialog.size() == QSize(700, 500)
    assert dialog.resized == ""
    dialog.resize(720, 520)
    assert dialog.resized == "720x520"
    dialog.resize_to("4000x4000")
    assert dialog.resized == "", "a screen that is too small is no wish"


@pytest.mark.parametrize("unfolded", [False, True])
@pytest.mark.parametrize("size", [LAPTOP, QSize(830, 423)])
def test_every_button_is_in_sight_on_a_small_screen(dialog, qtbot, size, unfolded):
    dialog.show_reading(a_reading())
    dialog.findChild(QToolButton, "importSettingsButton").setChecked(unfolded)
    dialog.resize(size)
    qtbot.waitUntil(lambda: dialog.size() == size)
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            qtbot.waitUntil(lambda button=button: in_sight(button, dialog))
    assert in_sight(dialog.findChild(QToolButton, "importSettingsButton"), dialog)
    assert dialog.findChild(QTableView, "importPreview").viewport().height() > 20


@pytest.mark.parametrize("size", [LAPTOP, QSize(830, 423)])
@pytest.mark.parametrize("count", [2, 6])
def test_every_answer_can_be_brought_into_sight(dialog, qtbot, size, count):
    dialog.resize(size)
    ask(dialog, count)
    qtbot.waitUntil(lambda: dialog.size() == size)
    buttons = [dialog.findChild(QPushButton, f"answer{number}") for number in range(1, count + 1)]
    buttons[0].setFocus()
    for button in buttons:
        qtbot.waitUntil(lambda button=button: button.hasFocus() and in_sight(button, dialog))
        qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert in_sight(dialog.findChild(QPushButton, "acceptImport"), dialog)


def test_the_cells_give_up_their_room_before_the_question_does(dialog, qtbot):
    ask(dialog, 2)
    heights = []
    for height in (700, 500):
        dialog.resize(LAPTOP.width(), height)
        cells = dialog.findChild(QWidget, "importCells")
        qtbot.waitUntil(lambda cells=cells: cells.height() not in heights)
        for number in (1, 2):
            button = dialog.findChild(QPushButton, f"answer{number}")
            qtbot.waitUntil(lambda button=button: in_sight(button, dialog))
        heights.append(cells.height())
    assert heights[0] - heights[1] == 200
