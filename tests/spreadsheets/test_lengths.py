"""Days of hours and days of quarters in one table whose periods run across: one refusal, and not a cell at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.spreadsheets.builders import errors_of, read, xlsx
from tests.spreadsheets.test_rules import refusal

FIRST, SECOND = "24/11/2026", "25/11/2026"
QUARTERS = list(range(1, 97))
CLOCK = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(0, 24 * 60, 15)]
HOURS = [f"H{hour}" for hour in range(1, 25)]


def spaced(step: int) -> list[float | None]:
    return [1.5 if place % step == 0 else None for place in range(96)]


def wide(names: list[Any], *days: list[Any]) -> bytes:
    return xlsx([["Compra (MWh)"], ["Fecha", *names], *days])


@pytest.mark.parametrize(
    "content",
    [
        wide(QUARTERS, [FIRST, *([1.5] * 24)], [SECOND, *([2.5] * 96)]),
        wide(QUARTERS, [FIRST, *([2.5] * 96)], [SECOND, *([1.5] * 24)]),
        wide(QUARTERS, [FIRST, *spaced(4)], [SECOND, *([2.5] * 96)]),
        wide(CLOCK, [FIRST, *spaced(4)], [SECOND, *([2.5] * 96)]),
        xlsx(
            [
                ["Periodo", datetime(2026, 11, 24), datetime(2026, 11, 25)],
                *([quarter, 1.5 if quarter <= 24 else None, 2.5] for quarter in QUARTERS),
            ]
        ),
    ],
)
def test_days_of_both_are_refused_at_once(content: bytes) -> None:
    assert "has 24 periods, those of other days go up to 96" in refusal(content)


def test_hours_in_a_form_of_quarters_are_refused_at_once() -> None:
    assert "names 96 periods of a day, but 2026-11-24 fills 24" in refusal(wide(QUARTERS, [FIRST, *([1.5] * 24)]))


def test_hours_beside_their_quarters_are_refused_at_once() -> None:
    assert "names 24 periods of 2026-11-24 twice" in refusal(
        wide([*HOURS, *QUARTERS], [FIRST, *([1.5] * 24), *([2.5] * 96)], [SECOND, *([1.5] * 24), *([2.5] * 96)])
    )


@pytest.mark.parametrize("filled", [20, 40, 95])
def test_a_day_that_is_not_full_keeps_its_errors(filled: int) -> None:
    reading = read(wide(QUARTERS, [FIRST, *([2.5] * 96)], [SECOND, *([1.5] * filled)]))
    assert (len(reading.rows), len(errors_of(reading))) == (192, 96 - filled)


@pytest.mark.parametrize("day", ["29/03/2026", "25/10/2026"])
def test_hours_of_the_days_of_change_are_no_parts(day: str) -> None:
    count = 23 if day.startswith("29") else 25
    reading = read(wide([*HOURS, "H25"], [FIRST, *([1.5] * 24)], [day, *([1.5] * count)]))
    assert (len(reading.rows), errors_of(reading)) == (24 + count, [])
