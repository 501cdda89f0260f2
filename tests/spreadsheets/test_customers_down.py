"""A row for each customer or point of supply, all of one day, the hours across: which one is asked, not which hour."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.reader import read_bytes

HOURS = ";".join(f"H{hour}" for hour in range(1, 25))


def table(head: str, *names: str) -> bytes:
    rows = [
        f"{name};15/12/2026;" + ";".join(f"{10 * at + hour},5" for hour in range(24)) for at, name in enumerate(names)
    ]
    return "\n".join([f"{head};Fecha;{HOURS}", *rows]).encode()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("CUPS", ("ES0021000000000010AA", "ES0021000000000011AA", "ES0021000000000012AA")),
        ("Cliente", ("101", "102", "103")),
        ("Zona", ("Norte", "Sur")),
    ],
)
def test_the_customers_are_asked_about(head: str, names: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(table(head, *names), "plan.csv", ReadingOptions(unit="MW"))
    assert caught.value.question is Question.COLUMN
    assert caught.value.choices == names


def test_the_one_that_is_named_is_read() -> None:
    reading = read_bytes(table("Cliente", "101", "102"), "plan.csv", ReadingOptions(unit="MW", column="102"))
    assert reading.column == "102"
    assert reading.rows.mw.tolist() == [10.5 + hour for hour in range(24)]


def test_rows_of_one_day_without_names_are_refused_by_their_rows() -> None:
    content = table("Fecha de nada", "", "").replace(b"Fecha de nada;", b"").replace(b"\n;", b"\n")
    with pytest.raises(UnreadableFileError, match="in row 2 and in row 3"):
        read_bytes(content, "plan.csv", ReadingOptions(unit="MW"))
