"""Which encoding of one byte a text is written in, by its letters and signs: each has to stand where people write it.

The same byte is an en dash in cp1252 and an ñ in Mac Roman: between two times of day it is the dash, within a word the
letter.
"""

from __future__ import annotations

import re

ENCODINGS = ("cp1252", "iso8859_15", "mac_roman")
"""The first of those that read equally well is taken."""
_LETTERS = frozenset("áéíóúüñçãõàâêôèäöÁÉÍÓÚÜÑÇÃÕÀÂÊÔÈÄÖ")
_BEHIND = frozenset("ºª²³")
"""Signs that stand behind a letter or number: 1ª, Nº, m³."""
_QUOTES = frozenset("“”‘«»")
_LOW_QUOTES = frozenset("„‚")
_OPENING = frozenset("¿¡")
_DASHES = frozenset("–—\N{SOFT HYPHEN}")
_SIGNS = frozenset("’…€°\N{NO-BREAK SPACE}")
_TOLD = re.compile(f"[{''.join(_LETTERS | _BEHIND | _QUOTES | _LOW_QUOTES | _OPENING | _DASHES | _SIGNS)}]")
_ELIDED = re.compile(r"(?<![^\W\d_])(?:[ldscnjmt]|qu|un|[dnsa](?:e|u|a)?ll|quell)$", re.IGNORECASE)
"""Words that drop their vowel before another: l’, d’, dell’, all’."""
_LONGEST_QUOTED = 60
_VOWEL = re.compile(r"[aeiouhàâéèêAEIOUH][^\W\d_]{2}")


def encoding_of(content: bytes) -> str:
    """The one of `ENCODINGS` in which most letters and signs of `content` stand where they belong."""
    return max(ENCODINGS, key=lambda each: _in_place(content.decode(each, "replace")))


def _in_place(text: str) -> int:
    """How many of the letters and signs of `text` that are not plain ones stand where they belong."""
    return sum(_belongs(text, match.start()) for match in _TOLD.finditer(text))


def _belongs(text: str, at: int) -> bool:
    sign, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _LETTERS:
        # a capital stands behind no small letter: Compra… is no CompraÖ
        return (before.isalpha() or behind.isalpha()) and not (before.islower() if sign.isupper() else behind.isupper())
    if sign in _BEHIND:
        return before.isalnum()
    if sign in _QUOTES:
        return before.isalnum() != behind.isalnum()
    if sign in _LOW_QUOTES:
        return behind.isalnum() and any(mark in text[at : at + _LONGEST_QUOTED] for mark in "“”‘’")
    if sign in _OPENING:
        return text[at + 1 : at + 3].isalpha() and len(text) > at + 2 and not before.isalnum()
    if sign in _DASHES or sign == "€":
        return not (before.isalpha() and behind.isalpha())
    if sign == "’":
        if before.isalpha() and behind.isalpha():
            return bool(_ELIDED.search(text[max(at - 6, 0) : at]) and _VOWEL.match(text, at + 1))
        return before.isalnum() or behind.isalnum()
    if sign == "…":
        return not behind.isalpha()
    if sign == "°":
        return before.isdigit() or behind in {"C", "F"}
    return not before.isalpha() or not behind.isalpha()
