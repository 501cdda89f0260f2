"""What a person may type instead of a number: a sum, or a change of the value that is there.

``=12*1.05`` is worked out. ``*1,05``, ``/2``, ``+=5``, ``-=5``, ``+10%`` and ``-10%`` change the value of the cell; a
plain ``-5`` is a number, for a net sale. As on a pocket calculator ``12+5%`` adds five hundredths of the twelve. Comma
and point are both a decimal sign, and nothing groups thousands. What comes out has 15 significant digits: ``=12*1.05``
is 12.6, although the product of the two doubles is not.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable

from ravenwits_desktop.domain import digits

_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d*)?|[.,]\d+)|([-+*/()%]))")
_LONGEST = 200
_DEEPEST = 30
_RELATIVE = re.compile(r"\s*(?:([-+*/])=|([*/]))")
_PER_CENT = re.compile(r"\s*([-+])([^-+*/()%=]+)%\s*")
_PLAIN: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class _UnreadableError(Exception):
    """The text is no expression."""


def is_expression(text: str) -> bool:
    """Whether `text` is meant to be worked out; what is not is a plain number or no number at all."""
    return text.lstrip().startswith("=") or _change(text) is not None


def is_relative(text: str) -> bool:
    """Whether the answer depends on the value that is there."""
    return not text.lstrip().startswith("=") and _change(text) is not None


def evaluate(text: str, old: float = math.nan) -> float | None:
    """The number that an expression comes to, for a cell of which the value is `old` (NaN where it is empty).

    None where it cannot be read, is no finite number (a division by zero), or changes a value that is not there.
    """
    if len(text) > _LONGEST:
        return None
    try:
        if text.lstrip().startswith("="):
            answer = _Sum(text.lstrip()[1:]).answer()
        elif (change := _change(text)) is not None:
            sign, rest = change
            answer = _joined(sign, old, *_Sum(rest).operand())
        else:
            return None
    except (_UnreadableError, ZeroDivisionError, OverflowError):
        return None
    return digits.clean(answer) if math.isfinite(answer) else None


def _change(text: str) -> tuple[str, str] | None:
    """The sign of a relative change and what stands behind it."""
    if (found := _RELATIVE.match(text)) is not None:
        return found[1] or found[2], text[found.end() :]
    if (per_cent := _PER_CENT.fullmatch(text)) is not None:
        return per_cent[1], f"{per_cent[2]}%"
    return None


def _joined(sign: str, left: float, right: float, in_hundreds: bool) -> float:
    """Two values joined by `sign`; so many per cent of the left one where they are added or taken away."""
    if in_hundreds:
        # by one multiplication, so that 100 + 10 % is 110 and nothing else
        if sign in "+-":
            return left * (100 + (right if sign == "+" else -right)) / 100
        return left * right / 100 if sign == "*" else left * 100 / right
    return _PLAIN[sign](left, right)


class _Sum:
    """Reads an expression from left to right, products before sums."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        self._depth = 0
        rest = text.rstrip()
        while rest:
            found = _TOKEN.match(rest)
            if found is None:
                raise _UnreadableError
            self._tokens.append((found[1] or found[2]).replace(",", "."))
            rest = rest[found.end() :]
        self._tokens.reverse()

    def answer(self) -> float:
        """The value of the whole."""
        value, in_hundreds = self.operand()
        return value / 100 if in_hundreds else value

    def operand(self) -> tuple[float, bool]:
        """The value of the whole, and whether it is one number in per cent."""
        value = self._sum()
        if self._tokens:
            raise _UnreadableError
        return value

    def _next(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def _sum(self) -> tuple[float, bool]:
        return self._chain("+-", self._product)

    def _product(self) -> tuple[float, bool]:
        return self._chain("*/", self._factor)

    def _chain(self, signs: str, part: Callable[[], tuple[float, bool]]) -> tuple[float, bool]:
        value, in_hundreds = part()
        while self._next() and self._next() in signs:
            sign = self._tokens.pop()
            value = _joined(sign, value / 100 if in_hundreds else value, *part())
            in_hundreds = False
        return value, in_hundreds

    def _factor(self) -> tuple[float, bool]:
        if not self._tokens or self._depth > _DEEPEST:
            raise _UnreadableError
        word = self._tokens.pop()
        if word in "+-":
            self._depth += 1
            value, in_hundreds = self._factor()
            self._depth -= 1
            return (-value if word == "-" else value), in_hundreds
        if word == "(":
            self._depth += 1
            value, in_hundreds = self._sum()
            self._depth -= 1
            if not self._tokens or self._tokens.pop() != ")":
                raise _UnreadableError
            value = value / 100 if in_hundreds else value
        elif word in "*/%)":
            raise _UnreadableError
        else:
            value = float(word)
        if self._next() == "%":
            self._tokens.pop()
            return value, True
        return value, False
