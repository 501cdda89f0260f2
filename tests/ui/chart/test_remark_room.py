"""Remarks take few lines whatever there is to be said: nothing holds the window larger, and all of it can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from ravenwits_desktop.domain.message import Message
from tests.ui.chart.builders import NAMES, output_of, purchase_of, submission_of

LONG = "The rows of {model} are doubtful, which takes many words to be said so that nobody misunderstands it. " * 6


def show(panel, count, text=LONG):
    purchase = purchase_of()
    problems = tuple(Message(text, {"model": f"{number}"}) for number in range(count))
    panel.show_submission(submission_of(), purchase, output_of(purchase, problems=problems), NAMES)


@pytest.mark.parametrize(("size", "lines"), [((500, 300), 2), ((930, 580), 4)])
def test_long_remarks_leave_the_picture_its_room_and_are_read_whole_in_a_window(panel, qtbot, size, lines):
    panel.resize(*size)
    show(panel, 3)
    label, button = panel.remark, panel.remarks.all_button
    qtbot.waitUntil(lambda: label.shown().endswith("…") and button.isVisible())
    assert panel.height() == size[1], "nothing holds it higher"
    assert panel.minimumSizeHint().height() <= size[1]
    assert label.contentsRect().height() <= lines * label.fontMetrics().lineSpacing()
    assert label.shown().count("\n") < lines
    assert label.toolTip() == label.text()
    assert panel.plot.height() >= 90
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    text = panel.findChild(QPlainTextEdit, "allRemarks")
    assert text.toPlainText().splitlines() == [LONG.format(model=number) for number in (1, 0, 2)], (
        "that of the chosen model first"
    )
    text.window().close()


def test_what_fits_has_no_button_and_gets_one_where_the_window_grows_narrow(panel, qtbot):
    show(panel, 1, "One of the rows of model {model} is doubtful, so it was left out, like those that repeat it. " * 2)
    label, button = panel.remark, panel.remarks.all_button
    qtbot.waitUntil(lambda: not button.isVisible() and label.shown() == label.text())
    panel.resize(330, 580)
    qtbot.waitUntil(lambda: button.isVisible() and label.shown().endswith("…"))
    assert button.text() == "Read all…"
    panel.resize(930, 580)
    qtbot.waitUntil(lambda: not button.isVisible() and label.shown() == label.text())


@pytest.mark.dose(6)
@pytest.mark.parametrize("pixels", [11, 13, 14, 17])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_lines_for_which_there_is_room_are_all_seen_in_every_size_of_letters(panel, qtbot, pixels, count):
    font = panel.font()
    font.setPixelSize(pixels)
    panel.remark.setFont(font)
    show(panel, 1)
    label, text = panel.remark, "\n".join(["A short line."] * count)
    label.setText(text)
    qtbot.waitUntil(lambda: label.shown() == text)
    label.setText(text + 4 * "\nOne more.")
    qtbot.waitUntil(lambda: label.shown().count("\n") == 3 and label.shown().endswith("…"))
