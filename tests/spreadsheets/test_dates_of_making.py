"""Dates of a making, an update, a print, an approval or a limit above a table: none of them is its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, voice_of
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import refusal, warnings_of
from tests.spreadsheets.titled_tables import HOURS, TODAY, assert_next_day, table

ACROSS: list[list[Any]] = [["Hora", *range(1, 25)], ["Compra (MW)", *(hour + 0.5 for hour in range(1, 25))]]
MADE = [
    "Fecha de subida:", "Fecha de remisión:", "Fecha de aprobación:", "Fecha de validación:", "Fecha de recepción:",
    "Aprobado:", "Aprobado el", "Aprobado por JLM el", "Recibido el", "Data di aggiornamento:", "Firmado:",
    "Data di pubblicazione:", "Data estrazione:", "Data ultimo aggiornamento:", "Data di invio:", "Pubblicato il",
    "Data da última atualização:", "Data de aprovação:", "Date d'envoi :", "Date d’envoi :", "Publié le", "Abrufdatum:",
    "Datum Ausdruck:", "Datum der Freigabe:", "Freigegeben am", "Data d'emissió:", "Data d'actualització:",
    "Data de descàrrega:", "Datum van verzending:", "Verzenddatum:", "Laatst bijgewerkt:", "Dato for oppdatering:",
    "Utskriftsdato:", "Uppdaterad:", "Päivitetty:", "Julkaisupäivä:", "Approved on", "Date sent:",
]  # fmt: skip
LIMITS = [
    "Fecha límite:", "Fecha límite de envío:", "Fecha tope:", "Date limite :", "Data limite:", "Due date:", "Deadline:",
    "Fecha de hoy:", "Fecha actual:", "Data odierna:", "Data d'avui:", "Date du jour :", "Datum heute:",
    "Fecha de ejecución:", "Data de càlcul:", "Vàlid fins al", "Vigent fins al",
    "Gäller till", "Gælder til", "Voimassa",
]  # fmt: skip


@pytest.mark.parametrize("said", [*MADE, *LIMITS])
def test_a_date_of_making_or_a_limit_gives_way_to_a_title_and_to_the_name_and_else_asks(said: str) -> None:
    made = f"{said} 29/11/2026"
    for content, file in (
        (table(made), "Compra_20261130.csv"),
        (table(made, "Programma acquisti lunedì 30 novembre 2026"), "a.csv"),
        (table("Programa de compra dilluns 30 de novembre de 2026", made), "a.csv"),
    ):
        assert_next_day(content, file)
    assert "numbered" in refusal(table(made), today=TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "Fecha:", "Programa del", "Programa aprobado del", "Programa aprobado", "Fecha de entrega:", "Fecha programa:",
        "Fecha de programación:", "Fecha de la compra:", "Día de operación:", "Fecha de flujo:", "Fecha de los datos:",
        "Data di consegna:", "Data di flusso:", "Date de livraison :", "Date d'effet :", "Lieferdatum:",
        "Datum der Lieferung:", "Data de lliurament:", "Previsión a", "Previsión actual", "Data of", "Delivery date:",
        "Fecha del mercado:", "Día de la semana:", "Fecha de inicio:", "Compra máxima del",
        "Leveringsdag", "Leveransdag", "Leveringsdato:", "Leveringsdøgn", "Toimituspäivä", "Leverdag:",
        "Inkoopprogramma maandag", "Innkjøpsprogram", "Inköpsprogram", "Verbruiksprognose voor", "Plan för",
    ],
)  # fmt: skip
def test_the_day_of_delivery_is_taken_without_a_word(said: str) -> None:
    assert_next_day(table(f"{said} 30/11/2026"))


@pytest.mark.parametrize(
    "said",
    [
        "Fecha de la reunión:", "Fecha del documento:", "Data del reclamo:", "Date of birth:", "Fecha doc.:",
        "Data ordine:", "Data dell'ordine:", "Order date", "Document date:", "Doc. date:", "Data encomenda:",
        "Data comanda:", "Bestelldatum", "Bestellt am", "Auftragsdatum:", "Belegdatum:", "Date de commande",
        "Besteldatum:", "Ordredato:", "Orderdatum:", "Request date:",
    ],
)  # fmt: skip
def test_a_date_of_anything_else_is_a_doubt(said: str) -> None:
    for content in (table(f"{said} 29/11/2026"), table([said, "29/11/2026"]), table([said, date(2026, 11, 29)])):
        reading = read(content, "a.csv", today=TODAY)
        assert format_labels(reading.rows.labels)[0] == "2026-11-29 01:00"
        assert "the words do not say that it is the day of delivery" in warnings_of(reading)


@pytest.mark.parametrize("said", ["Fecha doc.:", "Data ordine:", "Order date", "Bestelldatum", "Fecha de pedido:"])
def test_the_date_of_an_order_gives_way_to_that_of_the_table(said: str) -> None:
    assert_next_day(table(f"{said} 29/11/2026", "Programa 30/11/2026"))
    assert_next_day(table(f"{said} 29/11/2026"), "Compra_20261130.csv")
    rows = [["29/11/2026", "30/11/2026", *row] for row in HOURS]
    assert_next_day(text([[said.rstrip(":"), "Fecha", "Hora", "Compra (MW)"], *rows]))
    alone = text([[said.rstrip(":"), "Hora", "Compra (MW)"], *(["29/11/2026", *row] for row in HOURS)])
    assert "the words do not say" in warnings_of(read(alone, "a.csv", today=TODAY))


@pytest.mark.parametrize(
    "said", ["Fecha de nominación:", "Fecha nominación:", "Nomination date:", "Nominierungsdatum:", "Data di nomina:"]
)
def test_the_date_of_a_nomination_is_a_doubt_unless_it_is_yet_to_come(said: str) -> None:
    for day in ("29/11/2026", "29/11/26"):
        reading = read(table(f"{said} {day}"), "a.csv", today=TODAY)
        assert "the words do not say that it is the day of delivery" in warnings_of(reading)
    assert_next_day(table(f"{said} 30/11/2026"))


def test_the_second_date_behind_a_validity_is_not_the_day_either() -> None:
    for days in (["30/11/2026", "31/12/2026"], [date(2026, 11, 30), date(2026, 12, 31)]):
        assert "numbered" in refusal(text([["Vigencia", *days], *ACROSS]), today=TODAY)
        reading = read(text([["Vigencia", *days], ["Fecha", "01/12/2026"], *ACROSS]), "a.csv", today=TODAY)
        assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"
        assert warnings_of(reading) == ""


def test_a_date_with_a_name_of_its_own_beside_one_of_making_is_the_day() -> None:
    for made, day in (("29/11/2026", "30/11/2026"), (date(2026, 11, 29), date(2026, 11, 30))):
        reading = read(text([["Fecha emisión", made, "Fecha", day], *ACROSS]), "a.csv", today=TODAY)
        assert format_labels(reading.rows.labels)[0] == "2026-11-30 01:00"
        assert warnings_of(reading) == ""


@pytest.mark.parametrize(
    ("said", "is_issue", "voice"),
    [
        ("Data di aggiornamento", True, None),
        ("Fecha límite", False, None),
        ("Fecha de hoy", False, None),
        ("Programa aprobado", False, Voice.TABLE),
        ("Programa aprobado el", False, None),
        ("Fecha de validez", False, Voice.DAY),
        ("Programa de compra con límite del", False, Voice.TABLE),
    ],
)
def test_what_words_of_a_making_say(said: str, is_issue: bool, voice: Voice | None) -> None:
    assert names_issue(said) is is_issue
    assert voice_of(said) is voice


@pytest.mark.parametrize("head", ["Fecha emisión", "Erstellt am", "Created", "Date d'extraction"])
def test_the_only_column_of_dates_may_say_when_the_rows_were_made(head: str) -> None:
    rows: list[list[Any]] = [[head, "Hora", "Compra (MW)"], *(["29/11/2026", *row] for row in HOURS)]
    reading = read(text(rows), "a.csv", today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-11-29 01:00"
    assert f"“{head}”, of which the words do not say that it is the day of delivery" in warnings_of(reading)
    for titles, file in (([["Programa 30/11/2026"]], "a.csv"), ([], "programa_20261130.csv")):
        assert_next_day(text([*titles, *rows]), file)
    assert warnings_of(read(text([["Programa 29/11/2026"], *rows]), "a.csv", today=TODAY)) == ""
    plain = [["Fecha", "Hora", "Compra (MW)"], *rows[1:]]
    assert warnings_of(read(text(plain), "a.csv", today=TODAY)) == ""


def test_dates_of_several_days_below_a_word_of_a_making_are_those_of_the_rows() -> None:
    rows = [[f"{day}/11/2026", *row] for day in (29, 30) for row in HOURS]
    content = text([["Programa 30/11/2026"], ["Fecha emisión", "Hora", "Compra (MW)"], *rows])
    assert len(read(content, "a.csv", today=TODAY).rows) == 48


@pytest.mark.parametrize("said", ["Fecha informe", "Fecha emisión", "Fecha pedido", "Report date", "Deadline"])
@pytest.mark.parametrize("blank", [0, 1])
def test_a_date_with_its_name_beside_the_named_day_in_one_row_heads_no_column(said: str, blank: int) -> None:
    lines = [f"{said};29/11/2026;Fecha;30/11/2026", *[""] * blank, "Hora;Compra (MW)"]
    assert_next_day("\n".join([*lines, *(f"{hour};{hour},5" for hour in range(1, 25))]).encode())


def test_two_days_beside_the_word_for_the_periods_head_their_columns() -> None:
    rows = [["Hora", "29/11/2026", "30/11/2026"], *([hour, hour + 0.5, hour + 1.5] for hour in range(1, 25))]
    reading = read(text([["Compra (MW)"], *rows]), "a.csv", today=TODAY)
    assert (len(reading.rows), warnings_of(reading)) == (48, "")
