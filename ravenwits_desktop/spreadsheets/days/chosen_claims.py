"""Which of several dates above a table is its day, and which other one says so as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ravenwits_desktop.spreadsheets.days.day_claims import Claim
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_market_day
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday

_OF_DATE = re.compile(r"(?<![a-z])(?:fecha|data|date|datum|dato|paivamaara|pvm)(?![a-z])")
_DAYS_MADE, _DAYS_DATED = 3, 7
"""How many days before the delivery a title, and what a word for a date names, may be of the making of the file."""
_AIM = re.compile(
    r"(?<![\w'-])(?:para|for|fur|pour|per|voor|till?)"
    r"((?: (?:el|o|a|la|le|il|l|den|dem|der|the|de|dia|day|tag|jour|dag|[a-z-]{5,}))*)$"
)
"""What leads to the day for which something is made, and what may stand between that and its date."""
_SHORT = 4
"""Letters of the words between them, but for weekdays."""


def of_delivery(whole: Sequence[Claim], in_name: date | None) -> list[Claim]:
    """The claims of `whole` but those of the day of a trade, where others or the file's name say another one."""
    left = [claim for claim in whole if not names_market_day(claim.beside)]
    return left if left or in_name not in (None, *(claim.day for claim in whole)) else list(whole)


def chosen_of(whole: Sequence[Claim], in_name: date | None) -> Claim | None:
    """The one of several whole dates that says most surely that it is the day, or is that of the file's name."""
    of_day: dict[date, Claim] = {}
    for claim in whole:
        assert claim.day is not None
        known = of_day.get(claim.day)
        if known is None or claim.voice > known.voice:
            of_day[claim.day] = claim
    if len(of_day) > 1 and in_name in of_day:
        return of_day[in_name]
    for least in (Voice.UNKNOWN, Voice.TABLE, Voice.DELIVERY):
        left = [claim for claim in of_day.values() if claim.voice >= least]
        beside = left and any(each.place[0] == left[0].place[0] for each in of_day.values() if each is not left[0])
        if len(left) == 1 and not (beside and least is Voice.TABLE):  # which would be days of several columns
            return left[0]
    return _aimed_at(list(of_day.values()))


def _aimed_at(claims: Sequence[Claim]) -> Claim | None:
    """The one of `claims` of several days for which something is made, where the others may be days of its making.

    “Fecha: 29/11/2026” above “Programa para el 30/11/2026”; “Prognose vom 29.11.2026 für den 30.11.2026”.
    """
    aimed = [claim for claim in claims if _leads_to_aim(claim.beside)]
    if len(aimed) != 1:
        return None
    others = [claim for claim in claims if claim is not aimed[0]]
    beside = any(each.place[0] == aimed[0].place[0] and each.place != aimed[0].place for each in others)
    return aimed[0] if not beside and all(_may_be_made(each, aimed[0]) for each in others) else None


def _leads_to_aim(said: str) -> bool:
    """Whether the words `said` end in one for what is meant, with nothing behind it but words for a day: para el."""
    aim = _AIM.search(" ".join(re.sub(r"[^\w'-]", " ", words.folded(said)).split()))
    return aim is not None and all(is_whole_weekday(word) for word in aim[1].split() if len(word) > _SHORT)


def rival_of(chosen: Claim, whole: Sequence[Claim], in_name: date | None) -> Claim | None:
    """The other one of `whole` that names a day of the table, where `chosen` was taken as that of the delivery.

    None where the name of the file confirms the chosen one. A day shortly before it may be that on which the file was
    made: “Fecha: 29/11/2026” above “Día de entrega: 30/11/2026”.
    """
    if chosen.voice is not Voice.DELIVERY or chosen.day is None or in_name == chosen.day:
        return None
    for each in whole:
        if each.day in (None, chosen.day) or each.place[0] == chosen.place[0] or each.voice is Voice.UNKNOWN:
            continue
        if any(map(str.isalpha, each.beside)) and not _may_be_made(each, chosen):
            return each
    return None


def _may_be_made(claim: Claim, chosen: Claim) -> bool:
    """Whether a claim is of a day shortly before that of `chosen`, on which the file may have been made."""
    assert claim.day is not None
    assert chosen.day is not None
    dated = claim.voice is Voice.DAY and _OF_DATE.search(words.folded(claim.beside))
    return 0 < (chosen.day - claim.day).days <= (_DAYS_DATED if dated else _DAYS_MADE)
