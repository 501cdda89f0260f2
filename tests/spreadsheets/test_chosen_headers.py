"""The row that a person names as the headers is the one that is read, or it is refused with the row and the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Role, UnreadableFileError
from tests.spreadsheets.builders import DAY, errors_of, read, text, times, xlsx

HOURS = range(1, 25)
TWICE: list[list[Any]] = [["Fecha", "Hora", "Norte (MW)"], ["Fecha", "Hora", "Sur (kW)"]]
NUMBERED: list[list[Any]] = [["24/11/2026", hour, hour + 0.5] for hour in HOURS]


def refused(content: bytes, row: int, **options: Any) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, header_row=row, **options)
    return caught.value


@pytest.mark.parametrize(("row", "column", "factor"), [(1, "Norte (MW)", 1.0), (2, "Sur (kW)", 0.001)])
def test_each_of_two_header_rows_can_be_the_one(row: int, column: str, factor: float) -> None:
    for content in (xlsx([*TWICE, *NUMBERED]), text([*TWICE, *NUMBERED])):
        reading = read(content, header_row=row)
        assert (reading.column, reading.factor, len(reading.rows), errors_of(reading)) == (column, factor, 24, [])
        assert reading.rows.mw.tolist() == pytest.approx([(hour + 0.5) * factor for hour in HOURS])
        assert reading.source_rows.tolist() == list(range(3, 27))
        assert reading.grid is not None
        assert reading.grid.header_row == row
        assert reading.grid.numbers[:3] == (1, 2, 3)  # another one can be chosen still
        assert reading.grid.roles[row - 1, 2] == Role.HEADER
        assert reading.grid.roles[2, 2] == Role.VALUE
        assert reading.grid.roles[2 - row, 2] == (Role.IGNORED if row == 1 else Role.OTHER)


def test_titles_above_the_headers_still_tell_the_day() -> None:
    rows = [["Programa del 24/11/2026"], [], ["Hora", "Norte (MW)"], ["Hora", "Sur (MW)"]]
    content = xlsx([*rows, *([hour, hour + 0.5] for hour in HOURS)])
    for row, column in ((3, "Norte (MW)"), (4, "Sur (MW)")):
        reading = read(content, header_row=row)
        assert (reading.column, len(reading.rows), reading.rows.labels[0].item()) == (
            column,
            24,
            DAY + timedelta(hours=1),
        )


def test_headers_far_above_the_values_with_their_units_between() -> None:
    rows = [["Time", "Norte"], ["draft 1", "revised"], *[["note", "by hand"]] * 6, ["", "kW"], ["Time", "Otra"]]
    content = xlsx([*rows, *([moment, 250.0] for moment in times(24))])
    assert read(content).column == "Otra"
    reading = read(content, header_row=1)
    assert (reading.column, reading.unit, len(reading.rows), reading.source_rows[0]) == ("Norte", "kW", 24, 11)


def test_periods_across_below_a_second_row_of_periods() -> None:
    rows: list[list[Any]] = [
        ["Fecha", *(f"H{hour}" for hour in HOURS)],
        ["Fecha", *HOURS],
        ["24/11/2026", *(hour + 0.5 for hour in HOURS)],
        ["25/11/2026", *(hour + 30.5 for hour in HOURS)],
    ]
    for row in (1, 2):
        reading = read(xlsx(rows), header_row=row)
        assert (len(reading.rows), reading.grid and reading.grid.header_row) == (48, row)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (1, "Row 1 (“Programa”) does not name the columns"),
        (2, "Row 2 is empty"),
        (4, "Row 4 holds values, not names (“24/11/2026”, “1”, “1.5”)"),
        (12, "Row 12 holds values"),
        (500, "Row 500 is empty"),
    ],
)
def test_a_row_that_cannot_hold_the_headers_is_refused_with_the_reason(row: int, says: str) -> None:
    error = refused(xlsx([["Programa"], [], ["Fecha", "Hora", "Compra (MW)"], *NUMBERED]), row)
    assert says in str(error.message)
    assert "Choose the row with the names of the columns" in str(error.message)
    assert error.question is None


def test_headers_of_a_second_table_are_those_of_that_table() -> None:
    second = [["Fecha", "Hora", "Compra (MW)"], *(["25/11/2026", hour, hour + 40.5] for hour in HOURS)]
    content = xlsx([["Fecha", "Hora", "Norte (MW)"], *NUMBERED, [], *second])
    reading = read(content, header_row=27)
    assert (reading.column, len(reading.rows), reading.rows.mw[0]) == ("Compra (MW)", 24, 41.5)
    assert reading.source_rows[0] == 28


def test_what_has_to_be_asked_below_the_headers_is_asked() -> None:
    rows = [["Fecha", "Hora", "Norte (MW)", "Sur (MW)"], ["Fecha", "Hora", "Compra (MW)", "Precio"]]
    content = xlsx([*rows, *([*row, 7.25] for row in NUMBERED)])
    assert read(content).column == "Norte · Compra (MW)"
    error = refused(content, 1)
    assert (error.question, error.choices) == (Question.COLUMN, ("Norte (MW)", "Sur (MW)"))
    assert [answer.rows for answer in error.alternatives] == [24, 24]
    assert read(content, header_row=1, column="Sur (MW)").rows.mw[0] == 7.25
    two = xlsx([rows[0], *([*row, 7.25] for row in NUMBERED)])
    assert refused(two, 1).question is Question.COLUMN
    assert "Row 5 holds values" in str(refused(two, 5).message)


def test_of_several_sheets_the_one_with_the_purchase_is_meant() -> None:
    content = xlsx([], sheets={"Notas": [["Fecha", "nada"], ["a", "b"]], "Programa": [*TWICE, *NUMBERED]})
    assert read(content, header_row=1).column == "Norte (MW)"
    assert "Row 5 holds values" in str(refused(content, 5).message)
