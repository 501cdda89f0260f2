"""The size of a purchase against what the retailer submitted before: the unit, single values, the same weekday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Problem, Severity
from ravenwits_desktop.domain.usual import FACTOR, mean_mw, times_too_large, times_too_small

DEVIATION = 0.5
"""By which share of it the energy of a day may differ from the same weekday before it is asked about."""
_MOST_PLACES = 1000
"""Of values in another unit; nobody goes through more of them one by one."""
WEEKDAY_WEEKS = 5
"""How many weeks back a weekday still tells something: portfolios and seasons change."""

THOUSAND_TIMES = QT_TRANSLATE_NOOP(
    "Message", "The mean is {mean} MW, in the last submission it was {usual} MW: are these values in kW?"
)
THOUSANDTH = QT_TRANSLATE_NOOP(
    "Message", "The mean is {mean} MW, in the last submission it was {usual} MW: are these values in GW?"
)
SINGLE_VALUES = QT_TRANSLATE_NOOP(
    "Message", "{label}: {value} MW, the largest of the last submissions was {largest} MW: is this value in kW?"
)
MORE_VALUES = QT_TRANSLATE_NOOP(
    "Message",
    "{count} values, the first at {label} with {value} MW, are far above the largest of the last submissions, "
    "{largest} MW: are they in kW?",
)
OTHER_WEEKDAY = QT_TRANSLATE_NOOP(
    "Message", "{day}: {energy} MWh; the last such weekday that was submitted, {before}, had {usual} MWh."
)


@dataclass(frozen=True, slots=True)
class History:
    """What a retailer submitted lately. `mean_mw` is that of the last submission, `largest_mw` of all; None: unknown.

    `days` has the energy, MWh, of each whole market day as it was submitted last.
    """

    mean_mw: float | None = None
    largest_mw: float | None = None
    days: Mapping[date, float] = field(default_factory=dict)


NO_HISTORY = History()


def history_of(purchases: Sequence[Purchase]) -> History:
    """The history that these purchases make, the one that was submitted last first."""
    if not purchases:
        return NO_HISTORY
    days: dict[date, float] = {}
    for purchase in purchases:
        for day, energy in _whole_days(purchase).items():
            days.setdefault(day, energy)
    largest = max(float(np.abs(purchase.mw).max()) for purchase in purchases)
    return History(mean_mw(purchases[0].mw), largest, days)


def _whole_days(purchase: Purchase) -> dict[date, float]:
    """The energy, MWh, of each market day of which every period is there."""
    of_each = timegrid.market_days(purchase.starts, purchase.zone)
    first = timegrid.changes(of_each)
    days, counts = of_each[first], np.diff(np.append(first, len(of_each)))
    with np.errstate(over="ignore"):  # a sum of absurd values is infinite, which is far from usual as well
        sums = np.add.reduceat(purchase.mw, first) * purchase.resolution / 60
    whole = counts * purchase.resolution == timegrid.day_minutes(days, purchase.zone)
    return {day: float(energy) for day, energy in zip(days[whole].tolist(), sums[whole].tolist(), strict=True)}


def judge(purchase: Purchase, history: History) -> tuple[Problem, ...]:
    """Warnings about the size of a purchase: the unit of the whole, else single values and days, with their periods.

    Nothing is warned about that the history says nothing of.
    """
    mean, usual = mean_mw(purchase.mw), history.mean_mw
    if times_too_large(mean, usual):
        return (_warning(THOUSAND_TIMES, mean=_short(mean), usual=_short(usual)),)
    if times_too_small(mean, usual):
        return (_warning(THOUSANDTH, mean=_short(mean), usual=_short(usual)),)
    return (*_single_values(purchase, history), *_weekdays(purchase, history))


def _single_values(purchase: Purchase, history: History) -> list[Problem]:
    if not history.largest_mw:
        return []
    places = np.flatnonzero(np.abs(purchase.mw) >= FACTOR * history.largest_mw)
    if not len(places):
        return []
    first = int(places[0])
    values = {
        "label": purchase.labels[first].item(),
        "value": _short(float(purchase.mw[first])),
        "largest": _short(history.largest_mw),
        "count": len(places),
    }
    template = SINGLE_VALUES if len(places) == 1 else MORE_VALUES
    problem = _warning(template, tuple(purchase.starts[places[:_MOST_PLACES]]), **values)
    return [replace(problem, column=Column.PURCHASE)]  # of these cells, so that they are marked


def _weekdays(purchase: Purchase, history: History) -> list[Problem]:
    found: list[Problem] = []
    if not history.days:
        return found
    for day, energy in _whole_days(purchase).items():
        weeks = (day - timedelta(weeks=week) for week in range(1, WEEKDAY_WEEKS + 1))
        before = next((each for each in weeks if each in history.days), None)
        if before is None:
            continue
        usual = history.days[before]
        if usual and abs(energy - usual) > DEVIATION * abs(usual):
            begin = (timegrid.day_starts(day, purchase.resolution, purchase.zone)[0],)
            found.append(_warning(OTHER_WEEKDAY, begin, day=day, energy=energy, before=before, usual=usual))
    return found


def _warning(template: str, starts: tuple[np.datetime64, ...] = (), **values: object) -> Problem:
    return Problem(None, None, Severity.WARNING, Message(template, values), starts)


def _short(value: float | None) -> str:
    """Three digits that count, and no exponent."""
    return without_exponent(value or 0.0, 3)
