"""Day and kind of values in one cell: 14/01/2026 Compra, beside the price or the sale of the same day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

DAYS = ("14/01/2026", "15/01/2026")
BOUGHT = [10.5 + hour + day * 24 for day in range(2) for hour in range(24)]
WAYS = {
    "day first": "{day} {name}",
    "name first": "{name} {day}",
    "behind a dash": "{name} - {day}",
    "brackets": "{day} ({name})",
}


def across(heads: Sequence[str], title: str = "") -> bytes:
    """A column for each of `heads`; only those of a purchase hold `BOUGHT`."""
    rows: list[list[Any]] = [[title], ["Hora", *heads]] if title else [["Hora", *heads]]
    for hour in range(24):
        rows.append([hour + 1, *(_value(head, hour) for head in heads)])
    return xlsx(rows)


def down(heads: Sequence[str], title: str = "") -> bytes:
    """The same with a row for each of `heads`."""
    rows: list[list[Any]] = [[title], ["Día", *range(1, 25)]] if title else [["Día", *range(1, 25)]]
    return xlsx([*rows, *([head, *(_value(head, hour) for hour in range(24))] for head in heads)])


def _value(head: str, hour: int) -> float:
    bought = "Compra" in head or "MWh" in head.replace("/MWh", "")
    return BOUGHT[hour + 24 * (DAYS[1] in head or "2026-01-15" in head)] if bought else 1.25


@pytest.mark.parametrize("table", [across, down])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    "names", [("Compra", "Venta"), ("Venta", "Compra (MWh)"), ("Compra", "Precio"), ("€/MWh", "MWh")]
)
@pytest.mark.parametrize("title", ["", "Exportado 13/01/2026 08:15"])
def test_of_several_kinds_of_a_day_the_purchase_is_taken(
    table: Any, way: str, names: tuple[str, str], title: str
) -> None:
    reading = read(table([way.format(day=day, name=name) for day in DAYS for name in names], title))
    assert (reading.rows.mw.tolist(), errors_of(reading)) == (BOUGHT, [])
    assert format_labels(reading.rows.labels)[::47] == ["2026-01-14 01:00", "2026-01-16 00:00"]
    assert "was taken among" in notes_of(reading)


@pytest.mark.parametrize("table", [across, down])
def test_what_may_be_the_purchase_as_well_is_asked_about(table: Any) -> None:
    asked = refusal(table([f"{day} {name}" for day in DAYS for name in ("Prev.", "Real")]), "a.xlsx")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Prev.", "Real"))
    chosen = read(table([f"{day} {name}" for day in DAYS for name in ("Compra", "Real")]), column="Real")
    assert (chosen.column, set(chosen.rows.mw.tolist())) == ("Real", {1.25})
    lacking = refusal(table(["14/01/2026 Compra", "14/01/2026 Real", "15/01/2026 Real"]), "a.xlsx")
    assert lacking.question is Question.COLUMN


@pytest.mark.parametrize("table", [across, down])
def test_one_kind_and_the_sale_of_a_single_day(table: Any) -> None:
    assert read(table([f"{day} Compra" for day in DAYS])).rows.mw.tolist() == BOUGHT
    assert read(table([*(f"Compra {day}" for day in DAYS), f"Venta {DAYS[1]}"])).rows.mw.tolist() == BOUGHT
    assert "several columns" in str(refusal(across(["Compra 14/01/2026"] * 2 + ["Venta 14/01/2026"]), "a.xlsx").message)


def test_a_single_day_of_one_kind_bears_its_own_date() -> None:
    reading = read(down(["14/01/2026 Compra"], "Día 13/01/2026"))
    assert format_labels(reading.rows.labels)[0] == "2026-01-14 01:00"


@pytest.mark.parametrize("table", [across, down])
@pytest.mark.parametrize("first", [True, False])
def test_values_of_other_days_beside_those_of_the_table_are_not_all_there_is(table: Any, first: bool) -> None:
    others = ["Compra 13/01/2026", "Compra 12/01/2026"]
    heads = ["Compra", *others] if first else [*others, "Compra"]
    asked = refusal(table(heads, "Programa 14/01/2026"), "a.xlsx")
    assert asked.question is Question.COLUMN or "which day" in str(asked.message)
    totals = read(table([f"Compra {day}" for day in DAYS] + ["Total"]))
    assert totals.rows.mw.tolist() == BOUGHT


@pytest.mark.parametrize("name", ["Venta", "Venda", "Medida", "Diferencia", "Saldo", "Demanda"])
def test_words_that_begin_as_weekdays_do_are_none(name: str) -> None:
    """“14/01/2026 Venta” was a Friday in Italian or French, and “Medida” a Wednesday."""
    asked = refusal(
        xlsx([["Fecha", "Hora", "MW"], *([f"14/01/2026 {name}", n, 1.5 * n] for n in range(1, 25))]), "a.xlsx"
    )
    assert "14/01/2026" in str(asked.message)


def test_days_beside_words_are_not_those_of_the_title() -> None:
    rows = [[f"{day} {name}", hour, 1.5] for day in DAYS[:1] for name in ("Compra", "Venta") for hour in range(1, 25)]
    asked = refusal(xlsx([["Export 13/01/2026"], ["Fecha", "Hora", "MW"], *rows]), "a.xlsx")
    assert "14/01/2026 Compra" in str(asked.message)


def test_dates_in_remarks_are_no_days() -> None:
    rows = [
        [day, f"enviado {sent}", *range(1, 25)] for day, sent in zip(DAYS, ("12/01/2026", "13/01/2026"), strict=True)
    ]
    reading = read(xlsx([["Fecha", "Nota", *range(1, 25)], *rows]))
    assert format_labels(reading.rows.labels)[0] == "2026-01-14 01:00"


@pytest.mark.parametrize("head", ["Día {}", "Dia {}", "Fecha: {}"])
def test_words_for_a_day_are_part_of_the_date(head: str) -> None:
    rows = [["Hora", *(head.format(day) for day in DAYS)], *([n + 1, BOUGHT[n], BOUGHT[n + 24]] for n in range(24))]
    assert read(xlsx(rows)).rows.mw.tolist() == BOUGHT


@pytest.mark.parametrize(
    ("heads", "day"),
    [
        (("29/11 real", "30/11 previsión"), "2026-11-29"),
        (("Real 29/11", "Previsión 30/11"), "2026-11-29"),
        (("Real\n29/11", "Previsión\n30/11"), "2026-11-29"),
        (("Real 29-nov", "Previsión 30-nov"), "2026-11-29"),
        (("29.11. (real)", "30.11. (previsión)"), "2026-11-29"),
        (("Lun 23/11 real", "Lun 30/11 previsión"), "2026-11-23"),
    ],
)
def test_days_without_a_year_beside_names(heads: tuple[str, str], day: str) -> None:
    rows = [["Luzia (MW)"], ["Hora", *heads], *([hour, hour + 0.5, hour * 2.0] for hour in range(1, 25))]
    today = date(2026, 11, 29)
    asked = refusal(xlsx(rows), "a.xlsx", today=today)
    assert asked.question is Question.COLUMN
    first, second = asked.alternatives
    assert (str(first.first), str(second.first)) == (f"{day} 01:00", "2026-11-30 01:00")
    reading = read(xlsx(rows), "a.xlsx", today=today, column="previsión")
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-30 01:00", "2026-12-01 00:00"]
    assert reading.rows.mw.tolist() == [hour * 2.0 for hour in range(1, 25)]
    assert "nearest to today" in notes_of(reading) or "by their weekdays" in notes_of(reading)


def test_numbers_of_groups_are_no_days() -> None:
    heads = ("Grupo 1/2", "Grupo 2/2")
    rows = [["30/11/2026 (MW)"], ["Hora", *heads], *([hour, hour + 0.5, hour * 2.0] for hour in range(1, 25))]
    asked = refusal(xlsx(rows), "a.xlsx", today=date(2027, 2, 1))
    assert asked.choices == heads


@pytest.mark.parametrize("letters", ["CV", "VC"])
@pytest.mark.parametrize("written", ["{day} {letter}", "{day} ({letter})", "{day} - {letter}"])
def test_the_letters_of_what_is_bought_and_sold_behind_the_dates_are_known(letters: str, written: str) -> None:
    heads = [written.format(day=day, letter=letter) for day in ("24/11/2026", "25/11/2026") for letter in letters]
    values = [8.5 if letter == "C" else 2.5 for letter in letters]
    reading = read(text([["Hora", *heads], *([hour, *values, *values] for hour in range(1, 25))]))
    assert (reading.column, reading.rows.mw.tolist()) == ("C", [8.5] * 48)


def test_letters_of_weekdays_behind_the_dates_are_none_of_what_is_bought() -> None:
    heads = ["26/11/2026 J", "27/11/2026 V"]
    reading = read(text([["Hora", *heads], *([hour, 8.5, 9.5] for hour in range(1, 25))]))
    assert sorted(set(reading.rows.mw.tolist())) == [8.5, 9.5]
