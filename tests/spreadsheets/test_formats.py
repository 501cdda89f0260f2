"""What a spreadsheet program shows and bare cells do not say: units, shares and money as formats, hidden rows."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from tests.spreadsheets.builders import read, times
from tests.spreadsheets.test_mistaken import warnings_of


def book(form: str, *, hide: tuple[int, ...] = ()) -> bytes:
    """Times and values that are shown by the number format `form`, some rows hidden."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Hoja1")
        moment, shown = made.add_format({"num_format": "dd/mm/yyyy hh:mm"}), made.add_format({"num_format": form})
        sheet.write_row(0, 0, ["Fecha", "Compra"])
        for row, label in enumerate(times(24), 1):
            sheet.write_datetime(row, 0, label, moment)
            sheet.write_number(row, 1, 80 + row / 4, shown)
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
