"""Hours called by the time at which they begin, as their header says: “Hora inicio” 8 is that from 8 to 9."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token
from ravenwits_desktop.spreadsheets.texts.runs import Days

_LAST = 23
_SHORT_DAY = 23 * 60


def base_of_begins(head: str, tokens: Sequence[Token | None], days: Days, zone: str) -> int | None:
    """0 where `head`, right above numbers of hours of `days`, says that each is the hour at which its period begins.

    None where it does not, or where they cannot be: 24 begins no hour of a day, and the whole of 1 to 23 on a day that
    has no more hours only counts them.
    """
    if time_words.label_named(head) is not Label.START or time_words.names_part_of_hour(head):
        return None
    of_day = _numbers_of_days(tokens, days)
    numbers = set().union(*of_day.values())
    if not numbers or max(numbers) > _LAST:
        return None
    short = bool((timegrid.day_minutes(np.array(sorted(of_day)), zone) == _SHORT_DAY).all())
    return None if short and numbers == set(range(1, _LAST + 1)) else 0


def are_of_the_clock(tokens: Sequence[Token | None], days: Days, zone: str) -> bool:
    """Whether hours called by their begins are times of day also on days on which the clocks change.

    The whole of 0 to 22, or to 24, on a day of 23 or 25 hours counts them.
    """
    of_day = _numbers_of_days(tokens, days)
    dated = np.array(sorted(of_day))
    hours = (timegrid.day_minutes(dated, zone) // 60).tolist()
    return all(count == _LAST + 1 or of_day[day] != set(range(count)) for day, count in zip(dated, hours, strict=True))


def _numbers_of_days(tokens: Sequence[Token | None], days: Days) -> dict[np.datetime64, set[int]]:
    found: dict[np.datetime64, set[int]] = {}
    for day, token in zip(days, tokens, strict=True):
        if token is not None and token.form is Form.NUMBER and not np.isnat(day):
            found.setdefault(day, set()).add(token.first)
    return found
