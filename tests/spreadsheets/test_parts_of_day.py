"""One day in blocks side by side: each value is of the hour left of it, and the blocks are one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import Question, Reading, Role, UnreadableFileError
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

TITLE = ["Programa 17/11/2026"]
HEADS = {
    "a gap": ["Hora", "Compra (MW)", ""],
    "no gap": ["Hora", "Compra (MW)"],
    "prices": ["Hora", "Compra (MW)", "EUR/MWh"],
    "numbers of rows": ["Nº", "Periodo", "Compra (MW)", ""],
}


def cells_of(head: Sequence[str], name: object, number: int) -> list[object]:
    values = {"Hora": name, "Periodo": name, "Compra (MW)": number + 0.5, "EUR/MWh": 50.25, "Nº": number, "": ""}
    return [values[each] for each in head]


def table(
    names: Sequence[object], blocks: int, head: Sequence[str] = ("Hora", "Compra (MW)"), *, right_first: bool = False
) -> list[list[Any]]:
    longest = -(-len(names) // blocks)
    order = range(blocks - 1, -1, -1) if right_first else range(blocks)
    rows: list[list[object]] = [TITLE, list(head) * blocks]  # type: ignore[list-item]
    for row in range(longest):
        cells: list[object] = []
        for block in order:
            number = block * longest + row
            known = number < len(names)
            cells += cells_of(head, names[number], number + 1) if known else [""] * len(head)
        rows.append(cells)
    return rows


def check_day(reading: Reading, count: int, step: int, day: str = "2026-11-17", after: str = "2026-11-18") -> None:
    labels = [str(label)[:16].replace("T", " ") for label in reading.rows.labels]
    assert (len(labels), reading.resolution, errors_of(reading)) == (count, step, [])
    assert (labels[0], labels[-1]) == (f"{day} {step // 60:02}:{step % 60:02}", f"{after} 00:00")
    assert reading.rows.mw.tolist() == [number + 1.5 for number in range(count)]
    assert "of 24 periods" not in warnings_of(reading)
    assert "blocks side by side" in notes_of(reading)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("blocks", [2, 3, 4])
@pytest.mark.parametrize("right_first", [False, True])
def test_blocks_of_hours_side_by_side_are_one_day(head: list[str], blocks: int, *, right_first: bool) -> None:
    rows = table(range(1, 25), blocks, head, right_first=right_first)
    check_day(read(text(rows), "a.csv"), 24, 60)
    check_day(read(xlsx(rows)), 24, 60)


@pytest.mark.parametrize(
    "name",
    [
        lambda hour: f"H{hour + 1}",
        lambda hour: f"{hour + 1:02}:00",
        lambda hour: f"{hour:02}:00 - {hour + 1:02}:00",
        lambda hour: f"{hour + 1 if hour < 23 else 0:02}:00",
    ],
)
def test_hours_by_any_name(name: Callable[[int], str]) -> None:
    check_day(read(text(table([name(hour) for hour in range(24)], 2)), "a.csv"), 24, 60)


def test_quarters_in_four_blocks_are_quarters() -> None:
    check_day(read(text(table(range(1, 97), 4, ["Periodo", "Compra (MW)"])), "a.csv"), 96, 15)


@pytest.mark.parametrize(("day", "after", "count"), [("25/10", "2026-10-26", 25), ("29/03", "2026-03-30", 23)])
def test_days_of_25_and_23_hours(day: str, after: str, count: int) -> None:
    rows = table(range(1, count + 1), 2)
    rows[0] = [f"Programa {day}/2026"]
    check_day(read(text(rows), "a.csv"), count, 60, f"2026-{day[3:]}-{day[:2]}", after)


def test_the_day_may_stand_left_of_all_blocks() -> None:
    rows = table(range(1, 25), 2)[2:]
    for dated in (["17/11/2026"] * 12, ["17/11/2026", *[""] * 11]):
        content = [
            ["Fecha", *["Hora", "Compra (MW)"] * 2],
            *([day, *row] for day, row in zip(dated, rows, strict=True)),
        ]
        check_day(read(text(content), "a.csv"), 24, 60)


def test_words_and_sums_below_the_blocks_are_no_hours() -> None:
    rows = [*table(range(1, 25), 2, HEADS["a gap"]), ["Total", 78.0, "", "Total", 222.0, ""], ["Fuente: mesa"]]
    check_day(read(text(rows), "a.csv"), 24, 60)


def test_a_wrong_cell_is_told_by_its_own_row_and_column() -> None:
    rows = table(range(1, 25), 2, HEADS["a gap"])
    rows[4][4] = "n/d?"
    reading = read(xlsx(rows))
    assert errors_of(reading) == [(5, "Compra (MW) [E]", "“n/d?” is not a number.")]
    assert str(reading.rows.labels[14])[:16] == "2026-11-17T15:00"


@pytest.mark.parametrize("called", ["E", "Compra (MW) [E]"])
def test_a_column_that_is_named_has_the_hours_left_of_it_and_half_a_day(called: str) -> None:
    reading = read(text(table(range(1, 25), 2, HEADS["a gap"])), "a.csv", column=called)
    labels = [str(label)[:16].replace("T", " ") for label in reading.rows.labels]
    assert (labels[0], labels[-1], len(labels)) == ("2026-11-17 13:00", "2026-11-18 00:00", 12)
    assert reading.rows.mw.tolist() == [number + 0.5 for number in range(13, 25)]
    assert "2026-11-17 has 12 of 24 periods" in warnings_of(reading)


def test_blocks_that_overlap_are_asked_about_and_each_has_its_own_hours() -> None:
    rows = [TITLE, ["Hora", "Compra (MW)"] * 2, *([hour, hour + 0.5, hour + 11, hour + 11.5] for hour in range(1, 14))]
    with pytest.raises(UnreadableFileError) as caught:
        read(text(rows), "a.csv")
    assert caught.value.question is Question.COLUMN
    assert [each.first for each in caught.value.alternatives] == ["2026-11-17 01:00", "2026-11-17 12:00"]
    assert [each.last for each in caught.value.alternatives] == ["2026-11-17 13:00", "2026-11-18 00:00"]


def test_two_series_with_the_same_hours_are_asked_about() -> None:
    rows = [TITLE, ["Hora", "Compra (MW)"] * 2, *([hour, hour + 0.5, hour, hour + 9.5] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError) as caught:
        read(text(rows), "a.csv")
    assert caught.value.question is Question.COLUMN
    assert [each.rows for each in caught.value.alternatives] == [24, 24]


def test_each_value_is_shown_in_its_own_cell() -> None:
    reading = read(xlsx(table(range(1, 25), 2, HEADS["a gap"])))
    assert reading.grid is not None
    for role, columns in ((Role.VALUE, {1, 4}), (Role.PERIOD, {0, 3})):
        down, across = np.nonzero(reading.grid.roles == int(role))
        assert (set(down.tolist()), set(across.tolist())) == (set(range(2, 14)), columns)
