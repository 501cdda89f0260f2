"""Units of files that name none: one that was confirmed before, held against the size of the next file of its kind."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Alternative, Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.usual import lies_between_units, may_be_another_unit, mean_mw

UNIT_ANSWERED = QT_TRANSLATE_NOOP(
    "Message",
    "Such files were in {unit} before, and this one names no unit: in {unit} its mean is {chosen} MW, in MW it is "
    "{plain} MW. Say which unit it is.",
)


def answers_the_unit(confirmed_mw: float | None, reading: Reading, usual_mw: float | None) -> bool:
    """Whether a unit that was confirmed before stands for a file that does not name it: its size must agree.

    `usual_mw` is the mean of the retailer's last submission, MW; without one that of the confirmed file counts.
    """
    mean, usual = mean_mw(reading.rows.mw), usual_mw or confirmed_mw
    odd = lies_between_units(mean, usual) or may_be_another_unit(mean, usual, reading.resolution)
    return usual is not None and not odd


def kept_unit_question(
    confirmed_mw: float | None, plain: tuple[Reading, ReadingOptions], chosen: tuple[Reading, ReadingOptions]
) -> UnreadableFileError | None:
    """The question which of two readings, each with its options, is right, where they differ in nothing but the unit.

    `plain` takes the file for MW by its size, `chosen` for the unit that was answered before. None where that holds:
    the size agrees with it, and is nearer to that of the confirmed file than it is in MW.
    """
    if not differ_in_unit(plain[0], chosen[0]):
        return None
    away = [_away_from(confirmed_mw, reading) for reading, _ in (chosen, plain)]
    if away[0] < away[1] and answers_the_unit(confirmed_mw, chosen[0], plain[1].usual_mw):
        return None
    unit, means = chosen[0].unit, [Figure(mean_mw(reading.rows.mw)) for reading, _ in (chosen, plain)]
    message = Message(UNIT_ANSWERED, {"unit": unit, "chosen": means[0], "plain": means[1]})
    answers = (
        Alternative.of("MW", replace(plain[1], unit="MW"), plain[0]),
        Alternative.of(unit, chosen[1], chosen[0]),
    )
    return UnreadableFileError(message, question=Question.UNIT, alternatives=answers, grid=plain[0].grid)


def differ_in_unit(plain: Reading, chosen: Reading) -> bool:
    """Whether two readings of a file that names no unit differ in nothing but the unit of their values."""
    if plain.unit_stated or plain.factor == chosen.factor:
        return False
    if not np.array_equal(plain.rows.labels, chosen.rows.labels, equal_nan=True):
        return False
    return bool(np.allclose(plain.rows.mw * (chosen.factor / plain.factor), chosen.rows.mw, equal_nan=True))


def _away_from(usual: float | None, reading: Reading) -> float:
    """How far the mean of a reading lies from the usual one, in factors; 0 where either is unknown."""
    mean = mean_mw(reading.rows.mw)
    return abs(math.log(mean / usual)) if usual and mean else 0.0
