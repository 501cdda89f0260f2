"""Tables of days across, one below the other: the next week is read on, of others it is asked which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

FIRST = date(2026, 11, 24)
HOURS = [str(hour) for hour in range(1, 25)]
KINDS = {
    "numbers": HOURS,
    "H1": [f"H{hour}" for hour in HOURS],
    "ends": [f"{hour:02}:00" for hour in range(1, 25)],
    "begins": [f"{hour:02}:00" for hour in range(24)],
    "quarters": [str(period) for period in range(1, 97)],
    "H1Q1": [f"H{hour}Q{part}" for hour in HOURS for part in range(1, 5)],
}


def block(
    *title: str, start: int = 0, value: float = 0, days: int = 3, periods: Sequence[str] = HOURS, corner: str = "Hora"
) -> list[list[Any]]:
    """A table of `days` from the day `start` on, under a title; its values begin with `value`."""
    named = [f"{FIRST + timedelta(days=start + day):%d/%m/%Y}" for day in range(days)]
    rows = [[period, *(value + row / 8 + day for day in range(days))] for row, period in enumerate(periods)]
    return [*([each] for each in title), [corner, *named], *rows]


def mw(reading: Reading) -> list[float]:
    return [float(value) for value in reading.rows.mw]


def of_block(value: float, days: int, periods: int = 24) -> list[float]:
    return [value + row / 8 + day for day in range(days) for row in range(periods)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("between", [[], [["Total", 1.5, 2.5, 3.5]], [["Nota: programa provisional"]]], ids=repr)
def test_the_days_of_the_next_table_are_read_on(kind: str, between: list[list[Any]]) -> None:
    periods = KINDS[kind]
    first = block("Compra (MW)", value=1, periods=periods)
    plain = read(text(first))
    both = read(text([*first, *between, *block(start=3, value=50, periods=periods)]))
    assert errors_of(both) == errors_of(plain) == []
    assert mw(both) == [*mw(plain), *of_block(50, 3, len(periods))]
    assert (both.column, both.unit) == (plain.column, plain.unit)
    last = text([*first, *block(start=3, value=50, periods=periods), *block(start=6, periods=periods)])
    assert len(read(last).rows) == 9 * len(periods)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Compra (MWh)", "Compra (MWh)"),
        ("Semana 48", "Semana 49"),
        ("Compra del 24 al 26 de noviembre", "COMPRA del 27 al 30 de noviembre"),
    ],
)
def test_titles_that_differ_in_their_days_alone_are_of_one_purchase(one: str, other: str) -> None:
    reading = read(xlsx([*block(one, value=1), [], *block(other, start=3, value=50, days=2)]))
    assert mw(reading) == [*of_block(1, 3), *of_block(50, 2)]
    assert format_labels(reading.rows.labels)[-1] == "2026-11-29 00:00"
    assert reading.source_rows.tolist()[:1] == [3]
    assert reading.source_rows.tolist()[-1] == 26 + 1 + 2 + 24


def test_an_earlier_week_below_comes_first() -> None:
    reading = read(text([*block("Compra (MWh)", start=3, value=1), *block(value=50)]))
    assert mw(reading) == [*of_block(50, 3), *of_block(1, 3)]


@pytest.mark.parametrize("kind", KINDS)
def test_of_several_tables_of_the_same_days_one_is_asked_for(kind: str) -> None:
    periods = KINDS[kind]
    rows = [*block("Cartera A", value=1, periods=periods), *block("Cartera B", value=50, periods=periods)]
    asked = refusal(text(rows), "a.csv")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Cartera A", "Cartera B"))
    assert read(text(rows), column="Cartera A", unit="MW").candidates == ("Cartera A", "Cartera B")
    assert mw(read(text(rows), column="Cartera B", unit="MW")) == of_block(50, 3, len(periods))
    assert mw(read(text(rows), column="Cartera A", unit="MW")) == of_block(1, 3, len(periods))


@pytest.mark.parametrize(
    "titles",
    [
        ("Compra anterior", "Compra nueva"),
        ("Real", "Previsión"),
        ("Consumo", "Total con pérdidas"),
        ("Cliente 1", "Cliente 2"),
    ],
)
def test_none_is_taken_in_silence(titles: tuple[str, str]) -> None:
    asked = refusal(text([*block(titles[0]), *block(titles[1], value=50)]), "a.csv")
    assert (asked.question, asked.choices) == (Question.COLUMN, titles)


@pytest.mark.parametrize(
    ("above", "below", "start", "told"),
    [
        ((), (), 0, 26),
        (("Compra",), ("Compra",), 0, 27),
        (("Cartera A",), ("Cartera B",), 3, 27),
        (("Compra (MWh)",), ("Compra (kWh)",), 3, 27),
        (("Compra",), (), 1, 27),
    ],
)
def test_a_second_table_that_does_not_go_on_is_refused(
    above: tuple[str, ...], below: tuple[str, ...], start: int, told: int
) -> None:
    said = refusal(text([*block(*above), *block(*below, start=start, value=50)]), "a.csv")
    assert (said.question, f"begins in row {told}." in str(said.message)) == (None, True)


def test_quarters_below_hours_are_not_read_under_the_title_of_these() -> None:
    rows = [*block("Compra (MWh)", value=1), *block("Compra (MW)", value=50, periods=KINDS["H1Q1"])]
    asked = refusal(text(rows), "a.csv")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Compra (MWh)", "Compra (MW)"))
    assert len(read(text(rows), column="Compra (MWh)").rows) == 3 * 24


def test_a_second_table_whose_days_are_not_understood_is_refused() -> None:
    rows = [*block("Compra"), ["Hora", "x", "y", "z"], *block(value=50)[1:]]
    assert "begins in row 27." in str(refusal(text(rows), "a.csv").message)


@pytest.mark.parametrize(
    "below",
    [
        block("Precio (€/MWh)", value=50),
        block("Venta", value=50),
        block(value=50, corner="Precio"),
        [["Precio medio", 52.1]],
        [["Total", 1.5, 2.5, 3.5], ["BASE", 50.5, 51.5, 52.5], ["PEAK", 60.5, 61.5, 62.5]],
        [[f"P{period}", 1.5, 2.5, 3.5] for period in range(1, 7)],
        [[hour, "valle" if int(hour) < 9 else "punta"] for hour in HOURS],
        [["Hora", "Total de los tres días"], *([hour, 3 * 1.5] for hour in HOURS)],
        [["Nota: programa provisional"], ["1) sin pérdidas"], ["2) en barras de central"]],
    ],
    ids=lambda rows: str(rows[0]),
)
def test_prices_sums_and_notes_below_change_nothing(below: list[list[Any]]) -> None:
    plain = read(text(block("Compra (MWh)", value=1)))
    blank: list[list[Any]] = [[]]
    for gap in (0, 1):
        reading = read(text([*block("Compra (MWh)", value=1), *blank * gap, *below]))
        assert mw(reading) == mw(plain) == of_block(1, 3)
        assert (reading.column, errors_of(reading)) == (plain.column, [])
        assert [problem.problem.message for problem in reading.problems] == []


def test_the_purchase_below_prices_is_taken() -> None:
    reading = read(text([*block("Precio (€/MWh)", value=50), *block("Compra (MWh)", value=1)]))
    assert (mw(reading), reading.column) == (of_block(1, 3), "Compra (MWh)")
    assert reading.source_rows.tolist()[0] == 29
