"""Tables whose day stands nowhere: it is asked for, and the day that a person chose counts before any title."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.command import run_check
from ravenwits_desktop.store.codec import read_options, write_options
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_months import across

TODAY = date(2026, 11, 27)
TOMORROW, MONDAY = date(2026, 11, 28), date(2026, 11, 30)
HOURS: list[list[Any]] = [["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25))]
ACROSS: list[list[Any]] = [["Hora", *range(1, 25)], ["Compra (MW)", *(hour + 0.5 for hour in range(1, 25))]]
QUARTERS: list[list[Any]] = [
    ["Compra (MWh)"],
    ["Hora", "Q1", "Q2", "Q3", "Q4"],
    *([hour, *((hour + 0.5 + part) / 4 for part in (-1, -0.5, 0.5, 1))] for hour in range(1, 25)),
]


def ends(reading: Reading) -> tuple[str, str]:
    assert errors_of(reading) == []
    labels = format_labels(reading.rows.labels)
    return labels[0], labels[-1]


def days_asked(error: UnreadableFileError) -> list[str]:
    assert error.question is Question.DAY
    return [each.name for each in error.alternatives]


@pytest.mark.parametrize("table", [HOURS, ACROSS, QUARTERS], ids=["down", "across", "quarters across"])
def test_a_day_that_stands_nowhere_is_asked_for(table: list[list[Any]]) -> None:
    asked = refusal(text(table), "prevision.csv", today=TODAY)
    assert days_asked(asked) == ["2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-11-27"]
    assert [(each.message, each.rows) for each in asked.alternatives] == [(None, asked.alternatives[0].rows)] * 5
    step = 24 * 60 // asked.alternatives[0].rows
    assert asked.alternatives[2].first == f"2026-11-30 {step // 60:02d}:{step % 60:02d}"
    assert asked.alternatives[2].energy_mwh == sum(hour + 0.5 for hour in range(1, 25))
    reading = read(text(table), "prevision.csv", today=TODAY, day=MONDAY)
    assert ends(reading)[1] == "2026-12-01 00:00"
    assert reading.day_open
    assert "The day, 2026-11-30, was chosen by hand." in notes_of(reading)


def test_a_chosen_day_counts_before_a_title() -> None:
    told = read(text([["Programa 27/11/2026"], *HOURS]), "a.csv", today=TODAY)
    assert (ends(told)[0], told.day_open) == ("2026-11-27 01:00", True)
    chosen = read(text([["Programa 27/11/2026"], *HOURS]), "a.csv", today=TODAY, day=MONDAY)
    assert ends(chosen)[0] == "2026-11-30 01:00"


def test_a_chosen_day_does_not_count_where_the_columns_name_theirs() -> None:
    rows = [["Fecha", *HOURS[0]], *(["29/11/2026", *row] for row in HOURS[1:])]
    reading = read(text(rows), "a.csv", today=TODAY, day=MONDAY)
    assert (ends(reading)[0], reading.day_open) == ("2026-11-29 01:00", False)


def test_a_chosen_day_has_the_hours_of_its_clock() -> None:
    october = date(2026, 10, 25)
    long = [HOURS[0], *([hour, hour + 0.5] for hour in range(1, 26))]
    reading = read(text(long), "a.csv", today=date(2026, 10, 24), day=october)
    assert (len(reading.rows), ends(reading)) == (25, ("2026-10-25 01:00", "2026-10-26 00:00"))
    short = refusal(text(long), "a.csv", today=date(2026, 10, 24))
    assert short.alternatives[-1].options.day != october
    assert all("25" in str(each.message) or each.rows == 25 for each in short.alternatives)


def test_the_days_of_a_title_of_several_are_offered() -> None:
    asked = refusal(text([["Programa 28 y 30/11/2026"], *HOURS]), "a.csv", today=TODAY)
    assert days_asked(asked) == ["2026-11-28", "2026-11-30"]
    assert days_asked(refusal(text([["Programa del 28 al 30/11/2026"], *HOURS]), "a.csv", today=TODAY))[1:] == [
        "2026-11-29",
        "2026-11-30",
    ]
    assert str(asked.message).startswith("“Programa 28 y 30/11/2026” names")


def test_a_day_that_cannot_be_read_is_asked_for() -> None:
    asked = refusal(text([["Día de entrega: 31/11"], *HOURS]), "a.csv", today=TODAY)
    assert "cannot be read as a date" in str(asked.message)
    assert "2026-11-28" in days_asked(asked)


def test_no_day_is_asked_for_where_it_would_not_help() -> None:
    assert refusal(xlsx([["Enero 2026"], *across(days=24)]), "a.xlsx", today=TODAY).question is None
    prices = refusal(text([["Hora", "Precio (EUR/MWh)"], *HOURS[1:]]), "a.csv", today=TODAY)
    assert (prices.question, "prices" in str(prices.message)) == (Question.COLUMN, True)
    wrong = [["Fecha", "Hora", "MW"], *(["31/11/2026", hour, hour + 0.5] for hour in range(1, 25))]
    assert refusal(text(wrong), "a.csv", today=TODAY).question is None


def test_values_with_four_decimals_are_no_months() -> None:
    lines = ["Hora;Compra (MW)", *(f"{hour};1.{5000 + hour}" for hour in range(1, 25))]
    assert refusal("\n".join(lines).encode(), "a.csv", today=TODAY).question is Question.DAY


def test_hours_that_begin_anew_are_of_no_one_day() -> None:
    twice = [*HOURS, *HOURS[1:]]
    with pytest.raises(UnreadableFileError) as caught:
        read(text(twice), "a.csv", today=TODAY, day=MONDAY)
    assert "begin anew" in str(caught.value.message)


def test_a_day_is_never_kept_for_the_next_file() -> None:
    asked = refusal(text(HOURS), "prevision.csv", today=TODAY)
    options = asked.alternatives[0].options
    assert options.day == TOMORROW
    assert read_options(write_options(options)).day is None


def test_check_takes_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "prevision.csv"
    path.write_bytes(text(HOURS))
    assert run_check(str(path)) == 2
    assert "Say which it is" in capsys.readouterr().err
    assert run_check(str(path), day="2026-11-30") == 0
    assert "2026-11-30 01:00 to 2026-12-01 00:00" in capsys.readouterr().out
    assert run_check(str(path), day="30/11/2026") == 2
    assert "“30/11/2026” is no day. Write it as 2026-11-24." in capsys.readouterr().err
