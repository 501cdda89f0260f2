"""Which date above a table is its day: not a stamp, not any other date, and none in place of one that is not read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.day_words import Voice, voice_of
from tests.spreadsheets.builders import TODAY, errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

TABLE: list[list[Any]] = [["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25))]
STAMPS = [
    "Export;13/06/2026 08:15", "Exportado el 13/06/2026", "Versión;13/06/2026", "Fecha informe;13/06/2026",
    "Report date;2026-06-13", "Run date: 2026-06-13", "As of;13/06/2026", "Stampato il 13/06/2026",
    "Édité le 13/06/2026", "Extracción;13/06/2026", "Consulta realizada el 13/06/2026",
    "Sistema SAP 13/06/2026 08:15:22",
    "Valid from 13/06/2026", "Contrato vigente desde 13/06/2026", "con datos hasta el 13/06/2026",
    "Temperaturas del 13/06/2026", "Auktion vom 13.06.2026", "Gate closure;2026-06-13 12:00",
    "Madrid, a 13 de junio de 2026", "13/06/2026 08:15", "08:15 13/06/2026",
]  # fmt: skip


def csv(*above: str, table: list[list[Any]] = TABLE) -> bytes:
    return text([*([*line.split(";")] for line in above), *table])


def first_day(reading: Reading) -> str:
    assert (len(reading.rows), errors_of(reading)) == (24, [])
    return format_labels(reading.rows.labels)[0][:10]


def warnings_of(reading: Reading) -> str:
    return "\n".join(str(found.problem.message) for found in reading.problems)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_or_another_date_is_not_the_day(stamp: str) -> None:
    refused = refusal(csv("Programa de compra D+1", stamp), "a.csv")
    assert "2026-11-24" in str(refused.message)
    for day in ("14-jun-26", "14-Jun-2026", "14. Juni 2026", "14 juin 2026", "14jun2026", "20260614", "14.6.2026"):
        assert first_day(read(csv("Programa de compra", f"Fecha;{day}", stamp), "a.csv")) == "2026-06-14"


@pytest.mark.parametrize("stamp", [datetime(2026, 6, 13), datetime(2026, 6, 13, 8, 15)])
@pytest.mark.parametrize("day", [20260614, "14-jun-2026", datetime(2026, 6, 14)])
def test_a_real_date_beside_other_words_is_not_the_day(day: Any, stamp: datetime) -> None:
    reading = read(xlsx([["Fecha", day], ["Versión", stamp], *TABLE]), "a.xlsx")
    assert first_day(reading) == "2026-06-14"
    assert "says of which day" in str(refusal(xlsx([["Versión", stamp], *TABLE]), "a.xlsx").message)


def test_a_day_without_its_format_is_read_beside_its_name() -> None:
    serial = (TODAY - date(1899, 12, 30)).days
    reading = read(xlsx([["Fecha", serial], ["Export", datetime(2026, 6, 13, 8, 15)], *TABLE]), "a.xlsx")
    assert first_day(reading) == str(TODAY)
    assert f"above the table as the number {serial}" in notes_of(reading)


@pytest.mark.parametrize("written", ["14/06", "domingo 14 de junio", "14 de junio", "dom 14/06"])
def test_a_day_without_a_year_is_that_about_the_stamp_and_has_to_be_looked_at(written: str) -> None:
    for above in ([f"Fecha;{written}", "Export;13/06/2026 08:15"], [f"Día: {written}", "Versión 13/06/2026"]):
        reading = read(csv(*above), "a.csv")
        assert first_day(reading) == "2026-06-14"
        assert "says no year: it was read as 2026-06-14" in warnings_of(reading)
    table = [["Hora", written], *TABLE[1:]]
    assert first_day(read(csv("Programa (MW)", "Export;13/06/2026 08:15", table=table), "a.csv")) == "2026-06-14"


def test_a_day_without_a_year_beside_the_file_named_after_it_raises_no_doubt() -> None:
    reading = read(csv("Fecha;14/06"), "programa_20260614.csv")
    assert (first_day(reading), "Look whether" in warnings_of(reading)) == ("2026-06-14", False)
    other = read(csv("Fecha;14/06"), "programa_20260615.csv")
    assert "2026-06-15, and “14/06” speaks of a day as well" in warnings_of(other)


def test_a_weekday_that_is_another_is_no_day() -> None:
    assert "“lunes 14 de junio”" in str(refusal(csv("Fecha;lunes 14 de junio", "Export;13/06/2026"), "a.csv").message)


@pytest.mark.parametrize("claim", ["Día de entrega;164/2026", "Programa D+1"])
def test_no_other_date_stands_in_for_a_day_that_is_not_read(claim: str) -> None:
    message = str(refusal(csv(claim, "13/06/2026"), "a.csv").message)
    assert claim.split(";")[-1] in message
    assert "13/06/2026" in message
    named = read(csv(claim, "Fecha;13/06/2026"), "a.csv")
    assert first_day(named) == "2026-06-13"
    assert f"“{claim.split(';')[-1]}” speaks of a day as well" in warnings_of(named)
    assert warnings_of(read(csv(claim, "Fecha de entrega;13/06/2026"), "a.csv")) == ""


@pytest.mark.parametrize(
    ("above", "doubtful"),
    [
        ("13/06/2026", False),
        ("Programa de compra del 13/06/2026", False),
        ("Informe del día 13/06/2026", False),
        ("Mercado diario;13/06/2026", False),
        ("sábado, 13 de junio de 2026", False),
        ("Fecha: 13/06/2026 00:00", False),
        ("Beschaffungsfahrplan für 13.06.2026", False),
        ("PDBC 13.06.2026", False),
        ("Contrato 2026/01\nPrograma 13/06/2026", False),
        ("Pág. 1 13/06/2026", True),
        ("Versión 3: programa de compra del día 13/06/2026", True),
        ("Sistema SAP 13/06/2026", True),
    ],
)
def test_words_of_anything_else_beside_the_only_date_are_a_doubt(above: str, doubtful: bool) -> None:
    reading = read(csv(*above.splitlines()), "a.csv")
    assert first_day(reading) == "2026-06-13"
    assert ("do not say that it is the day of delivery" in warnings_of(reading)) is doubtful


def test_the_header_of_the_periods_names_no_day_beside_it() -> None:
    for day in (datetime(2026, 6, 13), "13/06/2026"):
        reading = read(xlsx([["Compra (MW)"], ["SP", day], *TABLE[1:]]), "a.xlsx")
        assert (first_day(reading), warnings_of(reading)) == ("2026-06-13", "")


def test_what_names_a_value_beside_it_names_none_below_it() -> None:
    assert first_day(read(csv("Entrega;14-jun-26", "13/06/2026 08:15"), "a.csv")) == "2026-06-14"
    assert warnings_of(read(csv("Cliente:;ENERGIA SL", "14/06/2026"), "a.csv")) == ""


@pytest.mark.parametrize(
    ("name", "expected", "doubtful"),
    [
        ("export_20260113T0815.csv", "2026-01-13", True),
        ("programa 2026-01-13 0815.csv", "2026-01-13", True),
        ("programa_20260113.csv", "2026-01-13", False),
        ("programa 14 enero 2026.csv", "2026-01-14", False),
        ("prog_20260114_v20260113.csv", "2026-01-14", False),
        ("prog_2026-01-14_gen2026-01-13.csv", "2026-01-14", False),
    ],
)
def test_a_moment_in_the_name_of_the_file_is_a_doubt(name: str, expected: str, doubtful: bool) -> None:
    reading = read(csv(), name)
    assert first_day(reading) == expected
    assert ("it may as well say when the file was made" in warnings_of(reading)) is doubtful


def test_the_date_that_names_the_delivery_wins_over_words_of_anything() -> None:
    assert first_day(read(csv("Fecha;14/06/2026", "Sistema SAP 13/06/2026"), "a.csv")) == "2026-06-14"
    assert "says of which day" in str(refusal(csv("Fecha;13/06/2026", "Programa del 14/06/2026"), "a.csv").message)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Fecha de entrega", Voice.DELIVERY),
        ("Fecha", Voice.DAY),
        ("Programa de compra del", Voice.TABLE),
        ("lunes,", Voice.TABLE),
        ("SAP", Voice.UNKNOWN),
        ("Fecha de emisión", None),
        ("Gültig ab", None),
        ("Válido para", Voice.DELIVERY),
    ],
)
def test_what_words_say_of_a_date(said: str, expected: Voice | None) -> None:
    assert voice_of(said) is expected


@pytest.mark.parametrize(
    "model",
    [
        "Día tipo", "Dia tipo:", "Día de referencia", "Día similar", "Fecha tipo", "Typtag", "Reference day",
        "Día anterior", "Referenztag", "Semana tipo del",
    ],
)  # fmt: skip
def test_a_model_day_is_not_the_day_of_delivery(model: str) -> None:
    reading = read(csv(f"{model} 22/11/2026", "Día: 29/11/2026"), "a.csv")
    assert (first_day(reading), warnings_of(reading)) == ("2026-11-29", "")
    assert first_day(read(csv(f"{model};22/11/2026", "Día;29/11/2026"), "a.csv")) == "2026-11-29"
    assert "says of which day" in str(refusal(csv(f"{model} 22/11/2026"), "a.csv").message)


def test_a_year_that_stands_elsewhere_is_taken() -> None:
    tomorrow = TODAY + timedelta(days=1)
    above = [f"Compras {tomorrow.year}", f"Fecha;{tomorrow:%d/%m}"]
    reading = read(csv(*above), "a.csv", month_first=False)
    assert (first_day(reading), "says no year" in warnings_of(reading)) == (str(tomorrow), False)


@pytest.mark.parametrize(
    "title",
    ["Compras para mañana", "Programa de mañana", "Compra amanhã", "Purchase for tomorrow", "Fahrplan für morgen",
     "Achats pour demain", "Consumi per domani"],
)  # fmt: skip
@pytest.mark.parametrize("day", ["28/11/2026", "Fecha;28/11/2026"])
def test_a_programme_of_tomorrow_beside_a_day_is_a_doubt(title: str, day: str) -> None:
    reading = read(csv(title, day), "a.csv", today=date(2026, 11, 28))
    assert first_day(reading) == "2026-11-28"
    assert f"and “{title}” speaks of a day as well" in warnings_of(reading)
    assert warnings_of(read(csv(title, day), "a.csv", today=date(2026, 11, 27))) == ""


@pytest.mark.parametrize("title", ["Compras por la mañana", "Compras"])
def test_a_morning_is_no_day(title: str) -> None:
    assert warnings_of(read(csv(title, "28/11/2026"), "a.csv", today=date(2026, 11, 28))) == ""


@pytest.mark.parametrize("midnight", [datetime(1900, 1, 1), datetime(1904, 1, 2), "01/01/1900"])
def test_a_midnight_that_is_kept_as_the_first_day_of_its_count_is_no_day(midnight: Any) -> None:
    across = [["", *(time(hour) for hour in range(1, 24)), midnight], ["Compra (MWh)", *range(20, 44)]]
    assert str(read(xlsx([["Fecha:", 20260114], *across]), "a.xlsx").rows.labels[0]) == "2026-01-14T01:00"
    assert "says of which day" in str(refusal(xlsx(across), "a.xlsx").message)
    assert "says of which day" in str(refusal(xlsx([["Fecha:", midnight], *TABLE]), "a.xlsx").message)


@pytest.mark.parametrize("head", ["Timestamp", "Sello", "Marca"])
@pytest.mark.parametrize("stamp", ["28/11/2026 11:42", datetime(2026, 11, 28, 11, 42)])
@pytest.mark.parametrize("written", ["{0}", "{0:02}:00", "{1:02}-{0:02}"])
def test_one_moment_beside_the_hours_is_not_their_day(head: str, stamp: Any, written: str) -> None:
    hours = range(1, 25)
    rows = [["Hora", "Compra (MW)", head], *([written.format(hour, hour - 1), hour + 0.5, stamp] for hour in hours)]
    for above in (["Programa de compras 29/11/2026"], ["Día de entrega", "29/11/2026"]):
        assert first_day(read(xlsx([above, *rows]), "a.xlsx")) == "2026-11-29"
    refusal(xlsx([["Programa de compras"], *rows]), "a.xlsx")


def test_noon_below_a_word_for_the_day_is_the_day() -> None:
    rows = [["Fecha", "Hora", "Compra (MW)"], *([datetime(2026, 11, 29, 12), hour, 0.5] for hour in range(1, 25))]
    assert first_day(read(xlsx(rows), "a.xlsx")) == "2026-11-29"


@pytest.mark.parametrize("head", ["Contrato desde", "Festivo", "Alta"])
def test_days_below_no_word_for_a_day_that_another_contradicts_are_a_doubt(head: str) -> None:
    rows = [["Hora", "Compra (MW)", head], *([hour, hour + 0.5, "08/12/2026"] for hour in range(1, 25))]
    reading = read(csv("Programa de compras 29/11/2026", table=rows), "a.csv")
    assert "“Programa de compras 29/11/2026” stands above the table, and its rows are of 2026-12-08" in warnings_of(
        reading
    )
    named = read(text(rows), "programa_20261129.csv")
    assert "2026-11-29" in warnings_of(named)


TRADED = [
    "Fecha de negociación", "Fecha oferta", "Fecha de la oferta", "Fecha de la sesión", "Trade date", "Trading day",
    "Handelstag", "Data di negoziazione", "Data de negociação", "Date de négociation", "Fecha subasta",
]  # fmt: skip
NOT_SAID = "of which the words do not say that it is the day of delivery"


@pytest.mark.parametrize("traded", TRADED)
def test_the_day_of_a_trade_is_a_doubt_and_gives_way_to_any_other(traded: str) -> None:
    for above in (f"{traded} 29/11/2026", f"{traded};29/11/2026", f"{traded}: 29/11/26"):
        reading = read(csv(above), "a.csv")
        assert first_day(reading) == "2026-11-29"
        assert NOT_SAID in warnings_of(reading)
    for others in (["Fecha;30/11/2026"], ["Programa del 30/11/2026"]):
        reading = read(csv(f"{traded};29/11/2026", *others), "a.csv")
        assert (first_day(reading), warnings_of(reading)) == ("2026-11-30", "")
    beside = read(csv(f"{traded};29/11/2026;Fecha;30/11/2026"), "a.csv")
    assert (first_day(beside), warnings_of(beside)) == ("2026-11-30", "")
    named = read(csv(f"{traded};29/11/2026"), "programa_20261130.csv")
    assert (first_day(named), warnings_of(named)) == ("2026-11-30", "")


@pytest.mark.parametrize("traded", TRADED)
def test_a_column_of_days_of_trade_gives_way_to_that_of_the_days(traded: str) -> None:
    days, hours = {traded: "29/11/2026", "Fecha": "30/11/2026"}, range(1, 25)
    for heads in ([traded, "Fecha"], ["Fecha", traded]):
        first, second = (days[head] for head in heads)
        beside = [[heads[0], "Hora", heads[1], "Compra (MW)"], *([first, hour, second, 0.5 + hour] for hour in hours)]
        before = [[*heads, "Hora", "Compra (MW)"], *([first, second, hour, 0.5 + hour] for hour in hours)]
        across = [["Compra (MW)"], [*heads, *hours], [first, second, *(0.5 + hour for hour in hours)]]
        for rows in (beside, before, across):
            reading = read(text(rows), "a.csv")
            assert (first_day(reading), warnings_of(reading)) == ("2026-11-30", "")


@pytest.mark.parametrize("traded", TRADED)
def test_the_only_column_of_days_is_a_doubt_where_they_are_days_of_trade(traded: str) -> None:
    hours = range(1, 25)
    rows = [[traded, "Hora", "Compra (MW)"], *(["29/11/2026", hour, 0.5 + hour] for hour in hours)]
    across = [["Compra (MW)"], [traded, *hours], ["29/11/2026", *(0.5 + hour for hour in hours)]]
    for table in (rows, across):
        assert f"“{traded}”, {NOT_SAID}" in warnings_of(read(text(table), "a.csv"))
    assert warnings_of(read(text([["Día de entrega 29/11/2026"], *rows]), "a.csv")) == ""
    assert "“Programa del 30/11/2026”" in warnings_of(read(text([["Programa del 30/11/2026"], *rows]), "a.csv"))


@pytest.mark.parametrize("above", ["Sesión 29/11/2026", "Oferta de compra del 29/11/2026", "Mercado diario 29/11/2026"])
def test_words_of_the_market_alone_are_no_day_of_trade(above: str) -> None:
    assert warnings_of(read(csv(above), "a.csv")) == ""


def test_a_date_that_says_when_the_file_was_made_is_named_where_no_other_stands() -> None:
    made = ("Mis à jour le 29/11/2026", "Datos a 29/11/2026", "Dados a 29/11/2026", "Envoyé le 29/11/2026")
    for above in ("Programa D+1. Generado 29/11/2026 10:32", "Fecha de emisión;29/11/2026", *made):
        told = str(refusal(csv(above), "a.csv").message)
        assert f"“{above.replace(';', ' ')}” in row 1 was not taken, as its words say when the file was made" in told
    issued = str(refusal(xlsx([["Fecha de emisión", datetime(2026, 11, 29)], *TABLE]), "a.xlsx").message)
    assert "29" in issued
    assert "in row 1 was not taken" in issued
    assert "made" not in str(refusal(csv("Programa"), "a.csv").message)


@pytest.mark.parametrize(
    "titles",
    [
        ("Fecha: 13/06/2026", "Programa para el 14/06/2026"), ("Fecha;13/06/2026", "Compra para el domingo 14/06/2026"),
        ("Prognose vom 13.06.2026 für den 14.06.2026",), ("Prognose vom 13.06.2026 für Sonntag, den 14.06.2026",),
        ("Prévision du 13/06/2026 pour le 14/06/2026",), ("Forecast of 13/06/2026 for 14/06/2026",),
        ("Previsione del 13/06/2026 per il 14/06/2026",), ("Previsión del 13/06/2026 para el día 14/06/2026",),
    ],
)  # fmt: skip
def test_of_two_days_the_one_for_which_it_is_made_is_the_day(titles: tuple[str, ...]) -> None:
    reading = read(csv(*titles), "a.csv")
    assert (first_day(reading), warnings_of(reading)) == ("2026-06-14", "")


@pytest.mark.parametrize(
    "titles",
    [
        ("Fecha: 15/06/2026", "Programa para el 14/06/2026"), ("Programa 20/05/2026", "Programa para el 14/06/2026"),
        ("Programa para el 13/06/2026", "Programa para el 14/06/2026"), ("Programa 13/06/2026;Para el 14/06/2026",),
    ],
)  # fmt: skip
def test_else_two_days_are_asked_about(titles: tuple[str, ...]) -> None:
    assert "says of which day" in str(refusal(csv(*titles), "a.csv").message)
