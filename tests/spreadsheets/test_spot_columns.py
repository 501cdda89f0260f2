"""Columns that are called after a price or a market and hold what is bought there; periods that a title calls parts."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, text

HOURS = range(1, 25)


def table(*heads: str, title: str = "") -> bytes:
    rows = [["14/01/2026", hour, *(hour + place / 4 for place in range(1, len(heads) + 1))] for hour in HOURS]
    return text([*([[title]] if title else []), ["Fecha", "Hora", *heads], *rows])


@pytest.mark.parametrize(
    ("other", "bought"),
    [
        ("Bilateral (MW)", "Compra spot (MW)"),
        ("Ajustement (MW)", "Achat prix fixe (MW)"),
        ("Sälj (MW)", "Köp spot (MW)"),
        ("Myynti (MW)", "Osto spot (MW)"),
        ("PPA (MWh)", "Compra a precio fijo (MWh)"),
        ("Spot (EUR/MWh)", "Compra spot"),
        ("Precio spot", "Compra spot"),
    ],
)
def test_what_is_bought_at_a_price_is_no_price(other: str, bought: str) -> None:
    for heads in ((other, bought), (bought, other)):
        assert read(table(*heads), "a.csv").column == bought
    assert read(table(bought), "a.csv").no_purchase is None


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (("Consumo resto (MWh)", "Consumo tarifa 2.0TD (MWh)"), ""),
        (("Clientes indexados (MWh)", "Clientes precio fijo (MWh)"), ""),
        (("Bilateral", "OMIE"), "Programa en MW"),
        (("PPA", "Nord Pool"), "Plan MW"),
    ],
)
def test_what_may_be_bought_as_well_is_asked_about(heads: tuple[str, ...], title: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table(*heads, title=title), "a.csv")
    assert (caught.value.question, caught.value.choices) == (Question.COLUMN, heads)


@pytest.mark.parametrize(
    "price", ["Precio spot (MWh)", "Spot", "PVPC", "Tarifa 6.1TD", "Coste de compra", "PUN energia"]
)
def test_a_price_stays_one(price: str) -> None:
    assert read(table("Compra (MWh)", price), "a.csv").column == "Compra (MWh)"
    with pytest.raises(UnreadableFileError) as caught:
        read(table(price), "a.csv")
    assert "prices" in str(caught.value.message)


@pytest.mark.parametrize("header", ["Viertelstunde", "Quarto d'ora", "Quart d'heure", "Periodo 15 min"])
def test_quarters_of_part_of_a_day_by_their_header(header: str) -> None:
    rows = [["14/01/2026", period, 10.5] for period in HOURS]
    assert read(text([["Fecha", header, "Compra (MW)"], *rows]), "a.csv").resolution == 15
