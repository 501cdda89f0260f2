"""Periods whose begin and end stand in two columns of times of day: von 00:00, bis 00:15."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.pairs import names_clock
from ravenwits_desktop.spreadsheets.periods.period_column import Periods, above
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.joined_clocks import joined_clock, joined_minutes
from ravenwits_desktop.spreadsheets.texts.period_names import (
    DAY,
    Form,
    Token,
    clock_step,
    main_form,
    token_of,
    tokens_of,
)

_SHARE = 0.9
"""Share of rows whose length has to be the usual one: the others are mistyped, or lie at a change of the clocks."""
_AT_A_CHANGE = (0, 120)
"""Lengths by the clock, in minutes, of the hours at which it is changed."""


_HOURS = r"(?:(?:horas?|hora|hours?|h|or[ae]|heures?|stunden?|uur|timer?|tid|uhrzeit|zeit)\b[ ._]*)?"
_PAIRS = tuple(
    (re.compile(f"{_HOURS}(?:{begin})[ ._]*{_HOURS}"), re.compile(f"{_HOURS}(?:{end})[ ._]*{_HOURS}"))
    for begin, end in (
        ("da|dal|dalle|dall'", "a|ad|al|alle|all'"),
        ("de|des|du|d'", "a|au|jusqu'a"),
        ("da|das|de", "a|as|ate|ate as"),
        ("de|del|desde|des de", "a|al|hasta|fins|fins a"),
        ("i|ini|in", "f|fin"),
        ("van|vanaf", "tot|tot en met|t/m"),
        ("ab|von|vom|abzeit", "bis|biszeit"),
    )
)
"""Words of which each means little alone, and the two side by side the begin and the end: Da, A; Van, Tot."""
_OTHER_THAN_ENDS = re.compile(
    r"(?<![a-z])(?:real(?:es)?|actual|previst[oa]s?|prevision|plan(?:ned)?|planifi\w+|program\w+|soll|ist|solar|legale?"
    r"|oficial|ufficiale|invierno|inverno|winter\w*|vinter\w*|hiver|verano|verao|summer|sommer\w*|somm?artid|ete"
    r"|estiv[ao]|zomer\w*|normal\w*|standard|e[nm]vio|envoi|recepcion|carga|registr\w+|publica\w+|update\w*|pt|es)(?![a-z])"
)
"""What headers say of two columns of times that are no begin and end of the same period."""


def with_ends(sheet: Sheet, periods: Periods, dates: Sequence[TimeColumn]) -> Periods:
    """`periods` as ranges where one column names their begins and another their ends; else as they are.

    Headers tell it; else two neighbours of which the second is everywhere a market time unit, that of the rows, behind
    the first. Local times and those in UTC lie an hour apart as well: no header may name a clock, and unless both say
    the like of “Da” and “A”, the begins have to start with a day. A row whose begin and end contradict each other
    names no period.
    """
    if periods.form is not Form.CLOCK:
        return periods
    label = time_words.label_named(periods.header)
    dated = {time.index for time in dates}
    taken = {periods.index, *dated}
    for column in range(len(sheet.columns)) if label is not None else ():
        if column in taken:
            continue
        other = tokens_of(sheet.columns[column])
        first = next((row for row, token in enumerate(other) if token is not None and token.form is Form.CLOCK), None)
        if first is None or time_words.label_named(above(sheet.columns[column], first)) in {None, label}:
            continue
        begins, ends = (periods.tokens, other) if label is Label.START else (other, periods.tokens)
        if (ranges := _ranges(begins, ends)) is not None:
            return replace(periods, tokens=ranges, form=Form.RANGE)
    for left, right in _neighbours(sheet, periods.index, dated):
        if (ranges := _by_values(sheet, periods, left, right)) is not None:
            return replace(periods, tokens=ranges, form=Form.RANGE)
    return periods


def tokens_with_ends(sheet: Sheet, column: int, first: int, tokens: Sequence[Token | None]) -> list[Token | None]:
    """What the rows of a `column` from `first` on name, as ranges where the next column names the ends of `tokens`."""
    if main_form(tokens) is not Form.CLOCK:
        return list(tokens)
    return with_ends(sheet, Periods(column, [*[None] * first, *tokens], Form.CLOCK, ""), ()).tokens[first:]


def _neighbours(sheet: Sheet, index: int, dated: set[int]) -> list[tuple[int, int]]:
    """The column of periods with the one behind it, and with the one before it, that holds anything but dates."""
    used = [column for column, cells in enumerate(sheet.columns) if column not in dated and any(c != "" for c in cells)]
    at = used.index(index)
    return [(used[place], used[place + 1]) for place in (at, at - 1) if 0 <= place < len(used) - 1]


def _by_values(sheet: Sheet, periods: Periods, left: int, right: int) -> list[Token | None] | None:
    """The ranges that two neighbours bound by their values alone; None where they are anything else."""
    first = next(row for row, token in enumerate(periods.tokens) if token is not None and token.form is Form.CLOCK)
    other = right if left == periods.index else left
    beside, cells = token_of(sheet.columns[other][first]), sheet.columns[other]
    joined = (
        joined_minutes(cells[first]) is not None and joined_minutes(sheet.columns[periods.index][first]) is not None
    )
    if not joined and (beside is None or beside.form is not Form.CLOCK):
        return None  # most columns beside the times are numbers: these are not looked at any further
    heads = _heads(sheet.columns[left], sheet.columns[right], first)
    said = [" ".join(each) for each in zip(*heads, strict=True)]
    if any(names_clock(head) or _OTHER_THAN_ENDS.search(words.folded(head)) for head in said):
        return None
    labels = [time_words.label_named(head) for head in said]
    if labels in ([Label.END] * 2, [Label.START] * 2):
        return None
    tokens = (joined_clock(cells, named=True) if joined else None) or tokens_of(cells)
    begins, ends = (periods.tokens, tokens) if left == periods.index else (tokens, periods.tokens)
    ranges = _ranges(begins, ends)
    known = [
        row
        for row, (begin, end) in enumerate(zip(begins, ends, strict=True))
        if begin is not None and end is not None and begin.form is end.form is Form.CLOCK
    ]
    if ranges is None or any(ranges[row] is None for row in known):
        return None
    minutes = np.array([token.first for row in known if (token := begins[row]) is not None])
    usual = Counter(token.second - token.first for token in ranges if token is not None).most_common(1)[0][0]
    if clock_step(minutes) != usual:
        return None
    told = labels == [Label.START, Label.END] or any(
        begin.fullmatch(words.folded(one).rstrip(" .")) and end.fullmatch(words.folded(two).rstrip(" ."))
        for one, two in heads[-1:]
        for begin, end in _PAIRS
    )
    return ranges if told or 0 in {minutes[0] % DAY, minutes[-1] % DAY} else None


def _heads(left: Sequence[Cell], right: Sequence[Cell], row: int) -> list[tuple[str, str]]:
    """What stands above `row` in both of two columns, from the top; a title stands in one of them alone."""
    both = [(cell_text(one), cell_text(two)) for one, two in zip(left[:row][-4:], right[:row][-4:], strict=True)]
    return [(one, two) for one, two in both if one and two]


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
