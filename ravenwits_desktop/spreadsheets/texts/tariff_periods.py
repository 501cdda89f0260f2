"""Names of the periods of a tariff, as rows below a table call what falls into each: F1, P1, Punta, Ore piene, HT.

The three bands of Italy are F1 to F3 (and F23 for the last two), the six periods of Spain P1 to P6; others have words.
"""

from __future__ import annotations

import re

from ravenwits_desktop.spreadsheets.texts import words

_BEFORE = (
    r"(?:(?:(?:sub)?total[ei]?|suma|somma|soma|energi[ae]|consum[oi]s?|compras?|acquisti|tarifa|tariffa|fasci?[ae]|tramo"
    r"|periodos?|period|de|di|en|in)[ .:]+)*"
)
_NAME = (
    r"f[ .]?[1-3]|f23|p[ .]?[1-6]|(?:fascia|periodo|period)[ .]?[1-6]"
    r"|(?:(?:horas?|ore|heures|hours) (?:de |di )?)?(?:punta|llano|valle|pico|picco|piene|vuote|intermedi[ae]|pleines"
    r"|creuses|pointe|ponta|cheias?|(?:super )?vazio(?: normal)?)"
    r"|h[pc][he]?|ht|nt|hochtarif|niedertarif"
)
_BEHIND = r"(?: ?[(\[]?[gmk]wh?[)\]]?)?[ .:]*"
_TARIFF_PERIOD = re.compile(rf"{_BEFORE}({_NAME}){_BEHIND}")
_BEYOND = re.compile(rf"{_BEFORE}(?:p|periodo|period)[ .]?(?:[7-9]|\d\d)")
"""What is called like the periods of a tariff, but there are not so many: hours."""


def tariff_period(text: str) -> str:
    """The period of a tariff that `text` names, with or without a word for its sum; empty for anything else."""
    match = _TARIFF_PERIOD.fullmatch(words.folded(text))
    return match.group(1) if match is not None else ""


def names_hour_like_tariff(text: str) -> bool:
    """Whether `text` is called like the period of a tariff and is none, as P7 to P24: then P1 is an hour as well."""
    return _BEYOND.fullmatch(words.folded(text)) is not None
