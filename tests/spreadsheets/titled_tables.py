"""A table of one day below its titles, and what is said of the day that it gets."""

from __future__ import annotations

from datetime import date
from typing import Any

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
HOURS: list[list[Any]] = [[hour, hour + 0.5] for hour in range(1, 25)]


def table(*titles: object) -> bytes:
    """Hours below `titles`, each a cell or a row of them."""
    rows = [title if isinstance(title, list) else [title] for title in titles]
    return text([*rows, ["Hora", "MW"], *HOURS])


def assert_next_day(content: bytes, file: str = "a.csv") -> None:
    """The table is that of the 30th of November, without a doubt."""
    reading = read(content, file, today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-11-30 01:00"
    assert warnings_of(reading) == ""
