"""Units of files that name none, over the days: answered once, asked again where the size speaks against it."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
)

from tests.app.kept_files import no_dialog, notice
from tests.spreadsheets.builders import times, xlsx


def bare(value, *, step=15, below=(), first=None):
    """A day whose file names no unit, or only in a note below the table."""
    count = 24 * 60 // step
    return [["Time", "Compra"], *([moment, value] for moment in times(count, step, first)), *below]


def answer_unit(desk, path, unit):
    """Import a file that asks for its unit."""
    desk.drop(path)
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.click(next(button for button in dialog.findChildren(QPushButton) if button.accessibleName() == unit))
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")


def test_a_unit_that_was_answered_holds_for_a_file_that_no_longer_asks_for_it(desk, file):
    """After a submission the size tells the unit of the next day by itself: it is of the same kind all the same."""
    answer_unit(desk, file("programa_1.xlsx", xlsx(bare(12.0))), "MW")
    desk.submit()
    count = len(desk.names())
    no_dialog(desk, file("programa_2.xlsx", xlsx(bare(11.0))), count + 1)
    assert desk.editor().draft().rows.mw[0] == 11.0


def test_a_unit_that_was_confirmed_without_a_question_answers_it_where_the_size_agrees(desk, file):
    """A kind was taken as MW, by its size, and nothing was asked: a larger day of it asks nothing either."""
    desk.take(file("programa_1.xlsx", xlsx(bare(60.0, step=60))))
    no_dialog(desk, file("programa_2.xlsx", xlsx(bare(140.0, step=60))), 2)
    assert desk.editor().draft().rows.mw[0] == 140.0
    desk.drop(file("programa_3.xlsx", xlsx(bare(60_000.0, step=60))))
    desk.asked("Say which unit it is")
    assert len(desk.names()) == 2
    desk.dialog("importDialog").reject()
    desk.gone("importDialog")
    # the same name, another layout: what was confirmed says nothing of it
    other = [["Time", "Compra", "Notas"], *([moment, 140.0, "x"] for moment in times(24))]
    desk.drop(file("programa_4.xlsx", xlsx(other)))
    desk.asked("Say which unit it is")
    desk.dialog("importDialog").reject()


def test_a_weekend_in_half_hours_is_asked_about_once_at_most(desk, file):
    answer_unit(desk, file("programa_1.xlsx", xlsx(bare(10.0, step=30))), "MW")
    desk.submit()
    count = len(desk.names())
    no_dialog(desk, file("programa_2.xlsx", xlsx(bare(6.0, step=30))), count + 1)
    assert desk.editor().draft().rows.mw[0] == 6.0
    desk.drop(file("programa_3.xlsx", xlsx(bare(5.0, step=30))))
    desk.read()
    assert "had a mean of 10 MW, these values have 5 MW" in notice(desk)
    desk.dialog("importDialog").reject()


def test_a_unit_of_a_note_is_looked_at_once(desk, file):
    desk.take(file("programa_1.xlsx", xlsx(bare(1200.0, below=[["Valores en kW"]]))))
    no_dialog(desk, file("programa_2.xlsx", xlsx(bare(1300.0, below=[["Valores en kW"]]))), 2)
    assert desk.editor().draft().rows.mw[0] == 1.3
    desk.hears("was taken from the note in row 98")
    desk.drop(file("programa_3.xlsx", xlsx(bare(1300.0, below=[["Programa en kW"]]))))
    desk.read()
    assert len(desk.names()) == 2
    desk.dialog("importDialog").reject()


def test_days_that_another_clock_cuts_as_before_are_imported_and_said(desk, file):
    """The clock of Lisbon was chosen: each of its days lies over two of the account's."""

    def day(number, hour=1):
        return xlsx([["Time", "Compra (MW)"], *([at, 1.5] for at in times(24, 60, datetime(2026, 11, number, hour)))])

    desk.drop(file("day_1.xlsx", day(24)))
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "zoneBox"), "Europe/Lisbon")
    desk.until(lambda: "converted" in desk.child(QLabel, "importNotes", dialog).text())
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert str(desk.editor().draft().rows.labels[0]) == "2026-11-24T02:00"
    no_dialog(desk, file("day_2.xlsx", day(25)), 2)
    assert str(desk.editor().draft().rows.labels[0]) == "2026-11-25T02:00"
    desk.hears("25 Nov has 23 of 24 periods", "26 Nov has 1 of 24 periods", "Warnings: 2")
    desk.drop(file("day_3.xlsx", day(26, hour=3)))
    desk.read()
    assert len(desk.names()) == 2
    desk.dialog("importDialog").reject()


def test_another_unit_than_was_answered_is_asked_about_with_both_in_numbers(desk, file):
    answer_unit(desk, file("programa_1.xlsx", xlsx(bare(1800.0, step=60))), "kW = kWh")
    desk.submit()
    count = len(desk.names())
    desk.drop(file("programa_2.xlsx", xlsx(bare(1.9, step=60))))
    dialog = desk.asked("Such files were in kW before", "in kW its mean is 0.0019 MW, in MW it is 1.9 MW")
    assert len(desk.names()) == count
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    desk.key(dialog, Qt.Key.Key_1)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert desk.editor().draft().rows.mw[0] == 1.9
    no_dialog(desk, file("programa_3.xlsx", xlsx(bare(1.7, step=60))), count + 2)
    assert desk.editor().draft().rows.mw[0] == 1.7


@pytest.mark.parametrize(("first", "unit", "head", "mw"), [("MW", "MW", "kWh", 0.1801), ("kW", "kW", "MW", 180.1)])
def test_a_kept_unit_does_not_overrule_the_one_that_a_file_names_now(desk, file, first, unit, head, mw):
    """Both files ask for the decimal sign as well, so that the second one is only read with what was kept."""

    def written(name):
        lines = [f"26/11/2026;{hour};{180 + hour}.100" for hour in range(24)]
        return "\n".join([f"Date;Hour;{name}", *lines]).encode()

    desk.drop(file("load_1.csv", written("Load")))
    dialog = desk.asked("decimal sign")
    desk.pick(desk.child(QComboBox, "decimalBox", dialog), "point: 12.5")
    desk.asked("Say which unit")
    desk.pick(desk.child(QComboBox, "unitBox", dialog), unit)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    desk.drop(file("load_2.csv", written(f"Load ({head})")))
    dialog = desk.read()
    assert dialog.reading.unit == head
    assert dialog.reading.rows.mw[0] == pytest.approx(mw)
    assert f"now in {head}" in notice(desk)
    dialog.reject()
