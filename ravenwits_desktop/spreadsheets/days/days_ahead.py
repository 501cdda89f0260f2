"""Words that count the day of a table: from that on which they were written, tomorrow or D+1, or from a date."""

from __future__ import annotations

import re

from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday

COUNTED = re.compile(r"(?<![a-z0-9])(?:[djg]|dia|day|tag|jour|giorno|hoy|hoje|today|heute)\s?\+\s?(\d)(?!\d)")
_BARE_COUNT = re.compile(r"(?<![a-z0-9])d ?([1-3])(?![a-z0-9])")
"""D1 in names of files, which cannot have the sign of D+1 everywhere."""
_COUNTED_BACK = re.compile(r"(?<![a-z0-9])d[-−–]([1-3])(?![a-z0-9])")
"""D-1, whose sign parts no words."""
TOMORROW = words.any_word(
    r"(?<!la )(?<!turno )(?<!turno de )manana(?! (?:y|o|e) )(?!\s?/)",
    "amanha",
    "tomorrow",
    "(?<!guten )morgen",
    "demain",
    "domani",
    "dema",
    "i ?morgon",
    "i ?morgen",
    "huomen[a-z]*",
)
"""The day after that on which a title was written; not the morning."""
_IN_TWO_DAYS = words.any_word(
    "pasado manana", "depois de amanha", "(?:the )?day after tomorrow", "(?:i ?)?overmorgen", "(?:i ?)?overmorgon",
    "ubermorgen", "apres[ -]demain", "dopodomani", "dema passat", "ylihuomen[a-z]*", "(?:i ?)?overmorn",
)  # fmt: skip
_NEXT_DAY = words.any_word(
    "(?:dia|jornada) siguiente", "siguiente dia", "dia seguinte", "seguinte dia", "dia seguent", "endema",
    "(?:next|following) day", "folgetag(?:e?s)?", "(?:nachste|folgende)[mnrs]? tag(?:e?s)?", "jour suivant",
    "lendemain", "giorno (?:successivo|seguente|dopo)", "volgende dag", "nasta dag", "n(?:e|ae|æ)ste dag",
    "seuraava[a-z]* paiva[a-z]*",
)  # fmt: skip
"""The same, where a date stands beside it: elsewhere a note may speak of the midnight that ends a day."""
_MARKET = words.any_word("mercados?", "markets?", "markt", "mercat[oi]?", "marche")
_MOST_OF_TITLE = 7
_AFTER = re.compile(
    r"(?<![a-z])(?:(?:(?:dia|jornada) )?(?<!semana )(?<!mes )(?<!ano )siguiente (?:al?|del?)"
    r"|dia (?:posterior|despues) (?:al?|del?)|(?:(?:dia )?seguinte|dia posterior|dia depois) (?:ao?|d[aeo])"
    r"|dia seguent (?:al?|del?)|dia despres (?:del?)|endema (?:del?|d')"
    r"|day (?:after|following)|(?:next|following) day (?:after|to|of)"
    r"|tag(?:e?s)? nach|folgetag(?:e?s)? (?:vo[mn]|zum?|nach|des)"
    r"|lendemain d[ue]|jour (?:apres|suivant) l[ae]|jour apres"
    r"|giorno (?:successivo|seguente) (?:al?|del)|giorno dopo(?: il)?"
    r"|dag na|dag(?:en)? ette?r)$"
)
"""What leads to the date from which one day is counted."""
_LEADS = frozenset(("dia", "day", "tag", "jour", "giorno", "fecha", "data", "date", "the", "dem", "den", "le", "il"))
_BEHIND = re.compile(
    r"\s?\)?\s?\+\s?([1-9])(?:\s?(?:dias?|days?|tage?|jours?|giorn[oi]|d|j|t))?(?=\s*(?:$|[);|(]|[.,-](?!\d)))"
    r"|\s*(jalke(?:inen|isen|en)|seuraava[a-z]* paiva)"
)


def days_ahead(said: str, *, dated: bool = False) -> frozenset[int]:
    """How many days after that on which they were written the words `said`, given folded, mean; nothing of others.

    Words beside a date (`dated`) may mean the next day, unless they speak of hours.
    """
    found = {int(count) for count in COUNTED.findall(said)}
    rest = _IN_TWO_DAYS.sub(" ", said)
    found |= {2} if rest != said else set()
    of_hours = time_words.names_hour(rest) or any(map(str.isdigit, COUNTED.sub(" ", rest)))
    next_day = dated and not of_hours and _NEXT_DAY.search(rest)
    found |= {1} if next_day or TOMORROW.search(rest) else set()
    return frozenset(found)


def leads_to_next_day(said: str) -> bool:
    """Whether the words `said`, given folded, are a title of the next day: “Previsión día siguiente”.

    A longer text, or one of hours, is a note of the midnight that ends a day; “Mercado del día siguiente” is the name
    of the day-ahead market.
    """
    if len(said.split()) > _MOST_OF_TITLE or _MARKET.search(said) or _AFTER.search(said):
        return False
    return _NEXT_DAY.search(said) is not None and bool(days_ahead(said, dated=True))


def days_ahead_in_name(said: str) -> frozenset[int]:
    """How many days after today the words beside the date in a name of a file or sheet mean; D-1 is one before it."""
    back = {-int(count) for count in _COUNTED_BACK.findall(said)}
    parts = words_of_name(_COUNTED_BACK.sub(" ", said))
    return days_ahead(parts, dated=True) | {int(count) for count in _BARE_COUNT.findall(parts)} | back


def words_of_name(name: str) -> str:
    """A part of a name of a file or sheet with its words parted by blanks."""
    return re.sub(r"[_.-]", " ", name)


def without_days_ahead(said: str) -> str:
    """The words `said`, given folded, without those that count days from that on which they were written."""
    for pattern in (_IN_TWO_DAYS, COUNTED, TOMORROW, _NEXT_DAY):
        said = pattern.sub(" ", said)
    return said


def days_after(before: str, behind: str) -> int:
    """How many days after the date between the words `before` and `behind`, given folded, the day lies that is meant.

    That is 1 of “el día siguiente al 29/11/2026” and of “29/11/2026+1”, else 0.
    """
    if (counted := _BEHIND.match(behind)) is not None:
        return int(counted[1] or 1)
    spoken = re.sub(r"[^\w'/+-]", " ", before).split() if not before.rstrip().endswith((":", ".")) else []
    for _ in range(len(spoken)):
        if _AFTER.search(" ".join(spoken)):
            return 1
        if spoken[-1] not in _LEADS and not is_whole_weekday(spoken[-1]):
            break
        spoken.pop()
    return 0
