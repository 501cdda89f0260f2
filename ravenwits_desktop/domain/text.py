"""Numbers and times as people and spreadsheets write them.

A number read wrongly by a factor of a thousand is the worst this program can do, so a text whose only separator stands
before exactly three digits ("1.234") is called ambiguous: the caller decides it from its neighbours or asks.
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

MISSING_WORDS = frozenset({"", "-", "--", "nd", "n/d", "n/a", "na", "n/e", "nan", "null", "none", "#n/a"})
"""What spreadsheets write, in lower case, for a value that is not there; never read as zero."""
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\t"), " ")
_GROUPS = re.compile(r"[+-]?\d{1,3}( \d{3})+(?=$|[.,])|[+-]?\d{1,3}('\d{3})+(?=$|[.,])")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}( \d{3})+")
"""Thousands in groups; "0.123" and "1.2e5" are none."""
_BRACKETED = re.compile(r"\(\s*(?:\d[\d '.,]*[.,]\d+|(?!(?:19|20)\d\d\b)\d[\d ']*\d{2})\s*\)")
"""A number in brackets, with a fraction or three digits; a shorter one may be the mark of a note, (1), or a year."""
_DIGITS = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?")


class Decimal(enum.Enum):
    """The sign between whole and fraction in a column of numbers."""

    POINT = "."
    COMMA = ","


class Sign(enum.Enum):
    """What one text says of the decimal sign."""

    POINT = "."
    COMMA = ","
    AMBIGUOUS = "?"
    NONE = ""
    NOT_A_NUMBER = "x"


def clean_number(text: str) -> str:
    """`text` without the spaces or apostrophes that group its digits in threes, and with a plain minus before it."""
    plain = text.strip().translate(_SPACES).strip().replace("\u2019", "'").replace("\u2212", "-")
    if plain[:1] == "\u2013":
        plain = f"-{plain[1:]}"
    if plain[:1] in ("-", "+") and plain[1:2] == " ":
        plain = plain[0] + plain[1:].lstrip()
    elif plain[-1:] == "-" and plain[:1].isdigit():  # as SAP writes what is negative
        plain = f"-{plain[:-1].rstrip()}"
    elif _BRACKETED.fullmatch(plain):  # as accountants write it
        plain = f"-{plain[1:-1].strip()}"
    if match := _GROUPS.match(plain):
        plain = match.group().replace(" ", "").replace("'", "") + plain[match.end() :]
    return plain


@lru_cache(maxsize=1 << 16)
def decimal_sign(text: str) -> Sign:
    """What `text` says of its decimal sign: whether it is a number with one, with the other, or with either."""
    cleaned = clean_number(text)
    if not _DIGITS.fullmatch(cleaned):
        return Sign.NOT_A_NUMBER
    points, commas = cleaned.count("."), cleaned.count(",")
    if not points and not commas:
        return Sign.NONE if math.isfinite(float(cleaned)) else Sign.NOT_A_NUMBER
    with_point, with_comma = _value(cleaned, Decimal.POINT), _value(cleaned, Decimal.COMMA)
    if with_point is not None and with_comma is not None:
        return Sign.AMBIGUOUS
    if with_point is None and with_comma is None:
        return Sign.NOT_A_NUMBER
    return Sign.COMMA if with_point is None else Sign.POINT


def decide_decimal(texts: Iterable[str]) -> Decimal | None:
    """The decimal sign that a column of texts agrees on; None where none of them decides it or they disagree."""
    signs = {decimal_sign(text) for text in texts} & {Sign.POINT, Sign.COMMA}
    if len(signs) != 1:
        return None
    return Decimal(signs.pop().value)


def parse_number(text: str, decimal: Decimal) -> float | None:
    """The number that `text` writes with this decimal sign, thousands grouped in threes or not; None if it is none."""
    cleaned = clean_number(text)
    return _value(cleaned, decimal) if _DIGITS.fullmatch(cleaned) else None


def _value(cleaned: str, decimal: Decimal) -> float | None:
    """The number that digits and separators write with this decimal sign."""
    thousands = "," if decimal is Decimal.POINT else "."
    whole, _, fraction = cleaned.partition(decimal.value)
    if thousands in fraction or decimal.value in fraction:
        return None
    if thousands in whole:
        if not _GROUPED.fullmatch(whole.replace(thousands, " ")):
            return None
        whole = whole.replace(thousands, "")
    value = float(f"{whole}.{fraction}" if fraction else whole)
    return value if math.isfinite(value) else None


def is_missing(text: str) -> bool:
    """Whether `text` stands for a value that is not there."""
    return text.strip().lower() in MISSING_WORDS


_TIME = r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)


def parse_datetime(text: str, *, month_first: bool = False) -> np.datetime64 | None:
    """A wall-clock time as ``datetime64[m]``: ISO, ``dd/mm/yyyy hh:mm`` or, with `month_first`, ``mm/dd/yyyy hh:mm``.

    ``24:00`` is midnight at the end of that day. Seconds other than zero make no label: None, as for any other text.
    """
    stripped = text.strip()
    if match := _ISO.fullmatch(stripped):
        year, month, day = match.group(1, 2, 3)
    elif match := _DAY_FIRST.fullmatch(stripped):
        year = match.group(3)
        month, day = match.group(1, 2) if month_first else match.group(2, 1)
    else:
        return None
    hour, minute, second = (int(part or 0) for part in match.group(4, 5, 6))
    if second or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    try:
        moment = datetime(int(year), int(month), int(day)) + timedelta(hours=hour, minutes=minute)
    except (ValueError, OverflowError):
        return None
    return np.datetime64(moment, "m")
