"""Time zones that a table names, where it is to be read in another: its times are converted, as those in UTC are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layout import NamedZone, Series
from ravenwits_desktop.spreadsheets.layouts.titles import is_moment
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text

CONVERTED = QT_TRANSLATE_NOOP(
    "Message", "The file says “{text}”: its times are those of {other} and were converted to {zone}."
)
CHOSEN_CONVERTED = QT_TRANSLATE_NOOP(
    "Message", "The times were read as those of {other} and converted to {zone}, the zone of the account."
)
OTHER_ZONE = QT_TRANSLATE_NOOP(
    "Message",
    "The file says “{text}”, and its times were read in {zone}: they may be an hour off. Choose {other} if that is "
    "where they are from.",
)
_POINT_OF_PORTUGAL = re.compile(r"cpe:?")
"""CPE is the name of a supply point in Portugal."""
_PLACES = {
    "Europe/Lisbon": r"lisb\w*|portug\w*",
    "Atlantic/Canary": r"canari\w*|canary",
    "Europe/Madrid": r"madrid|espan\w*|spain|spanish|peninsul\w*",
    "Europe/Athens": r"athens?|grecia|greece",
}
_CLOCKS = {
    "Europe/Lisbon": r"wet(?:\s*/\s*west)?",
    "Europe/Athens": r"eet(?:\s*/\s*eest)?",
    "Europe/Madrid": r"ces?t|mes?z",
}
_HOUR = r"(?<!por )(?:horas?|horario|hours?|time|tempo|zeit)"
_NAMED = tuple(
    (zone, re.compile(rf"{_HOUR}(?:\s+(?:de|del|da|do|oficial|legal|local|em|en|in|la))*[\s(\[,-]+(?:{places})"
                      rf"|(?<![a-z])(?:{places})\s+(?:time|hours?)"))
    for zone, places in _PLACES.items()
) + tuple((zone, re.compile(rf"(?<![a-z])(?:{clocks})(?![a-z])")) for zone, clocks in _CLOCKS.items())  # fmt: skip
_IN_CELLS = {
    "cet": "Europe/Madrid", "cest": "Europe/Madrid", "mez": "Europe/Madrid", "mesz": "Europe/Madrid",
    "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "utc": "UTC", "gmt": "UTC", "z": "UTC", "eet": "Europe/Athens",
    "eest": "Europe/Athens", "cet/cest": "Europe/Madrid", "wet/west": "Europe/Lisbon", "lisboa": "Europe/Lisbon",
}  # fmt: skip
_REGION = re.compile(r"(?:Europe|Atlantic)/[A-Z][A-Za-z_]+")
_FIRST_ROWS = 40


def zone_of(text: str) -> str | None:
    """The zone whose clock a header or title names; None for any other text, and for a moment such as an issue."""
    if is_moment(text):
        return None
    folded = words.folded(text)
    return next((zone for zone, pattern in _NAMED if pattern.search(folded)), None)


def named_zone(sheet: Sheet) -> NamedZone | None:
    """The one zone that headers, titles or a column of zones name; None where none is named, or several."""
    found: dict[str, str] = {}
    for row in sheet.rows[:_FIRST_ROWS]:
        for cell in row:
            if isinstance(cell, str) and cell and (zone := zone_of(cell)) is not None:
                found.setdefault(zone, cell_text(cell))
    for zone, text in _zones_in_columns(sheet):
        found.setdefault(zone, text)
    return NamedZone(*next(iter(found.items()))) if len(found) == 1 else None


def _zones_in_columns(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The zones that whole columns name."""
    middle = len(sheet.rows) // 2
    for index, cell in enumerate(sheet.rows[middle] if sheet.rows else ()):
        if _zone_in(cell) is None:
            continue
        below = [other for other in sheet.columns[index][_header_of(sheet, index) :] if other != ""]
        named = {other: _zone_in(other) for other in set(below)}
        if None not in named.values():
            yield from ((zone, cell_text(other)) for other, zone in named.items() if zone is not None)


def _header_of(sheet: Sheet, column: int) -> int:
    """How many rows of a column stand above the first that names a zone."""
    return next(row for row, cell in enumerate(sheet.columns[column]) if _zone_in(cell) is not None)


def _zone_in(cell: Cell) -> str | None:
    if not isinstance(cell, str) or not cell or len(cell) > 30:
        return None
    if _REGION.fullmatch(cell.strip()):
        try:
            return ZoneInfo(cell.strip()).key
        except (KeyError, ValueError):
            return None
    return _IN_CELLS.get(words.folded(cell))


def in_zone(series: Series, zone: str, resolution: int) -> Series:
    """`series` as instants where its clock is that of another zone than `zone`; else as it is."""
    clock = series.clock
    if clock is None or series.explicit or clock.zone == zone:
        return series
    walls, instants = series.walls, series.instants
    if instants is None:
        instants = timegrid.read_labels(walls, resolution, Label.START, clock.zone).starts
    if np.array_equal(timegrid.utc_to_wall(instants, zone), walls, equal_nan=True):
        return series
    skipped = np.flatnonzero(np.isnat(instants) & ~np.isnat(walls)).tolist()
    template = CONVERTED if clock.text else CHOSEN_CONVERTED
    said = Message(template, {"text": clock.text, "other": clock_name(clock.zone), "zone": zone})
    return replace(
        series,
        walls=instants,
        explicit=True,
        converted=True,
        time_texts={**series.time_texts, **{row: timegrid.format_label(walls[row]) for row in skipped}},
        notes=(*series.notes, said),
    )


def zone_warnings(sheet: Sheet, series: Series, zone: str) -> tuple[Message, ...]:
    """A warning where a header names a Portuguese point of supply, and the clock is not that of `zone`.

    Times that say their zone or offset themselves need none.
    """
    known = series.walls[~np.isnat(series.walls)]
    if series.explicit or series.clock is not None or not len(known):
        return ()
    head = _FIRST_ROWS if series.header_row is None else series.header_row + 1
    texts = [cell_text(cell) for row in sheet.rows[:head] for cell in row if isinstance(cell, str)]
    moment, other = known[0].astype("datetime64[s]").item(), "Europe/Lisbon"
    for text in texts:
        if not _POINT_OF_PORTUGAL.fullmatch(words.folded(text)):
            continue
        here, there = (moment.replace(tzinfo=ZoneInfo(each)).utcoffset() for each in (zone, other))
        return () if here == there else (Message(OTHER_ZONE, {"text": text, "zone": zone, "other": other}),)
    return ()
