"""What was chosen and could not be done is said; what could be done is not spoken of. So is that labels were moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets.builders import DAY, notes_of, read, text, times, xlsx

NUMBERED = text(
    [["Programa"], ["Fecha", "Hora", "Compra (MW)"], *(["25/11/2025", hour, hour / 8] for hour in range(1, 25))]
)
TIMES = xlsx([["Time", "Otra"], ["Time", "Compra"], *([moment, 1.5] for moment in times(24))])


@pytest.mark.parametrize(
    ("content", "chosen", "says"),
    [
        (NUMBERED, {"date_column": "B"}, "“B” was chosen for the times and was left aside"),
        (NUMBERED, {"date_column": "Hora"}, "“Hora” was chosen for the times and was left aside"),
        (TIMES, {"hour_column": "B"}, "“B” was chosen for the periods and was left aside"),
    ],
)
def test_a_choice_that_does_not_fit_is_said_to_be_left_aside(content: bytes, chosen: dict[str, Any], says: str) -> None:
    assert says in notes_of(read(content, **chosen))


@pytest.mark.parametrize(
    ("content", "chosen"),
    [
        (NUMBERED, {"header_row": 2, "date_column": "fecha", "hour_column": "Hora"}),
        (NUMBERED, {"date_column": "A", "hour_column": "b"}),
        (TIMES, {"header_row": 2, "date_column": "Time"}),
    ],
)
def test_a_choice_that_was_followed_is_not(content: bytes, chosen: dict[str, Any]) -> None:
    assert "left aside" not in notes_of(read(content, **chosen))


def test_a_sheet_of_a_text_file_is_refused_as_what_there_is_not() -> None:
    with pytest.raises(UnreadableFileError, match="The file has no sheets"):
        read(NUMBERED, "a.csv", sheet="Programa")


@pytest.mark.parametrize(
    ("first", "account", "says"),
    [
        (DAY, Label.END, "name the start of each period: each was moved by one period, to its end"),
        (None, Label.START, "name the end of each period: each was moved by one period, to its start"),
    ],
)
def test_labels_that_were_moved_are_said_to_be(first: datetime | None, account: Label, says: str) -> None:
    content = xlsx([["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=first))])
    assert says in notes_of(read(content, shift=True, account_label=account))
    assert "was moved" not in notes_of(read(content, account_label=account))
