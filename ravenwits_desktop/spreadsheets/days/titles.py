"""What stands above a table: its month, its unit, the offset of its times, what the file is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import numpy as np

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.amounts import without_amounts
from ravenwits_desktop.spreadsheets.texts.utc_names import ZULU_ALONE, utc_offset
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS

_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/._]?(0[1-9]|1[0-2])(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-/._]((?:19|20)\d{2})(?!\d)")
_NAMED_MONTH = re.compile(r"(?<![a-z])(" + "|".join(MONTHS) + r")[a-z]*\.?[\s_-]*(?:de\s+)?((?:19|20)\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<![+\-\d])\d{1,2}:\d{2}")
_CONTRACT = re.compile(
    r"(?<![a-z])(?:tarif(?:a|as|fs?|e|es|fa|fe)?|peajes?|pedagio|contratad[oa]s?|contracted|contratos?|contrat[st]?|contracts?"
    r"|contratt[oi]|vertrag\w*|souscrite?s?|impegnat[oa]|perdidas?|perdas?|loss(?:es)?|verlust\w*|pertes?|perdit[ae]"
    r"|maxim[oa]s?|maximum|limit[es]?s?|capacidad|capacity|capacite|kapazitat|instalad[oa]|installed|installiert\w*)(?![a-z])"
)
"""What titles speak of beside what is bought, after which come its own units."""
_MOST_OF_TITLE = 2
Row = Sequence[Cell]


def _month_number(name: str) -> int:
    return next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|"))


def month_of(texts: Iterable[str]) -> np.datetime64 | None:
    """The one month (``datetime64[M]``) that the first telling text of `texts` names."""
    for text in texts:
        months = {f"{day.year}-{day.month:02}" for day in days_in(text)}
        months |= {f"{year}-{_month_number(name):02}" for name, year in _NAMED_MONTH.findall(words.folded(text))}
        if not months:
            months = {f"{year}-{month}" for year, month in _MONTH.findall(text)}
            months |= {f"{year}-{month}" for month, year in _MONTH_FIRST.findall(text)}
        if len(months) == 1:
            return np.datetime64(months.pop(), "M")
    return None


_KALENDERWOCHE = re.compile(r"K[Ww]\s*[:.]?")
_WEEK_NUMBER = re.compile(r"(?:0?[1-9]|[1-4]\d|5[0-3])\.?")


def title_text(rows: Sequence[Row]) -> str:
    """All words above a table as one text."""
    return " ".join(cell_text(cell) for row in _without_weeks(rows) for cell in row if isinstance(cell, str) and cell)


def _without_weeks(rows: Sequence[Row]) -> list[Row]:
    """`rows` without “KW” before or above the number of a week: that is Kalenderwoche, and no unit."""
    found: list[Row] = []
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        cells = list(row)
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _KALENDERWOCHE.fullmatch(cell.strip()):
                after = next((other for other in row[place + 1 :] if other != ""), "")
                if _is_week_number(after) or (place < len(below) and _is_week_number(below[place])):
                    cells[place] = ""
        found.append(cells)
    return found


def _is_week_number(cell: Cell) -> bool:
    return _WEEK_NUMBER.fullmatch(cell_text(cell)) is not None


def unit_of_titles(rows: Sequence[Row]) -> str | None:
    """The unit that titles state for the whole table; that of an amount ("320 MWh", "Total (MWh) | 320") is none.

    Neither is that of a title about something else than what is bought: the tariff, the power of the contract, losses.
    """
    texts = (without_amounts(row) for row in _without_weeks(rows) if not is_of_contract(title_text([row])))
    return stated_unit(" ".join(text for text in texts if text))


def is_of_contract(text: str) -> bool:
    """Whether a title speaks of a tariff, of contracted power, a limit or losses, and not of what is bought or used."""
    plain = words.spaced(text)
    if not _CONTRACT.search(plain) or words.names_purchase(text):
        return False
    return words.names_power(text) or not words.names_load(text)


def said_offset(rows: Sequence[Row]) -> int | None:
    """The one offset from UTC, in minutes, that `rows` of titles, metadata and notes around a table state; else None.

    A row of more than two cells is a header, and speaks of its own columns; the time of an issue is none of the table.
    """
    found: set[int | None] = set()
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if len(texts) > _MOST_OF_TITLE:
            continue
        found |= {offset_in(text) for text in texts if not _is_lone_letter(text, texts)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _is_lone_letter(text: str, row: Sequence[str]) -> bool:
    """Whether a cell is Z and nothing else, and the rest of its row neither a unit nor a word for the zone."""
    if not ZULU_ALONE.fullmatch(words.folded(text)):
        return False
    others = [other for other in row if other is not text]
    return not any(stated_unit(other) is not None or _ZONE_WORD.search(words.folded(other)) for other in others)


_ZONE_WORD = re.compile(
    r"(?<![a-z])(?:zona horaria|huso|fuso|fuseau|time ?zone|zeitzone|tijdzone|tidszone?|tidssone|tz)(?![a-z])"
)
_OF_TIMES = re.compile(
    r"(?<![a-z])(?:horas?|hours?|times?|heures?|or[ae]|orari|zeit(?:en)?|uhrzeiten|tid(?:er)?|tijd(?:en)?|ajat|aika)(?![a-z])"
)
"""Words for the times below a title that names their day as well."""
_JOINED_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where the next word begins in HourUTC."""


def offset_in(text: str) -> int | None:
    """The offset from UTC, in minutes, of the times that a title or header speaks of; a moment in UTC says none."""
    return None if is_moment(text) else utc_offset(_JOINED_WORDS.sub(" ", text))


def is_moment(text: str) -> bool:
    """Whether a text says when something was, or was made, and so nothing of the times below it."""
    if names_issue(text) or _CLOCK.search(text):
        return True
    return bool(days_in(text)) and not _OF_TIMES.search(words.folded(text))  # “Programa 17/06/2026, horas en UTC”
