"""Energy that is given with the losses of the grid, or without them: energy all the same, and no share of it."""

from __future__ import annotations

import re

_LOSSES = r"(?:l[aoe]s |as |the |le |den |de |of |d['’])*(?:perdidas?|perdas?|perdite|pertes?|verluste?n?|loss(?:es)?)"
_COUNTED_IN = re.compile(
    r"(?:(?<![a-z])(?:con|c\.|com|with|mit|avec|incl[a-z]*\.?|inkl[a-z]*\.?|mas|plus|piu|zzgl\.?|y|e|and|und|et"
    r"|sin|sem|senza|sans|without|ohne|excl[a-z]*\.?|exkl[a-z]*\.?|antes|before|after|vor|nach|tras|despues)\s"
    rf"|(?<![a-z])[csw]/|\+|&)\s*{_LOSSES}(?![a-z])"
    rf"|(?<![a-z]){_LOSSES} (?:incl[a-z]*|inkl[a-z]*|inbegriffen|eingerechnet|compris[a-z]*|compres[a-z]*)(?![a-z])"
)
"""“con pérdidas”, “+ pérdidas”, “pérdidas incluidas”."""
_AT_STATION = re.compile(r"(?<![a-z])(?:en |em )?barras de central(?![a-z])|(?<![a-z])b\. ?c\.|(?<![a-z])e\. ?b\. ?c\.")
"""As generated, before the losses on the way: with them."""
_LEFT_OUT = re.compile(r"(?<![a-z])(?:sin|sem|senza|sans|without|ohne|exkl[a-z]*|excl[a-z]*|after|nach|s/)(?![a-z])")
_ENERGY = re.compile(
    r"(?<![a-z])(?:energ[a-z]*|total(?:es)?|valor(?:es)?|cantidad|quantit[a-z]*|menge|de|en|la|the|[gmk]wh?)(?![a-z])"
)


_NAMED = re.compile(
    r"(?<![a-z])(?:perdidas?|perdas?|perdite|pertes?|(?:netz|leitungs)?verluste?n?|loss(?:es)?|nettap|forluster)(?![a-z])"
)
_SHARE = re.compile(
    r"%|(?<![a-z])(?:coef\w*|fac?tor\w*|porcent\w*|percent\w*|pourcent\w*|prozent\w*|tasa|ratio|taux|quote|indice)(?![a-z])"
)


def names_losses(plain: str) -> bool:
    """Whether a folded text means losses themselves, as energy or without a word of what they are, and no share."""
    return bool(_NAMED.search(_COUNTED_IN.sub(" ", plain))) and not _SHARE.search(plain)


def has_losses_in_it(plain: str) -> bool:
    """Whether a folded text says of whatever energy that its losses are in it."""
    return bool(_COUNTED_IN.search(plain) or _AT_STATION.search(plain)) and not _LEFT_OUT.search(plain)


def without_losses_told(plain: str) -> str:
    """A folded text without the words that its energy has losses in it, or not."""
    return _COUNTED_IN.sub(" ", plain)


def is_energy_with_losses(plain: str) -> bool:
    """Whether a folded text says of energy that its losses are in it, and nothing else: “Con pérdidas (MWh)”."""
    if _LEFT_OUT.search(plain):
        return False
    left = _AT_STATION.sub(" ", _COUNTED_IN.sub(" ", plain))
    return left != plain and not any(map(str.isalpha, _ENERGY.sub(" ", left)))
