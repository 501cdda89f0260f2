"""Tables of one day each, side by side: each is of the day above it, over its hours or over its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.spreadsheets.builders import notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import refusal, warnings_of

TODAY = date(2026, 11, 29)
DAYS = ("30/11/2026", "01/12/2026", "02/12/2026")
REAL = tuple(datetime(2026, 11, 30) + timedelta(days=day) for day in range(3))
HEADS = ("Hora", "Compra (MW)", "")


def blocks(
    days: Sequence[Any],
    heads: Sequence[str] = HEADS,
    over: int = 0,
    *,
    above: Sequence[Sequence[str]] = (),
    between: Sequence[Sequence[str]] = (),
    hour: Callable[[int, int], Any] = lambda _, hour: hour,
    foot: Sequence[Sequence[Any]] = (),
    made: Callable[..., bytes] = text,
) -> bytes:
    """A table for each of `days`, which stands over the column `over` of it: values rise by 0.5, by 100 in each day."""
    row = [day if place == over else "" for day in days for place in range(len(heads))]
    rows = [
        [
            hour(block, at) if not place else 100 * block + at / 2 if place == 1 else 7.25 if name else ""
            for block in range(len(days))
            for place, name in enumerate(heads)
        ]
        for at in range(1, 25)
    ]
    return made([*above, row, *between, [*heads] * len(days), *rows, *foot])


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("heads", [HEADS, HEADS[:2], ("Periodo", "Compra (MW)", "Venta (MW)", "")])
@pytest.mark.parametrize(("days", "made"), [(DAYS, text), (REAL, xlsx)])
def test_each_block_is_of_the_date_above_it(
    days: Sequence[Any], made: Callable[..., bytes], heads: Sequence[str], over: int, count: int
) -> None:
    content = blocks(days[:count], heads, over, made=made)
    reading = read(content, "a.csv" if made is text else "a.xlsx", today=TODAY)
    assert reading.rows.mw.tolist() == [100 * block + hour / 2 for block in range(count) for hour in range(1, 25)]
    assert str(reading.rows.labels[0]) == "2026-11-30T01:00"
    assert str(reading.rows.labels[-1]) == f"2026-12-{count:02}T00:00"
    assert (reading.unit, reading.unit_stated) == ("MW", True)
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("unit", ["kW", "kWh"])
@pytest.mark.parametrize("over", [0, 1])
def test_the_unit_of_the_names_below_the_days_is_taken_also_above_totals(unit: str, over: int) -> None:
    foot = [[cell for block in range(2) for cell in ("Total", 2400 * block + 150, "")]]
    reading = read(blocks(DAYS[:2], ("Hora", f"Compra ({unit})", ""), over, foot=foot), "a.csv", today=TODAY)
    assert (reading.unit, reading.unit_stated) == (unit, True)
    assert len(reading.rows) == 48
    assert reading.rows.mw[0] == pytest.approx(0.0005)
    assert "no unit" not in notes_of(reading)


def test_a_row_of_weekdays_below_the_dates_and_a_title_above_are_no_days() -> None:
    weekdays = [["Lunes", "", "", "Martes", "", "", "Miércoles", "", ""]]
    content = blocks(DAYS, ("Hora", "Compra (kW)", ""), above=[["Programa de compra"]], between=weekdays)
    reading = read(content, "a.csv", today=TODAY)
    assert (len(reading.rows), reading.unit, warnings_of(reading)) == (72, "kW", "")


@pytest.mark.parametrize("lost", ["", "?", "#REF!"])
@pytest.mark.parametrize(("place", "column"), [(0, "B"), (1, "E"), (2, "H")])
def test_a_block_without_a_day_is_named(lost: str, place: int, column: str) -> None:
    days = [*DAYS]
    days[place] = lost
    assert f"Nothing above column {column} that can be read" in refusal(blocks(days), today=TODAY)


def test_blocks_of_other_periods_are_not_read_as_those_of_the_first() -> None:
    content = blocks(DAYS, hour=lambda block, hour: 25 - hour if block == 1 else hour)
    assert "row 3 has “1” in column A and “24” in column D" in refusal(content, today=TODAY)


def test_remarks_below_the_hours_may_differ() -> None:
    foot = [["Fuente: A", "", "", "Fuente: B", "", "", "", "", ""]]
    assert len(read(blocks(DAYS, foot=foot), "a.csv", today=TODAY).rows) == 72


def test_customers_side_by_side_below_one_date_are_still_asked_about() -> None:
    content = blocks(["Cliente A", "Cliente B", "Cliente C"], above=[["30/11/2026"]])
    assert "Several columns could be the purchase" in refusal(content, today=TODAY)


def test_a_unit_that_has_an_hour_is_no_name_of_periods() -> None:
    row = [cell for day in DAYS[:2] for cell in (day, "")]
    rows = [[hour, 31.5, 50.25, 33.5, 50.25] for hour in range(1, 25)]
    content = text([["Hora", *row], ["", *["Compra", "Precio"] * 2], ["", *["kW/h", "€/MWh"] * 2], *rows])
    assert "kW/h" in refusal(content, today=TODAY)
