"""The day that only a name says: that of the file with two digits of the year, or that of the sheet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.days.named_days import day_of_pairs, day_of_short_year, day_without_year
from ravenwits_desktop.spreadsheets.layout import Context
from tests.spreadsheets.builders import TODAY, errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

NOW = date(2026, 11, 28)
HOURS: list[list[Any]] = [["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25))]
ACROSS: list[list[Any]] = [["", *range(1, 25)], ["Compra (MW)", *(hour + 0.5 for hour in range(1, 25))]]


def first_day(reading: Reading) -> str:
    assert (len(reading.rows), errors_of(reading)) == (24, [])
    return format_labels(reading.rows.labels)[0][:10]


def named(**sheets: Any) -> bytes:
    return xlsx([], sheets=sheets)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Compra 30.11.26.csv", date(2026, 11, 30)),
        ("Compra_30-11-26.xlsx", date(2026, 11, 30)),
        ("26-11-30 compra.csv", date(2026, 11, 30)),
        ("12.11.26.csv", date(2026, 11, 12)),
        ("v 10.11.12.csv", None),
        ("12-11-26.csv", None),
        ("30.11.26 01.12.26.csv", None),
        ("31.11.26.csv", None),
        ("1.30.11.26.csv", None),
    ],
)
def test_three_pairs_of_digits_are_the_one_day_about_now_that_they_can_be(name: str, expected: date | None) -> None:
    assert day_of_pairs(name, Context(name, ReadingOptions(), today=NOW)) == expected


def test_a_file_named_after_its_day_is_read() -> None:
    tomorrow = TODAY + timedelta(days=1)
    name = f"Compra {tomorrow:%d.%m.%y}.csv"
    reading = read(text(HOURS), name)
    assert first_day(reading) == str(tomorrow)
    assert "taken from the file's name" in notes_of(reading)
    assert first_day(read(text(ACROSS), name)) == str(tomorrow)


@pytest.mark.parametrize("sheet", ["2026-11-30", "30-11-2026", "Compra 30.11.2026", "30 nov 2026", "20261130"])
@pytest.mark.parametrize("rows", [HOURS, ACROSS])
def test_a_sheet_named_after_its_day_is_read(sheet: str, rows: Any) -> None:
    reading = read(named(**{sheet: rows}))
    assert first_day(reading) == "2026-11-30"
    assert f"name of the sheet, “{sheet}”" in notes_of(reading)
    assert first_day(read(named(**{sheet: [["Día: 03/12/2025"], *rows]}), month_first=False)) == "2025-12-03"
    assert first_day(read(named(**{sheet: rows}), "compra_2026-12-24.xlsx")) == "2026-11-30"


@pytest.mark.parametrize("sheet", ["30-11", "30.11", "lun 30-11", "Compra 30-11"])
def test_a_sheet_without_a_year_takes_that_of_the_title_or_the_file(sheet: str) -> None:
    for content, name in ((HOURS, "compras_2026.xlsx"), ([["Programa 2026"], *HOURS], "a.xlsx")):
        reading = read(named(**{sheet: content}), name)
        assert first_day(reading) == "2026-11-30"
        assert "says no year" not in "\n".join(str(found.problem.message) for found in reading.problems)


def test_without_any_year_it_is_the_day_about_now_and_a_doubt() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for rows in (HOURS, ACROSS):
        reading = read(named(**{f"{tomorrow:%d-%m}": rows}))
        assert first_day(reading) == str(tomorrow)
        assert "says no year" in "\n".join(str(found.problem.message) for found in reading.problems)
    both = {f"{TODAY + timedelta(days=day):%d-%m}": HOURS for day in (1, 2)}
    asked = refusal(named(**both), "a.xlsx")
    assert (asked.question, [found.rows for found in asked.alternatives]) == (Question.SHEET, [24, 24])


def test_day_and_month_of_a_sheet_that_can_be_exchanged() -> None:
    context = Context("a.xlsx", ReadingOptions(), today=NOW)
    assert day_without_year("01-12", None, context) == date(2026, 12, 1)
    assert day_without_year("30-11", 2024, context) == date(2024, 11, 30)
    assert day_without_year("31-12", None, context) == date(2026, 12, 31)
    assert day_without_year("Versión 1.2", None, context) is None
    with pytest.raises(DateQuestionError):
        day_without_year("03-04", 2025, context)


def test_other_names_of_sheets_say_no_day() -> None:
    for sheet in ("Hoja1", "Programa", "v 01-02-03", "2026"):
        assert "nor the name of the sheet or the file" in str(refusal(named(**{sheet: HOURS}), "a.xlsx").message)


ISSUED, SOLD = datetime(2026, 11, 23, 9, 30), datetime(2026, 11, 24)


@pytest.mark.parametrize(
    "above",
    [
        [["Programa de compra para el día 24/11/2026"], ["Emitido el 23/11/2026"]],
        [["Fecha de emisión:", "23/11/2026"], ["Fecha de entrega:", "24/11/2026"]],
        [["Generado:", ISSUED], ["Día", SOLD]],
        [["Emisión", ISSUED, "Entrega", SOLD]],
        [["Fecha emisión", "Fecha programa"], [ISSUED, SOLD]],
        [["Erstellt am", ISSUED], ["Liefertag", SOLD]],
        [["Date d'émission", ISSUED], ["Date de livraison", SOLD]],
        [["Versión del", ISSUED], ["Válido para", SOLD]],
    ],
)
def test_the_day_of_issue_above_a_table_is_not_the_day_of_the_market(above: list[list[Any]]) -> None:
    reading = read(xlsx([*above, [], ["Hora", "Compra (MW)"], *([hour, 10.5] for hour in range(1, 25))]))
    assert first_day(reading) == "2026-11-24"


@pytest.mark.parametrize("issued", [["Fecha de emisión:", ISSUED], ["Fecha de emisión: ", "23/11/2026"]])
def test_a_day_of_issue_alone_is_no_day_of_the_market(issued: list[Any]) -> None:
    refused = refusal(xlsx([issued, [], ["Hora", "Compra (MW)"], *([hour, 10.5] for hour in range(1, 25))]), "a.xlsx")
    assert "says of which day" in str(refused.message)


def placed(day: Any, place: str) -> list[list[Any]]:
    """A table of one day that stands above it, in words, or over its only column."""
    values = [[hour, hour + 0.5] for hour in range(1, 25)]
    if place == "column":
        return [["Compra prevista (MW)"], [], ["Periodo", day], *values]
    if place == "across":
        return [["Fecha:", day], [], ["Concepto", *range(1, 25)], ["Compra (MW)", *(value for _, value in values)]]
    above = ["Fecha:", day] if place == "above" else [f"Programa del día {day}"]
    return [above, [], ["Hora", "Compra (MW)"], *values]


@pytest.mark.parametrize("place", ["column", "across", "above", "words"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("04/29/2026", "2026-04-29"),
        ("4-29-2026", "2026-04-29"),
        ("29/04/26", "2026-04-29"),
        ("29.04.26", "2026-04-29"),
        ("04/29/26", "2026-04-29"),
        ("9/9/26", "2026-09-09"),
    ],
)
def test_a_lone_date_with_the_month_first_or_a_short_year_is_seen(place: str, day: str, expected: str) -> None:
    reading = read(text(placed(day, place)), "a.csv")
    assert first_day(reading) == expected
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in range(1, 25)]
    assert f"{expected}, stands above the table" in notes_of(reading)


@pytest.mark.parametrize("place", ["column", "across", "above", "words"])
def test_a_lone_date_with_a_short_year_that_can_be_read_both_ways_is_asked_about(place: str) -> None:
    content = text(placed("05/09/26", place))
    asked = refusal(content)
    assert (asked.question, len(asked.alternatives)) == (Question.DATE_ORDER, 2)
    assert "5 September 2026 or 9 May 2026" in str(asked.message)
    assert first_day(read(content, "a.csv", month_first=False)) == "2026-09-05"
    assert first_day(read(content, "a.csv", month_first=True)) == "2026-05-09"
    assert first_day(read(content, "compra_20260509.csv")) == "2026-05-09"


def test_a_short_date_is_none_beside_a_whole_one_or_words_of_other_things() -> None:
    both = [["Fecha:", "24/11/2026"], ["Fecha:", "15/09/26"], *HOURS]
    assert first_day(read(text(both), "a.csv")) == "2026-11-24"
    for words in (["Generado:", "15/09/26"], ["Contrato 15/09/26"], ["Tel. 91.12.26"], ["Versión 15.09.26"]):
        assert "says of which day" in str(refusal(text([words, [], *HOURS])).message)


@pytest.mark.parametrize(
    ("written", "named", "expected"),
    [
        ("15/09/26", None, (date(2026, 9, 15), None)),
        ("15/09/22", None, (date(2022, 9, 15), None)),
        ("26/10/25", None, (date(2025, 10, 26), date(2026, 10, 25))),
        ("26/10/25", date(2026, 10, 25), (date(2026, 10, 25), None)),
        ("26-10-25", None, (date(2026, 10, 25), None)),
        ("30-11-26", None, (date(2026, 11, 30), None)),
        ("15-09-22", None, None),
        ("31/11/26", None, None),
        ("Programa", None, None),
    ],
)
def test_which_day_a_short_date_is(written: str, named: date | None, expected: tuple[date, date | None] | None) -> None:
    assert day_of_short_year(written, named, Context("a.csv", ReadingOptions(), today=NOW)) == expected


def test_a_short_date_that_is_about_now_with_its_year_first_has_to_be_looked_at() -> None:
    today = TODAY
    day = (today - timedelta(days=today.day)).replace(day=20)
    reading = read(text(placed(f"{day:%y/%m/%d}", "above")), "a.csv")
    assert f"{reading.rows.labels[0]}"[:10] == f"2020-{day:%m}-{day:%y}"
    assert f"With the year first it would be {day}" in "\n".join(
        str(found.problem.message) for found in reading.problems
    )


@pytest.mark.parametrize(
    ("rows", "today", "day"),
    [
        ([["Fecha de emisión: 01/01/27"], ["Programa de compra 12/01/27"], ["Hora", "MW"]], "2027-01-02", "2027-01-12"),
        ([["Fecha de emisión: 29/11/26"], ["Programa de compra 30/11/26"], ["Hora", "MW"]], "2026-11-29", "2026-11-30"),
        ([["Programa de compra 30/11/26"], ["Compra (MW)"], ["Hora", "30/11/26"]], "2026-11-29", "2026-11-30"),
        ([["Programa de compra 30 nov 26"], ["Compra (MW)"], ["Hora", "30/11/26"]], "2026-11-29", "2026-11-30"),
    ],
)  # fmt: skip
def test_a_date_with_two_digits_of_its_year_beside_another_of_the_same_day_or_of_the_issue(
    rows: list[list[str]], today: str, day: str
) -> None:
    hours = [[f"{hour:02}:00", hour + 0.5] for hour in range(24)]
    reading = read(xlsx([*rows, *hours]), today=date.fromisoformat(today))
    assert format_labels(reading.rows.labels)[::23] == [f"{day} 00:00", f"{day} 23:00"]
