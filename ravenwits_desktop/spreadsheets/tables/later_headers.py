"""Headers of later blocks of a table, each below the date of its own day: other columns there are other quantities.

Whoever copies days one below the other copies their headers as well, and one that was exported otherwise looks the
same: day one Hora | Compra | Precio, day two Hora | Precio | Compra.
"""

from __future__ import annotations

import re

from ravenwits_desktop.domain.text import Sign, decimal_sign, is_missing
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import Headers
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS

_UNIT = re.compile(r"(?<![a-z])[kmg]?wh?(?:/h)?(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_OF_DAY = re.compile(rf"\d+\W*(?:de\s+)?(?:{'|'.join(MONTHS)})[a-z]*")


def other_header(sheet: Sheet, time: TimeColumn, value: int, headers: Headers) -> tuple[int, str] | None:
    """The row between two blocks that calls the values something else than the header does, and what; else None.

    By another name or in another unit; the day that each header says may be another one. `value` is the column of the
    values.
    """
    if headers.row is None or not time.skip:
        return None
    labels, values = sheet.columns[time.index], sheet.columns[value]
    own_label, own = _subject(labels[headers.row]), _subject(values[headers.row])
    above = {_subject(cell) for cell in values[: headers.row]}
    own_unit = stated_unit(f"{headers.names[value]} {headers.units.get(value, '')}")
    for row in sorted(time.skip):
        cell = values[row]
        if row <= headers.row or not isinstance(cell, str) or not _is_word(cell):
            continue
        unit = stated_unit(cell)
        other_unit = unit is not None and (unit != own_unit if own_unit else not unit.startswith("M"))
        if is_pure_unit(cell) and other_unit:
            return row, cell_text(cell)
        label = labels[row]
        if not (_subject(label) == own_label or (isinstance(label, str) and _names_times(label))):
            continue
        subject = _subject(cell)
        renamed = subject and own and subject != own and subject not in above
        if renamed or other_unit or (words.names_price(cell) and not words.names_price(headers.names[value])):
            return row, cell_text(cell)
    return None


def _names_times(text: str) -> bool:
    return time_words.names_period(text) or time_words.names_hour(text)


def _is_word(text: str) -> bool:
    return not is_missing(text) and decimal_sign(text) is Sign.NOT_A_NUMBER and any(map(str.isalpha, text))


def _subject(cell: Cell) -> frozenset[str]:
    """The words of a header without its unit and its day."""
    if not isinstance(cell, str):
        return frozenset()
    plain = _OF_DAY.sub(" ", _UNIT.sub(" ", words.folded(cell)))
    return frozenset(word for word in _WORD.findall(plain) if not weekdays_named(word))
