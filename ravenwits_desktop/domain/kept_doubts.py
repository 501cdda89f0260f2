"""What speaks against a file as a whole, and what of it was there as well when one of its kind was confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.draft import LACKING
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.missing_days import missing_days
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.reading_notes import (
    BESIDE_READ,
    MEASURED_TAKEN,
    MISSING_DAY,
    MISSING_DAYS,
    UNIT_OF_NAME,
    UNIT_OF_NOTE,
    UNIT_OF_SHEET,
    WINTER_NAME,
)
from ravenwits_desktop.domain.states import States
from ravenwits_desktop.domain.timegrid import Label

SEVERAL_SHEETS = QT_TRANSLATE_NOOP(
    "Message", "Several sheets hold a purchase now: {sheets}. Such files were read from “{sheet}” before."
)
ONE_STATE = QT_TRANSLATE_NOOP(
    "Message",
    "Such files had values called {measured} and others called {expected}; this one has none but those called {now}. "
    "Look whether its days are those that are meant.",
)
NO_STATES = QT_TRANSLATE_NOOP(
    "Message",
    "Such files had values called {measured} and others called {expected}; this one does not say which are which. Look "
    "whether its days are those that are meant.",
)
OTHER_STATES = QT_TRANSLATE_NOOP("Message", "What such files had: {before}. What this one has: {now}.")
STATES = QT_TRANSLATE_NOOP(
    "Message", "{measured} (days: {days}, values: {values}), {expected} (days: {other_days}, values: {others})"
)
OUT_OF_ORDER = QT_TRANSLATE_NOOP(
    "Message",
    "The values called {expected} came after those called {measured} in such files, now they lie before or among them.",
)
_EDGES, _UNIT_FROM, _BESIDE = "first and last time", "unit from", "beside a purchase"
_WINTER, _STATES, _GAPS = "named winter time", "measured and expected", "days without values"
DOUBTS = (_EDGES, _UNIT_FROM, _BESIDE, _WINTER, _STATES, _GAPS)
"""The names under which such facts are kept."""
_WEEK = 7
_MONDAY = np.datetime64("1970-01-05", "D")


def pattern_of(text: str) -> str:
    """A name without what changes from day to day: every run of digits is one ``#``."""
    return re.sub(r"\d+", "#", text.strip().casefold())


def doubts_about(reading: Reading) -> tuple[Message, ...]:
    """What the file as a whole has to be looked at for; the gravest last."""
    return tuple(found.problem.message for found in reading.problems if found.row is None and found.problem.row is None)


def doubts_seen(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is kept of the doubts that a person sees who confirms a reading.

    Its edges, where its unit is from, a column that is called something beside a purchase, times of summer below the
    name of winter time, values called measured before others that are expected, and weekdays without values.
    """
    return (
        (_EDGES, _edges(reading)),
        (_UNIT_FROM, _unit_from(reading)),
        (_BESIDE, _said(reading, BESIDE_READ)),
        (_WINTER, _said(reading, WINTER_NAME)),
        (_STATES, _written(reading.states)),
        (_GAPS, _gaps(reading)),
    )


def new_doubts(kept: Mapping[str, str], reading: Reading) -> tuple[Message, ...]:
    """The doubts about a file that are not those of the confirmed one, of which `kept` are the facts.

    A day that is cut where it was cut then, a unit that a note or name of the same words says, the name of the
    column and that of the clock were seen; so were values of the same words measured before those expected, and the
    weekdays that have no values.
    """
    edges, unit_from = _edges(reading), _unit_from(reading)
    seen: set[str] = set()
    if edges and edges == kept.get(_EDGES):
        seen |= LACKING
    if (beside := _said(reading, BESIDE_READ)) and beside == kept.get(_BESIDE):
        seen.add(BESIDE_READ)
    if (winter := _said(reading, WINTER_NAME)) and winter == kept.get(_WINTER):
        seen.add(WINTER_NAME)
    if (known := kept.get(_STATES)) and reading.states is not None and _are_as_before(known, reading.states):
        seen.add(MEASURED_TAKEN)
    if (gaps := _gaps(reading)) and gaps == kept.get(_GAPS):
        seen |= {MISSING_DAY, MISSING_DAYS}
    if unit_from and unit_from == kept.get(_UNIT_FROM):
        seen |= {UNIT_OF_NAME, UNIT_OF_NOTE, UNIT_OF_SHEET}
    return tuple(doubt for doubt in doubts_about(reading) if doubt.template not in seen)


def other_states(kept: Mapping[str, str], reading: Reading) -> Iterator[Message]:
    """What is said of a file whose measured and expected values are not as in the confirmed one, which had both.

    Yesterday's measured values alone have nothing against them by themselves.
    """
    known, states = kept.get(_STATES), reading.states
    if not known:
        return
    before = json.loads(known)
    measured, expected = map(_quoted, before["written"])
    names = {"measured": measured, "expected": expected}
    parts = states.parts if states is not None else None
    if states is None:
        yield Message(NO_STATES, names)
    elif parts is None:
        only = states.measured or states.expected
        yield Message(ONE_STATE, {**names, "now": _quoted(only.texts if only is not None else ())})
    elif before["in order"] and not states.in_order:
        yield Message(OUT_OF_ORDER, names)
    elif before["in order"] and not _are_as_before(known, states):
        yield Message(OTHER_STATES, {"before": _counted(before), "now": _counted(_facts_of(states))})


def _are_as_before(known: str, states: States) -> bool:
    """Whether values are measured and expected as they were in the confirmed file, of which that is `known`.

    The words are the same and the expected values come last. There are as many days of both, or the measured ones are
    all past and the expected ones not fewer. Where both are on one day, as many values of it are measured.
    """
    parts, before = states.parts, json.loads(known)
    if parts is None:
        return False
    now = _facts_of(states)
    same = all(before[name] == now[name] for name in ("measured", "expected", "unsaid", "one day"))
    if not same or not before["in order"] or not states.in_order:
        return False
    if now["one day"]:
        return bool(before["values"] == now["values"])
    return bool(before["days"] == now["days"] or (states.past and now["days"][1] >= before["days"][1]))


def _facts_of(states: States) -> dict[str, Any]:
    """What is compared of values measured and expected, of which there are both: words, days and values of each."""
    parts = states.parts
    if parts is None:
        return {}
    measured, expected = parts
    return {
        "written": [list(measured.texts), list(expected.texts)],
        "measured": sorted({pattern_of(text) for text in measured.texts}),
        "expected": sorted({pattern_of(text) for text in expected.texts}),
        "days": [measured.days, expected.days],
        "values": [measured.values, expected.values],
        "one day": measured.last >= expected.first,
        "in order": states.in_order,
        "unsaid": states.unsaid > 0,
    }


def _written(states: States | None) -> str:
    """What is kept of values measured and expected; empty where there are not both."""
    facts = _facts_of(states) if states is not None else {}
    return json.dumps(facts, ensure_ascii=False) if facts else ""


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _counted(facts: Mapping[str, Any]) -> Message:
    measured, expected = map(_quoted, facts["written"])
    names = {"measured": measured, "expected": expected}
    (days, other_days), (values, others) = facts["days"], facts["values"]
    return Message(STATES, {**names, "days": days, "values": values, "other_days": other_days, "others": others})


def _gaps(reading: Reading) -> str:
    """The weekdays between others that have no value, the first of each gap and how many; empty of a week or more."""
    gaps = missing_days(reading.rows.labels, reading.resolution, reading.labels or Label.END)
    if any(count >= _WEEK for _, count in gaps):
        return ""
    return " ".join(sorted({f"{int((first - _MONDAY).astype(np.int64)) % _WEEK}+{count}" for first, count in gaps}))


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
