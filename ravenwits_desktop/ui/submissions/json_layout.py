"""Lays JSON out for reading and editing without touching what it says: numbers keep the digits they came with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_PIECE = re.compile(r'\s+|"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+|"', re.DOTALL)
_INDENT = "  "
_LONGEST_ON_ONE_LINE = 160


def laid_out(text: str) -> str:
    """`text` (JSON) with a line for each row and indented levels; unchanged where it is not JSON."""
    if place(text) is not None:
        return text
    pieces = [piece for piece in _PIECE.findall(text) if not piece.isspace()]
    short = _short_ends(pieces)
    out: list[str] = []
    depth = number = 0
    while number < len(pieces):
        piece = pieces[number]
        if piece in "{[" and number in short:
            end = short[number]
            out.append(_on_one_line(pieces[number : end + 1]))
            number = end
        elif piece in "{[":
            depth += 1
            out.append(piece + "\n" + _INDENT * depth)
        elif piece in "}]":
            depth -= 1
            out.append("\n" + _INDENT * depth + piece)
        elif piece == ",":
            out.append(",\n" + _INDENT * depth)
        else:
            out.append(": " if piece == ":" else piece)
        number += 1
    return "".join(out)


def _short_ends(pieces: list[str]) -> dict[int, int]:
    """For each bracket that opens something short without brackets in it, the piece that closes it."""
    ends: dict[int, int] = {}
    opened: int | None = None
    length = 0
    for number, piece in enumerate(pieces):
        if piece in "{[":
            opened, length = number, 0
        elif piece in "}]":
            if opened is not None and length <= _LONGEST_ON_ONE_LINE:
                ends[opened] = number
            opened = None
        length += len(piece) + 1
    return ends


def _on_one_line(pieces: list[str]) -> str:
    spaced = {",": ", ", ":": ": "}
    return "".join(spaced.get(piece, piece) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stops being JSON: line and column from 1, and the offset from 0."""

    line: int
    column: int
    offset: int


def place(text: str) -> Place | None:
    """Where `text` stops being JSON, None where it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Place(error.lineno, error.colno, error.pos)
    except (RecursionError, ValueError):
        # Brackets within brackets without end, or a number of thousands of digits: not to be laid out.
        return Place(1, 1, 0)
    return None
