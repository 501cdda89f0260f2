"""Names of files and sheets that can mean several days: only compared they stop nothing, and together they tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle

import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.date_order import ASK_ORDER
from ravenwits_desktop.spreadsheets.days.day_in_name import day_in_name, days_open_in_name
from ravenwits_desktop.spreadsheets.days.day_of_table import ASK_MARCH_OR_TUESDAY
from ravenwits_desktop.spreadsheets.days.names_order import order_of_names
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.mapping.named_otherwise import OF_FILE
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from tests.spreadsheets.builders import read, xlsx
from tests.spreadsheets.test_day_of_file import hourly
from tests.spreadsheets.test_layouts import refusal

FORMS = ("mar_{}", "mar {}", "Compra mar {}", "Compra_mar_{:02d}", "Mar_{:02d}_compra", "Programa (mar_{})", "{} mar")
WORDS = (
    "lun", "mar", "mié", "qua", "sex", "mardi", "lunedì", "mo", "do", "fr", "za", "tue", "2ª", "ene", "fev", "août",
    "giu", "märz", "mrt", "dic", "marzo", "KW", "sem",
)  # fmt: skip


def dated(day: date) -> bytes:
    first = datetime(day.year, day.month, day.day)
    rows = (f"{first + timedelta(hours=hour):%d/%m/%Y %H:%M};{40 + hour},5" for hour in range(1, 25))
    return "\n".join(("Fecha y hora;Compra (MW)", *rows)).encode()


def doubts(content: bytes, name: str, today: date) -> list[str]:
    return [found.problem.message.template for found in read(content, name, today=today).problems]


@pytest.mark.parametrize("today", [date(2026, 11, 29), date(2027, 1, 4), date(2026, 2, 27)])
def test_no_name_stops_the_comparison(today: date) -> None:
    forms = (*FORMS, "{} {:02d}-{:02d}", "{w} {}", "{w}-{}-26", "{} de {w}", "{w} {} a {}", "sem {} {w}")
    words = cycle(WORDS)
    for form in forms:
        for number in range(1, 32):
            context = Context(
                f"{form.format(number, number, number % 12 + 1, w=next(words))}.csv", ReadingOptions(), today=today
            )
            day_in_name(context.file, context)
            days_open_in_name(context.file, context)


@pytest.mark.parametrize("form", FORMS[:6])
def test_a_name_of_march_or_tuesday_is_none_beside_dates(form: str) -> None:
    assert not doubts(dated(date(2026, 12, 1)), f"{form.format(2)}.csv", date(2026, 11, 29))


@pytest.mark.parametrize(
    ("day", "contradicted"),
    [
        (date(2026, 2, 17), False),
        (date(2026, 3, 17), False),
        (date(2026, 2, 18), False),  # made the day before
        (date(2026, 2, 15), True),
    ],
)
def test_it_contradicts_where_neither_day_fits(day: date, contradicted: bool) -> None:
    """In February 2026 “mar 17” is the Tuesday that comes as well as a day of March."""
    said = doubts(dated(day), "mar_17.csv", date(2026, 2, 14))
    assert any(template in OF_FILE for template in said) is contradicted


def test_without_dates_both_days_are_answers() -> None:
    for content, name in (
        (xlsx(hourly()), "mar_2.xlsx"),
        ("\n".join(f"{h};{v}" for h, v in hourly()).encode(), "mar_2.csv"),
    ):
        asked = refusal(content, name, today=date(2026, 11, 29))
        assert (asked.question, asked.message.template) == (Question.DAY, ASK_MARCH_OR_TUESDAY)
        days = [each.options.day for each in asked.alternatives]
        assert days[:2] == [asked.message.values["day"], asked.message.values["other"]]
        assert date(2026, 11, 30) in days
        assert all(each.message is None for each in asked.alternatives[:2])


def test_a_title_tells_the_day_whatever_the_name_may_mean() -> None:
    reading = read(xlsx([["Programa del 01/12/2026"], *hourly()]), "mar_2.xlsx", today=date(2026, 11, 29))
    assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"


def test_what_stops_outside_the_layouts_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise RefusedError(0.5, "Said.")

    monkeypatch.setattr("ravenwits_desktop.spreadsheets.mapping.rows.zone_warnings", stop)
    assert str(refusal(dated(date(2026, 12, 1)), today=date(2026, 11, 29)).message) == "Said."


@pytest.mark.parametrize(
    ("names", "month_first"),
    [
        (["08-12-2026", "13-12-2026"], False),
        (["12-08-2026", "12-13-2026"], True),
        (["10-12-2026", "11-12-2026"], False),
        (["Lun 07-12", "Mar 08-12", "Mié 09-12", "Resumen"], False),
        (["04_12_26", "07_12_26"], False),
        (["12-01-2026", "12-02-2026", "12-03-2026"], True),
        (["10-11-2026", "10-12-2026"], None),
        (["10-12-2026"], None),
        (["10-12-2026", "Precios"], None),
        (["13-12-2026", "12-13-2026"], None),
        (["Hoja1", "2026-12-10"], None),
    ],
)
def test_the_names_of_all_sheets_tell_their_order(names: list[str], month_first: bool | None) -> None:
    assert order_of_names(names) is month_first


def test_a_sheet_for_each_day_of_a_week_asks_for_no_order() -> None:
    week = {f"{day:02}-12-2026": hourly(day) for day in range(8, 15)}
    asked = refusal(xlsx([], sheets=week), "compra.xlsx", today=date(2026, 11, 29))
    assert [each.message for each in asked.alternatives] == [None] * 7
    assert [each.first for each in asked.alternatives] == [f"2026-12-{day:02} 01:00" for day in range(8, 15)]


def test_one_open_name_alone_asks() -> None:
    asked = refusal(xlsx([], sheets={"10-12-2026": hourly()}), "compra.xlsx", today=date(2026, 8, 1))
    assert (asked.question, asked.message.template) == (Question.DATE_ORDER, ASK_ORDER)
