"""The first cells of a sheet and what each was taken for, to be shown beside the rows they become."""

from __future__ import annotations

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
