"""Rows and columns as full as those of the days, below a name that is no day: told, wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
HOURS = [f"{hour:02}:00" for hour in range(24)]


def across(*days: str) -> bytes:
    """A column for each of `days`."""
    rows = [[hour, *(10.5 + at + place / 4 for place in range(len(days)))] for at, hour in enumerate(HOURS)]
    return text([["Compra (MW)"], ["Hora", *days], *rows])


def down(*days: str) -> bytes:
    """A row for each of `days`."""
    rows = [[day, *(10.5 + at + place / 4 for at in range(24))] for place, day in enumerate(days)]
    return text([["Compra (MW)"], ["Fecha", *HOURS], *rows])


@pytest.mark.parametrize(
    "days",
    [
        ("29/11/2026", "30/11/2026", "31/11/2026"),
        ("01//12/2026", "02/12/2026", "03/12/2026"),
        ("01/12/2026", "02//12/2026", "03/12/2026"),
        ("29/11/2026", "30/11/2026", "1/12/26/"),
    ],
)
def test_a_day_that_was_left_out_for_a_slip_in_its_name_is_told(days: tuple[str, ...]) -> None:
    wrong = next(day for day in days if day in {"31/11/2026", "01//12/2026", "02//12/2026", "1/12/26/"})
    for content, place in ((across(*days), f"Column {'BCD'[days.index(wrong)]}"), (down(*days), "Row")):
        reading = read(content, "a.csv", today=TODAY)
        assert len(reading.rows) == 48
        told = warnings_of(reading)
        assert f"{place}" in told
        assert f"“{wrong}”, has values as the days have" in told


@pytest.mark.parametrize("name", ["Total", "Media", "Precio", "P90", "Máx", "D-7"])
def test_another_row_beside_the_days_is_not_called_a_day(name: str) -> None:
    for content in (across("29/11/2026", "30/11/2026", name), down("29/11/2026", "30/11/2026", name)):
        assert "could not be read as a day" not in warnings_of(read(content, "a.csv", today=TODAY))


def quantities_down(price_first: bool, *days: str) -> bytes:
    """Two rows for each of `days`, of which the first alone has the date."""
    names = ["Precio", "Compra"] if price_first else ["Compra", "Precio"]
    rows = [[day if name == names[0] else "", name, *[10.5] * 24] for day in days for name in names]
    return text([["Fecha", "Concepto", *range(1, 25)], *rows])


@pytest.mark.parametrize("price_first", [True, False])
def test_the_row_of_another_quantity_with_the_date_of_a_day_that_was_read_is_no_unread_day(price_first: bool) -> None:
    reading = read(quantities_down(price_first, "24/11/2026", "25/11/2026"), today=TODAY)
    assert (reading.column, len(reading.rows), warnings_of(reading)) == ("Compra", 48, "")


def test_a_day_that_cannot_be_among_rows_of_quantities_is_told() -> None:
    reading = read(quantities_down(True, "24/11/2026", "25/11/2026", "31/11/2026"), today=TODAY)
    assert "“31/11/2026”" in warnings_of(reading)
