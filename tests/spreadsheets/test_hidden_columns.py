"""Columns, rows and sheets that the spreadsheet program hides: not asked about, and told where they were read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, times
from tests.spreadsheets.test_mistaken import warnings_of

Rows = Sequence[Sequence[Any]]
Make = Callable[[Rows, Sequence[int]], bytes]
FORM = "dd/mm/yyyy hh:mm"


def xlsx(rows: Rows, hidden: Sequence[int]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Hoja1")
        moment = book.add_format({"num_format": FORM})
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(at, column, cell, moment if isinstance(cell, datetime) else None)
        for column in hidden:
            sheet.set_column(column, column, None, None, {"hidden": True})
    return content.getvalue()


def older(sheets: dict[str, Rows], hidden: Sequence[int] = (), unseen: Sequence[str] = ()) -> bytes:
    book = xlwt.Workbook()
    plain, moment = xlwt.XFStyle(), xlwt.easyxf(num_format_str=FORM)
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = int(name in unseen)
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(at, column, cell, moment if isinstance(cell, datetime) else plain)
        for column in hidden:
            sheet.col(column).hidden = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def xls(rows: Rows, hidden: Sequence[int]) -> bytes:
    return older({"Portada": [["Programa"]], "Hoja1": rows}, hidden)


def ods(rows: Rows, hidden: Sequence[int], hidden_rows: Sequence[int] = ()) -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Hoja1")
    for column in range(max(map(len, rows))):
        table.addElement(TableColumn(**({"visibility": "collapse"} if column in hidden else {})))
    for at, cells in enumerate(rows):
        row = TableRow(**({"visibility": "filter"} if at in hidden_rows else {}))
        for cell in cells:
            if isinstance(cell, datetime):
                made = TableCell(valuetype="date", datevalue=cell.strftime("%Y-%m-%dT%H:%M:%S"))
            elif isinstance(cell, float):
                made = TableCell(valuetype="float", value=str(cell))
            else:
                made = TableCell(valuetype="string")
            made.addElement(P(text=str(cell)))
            row.addElement(made)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    content = BytesIO()
    book.write(content)
    return content.getvalue()


KINDS = pytest.mark.parametrize(("make", "name"), [(xlsx, "a.xlsx"), (xls, "a.xls"), (ods, "a.ods")])


def table(*heads: str) -> Rows:
    values = [[moment, *(10.5 * (1 + at) + row for at in range(len(heads)))] for row, moment in enumerate(times(24))]
    return [["Fecha", *heads], *values]


@KINDS
def test_a_hidden_purchase_is_not_asked_about_against_the_one_that_is_shown(make: Make, name: str) -> None:
    rows = table("Compra antigua (MW)", "Compra (MW)")
    reading = read(make(rows, [1]), name)
    assert (reading.column, reading.rows.mw[0], warnings_of(reading)) == ("Compra (MW)", 21, "")
    assert "hides the column “Compra antigua (MW)”, which was left aside" in notes_of(reading)
    with pytest.raises(UnreadableFileError) as asked:
        read(make(rows, []), name)
    assert asked.value.question is Question.COLUMN
    chosen = read(make(rows, [1]), name, column="Compra antigua (MW)")
    assert (chosen.rows.mw[0], "its values were read all the same" in notes_of(chosen)) == (10.5, True)


@KINDS
def test_the_only_values_are_read_though_their_column_is_hidden(make: Make, name: str) -> None:
    reading = read(make(table("Compra (MW)", "Precio (EUR/MWh)"), [1]), name)
    assert (reading.column, reading.rows.mw[0]) == ("Compra (MW)", 10.5)
    assert "The spreadsheet program hides the column “Compra (MW)”; its values were read" in notes_of(reading)


def test_columns_are_counted_from_the_first_that_is_filled() -> None:
    rows = [["", "", *cells] for cells in table("Compra antigua (MW)", "Compra (MW)")]
    assert read(xlsx(rows, [3])).column == "Compra (MW)"


@pytest.mark.parametrize(
    ("heads", "hidden"),
    [
        (("Compra (MW)", "Bilateral (MW)"), [1]),
        (("Compra A (MW)", "Compra B (MW)", "Compra C (MW)"), [1]),
        (("Norte (MW)", "Sur (MW)"), [1, 2]),
    ],
)
def test_what_hiding_does_not_settle_is_asked(heads: tuple[str, ...], hidden: list[int]) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx(table(*heads), hidden))
    assert asked.value.question is Question.COLUMN


def test_a_hidden_purchase_beside_a_sale_that_is_shown_is_read() -> None:
    reading = read(xlsx(table("Compra (MW)", "Venta (MW)"), [1]))
    assert reading.column == "Compra (MW)"
    assert "hides the column “Compra (MW)”" in notes_of(reading)


def test_hidden_columns_of_hours_are_told() -> None:
    rows = [["Compra (MW)"], ["Fecha", *range(1, 25)], ["24/11/2026", *(float(hour) for hour in range(1, 25))]]
    reading = read(xlsx(rows, [8, 9, 10]))
    assert len(reading.rows) == 24
    assert "hides 3 columns, from I to K; their values were read as well" in notes_of(reading)


def test_whole_days_in_hidden_columns_are_to_be_seen() -> None:
    days = ["23/11/2026", "24/11/2026", "25/11/2026", "26/11/2026"]
    rows = [["Compra (MW)"], ["Hora", *days], *([hour, *(hour + at for at in range(4))] for hour in range(1, 25))]
    reading = read(xlsx(rows, [1, 2]))
    assert "Whole days, the first of them 2026-11-23, stand in columns that the spread" in warnings_of(reading)
    assert "(B, C)" in warnings_of(reading)
    assert (len(reading.rows), "hides" in notes_of(reading)) == (96, False)
    assert warnings_of(read(xlsx(rows, []))) == ""
    assert warnings_of(read(xlsx(rows, [1, 2, 3, 4]))) == ""  # nobody hides what he does not mean and shows nothing


def test_columns_that_are_hidden_beyond_the_table_say_nothing() -> None:
    assert "hides" not in notes_of(read(xlsx(table("Compra (MW)"), range(5, 60))))


def test_hidden_rows_of_an_opendocument_are_told() -> None:
    rows = table("Compra (MW)")
    assert "Sheet “Hoja1” has hidden rows" in warnings_of(read(ods(rows, [], [3, 4]), "a.ods"))
    assert warnings_of(read(ods(rows, []), "a.ods")) == ""


def test_a_hidden_sheet_is_not_asked_about() -> None:
    sheets = {"Compra": table("Compra (MW)"), "Compra antigua": table("Compra (MW)")}
    reading = read(older(sheets, unseen=["Compra antigua"]), "a.xls")
    assert (reading.sheet, reading.sheets) == ("Compra", ("Compra",))


@KINDS
def test_days_of_a_hidden_column_are_to_be_seen(make: Make, name: str) -> None:
    rows = [["Fecha", "Hora", "Compra (MW)"], *([times(1)[0], hour, 10.5 + hour] for hour in map(float, range(1, 25)))]
    said = "hides the column “Fecha” (A), from which the days were taken"
    assert said in warnings_of(read(make(rows, [0]), name))
    assert warnings_of(read(make(rows, []), name)) == ""
