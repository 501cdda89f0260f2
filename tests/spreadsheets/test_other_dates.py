"""Dates above a table that are not its day: of making, of the last value measured, of prices, of a validity's end."""

from __future__ import annotations

import pytest

from ravenwits_desktop.spreadsheets.days.day_words import Voice, voice_of
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import refusal, warnings_of
from tests.spreadsheets.titled_tables import HOURS, TODAY, assert_next_day, table

MADE = [
    "Data de criação: {}", "Criado em {}", "Data de emissão: {}", "Creado el {}", "Fecha creación: {}",
    "Fecha de elaboración: {}", "Hecho el {}", "Elaborado el {}", "Erstellungsdatum: {}", "Data di creazione: {}",
    "Data di emissione: {}", "Data di generazione: {}", "Fecha de generación: {}", "Data de geração: {}",
    "Date de création : {}", "Date d’édition : {}", "Créé le {}",
    "Généré le {}", "Opprettet: {}", "Oprettet den {}", "Skapad: {}", "Luotu {}", "Laget {}", "Aanmaakdatum: {}",
]  # fmt: skip
MEASURED = [
    "Último dato real: {}", "Último real: {}", "Último dato: {}", "Última lectura real {}", "Last actual: {}",
    "Last data: {}", "Ultimo dato reale: {}", "Dernière donnée réelle : {}", "Letzter Istwert: {}",
    "Letzter Ist-Wert: {}", "Último dado real: {}", "Siste måling: {}", "Reales hasta el {}", "Actuals until {}",
    "Istwerte bis {}",
]  # fmt: skip
PRICES = [
    "Precios a {}", "Precios OMIE a {}", "Precio de la energía a {}", "Prezzi al {}", "Prices as of {}", "Prix au {}",
    "Preços a {}", "Preise per {}", "Preisstand {}", "Tarifas a {}",
]  # fmt: skip
VALID = [
    "Válido hasta {}", "Válido hasta el domingo {}", "Oferta válida hasta: {}", "Valable jusqu'au {}",
    "Valable jusqu’au {}", "Valido fino al {}", "Válido até {}", "Valid until {}", "Gültig bis {}", "Gyldig til {}",
    "Fin de validez {}", "Vencimiento: {}", "Scadenza {}", "Expires {}",
]  # fmt: skip
OTHERS = [
    *((said, "29/11/2026") for said in (*MADE, *MEASURED)),
    *((said, "28/11/2026") for said in PRICES),
    *((said, "06/12/2026") for said in VALID),
]


@pytest.mark.parametrize(("said", "day"), OTHERS)
def test_another_date_gives_way_to_a_title_and_to_the_name_and_else_asks_for_the_day(said: str, day: str) -> None:
    title = said.format(day)
    for content, file in (
        (table(title), "Compra_20261130.csv"),
        (table(title, "Programa de compra 30/11/2026"), "a.csv"),
        (table(f"Programa de compra 30/11/2026 ({title})"), "a.csv"),
    ):
        assert_next_day(content, file)
    assert "numbered" in refusal(table(title), today=TODAY)


@pytest.mark.parametrize(
    "title",
    [
        "Fecha: {}", "Programa del {}", "Compra {}", "Día de entrega {}", "Previsión a {}", "Data: {}",
        "Data de entrega: {}", "Data di consegna: {}", "Lieferdatum: {}", "Compra real {}", "Consumo real {}",
        "Último programa {}", "Válido para {}", "Valido per il {}", "Gültig am {}", "Compra a precio fijo {}",
        "Compra a precio de OMIE a {}", "Precios y compra a {}", "Precios del {}", "Consumo último día disponible {}",
        "Programa válido hasta nuevo aviso del {}", "Consumi previsti al {}", "Data di fornitura {}",
    ],
)  # fmt: skip
def test_the_day_of_the_table_is_taken_without_a_word(title: str) -> None:
    assert_next_day(table(title.format("30/11/2026")))


def test_prices_of_a_day_are_a_doubt_and_give_way() -> None:
    titles = "Preise vom 28.11.2026", "Programm 30.11.2026"
    reading = read(table(titles[0]), "a.csv", today=TODAY)
    assert "do not say that it is the day of delivery" in warnings_of(reading)
    for content, file in ((table(titles[0]), "Kauf_20261130.csv"), (table(*titles), "a.csv")):
        assert_next_day(content, file)


@pytest.mark.parametrize("stamp", ["Fecha de generación: 29/11/2026 10:05", "Data di generazione: 29/11/2026"])
def test_the_date_of_the_making_of_a_file_tells_nothing_of_a_sale(stamp: str) -> None:
    for titles, head in (((stamp,), "MW"), (("Unidad: MW", stamp), "Valor")):
        content = text([*([title] for title in titles), ["Hora", head], *HOURS])
        assert warnings_of(read(content, "a_20261130.csv", today=TODAY)) == ""
    sold = read(table("Generación 30/11/2026", stamp), "a.csv", today=TODAY)
    assert "sold or generated" in warnings_of(sold)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("valido hasta nuevo aviso. dia", Voice.DELIVERY),
        ("ultimo dato real incorporado. compra del", Voice.UNKNOWN),
        ("datos ultimos del", Voice.TABLE),
        ("valido hasta las 24:00 del", None),
        ("energia gerada em", None),
    ],
)
def test_what_words_say_of_another_date(said: str, expected: Voice | None) -> None:
    assert voice_of(said) is expected
