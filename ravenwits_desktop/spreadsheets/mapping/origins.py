"""Where the values of a reading came from, and what tells its kind of file from others."""

from __future__ import annotations

import hashlib
import json
import re

import numpy as np

from ravenwits_desktop.domain.reading import Sources
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

_NUMBERS = re.compile(r"\d+")


def sources_of(sheet: Sheet, series: Series, order: Integers) -> Sources | None:
    """The cells of the values of `series`, in the `order` of the rows they became."""
    if series.columns is None:
        return None
    places, which = series.columns[:1], np.zeros(len(order), dtype=np.int64)
    if (series.columns != places).any():
        places, which = np.unique(series.columns[order], return_inverse=True)
    joined = ""
    kinds = set(map(type, series.cells))
    if str in kinds and any(isinstance(cell, str) and cell for cell in series.cells):
        cells = [series.cells[index] for index in order.tolist()]
        if kinds != {str}:
            cells = [cell_text(cell) for cell in cells]
        joined = "\n".join(map(str, cells))
        if joined.count("\n") >= len(cells):
            joined = "\n".join(map(cell_text, cells))
    return Sources(
        series.rows[order],
        which.astype(np.int16),
        tuple(sheet.letter(column) for column in places.tolist()),
        series.values[order],
        joined,
    )


def traits_of(sheet: Sheet, series: Series, resolution: int) -> tuple[tuple[str, str], ...]:
    """What tells this kind of file from others, whatever its dates and values."""
    return (
        ("layout", series.layout),
        ("headers", " | ".join(map(_undated, series.headers))),
        ("column", _undated(series.column)),
        ("resolution", str(resolution)),
        ("unit", series.unit or ""),
        ("delimiter", sheet.delimiter),
        *((("offset", "said"),) if series.explicit and not series.converted else ()),
        *series.traits,
    )


def _undated(text: str) -> str:
    """A header whose numbers are those of any day."""
    return _NUMBERS.sub("0", words.folded(text))


def fingerprint_of(traits: tuple[tuple[str, str], ...]) -> str:
    """SHA-256 (hexadecimal) over `traits`."""
    return hashlib.sha256(json.dumps(traits, ensure_ascii=False).encode()).hexdigest()
