"""What is clear of a file already while something is asked: its coloured cells and the names of its columns."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions, Role, UnreadableFileError
from ravenwits_desktop.spreadsheets.reader import read_bytes

H, D, P, V, N = Role.HEADER, Role.DATE, Role.PERIOD, Role.VALUE, Role.OTHER


def asked(*heads: str, day: str = "03/04/2025", value: str = "{}.5") -> UnreadableFileError:
    """The question about a table of 24 hours below a title, with a column of values for each of `heads`."""
    rows = [[day, str(hour), *(value.format(hour + 100 + place) for place in range(len(heads)))] for hour in range(24)]
    lines = [["Programa"], ["Fecha", "Hora", *heads], *rows]
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes("\n".join(map(";".join, lines)).encode(), "p.csv", ReadingOptions())
    assert caught.value.grid is not None
    return caught.value


@pytest.mark.parametrize(
    ("heads", "question", "first"),
    [
        (("Compra (MW)", "Precio"), Question.DATE_ORDER, [D, P, V, N]),
        (("Norte (MW)", "Sur (MW)"), Question.DATE_ORDER, [D, P, V, V]),
    ],
)
def test_a_question_about_the_dates_shows_the_table(
    heads: tuple[str, ...], question: Question, first: list[int]
) -> None:
    error = asked(*heads)
    assert error.question is question
    assert error.grid is not None
    assert error.grid.header_row == 2
    assert error.grid.roles[:3].tolist() == [[N] * 4, [H] * 4, first]


def test_a_question_about_the_column_shows_each_that_it_could_be() -> None:
    error = asked("Norte (MW)", "Sur (MW)", day="13/04/2025")
    assert error.question is Question.COLUMN
    assert error.grid is not None
    assert error.grid.roles[1:3].tolist() == [[H] * 4, [D, P, V, V]]


def test_a_question_about_the_decimal_sign_shows_the_values() -> None:
    error = asked("Compra", day="13/04/2025", value="1.{}")
    assert error.question is Question.DECIMAL
    assert error.grid is not None
    assert np.unique(error.grid.roles[2:], axis=0).tolist() == [[D, P, V]]


def test_the_columns_have_their_names_while_the_order_of_the_dates_is_asked() -> None:
    assert asked("Compra (MW)", "Venta (MW)").choices == ("Compra (MW)", "Venta (MW)")
    assert asked("Norte", "Sur").choices == ("Norte", "Sur")
