"""Columns of amounts that must not be passed over in silence for one that is called something else than a purchase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import is_pure_unit
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.tables.rivals import names_nothing_known
from ravenwits_desktop.spreadsheets.tables.totals_beside import is_another_amount, sums_up, values_of
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.known_others import names_known_other

_SIZE = 20.0
"""Amounts of one table's energy are at most so many times another: prices, counts and shares often are not."""
_MOST_CODES = 12
"""Whole numbers of which there are at most so many are codes: months, tariffs, days of the week."""
_CLOSE = 1e-2
_FEWEST = 3


def passed_over(chosen: str, cells: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """Those of `cells`, by name, that may be what is bought instead of the values called `chosen`.

    A purchase by name is none of them, nor is a total that they are parts of. Else each is one whose name means an
    amount, or nothing that is known, and whose values vary and are of the size of those that were chosen.
    """
    if words.names_purchase(chosen) or is_pure_unit(chosen):
        return ()
    open_names = [name for name in cells if name != chosen and _is_open(name)]
    if not open_names:
        return ()
    known = values_of(cells)
    if chosen not in known:
        return ()
    own = known[chosen]
    beside = {name: values for name, values in known.items() if name != chosen and len(values) == len(own)}
    asked = {
        name: beside[name]
        for name in open_names
        if name in beside
        and _is_energy(beside[name], own)
        and is_another_amount(beside[name], own, [values for other, values in beside.items() if other != name])
    }
    if sums_up(chosen) and all(_is_within(values, own) for values in asked.values()):
        return ()
    return tuple(asked)


def _is_open(name: str) -> bool:
    """Whether a name means an amount of whatever, or tells nothing of what its values are."""
    if (
        words.names_sale(name)
        or words.names_price(name)
        or words.names_beside_purchase(name)
        or names_known_other(name)
    ):
        return False
    return words.names_purchase(name) or words.names_amount(name) or names_nothing_known(name)


def _is_energy(values: Floats, own: Floats) -> bool:
    """Whether values vary and are of the size of energy beside `own`: neither codes nor flags nor counts of rows."""
    told = values[np.isfinite(values)]
    mine = own[np.isfinite(own)]
    distinct = len(np.unique(told))
    if distinct < _FEWEST or not len(mine):
        return False
    whole, fractions = bool(np.all(told == np.round(told))), bool(np.any(mine != np.round(mine)))
    if whole and ((fractions and distinct <= _MOST_CODES) or set(np.diff(told).tolist()) <= {0.0, 1.0}):
        return False
    one, other = float(np.median(np.abs(told))), float(np.median(np.abs(mine)))
    return one > 0 and other > 0 and 1 / _SIZE <= one / other <= _SIZE


def _is_within(values: Floats, whole: Floats) -> bool:
    """Whether no value is more than that beside it of which it may be a part."""
    both = np.isfinite(values) & np.isfinite(whole)
    return bool(np.all(np.abs(values[both]) <= np.abs(whole[both]) * (1 + _CLOSE)))
