"""The order of day and month that a weekday beside the date tells: 05/02/2026 is a Thursday, or a Saturday of May."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.problems import Severity
from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

THURSDAY = [
    "Jueves",
    "jue",
    "jue.",
    "Thu",
    "Thursday",
    "jeudi",
    "giovedì",
    "Donnerstag",
    "Quinta",
    "Torsdag",
    "torstai",
]
SATURDAY = ["Sábado", "sáb", "Sat", "samedi", "Samstag", "Lørdag", "Lauantai", "zaterdag"]


def beside(weekday: str, day: str = "05/02/2026") -> bytes:
    return "\n".join(["Día;Fecha;Hora;Compra (MW)", *(f"{weekday};{day};{at};{at}" for at in range(1, 25))]).encode()


def titled(title: str, day: str = "05/02/2026") -> bytes:
    return "\n".join([title, "Fecha;Hora;Compra (MW)", *(f"{day};{at};{at}" for at in range(1, 25))]).encode()


def above(weekday: str, day: str = "05/02/2026") -> bytes:
    return "\n".join(["Compra (MW)", f";{weekday}", f"Hora;{day}", *(f"H{at};{at}" for at in range(1, 25))]).encode()


def first_day(content: bytes) -> str:
    return str(read(content, "a.csv").rows.labels[0])[:10]


def asks(content: bytes) -> bool:
    try:
        read(content, "a.csv")
    except UnreadableFileError as error:
        return error.question is Question.DATE_ORDER
    return False


@pytest.mark.parametrize("weekday", THURSDAY)
def test_a_thursday_puts_the_day_first(weekday: str) -> None:
    assert [first_day(make(weekday)) for make in (beside, above)] == ["2026-02-05"] * 2


@pytest.mark.parametrize("weekday", SATURDAY)
def test_a_saturday_puts_the_month_first(weekday: str) -> None:
    assert [first_day(make(weekday)) for make in (beside, above)] == ["2026-05-02"] * 2


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Programa jueves", "02-05"),
        ("Jueves", "02-05"),
        ("Programme for Saturday", "05-02"),
        ("Programa jue 05/02/2026", "02-05"),
        ("Programma sabato 05/02/2026", "05-02"),
        ("05/02/2026 (Thu)", "02-05"),
    ],
)
def test_a_title_tells_it_as_well(title: str, day: str) -> None:
    assert first_day(titled(title)) == f"2026-{day}"


def test_the_midnight_that_ends_the_day_bears_its_weekday() -> None:
    times = [f"Jueves;05/02/2026 {at:02}:00;{at}" for at in range(1, 24)]
    content = "\n".join(["Día;Fecha;Compra (MW)", *times, "Jueves;06/02/2026 00:00;24"])
    assert first_day(content.encode()) == "2026-02-05"
    dates = "\n".join(
        ["Compra jueves", "Fecha;Compra (MW)", *(line.partition(";")[2] for line in content.split("\n")[1:])]
    )
    assert first_day(dates.encode()) == "2026-02-05"


@pytest.mark.parametrize("weekday", ["Lunes", "Tuesday", "ma", "J"])
def test_a_weekday_that_is_neither_tells_nothing(weekday: str) -> None:
    assert all(asks(make(weekday)) for make in (beside, above))


@pytest.mark.parametrize(
    "title", ["Programa", "Emitido el jueves", "Segunda versión", "Programa lunes", "Jueves o sábado", "Parque del Mar"]
)
def test_titles_without_the_weekday_of_the_day_tell_nothing(title: str) -> None:
    assert asks(titled(title))


def test_a_weekday_of_the_day_on_which_the_file_was_made_tells_nothing() -> None:
    stamp = titled("Emitido:;jueves;05/02/2026", "06/03/2026")
    assert asks(stamp)


def test_weekdays_that_contradict_each_other_tell_nothing() -> None:
    rows = [*beside("Jueves").decode().split("\n")[:13], *beside("Sábado").decode().split("\n")[13:]]
    assert asks("\n".join(rows).encode())


def test_what_the_rows_show_themselves_wins_and_the_weekday_is_told() -> None:
    rows = [f"Jueves;{day}/02/2026;{at};{at}" for day in ("13", "14") for at in range(1, 25)]
    reading = read("\n".join(["Día;Fecha;Hora;Compra (MW)", *rows]).encode(), "a.csv")
    assert any("another weekday" in str(each.problem.message) for each in reading.problems)
    assert not any(each.problem.severity is Severity.ERROR for each in reading.problems)
