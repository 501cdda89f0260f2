"""Which of several dates above a table is its day, and which other one says so as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ravenwits_desktop.spreadsheets.days.day_claims import Claim
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_market_day
from ravenwits_desktop.spreadsheets.texts import words

_OF_DATE = re.compile(r"(?<![a-z])(?:fecha|data|date|datum|dato|paivamaara|pvm)(?![a-z])")
_DAYS_MADE, _DAYS_DATED = 3, 7
"""How many days before the delivery a title, and what a word for a date names, may be of the making of the file."""


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
    return None


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
        assert each.day is not None
        before = (chosen.day - each.day).days
        dated = each.voice is Voice.DAY and _OF_DATE.search(words.folded(each.beside))
        if any(map(str.isalpha, each.beside)) and not 0 < before <= (_DAYS_DATED if dated else _DAYS_MADE):
            return each
    return None
