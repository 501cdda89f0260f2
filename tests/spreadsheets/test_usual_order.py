"""The order of day and month that such files had before: taken, unless the calendar speaks for the other one."""

from __future__ import annotations

from datetime import date

import pytest

from ravenwits_desktop.domain.kept import applied, kept
from ravenwits_desktop.domain.reading import Question, ReadingOptions, UnreadableFileError
from tests.spreadsheets.builders import read, text

TODAY = date(2026, 11, 28)


def of_day(written: str) -> bytes:
    return text([["Fecha", "Hora", "Compra (MW)"], *([written, hour, 20.5 + hour] for hour in range(1, 25))])


@pytest.mark.parametrize(
    ("written", "usual", "day"),
    [
        ("05/12/2026", False, "2026-12-05"),
        ("12/05/2026", True, "2026-12-05"),
        ("05/03/2026", False, "2026-03-05"),
        ("05/03/2026", True, "2026-05-03"),
    ],
)
def test_the_usual_order_is_taken(written: str, usual: bool, day: str) -> None:
    reading = read(of_day(written), "plan.csv", today=TODAY, usual_month_first=usual)
    assert str(reading.rows.labels[0]) == f"{day}T01:00"


def test_it_is_asked_where_only_the_other_order_is_near() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(of_day("12/03/2026"), "plan.csv", today=TODAY, usual_month_first=False)
    assert caught.value.question is Question.DATE_ORDER
    assert [str(each.first)[:10] for each in caught.value.alternatives] == ["2026-03-12", "2026-12-03"]


def test_an_order_that_was_chosen_is_the_usual_one_afterwards() -> None:
    chosen = ReadingOptions(month_first=False)
    before = kept(
        "1", read(of_day("12/03/2026"), "plan.csv", today=TODAY, month_first=False), chosen, "", "Europe/Madrid"
    )
    options = applied(before, ReadingOptions())
    assert (options.month_first, options.usual_month_first) == (None, False)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("05-11-2026", "2026-11-05"), ("10-12-2026", "2026-12-10"), ("12-05-2026", ""), ("05-03-2026", "")],
)
@pytest.mark.parametrize("in_title", [True, False])
def test_a_day_alone_has_the_day_first_where_that_alone_is_about_today(
    written: str, read_as: str, in_title: bool
) -> None:
    rows = [["Hora", "Compra (MW)"], *([hour, 20.5 + hour] for hour in range(1, 25))]
    content = text([[f"Programa del {written.replace('-', '/')}"], *rows] if in_title else rows)
    name = "plan.csv" if in_title else f"Compras {written}.csv"
    if read_as:
        assert str(read(content, name, today=TODAY).rows.labels[0]) == f"{read_as}T01:00"
        return
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, today=TODAY)
    assert caught.value.question is Question.DATE_ORDER


def test_a_clock_of_another_market_leaves_a_day_alone_open() -> None:
    rows = [["Hora", "Compra (MW)"], *([hour, 20.5 + hour] for hour in range(1, 25))]
    with pytest.raises(UnreadableFileError):
        read(text(rows), "Compras 05-11-2026.csv", today=TODAY, zone="America/New_York")
