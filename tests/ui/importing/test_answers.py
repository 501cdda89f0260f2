"""The answers to a question about a file: which of them Enter gives, and that they are in sight in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Question, ReadingOptions
from tests.ui.importing.test_room import a_reading

LARGE = Message("A mean of 31,250 MW is more than anyone buys: look whether the unit or the decimal sign is another.")


def alternative(name: str, suspect: Message | None = None, message: Message | None = None) -> Alternative:
    """An answer with numbers, or with the reason why it cannot be given."""
    options = ReadingOptions(column=name)
    if message is not None:
        return Alternative(name, options, message=message)
    span = "2026-11-24 01:00", "2026-11-25 00:00"
    return Alternative(name, options, 24, *span, 30_100.0, 750_000.0, suspect=suspect)


def ask(dialog, *alternatives, question=Question.COLUMN):
    """Ask with these answers; their buttons."""
    dialog.show_refusal(Message("Which one is it?"), (), (), question, alternatives, a_reading().grid)
    return [dialog.findChild(QPushButton, f"answer{place}") for place in range(1, len(alternatives) + 1)]


def test_enter_takes_no_second_answer_where_the_first_is_doubtful(dialog, qtbot):
    buttons = ask(dialog, alternative("NO", LARGE), alternative("NO4"), alternative("NO3"))
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.focusWidget().objectName() == "importAnswers"
    assert dialog.focusWidget().accessibleName()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.assertNotEmitted(dialog.options_changed):
            qtbot.keyClick(dialog.focusWidget(), key)
        assert dialog.isVisible()
        assert not any(button.hasFocus() or button.isDefault() for button in buttons)
    assert "1 to 3" in dialog.findChild(QLabel, "importQuestion").text()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert buttons[0].hasFocus()
    with qtbot.waitSignal(dialog.options_changed) as answered:
        qtbot.keyClick(dialog, Qt.Key.Key_3)
    assert answered.args[0].column == "NO3"


@pytest.mark.parametrize(
    "first", [(alternative("A"),), (alternative("X", message=Message("No such day.")), alternative("A"))]
)
def test_enter_takes_the_first_answer_that_is_in_no_doubt(dialog, qtbot, first):
    buttons = ask(dialog, *first, alternative("B", LARGE))
    qtbot.waitUntil(buttons[len(first) - 1].hasFocus)
    assert not dialog.findChild(QLabel, "importQuestion").isVisible()
    with qtbot.waitSignal(dialog.options_changed) as answered:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert answered.args[0].column == "A"


def test_enter_leaves_the_file_where_every_answer_is_in_doubt(dialog, qtbot):
    ask(dialog, alternative("A", LARGE), alternative("B", LARGE))
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def whole(widget):
    """Whether all of a widget can be seen."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("size", [QSize(784, 640), QSize(640, 480), QSize(520, 420)])
def test_the_answers_with_their_numbers_and_doubts_are_seen_before_the_cells(dialog, qtbot, size):
    dialog.resize(size)
    units = (alternative("MW", LARGE), alternative("kW"), alternative("Wh"))
    buttons = ask(dialog, *units, question=Question.UNIT)
    qtbot.waitUntil(lambda: dialog.size() == size)
    answers = dialog.findChild(QWidget, "importAnswers")
    labels = answers.findChildren(QLabel)
    doubt = next(label for label in labels if label.text() == str(LARGE))
    for part in (*buttons, *labels):
        qtbot.waitUntil(lambda part=part: whole(part))
    assert doubt.height() < 3 * doubt.fontMetrics().lineSpacing(), "no column of single words"
    assert buttons[0].geometry().bottom() < doubt.geometry().top() < buttons[1].geometry().top()


@pytest.mark.parametrize("width", [784, 640])
def test_five_answers_with_long_names_are_seen_with_their_totals(dialog, qtbot, width):
    dialog.resize(width, 640)
    names = [f"Unidad de programación número {place} de la zona de la comercializadora (MW)" for place in range(12)]
    buttons = ask(dialog, *map(alternative, names))[:5]
    qtbot.waitUntil(lambda: dialog.width() == width)
    totals = [label for label in dialog.findChildren(QLabel) if label.text().startswith("750,000")]
    for part in (*buttons, *totals[:5]):
        qtbot.waitUntil(lambda part=part: whole(part))
    assert buttons[0].geometry().bottom() < totals[0].geometry().top()


def test_in_a_wide_window_the_numbers_stand_beside_their_buttons(dialog, qtbot):
    dialog.resize(520, 420)
    button = ask(dialog, alternative("A"), alternative("B"))[0]
    total = next(label for label in dialog.findChildren(QLabel) if label.text().startswith("750,000"))
    qtbot.waitUntil(lambda: button.geometry().bottom() < total.geometry().top())
    dialog.resize(900, 640)
    qtbot.waitUntil(lambda: button.geometry().top() <= total.geometry().center().y() <= button.geometry().bottom())
    assert button.geometry().right() < total.geometry().left()


def test_why_an_answer_cannot_be_given_is_no_column_of_single_words(dialog, qtbot):
    dialog.resize(520, 420)
    reason = Message("The file names a day that there is not: the 31st of the 12th month stands in its row 14.")
    ask(dialog, alternative("The month first, as in the United States of America", message=reason), alternative("B"))
    said = next(label for label in dialog.findChildren(QLabel) if label.text() == str(reason))
    qtbot.waitUntil(lambda: whole(said) and said.height() < 3 * said.fontMetrics().lineSpacing())
