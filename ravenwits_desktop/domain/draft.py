"""A draft: rows as they stand in the editor, right or wrong, and the checks that turn them into a purchase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.gaps import beside_gap
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.provenance import Provenance
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Floats, Label, Minutes

LARGEST_PLAUSIBLE_MW = 10_000.0
"""Above this a value is almost surely in kW (`domain.md`, units): warned about, never converted."""
LARGEST_POSSIBLE_MW = 10_000_000.0
"""About what all power stations of the world can give: no purchase, in whatever unit."""
DEFAULT_RESOLUTION = 60
"""Minutes; used where the rows suggest none (a single row)."""


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

    problems: tuple[Problem, ...]
    resolution: int
    """Minutes: as given, else as the rows suggest, else an hour."""
    starts: Minutes
    """Start instants (UTC), in the order of the rows; NaT where there is none."""
    purchase: Purchase | None
    """None while there is an error or there are no rows. Its periods are in order of time."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a submission."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that have to be seen before a submission."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


NO_DATETIME = QT_TRANSLATE_NOOP("Message", "The date and time are missing.")
UNREADABLE_DATETIME = QT_TRANSLATE_NOOP("Message", "“{text}” is not a date and time.")
NO_VALUE = QT_TRANSLATE_NOOP("Message", "The value is missing. A purchase needs a number in MW; zero is allowed.")
UNREADABLE_VALUE = QT_TRANSLATE_NOOP("Message", "“{text}” is not a number.")
NONEXISTENT = QT_TRANSLATE_NOOP("Message", "{label} does not exist on that day: the clocks go forward.")
REPEATED = QT_TRANSLATE_NOOP("Message", "{label} is there more than once.")
ASSUMED_SUMMER = QT_TRANSLATE_NOOP(
    "Message", "{label} occurs twice on that day and is here only once: it is taken as the first one (summer time)."
)
OFF_GRID = QT_TRANSLATE_NOOP("Message", "{label} does not fall on the grid of {resolution} minutes.")
NEGATIVE = QT_TRANSLATE_NOOP("Message", "The value is negative: a net sale.")
TOO_LARGE = QT_TRANSLATE_NOOP("Message", "More than 10,000 MW: is this value in kW?")
IMPOSSIBLE = QT_TRANSLATE_NOOP("Message", "No purchase is larger than 10,000,000 MW: correct the value.")
_THE_SAME_EVERYWHERE = frozenset({NO_DATETIME, NO_VALUE, NEGATIVE, TOO_LARGE, IMPOSSIBLE})
"""What says nothing of its row: one message serves them all, for a year of them is found after each edit."""
INCOMPLETE_DAY = QT_TRANSLATE_NOOP("Message", "{day} has {count} of {expected} periods.")


def check(rows: Rows, *, resolution: int | None, label: Label, zone: str) -> Checked:
    """Check every row of a draft and make its purchase if there is no error."""
    minutes = resolution or timegrid.infer_resolution(rows.labels) or DEFAULT_RESOLUTION
    read = timegrid.read_labels(rows.labels, minutes, label, zone)
    problems: list[Problem] = []

    def note(mask: npt.NDArray[np.bool_], column: Column, severity: Severity, template: str) -> None:
        found = np.flatnonzero(mask).tolist()
        if template in _THE_SAME_EVERYWHERE:
            message = Message(template)
            problems.extend(Problem(row, column, severity, message) for row in found)
            return
        for row in found:
            values: dict[str, object] = {"resolution": minutes, "text": rows.texts.get((row, column), "")}
            if column is Column.DATETIME and not np.isnat(rows.labels[row]):
                values["label"] = rows.labels[row].item()
            problems.append(Problem(row, column, severity, Message(template, values)))

    no_label, no_value = np.isnat(rows.labels), ~np.isfinite(rows.mw)
    written = np.zeros((2, len(rows)), dtype=np.bool_)
    for row, column in rows.texts:
        written[column, row] = True
    error, warning = Severity.ERROR, Severity.WARNING
    note(no_label & ~written[Column.DATETIME], Column.DATETIME, error, NO_DATETIME)
    note(no_label & written[Column.DATETIME], Column.DATETIME, error, UNREADABLE_DATETIME)
    note(read.nonexistent, Column.DATETIME, error, NONEXISTENT)
    note(read.repeated, Column.DATETIME, error, REPEATED)
    note(read.assumed_summer & ~read.repeated, Column.DATETIME, warning, ASSUMED_SUMMER)
    off_grid = (rows.labels.view(np.int64) % minutes != 0) & ~no_label
    note(off_grid, Column.DATETIME, warning, OFF_GRID)
    note(no_value & ~written[Column.PURCHASE], Column.PURCHASE, error, NO_VALUE)
    note(no_value & written[Column.PURCHASE], Column.PURCHASE, error, UNREADABLE_VALUE)
    with np.errstate(invalid="ignore"):
        note((rows.mw < 0) & ~no_value, Column.PURCHASE, warning, NEGATIVE)
        size = np.abs(rows.mw)
        impossible = (size > LARGEST_POSSIBLE_MW) & ~no_value
        note(impossible, Column.PURCHASE, error, IMPOSSIBLE)
        note((size > LARGEST_PLAUSIBLE_MW) & ~impossible & ~no_value, Column.PURCHASE, warning, TOO_LARGE)
    problems.sort(key=lambda problem: (problem.row, problem.column))
    purchase = None
    if len(rows) and not any(problem.severity is error for problem in problems):
        order = np.argsort(read.starts, kind="stable")
        purchase = Purchase(read.starts[order], rows.mw[order], minutes, label, zone)
        problems.extend(_incomplete_days(purchase))
    return Checked(tuple(problems), minutes, read.starts, purchase)


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


def _incomplete_days(purchase: Purchase) -> list[Problem]:
    """A warning for each market day that has fewer or more periods than the true number of that day."""
    of_each = timegrid.market_days(purchase.starts, purchase.zone)
    days, first, counts = np.unique(of_each, return_index=True, return_counts=True)
    expected = -(-timegrid.day_minutes(days, purchase.zone) // purchase.resolution)
    begins, _ = timegrid.wall_to_utc(days.astype("datetime64[m]"), purchase.zone)
    found = []
    for place in np.flatnonzero(counts != expected).tolist():
        values = {"day": days[place].item(), "count": int(counts[place]), "expected": int(expected[place])}
        there = purchase.starts[first[place] : first[place] + counts[place]]
        starts = (beside_gap(there, begins[place], purchase.resolution),)
        found.append(Problem(None, None, Severity.WARNING, Message(INCOMPLETE_DAY, values), starts))
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
