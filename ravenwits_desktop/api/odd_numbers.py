"""What some programs write for numbers and JSON has not: NaN, Infinity, and numbers too large for a double."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import numpy as np

_THERE = re.compile(rb"NaN|Infinity|\d[eE]\+?\d{3}")
"""Only where this is found is an answer gone through word by word, which takes much longer."""
_WORDS = re.compile(rb'"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b|-?\d[\d.]*[eE]\+?\d{3,}')
"""Texts, which are passed over, and what may stand for a number that is none."""


def replaced(raw: bytes, stand_in: Callable[[bytes], bytes]) -> bytes | None:
    """`raw`, a JSON list or object, with `stand_in` of each such word in its place; None where there is none.

    Texts stay as they are.
    """
    if raw.lstrip()[:1] not in (b"[", b"{") or _THERE.search(raw) is None:
        return None
    found = False

    def one(match: re.Match[bytes]) -> bytes:
        nonlocal found
        word = match[0]
        if word[:1] == b'"' or (word[-1:].isdigit() and np.isfinite(float(word))):
            return word
        found = True
        return stand_in(word)

    changed = _WORDS.sub(one, raw)
    return changed if found else None


def with_nothing(raw: bytes) -> bytes | None:
    """`raw` with an empty object in their place, which nobody reads as a value; None where there is none of them."""
    return replaced(raw, lambda _: b"{}")


class Marked:
    """An answer in which a text, that nothing else in it holds, stands for each of them."""

    def __init__(self, raw: bytes) -> None:
        self._words: list[bytes] = []
        self._token = uuid.uuid4().hex.encode()
        self.marked = replaced(raw, self._mark)
        """None where there is none of them."""

    def _mark(self, word: bytes) -> bytes:
        self._words.append(word)
        return b'"%b%d"' % (self._token, len(self._words) - 1)

    def restored(self, value: bytes) -> bytes:
        """A part of `marked` byte for byte as it came."""
        return re.sub(rb'"' + self._token + rb'(\d+)"', lambda mark: self._words[int(mark[1])], value)
