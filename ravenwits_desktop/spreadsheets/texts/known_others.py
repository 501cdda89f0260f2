"""Quantities that stand beside a purchase and surely are none: what was measured, what differs, what is lost."""

from __future__ import annotations

from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.losses import names_losses, without_losses_told

_MEASURED = words.any_word(
    "medid[oa]s?", "medicion(?:es)?", "medicao", "real(?:es)?", "realizad[oa]s?", "registad[oa]s?", "registrad[oa]s?",
    "measured", "metered", "actuals?", "gemessen[a-z]*", "messwerte?", "messung(?:en)?", "ist", "istwerte?",
    "reel(?:le)?s?", "realise[es]?s?", "mesure(?:es?|s)?", "real[ei]", "consuntiv[oi]", "misurat[oaie]", "gemeten",
    "meting(?:en)?", "werkelijk[a-z]*", "gerealiseerd[a-z]*", "realisatie", "malt", "matt", "faktisk[a-z]*",
    "toteutunut", "mitattu",
)  # fmt: skip
_DIFFERS = words.any_word(
    r"diffs?", r"difs?", "diferencias?", "diferencas?", "differences?", "differenz(?:en)?", "differenz[ae]", "ecarts?",
    "desv", "desvios?", "desviacion(?:es)?", "abw", "abweichung(?:en)?", "afwijking(?:en)?", "verschil(?:len)?",
    "avvik[a-z]*", "avvikelse[a-z]*", "scost", "scostament[oi]", "deviations?", "dev",
)  # fmt: skip
_LOST = words.any_word("perd", "netverlies", "verlies", "verliezen", "forluster", "tap")
"""Short for losses, and what they are called where no other text of them is read."""


def names_known_other(header: str) -> bool:
    """Whether a header means what was measured, a difference or losses, and not that it is bought."""
    plain = words.spaced(header)
    if words.names_purchase(header):
        return False
    return names_lost_or_left(header) or bool(_MEASURED.search(plain))


def names_lost_or_left(header: str) -> bool:
    """Whether a header means losses or a difference, and no purchase or use, of which it may be a part, nor a net."""
    plain = without_losses_told(words.spaced(header))
    if any(names(header) for names in (words.names_purchase, words.names_load, words.names_amount, words.names_net)):
        return False
    lost = bool(_LOST.search(plain)) or names_losses(plain) or decoys.names_remainder(header)
    return lost or bool(_DIFFERS.search(plain))
