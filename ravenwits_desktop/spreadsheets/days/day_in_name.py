"""The day that the name of a file tells, and whether it is that on which the file was made: demanda_20261129_1015."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from ravenwits_desktop.spreadsheets.days import named_days
from ravenwits_desktop.spreadsheets.days.dates_in_text import dated_spans
from ravenwits_desktop.spreadsheets.days.day_claims import is_moment_at
from ravenwits_desktop.spreadsheets.days.day_words import voice_of
from ravenwits_desktop.spreadsheets.days.days_ahead import words_of_name
from ravenwits_desktop.spreadsheets.days.days_by_weekday import OpenDayError
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts import words

_MADE = re.compile(r"(?:^|[^a-z])(?:gen|v|ver|exp|crea\w*|(?:e-?)?mail|correo)[\s._-]*$")
"""What stands in names of files before the day on which they were made."""
_SENT = re.compile(
    r"[\W_]*(?:envios?|envois?|invio|versand|(?:e-?)?mail|correo|exporta(?:cion|cao)|export|descarga|download|emision|emissao)"
    r"(?![a-z])"
)
"""What stands behind the day that begins a name, where it is that of the sending or making: 20261129_envio."""
_CLOCK = (
    r"[\s_,-]*(?:t|[\s_,(\[-])(\d\d)(?:[\s_.:h-](\d\d)(?:[\s_.:m-](\d\d)(?:[_.,-]\d{3,6})?)?|(\d\d)(\d\d)?)"
    r"(?:s|h|hrs?|z)?(?![^\W_]|[-.]\d)"
)
"""A time of day with any sign between its parts that a name of a file can have: T10_15, 10-15-33, (10h15)."""
_BEHIND = re.compile(_CLOCK)
_BEHIND_SHORT = re.compile(rf"(?<!\d)(?:\d{{1,2}}([-._ ])\d{{1,2}}\1\d\d|\d{{8}}|\d{{4}} \d\d \d\d){_CLOCK}")
"""The same behind a date with a short year, or without signs between its parts."""
_MIDNIGHT, _NIGHT, _WHOLE_DAY = (0, 0), (0, 1), (23, 24, 25)
"""The hours from which and to which a day is written behind its date, 00-24 or 01-24, are no time of day."""


def day_in_name(file: str, context: Context) -> tuple[date | None, bool]:
    """The one day that the name of the file tells, and whether it may be that on which it was made.

    None as well where that is open (`check_name`): where the cells tell the day, the name is at most compared.
    """
    folded = words.folded(file)
    spans = dated_spans(folded)
    if not spans:
        clocked = _is_clock(_BEHIND_SHORT.search(PurePath(folded).stem))
        if (day := named_days.day_of_pairs(file, context)) is not None:
            return day, clocked
        try:
            flowing = named_days.day_of_file(file, context)
        except RefusedError:
            return None, False
        return (None, False) if flowing is None else (flowing[0], clocked or _is_stamp(flowing[1]))
    found: dict[date, bool] = {}
    for at, (begin, end, day) in enumerate(spans):
        before = folded[spans[at - 1][1] if at else 0 : begin]
        up_to = folded[: spans[at + 1][0] if at + 1 < len(spans) else None]  # a year that follows is no time of day
        made = _is_stamp(words_of_name(before)) or is_moment_at(up_to, begin, end)
        made = made or _is_clock(_BEHIND.match(up_to, end)) or (_begins(before) and _SENT.match(up_to, end) is not None)
        found[day] = found.get(day, True) and made
    for made in (False, True):
        days = [day for day, stamp in found.items() if stamp is made]
        if days:
            return (days[0] if len(days) == 1 else None), made
    return None, False


def check_name(file: str, context: Context) -> None:
    """Raise `OpenDayError` where the name of the file tells one of two days, “mar 2”, and nothing says which."""
    if dated_spans(words.folded(file)) or named_days.day_of_pairs(file, context) is not None:
        return
    try:
        named_days.day_of_file(file, context)
    except OpenDayError:
        raise
    except RefusedError:  # days that the calendar does not have are none
        return


def days_open_in_name(file: str, context: Context) -> tuple[date, ...]:
    """The days of which the name of the file tells one, where nothing says which; empty for any other name."""
    try:
        check_name(file, context)
    except OpenDayError as error:
        return error.days
    return ()


def _begins(before: str) -> bool:
    """Whether nothing is said before a day."""
    return not any(map(str.isalnum, before))


def _is_stamp(prefix: str) -> bool:
    """Whether what stands before a day in a name says that it is that of the making of the file."""
    return bool(_MADE.search(prefix)) or voice_of(prefix) is None


def _is_clock(found: re.Match[str] | None) -> bool:
    """Whether what was found behind a date is a time of day; midnight is none, nor are the hours of a whole day."""
    if found is None:
        return False
    parts = [int(part) for part in found.groups() if part is not None and part.isdigit()]
    if len(parts) == 1:
        return False
    hour, minute, *rest = parts
    if (hour, minute) == _MIDNIGHT or (hour in _NIGHT and minute in _WHOLE_DAY and not rest):
        return False
    return hour < 24 and minute < 60 and all(second < 60 for second in rest)
