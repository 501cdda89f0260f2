"""Pivot tables in outline form: dates with the sums of their days, each above the hours of its day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, Role, UnreadableFileError
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

FIRST, SECOND = datetime(2026, 11, 30), datetime(2026, 12, 1)
VALUES = [10.5 + hour % 7 + hour / 4 for hour in range(24)]
WHOLE = sum(VALUES)
NUMBERED = list(range(1, 25))
ABOVE = "Each date stands above the hours of its day, in a row of its own: it was taken for the rows below it."


def compact(day: Any, total: Any, hours: Sequence[Any] = NUMBERED, values: Sequence[Any] = VALUES) -> list[list[Any]]:
    """A day whose hours stand in the column of the dates."""
    return [[day, total], *([hour, value] for hour, value in zip(hours, values, strict=True))]


def apart(day: Any, total: Any, hours: Sequence[Any] = NUMBERED, values: Sequence[Any] = VALUES) -> list[list[Any]]:
    """The same with the hours in a column of their own."""
    return [[day, None, total], *([None, hour, value] for hour, value in zip(hours, values, strict=True))]


COMPACT, APART = ["Etiquetas de fila", "Suma de Compra (MW)"], ["Fecha", "Hora", "Suma de Compra (MW)"]
KINDS = [(compact, COMPACT, ["Total general"]), (apart, APART, ["Total general", None])]


def agrees(reading: Reading, days: int = 2) -> None:
    assert (errors_of(reading), warnings_of(reading), reading.agrees_with_total) == ([], "", True)
    assert reading.rows.mw.tolist() == VALUES * days
    assert str(reading.rows.labels[0]) == "2026-11-30T01:00"
    assert ABOVE in notes_of(reading)


@pytest.mark.parametrize(("block", "head", "foot"), KINDS)
@pytest.mark.parametrize(
    "hours", [NUMBERED, [f"H{hour}" for hour in NUMBERED], [f"{at - 1} - {at}" for at in NUMBERED]]
)
def test_the_dates_are_those_of_the_hours_below_them(block: Any, head: Any, foot: Any, hours: Any) -> None:
    rows = [head, *block(FIRST, WHOLE, hours), *block(SECOND, WHOLE, hours)]
    whole = [*foot, 2 * WHOLE]
    for table in (rows, [*rows, whole], [["Informe"], [], *rows, whole]):
        agrees(read(xlsx(table)))
        agrees(read(text(table, form="%d/%m/%Y"), "a.csv"))
    one = read(xlsx([head, *block(FIRST, WHOLE, hours), [*foot, WHOLE]]))
    agrees(one, 1)
    assert "Row 2 is a total and agrees with the values" in notes_of(one)


def test_hours_may_be_times_of_day_and_quarters_have_energies() -> None:
    clock = [time(hour) for hour in range(24)]
    reading = read(xlsx([COMPACT, *compact(FIRST, WHOLE, clock), *compact(SECOND, WHOLE, clock)]))
    assert (errors_of(reading), reading.agrees_with_total, str(reading.rows.labels[0])) == (
        [],
        True,
        "2026-11-30T00:00",
    )
    quarters = [f"{at // 4:02}:{at % 4 * 15:02}" for at in range(96)]
    values = [VALUES[at // 4] for at in range(96)]
    energy = read(xlsx([COMPACT, *compact(FIRST, WHOLE, quarters, values), *compact(SECOND, WHOLE, quarters, values)]))
    assert (errors_of(energy), energy.agrees_with_total, len(energy.rows.mw)) == ([], True, 192)


@pytest.mark.parametrize(("block", "head", "foot"), KINDS)
def test_a_sum_beside_a_date_that_differs_is_told(block: Any, head: Any, foot: Any) -> None:
    rows = [head, *block(FIRST, WHOLE), *block(SECOND, WHOLE + 5), [*foot, 2 * WHOLE]]
    reading = read(xlsx(rows))
    assert (errors_of(reading), reading.agrees_with_total, reading.rows.mw.tolist()) == ([], False, VALUES * 2)
    told = f"Row 27 is a total of {WHOLE + 5:g}, but the values below it, up to row 51, come to {WHOLE:g}."
    assert told in warnings_of(reading)
    assert "Row 52 is a total and agrees with the values" in notes_of(reading)


def test_a_wrong_sum_of_all_days_is_told() -> None:
    reading = read(xlsx([COMPACT, *compact(FIRST, WHOLE), *compact(SECOND, WHOLE), ["Total general", WHOLE]]))
    assert warnings_of(reading).startswith(
        f"Row 52 is a total of {WHOLE:g}, but the values above come to {2 * WHOLE:g}"
    )


@pytest.mark.parametrize(("block", "head", "foot"), KINDS)
def test_what_is_missing_or_mistyped_is_an_error_or_told(block: Any, head: Any, foot: Any) -> None:
    rows = [head, *block(FIRST, WHOLE), *block(SECOND, WHOLE), [*foot, 2 * WHOLE]]
    missing = read(xlsx([*rows[:30], *rows[31:]]))
    assert "2026-12-01 has 23 of 24 periods" in warnings_of(missing)
    place = len(head) - 2
    rows[30][place] = "G"
    assert [row for row, _, _ in errors_of(read(xlsx(rows)))] == [31]
    rows[30][place], rows[26][0] = 4, "Ol/l2/2026"
    with suppress(UnreadableFileError):
        assert errors_of(read(xlsx(rows)))


def test_a_mistyped_date_among_several_days_is_an_error() -> None:
    days = [compact(datetime(2026, 12, day), WHOLE) for day in range(1, 5)]
    days[2][0][0] = "O3/12/2026"
    assert errors_of(read(xlsx([COMPACT, *(row for day in days for row in day)])))


def test_the_preview_shows_the_dates_and_the_sums() -> None:
    reading = read(xlsx([COMPACT, *compact(FIRST, WHOLE), *compact(SECOND, WHOLE)]))
    assert reading.grid is not None
    assert reading.grid.roles[1].tolist() == [Role.DATE, Role.TOTAL]
    assert reading.grid.roles[2, 1] == Role.VALUE
    assert (reading.time_column, reading.column) == tuple(COMPACT)


def test_dates_without_sums_above_hours_of_a_column_of_their_own_are_no_errors() -> None:
    for first, second in ((FIRST, SECOND), ("lunes 30/11/2026", "martes 01/12/2026")):
        reading = read(xlsx([APART, *apart(first, None), *apart(second, None)]))
        assert (errors_of(reading), warnings_of(reading), reading.rows.mw.tolist()) == ([], "", VALUES * 2)


def test_other_tables_are_read_as_before() -> None:
    merged = [[FIRST, 1, VALUES[0]], *apart(FIRST, None)[2:], [SECOND, 1, VALUES[0]], *apart(SECOND, None)[2:]]
    full = [[day, hour, value] for day in (FIRST, SECOND) for hour, value in zip(NUMBERED, VALUES, strict=True)]
    titles = [row for day in (FIRST, SECOND) for row in ([day], ["Hora", "Compra (MW)"], *compact(day, 0)[1:])]
    for table in ([APART, *merged], [APART, *full], [["Compra"], *titles]):
        reading = read(text(table, form="%d/%m/%Y"), "a.csv")
        assert (errors_of(reading), warnings_of(reading), reading.rows.mw.tolist()) == ([], "", VALUES * 2)
        assert ABOVE not in notes_of(reading)


def test_a_number_beside_the_date_of_a_title_is_no_sum_of_the_day() -> None:
    reading = read(xlsx([["Versión"], *compact(FIRST, 3)]), unit="MW")
    assert ABOVE not in notes_of(reading)
    assert errors_of(reading)


MONTHS = [
    [["nov", WHOLE], *compact("30-nov", WHOLE), ["dic", WHOLE], *compact("01-dic", WHOLE)],
    [["2026", 2 * WHOLE], ["Trim.4", 2 * WHOLE], *compact(FIRST, WHOLE), *compact(SECOND, WHOLE)],
    [["Total general", 2 * WHOLE], ["nov", WHOLE], *compact(FIRST, WHOLE), ["dic", WHOLE], *compact(SECOND, WHOLE)],
]


@pytest.mark.parametrize("rows", MONTHS)
def test_sums_of_months_above_those_of_days_are_totals_too(rows: list[list[Any]]) -> None:
    reading = read(text([COMPACT, *rows], form="%d/%m/%Y"), "a.csv", today=FIRST.date())
    agrees(reading)
    assert notes_of(reading).count("is a total and agrees with the values") == len(rows) - 48


def test_a_row_above_a_date_that_sums_up_nothing_stays_an_error() -> None:
    wrong = read(xlsx([COMPACT, ["nov", WHOLE + 1], *compact(FIRST, WHOLE), ["dic", WHOLE], *compact(SECOND, WHOLE)]))
    assert [row for row, _, _ in errors_of(wrong)] == [2]
    last = compact(FIRST, WHOLE)[:-1]
    zero = read(xlsx([COMPACT, *last, ["Z4", 0], *compact(SECOND, 0, values=[0] * 24)]))
    assert [row for row, _, _ in errors_of(zero)] == [26]


def test_a_decimal_sign_that_was_chosen_tells_the_sums_as_well() -> None:
    values = [f"{10 + hour},125" for hour in range(24)]
    rows = [COMPACT, *(row for day in (FIRST, SECOND) for row in compact(day, "519,000", values=values))]
    reading = read(text(rows, form="%d/%m/%Y"), "a.csv", decimal=",")
    assert (errors_of(reading), reading.agrees_with_total, reading.rows.mw[0]) == ([], True, 10.125)
