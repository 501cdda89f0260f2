"""Whole dates and years that stand somewhere in a text: a title, the name of a sheet or of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ravenwits_desktop.domain.month_names import ORDINAL
from ravenwits_desktop.spreadsheets.days import date_order
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS, YEARS

DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])([-/._])(0?[1-9]|1[0-2])\2((?:19|20)\d{2})(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(?<!\d[-/._])(0?[1-9]|1[0-2])([-/._])(1[3-9]|2\d|3[01])\2((?:19|20)\d{2})(?!\d)")
"""Dates that have the month first without a doubt."""
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")

SHORT_YEAR = re.compile(r"(?<!\d)(?<!\d[-./])(\d{1,2})([-./])(\d{1,2})\2(\d{2})(?!\d)(?![-./]\d)")
NAMED_SHORT = re.compile(
    rf"(?<!\d)(?<!\d[-/.])(\d{{1,2}}){ORDINAL}"
    r"(?:\.?\s*|[-/._])(?:(?:de|of)\s+)?(" + "|".join(MONTHS) + r")[a-z]{0,7}\.?(?:,?\s*|[-/._])"
    r"(?:del?\s+)?['’]?(\d{2})(?![\d:.,h])"
)
"""14-jun-26, 14 de enero del 26."""


def days_in(text: str) -> list[date]:
    """The dates written in `text`, those that are clear first."""
    return [day for _, _, day in _spans(words.folded(text))]


def dated_spans(folded: str) -> list[tuple[int, int, date]]:
    """Where in a text, as `words.folded` writes it, dates begin and end, and which they are, in their order."""
    return sorted(_spans(folded))


def short_spans(folded: str) -> list[tuple[int, int, date]]:
    """The same of dates with two digits of the year, behind day and month."""
    numbers = ((found, found[4], found[3], found[1]) for found in SHORT_YEAR.finditer(folded))
    named = ((found, found[3], month_number(found[2]), found[1]) for found in NAMED_SHORT.finditer(folded))
    return sorted(
        (match.start(), match.end(), known)
        for match, year, month, day in (*numbers, *named)
        if 2000 + int(year) in YEARS and (known := day_of(f"20{year}", month, day)) is not None
    )


def month_number(name: str) -> str:
    """The number of the month of which `name` is one of the beginnings in `MONTHS`."""
    return str(next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|")))


def _spans(folded: str) -> list[tuple[int, int, date]]:
    found = date_order.clear_spans(folded)
    for match in DAY_FIRST.finditer(folded):
        if (known := day_of(match[4], match[3], match[1])) is not None:
            found.append((match.start(), match.end(), known))
    for match in _MONTH_FIRST.finditer(folded):
        if (known := day_of(match[4], match[1], match[3])) is not None:
            found.append((match.start(), match.end(), known))
    return found


def day_of(year: str, month: str, day: str) -> date | None:
    """The day of three numbers; None where the calendar has none."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def year_of(texts: Iterable[str]) -> int | None:
    """The one year that the first telling text of `texts` names."""
    for text in texts:
        years = set(YEAR.findall(text)) | {str(day.year) for day in days_in(text)}
        if len(years) == 1:
            return int(years.pop())
    return None
