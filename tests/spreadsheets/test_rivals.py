"""Columns of which one has a word for a purchase, and another may be it as well: companies, models, what was sent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

ASKED = [
    ("Luzia Energía", "Sol del Sur"),
    ("Luzia Energía (MWh)", "Sol del Sur (MWh)"),
    ("Luzia Energía", "Sol del Sur", "Total grupo"),
    ("Atlântica Energia", "Minho Elétrica"),
    ("Demanda Luz SL", "Sol SL"),
    ("Lumière Achat", "Vive SAS"),
    ("Consumo Luzia", "Sol del Sur"),
    ("Nordic Power", "Fjord Kraft"),
    ("Luce Energia", "Sole Gas"),
    ("Compra enviada (MWh)", "Previsión nueva (MWh)"),
    ("Programa PDBF", "Previsión"),
    ("Consumo storico", "Previsione"),
    ("Demanda", "Modelo nuevo"),
    ("Consumo", "XGBoost", "Prophet"),
]
CLEAR = [
    ("Compra (MW)", "Bilateral (MW)"),
    ("Compra", "Precio", "Temperatura"),
    ("Compra", "Venta"),
    ("Acquisto", "Previsión"),
    ("Programa (MWh)", "Previsión (MWh)"),
    ("Programa de compra", "Previsión"),
    ("Compra mercado diario (MWh)", "Previsión (MWh)"),
    ("Energía comprada", "Minutos"),
    ("Compra neta", "Lectura"),
    ("Demanda (MWh)", "Nubes"),
    ("Consumo (kWh)", "Indicador"),
    ("Energía activa (kWh)", "Reactiva (kVArh)"),
    ("Demanda (MW)", "Venta (MW)"),
]


def table(names: Sequence[str]) -> bytes:
    rows = (
        f"24/11/2026;{hour};" + ";".join(f"{20 + 7 * at + hour},{5 + at}" for at in range(len(names)))
        for hour in range(1, 25)
    )
    return "\n".join([";".join(["Fecha", "Hora", *names]), *rows]).encode()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("names", ASKED)
def test_a_word_of_a_purchase_does_not_win_over_what_may_be_it_as_well(names: Sequence[str], turned: bool) -> None:
    names = names[::-1] if turned else names
    with pytest.raises(UnreadableFileError) as asked:
        read(table(names), "a.csv")
    assert asked.value.question is Question.COLUMN
    assert set(asked.value.choices) == set(names)
    assert read(table(names), "a.csv", column=names[0]).column == names[0]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("names", CLEAR)
def test_a_purchase_among_what_is_none_is_not_asked_about(names: Sequence[str], turned: bool) -> None:
    assert read(table(names[::-1] if turned else names), "a.csv").column == names[0]


def test_what_is_bought_on_the_spot_market_can_be_chosen_beside_contracts() -> None:
    content = b"Programa (MWh)\n" + table(["PPA", "Futuros", "Spot", "Total necesidad"])
    with pytest.raises(UnreadableFileError) as asked:
        read(content, "a.csv")
    assert asked.value.choices == ("PPA", "Futuros", "Spot", "Total necesidad")
    chosen = read(content, "a.csv", column="Spot")
    assert (chosen.unit, chosen.no_purchase) == ("MWh", None)


def test_spot_beside_a_purchase_is_its_price() -> None:
    assert read(b"Programa (MWh)\n" + table(["Consumo", "Spot"]), "a.csv").candidates == ("Consumo",)
