"""What each answer to a question gives is found as the reading after it is: with the sign that its size settles."""

from __future__ import annotations

from datetime import date

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets.absurd import COMMA_BY_SIZE
from tests.spreadsheets.builders import read
from tests.spreadsheets.test_layouts import refusal

TODAY = date(2026, 11, 25)


def table(header: str, day: str, values: int = 1, *, delimiter: str = ";") -> bytes:
    rows = (f"{day};{hour}" + ";42,682" * values for hour in range(1, 25))
    return "\n".join((f"Fecha;Hora;{header}", *rows)).replace(";", delimiter).encode()


def test_the_order_of_a_date_is_asked_with_the_numbers_of_both() -> None:
    content = table("Compra (MW)", "12/11/2026")
    asked = refusal(content, today=TODAY)
    assert asked.question is Question.DATE_ORDER
    assert [(each.message, each.first_mw) for each in asked.alternatives] == [(None, 42.682)] * 2
    for each in asked.alternatives:
        assert each.options.decimal is None
        after = read(content, "a.csv", today=TODAY, month_first=each.options.month_first)
        assert after.notes[-1].template == COMMA_BY_SIZE
        assert after.energy_mwh == each.energy_mwh


def test_columns_are_asked_with_their_numbers() -> None:
    asked = refusal(table("Compra (MW);Compra revisada (MW)", "03/12/2026", 2), today=TODAY)
    assert asked.question is Question.COLUMN
    assert [(each.message, each.first_mw) for each in asked.alternatives] == [(None, 42.682)] * 2


def test_a_question_that_comes_is_announced() -> None:
    """Parted by tabs nothing but a person tells the sign."""
    asked = refusal(table("Compra (MW)", "12/11/2026", delimiter="\t"), today=TODAY)
    assert [each.asks for each in asked.alternatives] == [True, True]
