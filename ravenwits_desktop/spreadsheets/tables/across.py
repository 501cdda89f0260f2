"""Periods that run across: what their names mean, and a series from the cells of a block of days and periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import offset_name
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets.days.titles import said_offset
from ravenwits_desktop.spreadsheets.layout import Context, Places, Series, UnitSaid
from ravenwits_desktop.spreadsheets.periods.last_minutes import ranges_to_last_minutes
from ravenwits_desktop.spreadsheets.periods.lengths import check_filled
from ravenwits_desktop.spreadsheets.periods.ordinals import clock_walls, fixed_walls, place, spare
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.tables.period_headers import heading
from ravenwits_desktop.spreadsheets.tables.table import figures_of
from ravenwits_desktop.spreadsheets.texts.begun_hours import base_of_begins
from ravenwits_desktop.spreadsheets.texts.period_names import (
    DAY,
    Days,
    Form,
    Numbering,
    Token,
    main_form,
    numbered,
)
from ravenwits_desktop.spreadsheets.texts.times import Integers

SAYS_OFFSET = QT_TRANSLATE_NOOP(
    "Message", "The file says that its times are in {clock}: they were converted to {zone}."
)


def numbering_of(
    tokens: Sequence[Token], days: Days, context: Context, header: str, head: str = ""
) -> Numbering | None:
    """What the names across mean, one of `days` for each; times of day up to 25:00 count the periods by their ends.

    `header` is all that stands above them, `head` what does so right above.
    """
    tokens = ranges_to_last_minutes(tokens)
    if main_form(tokens) is Form.CLOCK and tokens[-1].first == 0:
        tokens = [*tokens[:-1], replace(tokens[-1], first=DAY)]
    options = context.options
    base = base_of_begins(head, tokens, days, options.zone) if options.period_base is None else options.period_base
    found = numbered(tokens, days, header, base, resolution=options.resolution)
    if found is not None and found.minutes is not None and found.minutes.max() > DAY:
        return Numbering(found.minutes // found.step - 1, found.step)
    return found


def says_offset(offset: int, zone: str) -> Message:
    """What is said of times `offset` minutes ahead of UTC, which were read in `zone`."""
    return Message(SAYS_OFFSET, {"clock": offset_name(offset), "zone": zone})


def spread(numbering: Numbering, times: int) -> Numbering:
    """The same periods over again, `times` in all."""
    minutes = None if numbering.minutes is None else np.tile(numbering.minutes, times)
    second = None if numbering.second is None else np.tile(numbering.second, times)
    letters = None if numbering.letters is None else np.tile(numbering.letters, times)
    return replace(numbering, index=np.tile(numbering.index, times), minutes=minutes, second=second, letters=letters)


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that hold the values of one series: one entry for each, in order of time.

    `rows` and `columns` are indices of the sheet, `days` their market days; `numbering` says their periods.
    """

    rows: Integers
    columns: Integers
    days: Days
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class About:
    """What a layout says of the series of a block; see `Series`."""

    layout: str
    column: str
    candidates: tuple[str, ...]
    time_column: str
    header_row: int | None
    headers: tuple[str, ...]
    unit: str | None
    form: str
    notes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    places: tuple[tuple[Role, Places], ...] = ()
    rivals: tuple[UnitSaid, ...] = ()


def series_of(sheet: Sheet, context: Context, block: Block, about: About) -> Series:
    """The series in the cells of `block`. Raises `RefusedError` where their decimal sign has to be asked."""
    cells = [
        row[column] if column < len(row := sheet.rows[at]) else ""
        for at, column in zip(block.rows.tolist(), block.columns.tolist(), strict=True)
    ]
    filled = np.array([_is_filled(cell) for cell in cells], dtype=np.bool_)
    check_filled(block.days, block.numbering.index, filled)
    label = context.options.label or context.options.account_label
    numbering, zone = block.numbering, context.options.zone
    notes, warnings = about.notes, about.warnings
    above = [] if about.header_row is None else [*sheet.rows[: about.header_row], [about.time_column]]
    below = sheet.rows[int(block.rows.max()) + 1 :]
    offset, instants = said_offset([*above, *below]), None
    if offset is not None:
        walls = fixed_walls(block.days, numbering, label, offset)
        keep = filled | ~np.isnat(walls)
        notes = (*notes, says_offset(offset, zone))
    elif numbering.minutes is not None:
        walls, counted = clock_walls(block.days, numbering.minutes, numbering.step, zone)
        warnings = (*warnings, *counted)
        keep = filled | ~(np.isnat(walls) | spare(walls.astype(np.int64), ~np.isnat(walls), filled))
    else:
        placed = place(block.days, numbering, filled, label, zone)
        walls, instants, keep = placed.walls, placed.instants, placed.keep
        notes, warnings = (*notes, *placed.notes), (*warnings, *placed.warnings)
    at = np.flatnonzero(keep)
    kept = [cells[index] for index in at.tolist()]
    decimal = Decimal(context.options.decimal) if context.options.decimal else None
    figures, said = figures_of(sheet, kept, decimal, about.column, about.candidates)
    rows, columns, walls = block.rows[at], block.columns[at], walls[at]
    return Series(
        layout=about.layout,
        column=about.column,
        candidates=about.candidates,
        time_column=about.time_column,
        walls=walls,
        explicit=offset is not None,
        instants=None if instants is None else instants[at],
        letters=None if numbering.letters is None else numbering.letters[at],
        written=None if offset is None or numbering.minutes is None else walls + timegrid.minutes(offset),
        values=figures.values,
        rows=np.array(sheet.numbers, dtype=np.int64)[rows],
        time_texts={
            index: f"{block.days[at[index]]} {_period_text(sheet, about, int(columns[index]))}".strip()
            for index in np.flatnonzero(np.isnat(walls)).tolist()
        },
        value_texts=figures.texts,
        unit=about.unit,
        rivals=about.rivals,
        labels=None if numbering.minutes is not None else label,
        notes=(*notes, *said),
        warnings=warnings,
        columns=columns,
        headings={
            column: _period_text(sheet, about, column) or sheet.letter(column) for column in np.unique(columns).tolist()
        },
        cells=kept,
        made=numbering.minutes is None,
        resolution=numbering.step,
        resolution_open=numbering.open,
        header_row=about.header_row,
        headers=about.headers,
        traits=(("periods", f"{about.form} {numbering.base} {numbering.step}"),),
        places=(*about.places, (Role.VALUE, (rows, columns))),
    )


def _is_filled(cell: Cell) -> bool:
    return not domain_text.is_missing(cell) if isinstance(cell, str) else True


def _period_text(sheet: Sheet, about: About, column: int) -> str:
    return "" if about.header_row is None else heading(sheet, about.header_row, column)
