"""What columns beside the values say against single rows: cancelled, another weekday, another owner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.test_mistaken import warnings_of

DAY = datetime(2026, 1, 14)
"""A Wednesday."""
HOURS = range(1, 25)


def long(head: str, beside: list[str]) -> bytes:
    rows = [[f"{DAY:%d/%m/%Y}", hour, 20.5 + hour, beside[hour - 1]] for hour in HOURS]
    return text([["Fecha", "Hora", "Compra (MWh)", head], *rows])


def wide(head: str, beside: list[str], first: datetime = DAY) -> bytes:
    days = [first + timedelta(days=at) for at in range(len(beside))]
    rows = [[f"{day:%d/%m/%Y}", said, *(20.5 + hour for hour in HOURS)] for day, said in zip(days, beside, strict=True)]
    return text([["Compra (MWh)"], ["Fecha", head, *HOURS], *rows])


@pytest.mark.parametrize("said", ["Anulado", "CANCELADA", "anulado (v2)", "Cancelled", "storniert", "Sustituida"])
def test_a_row_that_was_cancelled_is_told(said: str) -> None:
    states = ["Vigente"] * 24
    states[4] = said
    for content in (long("Estado", states), long("Observaciones", ["" if state != said else said for state in states])):
        reading = read(content)
        assert f"Row 6 says “{said}”" in warnings_of(reading)
        assert len(reading.rows) == 24
    states[5:9] = [said] * 4
    assert f"5 rows, from row 6 on, say “{said}”" in warnings_of(read(long("Estado", states)))
    assert f"Row 4 says “{said}” in the column “Estado”" in warnings_of(
        read(wide("Estado", ["Vigente", said, "Vigente"]))
    )


@pytest.mark.parametrize("said", ["Vigente", "no anulado", "Medido", "Baja tensión", "Sin anular"])
def test_other_states_are_no_doubt(said: str) -> None:
    assert warnings_of(read(long("Estado", [said] * 24))) == ""


@pytest.mark.parametrize(("right", "wrong"), [("miércoles", "lunes"), ("Wed", "Tue"), ("mié.", "jue."), ("Mi", "Do")])
def test_a_weekday_that_the_date_is_not_is_told(right: str, wrong: str) -> None:
    assert warnings_of(read(long("Día", [right] * 24))) == ""
    assert f"Row 2 says “{wrong}”, but 2026-01-14" in warnings_of(read(long("Día", [wrong] * 24)))
    slip = [right] * 24
    slip[7] = wrong
    assert f"Row 9 says “{wrong}”" in warnings_of(read(long("Día", slip)))


def test_weekdays_beside_rows_of_days() -> None:
    names = ["miércoles", "jueves", "viernes", "sábado"]
    assert warnings_of(read(wide("Día", names))) == ""
    shifted = wide("Día", names, datetime(2025, 1, 14))
    assert "Row 3 says “miércoles”, but 2025-01-14" in warnings_of(read(shifted))


@pytest.mark.parametrize(
    ("said", "doubt"), [("miércoles {}", False), ("{} (Wed)", False), ("lunes {}", True), ("{} (Tue)", True)]
)
def test_a_weekday_in_the_cell_of_the_date(said: str, doubt: bool) -> None:
    rows = [[said.format(f"{DAY:%d/%m/%Y}"), hour, 20.5 + hour] for hour in HOURS]
    assert ("another weekday" in warnings_of(read(text([["Fecha", "Hora", "Compra (MWh)"], *rows])))) == doubt


@pytest.mark.parametrize(("head", "said"), [("País", "FR"), ("Zona", "SE"), ("Mes", "mar"), ("Tarifa", "Valle")])
def test_codes_that_could_be_weekdays_are_none(head: str, said: str) -> None:
    assert "weekday" not in warnings_of(read(long(head, [said] * 24)))


def test_a_midnight_may_end_the_weekday() -> None:
    moments = [DAY + timedelta(hours=hour) for hour in HOURS]
    rows: list[list[Any]] = [[f"{moment:%d/%m/%Y %H:%M}", "miércoles", 20.5] for moment in moments]
    assert warnings_of(read(text([["Fecha", "Día", "Compra (MWh)"], *rows]))) == ""


@pytest.mark.parametrize("head", ["UPR", "Retailer", "Comercializador", "Sujeto", "Empresa", "Portfolio"])
def test_rows_of_two_owners_are_told(head: str) -> None:
    owners = ["A"] * 12 + ["B"] * 12
    assert f"“{head}” names 2 of them" in warnings_of(read(long(head, owners)))
    assert warnings_of(read(long(head, ["A"] * 24))) == ""
    assert warnings_of(read(long("Periodo tarifario", ["Valle"] * 12 + ["Punta"] * 12))) == ""
