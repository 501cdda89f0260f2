"""Dates as people write them, made plain: with the month's name, a weekday before them, a year of two digits."""

from __future__ import annotations

import re

from ravenwits_desktop.spreadsheets import words

MONTHS = (
    "ene|jan|gen", "feb|fev", "mar", "abr|apr|avr", "may|mai|mag", "jun|giu", "jul|lug", "ago|aug|aou", "sep|set",
    "oct|out|okt|ott", "nov", "dic|dez|dec",
)  # fmt: skip
"""The first letters of the months in the languages of the markets around us."""
_WEEKDAY = re.compile(
    r"(?:lu|ma|mi|ju|vi|sa|do|mo|tu|we|th|fr|su|se|te|qu|me|je|ve|di|gi|so)[a-z-]{0,11}\.?,?\s+(?=\d)"
)
_NAMED = re.compile(
    r"(\d{1,2})(?:\.?\s*|[-/.])(?:de\s+)?(" + "|".join(MONTHS) + r")[a-z]{0,9}\.?(?:,?\s*|[-/.])(?:de[l]?\s+)?"
    r"(\d{4}|\d{2})(?!\d)"
)
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)")
_POINTED_CLOCK = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})(?!\d)")
_HALF = re.compile(r"(?<=\s)(\d{1,2})[ab](:\d{2})")
"""The halves of the repeated hour, 2A:00 and 2B:00: files have them in order."""
_BARE_CLOCK = re.compile(r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ t])([01]\d|2[0-5])([0-5]\d)?")
"""Hours and minutes together behind a date, or the hour alone: 2025-11-12 0100, 2025/11/12 01."""
_SUMMER = re.compile(r"\s+dst$")
_YEARS = range(2015, 2040)
"""Years that two digits are believed to be."""
_LONGEST = 60


def plain(text: str) -> str | None:
    """`text` with its date as ``YYYY-MM-DD`` or with a year of four digits, to be read on; None for no such date.

    The mark DST behind a time is left out: it repeats the hour before that without it, as files do in order.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text[:16])):
        return None
    given = words.folded(text)
    found = _WEEKDAY.sub("", given, count=1) if _WEEKDAY.match(given) else given
    if (named := _NAMED.match(found)) is not None:
        day, name, year = named.groups()
        month = next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|"))
        full = _full_year(year)
        if full is None:
            return None
        found = f"{full}-{month:02}-{int(day):02}{found[named.end() :]}"
    elif (short := _SHORT_YEAR.match(found)) is not None:
        full = _full_year(short.group(4))
        if full is None:
            return None
        found = f"{short.group(1)}/{short.group(3)}/{full}{found[short.end() :]}"
    if (bare := _BARE_CLOCK.fullmatch(found)) is not None:
        found = f"{bare.group(1)}{bare.group(2)}:{bare.group(3) or '00'}"
    found = _HALF.sub(r"\1\2", found)
    found = _POINTED_CLOCK.sub(r"\1:\2", _SUMMER.sub("", found), count=1)
    return found if found != given else None


def has_short_year(text: str) -> bool:
    """Whether the year of a date of numbers has two digits."""
    return _SHORT_YEAR.match(_WEEKDAY.sub("", words.folded(text), count=1)) is not None


def _full_year(digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year if year in _YEARS else None
