"""The sheet that was chosen: kept under a name that holds for every day, asked for again where it says one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget, QTabWidget, QWidget

from tests.app.kept_files import no_dialog, notice
from tests.spreadsheets.builders import xlsx


def book(names, mw=30.0, day=None):
    """A workbook of sheets with hours 1 to 24, of `day` where the sheets do not say theirs."""
    head, cells = (["Fecha"], [day]) if day else ([], [])
    return xlsx(
        [],
        sheets={
            name: [[*head, "Hora", "Compra (MW)"], *([*cells, hour, mw + at] for hour in range(1, 25))]
            for at, name in enumerate(names)
        },
    )


def days(count, first=date(2026, 12, 1)):
    return [f"{first + timedelta(days=at):%d-%m-%Y}" for at in range(count)]


def answer(desk, name):
    """Answer with what is called so, and wait for what follows."""
    dialog = desk.dialog("importDialog")
    button = desk.wait_for(
        lambda: next((each for each in dialog.findChildren(QPushButton) if each.accessibleName() == name), None)
    )
    desk.click(button)
    return dialog


def take(desk, path, name):
    """Import a file that asks for its sheet."""
    desk.drop(path)
    answer(desk, name)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")


def asked_for_sheet(desk, count):
    """It asks for the sheet, as of a file that was never seen, and has imported nothing."""
    dialog = desk.asked("Several sheets may hold the purchase")
    assert len(desk.names()) == count
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    assert desk.seen(QWidget, "importDifference") is None
    dialog.reject()
    desk.gone("importDialog")


def test_a_sheet_that_says_its_day_is_asked_for_each_time(desk, file):
    path = file("semana.xlsx", book(days(7)))
    take(desk, path, "03-12-2026")
    assert desk.names()[0].startswith("Thu 3 Dec")
    for content in (path.read_bytes(), book(days(7), 31.0), book(days(8)), book(days(7, date(2026, 12, 3)))):
        desk.drop(file("semana.xlsx", content))
        asked_for_sheet(desk, 1)
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    pages = desk.child(QTabWidget, "preferencesPages", dialog)
    pages.setCurrentWidget(desk.child(QWidget, "keptReadingsPage", dialog))
    desk.until(lambda: desk.child(QTableWidget, "keptReadingsList", dialog).rowCount() == 1)
    assert "03-12-2026" not in desk.child(QLabel, "keptReadingText", dialog).text()
    dialog.reject()
    desk.gone("preferencesDialog")
    # where one sheet alone has a purchase, nothing has to be chosen
    no_dialog(desk, file("semana.xlsx", book(days(1, date(2026, 12, 8)))), 2)
    assert desk.names()[-1].startswith("Tue 8 Dec")


@pytest.mark.dose(2)
@pytest.mark.parametrize(
    "names",
    [("Lunes", "Martes"), ("Mañana", "Pasado mañana"), ("D+1", "D+2"), ("S49", "S50"), ("Plan lun", "Plan mar")],
)
def test_names_that_say_a_day_in_other_words_are_asked_for_each_time(desk, file, names):
    """The rows have their dates themselves, so that nothing else is asked."""
    take(desk, file("plan_1.xlsx", book(names, day="2026-12-01")), names[0])
    desk.drop(file("plan_2.xlsx", book(names, 31.0, day="2026-12-02")))
    asked_for_sheet(desk, 1)


def test_a_sheet_that_says_no_day_is_kept_until_others_come_or_go(desk, file):
    both = ["Programa", "Escenario B"]
    take(desk, file("plan_1.xlsx", book(both, day="2026-12-01")), "Programa")
    no_dialog(desk, file("plan_2.xlsx", book(both, 33.0, day="2026-12-02")), 2)
    desk.hears("“plan_….xlsx” before: sheet “Programa”, Wed 2 Dec")
    three = [*both, "Escenario C"]
    for number, names in ((3, three), (4, ["Programa"]), (5, both)):
        said = {3: "“Programa”, “Escenario B”, now they are “Programa”, “Escenario B”, “Escenario C”",
                4: "now “Programa”, which was chosen then, is the only one"}.get(number)  # fmt: skip
        count = len(desk.names())
        desk.drop(file(f"plan_{number}.xlsx", book(names, 33.0, day=f"2026-12-0{number}")))
        dialog = desk.read()
        assert len(desk.names()) == count
        if said:
            assert said in notice(desk)
        assert dialog.reading.sheet == "Programa"
        desk.press("acceptImport", dialog)
        desk.gone("importDialog")
        if number == 3:
            no_dialog(desk, file("plan_3.xlsx", book(names, 34.0, day="2026-12-23")), count + 2)


def test_sheets_beside_the_chosen_one_may_have_a_date_in_their_names(desk, file):
    take(desk, file("plan_1.xlsx", book(["Programa", "Copia 30-11"], day="2026-12-01")), "Programa")
    no_dialog(desk, file("plan_2.xlsx", book(["Programa", "Copia 01-12"], 33.0, day="2026-12-02")), 2)
