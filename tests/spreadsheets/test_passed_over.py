"""Columns of energy beside one that is called a use, a forecast or losses: what is nominated, or what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read

Column = tuple[str, float, float]
"""A header, the first value and the step from hour to hour."""
NOMINATED = [
    "Nominación", "Nominaciones", "Nominación MD", "Nominado", "Adquisición", "Nomination", "Nominierung",
    "Energía a nominar", "Posición compradora", "Energia nomeada", "Volume da nominare",
    "Genomineerd volume", "Beschaffungsmenge", "Zukauf",
]  # fmt: skip
OTHERS = [
    "Consumo real", "Demanda", "Demanda [MW]", "Previsión demanda", "Prev. consumo", "Consumo (MWh)", "Energía medida",
    "Verbrauch", "Consommation réelle",
]  # fmt: skip
UNKNOWN = ["Cantidad", "Posición", "Programación", "Oferta MD", "PBF", "PDBC", "Casación"]


def table(*columns: Column) -> bytes:
    rows = (
        f"2026-11-24;{hour};" + ";".join(f"{first + step * (hour % 11):.2f}" for _, first, step in columns)
        for hour in range(1, 25)
    )
    return "\n".join(["Fecha;Hora;" + ";".join(name for name, _, _ in columns), *rows]).encode()


def asked(*columns: Column) -> Sequence[str]:
    with pytest.raises(UnreadableFileError) as error:
        read(table(*columns), "a.csv")
    assert error.value.question is Question.COLUMN
    return error.value.choices


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("name", NOMINATED)
def test_what_is_nominated_is_what_is_bought(name: str, other: str, turned: bool) -> None:
    columns = [(name, 20.5, 1.0), (other, 19.7, 1.1)]
    reading = read(table(*(columns[::-1] if turned else columns)), "a.csv")
    assert (reading.column, reading.rows.mw[0]) == (name, 21.5)
    assert "was taken among" in notes_of(reading)


@pytest.mark.parametrize("name", NOMINATED)
@pytest.mark.parametrize("lost", ["Perd. MW", "Pérdidas (MW)", "Verluste (MW)", "Pertes (MW)"])
def test_losses_with_a_unit_do_not_win_over_what_is_nominated(name: str, lost: str) -> None:
    assert read(table((name, 20.5, 1.0), (lost, 2.1, 0.1)), "a.csv").column == name


@pytest.mark.parametrize("other", ["Previsión demanda", "Demanda (MW)", "Consumo (MWh)", "Perd. MW"])
@pytest.mark.parametrize("name", UNKNOWN)
def test_an_amount_or_an_unknown_name_of_the_size_of_energy_is_asked_about(name: str, other: str) -> None:
    assert set(asked((name, 20.5, 1.0), (other, 19.1, 1.1))) == {name, other}


@pytest.mark.parametrize(
    "beside",
    [
        ("Precio", 50.0, 1.5), ("Temperatura", 12.0, 0.3), ("Festivo", 0.0, 0.1), ("PVPC", 110.0, 2.0),
        ("Clientes", 2000.0, 1.0), ("DS", 1.0, 0.0), ("Tramo", 1.0, 1.0), ("Huella", 900.0, 3.0), ("Ventas", 2.0, 0.1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Compra (MW)", "Previsión demanda (MW)", "Demanda (MWh)"])
def test_what_is_no_energy_is_not_asked_about(name: str, beside: Column) -> None:
    assert read(table((name, 20.5, 1.13), beside), "a.csv").column == name


def test_a_purchase_with_its_unit_stays_quiet_beside_an_unknown_name() -> None:
    assert read(table(("Compra (MW)", 20.5, 1.0), ("PBF", 19.1, 1.1)), "a.csv").column == "Compra (MW)"


def test_amounts_of_another_size_are_no_rivals() -> None:
    for first, step in ((0.05, 0.001), (2000.0, 31.0)):
        assert read(table(("Demanda (MW)", 20.5, 1.0), ("PBF", first, step)), "a.csv").column == "Demanda (MW)"


def test_the_same_values_in_another_unit_are_no_rival() -> None:
    columns = (("Demanda (MW)", 20.0, 1.0), ("Z1", 20000.0, 1000.0))
    assert read(table(*columns), "a.csv").column == "Demanda (MW)"


def test_parts_are_not_asked_about_beside_their_total() -> None:
    columns = (("Cartera PYME", 5.0, 1.0), ("Cartera Hogar", 7.0, 1.5), ("Demanda total (MW)", 12.0, 2.5))
    assert read(table(*columns), "a.csv").column == "Demanda total (MW)"


@pytest.mark.parametrize("other", ["Dif.", "Medida", "Ist", "Abweichung", "Pertes", "Verschil", "Écart", "Real (MW)"])
@pytest.mark.parametrize(
    "name", ["Energía a comprar (MW)", "Prog. compra (MW)", "Necesidades de compra MW", "Volume à acheter (MW)",
             "Einkaufsmenge [MW]", "Inkoopvolume (MW)", "Compra enviada (MW)"],
)  # fmt: skip
def test_a_purchase_with_its_unit_is_taken_beside_known_quantities(name: str, other: str) -> None:
    columns = ((name, 20.5, 1.0), (other, 19.3, 1.2), ("Previsión", 21.3, 1.1))
    reading = read(table(*columns), "a.csv")
    assert reading.column == name
    assert "was taken among" in notes_of(reading)


def test_what_was_measured_is_not_asked_about_beside_a_schedule() -> None:
    columns = (("Fahrplan (MW)", 20.5, 1.0), ("Ist", 19.3, 1.2), ("Abweichung", 1.2, 0.2))
    assert read(table(*columns), "a.csv").column == "Fahrplan (MW)"


def test_two_purchases_are_asked_about() -> None:
    assert asked(("Compra (MW)", 20.5, 1.0), ("Nominación (MW)", 19.1, 1.1)) == ("Compra (MW)", "Nominación (MW)")
