"""Days one below the other, each a block of periods under its own title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.days.title_day import title_day
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.periods.late_halves import is_late_half
from ravenwits_desktop.spreadsheets.periods.repeats import repeated_hours
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts.halves import SECOND
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Token

BEGINS_ANEW = QT_TRANSLATE_NOOP(
    "Message",
    "In row {row} the periods begin anew, and nothing between them says of which day these are. Write the date beside "
    "each period, or above each day.",
)


def days_of_blocks(sheet: Sheet, days: Days, tokens: Sequence[Token | None], context: Context) -> Days:
    """`days` of a table whose day stands above it, with those of the blocks that follow under dates of their own.

    Raises `RefusedError` where the periods begin anew without a date, and `DateQuestionError` as `title_day` does.
    """
    known = np.flatnonzero(~np.isnat(days))
    named = [token for row in known.tolist() if (token := tokens[row]) is not None]
    order = np.array([(token.first, token.second) for token in named])
    steps = np.sign(np.diff(order[:, 0]) * 1000 + np.diff(order[:, 1]))
    if (steps < 0).sum() * 2 > len(steps):
        return days  # it runs backwards
    result = days.copy()
    for turn in np.flatnonzero(steps < 0).tolist():
        above, row = int(known[turn]), int(known[turn + 1])
        lettered = named[turn + 1].letter and named[turn + 1].form is not Form.RANGE  # which may name all its seasons
        late = named[turn + 1].letter == SECOND and is_late_half(named[: turn + 1], named[turn + 1])
        if lettered or late or _is_repeated(named[turn], named[turn + 1], result[above], context.options.zone):
            continue
        title = title_day(sheet.rows[above + 1 : row], "", context)
        if title is None:
            raise RefusedError(0.85, BEGINS_ANEW, row=sheet.numbers[row])
        result[known[turn + 1 :]] = title.day
    return result


def _is_repeated(before: Token, after: Token, day: np.datetime64, zone: str) -> bool:
    """Whether parts of an hour begin anew with the one that the clocks repeat on `day`: 02:45-02:00, 02:00-02:15."""
    if after.form is Form.RANGE:
        hour, back = after.first // 60, before.first - after.first
    elif after.form is Form.QUARTER:
        hour, back = after.first - 1, (before.first - after.first) * 60
    else:
        return False
    return 0 <= back < 60 and hour in repeated_hours(day, zone)


def between_blocks(days: Days, filled: Bools) -> frozenset[int]:
    """The rows between the last period of one day and the first of the next that hold no number: titles, headers."""
    known = np.flatnonzero(~np.isnat(days)).tolist()
    turns = [(above, below) for above, below in pairwise(known) if days[above] != days[below]]
    return frozenset(row for above, below in turns for row in range(above + 1, below) if not filled[row])
