"""A purchase or a use beside what is sold or generated is taken without a question, and the sentence says so."""

from __future__ import annotations

import itertools

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

PAIRS = [
    ("kW", "Sälj (kW)"),
    ("Osto", "Myynti"),
    ("Købt", "Solgt"),
    ("Köpt", "Sålt"),
    ("Lastgang", "Einspeisung"),
    ("Last", "Erzeugung"),
    ("Kulutus", "Tuotanto"),
    ("Fabbisogno", "Vendita"),
    ("Verbruik", "Productie"),
    ("Inkoop", "Verkoop"),
    ("Koop", "Verkoop"),
    ("Energía comprada", "Energía vendida"),
    ("Energia acquistata", "Energia venduta"),
    ("Énergie achetée", "Énergie vendue"),
    ("Consumo", "Generación"),
    ("Carico", "Immissione"),
    ("Prélèvement", "Injection"),
]


def table(names: tuple[str, ...], title: str = "Plan", unit: str = "") -> bytes:
    above = [title, ";".join(["Fecha", "Hora", *names])] + ([f";;{unit};{unit}"] if unit else [])
    rows = [f"14/01/2026;{hour};{20 + hour},5;{3 + hour},25" for hour in range(1, 25)]
    return "\n".join([*above, *rows]).encode()


@pytest.mark.parametrize(("bought", "sold", "turned"), [(*pair, way) for pair in PAIRS for way in (False, True)])
@pytest.mark.parametrize("place", ["header", "title", "row"])
def test_what_is_sold_is_not_asked_about_against_what_is_bought(
    bought: str, sold: str, turned: bool, place: str
) -> None:
    names = (sold, bought) if turned else (bought, sold)
    if place == "header":
        bought = bought if "W" in bought else f"{bought} (MW)"
        content = table(tuple(name if "W" in name else f"{name} (MW)" for name in names))
    elif place == "title" or "W" in bought:
        content = table(names, title="Plan" if "W" in bought else "Plan MW")
    else:
        content = table(names, unit="MW")
    reading = read(content, "a.csv")
    assert reading.column == bought
    assert any(str(note).startswith(f"“{bought}” was taken among") for note in reading.notes)


@pytest.mark.parametrize("names", [("Bilateral", "Venta"), ("Posición", "Myynti"), ("Total", "Sälj"), ("Solgt", "PPA")])
def test_what_does_not_say_that_it_is_an_amount_is_asked_about(names: tuple[str, str]) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(table(names, title="Plan MW"), "a.csv")
    assert asked.value.question is Question.COLUMN


@pytest.mark.parametrize("sales", list(itertools.combinations(["Myynti", "Solgt", "Tuotanto", "Immissione"], 2)))
def test_sales_alone_are_no_purchase(sales: tuple[str, str]) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(table(sales, title="Plan MW"), "a.csv")
    assert asked.value.question is Question.COLUMN
