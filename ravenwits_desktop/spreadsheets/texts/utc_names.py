"""What UTC, and a clock at a fixed distance from it, is called in headers, titles and notes."""

from __future__ import annotations

import re

from ravenwits_desktop.spreadsheets.texts import time_words, words

_UTC = re.compile(
    r"(?<![a-z])(?:utc|gmt(?!\s*/\s*bst| standard time)|(?:tiempo|tempo|temps|hora|ora|heure) univers[ae]l[a-z]*"
    r"|universal time|w(?:elt|ereld)(?:zeit|tijd)|heures? t\.?u\.?c?|greenwich (?:mean )?time"
    r"|(?:hor[ae]s?|heures?|or[ae]|tempo|meridian[oa]?|zeit|tijd|tid) (?:de |di |du |del |von |van )?greenwich)"
    r"(?:\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?)?(?![a-z\d])"
)
"""Windows calls the clock of London, which has summer time, GMT Standard Time; others write GMT/BST."""
_OF_CLOCKS = (
    r"(?<![a-z])(?:hor[ae]s?|horarios?|hours?|times?|heures?|or[ae]|orari[oa]|uhrzeit|zeit|tid|tijd|uur|klokkeslett"
    r"|klockslag|kello(?:naika)?|aika|huso|fuso|fuseau|(?:time|date) ?(?:zone|time|stamp)|zeit(?:zone|stempel)"
    r"|tidpunkt|tidssone|tidszon|tidszone|tijdzone|aikavyohyke|tz)"
)
ZULU_ALONE = re.compile(r"[\[(]?\s*(?:z|zulu)\s*[\])]?")
_ZULU = re.compile(
    rf"{_OF_CLOCKS}[\s:=_-]+(?:(?:en|in|em|i|de|da|di)[\s]+)?(?:zulu|z)(?![a-z\d-])"
    r"|(?<![a-z])zulu[\s-]*(?:time|zeit|tid|tijd|hour|aika)(?![a-z])"
)
_LETTER_BEHIND = re.compile(r"[\[(]\s*(?:(?:en|in|em) )?z(?:ulu)?\s*[\])]|[\s_]z(?:ulu)?$")
"""UTC by its letter in the alphabet of pilots, where a text speaks of times: a Z alone may be anything."""
_FEW_WORDS = 2


def utc_offset(header: str) -> int | None:
    """The fixed offset from UTC, in minutes, that a header of times states; None where it states none."""
    plain = words.folded(header)
    match = _UTC.search(plain)
    if match is None:
        letter = _ZULU.search(plain) or ZULU_ALONE.fullmatch(plain)
        return 0 if letter or (_LETTER_BEHIND.search(plain) and names_times(header)) else None
    sign, hours, minutes = match.groups()
    return (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)


def names_times(header: str) -> bool:
    """Whether a header means days, hours, periods, their begins or their ends, or names a clock."""
    if re.search(_OF_CLOCKS + "(?![a-z])", words.folded(header)):
        return True
    if time_words.names_date(header) or time_words.names_period(header):
        return True
    return len(header.split()) <= _FEW_WORDS and time_words.label_named(header) is not None  # no “Cliente final (Z)”
