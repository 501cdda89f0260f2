"""Texts whose rows have a field more than their header."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, text

HOURS = range(1, 25)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("first", [0, 1])
def test_row_numbers_without_a_name_shift_the_names(delimiter: str, first: int) -> None:
    rows = [[first + at, "2026-01-14", hour, 51.5, 1000.5 + at, "OK"] for at, hour in enumerate(HOURS)]
    table = [["fecha", "hora", "precio", "compra_kwh", "estado"], *rows]
    reading = read(text(table, delimiter, "."), "a.csv")
    assert (reading.column, reading.unit) == ("compra_kwh", "kWh")
    assert reading.rows.mw.tolist() == [(1000.5 + at) / 1000 for at in range(24)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_name_that_is_missing_is_asked_about(delimiter: str) -> None:
    rows = [["14/01/2026", hour, "x", 51.5, 1000.5 + hour] for hour in HOURS]
    data = text([["fecha", "hora", "precio", "compra_kwh"], *rows], delimiter, ".")
    with pytest.raises(UnreadableFileError) as caught:
        read(data, "a.csv")
    assert caught.value.question is Question.COLUMN
    assert "more cells than the header in row 1" in str(caught.value.message)
    assert caught.value.choices == ("compra_kwh", "E")
    reading = read(data, "a.csv", column="E")
    assert reading.rows.mw.tolist() == [(1000.5 + hour) / 1000 for hour in HOURS]


@pytest.mark.parametrize(
    ("header", "tail"),
    [
        (["Fecha", "Hora", "Compra (MW)", ""], 7.5),  # the field is there, and says that the column has no name
        (["Fecha", "Hora", "Compra (MW)"], "R"),  # words behind columns whose names fit
        (["Fecha", "Hora", "Compra (MW)"], ""),  # a sign at the end of each row
    ],
)
def test_what_shifts_no_name_is_not_asked_about(header: list[str], tail: object) -> None:
    rows = [["14/01/2026", hour, hour + 0.5, tail] for hour in HOURS]
    reading = read(text([header, *rows]), "a.csv")
    assert (reading.column, reading.rows.mw.tolist()) == ("Compra (MW)", [hour + 0.5 for hour in HOURS])
    assert "more cells" not in notes_of(reading)
