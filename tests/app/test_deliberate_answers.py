"""In the window: unit, decimal sign, length of periods are given by a person, never by an Enter out of habit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.app.test_kept_lengths import programme
from tests.spreadsheets.builders import text, times

TWO_UNITS = text(
    [["Fecha", "Hora", "Compra (MWh)"], ["", "", "kWh"], *(["15/12/2026", hour, 500.5] for hour in range(1, 25))]
)
NO_SIGN = "\n".join(["Time;MW", *(f"{moment:%d/%m/%Y %H:%M};1.234" for moment in times(24))]).encode()
NO_LENGTH = programme("24/11/2026", 2.5)
FILES = [
    ("twounits.csv", TWO_UNITS, "row 2 says kWh"),
    ("decimal.csv", NO_SIGN, "decimal sign"),
    ("lengths.csv", NO_LENGTH, "Say how long a period is"),
]


def answers(dialog):
    found = [each for each in dialog.findChildren(QPushButton) if each.objectName().startswith("answer")]
    return [each for each in found if each.isVisible()]


def asked(desk, path, part):
    desk.drop(path)
    dialog = desk.asked(part)
    desk.until(lambda: dialog.focusWidget() is not None and answers(dialog))
    return dialog


@pytest.mark.parametrize(("name", "content", "part"), FILES)
def test_enter_alone_chooses_none(desk, file, name, content, part):
    dialog = asked(desk, file(name, content), part)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(dialog.focusWidget(), key, modifier)
            assert dialog.isVisible()
            assert answers(dialog)
            assert all(each.isEnabled() for each in answers(dialog)), "nothing is read again"
            assert not any(each.hasFocus() or each.isDefault() for each in answers(dialog))
    said = dialog.findChild(QLabel, "importQuestion")
    assert said.isVisible()
    numbers = {2: "1 or 2", 3: "1 to 3"}[len(answers(dialog))]
    assert f"Press the number of the answer, {numbers}, or click it" in said.text()
    dialog.reject()
    desk.gone("importDialog")
    assert desk.names() == []


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, -1), (Qt.Key.Key_Tab, 0)])
def test_who_goes_to_an_answer_gives_it_by_enter(desk, file, key, place):
    dialog = asked(desk, file("twounits.csv", TWO_UNITS), "row 2 says kWh")
    QTest.keyClick(dialog.focusWidget(), key)
    chosen = answers(dialog)[place]
    assert chosen.hasFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    desk.read()
    assert ("are in Wh" if place else "are in MW.") in dialog.sentence_text()
    dialog.reject()
    desk.gone("importDialog")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        (Qt.Key.Key_1, "were taken in MW, as chosen, though row 2 says kWh"),
        (Qt.Key.Key_2, "were taken in kW, as chosen, though row 1 says MWh"),
    ],
)
def test_the_number_gives_it_and_the_other_unit_of_the_file_is_still_told(desk, file, key, says):
    dialog = asked(desk, file("twounits.csv", TWO_UNITS), "row 2 says kWh")
    QTest.keyClick(dialog.focusWidget(), key)
    desk.read()
    notes = dialog.findChild(QLabel, "importNotes")
    assert notes.isVisible()
    assert says in notes.text()
    assert not dialog.findChild(QLabel, "importQuestion").isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().rows.mw[0] == pytest.approx(500.5 if key == Qt.Key.Key_1 else 0.5005)


def test_settings_and_links_are_still_reached(desk, file):
    """The answers as a whole hold nobody: Tab goes on from them."""
    dialog = asked(desk, file("twounits.csv", TWO_UNITS), "row 2 says kWh")
    names = set()
    for _ in range(12):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        names.add(dialog.focusWidget().objectName())
    assert {"answer1", "answer2", "answer3", "importSettingsButton"} <= names
    dialog.reject()
    desk.gone("importDialog")
