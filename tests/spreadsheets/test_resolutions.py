"""How long a period is where the file does not surely show it: a person decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import DAY, notes_of, read, text, times, xlsx
from tests.spreadsheets.test_layouts import lines, two_columns

HEADER = ["Fecha", "Compra (MWh)"]


def table(*moments: datetime) -> bytes:
    return xlsx([HEADER, *([moment, 1.5] for moment in moments)])


def warnings_of(reading: Reading) -> str:
    return " ".join(str(found.problem.message) for found in reading.problems)


def test_one_row_is_as_long_as_somebody_says() -> None:
    content = table(*times(1))
    assert (read(content).resolution, read(content).resolution_open) == (60, True)
    assert "an hour is assumed" in notes_of(read(content))
    quarter = read(content, resolution=15)
    assert (quarter.resolution, quarter.factor, quarter.rows.mw[0], quarter.resolution_open) == (15, 4.0, 6.0, True)
    assert "an hour is assumed" not in notes_of(quarter)


def test_rows_far_apart_may_be_of_any_length_that_fits() -> None:
    content = table(*times(3, 120))
    assert (read(content).resolution, read(content).resolution_open) == (60, True)
    assert read(content, resolution=30).resolution == 30
    odd = table(*times(3, 90))
    assert (read(odd).resolution, read(odd, resolution=60).resolution) == (30, 30)


def test_a_few_hours_may_be_quarters_and_that_is_said() -> None:
    content = table(*times(4))
    reading = read(content, resolution=15)
    assert (reading.resolution, reading.rows.labels.tolist()) == (15, times(4))
    assert "60 minutes apart, but each was read as a period of 15" in warnings_of(reading)
    assert read(table(*times(4, 15)), resolution=60).resolution == 15
    assert not read(table(*times(4, 15))).resolution_open


@pytest.mark.parametrize("step", [60, 30, 15])
def test_what_the_file_shows_is_not_overruled(step: int) -> None:
    content = table(*times(24 * 60 // step, step))
    for wanted in (60, 30, 15):
        reading = read(content, resolution=wanted)
        assert (reading.resolution, reading.resolution_open) == (step, False)
        assert ("left aside" in notes_of(reading)) == (wanted != step)


def numbered(*numbers: int, header: str = "Periodo") -> bytes:
    return two_columns(*numbers, header=f"Fecha;{header};Compra (MW)")


@pytest.mark.parametrize(
    ("content", "assumed", "chosen", "first"),
    [
        (numbered(*range(1, 9)), 60, 15, "2026-11-24 00:15"),
        (numbered(*range(1, 9)), 60, 30, "2026-11-24 00:30"),
        (numbered(*range(1, 49)), 30, 15, "2026-11-24 00:15"),
        (numbered(*range(1, 41)), 15, 30, "2026-11-24 00:30"),
    ],
)
def test_numbers_of_a_part_of_a_day_are_counted_as_somebody_says(
    content: bytes, assumed: int, chosen: int, first: str
) -> None:
    plain = read(content, "a.csv")
    assert (plain.resolution, plain.resolution_open) == (assumed, True)
    reading = read(content, "a.csv", resolution=chosen)
    assert (reading.resolution, reading.resolution_open) == (chosen, True)
    assert format_labels(reading.rows.labels)[0] == first


@pytest.mark.parametrize(
    "content", [numbered(*range(1, 25)), numbered(*range(1, 97)), numbered(*range(1, 9), header="Hora")]
)
def test_numbers_of_a_whole_day_and_hours_that_say_so_are_not_in_doubt(content: bytes) -> None:
    plain = read(content, "a.csv")
    assert not plain.resolution_open
    assert read(content, "a.csv", resolution=30).resolution == plain.resolution


def test_periods_across_and_times_of_day_as_well() -> None:
    across = lines("Compra (MW)", "Fecha;1;2;3;4;5;6;7;8", "24/11/2026;" + ";".join("1,5" for _ in range(8)))
    assert format_labels(read(across, "a.csv", resolution=15).rows.labels)[-1] == "2026-11-24 02:00"
    rows: list[list[Any]] = [["Fecha", "Hora", "Compra (MW)"], ["24/11/2026", "08:00", 1.5]]
    single = read(text(rows), "a.csv", resolution=15)
    assert (single.resolution, single.resolution_open, single.rows.labels[0].item()) == (15, True, DAY.replace(hour=8))
