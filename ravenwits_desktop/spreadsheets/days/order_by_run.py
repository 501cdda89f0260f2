"""What is said of dates with the month first, below a header of those who write the day first, by their run alone.

Fecha, 10/11/2026, 10/12/2026: with the month first they are two days that follow each other. That tells the order where
numbers above 12 do not (`dates`), and it may be the first row of two months as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.days.date_order import by_evidence, order_in_numbers
from ravenwits_desktop.spreadsheets.days.exchanged_dates import first_day
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.times import Parts

BY_RUN = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” was read as {day}, with the month first, only because the days then follow each other. With the day "
    "first it is {other}: look which one it is.",
)
_MONTH_FIRST = words.any_word("dates?", "days?", "delivery", "time", "datetime", "timestamp")
"""Words for days that those may use as well who write the month first."""
_ORDER_ROWS = 200


def by_run_alone(
    columns: Sequence[Sequence[Cell]], index: int, parts: Parts, day_first: Minutes, context: Context
) -> Message | None:
    """What has to be seen of a column that was read with the month first; None where more than its run tells so."""
    cells = columns[index]
    first = int(np.argmax(~np.isnat(day_first)))
    head = next((cell for cell in reversed(cells[:first]) if isinstance(cell, str) and cell), "")
    if not time_words.names_date(head) or _MONTH_FIRST.search(words.spaced(head)):
        return None
    rows = np.flatnonzero(parts.open_order & (parts.year > 0))
    if (parts.first[rows] > 12).any() or (parts.second[rows] > 12).any():
        return None
    rows = rows[parts.first[rows] != parts.second[rows]]
    text = str(cells[int(rows[0])])
    day, other = first_day(parts.walls(month_first=True), rows), first_day(day_first, rows)
    texts = [cell for column in columns for cell in column[:_ORDER_ROWS] if isinstance(cell, str)]
    own = replace(context, shown_order=True if order_in_numbers(texts) == {True} else None)  # not by the run again
    if context.options.month_first is not None or by_evidence(text, other, day, own):
        return None
    return Message(BY_RUN, {"text": text, "day": day, "other": other})
