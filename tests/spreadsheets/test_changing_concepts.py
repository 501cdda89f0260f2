"""A column, or a row about the days, that says purchase of one day and something else of the next joins no two."""

from __future__ import annotations

from datetime import date

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import read, text

TODAY = date(2026, 11, 29)
DAYS = ("30/11/2026", "01/12/2026")
VALUES = [round(8 + 0.3 * hour + 0.1 * (hour % 5), 1) for hour in range(24)]


def long(one: str, other: str, head: str = "Concepto") -> bytes:
    """A row for each hour, with the concept beside it."""
    rows = [
        [day, said, hour, value]
        for day, said in zip(DAYS, (one, other), strict=True)
        for hour, value in enumerate(VALUES, 1)
    ]
    return text([["Fecha", head, "Hora", "MWh"], *rows])


def days_down(one: str, other: str, head: str = "Concepto") -> bytes:
    """A row for each day, with the concept beside it."""
    rows = [[day, said, *VALUES] for day, said in zip(DAYS, (one, other), strict=True)]
    return text([["Fecha", head, *range(1, 25)], *rows])


def days_across(one: str, other: str, *, below: bool) -> bytes:
    """A column for each day, with the concept above or below it."""
    heads = [["Hora", *DAYS], ["", one, other]]
    rows = [[hour, value, value] for hour, value in enumerate(VALUES, 1)]
    return text([*(heads if below else heads[::-1]), *rows])


CHANGES = [
    ("Acquisto", "Vendita"),
    ("Achat", "Vente"),
    ("Compra", "Venta"),
    ("Compra", "Precio"),
    ("Consumo", "Pérdidas"),
    ("Compra", "Temperatura"),
    ("Compra", "Desvío"),
]
ALIKE = [
    ("Compra", "Compra"),
    ("Consumo", "Consumo con pérdidas"),
    ("Compra", "Previsión"),
    ("Laborable", "Festivo"),
    ("Punta", "Valle"),
    ("Base", "Spot"),
]


@pytest.mark.parametrize(("one", "other"), CHANGES)
@pytest.mark.parametrize("head", ["Concepto", "Tipo"])
def test_rows_of_another_concept_are_refused(one: str, other: str, head: str) -> None:
    for content, row in ((long(one, other, head), 26), (days_down(one, other, head), 3)):
        with pytest.raises(UnreadableFileError) as refused:
            read(content, "a.csv", today=TODAY)
        assert f"“{other}” in row {row}" in str(refused.value)


@pytest.mark.parametrize(("one", "other"), CHANGES)
@pytest.mark.parametrize("below", [False, True])
def test_days_across_of_another_concept_are_refused(one: str, other: str, below: bool) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(days_across(one, other, below=below), "a.csv", today=TODAY)
    assert f"“{one}” stands with 2026-11-30 and “{other}” with 2026-12-01" in str(refused.value)


@pytest.mark.parametrize(("one", "other"), ALIKE)
@pytest.mark.parametrize("head", ["Tipo", "Observaciones"])
def test_rows_that_say_nothing_else_of_the_values_are_read(one: str, other: str, head: str) -> None:
    for content in (long(one, other, head), days_down(one, other, head)):
        reading = read(content, "a.csv", today=TODAY)
        assert (reading.rows.mw.tolist(), reading.problems) == (VALUES + VALUES, ())
