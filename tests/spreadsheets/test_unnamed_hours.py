"""A date and the numbers of its periods in each row, without any headers; and days across above unnamed numbers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx

FIRST = datetime(2026, 11, 29)
Rows = list[list[Any]]


def table(days: int, count: int = 24, *, total: float | None = None) -> Rows:
    """Rows of a date and `count` values, and their sum over `total`, if so."""
    rows: Rows = []
    for day in range(days):
        values = [10 + day + period / 64 for period in range(count)]
        rows.append([FIRST + timedelta(days=day), *values, *([] if total is None else [sum(values) / total])])
    return rows


def written(rows: Rows) -> Rows:
    return [[f"{row[0]:%d/%m/%Y}", *row[1:]] for row in rows]


@pytest.mark.parametrize("total", [None, 1])
@pytest.mark.parametrize("days", [1, 3, 9])
def test_the_numbers_behind_a_date_are_its_hours(days: int, total: float | None) -> None:
    rows = table(days, total=total)
    for content, name in (
        (xlsx(rows), "a.xlsx"),
        (text(written(rows)), "a.csv"),
        (xlsx([["Compra (MWh)"], *rows]), "b.xlsx"),
    ):
        reading = read(content, name)
        labels = format_labels(reading.rows.labels)
        assert (labels[0], len(labels), errors_of(reading)) == ("2026-11-29 01:00", days * 24, [])
        assert reading.rows.mw.tolist() == [10 + day + hour / 64 for day in range(days) for hour in range(24)]
        assert "no headers: the 24 numbers behind each date" in notes_of(reading)
        assert ("agree with the values" in notes_of(reading)) == (total is not None)
        assert reading.sources is not None
        assert reading.sources[0].column == "B"
        assert reading.grid is not None
        assert reading.grid.header_row is None


def test_quarters_without_headers() -> None:
    for total in (None, 4):
        reading = read(xlsx([["Compra (MW)"], *table(2, 96, total=total)]))
        labels = format_labels(reading.rows.labels)
        assert (labels[0], reading.resolution, len(labels)) == ("2026-11-29 00:15", 15, 192)


def test_a_mistyped_number_is_told_by_its_cell() -> None:
    rows = table(3)
    rows[1][5] = "n/a x"
    (error,) = errors_of(read(xlsx(rows)))
    assert error[0] == 2


@pytest.mark.parametrize("count", [23, 25, 30, 48])
def test_another_number_of_values_is_refused_with_what_was_seen(count: int) -> None:
    with pytest.raises(UnreadableFileError, match=f"hold a date and {count} numbers, and no header says"):
        read(xlsx(table(3, count)))


@pytest.mark.parametrize("total", [None, 1])
def test_days_across_above_numbers_that_nothing_names(total: float | None) -> None:
    rows = [list(row) for row in zip(*table(3, total=total), strict=True)]
    with pytest.raises(UnreadableFileError, match="nothing says which hours or quarters these are"):
        read(xlsx(rows))


def test_one_number_a_day_is_still_a_value_of_the_whole_day() -> None:
    with pytest.raises(UnreadableFileError, match="values of whole days"):
        read(xlsx(table(9, 1)))
