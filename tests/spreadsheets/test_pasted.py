"""What is said of a pasted table that lacks its day: there is no name of a file to write it into."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets.pasted import PASTED
from tests.spreadsheets.builders import read, text

HOURS = [[hour, hour + 0.5] for hour in range(1, 25)]
HOURS_OF_DAY = [hour + 0.5 for hour in range(24)]
DAYS = [[f"L{day}", *(hour + 0.5 for hour in range(24))] for day in range(1, 31)]
TABLES = {
    "no day": [["Hora", "Compra (MW)"], *HOURS],
    "no day across": [["Hora", *range(1, 25)], ["Compra (MW)", *(hour + 0.5 for hour in range(24))]],
    "no month": [["", *range(1, 25)], *DAYS],
    "no year": [["Día", *range(1, 25)], *([f"mar. {day:02}/10", *HOURS_OF_DAY] for day in (13, 14, 15))],
}


def refusal(rows: list[list[object]], name: str) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(text(rows), name)
    assert str(caught.value) == str(caught.value.message)
    return str(caught.value.message)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_pasted_table_without_its_day_is_asked_to_be_copied_with_it(rows: list[list[object]]) -> None:
    pasted, of_file = refusal(rows, PASTED), refusal(rows, "compra.csv")
    assert "the file's name" in of_file
    assert "copy" in pasted.lower()
    assert "file" not in pasted


def test_other_refusals_are_the_same_for_a_file_and_what_was_pasted() -> None:
    rows: list[list[object]] = [["Compra", "MW"], ["a", "b"]]
    assert refusal(rows, PASTED) == refusal(rows, "compra.csv")
