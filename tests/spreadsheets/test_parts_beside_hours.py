"""A column that numbers the halves or the quarters of the hours in another column."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read
from tests.spreadsheets.clock_tables import table, warnings_of

HALVES = (
    "Media hora", "Half hour", "Half-hour", "half_hour", "Semiperiodo", "Semihora", "Mitad", "Meia hora", "Metade",
    "Demi-heure", "Demi heure", "Moitié", "Mezz'ora", "Mezz’ora", "Mezzora", "Mezza ora", "Semiora", "Halbstunde",
    "Halbe Stunde", "Hälfte",
)  # fmt: skip
QUARTERS = (
    "Cuarto de hora", "Cuarto", "Cuarto horario", "Cuartohorario", "Quarter", "Quarter hour", "Qtr", "Quarto de hora",
    "Quarto d'ora", "Quart d'heure", "Quart d’heure", "Viertelstunde", "Viertel", "QH",
)  # fmt: skip


@pytest.mark.parametrize("priced", [False, True])
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("head", "parts"), [*((head, 2) for head in HALVES), *((head, 4) for head in QUARTERS)])
def test_parts_in_their_own_column_are_read_by_their_numbers(head: str, parts: int, first: int, priced: bool) -> None:
    moments = [(hour, part) for hour in range(24) for part in range(parts)]
    rows = [
        f"24/11/2026;{hour + 1};{part + first};{hour},{part}5" + ";50,5" * priced
        for hour, part in reversed(moments)  # their order tells nothing
    ]
    reading = read(table(*rows, head=f"Fecha;Hora;{head};Compra (MW)" + ";Precio (€/MWh)" * priced), "a.csv")
    assert (reading.resolution, len(reading.rows), errors_of(reading), warnings_of(reading)) == (
        60 // parts, 24 * parts, [], "",
    )  # fmt: skip
    assert reading.rows.mw.tolist() == [float(f"{hour}.{part}5") for hour, part in moments]
    assert format_labels(reading.rows.labels)[-1] == "2026-11-25 00:00"
    assert (reading.period_column, "was taken among" in notes_of(reading)) == ("Hora", False)


@pytest.mark.parametrize("before", [True, False])
def test_the_column_of_parts_may_stand_on_either_side(before: bool) -> None:
    rows = [
        f"24/11/2026;{part if before else hour};{hour if before else part};{hour},{part}5"
        for hour in range(1, 25)
        for part in (1, 2)
    ]
    head = "Media hora;Hora" if before else "Hora;Media hora"
    reading = read(table(*rows, head=f"Fecha;{head};Compra (MW)"), "a.csv")
    assert (reading.resolution, reading.period_column, warnings_of(reading)) == (30, "Hora", "")
    assert reading.rows.mw[:3].tolist() == [1.15, 1.25, 2.15]


def test_periods_of_the_day_need_no_parts() -> None:
    rows = [f"24/11/2026;{at + 1};{at // 2 + 1};{at % 2 + 1};{at},5" for at in range(48)]
    reading = read(table(*rows, head="Fecha;Periodo;Hora;Media hora;Compra (MW)"), "a.csv")
    assert (reading.resolution, errors_of(reading)) == (30, [])
    assert reading.rows.mw.tolist() == [at + 0.5 for at in range(48)]


def test_half_hours_by_their_minute_are_no_doubt() -> None:
    rows = [f"24/11/2026;{hour};{minute};{hour},5" for hour in range(1, 25) for minute in (0, 30)]
    for head in ("Minuto", "Media hora"):
        reading = read(table(*rows, head=f"Fecha;Hora;{head};Compra (MW)"), "a.csv")
        assert (reading.resolution, errors_of(reading), warnings_of(reading)) == (30, [], "")


@pytest.mark.parametrize("head", ["Mitad norte", "Quarto piano", "Half of the purchase"])
def test_a_column_beside_hours_that_stand_once_numbers_no_parts(head: str) -> None:
    rows = [f"{day}/11/2026;{hour};{hour % 3 + 1};{hour},5" for day in (24, 25) for hour in range(1, 25)]
    reading = read(table(*rows, head=f"Fecha;Hora;{head};Compra (MW)"), "a.csv", column="Compra (MW)")
    assert (reading.resolution, len(reading.rows), errors_of(reading)) == (60, 48, [])


def test_a_title_that_speaks_of_quarters_makes_none_of_hours() -> None:
    rows = [f"{hour};{hour},5" for hour in range(1, 25)]
    reading = read(table("Hora;Compra (MW)", *rows, head="Programa cuarto horario 24/11/2026"), "a.csv")
    assert (reading.resolution, format_labels(reading.rows.labels)[-1]) == (60, "2026-11-25 00:00")
