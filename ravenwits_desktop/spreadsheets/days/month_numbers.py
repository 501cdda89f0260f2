"""A month written in numbers in a title or a name: Mes: 02/2026, 2026-02, 202602."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ravenwits_desktop.domain.month_names import WEEK
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, voice_of
from ravenwits_desktop.spreadsheets.texts import words

MONTH_NUMBERS = re.compile(
    r"(?<![\d/.-])(?:((?:19|20)\d\d)[-/._ ]?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/._ ]((?:19|20)\d\d))(?![\d/-]|\.\d)"
)
"""Year and month, or month and year, of which no day stands beside."""
_SAID = re.compile(r"(?<![a-z])(?:mes|mese|mois|month|monat|maand)(?:\W+(?:del?|do|of|von|di))?\W*$")
_CODE = re.compile(
    rf"(?:(?<![a-z])(?:n[or]?|num\w*|ref\w*|ver\w*|v|rev\w*|{WEEK}|sem|kw|cw|wk|w|s)|#)[\s.:º°#_-]*(?:n[or]?\W*)?$"
    r"|[a-z][.-]?$"
)
"""What leads to the number of anything else: programa nº 12/2025, semana 10/2026, CTR-2025-01."""


@dataclass(frozen=True, slots=True)
class MonthNumber:
    """A month as `text` writes it."""

    year: int
    month: int
    text: str
    is_clear: bool
    """Whether the words before it are none, or those of a month or of what stands in the table."""

    def has(self, day: date) -> bool:
        """Whether `day` is one of the month."""
        return (day.year, day.month) == (self.year, self.month)


def months_numbered(texts: Sequence[str]) -> Iterator[MonthNumber]:
    """The months that those of `texts` write which have no whole date, and do not speak of a making or a contract."""
    for text in texts:
        folded = words.folded(text)
        if names_issue(folded.replace("_", " ")) or days_in(folded):
            continue
        for match in MONTH_NUMBERS.finditer(folded):
            before = folded[: match.start()].replace("_", " ")
            said = _SAID.search(before) is not None
            voice = voice_of(before)
            loose = " " in match.group() and any(map(str.isalpha, before))  # Planta 1 2026
            if said or (voice is not None and not loose and not _CODE.search(before)):
                month, year = int(match[2] or match[3]), int(match[1] or match[4])
                yield MonthNumber(year, month, text, said or (voice or Voice.UNKNOWN) >= Voice.TABLE)
