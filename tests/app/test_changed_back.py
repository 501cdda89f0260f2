"""Whatever part of the sentence was chosen wrong is clicked in the sentence to change it back, by the keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from ravenwits_desktop.ui.importing.head import ReadingHead
from tests.spreadsheets.builders import xlsx

HEAD = ["Fecha", "Hora", "Compra (MW)", "Consumo (MW)", "Precio (€/MWh)"]
ROWS = [["11/12/2026", hour, f"1{hour:02},25", f"2{hour:02},5", "50,5"] for hour in range(1, 25)]
PRICES = [["Fecha", "Hora", "Precio (€/MWh)"], *([*row[:2], row[4]] for row in ROWS)]


@pytest.fixture
def by_keys(desk):
    """Follows the link of a part and chooses what begins so, with Tab, Space or Enter, and the arrows."""

    def chosen(dialog, setting, words, press):
        label = desk.child(QLabel, "importSentence", dialog)
        desk.until(label.isEnabled)
        links = dialog.findChild(ReadingHead).links
        assert setting in links, f"{setting} has no link in “{dialog.sentence_text()}”"
        label.setFocus(Qt.FocusReason.TabFocusReason)
        label.setSelection(0, 0)
        for _ in range(links.index(setting) + 1):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is label
        QTest.keyClick(label, press)
        menu = desk.wait_for(
            lambda: next((each for each in dialog.findChildren(QMenu, "settingMenu") if each.isVisible()), None)
        )
        texts = [action.text() for action in menu.actions()]
        wanted = next(action for action in menu.actions() if action.text().startswith(words))
        for _ in texts:
            if menu.activeAction() is wanted:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        asked: list[object] = []
        dialog.options_changed.connect(asked.append)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        desk.until(lambda: asked and label.isEnabled())

    return chosen


WRONG = [
    ("sheet", "Precios", "The only numbers beside the dates are prices", "Programa"),
    ("sheet", "Notas", "No column of dates and times was found", "Programa"),
    ("header_row", "row 4", "headers in row 2", "row 2"),
    ("header_row", "row 1", "headers in row 2", "as the file shows"),
    ("hour_column", "D: Consumo", "“Fecha” holds dates without a time of day", "as the file shows"),
    ("period_base", "0:", "numbered from 1", "as the file shows"),
    ("column", "Consumo", "values from “Consumo (MW)”", "Compra"),
    ("label", "the start", "each period labelled by its start", "as the file shows"),
    ("zone", "Europe/Lisbon", "Lisbon time, converted to Madrid time", "Europe/Madrid"),
    ("decimal", "point", "decimal point", "comma"),
    ("decimal", "point", "decimal point", "as the file shows"),
    ("month_first", "month", "the month before the day", "day"),
    ("unit", "Wh", "The values are in Wh", "MW"),
    ("unit", "GWh", "The values are in GWh", "as the file says"),
]
"""What is clicked, the wrong choice, what is said then, and the choice that puts it right."""


def test_every_part_of_a_book_of_several_sheets_is_changed_back_in_the_sentence(desk, file, by_keys):
    programme = [["Comercializadora Norte SL"], HEAD, *ROWS]
    sheets = {"Programa": programme, "Precios": PRICES, "Notas": [["nada"]]}
    desk.drop(file("libro.xlsx", xlsx([], sheets=sheets)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)  # the order of day and month
    desk.press("answer1", dialog)
    desk.read()
    label, accept = dialog.findChild(QLabel, "importSentence"), dialog.findChild(QPushButton, "acceptImport")
    first = dialog.sentence_text()
    for number, (setting, wrong, said, right) in enumerate(WRONG):
        press = (Qt.Key.Key_Space, Qt.Key.Key_Return)[number % 2]
        by_keys(dialog, setting, wrong, press)
        assert said in dialog.sentence_text()
        by_keys(dialog, setting, right, press)
        desk.until(lambda: dialog.sentence_text() == first)
        assert accept.isEnabled(), setting
        assert dialog.focusWidget() is label, f"after {setting} the focus is where it was"
        assert dialog.options.sheet in (None, "Programa")
    dialog.reject()
