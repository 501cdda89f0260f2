"""Which of several columns of dates says the day of a period: not the one that says when the file was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, names_market_day
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words

_FROM = re.compile(r"ab[ ._-]?(?:datum|tag)")
"""The day of a begin, as SAP calls it; “ab” alone means little."""


def day_column(dates: Sequence[TimeColumn], heads: Sequence[str], periods: int) -> TimeColumn:
    """The one of `dates`, at least one, that says the day; with a warning where it is a guess.

    Of those whose header, in `heads`, does not speak of an issue or of the day of a trade, and which differ, the
    nearest before the column `periods` is taken; one of ends never where one of begins says the same days.
    """
    named = [(time, head) for time, head in zip(dates, heads, strict=True) if not names_issue(head)]
    of_delivery = [(time, head) for time, head in named if not names_market_day(head)]
    possible = of_delivery or named or list(zip(dates, heads, strict=True))
    possible = [each for each in possible if not any(_are_ends(*each, *other) for other in possible)]
    before = [each for each in possible if each[0].index < periods]
    chosen, head = before[-1] if before else possible[0]
    others = [
        name or "–"
        for time, name in possible
        if time is not chosen and not np.array_equal(time.walls, chosen.walls, equal_nan=True)
    ]
    if not others:
        return chosen
    texts = {"column": head or "–", "others": "”, “".join(others)}
    return replace(chosen, warnings=(*chosen.warnings, Message(refusals.DATES_CHOSEN, texts)))


def _are_ends(time: TimeColumn, head: str, begins: TimeColumn, begins_head: str) -> bool:
    """Whether a column holds the days on which the periods end that begin on those of another: the same or the next."""
    begin = time_words.label_named(begins_head) is Label.START or _FROM.match(words.folded(begins_head))
    if not begin or time_words.label_named(head) is not Label.END:
        return False
    both = ~np.isnat(time.walls) & ~np.isnat(begins.walls)
    days = time.walls[both].astype("datetime64[D]") - begins.walls[both].astype("datetime64[D]")
    return bool(both.any()) and set(days.astype(np.int64).tolist()) <= {0, 1}


def head_of(cells: Sequence[Cell], walls: Minutes) -> str:
    """The words nearest above the first date of a column."""
    above = [cell for cell in cells[: int(np.argmax(~np.isnat(walls)))] if isinstance(cell, str) and cell]
    return cell_text(above[-1]) if above else ""
