"""Weekdays in place of dates, across or down, below the week that a title, the sheet or the file names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.refusals import NO_DAY
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

DAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
TODAY = date(2026, 11, 29)
Rows = list[list[Any]]


def value(day: int, hour: int) -> float:
    return day + hour / 32 + 1


def across(days: tuple[str, ...] = DAYS) -> Rows:
    rows = [[hour, *(value(day, hour) for day in range(len(days)))] for hour in range(1, 25)]
    return [["Hora", *days], *rows]


def down(days: tuple[str, ...] = DAYS) -> Rows:
    rows = [[name, *(value(day, hour) for hour in range(1, 25))] for day, name in enumerate(days)]
    return [["Día", *(f"H{hour}" for hour in range(1, 25))], *rows]


def long(days: tuple[str, ...] = DAYS) -> Rows:
    rows = [[name, hour, value(day, hour)] for day, name in enumerate(days) for hour in range(1, 25)]
    return [["Día", "Hora", "Compra (MW)"], *rows]


def merged(days: tuple[str, ...] = DAYS) -> Rows:
    head, *rows = long(days)
    return [head, *([name if hour == 1 else None, hour, amount] for name, hour, amount in rows)]


MADE = (across, down, long, merged)


def check(reading: Reading, first: str = "2026-11-23", days: int = 7) -> None:
    labels = format_labels(reading.rows.labels)
    assert (labels[0], len(labels)) == (f"{first} 01:00", days * 24)
    assert reading.rows.mw.tolist() == [value(day, hour) for day in range(days) for hour in range(1, 25)]
    assert errors_of(reading) == []


@pytest.mark.parametrize(
    "week",
    [
        "Semana 48", "Semana nº 48", "Sem. 48", "S48", "KW 48", "KW48", "Week 48", "W48", "Semaine 48",
        "Semana del 23 al 29 de noviembre", "Semana 23-29 noviembre", "Semana del 23-11 al 29-11", "23.11. - 29.11.",
        "Week November 23 to 29", "Semana del 23 de nov. al 29 de nov.", "Semana 48 (23 - 29 nov)",
        "Vecka 48", "Uke 48", "Uge 48", "Viikko 48", "Settimana 48", "Sett. 48",
    ],
)  # fmt: skip
@pytest.mark.parametrize("made", MADE)
def test_a_week_without_a_year_is_the_one_nearest_to_today(week: str, made: Any) -> None:
    for content, name in ((xlsx([[week], *made()]), "a.xlsx"), (text([[week], *made()]), "a.csv")):
        reading = read(content, name, today=TODAY)
        check(reading)
        assert f"“{week}” says no year: they were read as 2026-11-23 to 2026-11-29" in notes_of(reading)
        assert warnings_of(reading) == ""
    assert reading.unit == "MW"


@pytest.mark.parametrize(
    "week",
    ["Week 48 2026", "2026-W48", "KW 48-2026", "Semana 48/26", "Semana del 23/11/2026 al 29/11/2026",
     "Del 23 al 29 de noviembre de 2026", "23/11/2026 - 29/11/2026", "Semana del 23/11/2026", "Semana 48 de 2026",
     "Semana 23/11-29/11/2026"],
)  # fmt: skip
@pytest.mark.parametrize("made", MADE)
def test_a_week_with_its_year(week: str, made: Any) -> None:
    reading = read(xlsx([["Compra (MW)"], [week], *made()]), today=date(2028, 3, 1))
    check(reading)
    assert f"2026-11-23 to 2026-11-29, as “{week}” says" in notes_of(reading)
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("made", MADE)
def test_the_names_of_sheet_and_file_tell_the_week_and_a_title_the_year(made: Any) -> None:
    check(read(xlsx([], sheets={"KW 48": made(SHORT)}), today=TODAY))
    check(read(text(made()), "programa_semana_48.csv", today=TODAY))
    check(read(xlsx([["Programa 2026"], *made()]), "S48.xlsx", today=date(2028, 3, 1)))


@pytest.mark.parametrize("made", MADE)
def test_a_part_of_the_week(made: Any) -> None:
    check(read(xlsx([["Semana 48"], *made(DAYS[:5])]), today=TODAY), days=5)
    saturday = read(xlsx([["Semana 48"], *made(DAYS[4:])]), today=TODAY)
    check(saturday, "2026-11-27", days=3)


def test_the_turn_of_the_year() -> None:
    check(read(xlsx([["Semana 1"], *across()]), today=date(2026, 12, 30)), "2027-01-04")
    check(read(xlsx([["Semana 53"], *across()]), today=date(2027, 1, 5)), "2026-12-28")
    check(read(xlsx([["Semana del 28 de diciembre al 3 de enero"], *across()]), today=TODAY), "2026-12-28")


def test_weekdays_that_fit_another_year_alone_or_a_far_week_have_to_be_seen() -> None:
    other = read(xlsx([["Semana del 24 al 30 de noviembre"], *across()]), today=TODAY)  # Mondays of 2025
    check(other, "2025-11-24")
    assert "not the nearest year" in warnings_of(other)
    assert "far from today" in warnings_of(read(xlsx([["Semana 20"], *across()]), today=TODAY))


def test_contradictions_are_refused_with_their_reason() -> None:
    for title, days, said in (
        ("Semana 48, del 16/11/2026 al 22/11/2026", DAYS, "says another week than"),
        ("Semana del 24/11/2026 al 30/11/2026", DAYS, "are not the ones of"),
        ("Semana 48", (*DAYS[6:], *DAYS[:6]), "begin with a Sunday"),
    ):
        with pytest.raises(UnreadableFileError, match=said):
            read(xlsx([[title], *across(days)]), today=TODAY)
    check(read(xlsx([["Del 22 al 28 de noviembre"], *across((*DAYS[6:], *DAYS[:6]))]), today=TODAY), "2026-11-22")


@pytest.mark.parametrize("made", [across, down, long])
def test_without_a_week_the_refusal_says_what_is_missing(made: Any) -> None:
    with pytest.raises(UnreadableFileError, match=r"name the days by their weekdays, “Lunes” for one, and neither"):
        read(xlsx([["Programa de compra"], *made()]), today=TODAY)


def test_weekdays_beside_dates_and_a_week_in_a_title_change_nothing() -> None:
    days = [f"{day}/11/2026" for day in range(23, 30)]
    rows = [[name, day, hour, value(at, hour)] for at, (name, day) in enumerate(zip(DAYS, days, strict=True))
            for hour in range(1, 25)]  # fmt: skip
    reading = read(xlsx([["Semana 47"], ["Día", "Fecha", "Hora", "MW"], *rows]), today=TODAY)
    check(reading)
    assert "weekdays" not in notes_of(reading)
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx([["Hora", "MW"], *([hour, 5] for hour in range(1, 25))]), "semana_48.xlsx", today=TODAY)
    assert caught.value.message.template == NO_DAY
    assert caught.value.question is not Question.SHEET


def test_the_german_week_of_the_calendar_is_no_unit() -> None:
    for said in ("KW 48", "Programm KW48", "KW 48-2026", "Fahrplan_KW_01.csv"):
        assert stated_unit(said) is None
    for said in ("Potencia KW 50", "Load (KW) 48", "Max. KW 48", "KW 480", "KW"):
        assert stated_unit(said) == "kW", said


@pytest.mark.parametrize(
    ("week", "first"),
    [
        ("Semana del 30/11/26 al 06/12/26", "2026-11-30"),
        ("30-11-26 a 06-12-26", "2026-11-30"),
        ("Semana 30/11/26", "2026-11-30"),
        ("Semana del 30.11.26 al 6.12.26", "2026-11-30"),
        ("Semana del 28/12 al 03/01/2027", "2026-12-28"),
        ("Semana del 28/12 al 03/01/27", "2026-12-28"),
        ("Semana del 28 de diciembre al 3 de enero de 2027", "2026-12-28"),
        ("Programa 2027, semana del 28/12 al 03/01", "2026-12-28"),
        ("Semana 53 - 2027", "2026-12-28"),
    ],
)
@pytest.mark.parametrize("made", MADE)
def test_a_week_with_two_digits_of_its_year_or_the_year_at_its_end_alone(week: str, first: str, made: Any) -> None:
    for today in (TODAY, date(2027, 1, 2)):
        reading = read(xlsx([["Compra (MW)"], [week], *made()]), today=today)
        check(reading, first)
        assert warnings_of(reading) == ""


def test_a_year_that_may_be_of_something_else_is_not_that_of_the_week() -> None:
    for title in ("Contrato CTR-2025-001", "Energía 2020 S.L.", "BOE 2021"):
        check(read(xlsx([[title], ["Semana 48"], *across()]), today=TODAY))
    check(read(xlsx([["Compra 31/12/2026"], ["Semana 53"], *across()]), today=date(2028, 3, 1)), "2026-12-28")
    check(read(xlsx([["Programa 2026"], ["Semana 1"], *across()]), today=date(2026, 12, 30)), "2027-01-04")


@pytest.mark.parametrize("made", MADE)
def test_weekdays_that_begin_with_the_one_day_of_the_title_are_its_week_and_have_to_be_seen(made: Any) -> None:
    reading = read(xlsx([["Programa 30/11/2026"], ["Compra (MW)"], *made()]), today=TODAY)
    check(reading, "2026-11-30")
    assert "says one day alone: they were read as 2026-11-30 to 2026-12-06" in warnings_of(reading)
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx([["Programa 02/12/2026"], ["Compra (MW)"], *made()]), today=TODAY)
    assert "with which they do not begin" in str(caught.value.message)


def test_the_only_row_called_after_another_weekday_than_the_day_of_the_title_is_refused() -> None:
    hours = [f"{hour:02}:00" for hour in range(24)]

    def rows(name: str) -> Rows:
        return [["Programa 30/11/2026"], ["Compra (MW)"], ["Día", *hours], [name, *(hour + 0.5 for hour in range(24))]]

    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(rows("Martes")), today=TODAY)
    assert "is another weekday" in str(caught.value.message)
    assert format_labels(read(xlsx(rows("Lunes")), today=TODAY).rows.labels)[0] == "2026-11-30 00:00"


@pytest.mark.parametrize("form", ["%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%Y%m%d", "%d/%m/%Y"])
def test_dates_beside_their_weekdays_count_more_than_the_name_of_the_file(form: str) -> None:
    days = (date(2026, 12, 7), date(2026, 12, 8))
    rows = [
        [day.strftime(form), name, hour, 20.5 + hour]
        for day, name in zip(days, ("lun", "mar"), strict=True)
        for hour in range(1, 25)
    ]
    reading = read(xlsx([["Día", "Día semana", "Hora", "Compra (MW)"], *rows]), "Compras 2026-11-30.xlsx")
    assert (str(reading.rows.labels[0]), len(reading.rows), reading.problems) == ("2026-12-07T01:00", 48, ())
