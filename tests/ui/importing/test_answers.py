"""The answers to a question about a file: which of them Enter gives, and that they are in sight in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

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
