"""Times that many rows of one table name: a second table, a day whose date was not updated, several series, a curve."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import Headers
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

SECOND_TABLE = QT_TRANSLATE_NOOP(
    "Message",
    "A second table begins in row {row} (“{head}”), and names the times of the first again: {label} stands in row "
    "{first} and in row {again}. Leave one table in the sheet, or put each on a sheet of its own.",
)
TIMES_TWICE = QT_TRANSLATE_NOOP(
    "Message",
    "From row {again} on the rows name the times again that stand from row {first} on ({label}, for one): the table "
    "holds several series, or a day whose date was not changed. Leave only one series in it, or correct the dates.",
)
_SHARE = 0.3
"""Share of rows that name a time once more from which on they are no single mistaken rows."""
_FEWEST = 10
_CURVE = 20
_OF_ITS_DAY = 0.8
"""Share of the rows of a day that have to come again for its date to be the one that was not updated."""
_DAY = np.timedelta64(1, "D")


def check_repeats(sheet: Sheet, time: TimeColumn, dated: Integers, headers: Headers, numeric: Sequence[int]) -> None:
    """Refuse a table in which many of the `dated` rows name a time once more, but for days of the date before them.

    The rows of these stay, and each is shown with its error, as any single row that names a time again.
    """
    walls = time.walls[dated]
    if (np.diff(walls).astype(np.int64) > 0).all():
        return
    unique, counts = np.unique(walls, return_counts=True)
    if len(walls) < _FEWEST or len(walls) - len(unique) < _SHARE * len(walls):
        return
    label = unique[int(np.argmax(counts))]
    first, again = (sheet.numbers[row] for row in dated[walls == label][:2].tolist())
    texts = {"label": label.item(), "first": first, "again": again}
    if (head := _second_header(sheet, dated, numeric)) is not None:
        raise RefusedError(0.95, SECOND_TABLE, row=sheet.numbers[head[0]], head=head[1], **texts)
    stretches = _stretches(walls)
    if stretches is not None and _are_stale_days(walls, stretches):
        return
    if counts.max() > _CURVE and any(words.names_price(headers.names[index]) for index in numeric):
        raise RefusedError(0.75, refusals.CURVE, label=label.item())
    if stretches is not None and counts.max() == 2:
        raise RefusedError(0.75, TIMES_TWICE, **texts)
    raise RefusedError(0.75, refusals.STACKED, **texts)


def _second_header(sheet: Sheet, dated: Integers, numeric: Sequence[int]) -> tuple[int, str] | None:
    """The row among those of the table that is the header of another one, and what it says of the values."""
    rows = dated.tolist()
    between = [row for above, below in pairwise(rows) for row in range(above + 1, below)]
    for row in between:
        cells = [sheet.columns[column][row] for column in numeric]
        named = [cell_text(cell) for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
        if named and len(named) * 2 >= len(cells) and not number_share(cells)[0]:
            return row, named[0]
    return None


def _stretches(walls: Minutes) -> list[Minutes] | None:
    """`walls` in stretches that rise, each of several rows; None where they do not, in either direction of the rows."""
    steps = np.diff(walls).astype(np.int64)
    if (steps < 0).sum() > (steps > 0).sum():
        walls, steps = walls[::-1], -steps[::-1]
    turns = np.flatnonzero(steps <= 0) + 1
    found = np.split(walls, turns.tolist())
    return found if len(turns) and min(map(len, found)) >= _FEWEST else None


def _are_stale_days(walls: Minutes, stretches: Sequence[Minutes]) -> bool:
    """Whether each stretch begins with the day again that ended the one before, while other days stand there once.

    As many once as again, or else the days that should have stood there are missing between those that do.
    """
    for before, after in pairwise(stretches):
        again = np.isin(after, before)
        # the whole stretch, or its begin: one day, and that day from its first row on
        if not again.any() or not again[: again.sum()].all():
            return False
        day = after[again]
        whole = before[before > before[-1] - _DAY]
        if day[-1] - day[0] > _DAY or not np.isin(whole, day).mean() >= _OF_ITS_DAY:
            return False
    return _are_explained(walls, np.diff(np.unique(walls)).min(), len(stretches) - 1)


def are_stale_rows(days: Days) -> bool:
    """Whether `days`, one for each row of a day, come again only where the date of the day before was not updated."""
    copies = len(days) - len(np.unique(days))
    return int((np.diff(days) == np.timedelta64(0, "D")).sum()) == copies and _are_explained(days, _DAY, copies)


def _are_explained(times: Minutes | Days, step: np.timedelta64, copies: int) -> bool:
    """Whether as many of `times` stand there once as again, or so many days are missing between them as came again."""
    unique, counts = np.unique(times, return_counts=True)
    if (counts == 1).sum() * 2 >= len(unique):
        return True
    missing: int = ((np.diff(unique) - step) // _DAY).sum()
    return missing >= copies
