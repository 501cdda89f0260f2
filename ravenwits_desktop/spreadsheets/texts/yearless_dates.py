"""Dates without their year: 29/11, dom 29-nov, So 29.11., domingo 29 de noviembre, June 14th."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ravenwits_desktop.domain.month_names import ANY, ORDINAL, month_named
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import BY_NUMBER, weekdays_before_day
from ravenwits_desktop.spreadsheets.texts.written_dates import without_holiday

_ENGLISH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
"""Other languages do not put the month first: “Set 1” and “Out 1” are no days."""
_DATE = (
    rf"(?P<first>\d{{1,2}})(?:(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P<point>\.?)"
    rf"|{ORDINAL}(?:\.?\s*|[-/])(?:(?:de|of)\s+)?(?P<month>{ANY})\.?)"
    rf"|(?P<before>{_ENGLISH})\.?[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
)
_NAME = rf"(?P<name>[a-zø]{{2,12}}(?:[ -]feira)?|{BY_NUMBER}(?![a-z\d]))"
_WHOLE = re.compile(rf"(?:{_NAME}\.?,?\s*)?(?P<date>{_DATE})")
_WITHIN = re.compile(rf"(?<![\w/.,-])(?:{_NAME}\.?,?\s+)?(?<![\w/.,-])(?P<date>{_DATE})(?![\w/,-])")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Yearless:
    """A date without its year; `first` and `second` are day and month unless these can be exchanged."""

    text: str
    weekdays: frozenset[int]
    """The days that the name before it may mean, from 0 for Monday; none without one."""
    first: int
    second: int
    mark: str
    """What parts two numbers, empty where the month is a word; with a second point behind them “..”: 29.11."""

    @property
    def is_lettered(self) -> bool:
        """Whether the month is a word."""
        return not self.mark

    @property
    def is_open(self) -> bool:
        """Whether day and month could be exchanged: between points the day stands first."""
        return self.mark in ("/", "-")


def yearless(text: str) -> Yearless | None:
    """The date that the whole of `text` is, perhaps behind a weekday; None for any other text."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    match = _WHOLE.fullmatch(without_holiday(words.folded(text).strip()))
    if match is None or (match["name"] and not weekdays_before_day(match["name"])):
        return None
    return _of(match)


def yearless_within(text: str) -> tuple[Yearless, str] | None:
    """The one date in `text`, and the words before it; None where there is none or any other number beside it."""
    folded = words.folded(text)
    found = list(_WITHIN.finditer(folded))
    if len(found) != 1:
        return None
    date = _of(found[0])
    before, behind = folded[: found[0].end() - len(date.text)], folded[found[0].end() :]
    if any(map(str.isdigit, before + behind)):
        return None
    return date, before.strip()


def _of(match: re.Match[str]) -> Yearless:
    weekdays = weekdays_before_day(match["name"]) if match["name"] else frozenset[int]()
    begin = match.start() if weekdays or not match["name"] else match.start("date")
    text = match.group()[begin - match.start() :]
    if match["second"] is not None:
        return Yearless(text, weekdays, int(match["first"]), int(match["second"]), match["mark"] + match["point"])
    day, month = (match["first"], match["month"]) if match["month"] else (match["day"], match["before"])
    return Yearless(text, weekdays, int(day), month_named(month), "")
