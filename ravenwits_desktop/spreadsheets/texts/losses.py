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


def without_losses_told(plain: str) -> str:
    """A folded text without the words that its energy has losses in it, or not."""
    return _COUNTED_IN.sub(" ", plain)


def is_energy_with_losses(plain: str) -> bool:
    """Whether a folded text says of energy that its losses are in it, and nothing else: “Con pérdidas (MWh)”."""
    if _LEFT_OUT.search(plain):
        return False
    left = _AT_STATION.sub(" ", _COUNTED_IN.sub(" ", plain))
    return left != plain and not any(map(str.isalpha, _ENERGY.sub(" ", left)))
