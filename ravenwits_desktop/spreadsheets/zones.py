"""Time zones that a table names, where it is read in another."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text

OTHER_ZONE = QT_TRANSLATE_NOOP(
    "Message",
    "The file says “{text}”, and its times were read in {zone}: they may be an hour off. Choose {other} if that is "
    "where they are from.",
)
_NAMED = (
    (
        re.compile(r"(?<![a-z])wet(?![a-z])|(?<![a-z])(?:hora|horario|tempo) de (?:lisboa|portugal)|^cpe:?$"),
        "Europe/Lisbon",
    ),
    (re.compile(r"(?<![a-z])eet(?![a-z])"), "Europe/Athens"),
    (re.compile(r"(?<![a-z])ces?t(?![a-z])"), "Europe/Madrid"),
)
"""CPE is the name of a supply point in Portugal."""
_FIRST_ROWS = 40


def zone_warnings(sheet: Sheet, series: Series, zone: str) -> tuple[Message, ...]:
    """A warning where the headers or titles name a zone whose clock differs from that of `zone`.

    Times that say their offset themselves need none.
    """
    known = series.walls[~np.isnat(series.walls)]
    if series.explicit or not len(known):
        return ()
    head = _FIRST_ROWS if series.header_row is None else series.header_row + 1
    texts = [cell_text(cell) for row in sheet.rows[:head] for cell in row if isinstance(cell, str)]
    moment = known[0].astype("datetime64[s]").item()
    for text in texts:
        for pattern, other in _NAMED:
            if not pattern.search(words.folded(text)):
                continue
            here, there = (moment.replace(tzinfo=ZoneInfo(each)).utcoffset() for each in (zone, other))
            return () if here == there else (Message(OTHER_ZONE, {"text": text, "zone": zone, "other": other}),)
    return ()
