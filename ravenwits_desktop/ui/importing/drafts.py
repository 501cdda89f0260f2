"""A draft made of a reading, and how sure one can be of a reading without asking."""

from __future__ import annotations

import uuid

import numpy as np

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.kept_doubts import doubts_about, new_doubts
from ravenwits_desktop.domain.problems import TOO_LARGE
from ravenwits_desktop.domain.provenance import provenance_of
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.domain.timegrid import Label, Minutes, market_days, read_labels
from ravenwits_desktop.ui import words
from ravenwits_desktop.worker.events import FileRead

_HOUR = 60
"""Minutes of a period where the rows of a draft do not tell it yet."""


def draft_of(reading: Reading, account: Account, retailer_id: str, name: str) -> Draft:
    """A new draft with the rows of a reading, which came from something called `name`."""
    label = reading.labels or account.label
    return Draft(
        id=str(uuid.uuid4()),
        name=days_of(reading, label) or name.rpartition(".")[0] or name,
        rows=reading.rows,
        retailer_id=retailer_id or None,
        label=label,
        zone=reading.zone,
        resolution=reading.resolution,
        source=name,
        provenance=provenance_of(reading),
    )


def days_of(reading: Reading, label: Label) -> str:
    """The market day or days of a reading; empty where no row has one."""
    return words.days(*(ends_of(reading, label) or (None, None)))


def ends_of(reading: Reading, label: Label) -> tuple[str, str] | None:
    """The first and the last market day of a reading (``YYYY-MM-DD``); None where no row has one."""
    labels = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if not len(labels):
        return None
    ends = np.array([labels.min(), labels.max()])
    starts = read_labels(ends, reading.resolution, label, reading.zone).starts
    days = market_days(starts[~np.isnat(starts)], reading.zone)
    return (str(days[0]), str(days[-1])) if len(days) else None


def are_for_the_same_time(draft: Draft, reading: Reading, label: Label) -> bool:
    """Whether a draft and a reading, whose times are those of `label`, have values for a period of each other."""
    own = _span(reading.rows.labels, reading.resolution, reading.labels or label, reading.zone)
    other = _span(draft.rows.labels, draft.resolution or _HOUR, draft.label, draft.zone)
    return own is not None and other is not None and bool(max(own[0], other[0]) < min(own[1], other[1]))


def _span(labels: Minutes, resolution: int, label: Label, zone: str) -> tuple[np.datetime64, np.datetime64] | None:
    """The begin of the first and the end of the last period, UTC; None where none is known."""
    known = labels[~np.isnat(labels)]
    if not len(known):
        return None
    starts = read_labels(np.array([known.min(), known.max()]), resolution, label, zone).starts
    if np.isnat(starts).any():
        return None
    return starts[0], starts[1] + np.timedelta64(resolution, "m")


def span_of(reading: Reading) -> tuple[np.datetime64, np.datetime64] | None:
    """The first and the last label of a reading; None where it has none."""
    labels = reading.rows.labels
    known = labels[~np.isnat(labels)]
    return (known.min(), known.max()) if len(known) else None


def asks_about_labels(event: FileRead) -> bool:
    """Whether a person has to say which end of each period is sent."""
    return event.reading.label_question and event.options.label is None


def as_before(event: FileRead) -> bool:
    """Whether a file was read just as one of its kind was before, and nothing speaks against it."""
    reading = event.reading
    whole = reading.agrees_with_total is not False and reading.out_of_proportion is None
    return event.same and whole and not _has_to_be_seen(event) and not asks_about_labels(event)


def _has_to_be_seen(event: FileRead) -> bool:
    """Whether something speaks against a reading that did not when one of its kind was confirmed.

    A doubt about the whole of it, or values too large for MW.
    """
    reading = event.reading
    too_large = any(found.problem.message.template == TOO_LARGE for found in reading.problems)
    facts = dict(event.kept.traits) if event.kept is not None else {}
    return too_large or bool(new_doubts(facts, reading))


def warnings_in(reading: Reading) -> int:
    """How many cells have to be looked at."""
    return sum(found.problem.severity is Severity.WARNING for found in reading.problems)


def sure(event: FileRead) -> bool:
    """Whether a reading needs no question: nothing differs from last time, labels and totals are as they should be."""
    return as_before(event) or not (
        event.changed
        or asks_about_labels(event)
        or event.reading.agrees_with_total is False
        or doubts_about(event.reading)
    )


def errors_in(reading: Reading) -> int:
    """How many cells cannot be sent as they are."""
    return sum(found.problem.severity is Severity.ERROR for found in reading.problems)
