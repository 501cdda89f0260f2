"""The size and sign of the values of a file, held against those of its kind."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.usual import may_be_another_unit, mean_mw

OTHER_SIZE = QT_TRANSLATE_NOOP(
    "Message", "The values had a mean of {before} MW, now of {now} MW. Has the unit changed?"
)
UNLIKE_THE_LAST = QT_TRANSLATE_NOOP(
    "Message",
    "The last submission of this retailer had a mean of {before} MW, these values have {now} MW. Has the unit changed?",
)
MUCH_OTHER_SIZE = QT_TRANSLATE_NOOP("Message", "The mean was {before} MW before, now it is {now} MW.")
FOUR_TIMES = QT_TRANSLATE_NOOP(
    "Message",
    "The mean was {before} MW before, now it is {now} MW: about four times that, as where the four quarters of an hour "
    "are added up.",
)
A_QUARTER = QT_TRANSLATE_NOOP(
    "Message",
    "The mean was {before} MW before, now it is {now} MW: about a quarter of that, as where a value of one quarter of "
    "an hour stands for the whole.",
)
ONLY_ZEROS = QT_TRANSLATE_NOOP("Message", "All values are zero; before they were positive.")
ONLY_NEGATIVE = QT_TRANSLATE_NOOP("Message", "No value is positive, some are negative; before they were positive.")
_SIGN, _POSITIVE = "sign", "positive"
SIZE_FACTS = (_SIGN,)
"""The names under which such facts are kept."""
_STOPS, _SAID = 10.0, 3.0
"""How many times another mean a mean is, or what part of it, that is shown first, or said of a file that is taken.

Over hours no unit lies so near; a portfolio that is ten times itself from one day to the next is a mistake more likely
than not, while three times may be a weekend against a cold Monday with a new customer.
"""
_QUARTERS, _NEAR = 4.0, 1.15
"""The factor between an hour and its quarters, and by how much the mean of a day may differ beside it.

Days of the same sort differ by some 15 %. Wider, it would reach the three times of a weekend against a cold Monday;
60 and 1,000, the other factors between units, lie beyond `_STOPS`.
"""


def size_facts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is kept of the values of a reading beside their mean."""
    mw = reading.rows.mw
    return ((_SIGN, _POSITIVE if bool((mw > 0).any()) and not bool((mw < 0).any()) else ""),)


def other_sizes(
    kept: dict[str, str], confirmed_mw: float | None, reading: Reading, usual_mw: float | None
) -> tuple[Message, ...]:
    """What is said of values of another size, or without a positive one where those before were positive.

    `kept` are the facts of the confirmed reading and `confirmed_mw` its mean, MW; `usual_mw` is that of the retailer's
    last submission, which is nearer in time and counts first. A mean that is only much larger or smaller, without being
    that of another unit, must be so against both: one retailer may have several kinds of files.
    """
    mw = reading.rows.mw
    known = mw[np.isfinite(mw)]
    found = []
    if kept.get(_SIGN) == _POSITIVE and len(known) and not (known > 0).any():
        found.append(Message(ONLY_NEGATIVE if (known < 0).any() else ONLY_ZEROS))
    if reading.out_of_proportion is None and is_of_another_size(confirmed_mw, reading, usual_mw):
        mean, usual = mean_mw(mw), usual_mw or confirmed_mw
        found.append(Message(UNLIKE_THE_LAST if usual_mw else OTHER_SIZE, _sizes(usual, mean)))
    elif reading.out_of_proportion is None and (other := _by_quarters(mean_mw(mw), confirmed_mw, usual_mw)) is not None:
        found.append(other)
    return tuple(found)


def is_of_another_size(confirmed_mw: float | None, reading: Reading, usual_mw: float | None) -> bool:
    """Whether the mean of the values is one that stops a file: that of another unit, or many times the usual one."""
    mean, usual = mean_mw(reading.rows.mw), usual_mw or confirmed_mw
    return may_be_another_unit(mean, usual, reading.resolution) or _times(mean, confirmed_mw, usual_mw) >= _STOPS


def _by_quarters(mean: float, *others: float | None) -> Message | None:
    """What is said of a mean that is four times, or a quarter of, the nearest of the other means that are known."""
    other = _nearest(mean, *others)
    if other is None or not _QUARTERS / _NEAR <= _ratio(mean, other) <= _QUARTERS * _NEAR:
        return None
    return Message(FOUR_TIMES if mean > other else A_QUARTER, _sizes(other, mean))


def size_remark(confirmed_mw: float | None, reading: Reading, usual_mw: float | None) -> Message | None:
    """What is said of a file that is taken as those before it, whose values are much larger or smaller than theirs."""
    mean = mean_mw(reading.rows.mw)
    if _times(mean, confirmed_mw, usual_mw) < _SAID:
        return None
    return Message(MUCH_OTHER_SIZE, _sizes(usual_mw or confirmed_mw, mean))


def _sizes(before: float | None, now: float) -> dict[str, object]:
    return {"before": Figure(before or 0.0), "now": Figure(now)}


def _times(mean: float, *others: float | None) -> float:
    """How many times the nearest of the other means that are known a mean is, or they it; 1 where nothing is known."""
    other = _nearest(mean, *others)
    return 1.0 if other is None else _ratio(mean, other)


def _nearest(mean: float, *others: float | None) -> float | None:
    """The one of the other means to which a mean is nearest, in factors; None where one of both sides is not known."""
    known = [other for other in others if other and other > 0] if mean > 0 else []
    return min(known, key=lambda other: _ratio(mean, other), default=None)


def _ratio(mean: float, other: float) -> float:
    return round(max(mean / other, other / mean), 6)
