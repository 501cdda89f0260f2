"""A month above the numbers of its days, down or across; without its year it is that nearest to today, or refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

JANUARY = (
    "Enero 2026", "ENERO DE 2026", "Programa de enero de 2026 (MW)", "January 2026", "Janeiro 2026", "Janvier 2026",
    "Gennaio 2026", "Januar 2026", "Jänner 2026", "01/2026", "2026-01", "2026/01", "Mes: 01-2026", "ene-2026",
    "Jan 2026", "Del 01/01/2026 al 31/01/2026",
)  # fmt: skip
Rows = list[list[Any]]


def value(day: int, hour: int) -> float:
    return day + hour / 32


def across(days: int = 31, corner: str = "Hora", hours: int = 24) -> Rows:
    return [
        [corner, *range(1, days + 1)],
        *([hour, *(value(day, hour) for day in range(1, days + 1))] for hour in range(1, hours + 1)),
    ]


def down(days: int = 31, head: str = "Día") -> Rows:
    return [
        [head, *range(1, 25)],
        *([day, *(value(day, hour) for hour in range(1, 25))] for day in range(1, days + 1)),
    ]


def long(first: int = 1, last: int = 31, head: str = "Día") -> Rows:
    return [
        [head, "Hora", "Compra (MW)"],
        *([day, hour, value(day, hour)] for day in range(first, last + 1) for hour in range(1, 25)),
    ]


EXPECTED = [value(day, hour) for day in range(1, 32) for hour in range(1, 25)]


@pytest.mark.parametrize("title", JANUARY)
@pytest.mark.parametrize("made", [across, down, long])
def test_the_month_above_tells_the_days(title: str, made: Any) -> None:
    reading = read(xlsx([[title], [], *made()]))
    assert reading.rows.mw.tolist() == EXPECTED
    assert format_labels(reading.rows.labels)[::743] == ["2026-01-01 01:00", "2026-02-01 00:00"]
    assert (reading.resolution, errors_of(reading)) == (60, [])
    assert "those of 2026-01" in notes_of(reading)


@pytest.mark.parametrize(
    "head",
    [
        "Dia",
        "Day",
        "Tag",
        "Jour",
        "Giorno",
        "Día del mes",
        "Day of month",
        "Día/Hora",
        "Dag",
        "Dagur",
        "Døgn",
        "Dygn",
        "Dag/Tim",
        "Dag van de maand",
    ],
)
def test_the_days_are_called_so_in_every_language(head: str) -> None:
    assert read(text([["01/2026"], *down(head=head)])).rows.mw.tolist() == EXPECTED


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ([["Mes:", "Enero"], ["Año:", 2026]], "a.xlsx"),
        ([["Mes", "Enero", "Año", 2026]], "a.xlsx"),
        ([["Enero"]], "programa 2026.xlsx"),
        ([["Programa"]], "programa_2026-01.xlsx"),
        ([[datetime(2026, 1, 1)], ["Generado el 03/02/2026"]], "a.xlsx"),
    ],
)
def test_month_and_year_may_stand_apart(titles: Rows, name: str) -> None:
    for made in (across(), down()):
        assert read(xlsx([*titles, *made]), name).rows.mw.tolist() == EXPECTED


TODAY = date(2026, 2, 10)


@pytest.mark.parametrize("made", [across, down, long])
def test_without_a_year_it_is_the_one_nearest_to_today(made: Any) -> None:
    for content, name in (
        (xlsx([["Enero"], *made()]), "a.xlsx"),
        (xlsx([], sheets={"ENE": made()}), "a.xlsx"),
        (text(made()), "enero.csv"),
    ):
        reading = read(content, name, today=TODAY)
        assert format_labels(reading.rows.labels)[::743] == ["2026-01-01 01:00", "2026-02-01 00:00"]
        assert "says no year: they were read as those of 2026-01" in notes_of(reading)
        assert warnings_of(reading) == ""
    turned = read(xlsx([["Enero"], *made()]), today=date(2026, 12, 20))
    assert format_labels(turned.rows.labels)[0] == "2027-01-01 01:00"
    far = read(xlsx([["Enero"], *made()]), today=date(2026, 5, 20))
    assert format_labels(far.rows.labels)[0] == "2026-01-01 01:00"
    assert "that is far from today" in warnings_of(far)


@pytest.mark.parametrize("made", [across, down, long])
def test_a_year_that_cannot_be_told_is_asked_for(made: Any) -> None:
    said = str(refusal(xlsx([["Enero, contrato 17"], *made()]), "a.xlsx").message)
    assert "“Enero, contrato 17”, and neither" in said
    assert "of which year" in said
    assert "of which one" in str(refusal(xlsx([["Programa"], *made()]), "a.xlsx").message)
    with pytest.raises(UnreadableFileError, match="of which year"):
        read(xlsx([["Enero"], *made()]), today=date(2026, 7, 20))


@pytest.mark.parametrize("name", ["ene-26", "Ene 26", "ENE26", "Ene'26", "Enero26", "Enero de 26", "01-26", "enero_26"])
@pytest.mark.parametrize("made", [across, down, long])
def test_two_digits_of_the_year_behind_a_month_above_all_its_days(name: str, made: Any) -> None:
    for content, file in (
        (xlsx([[name], *made()]), "a.xlsx"),
        (xlsx([], sheets={name: made()}), "a.xlsx"),
        (text(made()), f"{name}.csv"),
    ):
        reading = read(content, file, today=TODAY)
        assert format_labels(reading.rows.labels)[::743] == ["2026-01-01 01:00", "2026-02-01 00:00"]
        assert (errors_of(reading), warnings_of(reading)) == ([], "")
        assert "those of 2026-01" in notes_of(reading)


def test_two_months_are_refused() -> None:
    said = str(refusal(xlsx([["Enero 2026"], *down()]), "programa 2026-02.xlsx").message)
    assert "“Enero 2026” says another month than “programa 2026-02.xlsx”" in said


@pytest.mark.parametrize("made", [across, down])
def test_columns_and_rows_beyond_the_month_are_left_out_where_they_are_empty(made: Any) -> None:
    rows = [["Febrero 2026"], *made()]
    assert "does not have" in str(refusal(xlsx(rows), "a.xlsx").message)
    if made is across:
        short = [rows[0], rows[1], *(row[:29] for row in rows[2:])]
    else:
        short = [*rows[:30], *([row[0]] for row in rows[30:])]
    assert len(read(xlsx(short)).rows) == 28 * 24


def test_the_days_of_a_part_of_a_month() -> None:
    reading = read(text([["Enero 2026"], *long(14, 15)]))
    assert format_labels(reading.rows.labels)[::47] == ["2026-01-14 01:00", "2026-01-16 00:00"]


def test_hours_across_are_no_days() -> None:
    """Whether 1 to 24 across are hours or days, nothing tells where the hours down have numbers as well."""
    said = refusal(xlsx([["Enero 2026"], *across(days=24)]), "a.xlsx")
    assert said.question is None


@pytest.mark.parametrize("periods", [48, 96])
def test_half_hours_and_quarters_across_are_no_days(periods: int) -> None:
    rows = [
        ["Día", *range(1, periods + 1)],
        *([day, *(day + at / 128 for at in range(periods))] for day in range(1, 32)),
    ]
    reading = read(xlsx([["Enero 2026 (MW)"], *rows]), "a.xlsx", today=TODAY)
    assert (len(reading.rows), reading.resolution, errors_of(reading)) == (31 * periods, 24 * 60 // periods, [])
    assert list(reading.rows.mw[periods - 1 : periods + 1]) == [1 + (periods - 1) / 128, 2]


def test_october_has_its_hour_of_25() -> None:
    rows = [*across(hours=24), [25, *(value(day, 25) if day == 25 else None for day in range(1, 32))]]
    reading = read(xlsx([["Octubre 2026"], *rows]))
    assert (len(reading.rows), errors_of(reading)) == (31 * 24 + 1, [])
    assert format_labels(reading.rows.labels)[-1] == "2026-11-01 00:00"


def test_several_columns_are_asked_about() -> None:
    rows = [["Día", "Hora", "Cliente A MW", "Cliente B MW"], *([1, hour, 1.5, 2.5] for hour in range(1, 25))]
    asked = refusal(xlsx([["Enero 2026"], *rows]), "a.xlsx")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Cliente A MW", "Cliente B MW"))
