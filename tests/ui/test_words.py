"""What messages, days and numbers look like to a person."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, QLocale

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import words


@pytest.fixture(autouse=True)
def spanish() -> object:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
    yield
    QLocale.setDefault(before)


def test_a_message_writes_numbers_days_and_times_as_the_user_does() -> None:
    year = QDate.currentDate().year()
    values = {"energy": 12345.67, "day": date(year, 11, 25), "label": datetime(year, 11, 25, 7, 15), "count": 96}
    text = words.translated(Message("{energy} {day} {label} {count}", values))
    day = QLocale().toString(QDate(year, 11, 25), "ddd d MMM")
    assert text == f"{QLocale().toString(12345.67, 'f', 1)} {day} {day} 07:15 96"
    assert "12.345,7" in text


def test_a_day_of_another_year_has_its_year() -> None:
    assert words.translated(Message("{day}", {"day": date(2020, 2, 29)})).endswith("2020")


def test_a_message_in_a_message_is_written_the_same_way() -> None:
    inner = Message("{energy}", {"energy": 0.5})
    assert words.translated(Message("({inner})", {"inner": inner})) == "(0,5)"


def test_what_is_read_has_a_true_minus_and_what_is_edited_the_hyphen_that_reads_back() -> None:
    assert words.decimal(-12345.67, 1) == "−12.345,7"
    assert words.decimal(-2e20, 1) == "−2e+20"
    assert words.exact(-5.25) == "-5,25"
