"""Weekdays with the day of a month, across or down: the week or month above tells, or today; Mar 1 is a Tuesday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.days_by_weekday import MARCH_OR_TUESDAY, NO_SUCH_DAYS
from ravenwits_desktop.spreadsheets.texts.numbered_weekdays import numbered_day
from tests.spreadsheets.builders import errors_of, notes_of, read, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_weeks import across, down, long, merged, value

TODAY = date(2026, 11, 29)
SPANISH = ("Lun 30", "Mar 1", "Mié 2", "Jue 3", "Vie 4", "Sáb 5", "Dom 6")
WHOLE = ("Lunes 30", "Martes 1", "Miércoles 2", "Jueves 3", "Viernes 4", "Sábado 5", "Domingo 6")
LETTERS = ("L 30", "M 1", "X 2", "J 3", "V 4", "S 5", "D 6")
FRENCH = ("lun. 30", "mar. 1", "mer. 2", "jeu. 3", "ven. 4", "sam. 5", "dim. 6")
GERMAN = ("Mo 30", "Di 01", "Mi 02", "Do 03", "Fr 04", "Sa 05", "So 06")
SWEDISH = ("mån 30", "tis 1", "ons 2", "tors 3", "fre 4", "lör 5", "sön 6")
PORTUGUESE = ("Segunda-feira 30", "Terça-feira 1", "Quarta-feira 2")
OLD = ("Lun 23", "Mar 24", "Mié 25", "Jue 26", "Vie 27", "Sáb 28", "Dom 29")
TITLES = (
    "Compra MW", "Compra MW noviembre-diciembre 2026", "Semana 49 de 2026 (MW)", "Compra 2026",
    "Compra MW - Semana del 30/11 al 06/12", "Semana del 30 de noviembre al 6 de diciembre de 2026",
)  # fmt: skip


def check(reading: Reading, first: str = "2026-11-30", days: int = 7) -> None:
    labels = format_labels(reading.rows.labels)
    assert (labels[0], len(labels)) == (f"{first} 01:00", days * 24)
    assert reading.rows.mw.tolist() == [value(day, hour) for day in range(days) for hour in range(1, 25)]
    assert errors_of(reading) == []


def refused(rows: list[list[Any]], today: date = TODAY) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(rows), today=today)
    return caught.value


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("days", [SPANISH, WHOLE, LETTERS, FRENCH, GERMAN, SWEDISH, PORTUGUESE])
def test_across(days: tuple[str, ...], title: str) -> None:
    check(read(xlsx([[title], *across(days)]), today=TODAY), days=len(days))


@pytest.mark.parametrize("made", [down, long, merged])
@pytest.mark.parametrize("days", [SPANISH, FRENCH, GERMAN])
def test_down(days: tuple[str, ...], made: Any) -> None:
    reading = read(xlsx(made(days)), today=TODAY)
    check(reading)
    assert "was read as 2026-11-30, the nearest to today" in notes_of(reading)


def test_a_month_that_begins_with_a_tuesday() -> None:
    days = SPANISH[1:5]
    check(read(xlsx([["diciembre 2026"], *across(days)]), today=TODAY), "2026-12-01", 4)
    check(read(xlsx([["septiembre 2026"], *across(days)]), today=TODAY), "2026-09-01", 4)


@pytest.mark.parametrize("title", ["diciembre 2026", "Compra", "2026"])
def test_one_day_across(title: str) -> None:
    check(read(xlsx([[title], *across(("Mar 1",))]), today=TODAY), "2026-12-01", 1)


def test_days_of_another_week_than_the_title() -> None:
    assert refused([["Semana 30/11 - 06/12"], *across(OLD)]).message.template == NO_SUCH_DAYS
    check(read(xlsx([["Semana 23/11 - 29/11"], *across(OLD)]), today=TODAY), "2026-11-23")


def test_days_of_another_month_than_the_title() -> None:
    assert refused([["octubre 2026"], *across(OLD)]).message.template == NO_SUCH_DAYS


def test_a_doubt_where_other_days_are_as_near() -> None:
    reading = read(xlsx(across(("Dom 1", "Lun 2", "Mar 3"))), today=date(2026, 2, 14))
    assert "other days have the same name" in warnings_of(reading)


@pytest.mark.parametrize("title", ["Programa Mar 1", "Compra Mar 1"])
def test_a_title(title: str) -> None:
    reading = read(xlsx([[title], ["Hora", "MW"], *([hour, hour * 1.5] for hour in range(1, 25))]), today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"
    assert "“mar 1” was read as 2026-12-01" in warnings_of(reading)


def test_the_name_of_a_sheet() -> None:
    rows = [["Hora", "MW"], *([hour, hour * 1.5] for hour in range(1, 25))]
    reading = read(xlsx([], sheets={"Mar 1": rows}), today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"
    assert "says no year" in warnings_of(reading)


@pytest.mark.parametrize("made", [across, down, long])
def test_dates_of_march(made: Any) -> None:
    days = ("Mar 1", "Mar 2", "Mar 3")
    check(read(xlsx(made(days)), today=date(2027, 2, 26)), "2027-03-01", 3)
    check(read(xlsx(made(("Mar 31", "Apr 1"))), today=date(2027, 3, 29)), "2027-03-31", 2)


def test_one_day_of_march() -> None:
    check(read(xlsx(long(("Mar 24",))), today=date(2027, 3, 22)), "2027-03-24", 1)
    check(read(xlsx([["March 2027"], *long(("Mar 2",))]), today=date(2027, 3, 22)), "2027-03-02", 1)
    assert refused(long(("Mar 20",)), date(2027, 3, 22)).message.template == MARCH_OR_TUESDAY


def test_letters_of_a_week() -> None:
    for letters in ("LMXJVSD", "LMMJVSD", "MDMDFSS"):
        check(read(xlsx([["Semana 49 de 2026 (MW)"], *across(tuple(letters))]), today=TODAY))


def test_columns_that_are_no_days() -> None:
    names = ("S 1", "S 2", "S 3")
    rows = [["Programa 30/11/2026"], *across(names)]
    assert refused(rows).choices == names


@pytest.mark.parametrize("made", [down, long])
@pytest.mark.parametrize("title", ["Programa noviembre 2026 (MW)", "Compra (MW)"])
def test_letters_down_below_the_header_of_days(made: Any, title: str) -> None:
    days = ("L 23", "M 24", "X 25", "J 26", "V 27", "S 28", "D 29")
    reading = read(xlsx([[title], *made(days)]), today=TODAY)
    check(reading, "2026-11-23")
    assert warnings_of(reading) == ""
    check(read(xlsx(made(LETTERS[:2])), today=TODAY), days=2)


NORTHERN = {
    "sv": ("man", "tis", "ons", "tor", "fre", "lör", "sön"),
    "da": ("man", "tir", "ons", "tor", "fre", "lør", "søn"),
}


def month(title: str, number: int, language: str = "sv") -> Reading:
    first, names = date(2026, number, 1), NORTHERN[language]
    days = [first + timedelta(step) for step in range(31) if (first + timedelta(step)).month == number]
    table = down(tuple(f"{names[day.weekday()]} {day.day}" for day in days))
    return read(xlsx([["Förbrukning (MW)"], [title], *table]), today=TODAY)


@pytest.mark.parametrize(
    ("title", "number", "language"),
    [
        ("Januari 2026", 1, "sv"),
        ("Februari 2026", 2, "sv"),
        ("Augusti 2026", 8, "sv"),
        ("Maj 2026", 5, "da"),
        ("Mei 2026", 5, "sv"),
        ("Maart 2026", 3, "da"),
        ("Augustus 2026", 8, "da"),
        ("Desember 2026", 12, "da"),
        ("Des 2026", 12, "da"),
        ("Helmikuu 2026", 2, "sv"),
        ("Febrer 2026", 2, "sv"),
    ],
)
def test_the_months_of_other_languages(title: str, number: int, language: str) -> None:
    reading = month(title, number, language)
    assert format_labels(reading.rows.labels)[0] == f"2026-{number:02}-01 01:00"
    assert "by what stands above the table or in a name" in notes_of(reading)
    assert "another month" not in warnings_of(reading)


@pytest.mark.parametrize("title", ["Veebruar 2026", "Únor 2026", "Luty, 2026"])
def test_a_word_beside_a_year_that_may_be_another_month_is_a_doubt(title: str) -> None:
    reading = month(title, 2)
    assert format_labels(reading.rows.labels)[0] == "2026-11-01 01:00"
    assert f"“{title}” may say another month" in warnings_of(reading)


@pytest.mark.parametrize("title", ["Programa 2026", "Compra de energía 2026", "År 2026", "Consumo del 2026"])
def test_no_word_of_the_purchase_and_no_year_is_such_a_month(title: str) -> None:
    reading = month(title, 11)
    assert format_labels(reading.rows.labels)[0] == "2026-11-01 01:00"
    assert warnings_of(reading) == ""


def test_the_second_day_of_the_week_before_a_number_is_no_hour_that_ends_there() -> None:
    days = ("2ª 30", "3ª 1", "4ª 2", "5ª 3", "6ª 4")
    check(read(xlsx([["Compra MW"], *across(days)]), today=TODAY), days=5)
    assert numbered_day("2ª 3") is not None
    assert numbered_day("2 a 3") is None
