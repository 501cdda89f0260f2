"""Times counted from a fixed moment: seconds or milliseconds since 1970 (UTC), and serial days in a text file."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import NAT, RESOLUTIONS, Minutes
from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts.times import read_parts

_TEXT = re.compile(r"\d{5}(?:[.,]\d{1,16})?|\d{9,13}(?:[.,]0{1,6})?")
_LOOKED_AT = 60
_SECONDS = (946_684_800, 4_102_444_800)
"""Of the years 2000 to 2099."""
_PER_MINUTE = ((60, 1), (60_000, 1000))
"""Units in a minute, and in a second, where seconds or milliseconds are counted."""
_SHARE = 0.9
"""Of the cells from the first moment on that have to be moments, and of the steps that have to be those of periods."""


def with_numbers(cells: Sequence[Cell]) -> Sequence[Cell]:
    """`cells` with the texts that could count times as numbers; themselves where the first ones are none."""
    near = [cell for cell in cells if isinstance(cell, str) and cell[:1].isdigit()][:_LOOKED_AT]
    if not any(map(_TEXT.fullmatch, near)):
        return cells
    return [
        float(cell.replace(",", ".")) if isinstance(cell, str) and _TEXT.fullmatch(cell) else cell for cell in cells
    ]


def with_texts(cells: Sequence[Cell], walls: Minutes, step: int) -> Minutes:
    """`walls`, the times that numbers among `cells` count, with those of the texts that stand in a gap between them.

    As 28.03.2026 24:00, which no spreadsheet keeps as a number. A text counts where its time lies one `step`, in
    minutes, from that of a cell right above or below it.
    """
    texts = [row for row in np.flatnonzero(np.isnat(walls)).tolist() if isinstance(cells[row], str) and cells[row]]
    if not texts:
        return walls
    parts = read_parts([cells[row] for row in texts])
    result = walls.copy()
    for read in (parts.walls(), parts.walls(month_first=True)):
        for row, wall in zip(texts, read, strict=True):
            near = [walls[other] for other in (row - 1, row + 1) if 0 <= other < len(walls)]
            if np.isnat(result[row]) and any(
                abs(int((wall - other).astype(np.int64))) == step for other in near if not np.isnat(wall - other)
            ):
                result[row] = wall
    return result


def epoch_walls(cells: Sequence[Cell]) -> Minutes | None:
    """The instants (UTC) that `cells` count since 1970, NaT where one counts none; None where they count none at all.

    They have to be whole minutes, and to follow each other by a market time unit.
    """
    numbers = np.array([float(cell) if is_number(cell) else np.nan for cell in cells])  # type: ignore[arg-type]
    for per_minute, per_second in _PER_MINUTE:
        with np.errstate(invalid="ignore"):
            known = (numbers >= _SECONDS[0] * per_second) & (numbers < _SECONDS[1] * per_second)
            known &= numbers % per_minute == 0
        rows = np.flatnonzero(known)
        filled = sum(cell != "" for cell in cells[int(rows[0]) :]) if len(rows) > 1 else 0
        if not filled or len(rows) < _SHARE * filled:
            continue
        walls = np.full(len(cells), NAT)
        walls[rows] = (numbers[rows] // per_minute).astype(np.int64).astype("datetime64[m]")
        steps = np.abs(np.diff(walls[rows]).astype(np.int64))
        if np.isin(steps, RESOLUTIONS).mean() >= _SHARE:
            return walls
    return None
