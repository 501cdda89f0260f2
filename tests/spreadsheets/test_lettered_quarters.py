"""T1 to T4 or C1 to C4 beside hours: quarters where the file speaks of quarters of hours, else a question."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, xlsx


def rows(letter: str, corner: str = "Hora", count: int = 4) -> list[list[Any]]:
    heads = [f"{letter}{number}" for number in range(1, count + 1)]
    return [
        ["Fecha", corner, *heads],
        *(["24/11/2026", hour + 1, *(hour * 4 + part + 0.5 for part in range(count))] for hour in range(24)),
    ]


@pytest.mark.parametrize("letter", ["T", "C", "t", "C "])
@pytest.mark.parametrize(
    "title",
    [
        "Programa cuartohorario (MW)",
        "Compra (MW) - 15 min",
        "Compra MW por cuartos de hora",
        "Acquisto (MW) quarto d'ora",
        "Viertelstundenwerte Kauf (MW)",
        "Quarter-hourly purchase (MW)",
    ],
)
def test_a_word_of_quarters_in_the_title_makes_them_quarters(letter: str, title: str) -> None:
    reading = read(xlsx([[title], *rows(letter)]))
    assert (reading.resolution, len(reading.rows)) == (15, 96)
    assert reading.rows.mw.tolist() == [at + 0.5 for at in range(96)]
    assert str(reading.rows.labels[0]) == "2026-11-24T00:15"


def test_so_does_the_name_of_the_sheet_or_the_file_or_the_corner() -> None:
    table = [["Compra (MW)"], *rows("T")]
    assert read(xlsx([], sheets={"Cuartohorario": table})).resolution == 15
    assert read(xlsx(table), "programa_cuartohorario.xlsx").resolution == 15
    assert read(xlsx([["Compra (MW)"], *rows("C", "Hora/Cuarto")])).resolution == 15


@pytest.mark.parametrize(
    "title",
    [
        "Compra (MW)",
        "Compra (MW) cuarto trimestre",
        "Compra (MW) por trimestres, 15 min",
        "Cuarto envío (MW)",
        "Q1 (MW)",
    ],
)
def test_without_such_a_word_it_is_asked(title: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([[title], *rows("T")]))
    assert asked.value.question is Question.COLUMN


def test_five_of_them_are_no_quarters() -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([["Compra cuartohoraria (MW)"], *rows("C", count=5)]))
    assert asked.value.question is Question.COLUMN
