"""Totals and nets that stand beside their parts: either a part or the whole may be what is bought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product

import numpy as np

from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import (
    AmbiguousDecimalError,
    column_decimal,
    read_figures,
    shown_decimal,
)

LOOKED_AT = 200
"""Values that tell whether one is the whole of another."""
_FEWEST = 2
_MOST_PARTS = 5
_ROUNDED = 0.11
"""By how much a sum of two may differ from its parts, which were rounded to one decimal each."""
_UNIT_FACTORS = tuple(
    thousands * energy
    for thousands in (1.0, 1000.0, 0.001)
    for energy in (1.0, 0.5, 0.25, 2.0, 4.0)
    if (thousands, energy) not in ((1.0, 2.0), (1.0, 4.0))
)
"""What the same values are multiplied with in another unit: thousands, the energy of quarters and halves, its power.

Two or four times the values in their own unit are those of as many customers who use the same.
"""
_SURELY = 10
"""By how many times the sales have to exceed what is left over, so that they and no rounding make the difference."""
_CLOSE = 2e-3
"""By how much of themselves the same values may differ: each was rounded by itself."""


def sums_up(name: str) -> bool:
    """Whether a name means the whole of what stands beside it: a total, or what remains of purchases and sales."""
    return not words.names_price(name) and (
        words.is_total(name) or words.speaks_of_total(name) or words.names_net(name.replace("_", " "))
    )


def has_whole_beside(chosen: str, cells: Mapping[str, Sequence[Cell]]) -> bool:
    """Whether one of `cells`, by name, is the whole of which the values called `chosen` are but a part.

    It says the same where it has the same values, be it in another unit, and is no amount of energy where it is the
    sum up to its row, of a whole day, or what the energy costs at a price beside it. A net is one of the values called
    `chosen` where it is these less or plus others beside them; whatever it is called, where it is these less a sale.
    """
    wholes = [name for name in cells if name != chosen and sums_up(name)]
    sold = [name for name in cells if name != chosen and words.names_sale(name)]
    if not (wholes or sold) or words.names_net(chosen):
        return False
    known = values_of(cells, LOOKED_AT)
    if chosen not in known:
        return False
    part = known[chosen]
    sold = [name for name in sold if name in known]
    left = [name for name in known if name != chosen and not words.names_only_sale(name)]
    if any(_is_left_of(part, [known[other] for other in sold if other != name], known[name]) for name in left):
        return True
    for name in wholes:
        if name not in known or len(known[name]) != len(part) or (sums_up(chosen) and not words.names_net(name)):
            continue
        others = [values for other, values in known.items() if other not in (name, chosen) and len(values) == len(part)]
        if words.names_net(name) and not _is_made_of(known[name], part, others):
            continue
        if is_another_amount(known[name], part, others):
            return True
    return False


def values_of(cells: Mapping[str, Sequence[Cell]], rows: int | None = None) -> dict[str, Floats]:
    """The numbers of all columns that can be read, or of some `rows`; open ones by the decimal sign of the others.

    Where all are open, one is as good as the other: sums of thousandths are those of thousands.
    """
    looked = {name: column[:rows] for name, column in cells.items()}
    signs = {name: column_decimal(column) for name, column in looked.items()}
    told = next((sign for column in looked.values() if (sign := shown_decimal(column)) is not None), Decimal.COMMA)
    found = {}
    for name, column in looked.items():
        with suppress(AmbiguousDecimalError):
            found[name] = read_figures(column, signs[name] or told).values
    return found


def is_another_amount(whole: Floats, part: Floats, others: Sequence[Floats]) -> bool:
    """Whether `whole` has other values than `part`, as many or half as many: no sums up to their rows, and no codes.

    Nor what they cost at a price among `others`.
    """
    both = np.isfinite(whole) & np.isfinite(part)
    if both.sum() < _FEWEST or both.sum() * 2 < np.isfinite(part).sum():
        return False
    one, other = whole[both], part[both]
    if any(_are_close(one, other * factor) for factor in _UNIT_FACTORS):
        return False
    if _are_close(one, np.cumsum(other)) or len(np.unique(one)) * _FEWEST < len(np.unique(other)):
        return False
    costs = (beside[both] * other for beside in others)
    return not any(_are_close(one, cost) or _are_close(one * 1000, cost) for cost in costs)


def _is_made_of(net: Floats, part: Floats, others: Sequence[Floats]) -> bool:
    """Whether `net` is `part` with some of the `others` added or taken away."""
    rest = net - part
    for signs in product((0.0, 1.0, -1.0), repeat=min(len(others), _MOST_PARTS)):
        if any(signs):
            sums = sum((sign * values for sign, values in zip(signs, others, strict=False)), np.zeros(len(part)))
            both = np.isfinite(rest) & np.isfinite(sums)
            least = _CLOSE * float(np.max(np.abs(part[both]), initial=0.0))
            if both.sum() >= _FEWEST and np.allclose(rest[both], sums[both], rtol=0, atol=least + _ROUNDED):
                return True
    return False


def _is_left_of(bought: Floats, sales: Sequence[Floats], left: Floats) -> bool:
    """Whether what is `left` is what is `bought` less one of the `sales`, with or without a sign, or all of them."""
    alike = [np.abs(sold) for sold in sales if len(sold) == len(bought) == len(left)]
    for sold in (*alike, *([np.sum(alike, axis=0)] if len(alike) > 1 else ())):
        told = np.isfinite(left) & np.isfinite(bought) & np.isfinite(sold)
        rest, taken = np.abs(bought - sold - left)[told], sold[told]
        if np.count_nonzero(taken) < _FEWEST or told.sum() * 2 < np.isfinite(bought).sum():
            continue
        if np.max(rest) <= _ROUNDED and np.sum(rest) * _SURELY <= np.sum(taken):
            return True
    return False


def _are_close(one: Floats, other: Floats) -> bool:
    least = _CLOSE * float(np.max(np.abs(other), initial=0.0))
    return bool(np.allclose(one, other, rtol=_CLOSE, atol=least))
