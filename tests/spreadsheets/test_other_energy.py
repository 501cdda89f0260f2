"""Gas, self-consumption, reserves, errors of forecasts and flows: none is a purchase, beside one or alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.spreadsheets.texts.other_energy import names_other_energy, titles_other_energy
from ravenwits_desktop.spreadsheets.texts.words import folded
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import refusal, warnings_of

TODAY = date(2026, 11, 29)
HOURS = range(1, 25)
ENERGY = [
    "Nominación gas (MWh)", "Gas (MWh)", "Gas natural MWh", "Gasnominierung (MWh)", "Consumo de gas (MWh)", "Gas_MWh",
    "Error previsión MWh", "Forecast error MWh", "Erreur de prévision MWh", "Errore previsione MWh",
    "Prognosefehler MWh", "Autoconsumo (MWh)", "Self-consumption (MWh)", "Autoconsommation MWh",
    "Eigenverbrauch (MWh)", "Autoconsumo compartido (MWh)", "Energía autoconsumida MWh", "Banda secundaria MW",
    "Secondary reserve MW", "Banda de regulación MW", "Regelleistung MW", "Reserva terciaria MW", "aFRR (MW)",
    "mFRR MW", "FCR MW", "Réserve secondaire MW", "Riserva secondaria MW", "Consumo (MWh PCS)", "Demanda MWh (PCS)",
    "Curtailment (MWh)", "Redispatch MW", "Programado Francia (MW)", "Saldo Marruecos MW",
]  # fmt: skip
FLOWS = ["Caudal (m3/h)", "Caudal m³/h", "Caudal (l/s)", "Flow (Sm3/h)", "Portata (m3/h)", "Caudal"]
BESIDE = "looks like something beside a purchase"
PURCHASES = ["Compra (MW)", "Consumo (MWh)", "Previsión MWh", "MWh", "Total (MWh)", "Nominación (MWh)", "Strom (MWh)"]
QUIET = [
    "Consumo (MWh)", "Nominación (MWh)", "Previsión MWh", "Compra MW", "Consumo neto de autoconsumo (MWh)",
    "Consumo sin autoconsumo (MWh)", "Consumo + autoconsumo (MWh)", "Compra gas y electricidad (MWh)", "Gaselec (MWh)",
    "Compra Gas Natural (MW)", "Electricidad (MWh)", "Programado Portugal (MW)", "Compra sin curtailment (MWh)",
]  # fmt: skip


def long(*heads: str) -> bytes:
    """A table whose last column begins with 0,5; those before it hold more."""
    rows = (["30/11/2026", hour, *(hour + 70.5 for _ in heads[1:]), hour - 0.5] for hour in HOURS)
    return text([["Fecha", "Hora", *heads], *rows])


def across(*names: str) -> bytes:
    rows: list[list[Any]] = [[name, *(hour + 70.5 * at - 0.5 for hour in HOURS)] for at, name in enumerate(names)]
    return text([["Programa 30/11/2026"], ["Hora", *HOURS], *rows])


def titled(title: str, head: str = "MWh") -> bytes:
    return text([[title], ["Fecha", "Hora", head], *(["30/11/2026", hour, hour - 0.5] for hour in HOURS)])


@pytest.mark.parametrize("name", ENERGY)
def test_energy_that_is_no_purchase_is_seen(name: str) -> None:
    for content in (long(name), across(name), titled(name)):
        assert BESIDE in warnings_of(read(content, "a.csv", today=TODAY))
    wide = text([["Fecha", *HOURS], *([f"{day}/11/2026", *HOURS] for day in (29, 30))])
    assert BESIDE in warnings_of(read(wide, f"{name.replace('/', '')}.csv", today=TODAY, unit="MW"))


@pytest.mark.parametrize(
    "name",
    [
        "Teruglevering (kWh)", "Energía saliente (kWh)", "Exportación (MWh)", "Exportation MWh", "Esportazione (MWh)",
        "Exportiert (kWh)", "Carbón (MW)", "Ciclo combinado (MWh)", "Charbon MW",
    ],
)  # fmt: skip
def test_what_goes_out_or_is_generated_is_told(name: str) -> None:
    for content in (long(name), across(name)):
        assert "sold or generated" in warnings_of(read(content, "a.csv", today=TODAY))
    reading = read(long(name, "Consumo (MWh)"), "a.csv", today=TODAY)
    assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")


def esios(name: str) -> bytes:
    rows = [f"1345;{name};3;España;{hour + 0.5};2026-11-30T{hour:02}:00:00+01:00" for hour in range(24)]
    return "\n".join(["id;name;geoid;geoname;value;datetime", *rows]).encode()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Coeficiente K estimado", "losses or shares"),
        ("Coeficientes de pérdidas 2.0TD", "losses or shares"),
        ("Perfil inicial 2.0TD", "losses or shares"),
        ("Desvíos medidos comercializadores", BESIDE),
        ("Rentas de congestión", "looks like prices"),
        ("Pagos por capacidad", "looks like prices"),
        ("Emisiones de CO2", "another quantity"),
        ("Precio medio final", "looks like prices"),
        ("Generación programada PBF total", "sold or generated"),
        ("Demanda programada PBF total", ""),
        ("Demanda prevista", ""),
        ("Programa de compra", ""),
    ],
)
def test_the_one_indicator_of_an_export_says_what_it_is(name: str, seen: str) -> None:
    reading = read(esios(name), "a.csv", today=TODAY)
    assert seen in warnings_of(reading) if seen else warnings_of(reading) == ""
    assert reading.unit_stated == (seen in ("", BESIDE, "sold or generated"))


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_is_no_purchase(name: str) -> None:
    for content in (long(name), across(name)):
        assert "prices, shares" in refusal(content, today=TODAY)
    assert "another quantity" in warnings_of(read(titled(name), "a.csv", today=TODAY, unit="MWh"))


@pytest.mark.parametrize("name", [*ENERGY, *FLOWS])
def test_a_purchase_beside_it_is_taken_without_a_question(name: str) -> None:
    for purchase in PURCHASES:
        reading = read(long(name, purchase), "a.csv", today=TODAY)
        assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")
    reading = read(across("Compra (MW)", name), "a.csv", today=TODAY)
    assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")


@pytest.mark.parametrize("name", QUIET)
def test_a_purchase_from_which_such_is_taken_off_is_read_without_a_word(name: str) -> None:
    for content in (long(name), across(name), titled(name)):
        reading = read(content, "a.csv", today=TODAY)
        assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")


@pytest.mark.parametrize(
    "title",
    [
        "Gas Natural Comercializadora — Programa de compra 30/11/2026", "Gas Natural Comercializadora", "Gas Natural",
        "Naturgy", "Gaselec", "EDP Gas", "Endesa Energía - Gas y Electricidad", "Gas y Luz, S.L.", "Red de Gas",
        "Consumo neto de autoconsumo", "Cliente con autoconsumo", "Autoconsumo: No", "Autoconsumo;No",
        "Programa sin reserva terciaria", "Errores corregidos",
    ],
)  # fmt: skip
def test_companies_and_customers_called_so_are_no_gas(title: str) -> None:
    reading = read(titled(title), "a.csv", today=TODAY)
    assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")


def test_a_company_called_so_beside_another_is_asked_about() -> None:
    for names in (("Endesa (MWh)", "Gas Natural (MWh)"), ("Compra Endesa (MWh)", "Compra Gas Natural (MWh)")):
        assert "Several columns could be the purchase" in refusal(long(*names), today=TODAY)


@pytest.mark.parametrize(
    ("said", "column", "title"),
    [
        ("Nominación de gas noviembre 2026", True, True),
        ("Gas Natural", True, False),
        ("Error compra", True, False),
        ("Compra sin error de previsión", False, False),
        ("Sin autoconsumo", False, False),
        ("Autoconsumo: 30/11/2026", True, True),
        ("Compra banda secundaria", False, False),
        ("Gas Natural Fenosa", False, False),
    ],
)
def test_what_names_other_energy(said: str, column: bool, title: bool) -> None:
    assert (names_other_energy(folded(said)), titles_other_energy(folded(said))) == (column, title)


@pytest.mark.parametrize(
    ("concept", "seen"),
    [
        ("Ventas", "sold or generated"),
        ("Nominación gas", BESIDE),
        ("Autoconsumo", BESIDE),
        ("Banda secundaria", BESIDE),
        ("Compra", ""),
        ("Gas Natural Fenosa", ""),
        ("Sin autoconsumo", ""),
    ],
)
def test_what_stands_beside_all_values_says_what_they_are(concept: str, seen: str) -> None:
    down = text([["Fecha", "Hora", "Concepto", "MWh"], *(["30/11/2026", hour, concept, hour - 0.5] for hour in HOURS)])
    wide = text([["Día", "Concepto", *HOURS], *([f"{day}/11/2026", concept, *HOURS] for day in (29, 30))])
    row = text([["Programa 30/11/2026"], ["Concepto", "Unidad", *HOURS], [concept, "MWh", *HOURS]])
    for content in (down, wide, row):
        said = warnings_of(read(content, "a.csv", today=TODAY, unit="MWh"))
        assert seen in said if seen else said == ""


def test_rows_with_their_unit_behind_the_name_are_told_apart_by_the_name() -> None:
    values = {"Compra": ("MW", 0.5), "Ventas": ("MWh", 70.5), "Nominación gas": ("MWh", 140.5), "Precio": ("EUR", 50.5)}
    rows = ([name, unit, *(hour + least - 1 for hour in HOURS)] for name, (unit, least) in values.items())
    reading = read(text([["Programa 30/11/2026"], ["Concepto", "Unidad", *HOURS], *rows]), "a.csv", today=TODAY)
    assert (reading.rows.mw[0], warnings_of(reading)) == (0.5, "")
