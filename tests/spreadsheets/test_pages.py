"""Tables as they are printed: title, header and units come again on each page."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.problems import Severity
from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from tests.spreadsheets.builders import read


def errors(reading: Reading) -> list[str]:
    return [str(each.problem.message) for each in reading.problems if each.problem.severity is Severity.ERROR]


def lines_of(day: int, unit: str = "") -> list[str]:
    header = [f"Fecha;Hora;Cuarto;Compra{'' if unit else ' (MW)'}", *([f";;;{unit}"] if unit else [])]
    values = (f"{day:02}/06/2026;{hour};{part};{hour + part / 10:.1f}" for hour in range(1, 25) for part in range(1, 5))
    return [*header, *values]


def values_of(days: int) -> list[float]:
    return [hour + part / 10 for _ in range(days) for hour in range(1, 25) for part in range(1, 5)]


@pytest.mark.parametrize("unit", ["", "MW"])
@pytest.mark.parametrize("title", [[], ["Programa de compra"], ["Programa de compra ACME", "Versión;;;3"]])
@pytest.mark.parametrize("days", [2, 9])
def test_what_each_page_repeats_is_left_out_and_said(days: int, title: list[str], unit: str) -> None:
    lines: list[str] = []
    for day in range(1, days + 1):
        lines += [*title, *lines_of(day, unit), f"Página {day} de {days}"]
    reading = read("\n".join(lines).encode(), "a.csv")
    assert errors(reading) == []
    assert reading.rows.mw.tolist() == values_of(days)
    said = [str(note) for note in reading.notes]
    first = len(lines) // days
    last = first + len(title) + len(lines_of(1, unit)) - 96
    assert f"Rows {first} to {last} are the title and the header once more and were left out." in said


def test_only_what_stands_above_the_first_header_is_a_title_again() -> None:
    lines = ["Programa de compra", *lines_of(1), "Nota: revisar", *lines_of(2)]
    reading = read("\n".join(lines).encode(), "a.csv")
    said = [str(note) for note in reading.notes]
    row = lines.index("Nota: revisar") + 1
    assert (errors(reading), reading.rows.mw.tolist()) == ([], values_of(2))
    assert f"Row {row} is not part of the table and was left out: “Nota: revisar”." in said
    assert f"Row {row + 1} is the header once more and was left out." in said


def test_a_value_without_its_date_above_a_page_stays_an_error() -> None:
    lines = ["Programa;;;7", *lines_of(1), ";;;12.5", *lines_of(2)]
    reading = read("\n".join(lines).encode(), "a.csv")
    assert errors(reading) or any("12.5" in str(note) for note in reading.notes)


def test_series_are_told_apart_below_headers_that_come_again() -> None:
    lines = []
    for day in range(1, 8):
        lines.append("Fecha;Hora;Unidad;Compra (MW)")
        lines += [f"{day:02}/06/2026;{hour};{name};{hour}" for name in ("ABC", "DEF") for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError) as asked:
        read("\n".join(lines).encode(), "a.csv")
    assert asked.value.question is Question.COLUMN
    assert asked.value.choices == ("ABC", "DEF")
