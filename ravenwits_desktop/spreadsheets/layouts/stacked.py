"""Several series one below the other, told apart by a column of names or numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, Series
from ravenwits_desktop.spreadsheets.layouts import refusals
from ravenwits_desktop.spreadsheets.layouts.choice import chosen_times
from ravenwits_desktop.spreadsheets.layouts.dates import DateQuestionError, TimeColumn
from ravenwits_desktop.spreadsheets.layouts.long import ESIOS
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.layouts.seasons import by_season
from ravenwits_desktop.spreadsheets.layouts.table import columns_of_numbers, headers_beside, read_table
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.times import Integers

NAME = "stacked series"
ONE_OF_MANY = QT_TRANSLATE_NOOP("Message", "The table holds {count} series; “{name}” was taken.")
_MOST_SERIES = 200


def recognise_stacked(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read one series of `sheet`; a `Refusal` asks for it or says what is missing."""
    try:
        return _read(sheet, context)
    except RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, 0.8, columns_of_numbers(sheet), Question.DATE_ORDER)


def _read(sheet: Sheet, context: Context) -> Found:
    times = [time for time in chosen_times(sheet, context) if time.has_clock]
    explicit = [time for time in times if time.explicit] or times
    if not explicit:
        raise RefusedError(0.05, refusals.NO_TIMES)
    time = by_season(sheet, explicit[0], context)
    dated = np.flatnonzero(~np.isnat(time.walls))
    if len(dated) < 4 or len(np.unique(time.walls[dated])) > 0.7 * len(dated):
        raise RefusedError(0.05, refusals.NO_TIMES)
    headers = headers_beside(sheet, time, [other.index for other in times])
    groups, names = _groups(sheet, time, dated.tolist())
    if not groups:
        raise RefusedError(0.05, refusals.NO_TIMES)
    choices = tuple(dict.fromkeys(names.values()))
    wanted = context.options.column
    if wanted is None:
        raise RefusedError(0.86, refusals.ASK_SERIES, choices, columns=quoted(choices))
    chosen = next((key for key in groups if _means(key, names[key], wanted)), None)
    if chosen is None:
        raise RefusedError(0.86, refusals.NO_SUCH_COLUMN, choices, column=wanted, columns=quoted(choices))
    above = list(range(int(dated[0])))
    kept = np.array([*above, *groups[chosen]], dtype=np.int64)
    gap = sheet.numbers[groups[chosen][0]] - sheet.numbers[int(dated[0])]  # the header as near as to the first series
    numbers = [sheet.numbers[row] + (gap if row < dated[0] else 0) for row in kept.tolist()]
    part = replace(sheet, rows=[sheet.rows[row] for row in kept.tolist()], numbers=numbers)
    inner = replace(context, options=replace(context.options, column=None))
    own = replace(time, walls=time.walls[kept])
    heads = {words.folded(name) for name in headers.names}
    found = read_table(part, inner, own, [other.index for other in times], NAME, "MW" if heads >= ESIOS else None)
    note = Message(ONE_OF_MANY, {"count": len(groups), "name": names[chosen]})
    series = replace(
        found.series,
        column=names[chosen],
        candidates=choices,
        notes=(note, *found.series.notes),
        traits=(*found.series.traits, ("values", words.folded(found.series.column))),
    )
    return replace(found, series=remapped(series, kept), score=0.88)


def _means(key: tuple[Cell, ...], name: str, wanted: str) -> bool:
    plain = words.folded(wanted)
    return plain == words.folded(name) or plain in {words.folded(cell_text(cell)) for cell in key}


def remapped(series: Series, kept: Integers) -> Series:
    """A series of some rows of a sheet, its places told by the rows of the whole."""
    places = tuple((role, (kept[down], across)) for role, (down, across) in series.places)
    header = None if series.header_row is None else int(kept[series.header_row])
    return replace(series, places=places, header_row=header)


def _groups(
    sheet: Sheet, time: TimeColumn, dated: Sequence[int]
) -> tuple[Mapping[tuple[Cell, ...], list[int]], Mapping[tuple[Cell, ...], str]]:
    """The rows of each series, by the cells that tell it, and their names; nothing where no column tells them."""
    telling = []
    for index, cells in enumerate(sheet.columns):
        values = {cells[row] for row in dated}
        if index != time.index and 1 < len(values) <= _MOST_SERIES and len(values) * 3 <= len(dated):
            telling.append(index)
    best = None
    for index in telling:
        rows: dict[Cell, list[int]] = {}
        for row in dated:
            rows.setdefault(sheet.columns[index][row], []).append(row)
        if all(len(np.unique(time.walls[group])) >= 0.95 * len(group) for group in rows.values()):
            best = rows
            found = index
            break
    if best is None:
        return {}, {}
    # A number and a name say the same: both are understood, the name is shown.
    same = [
        index
        for index in telling
        if all(len({sheet.columns[index][row] for row in group}) == 1 for group in best.values())
    ]
    keys = {value: tuple(sheet.columns[index][group[0]] for index in same or [found]) for value, group in best.items()}
    texts = {key: _name(key) for key in keys.values()}
    doubled = {text for text in texts.values() if list(texts.values()).count(text) > 1}
    names = {
        key: " ".join(filter(None, map(cell_text, key))) if text in doubled else text for key, text in texts.items()
    }
    return {keys[value]: group for value, group in best.items()}, names


def _name(key: tuple[Cell, ...]) -> str:
    texts = [cell_text(cell) for cell in key]
    return max(texts, key=lambda text: (not text.isdecimal(), len(text)))
