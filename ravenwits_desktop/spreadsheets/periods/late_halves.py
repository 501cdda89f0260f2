"""The order of time of a day's periods: the file may name them backwards, or what October repeats behind all others.

23:00 | 02:00 bis, 24 | 3B.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.spreadsheets.texts.halves import SECOND
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token
from ravenwits_desktop.spreadsheets.texts.times import Integers

_FEWEST_HOURS, _MOST_HOURS = 23, 25
_REPEATED_HOURS = (1, 2, 3)
"""What the hour is called, by its begin or its end, in the zones of the market."""
_HOUR = 60
_MOST_PARTS = 10_000
"""More than there are minutes, quarters and numbers in a day."""


def is_late_half(day: Sequence[Token], token: Token) -> bool:
    """Whether `token` names once more the hour that October repeats, behind the other periods of the `day`.

    A number has to bear a mark; a time of day, or a range, may stand there without one.
    """
    named = {each.first for each in day}
    numbers = token.form is Form.NUMBER
    per_hour = 1 if numbers else _HOUR
    if token.form is Form.QUARTER or (token.letter != SECOND and (numbers or token.letter)):
        return False
    whole = len(named) >= _FEWEST_HOURS and day[0].first <= per_hour and (not numbers or max(named) <= _MOST_HOURS)
    return whole and token.first in named and token.first // per_hour in _REPEATED_HOURS


def in_order(day: Sequence[Token], late: int) -> list[int]:
    """The places of the periods of a `day` in the order of time, those from `late` on being the late half."""
    behind = next((place for place in range(late) if day[place].first > day[-1].first), late)
    return [*range(behind), *range(late, len(day)), *range(behind, late)]


def run_backwards(day: Sequence[Token]) -> bool:
    """Whether the periods of a `day` go down from one to the next."""
    begins = np.array([(token.first, token.second) for token in day]).reshape(-1, 2)
    steps = np.diff(begins[:, 0] * _MOST_PARTS + begins[:, 1])
    return int(np.sign(steps).sum()) < 0


def by_time(rows: Integers, day: Sequence[Token]) -> tuple[Integers, list[Token]]:
    """The `rows` of the periods of a `day`, and these, in the order of time."""
    if run_backwards(day):
        return rows[::-1], list(day)[::-1]
    late = next(
        (
            place
            for place in range(_FEWEST_HOURS, len(day))
            if day[place].first < day[place - 1].first and is_late_half(day[:place], day[place])
        ),
        len(day),
    )
    order = in_order(day, late) if late < len(day) else list(range(len(day)))
    return rows[order], [day[place] for place in order]
