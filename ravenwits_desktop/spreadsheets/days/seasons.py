"""A column that says summer or winter time, or the offset from UTC, beside the times: it tells October's hour apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Bools, Label, Minutes
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

BY_SEASON = QT_TRANSLATE_NOOP("Message", "A column of summer and winter time tells the repeated hour apart.")
BY_OFFSET = QT_TRANSLATE_NOOP(
    "Message", "The column “{column}” says how far the times are ahead of UTC: they are shown in {zone}."
)
NO_SEASON = QT_TRANSLATE_NOOP(
    "Message", "Row {row} does not say summer or winter time as the others do: its cells may be incomplete."
)
_PAIRS = (
    ({"s"}, {"w"}), ({"v"}, {"i"}), ({"summer"}, {"winter"}), ({"verano"}, {"invierno"}), ({"ver"}, {"inv"}),
    ({"cest"}, {"cet"}), ({"mesz"}, {"mez"}), ({"west"}, {"wet"}), ({"sommer"}, {"winter"}), ({"verao"}, {"inverno"}),
    ({"dst"}, {"std", "st"}), ({"sommerzeit"}, {"winterzeit"}),
)  # fmt: skip
_YES = frozenset(("1", "true", "yes", "y", "ja", "j", "si", "s", "sim", "oui", "x", "t", "verdadero"))
_NO = frozenset(("0", "2", "false", "no", "n", "nein", "nao", "non", "f", "falso"))
_NAMES_SEASON = re.compile(
    r"(?<![a-z])(?:inv(?:ierno)?\s*[/-]\s*ver(?:ano)?|ver(?:ano)?\s*[/-]\s*inv(?:ierno)?|bandera|verano|invierno|verao"
    r"|inverno|summer|winter|(?:is[ _]?)?dst|daylight|estacion|season|v\s*/\s*i|i\s*/\s*v)(?![a-z])"
    r"|sommerzeit|winterzeit"
)
_NAMES_OFFSET = re.compile(r"(?<![a-z])(?:offset|desfase|desplazamiento|tz|utc|gmt)(?![a-z])")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-]?)(\d{1,2})(?::?(00|30))?")
_AGREEING = 0.9
"""Share of the rows in which a flag has to agree with the calendar."""
_HEADER_ROWS = 4
_MOST_WORDS, _SAMPLE = 4, 8
_KNOWN = frozenset(word for pair in _PAIRS for words_of in pair for word in words_of) | _YES | _NO


@dataclass(frozen=True, slots=True)
class Seasons:
    """A column of seasons: `winter` are the words for winter time; or of offsets, in minutes by word."""

    index: int
    winter: frozenset[str] = frozenset()
    offsets: dict[str, int] | None = None


def seasons_beside(sheet: Sheet, walls: Minutes, taken: Sequence[int], zone: str) -> Seasons | None:
    """The column that tells summer from winter time, of the table whose times, by the clock, are `walls`."""
    dated = np.flatnonzero(~np.isnat(walls))
    if not len(dated):
        return None
    looked, first = dated[:: max(1, len(dated) // _SAMPLE)].tolist(), int(dated[0])
    for index, cells in enumerate(sheet.columns):
        if index in taken or not _may_be_word([cells[row] for row in looked]):
            continue
        distinct = {cells[row] for row in dated.tolist()}
        said = {_word(cell) for cell in distinct} - {""} if len(distinct) <= _MOST_WORDS else set()
        if not said:
            continue
        heads = [words.folded(cell) for cell in cells[max(0, first - _HEADER_ROWS) : first] if isinstance(cell, str)]
        if any(map(words.names_unit, heads)):
            continue
        for summer, winter in _PAIRS:
            if said <= summer | winter and not (len(said) == 1 and _has_both(walls[dated], zone)):
                return Seasons(index, frozenset(winter))
        if said <= _YES | _NO and any(map(_NAMES_SEASON.search, heads)):
            if (flagged := _by_calendar(cells, dated, walls, said, zone)) is not None:
                return Seasons(index, flagged)
        elif (
            any(map(_NAMES_OFFSET.search, heads))
            and None not in (read := {word: _offset(word) for word in said}).values()
        ):
            return Seasons(index, offsets={word: minutes for word, minutes in read.items() if minutes is not None})
    return None


def _has_both(walls: Minutes, zone: str) -> bool:
    """Whether times lie in summer and in winter: a word that is the same in all rows says something else."""
    earlier, later = timegrid.wall_to_utc(walls, zone)
    summer = timegrid.in_summer(walls[~np.isnat(earlier) & (earlier == later)], zone)
    return bool(summer.any() and not summer.all())


def _by_calendar(
    cells: Sequence[Cell], dated: Integers, walls: Minutes, said: set[str], zone: str
) -> frozenset[str] | None:
    """Which of two flags is that of winter, by the days of the year on which it stands; None where neither is.

    The repeated hour itself is left out, for it is what the flags have to tell.
    """
    earlier, later = timegrid.wall_to_utc(walls[dated], zone)
    plain = ~np.isnat(earlier) & (earlier == later)
    yes = np.array([_word(cells[row]) in _YES for row in dated.tolist()], dtype=np.bool_)[plain]
    if not len(yes):
        return None
    agreeing = float((yes == timegrid.in_summer(walls[dated][plain], zone)).mean())
    if agreeing >= _AGREEING:
        return frozenset(said & _NO)
    return frozenset(said & _YES) if agreeing <= 1 - _AGREEING else None


def _may_be_word(cells: Sequence[Cell]) -> bool:
    """Whether a look at some cells finds words of seasons, flags or offsets alone."""
    found = {_word(cell) for cell in cells if not isinstance(cell, float) or cell.is_integer()} - {""}
    return 0 < len(found) <= _MOST_WORDS and all(word in _KNOWN or _offset(word) is not None for word in found)


def _word(cell: Cell) -> str:
    return words.folded(cell_text(cell))


def _offset(word: str) -> int | None:
    """Minutes ahead of UTC: +02:00, 2, 120 minutes, 7200 seconds."""
    if word in ("60", "120", "180"):
        return int(word)
    if word in ("3600", "7200"):
        return int(word) // 60
    match = _OFFSET.fullmatch(word)
    if match is None or int(match.group(2)) > 14:
        return None
    return (int(match.group(2)) * 60 + int(match.group(3) or 0)) * (-1 if match.group(1) == "-" else 1)


def second_hours(sheet: Sheet, seasons: Seasons | None) -> Bools | None:
    """Rows in winter time, of a table in which both seasons stand; None where the column does not tell."""
    if seasons is None:
        return None
    said = [_word(cell) for cell in sheet.columns[seasons.index]]
    if seasons.offsets is not None:
        least = min(seasons.offsets.values())
        winter = np.array([seasons.offsets.get(word) == least for word in said], dtype=np.bool_)
        return winter if len(seasons.offsets) == 2 else None
    result: Bools = np.array([word in seasons.winter for word in said], dtype=np.bool_)
    return result if result.any() else None


def by_season(sheet: Sheet, time: TimeColumn, context: Context) -> TimeColumn:
    """`time` as instants where a column beside it names the season or the offset; the same where none does."""
    if time.explicit or time.made or not time.has_clock:
        return time
    seasons = seasons_beside(sheet, time.walls, (time.index, *time.beside), context.options.zone)
    if seasons is None:
        return time
    if seasons.offsets is not None:
        return _with_offsets(sheet, time, context, seasons.index, seasons.offsets)
    return with_seasons(sheet, time, context, seasons.index, seasons.winter)


def _with_offsets(sheet: Sheet, time: TimeColumn, context: Context, index: int, offsets: dict[str, int]) -> TimeColumn:
    ahead = [offsets.get(_word(cell)) for cell in sheet.columns[index]]
    known = np.array([minutes is not None for minutes in ahead], dtype=np.bool_)
    minutes = np.array([minutes or 0 for minutes in ahead]).astype("timedelta64[m]")
    heads = [cell for cell in sheet.columns[index][: int(np.argmax(~np.isnat(time.walls)))] if isinstance(cell, str)]
    note = Message(BY_OFFSET, {"column": heads[-1], "zone": context.options.zone})
    walls = np.where(known, time.walls - minutes, timegrid.NAT)
    return replace(time, walls=walls, explicit=True, beside=(*time.beside, index), notes=(*time.notes, note))


def with_seasons(
    sheet: Sheet, time: TimeColumn, context: Context, index: int, winter: frozenset[str] | set[str]
) -> TimeColumn:
    """`time` with the seasons that the column `index` names, those of `winter` among them: see `by_season`."""
    cells = sheet.columns[index]
    dated = np.flatnonzero(~np.isnat(time.walls))
    said = [_word(cell) for cell in cells]
    lost = [row for row in dated.tolist() if not said[row]]
    flagged = replace(
        time,
        beside=(*time.beside, index),
        warnings=(*time.warnings, *(Message(NO_SEASON, {"row": sheet.numbers[row]}) for row in lost)),
        traits=(*time.traits, ("season", "said")),
    )
    earlier, later = timegrid.wall_to_utc(time.walls, context.options.zone)
    twice = earlier[dated] != later[dated]
    if not twice.any() or np.isnat(earlier[dated]).any() or any(earlier[row] != later[row] for row in lost):
        return flagged
    in_winter = np.array([word in winter for word in said], dtype=np.bool_)
    notes = (*time.notes, Message(BY_SEASON))
    instants = np.where(in_winter, later, earlier)
    if time.label is Label.END and len(np.unique(instants[dated])) < len(dated):
        instants = _by_begins(time.walls, in_winter, (earlier, later), context.options.zone)
    return replace(flagged, walls=instants, explicit=True, notes=notes)


def _by_begins(walls: Minutes, in_winter: Bools, read: tuple[Minutes, Minutes], zone: str) -> Minutes:
    """The instants of ends whose seasons are those of their begins: both 02:00 of October are then of summer time.

    `read` are the two instants that each of `walls` can be; where both begin in the season that is said, the order of
    the rows tells.
    """
    earlier, later = read
    result = earlier.copy()
    steps = np.abs(np.diff(earlier[~np.isnat(earlier)]).astype(np.int64))
    step = timegrid.minutes(int(np.median(steps[steps > 0])))
    seen: set[int] = set()
    backwards = bool(walls[~np.isnat(walls)][0] > walls[~np.isnat(walls)][-1])
    twice = np.flatnonzero(~np.isnat(earlier) & (earlier != later))
    for row in (twice[::-1] if backwards else twice).tolist():
        possible = [
            moment
            for moment in (earlier[row], later[row])
            if bool(_in_winter(moment - step, later[row] - earlier[row], zone)) == bool(in_winter[row])
        ]
        fresh = [moment for moment in possible if int(moment.astype(np.int64)) not in seen]
        result[row] = (fresh or possible or [earlier[row]])[0]
        seen.add(int(result[row].astype(np.int64)))
    return result


def _in_winter(moment: np.datetime64, change: np.timedelta64, zone: str) -> bool:
    """Whether the clock of `zone` is back by `change` already at an instant of that night."""
    ahead = timegrid.utc_to_wall(np.array([moment]), zone)[0] - moment
    day_before = moment - timegrid.minutes(24 * 60)
    return bool(timegrid.utc_to_wall(np.array([day_before]), zone)[0] - day_before - ahead == change)
