"""Times that keep winter time all year and do not say so: they run on where the clocks of the zone change.

Read by the clock of the zone, such a file would be an hour off throughout the summer. Whether it is one cannot be
known: dragging a date down a spreadsheet gives the same times. So it is said, with the choice that converts them.
"""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import clock_name, winter_zone
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading_notes import WINTER_NAME
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.periods.ordinals import AUTUMN_SHORT, SPRING_FULL
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words

FIXED_CLOCK = QT_TRANSLATE_NOOP(
    "Message",
    "On {day} the times run on as if the clocks did not change. If the file keeps winter time ({clock}) all year, "
    "every time in summer is an hour off as it was read: choose the clock “{clock}” to have them converted.",
)
_DAY = 24 * 60
_WINTER_NAMES = words.any_word("cet", "mez", "wet", "eet")
_SUMMER_NAMES = words.any_word(
    "cest", "mesz", "west", "eest", r"ce\(s\)t", r"me\(s\)z", "me[sw]?z/mesz", "local[a-z]*", "lokal[a-z]*", "ortszeit",
    "legal[a-z]*", "gesetzlich[a-z]*", "oficial", "verano", "verao", "summer", "sommer[a-z]*", "ete", "estiv[oa]",
)  # fmt: skip
_FIRST_ROWS = 40


def fixed_clock_warnings(series: Series, resolution: int, zone: str) -> tuple[Message, ...]:
    """What is to be said of times, periods of `resolution` minutes, that were read by the clock of `zone`."""
    if series.explicit or series.converted or (series.clock is not None and series.clock.zone != zone):
        return ()
    if series.made:
        day = next(
            (each.values["day"] for each in series.warnings if each.template in (SPRING_FULL, AUTUMN_SHORT)), None
        )
    else:
        filled = series.walls[~np.isnat(series.walls) & np.isfinite(series.values)]
        day = None if series.instants is not None else _first_run_over(filled, resolution, zone)
    if day is None:
        return ()
    return (Message(FIXED_CLOCK, {"day": day, "clock": clock_name(winter_zone(zone))}),)


def winter_name_warnings(series: Series, sheet: Sheet, zone: str) -> tuple[Message, ...]:
    """What is to be said of times in summer below a header or title that names winter time alone: CET, MEZ.

    Many call the local clock so. Periods that are numbered are those of the market's day, and times through a change
    of the clocks show themselves which one they keep.
    """
    clock = series.clock
    if clock is None or series.made or series.explicit or series.converted or clock.zone == winter_zone(zone):
        return ()
    if not _WINTER_NAMES.search(words.folded(clock.text)) or _names_summer(sheet):
        return ()
    known = series.walls[~np.isnat(series.walls)]
    if not len(known):
        return ()
    days = np.arange(known.min().astype("datetime64[D]"), known.max().astype("datetime64[D]") + 1)
    if (timegrid.day_minutes(days, zone) != _DAY).any():
        return ()
    summer, fixed = (timegrid.wall_to_utc(days.astype("datetime64[m]"), each)[0] for each in (zone, winter_zone(zone)))
    if (summer == fixed).all():
        return ()
    return (Message(WINTER_NAME, {"text": clock.text, "zone": zone, "clock": clock_name(winter_zone(zone))}),)


def _names_summer(sheet: Sheet) -> bool:
    """Whether the first rows name the clock of summer, or the local one, as well."""
    texts = (cell for row in sheet.rows[:_FIRST_ROWS] for cell in row if isinstance(cell, str) and cell)
    return any(_SUMMER_NAMES.search(words.folded(text)) for text in texts if any(map(str.isalpha, text)))


def _first_run_over(walls: Minutes, resolution: int, zone: str) -> object | None:
    """The first day of 23 or 25 hours that has the times of a day of 24, each once; None without one."""
    if not len(walls):
        return None
    first, last = walls.min().astype("datetime64[D]"), walls.max().astype("datetime64[D]")
    days = np.arange(first, last + 1)
    for day in days[timegrid.day_minutes(days, zone) != _DAY]:
        here = walls[walls.astype("datetime64[D]") == day]
        grid = day.astype("datetime64[m]") + np.arange(0, _DAY, resolution).astype("timedelta64[m]")
        if len(np.unique(here)) == len(here) >= len(grid) - 1 and np.isin(grid[1:], here).all():
            named: object = day.item()
            return named
    return None
