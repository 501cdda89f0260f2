"""The times of what a layout read: which rows stay, in which order, and the labels that are to be sent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import periods, timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.label_ends import by_written_clock
from ravenwits_desktop.spreadsheets.mapping.other_clock import clock_of_file, clocks_beside
from ravenwits_desktop.spreadsheets.periods.ordinals import HALVES_BY_ORDER
from ravenwits_desktop.spreadsheets.texts.times import Integers

TURNED_ROUND = QT_TRANSLATE_NOOP("Message", "The file runs backwards in time: its rows were turned round.")
SORTED = QT_TRANSLATE_NOOP("Message", "The rows were not in order of time: they were sorted.")
SHIFTED_TO_END = QT_TRANSLATE_NOOP(
    "Message", "The times name the start of each period: each was moved by one period, to its end."
)
SHIFTED_TO_START = QT_TRANSLATE_NOOP(
    "Message", "The times name the end of each period: each was moved by one period, to its start."
)
ONLY_WINTER = QT_TRANSLATE_NOOP(
    "Message",
    "The file has {label} only in winter time, on the day on which that hour occurs twice. Written without an offset "
    "it would be taken for the first of the two: add the first one.",
)
SKIPPED_HOUR = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is empty and names an hour that the clocks skip: it was left out."
)


@dataclass(frozen=True, slots=True)
class Timed:
    """The times of a series: which rows stay, in which order, and which end of its period each label names."""

    walls: Minutes
    """Labels of all rows of the series, as they are to be sent."""
    market: Minutes
    """The same before a shift to the other end of each period."""
    order: Integers
    """The indices of the rows that stay, in order of time."""
    label: Label
    """The end that the labels name, or are taken to."""
    evidence: Label | None
    """The same, None where nothing tells."""
    own: Label | None
    """What the file itself says of it."""
    by_file: str
    """The clock of the file, where it is another; else empty."""


def timed_rows(series: Series, options: ReadingOptions, resolution: int, notes: list[Message]) -> Timed:
    """Which rows stay, their order and their labels; what was done about them is added to `notes`."""
    walls = timegrid.utc_to_wall(series.walls, options.zone) if series.explicit else series.walls
    market, by_file = walls, clock_of_file(series, walls)
    notes.extend(clocks_beside(series, bool(by_file) or series.converted, options.zone))
    own = series.labels or by_written_clock(series, walls, resolution)
    evidence = options.label or own
    label = evidence or options.account_label
    keep = _without_skipped_hour(series, walls, resolution, label, options.zone, notes)
    order = keep[_order(series, walls, resolution, options.zone, keep, notes)]
    if options.shift and not series.made:
        walls, label = _shifted(walls, order, resolution, label, options.zone)
        evidence = label
        notes.append(Message(SHIFTED_TO_END if label is Label.END else SHIFTED_TO_START))
    return Timed(walls, market, order, label, evidence, own, by_file)


def _shifted(walls: Minutes, order: Integers, resolution: int, label: Label, zone: str) -> tuple[Minutes, Label]:
    """The labels of the other end of each period; one that cannot be read stays as it stands."""
    other = Label.START if label is Label.END else Label.END
    ordered = walls[order]
    moved = timegrid.labels(timegrid.read_labels(ordered, resolution, label, zone).starts, resolution, other, zone)
    shifted = walls.copy()
    shifted[order] = np.where(np.isnat(moved), ordered, moved)
    return shifted, other


def _without_skipped_hour(
    series: Series, walls: Minutes, resolution: int, label: Label, zone: str, notes: list[Message]
) -> Integers:
    """The indices of all rows but those without a value whose label March skips: some exports print them empty."""
    if not np.isnan(series.values).any():
        return np.arange(len(series.values))
    skipped = timegrid.read_labels(walls, resolution, label, zone).nonexistent & np.isnan(series.values)
    for index in np.flatnonzero(skipped).tolist():
        if index in series.value_texts:
            skipped[index] = False
        else:
            notes.append(Message(SKIPPED_HOUR, {"row": int(series.rows[index])}))
    return np.flatnonzero(~skipped)


def _order(
    series: Series, walls: Minutes, resolution: int, zone: str, keep: Integers, notes: list[Message]
) -> Integers:
    """The order in time of the rows `keep`. A row without a time stays behind the one it followed."""
    instants = (series.walls if series.instants is None else series.instants)[keep]
    if (
        not series.explicit
        and series.instants is None
        and (np.isnat(instants).any() or (np.diff(instants).astype(np.int64) <= 0).any())
    ):
        instants = timegrid.read_labels(walls[keep], resolution, Label.START, zone).starts
    known = np.flatnonzero(~np.isnat(instants))
    steps = np.diff(instants[known]).astype(np.int64)
    forward = np.arange(len(keep))
    if (steps >= 0).all():
        return forward
    if (steps <= 0).all():
        notes.append(Message(TURNED_ROUND))
        return forward[::-1]
    notes.append(Message(SORTED))
    before = np.zeros(len(keep), dtype=np.int64)
    before[known] = known
    behind = np.maximum.accumulate(before)
    keys = instants[behind].astype(np.int64)
    keys[np.isnat(instants[behind])] = np.iinfo(np.int64).min
    return np.lexsort((forward, keys))


def order_warnings(
    series: Series, walls: Minutes, order: Integers, notes: list[Message], zone: str
) -> tuple[Message, ...]:
    """Rows in disorder do not tell the halves of October's repeated hour apart; days in disorder do."""
    if series.explicit or series.instants is not None or not any(note.template == SORTED for note in notes):
        return ()
    earlier, later = timegrid.wall_to_utc(walls[order], zone)
    repeated = np.flatnonzero(~np.isnat(earlier) & (earlier != later))
    for label in walls[order][repeated]:
        hours = walls[walls.astype("datetime64[D]") == label.astype("datetime64[D]")].astype("datetime64[h]")
        steps = np.diff(hours).astype(np.int64)
        if min((steps < 0).sum(), (steps > 0).sum()) > 1:
            return (Message(HALVES_BY_ORDER, {"label": label.item()}),)
    return ()


def check_instants(series: Series, timed: Timed, rows: Rows, options: ReadingOptions, resolution: int) -> None:
    """Refuse labels that do not lead back to the instants that the file names, where it names any."""
    instants = series.walls if series.explicit else series.instants
    if instants is None:
        return
    named = instants[timed.order]
    if options.shift and not series.made:  # the other end of each period, after `label`
        named = named + timegrid.minutes(resolution if timed.label is Label.END else -resolution)
    _refuse_others(named, rows, options.zone)


def _refuse_others(instants: Minutes, rows: Rows, zone: str) -> None:
    """Refuse instants that their labels would not lead back to: the second of a repeated hour without the first."""
    read = timegrid.read_labels(rows.labels, periods.DEFAULT_RESOLUTION, Label.START, zone).starts
    wrong = np.flatnonzero(~np.isnat(instants) & (read != instants))
    if len(wrong):
        raise unreadable(ONLY_WINTER, label=rows.labels[wrong[0]].item())
