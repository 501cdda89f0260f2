"""Periods that are numbered as the hours of a day are, in a table whose title or name speaks of parts of hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.periods.period_column import Periods
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Numbering, Token

SAYS_PARTS = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” speaks of quarters or halves of hours, and the periods were read as hours. If they are parts of hours, "
    "write them as times of day, or as H1Q1.",
)
HOUR = 60
_HALF, _QUARTER = 30, 15
_LONGEST = 120
_HALVES = re.compile(r"(?<!\d)30 ?min|semi ?horari|media hora|demi-?heure|demi-?horaire|halbstund|half-?hour")


def of_said_length(
    sheet: Sheet, periods: Periods, numbering: Numbering, days: Days, context: Context
) -> tuple[Numbering, tuple[Message, ...]]:
    """`numbering` with the length of its periods as a person decided, and what has to be seen of it.

    Where a title, the sheet or the file speaks of parts of hours and the periods of one day could be hours or parts,
    it has to be asked, by a `RefusedError`; on several days they are hours beyond doubt but for those words.
    """
    hours = numbering.step == HOUR and numbering.parts == 1 and numbering.minutes is None
    if not hours or periods.form is not Form.NUMBER or time_words.names_hour(periods.header):
        return numbering, ()
    text = next(filter(time_words.names_parts_of_hours, texts_above(sheet, periods.tokens, context)), None)
    if text is None:
        return numbering, ()
    placed = (numbering.index >= 0) & ~np.isnat(days)
    if len(np.unique(days[placed])) > 1:
        return numbering, (Message(SAYS_PARTS, {"text": text[:_LONGEST]}),)
    if context.options.resolution is None:
        minutes = _HALF if _HALVES.search(words.folded(text)) else _QUARTER
        count = int(placed.sum())
        raise RefusedError(0.92, refusals.ASK_LENGTH, (), text=text[:_LONGEST], minutes=minutes, count=count)
    return replace(numbering, step=context.options.resolution, open=True), ()


def texts_above(sheet: Sheet, tokens: Sequence[Token | None], context: Context) -> Iterator[str]:
    """The words above the first row with a period, cell by cell, then the names of the sheet and of the file."""
    first = next((row for row, token in enumerate(tokens) if token is not None), 0)
    yield from texts_of_rows(sheet, first, context)


def texts_of_rows(sheet: Sheet, first: int, context: Context) -> Iterator[str]:
    """The words in the rows before `first`, an index, cell by cell, then the names of the sheet and of the file."""
    yield from (cell_text(cell) for row in sheet.rows[:first] for cell in row if isinstance(cell, str) and cell)
    yield from (name.replace("_", " ") for name in (context.sheet, PurePath(context.file).stem) if name)
