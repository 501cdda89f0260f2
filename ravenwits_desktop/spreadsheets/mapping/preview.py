"""The first cells of a sheet and what each was taken for, to be shown beside the rows they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.reading import Grid, Role
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text

ROWS, COLUMNS = 60, 40
_LONGEST = 80


def grid_of(sheet: Sheet, series: Series | None) -> Grid:
    """The first cells of `sheet`, with their roles where a `series` was found in it."""
    rows = (sheet.written or sheet.rows)[:ROWS]
    width = max((len(row) for row in rows), default=0)
    shown = min(width, COLUMNS)
    texts = tuple(
        tuple(cell_text(row[column])[:_LONGEST] if column < len(row) else "" for column in range(shown)) for row in rows
    )
    roles = np.zeros((len(rows), shown), dtype=np.int8)
    header = None
    if series is not None:
        if series.header_row is not None:
            header = sheet.numbers[series.header_row]
            if series.header_row < len(rows):
                roles[series.header_row] = Role.HEADER
        for role, (down, across) in series.places:
            inside = (down < len(rows)) & (across < shown) & (down >= 0) & (across >= 0)
            roles[down[inside], across[inside]] = role
        roles[np.array([[text == "" for text in row] for row in texts], dtype=np.bool_).reshape(roles.shape)] = (
            Role.OTHER
        )
    return Grid(
        texts,
        tuple(sheet.numbers[: len(rows)]),
        tuple(map(sheet.letter, range(shown))),
        header,
        roles,
        more_rows=len(sheet.rows) - len(rows),
        more_columns=width - shown,
    )


def in_common(grids: Sequence[Grid], asked: Grid | None = None) -> Grid:
    """The cells of one sheet, read in several ways (`grids`, at least one), with what is clear in all of them.

    A cell that is a value in any of them could be one. What some readings do not use is what the others say; where
    they say different things, or some leave it out, nothing is said. The sheet is that of `asked`, the question they
    answer, else of the first: an answer that leads to another sheet has no cell in common with it.
    """
    about = asked or grids[0]
    grids = [grid for grid in grids if grid.texts == about.texts]
    if not grids:
        return about
    roles = np.stack([grid.roles for grid in grids])
    most = roles.max(axis=0)
    clear = ((roles == most) | (roles == Role.OTHER)).all(axis=0)
    clear &= (most != Role.IGNORED) | (roles == Role.IGNORED).all(axis=0)
    common = np.where(clear, most, np.int8(Role.OTHER))
    common[(roles == Role.VALUE).any(axis=0)] = Role.VALUE
    header = next((grid.header_row for grid in grids if grid.header_row is not None), None)
    return replace(grids[0], roles=common, header_row=header)
