"""How long a period is: as the file shows it, and where it does not surely, as a person decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import periods
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import RESOLUTIONS
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.texts.period_names import Form

HOUR_ASSUMED = QT_TRANSLATE_NOOP("Message", "One row alone does not show how long its period is: an hour is assumed.")
RESOLUTION_ASSUMED = QT_TRANSLATE_NOOP(
    "Message", "The rows are far apart: periods of {resolution} minutes are assumed."
)
CHOSEN = QT_TRANSLATE_NOOP(
    "Message", "Most rows are {step} minutes apart, but each was read as a period of {resolution} minutes, as chosen."
)
NOT_CHOSEN = QT_TRANSLATE_NOOP(
    "Message", "The file shows periods of {step} minutes: the {resolution} minutes that were chosen were left aside."
)
NOT_PERIODS = QT_TRANSLATE_NOOP(
    "Message", "The rows are {step} minutes apart. A purchase has periods of 15, 30 or 60 minutes."
)
TWO_CADENCES = QT_TRANSLATE_NOOP(
    "Message",
    "The rows from row {row} on are {minutes} minutes apart, most others {usual}: two tables stand in one. Keep one of "
    "them, or bring all rows to the same length.",
)
_OTHER_CADENCE = 4
"""From so many periods of another length in a row on they are no gaps."""
_FEW_STEPS = 23
"""Rows far apart may be single periods of many; from a day of rows on, they are no periods of a market."""
_REGULAR_STEPS = 6
"""Rows that are so often equally far apart, two hours for instance, are periods of that length and no single ones."""
_TELLING_STEPS = 11
"""With so many steps alike, nothing is left to decide."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Minutes; with `open` the file does not surely show them. `notes` and `warnings` are what has to be said."""

    minutes: int
    open: bool = False
    notes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()


def resolution_of(series: Series, wanted: int | None) -> Resolution:
    """The length of the periods of `series`, by the minutes between most rows that are neighbours in time.

    What a person chose, `wanted`, counts where the file leaves it open. Raises `UnreadableFileError` where the rows
    are no market time units.
    """
    if series.resolution is not None:
        if not series.made or are_ranges(series):
            _check_one_cadence(series, series.resolution)
        return Resolution(series.resolution, series.resolution_open, _left_aside(series.resolution, wanted))
    steps = np.diff(np.sort(series.walls[~np.isnat(series.walls)])).astype(np.int64)
    steps = steps[steps > 0]
    if not len(steps):
        notes = (Message(HOUR_ASSUMED),) if wanted is None else ()
        return Resolution(wanted or periods.DEFAULT_RESOLUTION, True, notes)
    lengths, counts = np.unique(steps, return_counts=True)
    usual = int(lengths[np.argmax(counts)])
    _check_one_cadence(series, usual)
    fitting = [minutes for minutes in RESOLUTIONS if int(np.gcd.reduce(steps)) % minutes == 0]
    if usual in RESOLUTIONS:
        still_open = len(steps) < _TELLING_STEPS and bool(set(fitting) - {usual})
        if still_open and wanted in fitting and wanted != usual:
            return Resolution(wanted, True, (), (Message(CHOSEN, {"step": usual, "resolution": wanted}),))
        return Resolution(usual, still_open, _left_aside(usual, wanted))
    regular = len(steps) >= _REGULAR_STEPS and len(lengths) == 1
    if len(steps) <= _FEW_STEPS and fitting and usual < 24 * 60 and not regular:
        if wanted in fitting:
            return Resolution(wanted, True)
        assumed = max(fitting)
        return Resolution(assumed, len(fitting) > 1, (Message(RESOLUTION_ASSUMED, {"resolution": assumed}),))
    raise unreadable(NOT_PERIODS, step=usual)


def are_ranges(series: Series) -> bool:
    """Whether a series with labels that were made names the begin and the end of each period, and does not count."""
    return dict(series.traits).get("periods", Form.RANGE.value).startswith(Form.RANGE.value)


def _check_one_cadence(series: Series, usual: int) -> None:
    """Refuse a table that goes on in periods of another length: its energies would be read as those of the usual ones.

    A row that is missing here and there is a gap; several in a row at the distance of another market time unit are not.
    """
    known = np.flatnonzero(~np.isnat(series.walls))
    order = known[np.argsort(series.walls[known], kind="stable")]
    steps = np.diff(series.walls[order]).astype(np.int64)
    others = np.isin(steps, [minutes for minutes in RESOLUTIONS if minutes != usual])
    run = 0
    for place in np.flatnonzero(others).tolist():
        run = run + 1 if run and others[place - 1] and steps[place] == steps[place - 1] else 1
        if run >= _OTHER_CADENCE:
            row = int(series.rows[order[place - run + 1]])
            raise unreadable(TWO_CADENCES, row=row, minutes=int(steps[place]), usual=usual)


def _left_aside(shown: int, wanted: int | None) -> tuple[Message, ...]:
    if wanted is None or wanted == shown:
        return ()
    return (Message(NOT_CHOSEN, {"step": shown, "resolution": wanted}),)
