"""Time zones that a table names, where it is to be read in another: its times are converted, as those in UTC are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import clock_name, fixed_zone, same_clock, winter_zone
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.days.titles import is_moment
from ravenwits_desktop.spreadsheets.layout import NamedZone, Series
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.clock_places import clock_named
from ravenwits_desktop.spreadsheets.texts.period_names import token_of
from ravenwits_desktop.spreadsheets.texts.utc_names import utc_offset

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
_MARKET = re.compile(r"(?<![a-z])(?:omie|omel|pdbc|pdbf|int pbc|marginalpdbc)(?![a-z])")
"""The market of Spain and Portugal and what it calls its files: it counts the hours of both by one clock."""
_MARKET_ZONE = "Europe/Madrid"
_NO_CHANGE = re.compile(
    r"(?<![a-z])(?:non?|without|sin|sem|sans|senza|ohne|keine?|zonder|utan|uten|uden|ei)[\s-](?:[a-z]+\s){0,2}"
    r"(?:dst|daylight|summer ?time"
    r"|cambios?(?: de| da)?(?: la)? hor(?:a|ario)|cambios? horarios?|hor(?:a|ario) de ver(?:ano|ao)"
    r"|mudancas? d[ea] hora|changements? d.heure|heure d.ete|cambio (?:dell.)?ora|ora legale|zeitumstellung"
    r"|sommerzeit(?:umstellung)?|zomertijd|somm?artid|sommertid|kesaaika[a-z]*)(?![a-z])"
    r"|(?<![a-z])(?:hor(?:a|as|ario) de (?:invierno|inverno)|winter ?time|winter(?:zeit|tijd)|heure d.hiver"
    r"|or(?:a|ario) solare|hora solar|heure solaire|hora (?:estandar|padrao)|heure (?:standard|normale)|ora standard"
    r"|vintertid|normaltid"
    r"|stand(?:ard|aard)(?:zeit|tid|tijd)|normalzeit|(?:talvi|normaali)aika"
    r"|(?<!romance )(?<!europe )(?<!european )(?<!gmt )(?<!gtb )(?<!fle )standard time(?! of use))(?![a-z])"
)
"""What says that a clock keeps winter time all year; Windows calls clocks with summer time “Standard Time” as well."""
_ALL_YEAR = re.compile(
    r"(?<![a-z])(?:ganzjahrig|(?:das )?ganze jahr|all year|todo el ano|todo o ano|toute l'annee|tutto l'anno|hela aret"
    r"|hele aret|hele jaar|koko vuoden)(?![a-z])"
)
"""What says so beside the name of a clock."""
_SUMMER = re.compile(r"(?<![a-z])(?:verano|verao|summer|sommer\w*|d.ete|estiv[oa]|legale)(?![a-z])")
_IN_CELLS = {
    "cet": "Europe/Madrid", "cest": "Europe/Madrid", "mez": "Europe/Madrid", "mesz": "Europe/Madrid",
    "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "utc": "UTC", "gmt": "UTC", "z": "UTC", "eet": "Europe/Athens",
    "eest": "Europe/Athens", "cet/cest": "Europe/Madrid", "wet/west": "Europe/Lisbon", "lisboa": "Europe/Lisbon",
}  # fmt: skip
_REGION = re.compile(r"(?:Europe|Atlantic|Africa)/[A-Z][A-Za-z_]+")
_MADE_AT = re.compile(r"(?<!\d)\d{2}[:.h-]?\d{2}(?:[:.-]?\d{2})?\s?(?:utc|gmt)")
"""A time of day in a name: when the file was made."""
_FIRST_ROWS = _LAST_ROWS = 40


def zone_of(text: str) -> str | None:
    """The zone whose clock a header, a title or a note names; None for any other text and a moment such as an issue.

    One that says that it keeps winter time all year is that of its own.
    """
    if is_moment(text):
        return None
    folded = words.folded(text)
    zone = next(filter(None, map(_region, _REGION.findall(text))), None)
    zone = zone or clock_named(text)
    fixed = _NO_CHANGE.search(folded) or _ALL_YEAR.search(folded)
    return winter_zone(zone) if zone is not None and fixed else zone


def named_zone(sheet: Sheet, zone: str) -> NamedZone | None:
    """The one zone that headers, titles, notes or a column of zones name; None where none is named, or several.

    Winter time without a place is that of `zone`; beside one period it is the mark of the hour that October repeats.
    """
    found: dict[str, str] = {}
    winter: list[str] = []
    summer = False
    for row in (*sheet.rows[:_FIRST_ROWS], *sheet.rows[max(_FIRST_ROWS, len(sheet.rows) - _LAST_ROWS) :]):
        for cell in row:
            if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
                continue
            folded = words.folded(cell)
            if (named := zone_of(cell)) is not None:
                found.setdefault(named, cell_text(cell))
            elif (
                _NO_CHANGE.search(folded)
                and not is_moment(cell)
                and token_of(cell) is None
                and not words.names_price(cell)
            ):
                winter.append(cell_text(cell))
            summer = summer or _SUMMER.search(_NO_CHANGE.sub(" ", folded)) is not None
    for named, text in _zones_in_columns(sheet):
        found.setdefault(named, text)
    if winter and not summer and len(found) <= 1:
        return NamedZone(winter_zone(next(iter(found), zone)), winter[0], sure=False)
    zones = list(found)
    one = bool(zones) and all(same_clock(zones[0], other) for other in zones[1:])
    return NamedZone(zones[0], found[zones[0]]) if one else None


def _region(name: str) -> str | None:
    """A zone by its own name, where there is such a one."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError):
        return None


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
        return _region(cell.strip())
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
        notes=(*series.notes, said) if clock.sure else series.notes,
        warnings=series.warnings if clock.sure else (*series.warnings, said),
    )


def zone_warnings(sheet: Sheet, series: Series, zone: str, file: str) -> tuple[Message, ...]:
    """A warning where the times may be by another clock than `zone`.

    The sheet or the file names one, a header that of the times beside others of other clocks, a Portuguese point of
    supply, or the market, which counts its hours by the clock of Madrid. Times that say their zone or offset
    themselves need none. `file` is the name of the file.
    """
    known = series.walls[~np.isnat(series.walls)]
    if series.explicit or series.clock is not None or not len(known):
        return ()
    head = _FIRST_ROWS if series.header_row is None else series.header_row + 1
    texts = [cell_text(cell) for row in sheet.rows[:head] for cell in row if isinstance(cell, str)]
    points = [(text, "Europe/Lisbon") for text in texts if _POINT_OF_PORTUGAL.fullmatch(words.folded(text))]
    moment = known[0].astype("datetime64[s]").item()
    heads = [(head, zone_of(head)) for head in (series.period_column, series.time_column)]
    names = (sheet.name, PurePath(file).stem)
    market = [(text, _MARKET_ZONE) for text in (*texts, *names) if _MARKET.search(words.spaced(text))]
    named = [(head, other) for head, other in heads if other is not None]
    for text, other in (*named, *_clocks_of_names(names, zone), *points[:1], *market[:1]):
        here, there = (moment.replace(tzinfo=ZoneInfo(each)).utcoffset() for each in (zone, other))
        if here != there:
            return (Message(OTHER_ZONE, {"text": text, "zone": zone, "other": clock_name(other)}),)
    return ()


def _clocks_of_names(names: Sequence[str], zone: str) -> Iterator[tuple[str, str]]:
    """Names of sheets and files that name a clock, each with its zone; a time of day in one is when it was made."""
    for name in names:
        plain = name.replace("_", " ")
        folded = words.folded(plain)
        if (offset := utc_offset(plain)) is not None and not _MADE_AT.search(folded) and offset % 60 == 0:
            yield name, fixed_zone(offset)
        elif (named := zone_of(plain)) is not None:
            yield name, named
        elif _NO_CHANGE.search(folded):
            yield name, winter_zone(zone)
