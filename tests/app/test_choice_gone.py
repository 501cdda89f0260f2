"""A choice that was kept for files of a kind, and that the next of them cannot be read with: it is said, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from tests.app.kept_files import notice
from tests.spreadsheets.builders import times, xlsx


def test_a_chosen_column_that_holds_no_numbers_any_more_is_said(desk, file):
    def day(consumed):
        rows = [[moment, 12.5 + at, consumed] for at, moment in enumerate(times(24))]
        return xlsx([["Fecha y hora", "Compra (MW)", "Consumo (MW)"], *rows])

    desk.drop(file("day_1.xlsx", day(7.5)))
    desk.pick(desk.child(QComboBox, "columnBox", desk.read()), "Consumo (MW)")
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    desk.drop(file("day_2.xlsx", day("n/d")))
    dialog = desk.read()
    assert "does not fit this one: There is no column “Consumo (MW)” of numbers" in notice(desk)
    dialog.reject()
