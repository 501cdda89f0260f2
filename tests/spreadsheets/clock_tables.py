"""Tables of hours in columns of their own, as the tests of clocks write them, and what they look at."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from tests.spreadsheets.builders import read

OCTOBER = "25/10/2026"
TO_24 = [*range(1, 25)]
REPEATED = {
    "2 of 0 to 23": [0, 1, 2, 2, *range(3, 24)],
    "3 of 1 to 24": [1, 2, 3, 3, *range(4, 25)],
    "2 of 1 to 24, an end": [1, 2, 2, *range(3, 25)],
}
NAMED = [f"2026-10-25 {hour:02}:00" for hour in REPEATED["2 of 1 to 24, an end"][:-1]] + ["2026-10-26 00:00"]


def refusal(content: bytes, name: str = "a.csv", **options: Any) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, **options)
    return str(caught.value.message)


def warnings_of(reading: Reading) -> str:
    return "\n".join(str(found.problem.message) for found in reading.problems)


def table(*rows: object, head: str = "Fecha;Hora;Compra (MW)") -> bytes:
    return "\n".join([head, *map(str, rows)]).encode()


def rising(reading: Reading) -> bool:
    """Whether the values count up in the order of time, as the builders of this file write them."""
    return reading.rows.mw.tolist() == [place + 0.5 for place in range(len(reading.rows))]
