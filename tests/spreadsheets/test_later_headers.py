"""Days one below the other, each below a header of its own: one that names other columns begins another table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import errors_of, read, text, xlsx

HOURS = range(1, 25)
DAYS = ("24/11/2026", "25/11/2026")


def long_days(first: list[str], second: list[str], *under: str) -> list[list[Any]]:
    """Two days, each below its date and its header, and a unit below each header where `under` names any."""
    rows: list[list[Any]] = []
    for day, head in zip(DAYS, (first, second), strict=True):
        rows += [[day], head]
        if under:
            rows.append(["", under[DAYS.index(day)]])
        rows += [[hour, *(10.5 + hour / 8 + 30 * place for place in range(len(head) - 1))] for hour in HOURS]
    return rows


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    return str(caught.value.message)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (["Hora", "Compra", "Precio"], ["Hora", "Precio", "Compra"], "Precio"),
        (["Hora", "Compra (MWh)"], ["Hora", "Compra (kWh)"], "Compra (kWh)"),
        (["Hora", "Compra"], ["Hora", "Compra (kWh)"], "Compra (kWh)"),
        (["Hora", "Real"], ["Hora", "Previsión"], "Previsión"),
        (["Hora", "Compra"], ["Periodo", "Venta"], "Venta"),
        (["Hora", "MWh"], ["Hora", "€/MWh"], "€/MWh"),
    ],
)
def test_another_name_or_unit_of_the_values_is_refused(first: list[str], second: list[str], told: str) -> None:
    said = refused(text(long_days(first, second)))
    assert f"Row 28 is the header of another table: “{told}” stands there" in said


def test_another_unit_below_a_later_header_is_refused() -> None:
    same = ["Hora", "Compra"]
    assert "Row 30 is the header of another table: “kWh”" in refused(text(long_days(same, same, "MWh", "kWh")))
    reading = read(text(long_days(same, same, "MWh", "MWh")))
    assert (len(reading.rows), reading.unit, errors_of(reading)) == (48, "MWh", [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Hora", "Compra (MWh)"], ["Hora", "Compra (MWh)"]),
        (["Hora", "Energía (MWh)"], ["HORA", "ENERGIA (MWh)"]),
        (["Hora", "Compra 24/11 (MWh)"], ["Hora", "Compra 25/11 (MWh)"]),
        (["Hora", "Compra del 24/11/2026"], ["Hora", "Compra del 25/11/2026"]),
        (["Hora", "Compra (MWh)"], ["Hora", "Compra"]),
        (["Hora", "Compra (MWh)", "Precio"], ["Hora", "Compra (MWh)", "Precio (€/MWh)"]),
    ],
)
def test_the_same_header_once_more_is_quiet(first: list[str], second: list[str]) -> None:
    reading = read(text(long_days(first, second)))
    assert [float(value) for value in reading.rows.mw] == [10.5 + hour / 8 for _ in DAYS for hour in HOURS]
    assert [str(problem.problem.message) for problem in reading.problems] == []


def test_titles_of_each_block_are_no_headers() -> None:
    rows: list[list[Any]] = []
    for day in DAYS:
        rows += [["Cliente", "Acme"], ["Fecha", day], ["Hora", "Compra (MWh)"], *([hour, 10.5] for hour in HOURS)]
    reading = read(text(rows))
    assert (len(reading.rows), errors_of(reading)) == (48, [])


def across(*names: str, day: int) -> list[list[Any]]:
    return [[datetime(2026, 11, day)], ["Hora", *HOURS], *([name, *(10.5 + hour for hour in HOURS)] for name in names)]


def test_a_later_day_of_hours_across_is_not_left_out() -> None:
    plain = read(xlsx(across("Compra", "Venta", day=24)))
    assert (plain.column, len(plain.rows)) == ("Compra", 24)
    for names in (("Venta",), ("Compra", "Venta")):
        said = refused(xlsx([*across("Compra", "Venta", day=24), [], *across(*names, day=25)]))
        assert "begins in row 6" in said


def test_hours_once_more_above_another_quantity_of_the_day_are_quiet() -> None:
    below = [["Hora", *HOURS], ["Precio", *(50.5 + hour for hour in HOURS)]]
    reading = read(xlsx([*across("Compra (MWh)", day=24), *below]))
    assert (reading.column, len(reading.rows), errors_of(reading)) == ("Compra (MWh)", 24, [])
