"""Two clocks in one table: it is said which was read, and whether it was converted."""

from __future__ import annotations

import pytest

from ravenwits_desktop.ui.importing.sentence import sentence
from tests.spreadsheets.builders import notes_of, read, text

DAY = "17/06/2026"


def hours(*heads: str) -> bytes:
    """A day of hours by two clocks in columns of their own, UTC the one whose header says so."""
    rows = [[DAY, *(f"{hour + 2 * ('UTC' not in head):02}:00" for head in heads), hour + 0.5] for hour in range(20)]
    return text([["Fecha", *heads, "Compra (MW)"], *rows])


@pytest.mark.parametrize("heads", [("Hora UTC", "Hora"), ("Hora", "Hora UTC"), ("Hora UTC", "Hora local")])
def test_a_clock_that_was_left_is_named(heads: tuple[str, ...]) -> None:
    reading = read(hours(*heads), "a.csv")
    used = next(head for head in heads if "UTC" not in head)
    assert str(reading.rows.labels[0]) == "2026-06-17T02:00"
    assert f"“Hora UTC” names another clock and was not used: the times were read from “{used}”" in notes_of(reading)
    assert "Madrid time" in sentence(reading).plain
    assert "converted" not in sentence(reading).plain


def test_a_column_in_utc_beside_a_local_one_says_that_it_was_converted() -> None:
    rows = [[f"{DAY} {hour:02}:00", f"{DAY} {hour + 2:02}:00", hour + 0.5] for hour in range(20)]
    reading = read(text([["Fecha UTC", "Fecha local", "Compra (MW)"], *rows]), "a.csv")
    assert str(reading.rows.labels[0]) == "2026-06-17T02:00"
    assert "The times of “Fecha UTC” were used and converted to Europe/Madrid; those of “Fecha local”" in notes_of(
        reading
    )
    assert "times in UTC, converted to Madrid time" in sentence(reading).plain


@pytest.mark.parametrize("written", ["{hour:02}:00Z", "{hour:02}:00+00:00"])
def test_times_with_the_offset_of_utc_say_that_they_were_converted(written: str) -> None:
    rows = [[f"2026-06-17T{written.format(hour=hour)}", hour + 0.5] for hour in range(20)]
    assert "times in UTC, converted to Madrid time" in sentence(read(text([["Fecha", "Compra (MW)"], *rows]))).plain


def test_times_with_the_offset_of_the_account_were_not_converted() -> None:
    rows = [[f"2026-06-17T{hour:02}:00+02:00", hour + 0.5] for hour in range(20)]
    assert "converted" not in sentence(read(text([["Fecha", "Compra (MW)"], *rows]))).plain


def test_numbered_hours_in_utc_say_that_they_were_converted() -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in range(1, 25)]
    reading = read(text([["Fecha", "Hora UTC", "Compra (MW)"], *rows]))
    assert "times in UTC, converted to Madrid time" in sentence(reading).plain
