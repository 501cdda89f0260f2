"""Dates of which every one can be read with the day first or the month first: asked, unless something tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.date_order import FAR_AHEAD, DateQuestionError
from ravenwits_desktop.spreadsheets.days.dates import time_columns
from ravenwits_desktop.spreadsheets.layout import Context
from tests.spreadsheets.builders import notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

DAY_FIRST, MONTH_FIRST = "2025-11-12", "2025-12-11"
HEAD = ["Date", "Hour", "Purchase (MW)"]


def one_day(
    day: str = "12/11/2025", head: Sequence[Any] = HEAD, above: Sequence[Sequence[Any]] = (), hours: int = 24
) -> bytes:
    """Hours 1 to 24 of a day that is written so."""
    return text([*above, head, *([day, hour, 10.5 + hour] for hour in range(1, hours + 1))])


def first_day(content: bytes, name: str = "a.csv", **options: Any) -> str:
    return format_labels(read(content, name, **options).rows.labels)[0][:10]


def test_a_single_day_that_can_be_read_both_ways_is_a_question_with_both_in_numbers() -> None:
    asked = refusal(one_day())
    assert asked.question is Question.DATE_ORDER
    assert "12 November 2025 or 11 December 2025" in str(asked.message)
    told = [(found.first, found.rows, found.options.month_first) for found in asked.alternatives]
    assert told == [(f"{DAY_FIRST} 01:00", 24, False), (f"{MONTH_FIRST} 01:00", 24, True)]
    assert {found.energy_mwh for found in asked.alternatives} == {sum(10.5 + hour for hour in range(1, 25))}
    for found in asked.alternatives:
        assert found.first is not None
        assert first_day(one_day(), month_first=found.options.month_first) == found.first[:10]


@pytest.mark.parametrize(
    "content",
    [
        text([["Date", "MW"], *([f"12/11/2025 {hour:02}:00", 10.5] for hour in range(24))]),
        text([["Date", *range(1, 25)], ["12/11/2025", *([10.5] * 24)]]),
        text([["Programme for 12/11/2025"], ["Hour", "MW"], *([hour, 10.5] for hour in range(1, 25))]),
        text([["Programme for 12-11-2025"], ["", *range(1, 25)], ["Purchase (MW)", *([10.5] * 24)]]),
        text([["Time", "MW"], *([f"12/11/2025 {at:02}:00 - 12/11/2025 {at + 1:02}:00", 1.5] for at in range(23))]),
    ],
    ids=["long", "wide", "title", "rows of quantities", "ranges"],
)
def test_every_layout_asks_and_takes_both_answers(content: bytes) -> None:
    asked = refusal(content)
    assert asked.question is Question.DATE_ORDER
    assert "12 November 2025 or 11 December 2025" in str(asked.message)
    assert first_day(content, month_first=False) == DAY_FIRST
    assert first_day(content, month_first=True) == MONTH_FIRST


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("p_20251112.csv", DAY_FIRST),
        ("p 2025-12-11 v2.csv", MONTH_FIRST),
        ("programa noviembre 2025.csv", DAY_FIRST),
        ("Dec 2025.csv", MONTH_FIRST),
    ],
)
def test_the_name_of_the_file_tells(name: str, expected: str) -> None:
    assert first_day(one_day(), name) == expected


@pytest.mark.parametrize("name", ["p_12_11_2025.csv", "INT_1_12_11_2025_12_11_2025.csv", "p_20251231.csv"])
def test_a_name_that_is_as_open_or_of_another_day_does_not(name: str) -> None:
    assert refusal(one_day(), name).question is Question.DATE_ORDER


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Programme for 2025-11-12", DAY_FIRST),
        ("Programa del 12 de noviembre de 2025", DAY_FIRST),
        ("December 11, 2025", MONTH_FIRST),
        ("Issued 28/10/2025", DAY_FIRST),
        ("Issued 10/28/2025", MONTH_FIRST),
        ("OMIE - Mercado de electricidad", DAY_FIRST),
    ],
)
def test_another_cell_of_the_sheet_tells(above: str, expected: str) -> None:
    assert first_day(one_day(above=[[above]])) == expected


def test_a_real_date_beside_the_texts_tells() -> None:
    rows = [[datetime(2025, 12, 11), "12/11/2025", hour, 10.5] for hour in range(1, 25)]
    assert first_day(xlsx([["Day", "Market date", "Hour", "MW"], *rows]), "a.xlsx") == MONTH_FIRST


def test_a_weekday_or_points_tell() -> None:
    assert first_day(one_day("mié 12/11/2025")) == DAY_FIRST
    assert first_day(one_day("Thu 12/11/2025")) == MONTH_FIRST
    assert first_day(one_day("12.11.2025")) == DAY_FIRST
    ranges = [[f"12/11/2025 {hour:02}:00 - 12/11/2025 {hour + 1:02}:00", 1.5] for hour in range(23)]
    assert first_day(text([["MTU (CET/CEST)", "Load [MW]"], *ranges])) == DAY_FIRST


def test_rows_that_follow_each_other_in_one_order_alone_raise_no_question() -> None:
    days = [date(2025, 11, 11) + timedelta(days=ahead) for ahead in range(2)]
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        rows = [[f"{day:{form}}", hour, 10.5] for day in days for hour in range(1, 25)]
        assert first_day(text([HEAD, *rows])) == "2025-11-11"


def test_what_was_seen_of_such_files_before_decides_where_the_file_does_not() -> None:
    for before, expected in ((False, DAY_FIRST), (True, MONTH_FIRST)):
        assert first_day(one_day(), usual_month_first=before) == expected
    assert first_day(one_day("13/11/2025"), usual_month_first=True) == "2025-11-13"
    assert first_day(one_day(), "p_20251112.csv", usual_month_first=True) == DAY_FIRST


@pytest.mark.parametrize(
    ("today", "sure"),
    [
        (date(2025, 11, 11), True),  # tomorrow, and a month ahead
        (date(2025, 11, 1), False),  # 11 days and 40 days ahead
        (date(2025, 10, 31), True),  # the other is 41 days ahead
        (date(2025, 10, 2), False),  # both are
        (date(2025, 12, 10), False),  # tomorrow with the month first
        (date(2026, 11, 28), False),  # both long ago
    ],
)
def test_the_calendar_speaks_for_the_day_first_alone(today: date, sure: bool) -> None:
    assert FAR_AHEAD == 40
    cells = ["12/11/2025"] * 24
    context = Context("a.csv", ReadingOptions(), today=today)
    if not sure:
        with pytest.raises(DateQuestionError):
            time_columns([cells], context)
        return
    found = time_columns([cells], context)
    assert str(found[0].walls[0])[:10] == DAY_FIRST
    assert "taken as day/month" in " ".join(map(str, found[0].notes))


def test_what_the_month_first_made_of_a_day_is_said() -> None:
    assert "month first: 12/11/2025 is 2025-12-11" in notes_of(read(one_day(), "p_20251211.csv"))


def test_an_answer_that_leads_to_the_next_question_can_be_given() -> None:
    rows = [["12/11/2025", hour, 10.5, 20.5] for hour in range(1, 25)]
    asked = refusal(text([["Date", "Hour", "Plant A (MW)", "Plant B (MW)"], *rows]))
    assert asked.question is Question.DATE_ORDER
    assert [(found.asks, found.rows) for found in asked.alternatives] == [(True, 0), (True, 0)]


def test_what_is_refused_in_either_order_is_refused_at_once() -> None:
    rows = [["12/11/2025", hour, 55.5] for hour in range(1, 25)]
    refused = refusal(text([["Date", "Hour", "Price (EUR/MWh)"], *rows]))
    assert refused.question is not Question.DATE_ORDER
    assert "price" in str(refused.message).lower()


def blocks(*days: str, between: Sequence[Any] = ()) -> bytes:
    """Days one below the other, each under its own title."""
    rows: list[Sequence[Any]] = []
    for day in days:
        rows += [[f"Día: {day}"], ["Hora", "Compra (MW)"], *([hour, hour + 0.5] for hour in range(1, 25)), between]
    return text(rows)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("11/11/2026", "12/11/2026"), ("2026-11-11 01:00", "2026-11-13 00:00")),
        (("11/12/2026", "12/12/2026"), ("2026-12-11 01:00", "2026-12-13 00:00")),
        (("12/05/2026", "12/06/2026", "12/07/2026"), ("2026-12-05 01:00", "2026-12-08 00:00")),
    ],
)
@pytest.mark.parametrize("between", [(), ("Total", 300)])
def test_titles_of_days_that_follow_each_other_in_one_order_alone_raise_no_question(
    days: tuple[str, ...], expected: tuple[str, str], between: Sequence[Any]
) -> None:
    labels = format_labels(read(blocks(*days, between=between), "a.csv").rows.labels)
    assert (labels[0], labels[-1], len(labels)) == (*expected, 24 * len(days))


def test_titles_of_days_that_follow_in_neither_order_or_are_of_something_else_tell_nothing() -> None:
    assert refusal(blocks("03/05/2026", "05/07/2026")).question is Question.DATE_ORDER
    assert refusal(one_day("05/03/2026", above=[["Contract of 04/03/2026"]])).question is Question.DATE_ORDER


@pytest.mark.parametrize(
    "content",
    [
        one_day("25/11/2025"),
        text([["Date", "MW"], *([f"25/11/2025 {hour:02}:00", 10.5] for hour in range(24))]),
        text(
            [
                ["Date", *(f"H{hour}" for hour in range(1, 25))],
                *([f"{day}/11/2025", *([10.5] * 24)] for day in (25, 26)),
            ]
        ),
    ],
)
def test_an_order_that_the_dates_do_not_allow_is_refused_by_its_name(content: bytes) -> None:
    refused = refusal(content, month_first=True)
    assert "25/11/2025" in str(refused.message)
    assert "is no date with the month first" in str(refused.message)
    assert refused.grid is not None
    assert first_day(content, month_first=False) == "2025-11-25"


def test_days_that_only_the_month_first_allows_are_not_read_with_the_day_first() -> None:
    assert "is no date with the day first" in str(refusal(one_day("11/25/2025"), month_first=False).message)


STAMP = ["Generado:", "12/05/2024 10:33"]


def stamped(kind: str, dates: str) -> bytes:
    """A day below the moment at which the file was made, whose own dates are real ones or written with the year first.

    The moment stands in the column of one of the dates, or in the row where days across could begin.
    """
    day = datetime(2026, 1, 14)

    def written(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> Any:
        return moment if dates == "real" else moment.strftime(form)

    moments = [day + timedelta(hours=hour) for hour in range(25)]
    if kind == "from and to":
        rows: list[list[Any]] = [["Desde", "Hasta", "Compra (MW)"]]
        rows += [[written(moments[hour]), written(moments[hour + 1]), hour + 0.5] for hour in range(24)]
    elif kind == "ends":
        rows = [["Nº", "Fecha y hora", "Compra (MW)"]]
        rows += [[f"n{hour}", written(moments[hour + 1]), hour + 0.5] for hour in range(24)]
    elif kind == "dates":
        rows = [["CUPS", "Fecha", "Hora", "Compra (MW)"]]
        rows += [["ES00", written(day, "%Y-%m-%d"), hour + 1, hour + 0.5] for hour in range(24)]
    else:
        days = [written(day + timedelta(days=each), "%Y/%m/%d") for each in range(3)]
        rows = [["Hora", *days], *([hour + 1, *[hour + 0.5] * 3] for hour in range(24))]
        rows = [["Compra (MW)"], *rows]
    return xlsx([[*STAMP, *[None] * 3], [], *rows])


@pytest.mark.parametrize("kind", ["from and to", "ends", "dates", "days across"])
@pytest.mark.parametrize("dates", ["real", "text"])
def test_the_moment_at_which_a_file_was_made_asks_for_no_order(kind: str, dates: str) -> None:
    reading = read(stamped(kind, dates))
    assert format_labels(reading.rows.labels)[:24:23] == ["2026-01-14 01:00", "2026-01-15 00:00"]
    assert reading.rows.mw.tolist()[:24] == [hour + 0.5 for hour in range(24)]
    assert (len(reading.rows), len(reading.problems)) == (72 if kind == "days across" else 24, 0)
    assert "2024" not in f"{notes_of(reading)} {reading.column}"


def test_a_moment_above_dates_that_are_as_open_does_not_hide_the_question() -> None:
    rows = [[f"12/11/2025 {hour:02}:00", hour + 0.5] for hour in range(24)]
    content = text([STAMP, [], ["Fecha", "Compra (MW)"], *rows])
    assert refusal(content).question is Question.DATE_ORDER
    assert first_day(content, month_first=True) == "2025-12-11"


def run_of(*days: str, head: str = "Fecha") -> bytes:
    rows = [[day, hour, hour + 0.5] for day in days for hour in range(1, 25)]
    return text([[head, "Hora", "Compra (MW)"], *rows])


FIRSTS = [f"01/{day:02}/2026" for day in range(1, 13)]


@pytest.mark.parametrize("head", ["Fecha", "Datum", "Giorno", "Data"])
@pytest.mark.parametrize("days", [("10/11/2026", "10/12/2026"), FIRSTS])
def test_the_month_first_by_the_run_of_days_alone_is_to_be_seen_below_a_word_of_those_who_put_the_day_first(
    days: Sequence[str], head: str
) -> None:
    told = warnings_of(read(run_of(*days, head=head), "x.csv", today=date(2026, 11, 29)))
    assert "only because the days then follow each other" in told
    for quiet in (
        read(run_of(*days, head="Date"), "x.csv", today=date(2026, 11, 29)),
        read(run_of(*days, head=head), "x.csv", today=date(2026, 11, 29), month_first=True),
        read(run_of(*(f"11/{day:02}/2026" for day in range(1, 31)), head=head), "x.csv", today=date(2026, 11, 29)),
        read(run_of("10/11/2026", "11/11/2026", head=head), "x.csv", today=date(2026, 11, 29)),
    ):
        assert warnings_of(quiet) == ""
