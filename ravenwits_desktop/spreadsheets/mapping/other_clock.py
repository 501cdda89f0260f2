"""Which clock the times were read by, where the file has another one as well, or states it by its distance from UTC."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ravenwits_desktop.domain.clocks import offset_name
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.days.dates import FROM_UTC
from ravenwits_desktop.spreadsheets.days.titles import offset_in
from ravenwits_desktop.spreadsheets.days.zones import zone_of
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.tables.across import SAYS_OFFSET
from ravenwits_desktop.spreadsheets.texts import time_words, words

UTC_BESIDE = QT_TRANSLATE_NOOP(
    "Message",
    "“{other}” names another clock and was not used: the times were read from “{column}”, by the clock of {zone}.",
)
LOCAL_BESIDE = QT_TRANSLATE_NOOP(
    "Message",
    "The times of “{column}” were used and converted to {zone}; those of “{other}” beside them were not.",
)
_LAYOUTS = frozenset(("long", "date and period"))
"""Tables whose headers are those of whole columns."""
_USED = frozenset((Role.DATE, Role.PERIOD, Role.VALUE))


def clock_of_file(series: Series, market: Minutes) -> str:
    """How far ahead of UTC the file writes its times, as people call it, where they were converted; else nothing.

    `market` are the times as they were read, by the clock of the account.
    """
    if not series.explicit or series.converted:
        return ""
    for note in series.notes:
        if note.template in (FROM_UTC, SAYS_OFFSET):
            return str(note.values["clock"])
    if series.written is None:
        return ""
    known = ~np.isnat(series.written) & ~np.isnat(series.walls)
    ahead = np.unique((series.written - series.walls)[known].astype(np.int64))
    if len(ahead) != 1 or np.array_equal(series.written[known], market[known]):
        return ""
    return offset_name(int(ahead[0]))


def clocks_beside(series: Series, converted: bool, zone: str) -> Iterator[Message]:
    """Which of two clocks was read, where the header of another column names one that was left: UTC or local time."""
    if series.layout not in _LAYOUTS:
        return
    column = series.period_column or series.time_column
    telling = [place for place, head in enumerate(series.headers) if _names_another_clock(head, converted)]
    for place in telling:
        if not _is_used(series, place):
            values = {"column": column, "other": series.headers[place], "zone": zone}
            yield Message(LOCAL_BESIDE if converted else UTC_BESIDE, values)


def _names_another_clock(head: str, converted: bool) -> bool:
    if not (time_words.names_hour(head) or time_words.names_date(head) or time_words.names_period(head)):
        return False
    return _is_local(head) if converted else offset_in(head) is not None


def _is_used(series: Series, column: int) -> bool:
    return any(role in _USED and bool((columns == column).any()) for role, (_, columns) in series.places)


def _is_local(head: str) -> bool:
    return "local" in words.folded(head) or zone_of(head) is not None
