"""Columns that the spreadsheet program hides: none of them is asked about against one that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.columns import Headers, choose
from ravenwits_desktop.spreadsheets.texts import words

HIDDEN_LEFT_ASIDE = QT_TRANSLATE_NOOP(
    "Message", "“{column}” was taken: the spreadsheet program hides the column {others}, which was left aside."
)
HIDDEN_READ = QT_TRANSLATE_NOOP(
    "Message", "The spreadsheet program hides the column {columns}; its values were read all the same."
)
HIDDEN_DAYS_READ = QT_TRANSLATE_NOOP(
    "Message",
    "Whole days, the first of them {day}, stand in columns that the spreadsheet program hides ({columns}): they were "
    "read as well. Look whether they are meant.",
)
_FEWEST_OF_DAY = 2
"""Values that make a day: the last label of the day before may stand in its columns."""
MANY_HIDDEN_READ = QT_TRANSLATE_NOOP(
    "Message", "The spreadsheet program hides {count} columns, from {first} to {last}; their values were read as well."
)


def choose_shown(sheet: Sheet, headers: Headers, candidates: Sequence[int]) -> tuple[int | None, Message | None]:
    """The candidate that clearly is the purchase, as `choose` tells it, and what is said of hidden ones left aside.

    None where the names tell nothing. Raises `RefusedError` to ask where a hidden one is called the purchase, and
    another one is shown that may be it.
    """
    every = choose(headers, candidates)
    hidden = [column for column in candidates if column in sheet.hidden_columns]
    shown = [column for column in candidates if column not in hidden and not words.names_sale(headers.names[column])]
    if not hidden or not shown:
        return every, None
    chosen = choose(headers, shown) if every is None else every
    if chosen is None:
        return None, None
    if chosen in hidden:
        choices = tuple(headers.names[column] for column in candidates)
        raise RefusedError(0.8, refusals.ASK_COLUMN, choices, columns=quoted(choices))
    others = quoted([headers.names[column] for column in hidden])
    return chosen, Message(HIDDEN_LEFT_ASIDE, {"column": headers.names[chosen], "others": others})


def hidden_notes(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What is said where values stand in hidden columns, but for whole days, which `hidden_day_warnings` tells."""
    if not sheet.hidden_columns or series.columns is None or hidden_day_warnings(series, sheet):
        return ()
    read = [column for column in np.unique(series.columns).tolist() if column in sheet.hidden_columns]
    letters = [sheet.letter(column) for column in read]
    if len(read) > 1:
        return (Message(MANY_HIDDEN_READ, {"count": len(read), "first": letters[0], "last": letters[-1]}),)
    names = [series.headings.get(column, series.column) for column in read]
    return (Message(HIDDEN_READ, {"columns": quoted(names)}),) if read else ()


def hidden_day_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What has to be seen where whole days stand in hidden columns alone, beside others in columns that are shown."""
    if not sheet.hidden_columns or series.columns is None:
        return ()
    walls = series.walls if series.written is None else series.written
    hidden, days = np.isin(series.columns, sorted(sheet.hidden_columns)), walls.astype("datetime64[D]")
    unseen, counts = np.unique(days[hidden & ~np.isnat(walls)], return_counts=True)
    shown, shown_counts = np.unique(days[~hidden & ~np.isnat(walls)], return_counts=True)
    only = np.setdiff1d(unseen[counts >= _FEWEST_OF_DAY], shown[shown_counts >= _FEWEST_OF_DAY])
    if not len(only) or not len(shown):
        return ()
    letters = ", ".join(sheet.letter(column) for column in np.unique(series.columns[hidden]).tolist())
    return (Message(HIDDEN_DAYS_READ, {"columns": letters, "day": only[0].item()}),)
