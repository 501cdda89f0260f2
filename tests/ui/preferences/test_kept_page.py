"""The list of kept readings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.preferences.kept_page import KeptReadingsPage
from tests.store.factory import MOMENT, a_kept_reading


@pytest.fixture
def dialog(qtbot):
    made = KeptReadingsPage()
    qtbot.addWidget(made)
    made.show()
    return made


def readings(*names):
    return tuple(replace(a_kept_reading(name), name=name, used=MOMENT, uses=3) for name in names)


def listed(dialog):
    return dialog.findChild(QTableWidget, "keptReadingsList")


def test_nothing_is_kept_yet(dialog):
    assert not listed(dialog).isVisible()
    assert not dialog.findChild(QPushButton, "forgetReadingButton").isEnabled()
    assert any("Nothing is kept yet" in label.text() and label.isVisible() for label in dialog.findChildren(QLabel))


def test_the_chosen_line_is_described_and_stays_chosen(dialog):
    dialog.show_readings(readings("one", "two"))
    listed(dialog).setCurrentCell(1, 0)
    dialog.show_readings(readings("two", "one", "three"))
    assert listed(dialog).currentRow() == 0
    text = dialog.findChild(QLabel, "keptReadingText").text()
    assert "column “Compra”" in text
    assert "day before month" in text


def test_every_choice_is_told(dialog):
    options = ReadingOptions(
        "Hoja 1", "C", Label.START, "Europe/Lisbon", Label.END, ",", True, "kWh", 3, "A", "B", 0, shift=True
    )
    dialog.show_readings((replace(a_kept_reading("one"), options=options, used=MOMENT),))
    text = dialog.findChild(QLabel, "keptReadingText").text()
    for part in (
        *("sheet “Hoja 1”", "column “C”", "unit kWh", "sign “,”", "row 3", "times from “A”", "periods from “B”"),
        *("numbered from 0", "Europe/Lisbon", "times are the start", "month before day", "shifted"),
    ):
        assert part in text


def test_a_name_is_changed_in_its_cell_but_not_to_nothing(dialog, qtbot):
    dialog.show_readings(readings("one"))
    with qtbot.waitSignal(dialog.renamed) as asked:
        listed(dialog).item(0, 0).setText(" Ana’s tool ")
    assert asked.args == ["one", "Ana’s tool"]
    with qtbot.assertNotEmitted(dialog.renamed):
        listed(dialog).item(0, 0).setText("  ")
    assert listed(dialog).item(0, 0).text() == "one"


def test_the_chosen_one_is_deleted(dialog, qtbot):
    dialog.show_readings(readings("one", "two"))
    listed(dialog).setCurrentCell(1, 0)
    with qtbot.waitSignal(dialog.forgotten) as asked:
        dialog.findChild(QPushButton, "forgetReadingButton").click()
    assert asked.args == ["two"]


def test_the_order_of_the_dates_that_was_seen_is_told(dialog):
    dialog.show_readings((replace(a_kept_reading("one"), options=ReadingOptions(usual_month_first=True)),))
    assert "Dates with the month first" in dialog.findChild(QLabel, "keptReadingText").text()
