"""Real dates of which a spreadsheet program exchanged day and month, beside those that it had to leave as text."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets.builders import xlsx

TODAY = date(2026, 11, 28)


def cell(day):
    """What is left of a day of December 2026: a real date of another month, or a text."""
    return datetime(2026, day, 12) if day <= 12 else f"{day}/12/2026"


def by_hours(*days):
    rows = [[cell(day), hour, day + hour / 8] for day in days for hour in range(1, 25)]
    return xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])


def by_days(*days):
    return xlsx([["Fecha", *(f"H{hour}" for hour in range(1, 25))], *([cell(day), *[day + 0.5] * 24] for day in days)])


def read(content, month_first=None):
    return read_bytes(content, "day.xlsx", ReadingOptions(month_first=month_first), today=TODAY)


def refused(content, month_first=None):
    with pytest.raises(UnreadableFileError) as caught:
        read(content, month_first)
    return caught.value


@pytest.mark.parametrize("made", [by_hours, by_days])
@pytest.mark.parametrize("days", [(11, 12, 13, 14), (10, 11, 12, 13, 14, 15), (12, 11, 13, 14)])
def test_they_are_exchanged_back_and_the_other_answer_says_why_it_is_none(made, days):
    content = made(*days)
    asked = refused(content)
    assert asked.question is Question.DATE_ORDER
    written, exchanged = asked.alternatives
    assert not written.asks, "no answer asks the same again"
    assert "Read as they stand" in str(written.message)
    assert exchanged.message is None
    assert (exchanged.rows, exchanged.last) == (24 * len(days), f"2026-12-{max(days) + 1} 00:00")
    assert exchanged.energy_mwh > 0
    reading = read(content, month_first=True)
    assert {str(label)[:10] for label in reading.rows.labels[:-1]} == {f"2026-12-{day}" for day in days}
    assert not [each for each in reading.problems if each.row is not None], "no row is left without its day"
    assert any("were exchanged, as chosen" in str(note) for note in reading.notes)
    again = refused(content, month_first=False)
    assert again.question is None


@pytest.mark.parametrize("made", [by_hours, by_days])
def test_what_makes_no_series_in_either_order_is_refused_with_what_happened(made):
    content = made(9, 11, 12, 13, 16)
    error = refused(content)
    assert error.question is None
    assert "exchanged day and month of the real ones: export the file again" in str(error.message)
    other = refused(content, month_first=True)
    assert other.question is None
    assert "no series with day and month exchanged either. Export the file again" in str(other.message)


def test_texts_that_make_a_series_with_the_month_first_leave_the_real_dates_alone():
    days = [datetime(2026, 12, 9), datetime(2026, 12, 10), "12/11/2026", "12/12/2026"]
    content = xlsx([["Date", *(f"H{hour}" for hour in range(1, 25))], *([day, *[1.5] * 24] for day in days)])
    labels = read(content, month_first=True).rows.labels
    assert (str(labels[0]), str(labels[-1])) == ("2026-12-09T01:00", "2026-12-13T00:00")
