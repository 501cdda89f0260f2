"""Results of sums and products without the dust of binary fractions: 12 times 1.05 is 12.6."""

from __future__ import annotations

import math

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats

COUNTED = 15
"""Significant digits that every double keeps; what stands behind them in the result of a sum is no one's decision."""
_EXACT_POWER = 22
"""The largest power of ten that a double holds exactly."""

_SMALLEST, _LARGEST = 1e-9, 1e15
_NEAR_HALF = 0.15
"""More than the rounding of a product of 15 digits may be: so near to a half it does not tell up from down."""


def without_exponent(value: float, digits: int = 10) -> str:
    """`value` for people, by its first `digits`: 14330, not 1.433e+04. What is no quantity keeps its exponent."""
    shown = float(f"{value:.{digits}g}")
    if shown and not _SMALLEST <= abs(shown) < _LARGEST:
        return f"{shown:g}"
    return np.format_float_positional(shown, trim="-")


class Figure(float):
    """A number of a message by its first four digits: the window writes it with the signs of its user.

    As text for logs and the command line: 14,330.
    """

    __slots__ = ()

    @property
    def rounded(self) -> tuple[float, int]:
        """What is shown, and with how many decimals."""
        text = without_exponent(float(self), 4)
        return float(text), 0 if "e" in text else len(text.partition(".")[2])

    def __str__(self) -> str:
        value, decimals = self.rounded
        text = without_exponent(value, 4)
        return text if "e" in text else f"{value:,.{decimals}f}"


def clean(value: float) -> float:
    """`value` with 15 significant digits; one that is not finite, or would not be any more, as it is."""
    if not math.isfinite(value):
        return value
    rounded = float(f"{value:.{COUNTED - 1}e}")
    return rounded if math.isfinite(rounded) else value


def cleaned(result: Floats, before: Floats) -> Floats:
    """`clean` of every number in `result`; one that is the same as in `before` keeps its bits."""
    places = np.flatnonzero(np.isfinite(result) & (result != before) & (result != 0))
    if not len(places):
        return result
    values, kept = result[places], result.copy()
    decimals = COUNTED - 1 - np.floor(np.log10(np.abs(values))).astype(np.int64)
    for count in np.unique(decimals).tolist():
        here = np.flatnonzero(decimals == count)
        single = here
        if 0 <= count <= _EXACT_POWER:
            # a whole number below 2 ** 53 divided by an exact one: the double nearest to the decimal
            scaled = values[here] * 10.0**count
            kept[places[here]] = np.rint(scaled) / 10.0**count
            single = here[np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR_HALF]
        kept[places[single]] = [clean(value) for value in values[single].tolist()]
    return kept
