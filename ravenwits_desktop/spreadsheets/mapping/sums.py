"""Rows that sum up the others, held against their values: the energy, the mean, or but the plain sum of powers."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import scale_of, stated_unit
from ravenwits_desktop.spreadsheets.layout import Series, Total
from ravenwits_desktop.spreadsheets.mapping.resolutions import Resolution

TOTAL_AGREES = QT_TRANSLATE_NOOP("Message", "Row {row} is a total and agrees with the values ({value}).")
TOTAL_IS_PLAIN_SUM = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} is a total of {value}: the plain sum of the values, not their energy over periods of {resolution} "
    "minutes. If it is meant as the energy, the periods are hours, or the values are no power: look at both.",
)
TOTAL_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is a total of {value}, but the values above come to {sum}. Look for a missing or wrong row."
)
TOTAL_ABOVE_DIFFERS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} is a total of {value}, but the values below it, up to row {last}, come to {sum}. Look for a missing or "
    "wrong row.",
)

_MOST_HOURS = 25
"""Of a day: more periods than these are none."""


class _Fit(enum.Enum):
    """What a total is of the values that it sums up; a member is always true."""

    ENERGY = "energy, or mean"
    PLAIN_SUM = "sum of powers"


@dataclass(frozen=True, slots=True)
class ToldTotals:
    """What is said of the totals; `agree` with the energy, None where there is none that should."""

    notes: tuple[Message, ...]
    warnings: tuple[Message, ...]
    agree: bool | None


def told_totals(series: Series, length: Resolution) -> ToldTotals:
    """The totals of `series`, whose periods are `length` long, held against its values.

    A plain sum of the powers of quarters is no energy: where they could be hours as well, it is a hint of these.
    """
    resolution = length.minutes
    summed = _summed(series, resolution)
    fits = [_fit(total, values, resolution, series.unit or "MW") for total, values in summed]
    told = [(_total_note(*each, fit, resolution), fit) for each, fit in zip(summed, fits, strict=True)]
    doubtful = {None, _Fit.PLAIN_SUM} if length.open and len(series.values) <= _MOST_HOURS else {None}
    notes = tuple(message for message, fit in told if fit not in doubtful)
    return ToldTotals(notes, tuple(each for each, fit in told if fit in doubtful), _agreement(series, fits))


def _summed(series: Series, resolution: int) -> list[tuple[Total, Floats]]:
    """Each total and the values that it sums up: all of them, or those since the last one where it is a subtotal."""
    found: list[tuple[Total, Floats]] = []
    before = 0
    for total in series.totals:
        since = series.values[total.covers(series.rows, before)]
        if total.through:
            found.append((total, since))
            continue
        before = total.row
        if not len(since) and found and _fit(total, found[-1][1], resolution, series.unit or "MW"):
            since = found[-1][1]  # their mean below their sum
        ends = total is series.totals[-1]
        whole = not len(since) or (ends and not _fit(total, since, resolution, series.unit or "MW"))
        found.append((total, series.values if whole else since))
    return found


def _fit(total: Total, values: Floats, resolution: int, unit: str) -> _Fit | None:
    """Whether a total is the energy of the values, or their mean, or the plain sum of powers; None for neither.

    The energy is in the unit that the total names, else in that of the values.
    """
    known = values[np.isfinite(values)]
    plain, hours = float(known.sum()), resolution / 60
    named = stated_unit(total.name, amounts=True) or ""
    own = scale_of(unit, resolution).factor * hours / scale_of(named, 60).factor if named.endswith("h") else hours
    of_power = not unit.endswith("h")
    energies = (plain * own if named.endswith("h") or of_power else plain, plain * hours if of_power else plain)
    for figure in (*energies, float(known.mean()) if len(known) else 0.0):
        if np.isclose(total.value, figure, rtol=1e-6, atol=0.01):
            return _Fit.ENERGY
    return _Fit.PLAIN_SUM if np.isclose(total.value, plain, rtol=1e-6, atol=0.01) else None


def _total_note(total: Total, values: Floats, fit: _Fit | None, resolution: int) -> Message:
    value = without_exponent(total.value)
    if fit is _Fit.PLAIN_SUM:
        return Message(TOTAL_IS_PLAIN_SUM, {"row": total.row, "value": value, "resolution": resolution})
    if fit is not None:
        return Message(TOTAL_AGREES, {"row": total.row, "value": value})
    plain = float(np.nansum(values))
    if total.through:
        texts = {"row": total.row, "value": value, "last": total.through, "sum": without_exponent(plain)}
        return Message(TOTAL_ABOVE_DIFFERS, texts)
    return Message(TOTAL_DIFFERS, {"row": total.row, "value": value, "sum": without_exponent(plain)})


def _agreement(series: Series, fits: Sequence[_Fit | None]) -> bool | None:
    """Whether all totals of the file agree with the energy; None without any that is one."""
    if None in fits or series.row_totals is False:
        return False
    if _Fit.PLAIN_SUM in fits:
        return None
    return True if fits else series.row_totals
