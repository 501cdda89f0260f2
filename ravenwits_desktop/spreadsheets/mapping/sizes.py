"""Values that as a whole are none of a purchase by their size: too large, too small, all zero, or ever rising."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.problems import LARGEST_PLAUSIBLE_MW
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.domain.usual import mean_mw
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

METER_READINGS = QT_TRANSLATE_NOOP(
    "Message",
    "The values of “{column}” only rise, as the readings of a meter do. A purchase needs the energy of each period: "
    "the difference from one reading to the next.",
)
MEAN_TOO_LARGE = QT_TRANSLATE_NOOP(
    "Message",
    "A mean of {mean} MW is more than anyone buys: look whether the unit or the decimal sign is another one.",
)
MEAN_TOO_SMALL = QT_TRANSLATE_NOOP(
    "Message",
    "A mean of {mean} MW is less than a house takes: look whether the unit or the decimal sign is another one.",
)
ALL_ZERO = QT_TRANSLATE_NOOP(
    "Message",
    "All values are zero. If they are formulas, open the file in the spreadsheet program and save it there; else look "
    "whether another column or sheet is the purchase.",
)
ALL_NEGATIVE = QT_TRANSLATE_NOOP(
    "Message",
    "No value is positive: as a purchase they would sell in every period. If the file gives what is bought a minus, "
    "turn its signs in the file; if it holds sales, choose the file with the programme.",
)
_LEAST_MW = 0.001
_A_DAY = 23 * 60
"""Minutes; what is bought over a morning may only rise, over a day it falls at some time."""
_COUNTED = 0.5
"""Of the periods; in the others nothing may have been used."""
_UNEVEN = 0.001
"""Of the largest step: what is drawn as a straight line was counted by nobody."""
_LITTLE = 0.005
"""What a meter's reading grows by in a period, of all that it has counted."""


def size_warnings(rows: Rows) -> tuple[Message, ...]:
    """What is said of the size of the values, MW, of a whole file."""
    mean, known = mean_mw(rows.mw), rows.mw[np.isfinite(rows.mw)]
    if len(known) and not known.any():
        return (Message(ALL_ZERO),)
    if len(known) and known.max() <= 0:
        return (Message(ALL_NEGATIVE),)
    if mean > LARGEST_PLAUSIBLE_MW:
        return (Message(MEAN_TOO_LARGE, {"mean": Figure(mean)}),)
    return (Message(MEAN_TOO_SMALL, {"mean": Figure(mean)}),) if 0 < mean < _LEAST_MW else ()


def counter_warnings(series: Series, order: Integers, resolution: int) -> tuple[Message, ...]:
    """The readings of a meter, which only rise, are no energy of a period."""
    values = series.values[order]
    known = values[np.isfinite(values)]
    rises = len(known) > 2 and bool((np.diff(known) >= 0).all()) and known[-1] > known[0]
    energy = (stated_unit(series.column) or "").endswith("Wh") and not words.names_purchase(series.column)
    counted = energy and len(known) * resolution >= _A_DAY and _is_counted_up(known)
    named = words.names_meter(series.column) or counted
    return (Message(METER_READINGS, {"column": series.column}),) if rises and named else ()


def _is_counted_up(values: Floats) -> bool:
    """Whether values that only rise do so in most periods, by little of what is there already and not evenly."""
    steps = np.diff(values)
    uneven = np.ptp(steps) > _UNEVEN * steps.max()
    return bool(uneven and np.mean(steps > 0) > _COUNTED and np.median(steps) < _LITTLE * np.median(values))
