"""The header row is chosen in the dialog: its names are read, and a row that is none leaves what was there."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPushButton

from ravenwits_desktop.ui.notice import Notice
from tests.spreadsheets.builders import text, xlsx

ROWS = [["24/11/2026", hour, hour + 0.5] for hour in range(1, 25)]


def choose(desk, dialog, row):
    box = dialog.findChild(QComboBox, "headerBox")
    desk.pick(box, next(box.itemText(place) for place in range(box.count()) if box.itemData(place) == row))


def test_a_chosen_row_is_used_and_one_that_cannot_be_leaves_the_reading(desk, file):
    desk.drop(file("day.csv", text([["Fecha", "Hora", "Norte (MW)"], ["Fecha", "Hora", "Sur (MW)"], *ROWS])))
    dialog = desk.read()
    refused = dialog.findChild(Notice, "importRemark")
    assert "values from “Sur (MW)”" in dialog.sentence_text()
    choose(desk, dialog, 1)
    desk.asked("headers in row 1", "values from “Norte (MW)”")
    choose(desk, dialog, 5)
    desk.until(lambda: refused.text)
    assert "Row 5 holds values, not names (“24/11/2026”, “3”, “3,5”)" in refused.text
    assert "The reading stays as it was" in refused.text
    assert "values from “Norte (MW)”" in dialog.sentence_text()
    assert dialog.options.header_row == 1
    assert dialog.findChild(QComboBox, "headerBox").currentData() == 1
    assert dialog.findChild(QPushButton, "acceptImport").isEnabled()
    choose(desk, dialog, 2)
    desk.asked("headers in row 2", "values from “Sur (MW)”")
    assert not refused.isVisible()
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert len(desk.names()) == 1


def test_a_title_of_a_book_of_several_sheets_is_no_header_and_the_sheet_stays(desk, file):
    programme = [
        ["Comercializadora Norte SL"],
        ["Fecha", "Hora", "Compra (MW)", "Precio previsto (€/MWh)", "Pérdidas (%)"],
        *([*row, 50.5, 7.1] for row in ROWS),
    ]
    prices = [["Fecha", "Hora", "Precio (€/MWh)"], *([*row[:2], 50.5] for row in ROWS)]
    desk.drop(file("libro.xlsx", xlsx([], sheets={"Programa": programme, "Precios": prices})))
    dialog = desk.read()
    choose(desk, dialog, 1)
    desk.until(lambda: dialog.findChild(Notice, "importRemark").text)
    said = dialog.findChild(Notice, "importRemark").text
    assert "Row 1 (“Comercializadora Norte …”) does not name the columns" in said
    assert "Sheet “Programa”" in dialog.sentence_text()
    assert "values from “Compra (MW)”" in dialog.sentence_text()
    choose(desk, dialog, 2)
    desk.until(lambda: dialog.options.header_row == 2)
    assert dialog.options.sheet == "Programa", "the row is that of the sheet that is shown"
    dialog.reject()


def test_a_sign_that_no_number_shows_and_a_sheet_that_cannot_be_read_leave_a_way_back(desk, file):
    written = [["24/11/2026", hour, f"1{hour:02},25"] for hour in range(1, 25)]
    desk.drop(file("day.csv", text([["Fecha", "Hora", "Compra (MW)"], *written])))
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "decimalBox"), "point: 12.5")
    desk.asked("decimal point")
    dialog.reject()
    desk.gone("importDialog")
    sheets = {"Programa": [["Fecha", "Hora", "Compra (MW)"], *ROWS], "Notas": [["nada"]]}
    desk.drop(file("libro.xlsx", xlsx([], sheets=sheets)))
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "sheetBox"), "Notas")
    desk.until(lambda: dialog.findChild(QComboBox, "sheetBox").isVisible())
    desk.pick(dialog.findChild(QComboBox, "sheetBox"), "Programa")
    desk.asked("values from “Compra (MW)”")
    dialog.reject()
