"""The names of the days of the week as people write them beside dates: whole, or the first letters of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_NAMES = (
    ("monday", "lunes", "lundi", "lunedi", "montag", "segunda-feira", "dilluns", "luns"),
    ("tuesday", "martes", "mardi", "martedi", "dienstag", "terca-feira", "dimarts"),
    ("wednesday", "miercoles", "mercredi", "mercoledi", "mittwoch", "quarta-feira", "dimecres", "mercores", "weds"),
    ("thursday", "jueves", "jeudi", "giovedi", "donnerstag", "quinta-feira", "dijous", "xoves"),
    ("friday", "viernes", "vendredi", "venerdi", "freitag", "sexta-feira", "divendres", "venres"),
    ("saturday", "sabado", "samedi", "sabato", "samstag", "sonnabend", "dissabte"),
    ("sunday", "domingo", "dimanche", "domenica", "sonntag", "diumenge"),
)
"""From Monday on, without accents: Spanish, English, French, Italian, German, Portuguese, Catalan, Galician."""
_NORTHERN = (
    ("mandag", "maanantai", "maandag"),
    ("tirsdag", "tisdag", "tiistai", "dinsdag"),
    ("onsdag", "keskiviikko", "woensdag"),
    ("torsdag", "torstai", "donderdag"),
    ("fredag", "perjantai", "vrijdag"),
    ("lordag", "lørdag", "lauantai", "zaterdag"),
    ("sondag", "søndag", "sunnuntai", "zondag"),
)
"""The same in the languages of Scandinavia, in Finnish and Dutch; folding leaves the stroke of an ø."""
_SHORTEST, _SHORTEST_NORTHERN = 2, 3
"""Letters at least; “ma” is the Tuesday of the south, not the Monday of the north."""
_SHORT_NORTHERN = (
    ("ma",),
    ("ti", "di"),
    ("on", "ke", "wo"),
    ("to", "do"),
    ("fr", "pe", "vr"),
    ("lo", "lø", "la", "za"),
    ("so", "sø", "su", "zo"),
)
"""Two letters of these languages, which are weekdays right beside a whole date alone."""
_LETTERED = ("lmxjvsd", "lmmjvsd", "lmmgvsd", "mtwtfss", "mdmdfss", "stqqssd")
"""The letters of a week from Monday on: Spanish, French, Italian, English, German, Portuguese."""
_FEWEST_LETTERS = 5
_ORDINAL = re.compile(r"\d{1,2}\.?\s?a")
_DAYS = frozenset(("dia", "fecha", "data", "date", "day", "datum", "tag", "jour", "giorno"))
_BEFORE = re.compile(r"([a-zø-]{2,14})\.?[,:]?\s+(?=[a-z\d])")
BY_NUMBER = r"[2-6]\.?\s?a(?:[\s-]?f(?:eira)?)?"
"""A pattern of a day numbered as in Portugal, in a folded text, which has an a for the ª: see `weekday_numbered`."""
_NUMBERED = re.compile(BY_NUMBER)
BESIDE_DATE = rf"(?:[a-zø-]{{1,14}}(?:\sfeira)?|{BY_NUMBER})"
"""A pattern of what may be a weekday, in a folded text, right beside a date: see `weekdays_beside_date`."""
_BEFORE_DATE = re.compile(
    rf"({BESIDE_DATE})\.?[,:]?\s+(?=\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}(?!\d)|\d{{1,2}}[\s/.-]+(?:de )?[a-z]{{3}})"
)


@lru_cache(maxsize=256)
def weekdays_named(word: str) -> frozenset[int]:
    """The days, from 0 for Monday, whose names begin with `word`, given folded; none where it is something else."""
    found = set()
    for shortest, names in ((_SHORTEST, _NAMES), (_SHORTEST_NORTHERN, _NORTHERN)):
        if len(word) >= shortest:
            found |= {day for day, named in enumerate(names) if any(name.startswith(word) for name in named)}
    return frozenset(found)


def weekdays_beside_date(word: str) -> frozenset[int]:
    """The days, from 0 for Monday, that a folded `word` right beside a whole date may mean: L, 2ª, ma, lunes.

    The date tells the day without it: that “ma” is one day in the south and another in the north does no harm here.
    """
    if len(word) == 1:
        return days_lettered(word)
    if (numbered := weekday_numbered(word)) is not None:
        return frozenset((numbered,))
    return weekdays_named(word.replace(" feira", "-feira")) | _in_north(word)


def weekdays_sure(found: Collection[str]) -> dict[str, frozenset[int]]:
    """The days that each of the words `found` beside dates, given folded, means, without those that may mean others.

    Letters, and pairs of them in the north, are surely weekdays where two of them at least differ. Which of both a pair
    is, is told by the others: “ma” beside “ti” is a Monday, beside “mi” a Tuesday.
    """
    pairs = {word for word in found if len(word) == _SHORTEST and weekday_numbered(word) is None}
    northern = any(not weekdays_named(pair) for pair in pairs if _in_north(pair))
    southern = any(not _in_north(pair) for pair in pairs if weekdays_named(pair))
    loose = {word for word in found if len(word) == 1 or (word in pairs and not weekdays_named(word))}
    sure: dict[str, frozenset[int]] = {}
    for word in set(found) - (loose if len(loose) == 1 else set()):
        days = weekdays_beside_date(word)
        if word in pairs and northern != southern:
            days = (_in_north(word) if northern else weekdays_named(word)) or days
        if days:
            sure[word] = days
    return sure


def _in_north(pair: str) -> frozenset[int]:
    return frozenset(day for day, named in enumerate(_SHORT_NORTHERN) if pair in named)


def weekdays_before_day(word: str) -> frozenset[int]:
    """The same before a date without its year, or the day of a month alone, where a weekday has to be a sure one."""
    numbered = weekday_numbered(word)
    return weekdays_named(word.replace(" feira", "-feira")) if numbered is None else frozenset((numbered,))


def weekday_numbered(word: str) -> int | None:
    """The day, from 0 for Monday, that a folded `word` numbers as they do in Portugal: 2ª feira, 3.ª, 4ªf; else None.

    Without what is written behind the number it may as well be the second of anything.
    """
    return int(word[0]) - 2 if _NUMBERED.fullmatch(word) else None


def may_be_half_of_hour(text: str, word: str) -> bool:
    """Whether a folded `word` beside a date in `text` may be a half of the hour that October repeats: 2A is no 2ª."""
    return "ª" not in text and weekday_numbered(word) is not None and "f" not in word


def is_ordinal(word: str) -> bool:
    """Whether a folded `word` is a number with the sign of an ordinal and nothing else: 1ª, 2.ª."""
    return _ORDINAL.fullmatch(word) is not None


def is_whole_weekday(word: str) -> bool:
    """Whether `word`, given folded, is the whole name of a day, and not the beginning of one."""
    return any(word in named for names in (_NAMES, _NORTHERN) for named in names)


def days_lettered(letter: str) -> frozenset[int]:
    """The days, from 0 for Monday, that a single `letter`, given folded, stands for."""
    return frozenset(day for week in _LETTERED for day, named in enumerate(week) if named == letter)


def is_lettered_week(letters: str) -> bool:
    """Whether `letters`, given folded, are those of the days of a week from Monday on, five of them at least."""
    return len(letters) >= _FEWEST_LETTERS and any(week.startswith(letters) for week in _LETTERED)


def without_weekday(text: str) -> str:
    """A folded `text` without the weekday, or the word for a day, that it begins with; as it is without one."""
    if (dated := _BEFORE_DATE.match(text)) is not None and weekdays_beside_date(dated[1]):
        return text[dated.end() :]
    match = _BEFORE.match(text)
    named = match is not None and (match.group(1) in _DAYS or bool(weekdays_named(match.group(1))))
    return text[match.end() :] if match is not None and named else text
