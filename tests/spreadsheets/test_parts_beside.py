"""Amounts that add to what is bought, or are taken off it: a demand beside them is not taken in silence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.quantity_tables import DAYS, TABLES, TODAY, Table, across, below_days, by_days, choices_of, down

USED = [round(22 + 0.31 * hour + 0.7 * (hour % 5), 2) for hour in range(24)]
LOST = [round(used * (0.09 + 0.002 * (at % 7)), 2) for at, used in enumerate(USED)]
NET = [round(used * (0.7 + 0.01 * (at % 4)), 2) for at, used in enumerate(USED)]
LATER = [round((hour % 5 - 2) * 0.8 + 0.01 * hour, 2) for hour in range(24)]
LARGER = [round(used + 40.3, 2) for used in USED]
NONE = [0.0] * 24
LOSSES = [
    ("Demanda (MW)", "Pérdidas (MW)"), ("Consumo", "Perdas"), ("Fabbisogno", "Perdite"), ("Consommation", "Pertes"),
    ("Verbrauch", "Netzverluste"), ("Load (MW)", "Losses (MW)"), ("Previsión", "Pérdidas"),
]  # fmt: skip
NETS = [
    ("Demanda", "Neta"), ("Load", "Net"), ("Compra", "Neta"), ("Demanda (MW)", "Neta (MW)"), ("Verbrauch", "Netto"),
    ("Consumo", "Energía neta"), ("Consumo", "Líquido"),
]  # fmt: skip
MARKETS = [
    ("Compra MD (MW)", "MID1 (MW)"), ("Programa MD (MW)", "Ajuste MI1 (MW)"), ("Compra diario", "Intradiario"),
    ("Kauf Day-Ahead (MW)", "Intraday (MW)"), ("Compra OMIE", "MI1"), ("Achat spot (MW)", "XBID (MW)"),
]  # fmt: skip
CONTRACTS = [
    ("Compra OMIE (MW)", "Bilaterales (MW)"), ("Achat spot (MW)", "ARENH (MW)"), ("Compra diario", "PPA"),
]  # fmt: skip


@TABLES
@pytest.mark.parametrize(
    ("names", "values"),
    [*((names, LOST) for names in LOSSES), *((names, NET) for names in NETS), *((names, LATER) for names in MARKETS)],
)
def test_what_adds_to_a_demand_or_is_taken_off_is_asked_about(
    table: Table, names: tuple[str, ...], values: Sequence[float]
) -> None:
    assert choices_of(table(names, (USED, values))) == names
    chosen = read(table(names, (USED, values)), "a.csv", today=TODAY, column=names[0])
    assert (chosen.rows.mw[:24].tolist(), chosen.problems) == (USED, ())


def test_several_later_markets_and_a_net_beside_what_is_generated_are_asked_about() -> None:
    names = ("Compra MD (MWh)", "MID1 (MWh)", "MID2", "MID3")
    assert choices_of(down(names, (USED, LATER, LATER[::-1], LATER))) == names
    assert set(choices_of(down(("Demanda", "Solar", "Neta"), (USED, LOST, NET)))) >= {"Demanda", "Neta"}


def test_losses_below_a_title_with_the_unit_are_asked_about() -> None:
    rows = [[DAYS[0], hour, *values] for hour, values in enumerate(zip(USED, LOST, strict=True), 1)]
    content = text([["Fabbisogno MWh"], ["Data", "Ora", "Fabbisogno", "Perdite"], *rows])
    assert choices_of(content) == ("Fabbisogno", "Perdite")


@TABLES
@pytest.mark.parametrize(
    ("names", "values"),
    [
        (("Demanda", "Pérdidas (%)"), LOST),
        (("Demanda", "Coeficiente de pérdidas"), LOST),
        (("Demanda (MW)", "Pérdidas"), LOST),
        (("Demanda", "Pérdidas"), [12.5] * 24),
        (("Demanda", "Pérdidas"), [round(lost / 1000, 5) for lost in LOST]),
        (("Demanda (MW)", "Pérdidas (MW)"), NONE),
        (("Compra (MW)", "Pérdidas (MW)"), LOST),
        (("Demanda con pérdidas (MW)", "Pérdidas (MW)"), LOST),
        (("Demanda", "Neta"), USED),
        (("Compra neta", "Precio neto"), LOST),
        (("Compra", "Importe neto"), LOST),
        (("Compra MD (MW)", "MI1 (€/MWh)"), LATER),
        (("Compra MD (MW)", "Precio intradiario"), LARGER),
        (("Compra MD (MW)", "MI1 (MW)"), NONE),
        (("Consumo (MW)", "Autoconsumo (MW)"), NONE),
        (("Consumo (MW)", "Autoconsumo (MW)"), LARGER),
        (("Consumo de red (MW)", "Autoconsumo (MW)"), LOST),
        (("Compra (MW)", "Autoconsumo (MW)"), LOST),
        (("Compra OMIE (MW)", "Futuro"), LARGER),
        (("Compra (MW)", "Bilateral (MW)"), LATER),
    ],
)
def test_what_is_none_of_a_demand_is_no_question(table: Table, names: tuple[str, ...], values: Sequence[float]) -> None:
    reading = read(table(names, (USED, values)), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw[:24].tolist(), reading.problems) == (names[0], USED, ())


@pytest.mark.parametrize(("names", "values"), [*((names, LARGER) for names in CONTRACTS)])
def test_what_contracts_give_beside_a_market_is_told(names: tuple[str, ...], values: Sequence[float]) -> None:
    reading = read(down(names, (USED, values)), "a.csv", today=TODAY)
    assert reading.column == names[0]
    assert f"“{names[1]}” beside “{names[0]}” holds values as well (48)" in str(reading.problems[0].problem.message)
    for table in (across, by_days, below_days):
        assert choices_of(table(names, (USED, values))) == names


@pytest.mark.parametrize("own", ["Autoconsumo (MW)", "Autoconsumo", "Self-consumption", "Eigenverbrauch"])
def test_self_consumption_that_may_be_a_part_is_told(own: str) -> None:
    reading = read(down(("Consumo", own), (USED, LOST)), "a.csv", today=TODAY)
    assert reading.column == "Consumo"
    assert f"“{own}” beside “Consumo” holds values as well (48)" in str(reading.problems[0].problem.message)
    for table in (across, by_days, below_days):
        assert choices_of(table(("Consumo", own), (USED, LOST))) == ("Consumo", own)
