"""Weekdays with the day of a month and no month: Lun 30, mar. 1, Miércoles 2, L 30."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ravenwits_desktop.spreadsheets.sheet import cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import BY_NUMBER, days_lettered, weekdays_before_day

_NUMBERED = re.compile(rf"([a-zø]+(?:[ -]feira)?|{BY_NUMBER})(?:\.,?|,)?[\s-]+0?(\d{{1,2}})\.?")
_TO_NEXT = re.compile(r"(\d{1,2})\s+a\s+(\d{1,2})")
_LONGEST, _LAST = 20, 31


@dataclass(frozen=True, slots=True)
class NumberedDay:
    """A day of a month, with the weekdays that the name before it may mean, from 0 for Monday."""

    text: str
    name: str
    weekdays: frozenset[int]
    number: int

    @property
    def is_letter(self) -> bool:
        """Whether the weekday is a letter, which names other things as well."""
        return len(self.name) == 1

    @property
    def may_be_march(self) -> bool:
        """Whether it may be a date with the month first as well: “mar” begins Tuesday in the south, and March."""
        return self.name == "mar"


def _is_hour(folded: str) -> bool:
    """Whether a text is an hour from its begin to its end: 2 a 3, 2 à 3."""
    ends = _TO_NEXT.fullmatch(folded)
    return ends is not None and int(ends[2]) == int(ends[1]) + 1


def numbered_day(text: str) -> NumberedDay | None:
    """The weekday and the day of a month that the whole of `text` is; None for any other text."""
    if len(text) > _LONGEST:
        return None
    folded = words.folded(text).strip()
    match = _NUMBERED.fullmatch(folded)
    if match is None or ("ª" not in text and _is_hour(folded)) or not 1 <= int(match[2]) <= _LAST:
        return None
    name = match[1]
    days = days_lettered(name) if len(name) == 1 else weekdays_before_day(name)
    return NumberedDay(cell_text(text), name, days, int(match[2])) if days else None
