"""Which end of a period times name, where the clock that the file writes and that of the market tell different ones."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx


def instants(day: str, offset: str, first: int, days: int = 1, head: str = "Fecha") -> bytes:
    start = datetime.fromisoformat(day) + timedelta(hours=first)
    rows = [[f"{start + timedelta(hours=hour):%Y-%m-%dT%H:%M}{offset}", hour + 0.5] for hour in range(24 * days)]
    return text([[head, "Compra (MW)"], *rows])


def told(reading: Reading) -> tuple[Label | None, bool]:
    """Which end was taken, and whether it has to be looked at."""
    assert errors_of(reading) == []
    said = [str(found.problem.message) for found in reading.problems]
    return reading.labels, any("By the clock that the file itself writes" in message for message in said)


@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize(
    ("day", "offset", "first", "expected"),
    [
        ("2026-07-14", "+01:00", 0, (Label.START, True)),
        ("2026-07-14", "+01:00", 1, (Label.END, False)),
        ("2026-07-14", "+02:00", 0, (Label.START, False)),
        ("2026-07-14", "+02:00", 1, (Label.END, False)),
        ("2026-07-14", "Z", 0, (Label.START, False)),
        ("2026-01-14", "Z", 0, (Label.START, True)),
        ("2026-01-14", "Z", 1, (Label.END, False)),
        ("2026-01-14", "+01:00", 0, (Label.START, False)),
        ("2026-01-14", "+02:00", 0, (Label.START, False)),
        ("2026-01-14", "+02:00", 1, (Label.END, True)),
    ],
)
def test_two_clocks_that_tell_different_ends_are_told(
    day: str, offset: str, first: int, days: int, expected: tuple[Label, bool]
) -> None:
    assert told(read(instants(day, offset, first, days), "a.csv")) == expected


@pytest.mark.parametrize("said", ["Horas en UTC+1", "Fuso horário: Europe/Lisbon", "Time zone: CET (no DST)"])
def test_the_clock_that_a_title_names_is_that_of_the_file(said: str) -> None:
    rows = [["14/07/2026", f"{hour:02}:00", hour + 0.5] for hour in range(24)]
    reading = read(text([[said], ["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv")
    assert (told(reading), format_labels(reading.rows.labels)[0]) == ((Label.START, True), "2026-07-14 01:00")
    across = [["Fecha", *(f"{hour:02}:00" for hour in range(24))], ["14/07/2026", *(hour + 0.5 for hour in range(24))]]
    assert told(read(text([["Compra (MW)"], [said], *across]), "a.csv")) == (Label.START, True)


def test_words_or_a_person_leave_no_doubt() -> None:
    content = instants("2026-07-14", "+01:00", 0)
    assert told(read(content, "a.csv", label=Label.END)) == (Label.END, False)
    assert told(read(instants("2026-07-14", "+01:00", 0, head="Hora fin"), "a.csv")) == (Label.END, False)
    numbered = [["14/07/2026", hour, hour + 0.5] for hour in range(1, 25)]
    made = read(text([["Horas en UTC+1"], ["Fecha", "Hora", "Compra (MW)"], *numbered]), "a.csv")
    assert not told(made)[1]
    assert "UTC+1" in notes_of(made)


def by_clock(title: str, head: str, first: int, count: int = 24) -> bytes:
    rows = [[time((first + place) % 24), 9 + place / 8] for place in range(count)]
    return xlsx([[title], ["Fecha de entrega: 30/11/2026"], [head, "Compra (MW)"], *rows])


@pytest.mark.parametrize("title", ["Energy to buy", "Compra fin de semana", "Week-end purchase", "Fahrplan bis Ende"])
def test_words_of_a_title_that_mean_no_end_of_a_period_say_none(title: str) -> None:
    assert read(by_clock(title, "Hora", 0)).labels is Label.START
    assert read(by_clock(title, "Hora", 1)).labels is Label.END
    half = read(by_clock(title, "Hora", 12, 12))
    assert half.labels is None
    assert "does not show whether its times name the start or the end" in " ".join(
        str(each.problem.message) for each in half.problems
    )


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("Energy to buy", "Hora fin", Label.END),
        ("Compra fin de semana", "Hora inicio", Label.START),
        ("Las horas indican el final del periodo", "Hora", Label.END),
        ("Hora de inicio de cada periodo", "Hora", Label.START),
    ],
)
def test_the_header_of_the_times_and_a_title_about_them_count(title: str, head: str, expected: Label) -> None:
    assert read(by_clock(title, head, 12, 12)).labels is expected


def test_words_beside_other_things_far_above_name_no_end() -> None:
    head = [["Hasta", "martes"], *([[f"Nota {number}", "x"] for number in range(4)]), ["Hora", "Compra (MW)"]]
    rows = [[time(12 + place), 9 + place / 8] for place in range(12)]
    assert read(xlsx([["Fecha de entrega: 30/11/2026"], *head, *rows])).labels is None
