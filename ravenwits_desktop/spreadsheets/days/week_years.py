"""A week called by its number and its year in a title or a name: semana 49 de 2025, S49-2025, KW 49/2025, 2025-W49."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ravenwits_desktop.domain.month_names import WEEK
from ravenwits_desktop.spreadsheets.days.day_words import voice_of
from ravenwits_desktop.spreadsheets.texts.written_dates import YEARS

_CALLED = rf"(?<![a-z])(?:(?:{WEEK}|kw|cw|sett|sem|wk|w)[\s.:#_-]*(?:n(?:um|ro|r|o)?\W{{0,3}})?|s[\s_-]?(?=\d\d))"
_NUMBER = r"(\d{1,2})(?!\d)"
_BETWEEN = r"[\s,._/()-]*(?:(?:del?|do|of|von|di|du|any?|ano|year|jahr|annee|anno)[\s.:_]+){0,2}"
_YEAR_BEHIND = re.compile(rf"{_CALLED}{_NUMBER}{_BETWEEN}((?:19|20)\d\d)(?!\d|[-/.]\d{{1,2}}(?!\d))")
"""Not the beginning of a date: semana 49, 2026-11-30."""
_SHORT_YEAR = re.compile(rf"{_CALLED}{_NUMBER}\s*/\s*(\d\d)(?![\d/])")
_YEAR_BEFORE = re.compile(rf"(?<![\d/.-])((?:19|20)\d\d)[\s,._/-]*{_CALLED}{_NUMBER}(?![/.]\d)")
_FIRST, _LAST = 1, 53


@dataclass(frozen=True, slots=True)
class WeekOfYear:
    """A week as it is called."""

    year: int
    number: int

    @property
    def ends(self) -> tuple[date, date]:
        """Its Monday and its Sunday by ISO 8601; a week 53 that the year has not, as spreadsheet programs count."""
        try:
            first = date.fromisocalendar(self.year, self.number, 1)
        except ValueError:
            first = date.fromisocalendar(self.year, self.number - 1, 1)
        return first, first + timedelta(days=6)


def week_of_year(folded: str) -> WeekOfYear | None:
    """The one week that a text as `words.folded` writes it calls by number and year; None without, or with several.

    A text of which the words before the week speak of something else, such as a contract, tells none.
    """
    found = {(int(each[2]), int(each[1])): each for each in _YEAR_BEHIND.finditer(folded)}
    found |= {(int(each[1]), int(each[2])): each for each in _YEAR_BEFORE.finditer(folded)}
    found |= {(2000 + int(each[2]), int(each[1])): each for each in _SHORT_YEAR.finditer(folded)}
    weeks = [
        WeekOfYear(*week)
        for week, match in found.items()
        if week[0] in YEARS and _FIRST <= week[1] <= _LAST and voice_of(folded[: match.start()]) is not None
    ]
    return weeks[0] if len(weeks) == 1 else None
