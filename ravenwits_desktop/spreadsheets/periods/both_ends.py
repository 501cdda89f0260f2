"""Periods whose begin and end stand in two columns of times of day: von 00:00, bis 00:15."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.periods.period_column import Periods, above
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Form, Token, token_of, tokens_of

_SHARE = 0.9
"""Share of rows whose length has to be the usual one: the others are mistyped, or lie at a change of the clocks."""
_AT_A_CHANGE = (0, 120)
"""Lengths by the clock, in minutes, of the hours at which it is changed."""


def with_ends(sheet: Sheet, periods: Periods, dates: Sequence[TimeColumn]) -> Periods:
    """`periods` as ranges where one column names their begins and another their ends; else as they are.

    Only headers can tell: local times and those in UTC lie an hour apart as well. A row whose begin and end contradict
    each other names no period.
    """
    label = time_words.label_named(periods.header)
    if periods.form is not Form.CLOCK or label is None:
        return periods
    taken = {periods.index, *(time.index for time in dates)}
    for column in range(len(sheet.columns)):
        if column in taken:
            continue
        other = tokens_of(sheet.columns[column])
        first = next((row for row, token in enumerate(other) if token is not None and token.form is Form.CLOCK), None)
        if first is None or time_words.label_named(above(sheet.columns[column], first)) in {None, label}:
            continue
        begins, ends = (periods.tokens, other) if label is Label.START else (other, periods.tokens)
        if (ranges := _ranges(begins, ends)) is not None:
            return replace(periods, tokens=ranges, form=Form.RANGE)
    return periods


def _ranges(begins: Sequence[Token | None], ends: Sequence[Token | None]) -> list[Token | None] | None:
    """The ranges that times of day in two columns bound; None where they lie no market time unit apart."""
    ranges = [_range(begin, end) for begin, end in zip(begins, ends, strict=True)]
    lengths = Counter(token.second - token.first for token in ranges if token is not None)
    named = sum(token is not None and token.form is Form.CLOCK for token in begins)
    usual, count = lengths.most_common(1)[0] if lengths else (0, 0)
    if usual not in RESOLUTIONS or count < named * _SHARE:
        return None
    fitting = (usual, *_AT_A_CHANGE)
    return [token if token is not None and token.second - token.first in fitting else None for token in ranges]


def _range(begin: Token | None, end: Token | None) -> Token | None:
    if begin is None or end is None or begin.form is not Form.CLOCK or end.form is not Form.CLOCK:
        return None
    found = token_of(f"{_clock(begin)} - {_clock(end)}")
    return None if found is None else replace(found, letter=begin.letter)


def _clock(token: Token) -> str:
    minutes = token.first % DAY
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
