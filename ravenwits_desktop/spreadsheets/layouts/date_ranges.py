"""A row for each period, named by its begin and end in one cell: "01.01.2019 00:00 - 01.01.2019 01:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import RESOLUTIONS
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts import refusals
from ravenwits_desktop.spreadsheets.layouts.dates import DateQuestionError, TimeColumn, named_by, time_columns
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError
from ravenwits_desktop.spreadsheets.layouts.table import columns_of_numbers, read_table
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet

NAME = "ranges of dates and times"
_MOMENT = r"\d[\d./-]*\d[ T]+\d{1,2}:\d{2}(?::\d{2})?"
_RANGE = re.compile(rf"({_MOMENT})\s*(?:-{{1,2}}|–|—|to|a|bis)\s*({_MOMENT}|\d{{1,2}}:\d{{2}})(?:\s*\([A-Z/]+\))?")
_SAMPLE = 60


def recognise_date_ranges(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a table of such ranges; a `Refusal` says what is missing or has to be asked."""
    try:
        for index, cells in enumerate(sheet.columns):
            if any(isinstance(cell, str) and _RANGE.fullmatch(cell) for cell in cells[:_SAMPLE]):
                time = _time_column(index, cells, context)
                return read_table(sheet, context, time, [index], NAME)
    except RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, 0.8, columns_of_numbers(sheet), Question.DATE_ORDER)
    return RefusedError(0.05, refusals.NO_TIMES).refusal


def _time_column(index: int, cells: Sequence[Cell], context: Context) -> TimeColumn:
    """The labels of the wanted end. The begin tells the repeated hour of October apart, by its order."""
    begins: list[Cell] = []
    ends: list[Cell] = []
    for cell in cells:
        match = _RANGE.fullmatch(cell) if isinstance(cell, str) else None
        begins.append(match.group(1) if match else "")
        end = match.group(2) if match else ""
        ends.append(f"{match.group(1).split()[0]} {end}" if match and len(end) <= 5 else end)
    header = [cell for cell in cells[:1] if isinstance(cell, str) and not begins[0]]
    found = [time_columns([[*header, *column[len(header) :]]], context) for column in (begins, ends)]
    if not found[0] or not found[1]:
        raise RefusedError(0.1, refusals.NO_TIMES)
    left, right = found[0][0], found[1][0]
    lengths = (right.walls - left.walls).astype(np.int64)[~np.isnat(left.walls) & ~np.isnat(right.walls)]
    usual = int(np.median(lengths))
    if usual not in RESOLUTIONS:
        raise RefusedError(0.1, refusals.NO_TIMES)
    wanted = context.options.label or context.options.account_label
    return replace(named_by(left, usual, wanted, context.options.zone), index=index)
