"""A purchase on a hidden sheet alone: the sheet is named, and read where a person says so."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read

PURCHASE = [["Día: 29/11/2026"], ["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25))]
NOTES = [["Programa de compra"], ["Versión", 3]]


def book(shown: dict[str, list[list[Any]]], hidden: dict[str, list[list[Any]]], *, deeply: bool = False) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for name, rows in (shown | hidden).items():
            page = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                page.write_row(row, 0, cells)
            if name in hidden:
                page.very_hidden() if deeply else page.hide()
    return content.getvalue()


@pytest.mark.parametrize("deeply", [False, True])
@pytest.mark.parametrize("shown", [NOTES, []])
def test_a_hidden_sheet_that_holds_the_purchase_is_named_and_can_be_chosen(
    shown: list[list[Any]], deeply: bool
) -> None:
    content = book({"Portada": shown}, {"Datos": PURCHASE, "Listas": NOTES}, deeply=deeply)
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    error = caught.value
    assert (error.question, error.sheets) == (Question.SHEET, ("Datos",))
    assert "one that is hidden can be read: “Datos”" in str(error.message)
    assert [(each.name, each.rows) for each in error.alternatives] == [("Datos", 24)]
    reading = read(content, sheet="Datos")
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-29 01:00", "2026-11-30 00:00"]


def test_hidden_sheets_are_no_question_beside_a_purchase_that_is_shown_nor_where_they_hold_none() -> None:
    assert read(book({"Compra": PURCHASE}, {"Datos": PURCHASE})).sheet == "Compra"
    with pytest.raises(UnreadableFileError) as caught:
        read(book({"Portada": NOTES}, {"Listas": NOTES}))
    assert caught.value.question is None
