"""Energy with the losses of the grid in it is energy, and what is bought at any price is no price."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

WITH_LOSSES = [
    ("Consumo", "Consumo con pérdidas"),
    ("Demanda", "Demanda + pérdidas"),
    ("Energía", "Energía c/pérdidas"),
    ("Compra", "Compra incl. pérdidas"),
    ("Consumo", "Consumo (pérdidas incluidas)"),
    ("Consumi", "Consumi con perdite"),
    ("Consumo", "Consumo com perdas"),
    ("Consommation", "Consommation avec pertes"),
    ("Verbrauch", "Verbrauch mit Verlusten"),
    ("Load", "Load with losses"),
    ("Demanda", "Demanda en barras de central"),
    ("Compra", "Energía con pérdidas"),
    ("Compra", "En barras de central"),
    ("Sin pérdidas", "Con pérdidas"),
    ("Consumo sin pérdidas", "Consumo con pérdidas"),
]
SHARES = ["Pérdidas (%)", "Coef. pérdidas", "Coeficiente de pérdidas", "Pérdidas", "% pérdidas", "Perdite"]


def down(names: Sequence[str]) -> bytes:
    """A column for each quantity."""
    rows = (
        f"24/11/2026;{hour};" + ";".join(f"{20 + 7 * at + hour},{5 + at}" for at in range(len(names)))
        for hour in range(1, 25)
    )
    return "\n".join([";".join(["Fecha", "Hora", *names]), *rows]).encode()


def below_days(names: Sequence[str]) -> bytes:
    """A column for each quantity below each of two days."""
    rows = (
        f"{hour};" + ";".join(f"{20 + 7 * at + hour},{5 + at}" for at in [*range(len(names))] * 2)
        for hour in range(1, 25)
    )
    days = [cell for day in ("24/11/2026", "25/11/2026") for cell in (day, *[""] * (len(names) - 1))]
    return "\n".join([";".join(["Hora", *days]), ";".join(["", *names, *names]), *rows]).encode()


@pytest.mark.parametrize("names", WITH_LOSSES)
def test_energy_with_its_losses_beside_that_without_is_asked_about(names: tuple[str, ...]) -> None:
    for content in (down(names), down(names[::-1]), below_days(names)):
        with pytest.raises(UnreadableFileError) as asked:
            read(content, "a.csv")
        assert asked.value.question is Question.COLUMN
        assert set(asked.value.choices) == set(names)
        chosen = read(content, "a.csv", column=names[1])
        assert (chosen.column, chosen.problems) == (names[1], ())


@pytest.mark.parametrize("share", SHARES)
def test_losses_beside_energy_are_no_choice(share: str) -> None:
    for name in ("Consumo", "Compra", "Consumo con pérdidas"):
        reading = read(down((name, share)), "a.csv")
        assert (reading.column, reading.candidates, reading.problems) == (name, (name,), ())


def test_energy_with_its_losses_alone_is_read() -> None:
    reading = read(down(("Consumo con pérdidas",)), "a.csv")
    assert (reading.column, reading.no_purchase, reading.problems) == ("Consumo con pérdidas", None, ())


@pytest.mark.parametrize(
    "name",
    [
        "Compra a precio aceptante",
        "Compra a precio aceptante (MWh)",
        "Compra precio aceptante (MWh)",
        "Compra price taker",
        "Compra a cualquier precio",
    ],
)
def test_what_is_bought_at_any_price_is_the_purchase(name: str) -> None:
    for names in ((name,), (name, "Consumo"), ("Precio (€/MWh)", name)):
        reading = read(down(names), "a.csv")
        assert (reading.column, reading.no_purchase, reading.problems) == (name, None, ())


def test_what_is_bought_at_any_price_beside_what_is_bought_up_to_a_limit_is_asked_about() -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(down(("Compra a precio aceptante", "Compra a precio límite")), "a.csv")
    assert asked.value.question is Question.COLUMN


@pytest.mark.parametrize("name", ["Precio aceptante", "Precio límite", "Precio de mercado"])
def test_a_price_stays_one(name: str) -> None:
    assert read(down(("Compra", name)), "a.csv").candidates == ("Compra",)
