"""Days without their year, in rows and across: the title, a name or the weekdays tell it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.refusals import NO_DAY
from tests.spreadsheets.builders import TODAY, errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

WAYS = {
    "dd/mm": ("30/11", "01/12"),
    "d/m": ("30/11", "1/12"),
    "weekday": ("lun 30/11", "mar 01/12"),
    "weekday and point": ("lun. 30/11", "mar. 01/12"),
    "whole weekday": ("lunes 30/11", "martes 01/12"),
    "month first": ("Mon, 11/30", "Tue, 12/01"),
    "points": ("30.11.", "01.12."),
    "weekday and points": ("Mo 30.11.", "Di 01.12."),
    "letters": ("30-nov", "01-dic"),
    "letters apart": ("30 nov", "1 dic"),
    "month in full": ("30 de noviembre", "1 de diciembre"),
    "all in full": ("lunes 30 de noviembre", "martes, 1 de diciembre"),
    "weekday and letters": ("lun 30-nov", "mar 1-dic"),
    "English": ("Nov 30", "Dec 1st"),
}
TITLES = ["Programa 2026", "Programa semana del 30/11/2026", "Semana 49 de 2026"]


def long(days: Sequence[str], *above: str) -> list[list[Any]]:
    rows = [[day, hour, at * 100 + hour + 0.5] for at, day in enumerate(days) for hour in range(1, 25)]
    return [*([title] for title in above), ["Fecha", "Hora", "Compra (MW)"], *rows]


def wide(days: Sequence[str], *above: str) -> list[list[Any]]:
    rows = [[day, *(at * 100 + hour + 0.5 for hour in range(1, 25))] for at, day in enumerate(days)]
    return [["Compra (MW)"], *([title] for title in above), ["Fecha", *(f"H{hour}" for hour in range(1, 25))], *rows]


def across(days: Sequence[str], *above: str) -> list[list[Any]]:
    rows = [[hour, *(at * 100 + hour + 0.5 for at in range(len(days)))] for hour in range(1, 25)]
    return [["Compra (MW)"], *([title] for title in above), ["Hora", *days], *rows]


def check(reading: Reading) -> None:
    assert format_labels(reading.rows.labels)[::47] == ["2026-11-30 01:00", "2026-12-02 00:00"]
    assert reading.rows.mw.tolist() == [at * 100 + hour + 0.5 for at in range(2) for hour in range(1, 25)]
    assert errors_of(reading) == []


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", [long, wide, across])
def test_a_title_says_the_year(layout: Any, way: str, title: str) -> None:
    reading = read(xlsx(layout(WAYS[way], title)))
    check(reading)
    assert "without a year; 2026" in notes_of(reading)
    check(read(text(layout(WAYS[way], title)), "a.csv"))


@pytest.mark.parametrize("layout", [long, wide, across])
def test_the_name_of_the_file_or_of_the_sheet_says_the_year(layout: Any) -> None:
    check(read(xlsx(layout(WAYS["dd/mm"])), "programa_2026.xlsx"))
    check(read(xlsx([], sheets={"Programa 2026": layout(WAYS["dd/mm"])})))


def test_without_any_year_the_weekdays_tell() -> None:
    tomorrow = [TODAY + timedelta(days=day) for day in (1, 2)]
    reading = read(xlsx(long([f"{day:%a %d/%m}" for day in tomorrow])))
    assert format_labels(reading.rows.labels)[0] == f"{tomorrow[0]} 01:00"
    assert "their weekdays are others" in str(refusal(xlsx(long(WAYS["weekday"], "Programa 2025"))).message)


def test_the_order_of_day_and_month_is_that_of_any_other_date() -> None:
    follow = read(xlsx(long(("03/12", "04/12"), "Programa 2025")))
    assert format_labels(follow.rows.labels)[0] == "2025-12-03 01:00"
    assert format_labels(read(xlsx(long(("12/03", "12/04"), "2025"))).rows.labels)[0] == "2025-12-03 01:00"
    asked = refusal(xlsx(long(["11/12"], "Programa 2025")))
    assert asked.question is Question.DATE_ORDER
    assert "11 December 2025 or 12 November 2025" in str(asked.message)
    answer = read(xlsx(long(["11/12"], "Programa 2025")), month_first=True)
    assert format_labels(answer.rows.labels)[0] == "2025-11-12 01:00"


def test_the_turn_of_the_year_belongs_to_the_next() -> None:
    labels = format_labels(read(xlsx(long(("31/12", "01/01"), "Programa 2026"))).rows.labels)
    assert labels[::47] == ["2026-12-31 01:00", "2027-01-02 00:00"]


def test_hours_with_a_stroke_are_no_days() -> None:
    rows = [[f"{hour}/{hour + 1}", hour + 0.5] for hour in range(24)]
    reading = read(xlsx([["Compra del 30/11/2026"], ["Hora", "Compra (MW)"], *rows]))
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-30 01:00", "2026-12-01 00:00"]
    part = [[f"{hour}/{hour + 1}", hour + 0.5] for hour in range(1, 9)]
    reading = read(xlsx([["Compra del 30/11/2026"], ["Hora", "Compra (MW)"], *part]))
    assert format_labels(reading.rows.labels)[::7] == ["2026-11-30 02:00", "2026-11-30 09:00"]


@pytest.mark.parametrize(
    "days",
    [
        ("30/11/2026 (lunes)", "01/12/2026 (martes)"),
        ("30/11/2026 lunes", "01/12/2026 martes"),
        ("2026-11-30 (Mon)", "2026-12-01 (Tue)"),
        ("30/11/26, lun.", "01/12/26, mar."),
        ("30 nov 2026 (lunes)", "1 dic 2026 (martes)"),
        ("30-11-2026 [segunda-feira]", "01-12-2026 [terça-feira]"),
    ],
)
@pytest.mark.parametrize("layout", [long, wide, across])
def test_a_weekday_behind_a_whole_date(layout: Any, days: tuple[str, str]) -> None:
    check(read(xlsx(layout(days))))


def test_a_weekday_behind_the_date_tells_the_order() -> None:
    labels = format_labels(read(xlsx(long(["12/11/2025 (miércoles)"]))).rows.labels)
    assert labels[0] == "2025-11-12 01:00"
    assert format_labels(read(xlsx(long(["12/11/2025 (Thu)"]))).rows.labels)[0] == "2025-12-11 01:00"


def test_numbers_with_a_stroke_below_another_header_are_no_days() -> None:
    rows = [[f"{hour % 3 + 7}/9", hour, hour + 0.5] for hour in range(1, 25)]
    reading = read(xlsx([["Compra del 30/11/2026"], ["Tramo", "Hora", "Compra (MW)"], *rows]))
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-30 01:00", "2026-12-01 00:00"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", [long, wide, across])
def test_without_any_year_it_is_the_one_nearest_to_today(layout: Any, way: str) -> None:
    for content, name in ((xlsx(layout(WAYS[way])), "purchase.xlsx"), (text(layout(WAYS[way])), "a.csv")):
        reading = read(content, name, today=TODAY)
        check(reading)
        assert "written without a year" in notes_of(reading)
        assert warnings_of(reading) == ""


@pytest.mark.parametrize("layout", [long, wide, across])
def test_a_year_that_is_near_to_nothing_has_to_be_seen(layout: Any) -> None:
    reading = read(xlsx(layout(("15-abr", "16-abr"))), today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2027-04-15 01:00"
    assert "that is far from today" in warnings_of(reading)


def test_at_the_turn_of_the_year_the_nearest_is_another_year() -> None:
    assert str(read(xlsx(long(["1-ene", "2-ene"])), today=date(2026, 12, 30)).rows.labels[0]) == "2027-01-01T01:00"
    assert str(read(xlsx(long(["31-dic"])), today=date(2027, 1, 2)).rows.labels[0]) == "2026-12-31T01:00"


def test_the_day_of_issue_tells_the_year_of_an_old_file_but_is_not_its_year() -> None:
    reading = read(xlsx(long(["01-ene", "02-ene"], "Emitido el 31/12/2024")), today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2025-01-01 01:00"
    assert "the nearest to 2024-12-31" in notes_of(reading)


def test_an_open_order_of_day_and_month_without_a_year_is_asked_for() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(long(["11/12"])), today=date(2026, 11, 11))
    assert caught.value.question is Question.DATE_ORDER
    assert format_labels(read(xlsx(long(["02/12"])), today=TODAY).rows.labels)[0] == "2026-12-02 01:00"


@pytest.mark.parametrize("head", ["Set", "Out", "Curva", "Sala"])
def test_numbered_names_that_begin_like_months_are_no_days(head: str) -> None:
    rows = [["Hora", f"{head} 1", f"{head} 2"], *([hour, hour + 9.5, hour * 1.5 + 8] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx([["Compra 30/11/2026 (MW)"], *rows]), today=TODAY)
    assert caught.value.question is Question.COLUMN


@pytest.mark.parametrize(
    "title",
    [
        "Programa de compra 29-nov", "Compra domingo 29 de noviembre", "Programa dom 29/11", "Programa 29/11",
        "Programa del 29.11.", "Purchase Nov 29", "Programa de compra del 29/11", "So 29.11.", "29.11.",
    ],
)  # fmt: skip
def test_a_title_of_words_and_a_day_without_its_year(title: str) -> None:
    rows = [[title], ["Hora", "MW"], *([hour, hour] for hour in range(1, 25))]
    reading = read(xlsx(rows), today=TODAY)
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-29 01:00", "2026-11-30 00:00"]
    assert "says no year" in warnings_of(reading)


@pytest.mark.parametrize("title", ["Programa 1/2", "Compra, página 2/12", "Programa 29/11 a 30/11", "Compra 3-5"])
def test_numbers_of_a_title_that_count_something_are_no_day(title: str) -> None:
    rows = [[title], ["Hora", "MW"], *([hour, hour] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(rows), today=TODAY)
    assert caught.value.message.template == NO_DAY


@pytest.mark.parametrize("name", ["29 nov", "29-nov", "dom 29 nov", "Domingo 29 de noviembre", "Nov 29", "29-11"])
def test_a_sheet_that_is_called_after_its_day(name: str) -> None:
    rows = [["Hora", "MW"], *([hour, hour] for hour in range(1, 25))]
    reading = read(xlsx([], sheets={name: rows}), today=TODAY)
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-29 01:00", "2026-11-30 00:00"]
    assert "says no year" in warnings_of(reading)


def test_the_days_of_begin_and_end_beside_a_value_are_no_days_across() -> None:
    rows = [["Desde", "Hasta", "MW"], *(["29-nov", "30-nov", hour] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError):
        read(xlsx(rows), today=TODAY)


def test_the_number_of_a_chapter_is_no_day() -> None:
    rows = [["1.1."], ["Compra"], ["Hora", "MW"], *([hour, hour] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(rows), today=TODAY)
    assert caught.value.message.template == NO_DAY


@pytest.mark.parametrize("layout", [long, wide, across])
@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("Donnerstag 03.12.", "Freitag 04.12."), "2026-12-03"),
        (("Mittwoch 02.12.", "Donnerstag 03.12."), "2026-12-02"),
        (("Keskiviikko 2.12.", "Torstai 3.12."), "2026-12-02"),
        (("1er décembre", "2 décembre"), "2026-12-01"),
        (("lundi 30 novembre", "mardi 1er décembre"), "2026-11-30"),
        (("1er décembre 2026", "2 décembre 2026"), "2026-12-01"),
        (("1º de dezembro", "2 de dezembro"), "2026-12-01"),
        (("1.º de dezembro de 2026", "2 de dezembro de 2026"), "2026-12-01"),
        (("1º de diciembre", "2 de diciembre"), "2026-12-01"),
        (("1° dicembre", "2 dicembre"), "2026-12-01"),
        (("30th November", "1st December"), "2026-11-30"),
        (("30th of November 2026", "1st of December 2026"), "2026-11-30"),
        (("7/12/2026", "8/12/2026 festivo"), "2026-12-07"),
        (("lun 7/12/26", "mar 8/12/26 (festivo nacional)"), "2026-12-07"),
        (("7 dic", "8 dic (festivo)"), "2026-12-07"),
        (("7 dez", "8 dez feriado"), "2026-12-07"),
    ],
)
def test_no_day_is_lost_for_the_way_in_which_it_is_written(layout: Any, days: tuple[str, str], first: str) -> None:
    second = date.fromisoformat(first) + timedelta(days=1)
    for content, name in ((xlsx(layout(days)), "purchase.xlsx"), (text(layout(days)), "a.csv")):
        reading = read(content, name, today=TODAY)
        assert format_labels(reading.rows.labels)[::24] == [f"{first} 01:00", f"{second} 01:00"]
        assert reading.rows.mw.tolist() == [at * 100 + hour + 0.5 for at in range(2) for hour in range(1, 25)]


def test_a_single_day_with_a_long_name_is_not_that_of_the_title() -> None:
    reading = read(xlsx(wide(("Donnerstag 03.12.",), "Einkaufsfahrplan 30.11.2026")), today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-12-03 01:00"


@pytest.mark.parametrize(
    "title",
    [
        "Programme d'achat du 1er décembre", "Programme d'achat du 1er décembre 2026",
        "Programa de compra de 1º de dezembro de 2026", "Programa de compra de 1º de dezembro",
        "Programma di acquisto 1° dicembre 2026", "Purchase of 1st December",
    ],
)  # fmt: skip
def test_a_title_of_the_first_of_a_month(title: str) -> None:
    rows = [[title], ["Hora", "MW"], *([hour, hour] for hour in range(1, 25))]
    reading = read(xlsx(rows), today=TODAY)
    assert format_labels(reading.rows.labels)[::23] == ["2026-12-01 01:00", "2026-12-02 00:00"]


def test_a_day_of_march_is_no_tuesday() -> None:
    days = [f"{day}-mar" for day in range(16, 23)]
    for made in (wide, long):
        reading = read(xlsx(made(days, "Programa marzo 2027")), today=date(2027, 3, 15))
        assert format_labels(reading.rows.labels)[0] == "2027-03-16 01:00"
        assert warnings_of(reading) == ""
