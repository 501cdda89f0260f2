"""What number formats hide of dates and values: the year of a day, and that a column changes its unit."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from tests.spreadsheets.builders import read
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)


def book(day: datetime, form: str, *units: str, header: str = "Compra (MW)") -> bytes:
    """Hours of `day`, shown as `form` says, and values shown with each of `units` for as many of them."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Hoja1")
        sheet.write_row(0, 0, ["Fecha", "Hora", header])
        dated = made.add_format({"num_format": form})
        shown = [made.add_format({"num_format": f'0.0 "{unit}"'}) for unit in units] or [None]
        for hour in range(1, 25):
            sheet.write_datetime(hour, 0, day, dated)
            sheet.write_number(hour, 1, hour)
            sheet.write_number(hour, 2, 80 + hour / 4, shown[(hour - 1) * len(shown) // 24])
    return content.getvalue()


@pytest.mark.parametrize("form", ["dd/mm", "d-mmm", "ddd d mmm", "[$-C0A]dd mmm"])
def test_a_year_that_nobody_sees_is_told_where_it_is_not_about_now(form: str) -> None:
    said = warnings_of(read(book(datetime(2025, 11, 30), form), today=TODAY))
    assert "“Fecha” without their year, and they are of 2025-11-30" in said
    assert warnings_of(read(book(datetime(2026, 11, 30), form), today=TODAY)) == ""
    assert warnings_of(read(book(datetime(2027, 1, 2), form), today=TODAY)) == ""


@pytest.mark.parametrize("form", ["dd/mm/yyyy", "d mmm yy"])
def test_a_year_that_is_seen_is_none_to_look_at(form: str) -> None:
    assert warnings_of(read(book(datetime(2025, 11, 30), form), today=TODAY)) == ""


def test_a_column_that_is_shown_in_two_units_is_told() -> None:
    said = warnings_of(read(book(datetime(2026, 11, 30), "dd/mm/yyyy", "MWh", "kWh"), today=TODAY))
    assert "shows some values of “Compra (MW)” in MWh and others in kWh" in said
    assert warnings_of(read(book(datetime(2026, 11, 30), "dd/mm/yyyy", "MW"), today=TODAY)) == ""
