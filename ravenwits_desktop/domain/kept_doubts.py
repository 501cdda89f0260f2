"""What speaks against a file as a whole, and what of it was there as well when one of its kind was confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.draft import INCOMPLETE_DAY
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.reading_notes import (
    BESIDE_READ,
    UNIT_OF_NAME,
    UNIT_OF_NOTE,
    UNIT_OF_SHEET,
    WINTER_NAME,
)
from ravenwits_desktop.domain.timegrid import Label

SEVERAL_SHEETS = QT_TRANSLATE_NOOP(
    "Message", "Several sheets hold a purchase now: {sheets}. Such files were read from “{sheet}” before."
)
_EDGES, _UNIT_FROM, _BESIDE = "first and last time", "unit from", "beside a purchase"
_WINTER = "named winter time"
DOUBTS = (_EDGES, _UNIT_FROM, _BESIDE, _WINTER)
"""The names under which such facts are kept."""


def pattern_of(text: str) -> str:
    """A name without what changes from day to day: every run of digits is one ``#``."""
    return re.sub(r"\d+", "#", text.strip().casefold())


def doubts_about(reading: Reading) -> tuple[Message, ...]:
    """What the file as a whole has to be looked at for; the gravest last."""
    return tuple(found.problem.message for found in reading.problems if found.row is None and found.problem.row is None)


def doubts_seen(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is kept of the doubts that a person sees who confirms a reading.

    Its edges, where its unit is from, a column that is called something beside a purchase, and times of summer below
    the name of winter time.
    """
    return (
        (_EDGES, _edges(reading)),
        (_UNIT_FROM, _unit_from(reading)),
        (_BESIDE, _said(reading, BESIDE_READ)),
        (_WINTER, _said(reading, WINTER_NAME)),
    )


def new_doubts(kept: Mapping[str, str], reading: Reading) -> tuple[Message, ...]:
    """The doubts about a file that are not those of the confirmed one, of which `kept` are the facts.

    A day that is cut where it was cut then, a unit that a note or name of the same words says, the name of the
    column and that of the clock were seen.
    """
    edges, unit_from = _edges(reading), _unit_from(reading)
    seen = set()
    if edges and edges == kept.get(_EDGES):
        seen.add(INCOMPLETE_DAY)
    if (beside := _said(reading, BESIDE_READ)) and beside == kept.get(_BESIDE):
        seen.add(BESIDE_READ)
    if (winter := _said(reading, WINTER_NAME)) and winter == kept.get(_WINTER):
        seen.add(WINTER_NAME)
    if unit_from and unit_from == kept.get(_UNIT_FROM):
        seen |= {UNIT_OF_NAME, UNIT_OF_NOTE, UNIT_OF_SHEET}
    return tuple(doubt for doubt in doubts_about(reading) if doubt.template not in seen)


def _edges(reading: Reading) -> str:
    """The times of day of the first and the last label, where every period between them is there; else nothing."""
    labels = reading.rows.labels
    if len(labels) < 2 or np.isnat(labels).any():
        return ""
    starts = timegrid.read_labels(labels, reading.resolution, reading.labels or Label.END, reading.zone).starts
    if np.isnat(starts).any() or (np.diff(starts).astype(np.int64) != reading.resolution).any():
        return ""
    return " ".join(timegrid.format_label(label)[-5:] for label in (labels[0], labels[-1]))


def _unit_from(reading: Reading) -> str:
    """The words about the unit that the table itself does not state."""
    return _said(reading, UNIT_OF_NAME, UNIT_OF_NOTE, UNIT_OF_SHEET)


def _said(reading: Reading, *templates: str) -> str:
    """The doubts of these `templates`, without the numbers in them."""
    said = (doubt for doubt in doubts_about(reading) if doubt.template in templates)
    return " ".join(pattern_of(str(doubt)) for doubt in said)
