"""Marks of the two halves of the hour that October repeats: 3 (verano), verano 3, 2B, 02:00 CET."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FIRST, SECOND = "a", "b"
"""The letters of the half in summer time, which comes first, and of that in winter time."""
Letters = npt.NDArray[np.str_]
"""For each period `FIRST`, `SECOND` or nothing."""
SUMMER = "cest|mesz|west|verano|verao|summer|sommer(?:zeit)?|ete|estate|estiu|legale"
WINTER = "cet|mez|wet|invierno|inverno|winter(?:zeit)?|hiver|hivern|solare"
"""Words for the two, as `words.folded` writes them, for patterns."""
_SPOKEN = r"(?:(?:h|hora|horario|heure|ora|hour|time|tiempo|de|do|da|d'|in)[. ]*)*"
_WORD = re.compile(
    rf"(.*?[\dab*h])[ ._-]*[(\[]?\s*{_SPOKEN}(?:({SUMMER})|({WINTER})|dst)(?:\s*(?:time|zeit))?\s*[)\]]?"
)
_BEFORE = re.compile(
    r"(?:h|hora|horario|time)?[. ]*(?:de )?(?:(verano|verao|summer|sommer(?:zeit)?|estiu)"
    r"|(?:invierno|inverno|winter(?:zeit)?|hivern))[ ._:-]+(h?0?[1-3](?:[:.]\d{2})?h?)"
)
"""The season before an hour that is repeated: verano 3. Words that name other things as well (West 1) do not count."""
_LETTER = re.compile(
    r"(.*\dh?)\s*(?:[(\[]\s*(?:(?P<a>a|v|s|1|1a|1o)|(?:b|i|w|2|2a|2o|bis))\s*[)\]]|[ ._-](?:(?P<first>a|v)|b|i)"
    r"|[ ._-]?bis)"
)
"""A letter, or the number of the half, in brackets; without them the letters that say nothing else."""

_GLUED = re.compile(r"(.*\d[ t]0?[1-3](?::\d{2}){0,2}h?)([abvi])")
"""The letter right behind an hour that stands behind a date: 25/10/2026 2A, 25/10/2026 02:00B."""


def parted(text: str) -> tuple[str, str]:
    """The name of a period, as `words.folded` writes it, without its mark, and the letter of the half it is of.

    The text itself where it bears no mark. DST tells no half: some write it behind the first of the two, others behind
    the second, all of them in order.
    """
    if (word := _WORD.fullmatch(text)) is not None:
        name, summer, winter = word.groups()
        return re.sub(r"(?<=\d)\s*[ab]$", "", name), FIRST if summer else SECOND if winter else ""
    if (before := _BEFORE.fullmatch(text)) is not None:
        return before.group(2), FIRST if before.group(1) else SECOND
    if (letter := _LETTER.fullmatch(text)) is not None:
        return letter.group(1), FIRST if letter.group("a") or letter.group("first") else SECOND
    if (glued := _GLUED.fullmatch(text)) is not None:
        return glued.group(1), FIRST if glued.group(2) in "av" else SECOND
    return text, ""


def numbers_halves(marked: Sequence[str]) -> bool:
    """Whether an I behind some of the `marked` names is no winter but a Roman one: none of them bears the V of summer.

    The I of *invierno* and *inverno* stands beside the V of *verano* and *verão*.
    """
    last = {text.rstrip(" )]")[-1:].casefold() for text in marked}
    return "i" in last and "v" not in last


def letters_of(marks: Sequence[str]) -> Letters | None:
    """`marks` as an array; None where nothing is marked."""
    return np.array(marks, dtype=np.str_) if any(marks) else None
