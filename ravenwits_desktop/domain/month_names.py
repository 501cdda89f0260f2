"""The names of the months, whole and abbreviated, and of a week, in the languages of the markets around us.

All without accents.
"""

from __future__ import annotations

import re

NAMES = (
    "enero|january|janeiro|janvier|gennaio|januari|januar|janner|gener|tammikuu",
    "febrero|february|fevereiro|fevrier|febbraio|februari|februar|febrer|helmikuu",
    "marzo|march|marco|mars|marz|maart|maaliskuu", "abril|april|avril|aprile|huhtikuu",
    "mayo|maio|mai|maggio|maig|toukokuu", "junio|june|junho|juin|giugno|juni|juny|kesakuu",
    "julio|july|julho|juillet|luglio|juliol|juli|heinakuu", "agosto|augustus|augusti|august|aout|agost|elokuu",
    "septiembre|setiembre|september|setembro|septembre|settembre|setembre|syyskuu",
    "octubre|october|outubro|octobre|ottobre|oktober|lokakuu", "noviembre|november|novembro|novembre|marraskuu",
    "diciembre|december|dezembro|decembre|dicembre|dezember|desember|desembre|joulukuu",
)  # fmt: skip
SHORT = (
    "ene|jan|gen|janv", "feb|fev|fevr", "mar|mrz|mrt", "abr|apr|avr", "may|mag|mei|maj", "jun|giu", "jul|lug|juil",
    "ago|aug", "sept?|set", "oct|out|ott|okt", "nov", "dic|dez|dec",
)  # fmt: skip
"""Abbreviations, and names that are words of other languages as well: the May of the Netherlands, Sweden, Denmark."""
_LOOSE = {12: "des"}
"""Abbreviations, by their month, that mean little but before a year or alone: in the south “des” are other words."""
ANY = "|".join((*NAMES, *SHORT))
"""An expression for any of them."""
WEEK = "semana|week|woche|semaine|settimana|setmana|vecka|veckan|uke|uge|viikko"
"""An expression for the word for a week."""
_NAMED = tuple(re.compile(rf"(?<![a-z])(?:{names})(?![a-z])") for names in NAMES)
_ALONE = tuple("|".join(filter(None, (names, _LOOSE.get(at)))) for at, names in enumerate(SHORT, 1))
_WITH_YEAR = tuple(
    re.compile(rf"(?<![a-z])(?:{names})(?![a-z])\.?[\s_/'-]*(?:de\s+)?(?:19|20)\d\d(?!\d)") for names in _ALONE
)
ORDINAL = r"(?:\.?[oº°]|er|st|nd|rd|th)?"
"""What may stand behind the number of a day before its month: 1º de dezembro, 1er décembre, 30th November."""
_WHOLE = tuple(re.compile(f"{names}|{short}") for names, short in zip(NAMES, _ALONE, strict=True))


def month_named(word: str) -> int:
    """The month, from 1, that a whole `word`, given folded, names; 0 for any other word."""
    return next((at for at, pattern in enumerate(_WHOLE, 1) if pattern.fullmatch(word.rstrip("."))), 0)


def months_in(folded: str) -> list[int]:
    """The months, from 1, that a text given folded names: whole, or abbreviated before a year."""
    return [at + 1 for at in range(12) if _NAMED[at].search(folded) or _WITH_YEAR[at].search(folded)]
