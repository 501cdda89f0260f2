"""Several sheets with tables of periods: the one that is called a purchase is taken where the others are none."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, times, xlsx


def table(header: str, first: float, title: str = "") -> list[list[Any]]:
    rows = [[moment, first + place / 4] for place, moment in enumerate(times(24))]
    return [*([[title]] if title else []), ["Fecha", header], *rows]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("bought", "other"),
    [
        (("Compra", table("Energía (MWh)", 10)), ("Hoja1", table("Energía (MWh)", 5, "VENTA"))),
        (("Hoja1", table("Energía (MWh)", 10, "COMPRA")), ("Venta", table("Energía (MWh)", 5))),
        (("Programa", table("Valor", 10)), ("Precios", table("Valor", 5))),
        (("Hoja1", table("Compra (MWh)", 10)), ("Hoja2", table("Venta (MWh)", 5))),
        (("Osto", table("MWh", 10)), ("Myynti", table("MWh", 5))),
    ],
)
def test_the_sheet_that_is_called_a_purchase_is_taken_beside_sales_and_prices(
    bought: tuple[str, list[list[Any]]], other: tuple[str, list[list[Any]]], turned: bool
) -> None:
    reading = read(xlsx([], sheets=dict([other, bought] if turned else [bought, other])))
    assert (reading.sheet, reading.rows.mw[0]) == (bought[0], 10)
    assert f"Sheet “{bought[0]}” was taken: “{other[0]}” is called a sale or a price." in notes_of(reading)
    assert read(xlsx([], sheets=dict([bought, other])), sheet=other[0]).rows.mw[0] == 5


def test_all_others_must_be_sales_or_prices() -> None:
    sheets = {"Compra": table("MWh", 10), "Venta": table("MWh", 5), "Precios": table("Valor", 7)}
    assert "“Venta”, “Precios” are called sales or prices" in notes_of(read(xlsx([], sheets=sheets)))
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets={**sheets, "Hoja1": table("MWh", 4)}))
    assert (asked.value.question, len(asked.value.sheets)) == (Question.SHEET, 4)


@pytest.mark.parametrize(
    "sheets",
    [
        {"Compra": table("MWh", 10, "VENTA"), "Hoja1": table("MWh", 5, "VENTA")},
        {"Compra": table("MWh", 10), "Venta": table("MWh", 5, "Compra")},
        {"Compra A": table("MWh", 10), "Compra B": table("MWh", 5)},
        {"Compra": table("MWh", 10), "18 jun": table("MWh", 5)},
        {"Hoja1": table("MWh", 10), "Venta": table("MWh", 5)},
    ],
)
def test_where_names_and_titles_contradict_or_say_nothing_it_is_asked(sheets: dict[str, list[list[Any]]]) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=sheets))
    assert asked.value.question is Question.SHEET
