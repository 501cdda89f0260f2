"""In the window: a table whose day stands nowhere asks for it, each time, and the day of a title can be changed."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from ravenwits_desktop.ui import words
from tests.spreadsheets.builders import text, xlsx

HOURS = [["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25))]


def day_after(days):
    return date.today() + timedelta(days=days)


def begins(desk):
    return desk.cell(0, 0)


def choose(desk, dialog, key):
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.key(dialog.focusWidget(), key)
    desk.read()
    said = desk.child(QLabel, "importSentence", dialog).text()
    assert "(" in desk.child(QComboBox, "dayBox", dialog).currentText()
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    return said


def test_a_day_that_stands_nowhere_is_asked_for_each_time(desk, file):
    dialog = choose(desk, open_asked(desk, file("prevision.csv", text(HOURS))), Qt.Key.Key_1)
    assert f"the day {words.day(str(day_after(1)))}" in dialog
    assert begins(desk) == f"{day_after(1)} 01:00"
    choose(desk, open_asked(desk, file("prevision.csv", text([HOURS[0], *reversed(HOURS[1:])]))), Qt.Key.Key_3)
    assert begins(desk) == f"{day_after(3)} 01:00"


def open_asked(desk, path):
    desk.drop(path)
    return desk.asked("says of which day")


def test_the_day_of_a_title_is_changed_in_the_settings(desk, file):
    desk.drop(file("plantilla.csv", text([[f"Programa {day_after(-1):%d/%m/%Y}"], *HOURS])))
    dialog = desk.read()
    box = desk.child(QComboBox, "dayBox", dialog)
    assert box.isEnabled()
    desk.pick(box, f"{words.day(str(day_after(2)))} (in 2 days)")
    desk.read()
    said = desk.child(QLabel, "importSentence", dialog).text()
    assert '<a href="day">' in said
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert begins(desk) == f"{day_after(2)} 01:00"


def test_a_pasted_table_without_a_day_is_asked_about(desk):
    QApplication.clipboard().setText("\n".join("\t".join(map(str, row)) for row in HOURS))
    desk.window.actions_.paste_draft.trigger()
    dialog = desk.asked("Say which it is, or copy the date with the table")
    choose(desk, dialog, Qt.Key.Key_1)
    assert begins(desk) == f"{day_after(1)} 01:00"


def test_where_columns_name_the_days_none_is_chosen(desk, file):
    rows = [["Fecha", *HOURS[0]], *([f"{day_after(1):%d/%m/%Y}", *row] for row in HOURS[1:])]
    desk.drop(file("dia.csv", text(rows)))
    assert not desk.child(QComboBox, "dayBox", desk.read()).isEnabled()
    desk.dialog("importDialog").reject()


def test_another_sheet_is_of_no_chosen_day(desk, file):
    dated = [["Fecha", *HOURS[0]], *([f"{day_after(1):%d/%m/%Y}", *row] for row in HOURS[1:])]
    desk.drop(file("libro.xlsx", xlsx([], sheets={"Norte": HOURS, "Sur": HOURS, "Este": dated})))
    dialog = desk.read()
    box = desk.child(QComboBox, "dayBox", dialog)
    desk.pick(desk.child(QComboBox, "sheetBox", dialog), "Norte")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.press("answer2", dialog)
    desk.read()
    assert "(in 2 days)" in box.currentText()
    desk.pick(desk.child(QComboBox, "sheetBox", dialog), "Este")
    desk.until(lambda: "Este" in desk.child(QLabel, "importSentence", dialog).text())
    desk.read()
    assert (box.isEnabled(), box.currentIndex()) == (False, 0)
    assert "You chose: the day" not in dialog.sentence_text()
    dialog.reject()
