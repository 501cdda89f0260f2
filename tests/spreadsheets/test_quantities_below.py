"""Tables of several quantities one below the other, each below its title: of these the purchase is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

DAYS = ("24/11/2026", "25/11/2026")
HOURS = range(1, 25)
Rows = list[list[Any]]


def value(place: int, day: int, hour: int) -> float:
    return 10.5 + hour / 4 + 50 * place + 30 * day


def long(place: int) -> Rows:
    return [["Fecha", "Hora", "Valor"], *([d, h, value(place, day, h)] for day, d in enumerate(DAYS) for h in HOURS)]


def wide(place: int) -> Rows:
    return [["Fecha", *HOURS], *([d, *(value(place, day, h) for h in HOURS)] for day, d in enumerate(DAYS))]


def across(place: int) -> Rows:
    return [["Hora", *DAYS], *([h, *(value(place, day, h) for day in range(2))] for h in HOURS)]


TABLES = pytest.mark.parametrize("table", [long, wide, across])


def below(table: Callable[[int], Rows], *names: str, gap: bool = True) -> Rows:
    return [row for place, name in enumerate(names) for row in ([name], *table(place), *([[""]] if gap else []))]


@TABLES
@pytest.mark.parametrize("gap", [True, False])
@pytest.mark.parametrize("top", [[], [["Comercializadora Norte"], [""]]])
@pytest.mark.parametrize(
    "names",
    [
        ("Compra (MW)", "Precio (€/MWh)"),
        ("Precios", "Compra (MW)"),
        ("Compra (MW)", "Venta (MW)", "Precio (€/MWh)"),
    ],
)
def test_the_purchase_is_read_and_the_others_are_named(
    names: tuple[str, ...], top: Rows, gap: bool, table: Callable[[int], Rows]
) -> None:
    for written in (text, xlsx):
        reading = read(written([*top, *below(table, *names, gap=gap)]))
        place = names.index("Compra (MW)")
        assert reading.rows.mw.tolist() == [value(place, day, hour) for day in range(2) for hour in HOURS]
        assert (errors_of(reading), warnings_of(reading), reading.column) == ([], "", "Compra (MW)")
        assert reading.candidates == names
        assert "was taken among" in notes_of(reading)


@TABLES
def test_another_of_the_tables_can_be_chosen(table: Callable[[int], Rows]) -> None:
    content = text(below(table, "Compra (MW)", "Venta (MW)"))
    reading = read(content, column="Venta (MW)")
    assert reading.rows.mw.tolist() == [value(1, day, hour) for day in range(2) for hour in HOURS]
    assert reading.column == "Venta (MW)"
    assert "sold" in warnings_of(reading)


@pytest.mark.parametrize("names", [("Compra Norte (MW)", "Compra Sur (MW)"), ("UPR ABC1 (MW)", "UPR ABC2 (MW)")])
@TABLES
def test_of_two_that_may_be_bought_one_is_asked_for(table: Callable[[int], Rows], names: tuple[str, ...]) -> None:
    content = text(below(table, *names))
    asked = refusal(content)
    assert (asked.question, asked.choices) == (Question.COLUMN, names)
    for place, name in enumerate(names):
        reading = read(content, column=name)
        assert reading.rows.mw[0] == value(place, 0, 1)
        assert (errors_of(reading), warnings_of(reading)) == ([], "")


def test_tables_of_other_days_are_read_on() -> None:
    head, *rows = long(0)
    content = text([["Primera hoja"], head, *rows[:24], [""], ["Otra hoja"], head, *rows[24:]])
    assert read(content).rows.mw.tolist() == [value(0, day, hour) for day in range(2) for hour in HOURS]


def test_several_columns_of_the_purchase_are_asked_about() -> None:
    rows = [[*row, *(["Otra"] if row[0] == "Fecha" else [row[-1]] if len(row) > 2 else [])] for row in
            below(long, "Compra (MW)", "Precio (€/MWh)")]  # fmt: skip
    asked = refusal(text(rows))
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Valor", "Otra"))
    assert read(text(rows), column="Otra").rows.mw.tolist() == [value(0, day, h) for day in range(2) for h in HOURS]


def test_each_value_knows_its_cell() -> None:
    sources = read(xlsx(below(wide, "Precio (€/MWh)", "Compra (MW)"))).sources
    assert sources is not None
    assert (sources[0].row, sources[0].column) == (8, "B")
