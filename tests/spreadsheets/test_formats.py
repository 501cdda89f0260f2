"""What a spreadsheet program shows and bare cells do not say: units, shares and money as formats, hidden rows."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
import xlwt
from odf.number import Number, NumberStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, times
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of


def book(form: str, *, hide: tuple[int, ...] = (), header: str = "Compra", total: str = "") -> bytes:
    """Times and values that are shown by the number format `form`, some rows hidden, their total as `total` says."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Hoja1")
        moment, shown = made.add_format({"num_format": "dd/mm/yyyy hh:mm"}), made.add_format({"num_format": form})
        sheet.write_row(0, 0, ["Fecha", header])
        for row, label in enumerate(times(24), 1):
            sheet.write_datetime(row, 0, label, moment)
            sheet.write_number(row, 1, 80 + row / 4, shown)
        if total:
            sheet.write(25, 0, "Total")
            sheet.write_number(25, 1, sum(80 + row / 4 for row in range(1, 25)), made.add_format({"num_format": total}))
        for row in hide:
            sheet.set_row(row, None, None, {"hidden": True})
    return content.getvalue()


@pytest.mark.parametrize(("form", "factor"), [('#,##0.0" kW"', 0.001), ('0.00\\ "MWh"', 1.0), ("0.00", 1.0)])
def test_a_unit_in_the_number_format_is_used(form: str, factor: float) -> None:
    reading = read(book(form))
    assert (reading.factor, reading.unit_stated) == (factor, form != "0.00")
    assert reading.rows.mw[0] == 80.25 * factor
    assert warnings_of(reading) == ""


@pytest.mark.parametrize(
    ("form", "word"),
    [("0.0%", "shares"), ("0%", "shares"), ('#,##0.00 "€"', "prices"), ("[$€-C0A] #,##0.00", "prices")],
)
def test_shares_and_money_by_format_are_told(form: str, word: str) -> None:
    assert word in warnings_of(read(book(form)))


@pytest.mark.parametrize("form", ["[$-C0A]#,##0.00", '0.00" a 5 %"', "#,##0.000;[Red]-#,##0.000"])
def test_other_formats_say_nothing(form: str) -> None:
    assert warnings_of(read(book(form))) == ""


def test_hidden_rows_are_told() -> None:
    assert "Sheet “Hoja1” has hidden rows" in warnings_of(read(book("0.00", hide=(3, 4))))
    assert warnings_of(read(book("0.00"))) == ""


SCALED = ["0.000,", "#,##0.00,", '0.00," MW"', "0.0,\\ ", "#,##0,;[Red]-#,##0,", "0,.00", "[<1000]0.0;0.00,"]


@pytest.mark.parametrize("header", ["Compra", "Compra (MW)"])
@pytest.mark.parametrize("form", SCALED)
def test_values_that_are_shown_by_the_thousand_are_asked_about_with_both_numbers(form: str, header: str) -> None:
    asked = refusal(book(form, header=header), "a.xlsx")
    assert asked.question is Question.UNIT
    assert "in row 25 the cell holds 86 and shows 0.086" in str(asked.message)
    assert read(book(form, header=header), unit="kW").rows.mw[0] == pytest.approx(0.08025)


def test_millionths_are_told_as_such_and_a_total_shown_by_the_thousand_is_no_value() -> None:
    assert "the cell holds 86 and shows 0.000086" in str(refusal(book('0.0,,"GWh"'), "a.xlsx").message)
    assert read(book("0.00", header="Compra (MW)", total="0.0,")).rows.mw[0] == 80.25


@pytest.mark.parametrize(("form", "asked"), [("0.000,", True), ('0.00," MW"', True), ("#,##0.00", False)])
def test_an_older_workbook_is_looked_through_as_well(form: str, asked: bool) -> None:
    made = xlwt.Workbook()
    made.add_sheet("Portada").write(0, 0, "Programa")
    sheet = made.add_sheet("Hoja1")
    moment, shown = (xlwt.easyxf(num_format_str=each) for each in ("dd/mm/yyyy hh:mm", form))
    for column, head in enumerate(("Fecha", "Compra (MW)", "Revisión")):
        sheet.write(0, column, head)
    for row, label in enumerate(times(24), 1):
        sheet.write(row, 0, label, moment)
        sheet.write(row, 1, 851 + row, shown)
    content = BytesIO()
    made.save(content)
    if asked:
        assert "in row 25 the cell holds 875 and shows 0.875" in str(refusal(content.getvalue(), "a.xls").message)
    else:
        assert read(content.getvalue(), "a.xls").rows.mw[0] == 852


def older(form: str, header: str = "Compra") -> bytes:
    """The same times and values as an .xls."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("Hoja1")
    moment, shown = (xlwt.easyxf(num_format_str=each) for each in ("dd/mm/yyyy hh:mm", form))
    sheet.write(0, 0, "Fecha")
    sheet.write(0, 1, header)
    for row, label in enumerate(times(24), 1):
        sheet.write(row, 0, label, moment)
        sheet.write(row, 1, 80 + row / 4, shown)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("form", "factor"), [('#,##0.0"kW"', 0.001), ('0.00\\ "MWh"', 1.0), ("0.00", 1.0)])
def test_a_unit_in_the_number_format_of_an_older_workbook_is_used(form: str, factor: float) -> None:
    reading = read(older(form), "a.xls")
    assert (reading.factor, reading.unit_stated) == (factor, form != "0.00")
    assert reading.rows.mw[0] == 80.25 * factor


@pytest.mark.parametrize(("form", "word"), [("0.0%", "shares"), ('#,##0.00 "€"', "prices"), ("0.00", "")])
def test_shares_and_money_of_an_older_workbook_are_told(form: str, word: str) -> None:
    assert word in warnings_of(read(older(form), "a.xls"))
    assert bool(word) == bool(warnings_of(read(older(form), "a.xls")))


def opened(kind: str, shown: str) -> bytes:
    """The same as an .ods, whose values are of the type `kind` and show `shown` behind them."""
    made = OpenDocumentSpreadsheet()
    table = Table(name="Hoja & 1")
    for row, label in enumerate([None, *times(24)]):
        cells = TableRow()
        table.addElement(cells)
        if label is None:
            for head in ("Fecha", "", "", "Compra"):
                cells.addElement(cell := TableCell(valuetype="string"))
                cell.addElement(P(text=head))
            continue
        cells.addElement(TableCell(valuetype="date", datevalue=label.strftime("%Y-%m-%dT%H:%M:%S")))
        cells.addElement(TableCell(numbercolumnsrepeated=2))
        cells.addElement(cell := TableCell(valuetype=kind, value=str(80 + row / 4)))
        cell.addElement(P(text=f"{80 + row / 4}{shown}"))
    made.spreadsheet.addElement(table)
    content = BytesIO()
    made.write(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "shown", "word"), [("percentage", "%", "shares"), ("currency", " €", "prices"), ("float", "", "")]
)
def test_shares_and_money_of_an_open_document_are_told(kind: str, shown: str, word: str) -> None:
    told = warnings_of(read(opened(kind, shown), "a.ods"))
    assert word in told
    assert bool(word) == bool(told)


@pytest.mark.parametrize(("shown", "factor"), [("kW", 0.001), (" kWh", 0.001), (" MW", 1.0)])
def test_a_unit_that_an_open_document_shows_is_used(shown: str, factor: float) -> None:
    reading = read(opened("float", shown), "a.ods")
    assert (reading.factor, reading.unit_stated, reading.rows.mw[0]) == (factor, True, 80.25 * factor)


@pytest.mark.parametrize("by_column", [False, True])
@pytest.mark.parametrize("factor", ["1000", None])
def test_an_open_document_that_shows_thousandths_is_asked_about(factor: str | None, by_column: bool) -> None:
    made = OpenDocumentSpreadsheet()
    form = NumberStyle(name="N7")
    form.addElement(Number(decimalplaces=3, minintegerdigits=1, **({"displayfactor": factor} if factor else {})))
    made.automaticstyles.addElement(form)
    made.automaticstyles.addElement(style := Style(name="ce7", family="table-cell", datastylename="N7"))
    table = Table(name="Hoja1")
    table.addElement(TableColumn())
    table.addElement(TableColumn(**({"defaultcellstylename": style} if by_column else {})))
    table.addElement(cells := TableRow(numberrowsrepeated=2))
    cells.addElement(TableCell())
    table.addElement(cells := TableRow())
    for head in ("Fecha", "Compra (MW)"):
        cells.addElement(cell := TableCell(valuetype="string"))
        cell.addElement(P(text=head))
    for row, label in enumerate(times(24)):
        table.addElement(cells := TableRow())
        cells.addElement(TableCell(valuetype="date", datevalue=label.strftime("%Y-%m-%dT%H:%M:%S")))
        own = {} if by_column else {"stylename": style}
        cells.addElement(TableCell(valuetype="float", value=str(851 + row), **own))
    made.spreadsheet.addElement(table)
    content = BytesIO()
    made.write(content)
    if factor:
        assert "in row 27 the cell holds 874 and shows 0.874" in str(refusal(content.getvalue(), "a.ods").message)
    else:
        assert read(content.getvalue(), "a.ods").rows.mw[0] == 851
