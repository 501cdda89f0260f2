"""Several series in the rows of one table, told apart by a column of names or numbers: one below the other, or mixed.

Whether a column tells series apart is tried, not guessed: the rows of each of its names are read by themselves, and
the same periods have to come out of two of them. A column of seasons, weekdays or states parts the periods instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.short_days import plain_day
from ravenwits_desktop.spreadsheets.layout import (
    CERTAIN,
    Context,
    Found,
    Recogniser,
    Refusal,
    Series,
    recognise,
    remapped,
)
from ravenwits_desktop.spreadsheets.layouts.date_ranges import recognise_date_ranges
from ravenwits_desktop.spreadsheets.layouts.long import recognise_long
from ravenwits_desktop.spreadsheets.layouts.meters import recognise_meters
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name, clear_purchase
from ravenwits_desktop.spreadsheets.tables.pages import repeated_headers
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import token_of
from ravenwits_desktop.spreadsheets.texts.times import Integers, looks_like_times

NAME = "stacked series"
ONE_OF_MANY = QT_TRANSLATE_NOOP("Message", "The table holds {count} series; “{name}” was taken.")
BETWEEN = " · "
"""Between the name of a series and that of one of its columns."""
_INNER: tuple[Recogniser, ...] = (recognise_meters, recognise_long, recognise_period_rows, recognise_date_ranges)
_MOST_SERIES = 200
_FEWEST_ROWS = 4
_HEAD_ROWS = 40
_LOOKED_AT = 1000
_SMALLEST_CODE = 100
"""Smaller whole numbers count something: hours, quarters, months."""
_PERIOD_PARTS = re.compile(r"(?:q|qh|c|t|cuarto|quarter|quart|trim)?\.?\s*\d{1,2}[ªº]?", re.IGNORECASE)
_ONCE = 0.9
"""Share of the periods of one series that are there once: the hour of October is there twice."""
_SHARED = 0.5
"""Share of the shorter series' periods that the longer one has too."""
_MOST_CHOICES = 60

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Groups:
    """The rows of each series, by the texts that tell it, and the row with which the first series begins."""

    columns: tuple[int, ...]
    rows: Mapping[Key, list[int]]
    first: int


def recognise_stacked(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read one series of `sheet`; a `Refusal` asks for it, and is certain where there are several."""
    inner = replace(context, options=replace(context.options, column=None))
    groups = _groups(sheet, inner)
    if groups is None:
        return Refusal(Message(refusals.NO_TIMES), 0.05)
    names = _names(sheet, groups)
    choices = tuple(names.values())
    wanted = context.options.column
    if wanted is None:
        columns = _open_columns(sheet, groups, inner)
        wanted = None if columns else _purchase_of(sheet, groups, names, inner)
        if wanted is None:
            choices = _together(choices, columns) if columns else choices
            which = Message(refusals.ASK_SERIES, {"columns": quoted(choices)})
            return Refusal(which, CERTAIN, choices, Question.COLUMN)
    key, column = _chosen(names, wanted)
    if key is None:
        text = {"column": wanted, "columns": quoted(choices)}
        return Refusal(Message(refusals.NO_SUCH_COLUMN, text), CERTAIN, choices, Question.COLUMN)
    part, kept = _part(sheet, groups, groups.rows[key])
    found = recognise(part, replace(inner, options=replace(inner.options, column=column)), _INNER)
    if isinstance(found, Refusal):
        if found.question is Question.COLUMN:
            asked = _together((names[key],), found.choices)
            return Refusal(Message(refusals.ASK_COLUMN, {"columns": quoted(asked)}), CERTAIN, asked, Question.COLUMN)
        return replace(found, score=CERTAIN)
    note = Message(ONE_OF_MANY, {"count": len(groups.rows), "name": names[key]})
    series = replace(
        found.series,
        layout=NAME,
        column=names[key] if column is None else f"{names[key]}{BETWEEN}{found.series.column}",
        candidates=choices if column is None else _together(choices, found.series.candidates),
        notes=(note, *found.series.notes),
        traits=(*found.series.traits, ("values", words.folded(found.series.column))),
    )
    return replace(found, series=remapped(series, kept), score=0.95)


def _together(names: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """What can be chosen where each series has several columns; the series alone where that is too much to show."""
    if len(names) * len(columns) > _MOST_CHOICES:
        return tuple(names)
    return tuple(f"{name}{BETWEEN}{column}" for name in names for column in columns)


def _groups(sheet: Sheet, context: Context) -> _Groups | None:
    """The series of `sheet`; None where no column, nor all that could together, tells several apart."""
    again = repeated_headers(sheet)
    telling = [index for index in range(len(sheet.columns)) if _could_tell(sheet, index, again)]
    tried: list[tuple[int, ...]] = [(index,) for index in telling]
    if len(telling) > 1:
        tried.append(tuple(telling))
    for columns in tried:
        groups = _by_texts(sheet, columns, again)
        if (
            groups is not None
            and _are_series(sheet, groups, context)
            and not (
                all(_names_states(sheet, groups, column) for column in columns) and _is_one(sheet, groups, context)
            )
        ):
            return _with_same(sheet, groups, telling)
    return None


def _could_tell(sheet: Sheet, index: int, again: frozenset[int]) -> bool:
    """Whether the cells of a column could be names or codes of series; quick for a column that holds anything else.

    The rows `again` are headers that come again, and hold none.
    """
    cells = sheet.columns[index]
    sample = [cell for row, cell in enumerate(cells[:_LOOKED_AT]) if cell != "" and row not in again]
    counts = Counter(sample)
    if len(counts) > _MOST_SERIES + 1:
        return False
    repeated = [cell for cell, count in counts.items() if count > 1]  # its header stands there once
    if all(map(is_number, repeated)) and any(isinstance(cell, float) and not cell.is_integer() for cell in repeated):
        return False
    often = [cell_text(cell) for cell in repeated]
    if not often or looks_like_times(sample) or all(plain_day(text) is not None for text in often):
        return False
    if all(map(_is_number, often)):
        heads = [cell_text(cell) for cell in cells[:_HEAD_ROWS] if isinstance(cell, str)]
        named = any(words.names_identity(head) or words.names_version(head) for head in heads)
        return all(text.isdecimal() and (named or int(text) >= _SMALLEST_CODE) for text in often)
    return not all(_PERIOD_PARTS.fullmatch(text) or token_of(text) is not None for text in often)


def _is_number(text: str) -> bool:
    return domain_text.decimal_sign(text) is not Sign.NOT_A_NUMBER


def _by_texts(sheet: Sheet, columns: Sequence[int], again: frozenset[int]) -> _Groups | None:
    """The rows by what stands in `columns`, without the headers that come `again`; None for no table of long series."""
    texts: list[Sequence[Cell]] = [sheet.columns[column] for column in columns]
    rows: dict[Key, list[int]] = {}
    known: dict[Cell, str] = {}
    for row, cells in enumerate(zip(*texts, strict=True)):
        if "" in cells or row in again:
            continue
        key = tuple(known.setdefault(cell, cell_text(cell)) for cell in cells)
        rows.setdefault(key, []).append(row)
    long = {key: group for key, group in rows.items() if len(group) >= _FEWEST_ROWS}
    covered, filled = sum(map(len, long.values())), sum(map(len, rows.values()))
    if not 1 < len(long) <= _MOST_SERIES or covered < 0.9 * filled:
        return None
    return _Groups(tuple(columns), long, min(group[0] for group in long.values()))


def _are_series(sheet: Sheet, groups: _Groups, context: Context) -> bool:
    """Whether two of the groups, read by themselves, have periods in common, and each period once."""
    largest = sorted(groups.rows.values(), key=len, reverse=True)[:2]
    read = [_read_alone(_part(sheet, groups, rows)[0], context) for rows in largest]
    both = [series for series in read if series is not None]
    if len(both) < len(read):
        return False
    mixed = len({series.explicit for series in both}) > 1  # a season told the repeated hour of October in one alone
    seen: list[set[int]] = []
    for series in both:
        walls = series.walls[~np.isnat(series.walls)]
        if len(np.unique(walls)) < _ONCE * len(walls):
            return False
        if mixed and not series.explicit:
            walls = timegrid.wall_to_utc(walls, context.options.zone)[0]
        seen.append(set(walls.astype(np.int64).tolist()))
    return len(seen[0] & seen[1]) >= _SHARED * min(map(len, seen))


def _names_states(sheet: Sheet, groups: _Groups, column: int) -> bool:
    """Whether a column says of each value how it came about: measured, estimated, final."""
    cells = sheet.columns[column][max(0, groups.first - _HEAD_ROWS) : groups.first]
    heads = [cell_text(cell) for cell in cells if isinstance(cell, str) and cell]
    return bool(heads) and words.names_state(heads[-1])


def _is_one(sheet: Sheet, groups: _Groups, context: Context) -> bool:
    """Whether the table, read as a whole, has each time once, under dates of its own: it is one series then."""
    whole = _read_alone(sheet, context)
    part = _read_alone(_part(sheet, groups, max(groups.rows.values(), key=len))[0], context)
    if whole is None or part is None or whole.time_column == whole.period_column or whole.resolution != part.resolution:
        return False
    walls = whole.walls[~np.isnat(whole.walls)]
    return len(np.unique(walls)) == len(walls)


def _read_alone(part: Sheet, context: Context) -> Series | None:
    """What a part of the sheet gives, whatever has to be asked about its values; None where it is no table."""
    options = context.options
    for decided in _ways(options.decimal):
        answer = recognise(part, replace(context, options=replace(options, decimal=decided)), _INNER)
        if isinstance(answer, Refusal) and answer.question is Question.COLUMN and answer.choices:
            with_column = replace(options, decimal=decided, column=answer.choices[0])
            answer = recognise(part, replace(context, options=with_column), _INNER)
        if isinstance(answer, Found):
            return answer.series
    return None


def _ways(decimal: str | None) -> Iterator[str | None]:
    yield decimal
    if decimal is None:
        yield ","


def _part(sheet: Sheet, groups: _Groups, rows: Sequence[int]) -> tuple[Sheet, Integers]:
    """What stands above the table, and the rows of one series, with their indices in the whole."""
    above = groups.first
    kept = np.array([*range(above), *rows], dtype=np.int64)
    gap = sheet.numbers[rows[0]] - sheet.numbers[above]  # the header as near as to the first series
    numbers = [sheet.numbers[row] + (gap if row < above else 0) for row in kept.tolist()]
    return replace(sheet, rows=[sheet.rows[row] for row in kept.tolist()], numbers=numbers), kept


def _with_same(sheet: Sheet, groups: _Groups, telling: Sequence[int]) -> _Groups:
    """`groups` told by every column that says the same: a number and a name are both understood."""
    same = [
        index
        for index in telling
        if index in groups.columns
        or all(len({sheet.columns[index][row] for row in rows}) == 1 for rows in groups.rows.values())
    ]
    keyed = {tuple(cell_text(sheet.columns[index][rows[0]]) for index in same): rows for rows in groups.rows.values()}
    return _Groups(tuple(same), keyed, groups.first)


def _names(sheet: Sheet, groups: _Groups) -> dict[Key, str]:
    """What each series is called: the name rather than the number, and what else tells it from its like.

    A bare number of a version is called what its column is: “Versión 2”.
    """
    short = {key: max(key, key=lambda text: (not text.isdecimal(), len(text)), default="") for key in groups.rows}
    counts = Counter(short.values())
    head = _version_head(sheet, groups)
    return {
        key: " ".join(filter(None, key))
        if counts[text] > 1
        else f"{head} {text}"
        if head and text.isdecimal()
        else text
        for key, text in short.items()
    }


def _version_head(sheet: Sheet, groups: _Groups) -> str:
    """What the one column that tells the series apart is called, where it numbers versions; else nothing."""
    if len(groups.columns) != 1:
        return ""
    cells = sheet.columns[groups.columns[0]][max(0, groups.first - _HEAD_ROWS) : groups.first]
    heads = [cell_text(cell) for cell in cells if isinstance(cell, str) and words.names_version(cell)]
    return heads[-1] if heads else ""


def _open_columns(sheet: Sheet, groups: _Groups, context: Context) -> tuple[str, ...]:
    """The columns among which one has to be chosen beside the series; empty where that is clear."""
    answer = recognise(_part(sheet, groups, next(iter(groups.rows.values())))[0], context, _INNER)
    return answer.choices if isinstance(answer, Refusal) and answer.question is Question.COLUMN else ()


def _purchase_of(sheet: Sheet, groups: _Groups, names: Mapping[Key, str], context: Context) -> str | None:
    """The one series that clearly is the purchase beside those of prices and sales; None where it has to be asked for.

    Of portfolios, or of a purchase beside what may be a newer one, nobody knows which is meant.
    """
    every = list(names.values())
    if clear_purchase(every) is None:
        return None
    series = {names[key]: _read_alone(_part(sheet, groups, rows)[0], context) for key, rows in groups.rows.items()}
    cells = {name: each.values.tolist() for name, each in series.items() if each is not None}
    try:
        return choose_name(every, context, cells) if len(cells) == len(every) else None
    except RefusedError:
        return None


def _chosen(names: Mapping[Key, str], wanted: str) -> tuple[Key | None, str | None]:
    """The series that a person calls `wanted`, and the column, where that is said as well."""
    for means in (_is_called, _has_text):
        for key, name in names.items():
            if means(key, name, words.folded(wanted)):
                return key, None
    series, between, column = wanted.rpartition(BETWEEN)
    if between:
        for key, name in names.items():
            if _is_called(key, name, words.folded(series)):
                return key, column
    return None, None


def _is_called(key: Key, name: str, plain: str) -> bool:
    return plain == words.folded(name)


def _has_text(key: Key, name: str, plain: str) -> bool:
    return plain in map(words.folded, key)
