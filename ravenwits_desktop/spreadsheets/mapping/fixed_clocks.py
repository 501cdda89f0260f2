"""Times that keep winter time all year and do not say so: they run on where the clocks of the zone change.

Read by the clock of the zone, such a file would be an hour off throughout the summer. Whether it is one cannot be
known: dragging a date down a spreadsheet gives the same times. So it is said, with the choice that converts them.
"""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import clock_name, winter_zone
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.periods.ordinals import AUTUMN_SHORT, SPRING_FULL

FIXED_CLOCK = QT_TRANSLATE_NOOP(
    "Message",
    "On {day} the times run on as if the clocks did not change. If the file keeps winter time ({clock}) all year, "
    "every time in summer is an hour off as it was read: choose the clock “{clock}” to have them converted.",
)
_DAY = 24 * 60


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
