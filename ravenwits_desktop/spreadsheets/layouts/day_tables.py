"""Tables of days across, one below the other: those that go on are one series, of others one is the purchase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Places, Series, remapped
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.days_below import Table, go_on
from ravenwits_desktop.spreadsheets.texts import words

_Item = TypeVar("_Item")
_Number = TypeVar("_Number", bound=np.generic)
Read = Callable[[Sheet, Context], Found]


def read_tables(sheet: Sheet, context: Context, tables: Sequence[Table], second: str, read: Read) -> Found:
    """The series of the purchase in `tables`, each of which `read` understands alone.

    Raises `RefusedError` to ask which one it is where they have titles of their own, and else with the message
    `second`, which tells of a second table.
    """
    titles = [table.title for table in tables]
    wanted = None if context.options.column is None else words.folded(context.options.column)
    own = [table for table in tables if table.title and words.folded(table.title) == wanted]
    possible = [table for table in tables if not table.is_other] or list(tables[:1])
    inner = replace(context, options=replace(context.options, column=None)) if own else context
    choices = tuple(dict.fromkeys(table.title for table in possible if table.title))
    if len(own) == 1:
        found = _read_alone(sheet, inner, tables, own[0], read)
        return replace(found, series=replace(found.series, candidates=choices))
    if len(possible) == 1:
        found = _read_alone(sheet, context, tables, possible[0], read)
        if possible[0] is tables[0]:
            return found
        note = Message(refusals.WAS_CHOSEN, {"column": possible[0].title, "columns": quoted(titles)})
        return replace(found, series=replace(found.series, notes=(note, *found.series.notes)))
    refused = _second(sheet, possible[1], second)
    if go_on(possible):
        return _joined([_read_alone(sheet, inner, tables, table, read) for table in possible], refused)
    days = [set(table.days.tolist()) for table in possible if table.days is not None]
    if len(days) == len(choices) == len(possible) and all(each == days[0] for each in days):
        raise RefusedError(CERTAIN, refusals.ASK_SERIES, choices, columns=quoted(choices))
    raise refused


def _second(sheet: Sheet, table: Table, template: str) -> RefusedError:
    said = " ".join(filter(None, map(cell_text, sheet.rows[table.first]))) if not table.title else table.title
    return RefusedError(CERTAIN, template, row=sheet.numbers[table.first], text=said)


def _read_alone(sheet: Sheet, context: Context, tables: Sequence[Table], table: Table, read: Read) -> Found:
    """What one of the tables holds; what stands above the first is said of one without a title of its own as well."""
    top = 0 if table is tables[0] or table.named else tables[0].header
    kept = np.array([*range(top), *range(table.first, table.end)], dtype=np.int64)
    rows, numbers = [sheet.rows[row] for row in kept.tolist()], [sheet.numbers[row] for row in kept.tolist()]
    found = read(replace(sheet, rows=rows, numbers=numbers), context)
    return replace(found, series=remapped(found.series, kept))


def _joined(found: Sequence[Found], refused: RefusedError) -> Found:
    """The tables that go on as one. Raises `refused` where they differ in anything but their days."""
    every = sorted((each.series for each in found), key=lambda series: _first(series.walls))
    one = found[0].series
    kinds = [(each.unit, each.traits, each.resolution, each.explicit, each.made, each.labels) for each in every]
    columns = {each.column for each in every if len(each.candidates) > 1}
    if any(kind != kinds[0] for kind in kinds) or len(columns) > 1:
        raise refused
    starts = np.cumsum([0, *(len(each.values) for each in every[:-1])]).tolist()
    headings = {column: text for each in every for column, text in each.headings.items()}
    ambiguous = {column for each in every for column, text in each.headings.items() if headings[column] != text}
    series = replace(
        one,
        walls=np.concatenate([each.walls for each in every]),
        values=np.concatenate([each.values for each in every]),
        rows=np.concatenate([each.rows for each in every]),
        columns=np.concatenate([each.columns for each in every if each.columns is not None]),
        cells=[cell for each in every for cell in each.cells],
        instants=_together([each.instants for each in every]),
        letters=_together([each.letters for each in every]),
        written=_together([each.written for each in every]),
        time_texts=_shifted([each.time_texts for each in every], starts),
        value_texts=_shifted([each.value_texts for each in every], starts),
        headings={column: text for column, text in headings.items() if column not in ambiguous},
        totals=tuple(total for each in every for total in each.totals),
        rivals=_once([each.rivals for each in every]),
        notes=_once([each.notes for each in every]),
        warnings=_once([each.warnings for each in every]),
        places=tuple((role, _places(every, role)) for role in dict.fromkeys(role for role, _ in one.places)),
    )
    return replace(found[0], series=series, evidence=_once([each.evidence for each in found]))


def _first(times: Minutes) -> np.datetime64:
    known = times[~np.isnat(times)]
    return known.min() if len(known) else np.datetime64("NaT")


def _together(parts: Sequence[npt.NDArray[_Number] | None]) -> npt.NDArray[_Number] | None:
    """The parts as one; None where any of them says nothing."""
    known = [part for part in parts if part is not None]
    return np.concatenate(known) if len(known) == len(parts) else None


def _shifted(texts: Sequence[Mapping[int, str]], starts: Sequence[int]) -> dict[int, str]:
    """Texts of cells by their index, counted on from where those of each part begin."""
    return {at + start: text for start, each in zip(starts, texts, strict=True) for at, text in each.items()}


def _once(parts: Sequence[Sequence[_Item]]) -> tuple[_Item, ...]:
    """All that is said, the same but once."""
    found: list[_Item] = []
    for part in parts:
        found.extend(item for item in part if item not in found)
    return tuple(found)


def _places(every: Sequence[Series], role: Role) -> Places:
    own = [places for each in every for of, places in each.places if of is role]
    return np.concatenate([down for down, _ in own]), np.concatenate([across for _, across in own])
