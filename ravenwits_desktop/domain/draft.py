"""A draft: rows as they stand in the editor, right or wrong, and the checks that turn them into a purchase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.gaps import beside_gap, missing_of, named
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.periods import Periods, periods_of
from ravenwits_desktop.domain.problems import LARGEST_POSSIBLE_MW, Problems, problems_in
from ravenwits_desktop.domain.provenance import Provenance
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Floats, Label, Minutes

INCOMPLETE_DAY = QT_TRANSLATE_NOOP("Message", "{day} has {count} of {expected} periods.")
"""A day with periods too many, or with rows of which the times do not tell which of its periods they are."""
LACKING_DAY = QT_TRANSLATE_NOOP("Message", "{day} has {count} of {expected} periods. Missing: {missing}.")
LACKING_BESIDE_UNREAD = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has {count} of {expected} periods. Missing: {missing}; {unread} of them may be a row whose time cannot be "
    "read.",
)
LACKING = frozenset({INCOMPLETE_DAY, LACKING_DAY, LACKING_BESIDE_UNREAD})


@dataclass(frozen=True, slots=True)
class Draft:
    """A purchase being edited, not sent yet. `resolution` in minutes, None while the rows decide it.

    `id` is a UUID text of our own; `source` says in a few words where the rows came from (a file name, "pasted").
    `closed` drafts keep everything and have no tab. Times are UTC.
    """

    id: str
    name: str
    rows: Rows
    retailer_id: str | None = None
    label: Label = Label.END
    zone: str = DEFAULT_ZONE
    resolution: int | None = None
    source: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    closed: bool = False
    provenance: Provenance | None = None
    """Where the values came from; None where they came from no file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found in some rows: problems in order of rows, and the purchase if nothing stands against it."""

    problems: Problems
    periods: Periods
    """What the labels mean."""
    purchase: Purchase | None
    """None while there is an error or there are no rows. Its periods are in order of time."""

    @property
    def resolution(self) -> int:
        """Minutes: as given, else as the rows suggest, else an hour."""
        return self.periods.resolution

    @property
    def starts(self) -> Minutes:
        """Start instants (UTC), in the order of the rows; NaT where there is none."""
        return self.periods.starts

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a submission."""
        return self.problems.of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that have to be seen before a submission."""
        return self.problems.of(Severity.WARNING)


def check(rows: Rows, *, resolution: int | None, label: Label, zone: str, periods: Periods | None = None) -> Checked:
    """Check every row of a draft and make its purchase if there is no error. `resolution` in minutes, None: not given.

    `periods` are those of an earlier check; where they are of the same labels they are not worked out anew.
    """
    if periods is None or not periods.are_of(rows.labels, resolution, label, zone):
        periods = periods_of(rows.labels, resolution, label, zone)
    problems = problems_in(rows, periods)
    purchase, order = None, periods.order
    starts = periods.starts if order is None else periods.starts[order]
    if len(rows) and not problems.errors:
        purchase = Purchase(starts, rows.mw if order is None else rows.mw[order], periods.resolution, label, zone)
    return Checked(problems.and_(_incomplete_days(starts, periods)), periods, purchase)


def drawable(rows: Rows, checked: Checked, label: Label, zone: str) -> Purchase | None:
    """What can be drawn of `rows`, errors among them or not: for each period the first row that has a value.

    `checked` are the checks of the same rows. None where no row has a period and a value that is possible. Never to be
    submitted.
    """
    if checked.purchase is not None:
        return checked.purchase
    with np.errstate(invalid="ignore"):
        possible = np.abs(rows.mw) <= LARGEST_POSSIBLE_MW
    known = np.flatnonzero(~np.isnat(checked.starts) & possible)
    if not len(known):
        return None
    starts, first = np.unique(checked.starts[known], return_index=True)
    return Purchase(starts, rows.mw[known][first], checked.resolution, label, zone)


def _incomplete_days(starts: Minutes, periods: Periods) -> list[Problem]:
    """A warning for each market day that has fewer or more periods than the true number of that day.

    `starts` are those of all rows in order of time, those without one last. A period that is there more than once
    counts once. A row whose time cannot be read may be one that its day lacks, that of the rows beside it: nothing is
    said to be missing that such a row may be, and where more is missing it is told how many may be such rows.
    """
    if not len(periods.days):
        return []
    ends = np.cumsum(periods.counts)
    first, known = ends - periods.counts, starts[: ends[-1]]
    distinct = np.ones(len(known), dtype=np.int64)
    distinct[1:] = known[1:] != known[:-1]
    counts = np.add.reduceat(distinct, first)
    expected = -(-periods.lengths // periods.resolution)
    lacking = expected - counts
    untimed = _without_time(known[first], periods)
    wrong = np.flatnonzero((lacking < 0) | (lacking > untimed))
    begins, _ = timegrid.wall_to_utc(periods.days[wrong].astype("datetime64[m]"), periods.zone)
    found, gaps = [], {}
    for place, begin in zip(wrong.tolist(), begins, strict=True):
        there = np.unique(known[first[place] : ends[place]])
        missing = missing_of(there, begin, int(expected[place]), periods.resolution)
        if len(missing) == lacking[place]:
            gaps[place] = missing
        found.append((place, beside_gap(there, begin, periods.resolution)))
    names = dict(zip(gaps, named([*gaps.values()], periods.resolution, periods.label, periods.zone), strict=True))
    problems = []
    for place, beside in found:
        values: dict[str, object] = {
            "day": _day_told(periods.days[place]),
            "count": int(counts[place]),
            "expected": int(expected[place]),
        }
        message = Message(INCOMPLETE_DAY, values)
        if place in names:
            unread = int(untimed[place])
            template = LACKING_BESIDE_UNREAD if unread else LACKING_DAY
            message = Message(template, {**values, "missing": names[place], **({"unread": unread} if unread else {})})
        problems.append(Problem(None, None, Severity.WARNING, message, (beside,)))
    return problems


def _day_told(day: np.datetime64) -> date | str:
    """A day for a message; in letters where Python has none, as of the year 0."""
    told = day.item()
    return told if isinstance(told, date) else str(day)


def _without_time(days: Minutes, periods: Periods) -> npt.NDArray[np.int64]:
    """How many rows without a time stand beside, or among, those of each day; `days` are their first instants (UTC)."""
    found = np.zeros(len(days), dtype=np.int64)
    timed = np.flatnonzero(periods.timed)
    untimed = np.flatnonzero(~periods.timed)
    if not len(untimed):
        return found
    behind = np.searchsorted(timed, untimed)
    beside = periods.starts[timed[np.array([behind - 1, behind]).clip(0, len(timed) - 1)]]
    above, below = np.searchsorted(days, beside, side="right") - 1
    np.add.at(found, above, 1)
    np.add.at(found, below[below != above], 1)
    return found


def rows_of(purchase: Purchase) -> Rows:
    """The rows of a purchase, to be opened as a new draft."""
    return Rows(purchase.labels, purchase.mw)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a table's footer says: `count` rows with a value, energy in MWh, the rest in MW (None without rows)."""

    count: int
    energy_mwh: float
    mean: float | None
    minimum: float | None
    maximum: float | None


def totals(mw: Floats, resolution: int) -> Totals:
    """The totals of the rows that have a value; `resolution` in minutes."""
    known = mw[np.isfinite(mw)]
    if not len(known):
        return Totals(0, 0.0, None, None, None)
    with np.errstate(over="ignore", invalid="ignore"):
        energy, mean = float(known.sum()) * (resolution / 60), float(known.mean())
    if not np.isfinite(mean):
        mean = float((known / len(known)).sum())
    return Totals(len(known), energy, mean, float(known.min()), float(known.max()))
