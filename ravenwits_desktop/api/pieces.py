"""Long answers in pieces: a decoder holds the interpreter, and with it the window, for as long as one call lasts.

The long lists of rows are cut out of an answer and leave a mark each in their place. What is left is short; the lists
are then decoded a piece at a time. Where a cut might be wrong, as with brackets within texts, decoding fails, and the
answer is read whole instead.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST = 64 * 1024
"""Bytes of a list that is worth cutting out."""
PIECE = 384 * 1024
"""Bytes that are decoded at a time: a millisecond or two."""
_MOST_BRACKETS = 20_000


@dataclass(frozen=True, slots=True)
class Apart:
    """An answer whose long lists stand beside it; `marked` is the rest."""

    raw: bytes
    marked: bytes
    spans: tuple[tuple[int, int], ...]
    """Where in `raw` each list begins and ends, its brackets included."""
    token: str

    def span(self, value: bytes) -> tuple[int, int] | None:
        """The list for which a value of `marked` (its JSON) stands; None for one that stands for itself."""
        found = re.fullmatch(rb'\s*"' + self.token.encode() + rb'(\d+)"\s*', value[:80])
        return self.spans[int(found[1])] if found is not None else None

    def restored(self, value: bytes) -> bytes:
        """A value of `marked` (its JSON) with its lists in their places again, byte for byte as it came."""
        mark = rb'"' + self.token.encode() + rb'(\d+)"'
        parts = re.split(mark, value)
        for place in range(1, len(parts), 2):
            begin, end = self.spans[int(parts[place])]
            parts[place] = self.raw[begin:end]
        return b"".join(parts)


def apart(raw: bytes) -> Apart | None:
    """`raw` without its long lists; None where it has none, or so many brackets that to look for them would not pay."""
    if len(raw) < SHORTEST:
        return None
    spans = []
    place = 0
    for _ in range(_MOST_BRACKETS):
        end = raw.find(b"]", place)
        if end < 0:
            break
        begin = raw.rfind(b"[", place, end)
        if begin >= 0 and end + 1 - begin >= SHORTEST:
            spans.append((begin, end + 1))
        place = end + 1
    else:
        return None
    if not spans:
        return None
    token = uuid.uuid4().hex
    parts, place = [], 0
    for number, (begin, end) in enumerate(spans):
        parts.append(raw[place:begin])
        parts.append(f'"{token}{number}"'.encode())
        place = end
    parts.append(raw[place:])
    return Apart(raw, b"".join(parts), tuple(spans), token)


def pieces(raw: bytes, span: tuple[int, int]) -> Iterator[bytes]:
    """A list of flat objects as several shorter lists, cut where an object ends."""
    begin, end = span[0] + 1, span[1] - 1
    while begin < end:
        cut = raw.find(b"}", min(begin + PIECE, end), end)
        stop = end if cut < 0 else cut + 1
        comma = raw.find(b",", stop, end)
        after = end if comma < 0 else comma + 1
        # Nothing but blanks may stand between an object and the comma, and something must come after that.
        if raw[stop : after - (comma >= 0)].strip() or (comma >= 0 and not raw[after : after + 64].strip()):
            stop = after = end
        yield b"[" + raw[begin:stop] + b"]"
        begin = after
