"""What stands above a table, or in a name, of the year of days that are written without one: dates, months, years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ravenwits_desktop.domain.month_names import ANY, WEEK, month_named
from ravenwits_desktop.spreadsheets.days.dates_in_text import YEAR, dated_spans, day_of, days_in, short_spans
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, voice_of
from ravenwits_desktop.spreadsheets.days.month_numbers import months_numbered
from ravenwits_desktop.spreadsheets.days.week_years import week_of_year
from ravenwits_desktop.spreadsheets.texts import words

_MONTH = re.compile(rf"(?<![a-z])({ANY})\.?[\s_-]*(?:del?\s+)?((?:19|20)\d{{2}})(?!\d)")
_CODE = re.compile(r"(?:[a-z]|\d[-/.])(?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}(?:[a-z]|[-/.]\d{3})")
"""A year within the number of a contract or the name of a version: CTR-2025-001, R2024."""
_COMPANY = re.compile(r"(?:19|20)\d{2},?\s*(?:s\.?\s?[al]\.?u?|s\.?r\.?l|s\.?p\.?a|gmbh|ag|ltd|lda|inc|bv|nv|sas)\b")
_UNITS = re.compile(r"\([^)]*\)")
_WORD_BEFORE = re.compile(r"([a-z]+)[\W_]*(?:(?:del?|do|of|von|di|du)[\W_]+)?$")
_OF_YEAR = re.compile(rf"(?:{ANY}|{WEEK}|kw|ano|year|jahr|annee|anno|any)")


@dataclass(frozen=True, slots=True)
class Told:
    """What the texts tell of the year."""

    days: tuple[date, ...] = ()
    """The ends of a week called with its year, or else the whole dates of the first text that has any, or else the
    ends of the month that one names with its year."""
    years: frozenset[int] = frozenset()
    """The years of titles of the purchase: those of “Programa 2026” and “Semana 49 de 2026”."""
    others: frozenset[int] = frozenset()
    """Those that may be of anything else: a law, a company, the number of a contract."""
    issued: date | None = None
    """The one day on which the file was made."""
    week_year: int = 0
    """The year by which the week of `days` is called, which some of these are not in; 0 where they are of none."""


def told_in(texts: Sequence[str]) -> Told:
    """What `texts`, those above the table before the names, tell of its year.

    The day on which the file was made tells it where no other text does.
    """
    made = {day for text in texts if names_issue(text) for day in days_in(text)}
    issued = made.pop() if len(made) == 1 else None
    heard = [text for text in texts if not names_issue(text)]
    told = _told(heard, issued)
    return told if told.years or told.others or issued is not None else _told(texts, None)


def _told(texts: Sequence[str], issued: date | None) -> Told:
    years: set[int] = set()
    others: set[int] = set()
    dated: list[tuple[date, ...]] = []
    months: list[tuple[date, ...]] = []
    for text in texts:
        folded = words.folded(text)
        if days := tuple(_days(folded)):
            dated.append(days)
        months += [ends for name, year in _MONTH.findall(folded) if (ends := _ends(int(year), month_named(name)))]
        spans = dated_spans(folded)
        others |= {day.year for _, _, day in spans}
        for match in YEAR.finditer(folded):
            if not any(begin <= match.start() < end for begin, end, _ in spans):
                (years if _is_of_title(folded, match) else others).add(int(match[1]))
    weeks = [week for text in texts if (week := week_of_year(words.folded(text))) is not None]
    if weeks:
        return Told(weeks[0].ends, frozenset(years), frozenset(others), issued, weeks[0].year)
    months += [_ends(each.year, each.month) for each in months_numbered(texts) if each.is_clear]
    anchors = [days for days in (*dated, *months) if days]
    return Told(anchors[0] if anchors else (), frozenset(years), frozenset(others), issued)


def _days(folded: str) -> Iterator[date]:
    """The dates of a text of which its words do not say that they are of something else."""
    rest = 0
    for begin, end, day in dated_spans(folded) or short_spans(folded):
        if voice_of(folded[rest:begin]) is not None:
            yield day
        rest = end


def _ends(year: int, month: int) -> tuple[date, ...]:
    first = day_of(str(year), str(month), "1")
    return () if first is None else (first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _is_of_title(folded: str, match: re.Match[str]) -> bool:
    """Whether a year stands alone, or behind a word for the purchase, a month, a week or a year."""
    if voice_of(folded) is None or _COMPANY.match(folded, match.start()):
        return False
    if any(code.start() <= match.start() and match.end() <= code.end() for code in _CODE.finditer(folded)):
        return False
    before = _UNITS.sub(" ", folded[: match.start()]).strip(" _-:,.")
    if (word := _WORD_BEFORE.search(before)) is not None:
        return bool(words.names_purchase(word[1]) or words.names_load(word[1]) or _OF_YEAR.fullmatch(word[1]))
    return not any(map(str.isalpha, before)) or bool(_OF_YEAR.match(before.split()[0]))
