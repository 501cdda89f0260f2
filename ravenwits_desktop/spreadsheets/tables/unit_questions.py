"""The question of a unit, and the units that answer it: those that make the same power are one answer."""

from __future__ import annotations

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.units import scale_of

_USUAL, _LARGE = ("MW", "kW", "MWh", "kWh", "Wh"), ("GW", "GWh")


def unit_question(message: Message, resolution: int, *, large: bool = False) -> UnreadableFileError:
    """The error that asks for the unit of values over periods of `resolution` minutes; `large` adds GW and GWh."""
    return UnreadableFileError(message, question=Question.UNIT, units=unit_answers(resolution, large=large))


def unit_answers(resolution: int, *, large: bool = False) -> tuple[tuple[str, ...], ...]:
    """The units to choose from, together where they make the same of a number: over an hour a MWh is a MW."""
    answers: dict[float, tuple[str, ...]] = {}
    for unit in (*_USUAL, *(_LARGE if large else ())):
        factor = scale_of(unit, resolution).factor
        answers[factor] = (*answers.get(factor, ()), unit)
    return tuple(answers.values())
