"""Headings that are the name of a weekday, perhaps with a remark or the mark of a footnote: Lunes (festivo), Lunes¹."""

from __future__ import annotations

import re

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday, weekday_numbered, weekdays_named
from ravenwits_desktop.spreadsheets.texts.written_dates import without_holiday

_MARK = re.compile(r"\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\(\*+\))$")
_REMARK = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])$")
_FEIRA = re.compile(r"\s+feira$")
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")


def weekdays_called(text: str, *, by_number: bool = True) -> frozenset[int]:
    """The weekdays, from 0 for Monday, that a heading of nothing else may mean; none for any other.

    Those that are only numbered, 2ª, are such where nothing beside them is numbered on: `by_number`.
    """
    word = words.folded(_without_remarks(text)).strip(" .,:")
    word = _FEIRA.sub("-feira", without_holiday(word).strip(" .,:")) if word else ""
    if named := weekdays_named(word):
        return named
    numbered = weekday_numbered(word)
    return frozenset() if numbered is None or not (by_number or "f" in word) else frozenset((numbered,))


def _without_remarks(text: str) -> str:
    """`text` without the marks and the remarks behind it that say nothing of its values."""
    plain = text.strip()
    while True:
        if (match := _MARK.search(plain)) is None and (match := _REMARK.search(plain)) is not None:
            match = match if _is_remark(match[1] or match[2] or "") else None
        if match is None:
            return plain
        plain = plain[: match.start()]


def _is_remark(said: str) -> bool:
    """Whether the words in brackets are no number, no unit, no quantity, no sum and no other day."""
    plain = words.folded(said)
    if any(map(str.isdigit, plain)) or stated_unit(said) is not None:
        return False
    if words.is_total(plain) or words.is_figure(plain) or words.speaks_of_total(plain):
        return False
    known = (words.names_price, words.names_sale, words.names_share, words.names_other_quantity,
             words.names_beside_purchase)  # fmt: skip
    return not any(names(plain) for names in known) and not any(map(is_whole_weekday, _WORD.findall(plain)))
