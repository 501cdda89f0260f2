"""Rows and columns as full as those of the days, below a name that is no day: told, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, text
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


@pytest.mark.parametrize("name", ["########", "", "?", "-", "#REF!", "30", "0", "Día 7"])
@pytest.mark.parametrize("last", [False, True])
def test_the_first_and_the_last_day_are_told_where_their_date_was_lost(name: str, last: bool) -> None:
    days = ["30/11/2026", "01/12/2026", "02/12/2026"]
    days[-1 if last else 0] = name
    reading = read(across(*days), "a.csv", today=TODAY)
    assert len(reading.rows) == 48
    assert f"Column {'D' if last else 'B'}" in warnings_of(reading)
    if last and not name:
        with pytest.raises(UnreadableFileError, match="Row 5 has values but neither a date nor a name"):
            read(down(*days), "a.csv", today=TODAY)
    else:
        assert f"Row {5 if last else 3}" in warnings_of(read(down(*days), "a.csv", today=TODAY))


@pytest.mark.parametrize("made", [across, down])
@pytest.mark.parametrize(
    "days",
    [
        ("46356", "01/12/2026", "02/12/2026"),
        ("30/11/2026", "01/12/2026", "46358"),
        ("30/11/2026", "46357", "02/12/2026"),
        ("46356", "46357", "02/12/2026"),
        ("02/12/2026", "01/12/2026", "46356"),
    ],
)
def test_a_number_that_counts_the_day_beside_that_of_its_neighbour_is_that_day(
    made: Callable[..., bytes], days: tuple[str, ...]
) -> None:
    reading = read(made(*days), "a.csv", today=TODAY)
    assert len(reading.rows) == 72
    assert warnings_of(reading) == ""
    assert str(reading.rows.labels[0]) == "2026-11-30T00:00"
    backwards = days[-1] == "46356"
    assert reading.rows.mw[0] == 10.5 + (2 / 4 if backwards else 0), "the values of the 30th of November"
    lost = [day for day in days if "/" not in day]
    assert notes_of(reading).count("have lost their format in the file") == len(lost)
    assert all(f"{day} was read as" in notes_of(reading) for day in lost)


@pytest.mark.parametrize("name", ["46350", "46357", "46400"])
def test_a_number_that_is_no_day_beside_the_others_is_told_and_not_read(name: str) -> None:
    for content in (across(name, "01/12/2026", "02/12/2026"), down(name, "01/12/2026", "02/12/2026")):
        reading = read(content, "a.csv", today=TODAY)
        assert len(reading.rows) == 48
        assert f"“{name}”, has values as the days have" in warnings_of(reading)


@pytest.mark.parametrize("name", ["Total", "Media", "Precio", "P90", "Máx", "D-7", "Días 7"])
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
