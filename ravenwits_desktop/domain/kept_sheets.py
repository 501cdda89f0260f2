"""The sheet of a workbook that was read: kept for the next file of its kind, unless it is that of a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ravenwits_desktop.domain.kept_doubts import pattern_of
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading

OTHER_SHEET = QT_TRANSLATE_NOOP("Message", "The table stood in the sheet “{before}”, now in “{now}”.")
OTHER_RIVALS = QT_TRANSLATE_NOOP(
    "Message",
    "The sheets that may hold the purchase were {before}, now they are {now}. “{sheet}” was chosen then: look whether "
    "it still is the one.",
)
ONE_RIVAL = QT_TRANSLATE_NOOP(
    "Message",
    "The sheets that may hold the purchase were {before}; now “{sheet}”, which was chosen then, is the only one.",
)
_SHEET, _OF_DAY, _RIVALS = "sheet", "sheet of a day", "sheets to choose from"
SHEET_FACTS = (_SHEET, _OF_DAY, _RIVALS)
"""The names under which such facts are kept."""
_YES = "yes"
_NAMES_OF_DAYS = re.compile(
    r"\b(?:ene|jan|gen|feb|fev|mar|abr|apr|avr|may|mai|mag|jun|giu|jul|lug|ago|aug|aou|sep|set|oct|okt|out|ott|nov|dic"
    r"|dez|dec|lun|mie|mer|jue|gio|jeu|vie|ven|sab|dom|dim|seg|ter|qua|qui|sex|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,8}\b"
)
"""Words of a sheet's name that change with the day: those that may be a weekday or a month."""


def sheet_facts(reading: Reading, rivals: Iterable[str] | None, *, of_day: bool) -> tuple[tuple[str, str], ...]:
    """What is kept of the sheet of a reading: its name, and from which `rivals` it was chosen; None where it was not.

    One `of_day` was chosen as that day is: for this file alone.
    """
    facts = ((_SHEET, reading.sheet), (_OF_DAY, _YES if of_day else ""))
    return facts if rivals is None else (*facts, (_RIVALS, "\n".join(rivals)))


def with_day(kept: Mapping[str, str]) -> dict[str, str]:
    """The same facts, with that of a sheet which says its day."""
    return {**kept, _OF_DAY: _YES}


def kept_sheet(kept: Mapping[str, str]) -> str | None:
    """The sheet that files of a kind are read from, chosen or the only one; None where it is another one each day."""
    return (kept.get(_SHEET) or None) if not kept.get(_OF_DAY) else None


def other_sheet(kept: Mapping[str, str], sheet: str) -> Iterable[Message]:
    """What is said of a table in another sheet, where both files have some."""
    before = kept.get(_SHEET)
    if before and sheet and _pattern(before) != _pattern(sheet):
        yield Message(OTHER_SHEET, {"before": before, "now": sheet})


def other_rivals(kept: Mapping[str, str], sheet: str, rivals: Iterable[str]) -> Iterable[Message]:
    """What is said where `sheet` was chosen from other sheets than from these `rivals`, but for their dates.

    Without any it is the only one. A reading that does not know from which ones it was chosen says nothing.
    """
    written, now = kept.get(_RIVALS), [*rivals]
    if written is None:
        return
    before = written.split("\n") if written else []
    if sorted(map(_pattern, before or [sheet])) == sorted(map(_pattern, now or [sheet])):
        return
    values = {"before": _quoted(before or [sheet]), "sheet": sheet}
    yield Message(OTHER_RIVALS, {**values, "now": _quoted(now)}) if now else Message(ONE_RIVAL, values)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _pattern(sheet: str) -> str:
    """A sheet's name without what changes from day to day."""
    plain = "".join(each for each in unicodedata.normalize("NFD", sheet) if not unicodedata.combining(each))
    return _NAMES_OF_DAYS.sub("#", pattern_of(plain).replace("_", " "))
