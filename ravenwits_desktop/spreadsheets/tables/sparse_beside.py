"""Columns beside a purchase with values in a few rows alone: whatever they are called, they may change it there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.times import Integers

_BLANKS = ("", "-", "–")
_MEASURED = words.any_word(
    "real(?:es)?", "actuals?", "ist", "medid[oa]s?", "medicion(?:es)?", "measured", "gemessen", "misurat[oaie]",
    "mesure[es]?s?", "realise[es]?s?", "effettiv[oaie]", "realizad[oa]s?", "telemedidas?", "liquidad[oa]s?",
)  # fmt: skip
"""What was used so far stands beside a purchase in the rows that are past."""
_KNOWN = (
    words.names_price, words.names_share, words.names_other_quantity, words.names_remark, words.names_counter,
    words.names_meter, words.is_total, words.speaks_of_total, words.is_figure, words.names_only_sale, decoys.is_decoy,
    decoys.names_remainder, decoys.names_customers,
)  # fmt: skip
_AMOUNTS = (
    words.names_load, words.names_forecast, words.names_beside_purchase, words.names_amount, words.names_net,
    decoys.names_source, decoys.names_contract,
)  # fmt: skip
"""Energy of another kind, unless the name says that it changes something."""
_FLAGS = (0.0, 1.0)
_FEWEST_BLOCKS = 3
_DAY = 0.9
"""Share of the longest day, of 25 hours, that the shortest has: blocks of rows may differ by that much."""
_PARTS = (1.0, 1000.0, 0.001)
_CLOSE = 2e-3


def filled_cells(cells: Sequence[Cell]) -> int:
    """How many of `cells` hold anything; quick for the columns of a whole year."""
    return len(cells) - sum(map(cells.count, _BLANKS))


def is_sparse(cells: Sequence[Cell]) -> bool:
    """Whether at most half of `cells` hold anything."""
    return 0 < filled_cells(cells) * 2 <= len(cells)


def names_known(name: str, *, changes: bool) -> bool:
    """Whether a name says what few values may mean beside a purchase: prices, notes, totals, flags, codes, weather.

    Where it speaks of changes (`changes`) it may be a load or a forecast all the same.
    """
    if any(known(name) for known in _KNOWN):
        return True
    if changes:
        return False
    plain = words.spaced(name)
    if words.names_purchase(name):
        return words.names_beside_purchase(name)
    return any(known(name) for known in _AMOUNTS) or bool(_MEASURED.search(plain))


def may_change_some(values: Floats, part: Floats) -> bool:
    """Whether a few `values` beside a purchase (`part`) may change it there: no flags, no counts, no sums of blocks."""
    at = np.flatnonzero(np.isfinite(values))
    told = values[at]
    if not len(at) or len(at) * 2 > len(values) or np.isin(told, _FLAGS).all():
        return False
    if len(at) > 1 and told[0] == 1 and (np.diff(told) == 1).all():
        return False
    return not _is_of_blocks(told, at, np.nan_to_num(part))


def _is_of_blocks(told: Floats, at: Integers, part: Floats) -> bool:
    """Whether values stand once in each block of rows, in its first or its last one: those of an hour or a day."""
    if at[0] == 0:
        sums = np.add.reduceat(part, at)
        sizes = np.diff([*at, len(part)])
    elif at[-1] == len(part) - 1:
        sums = np.add.reduceat(part, [0, *(at[:-1] + 1)])
        sizes = np.diff([-1, *at])
    else:
        return False
    inner = sizes[:-1] if at[0] == 0 else sizes[1:]  # the last block may be cut short, or the first
    if len(at) >= _FEWEST_BLOCKS:
        return bool(inner.min() > 1 and inner.min() >= inner.max() * _DAY and sizes.max() <= inner.max())
    meant = [sums * scale * share for scale in _PARTS for share in (1.0, 0.5, 0.25)]
    return any(np.allclose(told, each, rtol=_CLOSE) for each in (*meant, sums / sizes))
