"""Hours called by the time at which they begin, as their header says: “Hora inicio” 8 is that from 8 to 9."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.periods import Form, Token
from ravenwits_desktop.spreadsheets.runs import Days

_LAST = 23
_SHORT_DAY = 23 * 60


def base_of_begins(head: str, tokens: Sequence[Token | None], days: Days, zone: str) -> int | None:
    """0 where `head`, right above numbers of hours of `days`, says that each is the hour at which its period begins.

    None where it does not, or where they cannot be: 24 begins no hour of a day, and the whole of 1 to 23 on a day that
    has no more hours only counts them.
    """
    if words.label_named(head) is not Label.START or words.names_part_of_hour(head):
        return None
    known = [
        (day, token.first)
        for day, token in zip(days, tokens, strict=True)
        if token is not None and token.form is Form.NUMBER and not np.isnat(day)
    ]
    numbers = {number for _, number in known}
    if not numbers or max(numbers) > _LAST:
        return None
    dated = np.array(sorted({day for day, _ in known}), dtype="datetime64[D]")
    short = bool((timegrid.day_minutes(dated, zone) == _SHORT_DAY).all())
    return None if short and numbers == set(range(1, _LAST + 1)) else 0
