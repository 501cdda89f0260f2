"""A day in each row with its periods once for each quantity, side by side: the purchase is taken, or asked for."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, ods, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

DAYS = ("24/11/2026", "25/11/2026")
Rows = list[list[Any]]


def value(place: int, day: int, period: int) -> float:
    return 10.5 + period / 4 + 100 * place + 30 * day


def made(names: tuple[str, ...], periods: int = 24, *, ways: str = "") -> Rows:
    """A block of the periods of a day for each of `names`; with a sum behind each, or dates of their own, by `ways`."""
    above: list[Any] = [] if "dated" in ways else [""]
    head: list[Any] = [] if "dated" in ways else ["Fecha"]
    rows: Rows = [[] if "dated" in ways else [day] for day in DAYS]
    for place, name in enumerate(names):
        before = ["Fecha"] if "dated" in ways else []
        behind = ["Total"] if "sums" in ways else []
        above += [*([name, ""] if before else [name]), *[""] * (periods - 1 + len(behind))]
        head += [*before, *range(1, periods + 1), *behind]
        for day, row in enumerate(rows):
            values = [value(place, day, period) for period in range(periods)]
            row += [*([DAYS[day]] if before else []), *values, *([sum(values)] if behind else [])]
    return [["Programa"], above, head, *rows]


@pytest.mark.parametrize("written", [xlsx, ods, lambda rows: text(rows, ";", ",")], ids=["xlsx", "ods", "csv"])
@pytest.mark.parametrize("periods", [24, 96])
@pytest.mark.parametrize("ways", ["", "sums", "dated"])
@pytest.mark.parametrize(
    "names",
    [("Compra (MW)", "Precio (€/MWh)"), ("Precio (€/MWh)", "Compra (MW)"), ("Compra (MW)", "Venta (MW)", "Precio")],
)
def test_the_purchase_is_read_among_what_stands_beside_it(
    names: tuple[str, ...], ways: str, periods: int, written: Any
) -> None:
    reading = read(written(made(names, periods, ways=ways)))
    place = names.index("Compra (MW)")
    assert reading.rows.mw.tolist() == [value(place, day, period) for day in range(2) for period in range(periods)]
    assert (errors_of(reading), warnings_of(reading), reading.column) == ([], "", "Compra (MW)")
    assert format_labels(reading.rows.labels)[-1] == "2026-11-26 00:00"
    assert "was taken among" in notes_of(reading)


@pytest.mark.parametrize("ways", ["", "sums", "dated"])
def test_of_two_that_may_be_bought_one_is_asked_for(ways: str) -> None:
    names = ("UPR Norte (MW)", "UPR Sur (MW)")
    asked = refusal(text(made(names, ways=ways)))
    assert (asked.question, asked.choices) == (Question.COLUMN, names)
    for place, name in enumerate(names):
        reading = read(text(made(names, ways=ways)), column=name)
        assert reading.rows.mw.tolist() == [value(place, day, period) for day in range(2) for period in range(24)]
        assert (errors_of(reading), reading.column) == ([], name)


def test_each_value_knows_its_cell() -> None:
    sources = read(xlsx(made(("Precio (€/MWh)", "Compra (MW)")))).sources
    assert sources is not None
    assert [sources[at].column for at in (0, 23, 24, 47)] == ["Z", "AW", "Z", "AW"]


@pytest.mark.parametrize("names", [("24/11/2026", "25/11/2026"), ("Martes", "Miércoles"), ("24-11", "25-11")])
def test_days_beside_each_other_are_no_quantities(names: tuple[str, str]) -> None:
    rows = made(names)
    rows[2][0] = rows[3][0] = ""
    assert refusal(text([*rows[:3], ["Compra", *rows[3][1:]]])).question is not Question.COLUMN


def test_rows_of_the_purchase_are_asked_about_and_can_be_chosen() -> None:
    rows = made(("Compra (MW)", "Precio (€/MWh)"))
    parted = [["", "", *rows[1][1:]], ["Fecha", "UPR", *rows[2][1:]]]
    for row in rows[3:]:
        for place, name in enumerate(("Norte", "Sur")):
            parted.append([row[0], name, *(cell + 1000 * place for cell in row[1:])])
    asked = refusal(text(parted))
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Norte", "Sur"))
    reading = read(text(parted), column="Sur")
    assert (errors_of(reading), reading.column) == ([], "Sur")
    assert reading.rows.mw.tolist() == [value(0, day, period) + 1000 for day in range(2) for period in range(24)]
