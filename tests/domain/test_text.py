"""Numbers and times as people write them; above all, no number a thousand times too large or too small."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain.text import (
    Decimal,
    Sign,
    decide_decimal,
    decimal_sign,
    is_missing,
    parse_datetime,
    parse_number,
)

POINT, COMMA = Decimal.POINT, Decimal.COMMA


@pytest.mark.parametrize(
    ("text", "sign", "with_point", "with_comma"),
    [
        ("12", Sign.NONE, 12.0, 12.0),
        ("-12", Sign.NONE, -12.0, -12.0),
        ("\u221212", Sign.NONE, -12.0, -12.0),
        ("1e3", Sign.NONE, 1000.0, 1000.0),
        ("12.5", Sign.POINT, 12.5, None),
        ("12,5", Sign.COMMA, None, 12.5),
        (".5", Sign.POINT, 0.5, None),
        ("-,5", Sign.COMMA, None, -0.5),
        ("1.234", Sign.AMBIGUOUS, 1.234, 1234.0),
        ("-1,234", Sign.AMBIGUOUS, -1234.0, -1.234),
        ("0.123", Sign.POINT, 0.123, None),
        ("0,500", Sign.COMMA, None, 0.5),
        ("1234.567", Sign.POINT, 1234.567, None),
        ("1.2345", Sign.POINT, 1.2345, None),
        ("1,234.5", Sign.POINT, 1234.5, None),
        ("1.234,5", Sign.COMMA, None, 1234.5),
        ("1.234.567", Sign.COMMA, None, 1234567.0),
        ("1,234,567.125", Sign.POINT, 1234567.125, None),
        ("1 234,5", Sign.COMMA, None, 1234.5),
        ("1\u00a0234\u202f567.5", Sign.POINT, 1234567.5, None),
        ("1'234.5", Sign.POINT, 1234.5, None),
        ("1\u2019234", Sign.NONE, 1234.0, 1234.0),
        ("1.2e5", Sign.POINT, 120000.0, None),
        ("1,2E-2", Sign.COMMA, None, 0.012),
        ("1.234e2", Sign.POINT, 123.4, None),
        (" 7 ", Sign.NONE, 7.0, 7.0),
        ("1.23.4", Sign.NOT_A_NUMBER, None, None),
        ("24.11.2026", Sign.NOT_A_NUMBER, None, None),
        ("1.23,45.6", Sign.NOT_A_NUMBER, None, None),
        ("12 34", Sign.NOT_A_NUMBER, None, None),
        ("1e999", Sign.NOT_A_NUMBER, None, None),
        ("", Sign.NOT_A_NUMBER, None, None),
        ("-", Sign.NOT_A_NUMBER, None, None),
        ("12 MW", Sign.NOT_A_NUMBER, None, None),
        ("nan", Sign.NOT_A_NUMBER, None, None),
        ("inf", Sign.NOT_A_NUMBER, None, None),
        ("1_000", Sign.NOT_A_NUMBER, None, None),
        ("0x10", Sign.NOT_A_NUMBER, None, None),
        ("=1+1", Sign.NOT_A_NUMBER, None, None),
    ],
)
def test_a_text_as_a_number(text: str, sign: Sign, with_point: float | None, with_comma: float | None) -> None:
    assert decimal_sign(text) is sign
    assert parse_number(text, POINT) == with_point
    assert parse_number(text, COMMA) == with_comma


@given(st.text("0123456789.,-+eE '\u00a0", max_size=14))
def test_a_text_that_reads_two_ways_is_called_ambiguous(text: str) -> None:
    """Whatever is written: two different readings, and it says so; one reading, and it names that one."""
    with_point, with_comma, sign = parse_number(text, POINT), parse_number(text, COMMA), decimal_sign(text)
    if with_point != with_comma and with_point is not None and with_comma is not None:
        assert sign is Sign.AMBIGUOUS
    elif with_point is None and with_comma is None:
        assert sign is Sign.NOT_A_NUMBER
    elif with_point is None:
        assert sign is Sign.COMMA
    elif with_comma is None:
        assert sign is Sign.POINT
    for value in (with_point, with_comma):
        assert value is None or math.isfinite(value)


@given(st.decimals(-99_999_999, 99_999_999, places=3), st.booleans())
def test_a_grouped_number_comes_back_unchanged(value: object, comma: bool) -> None:
    text = f"{value:,.3f}"
    if comma:
        text = text.translate(str.maketrans(".,", ",."))
    assert parse_number(text, COMMA if comma else POINT) == float(str(value))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_comes_back_exactly(value: float) -> None:
    assert parse_number(repr(value), POINT) == value
    assert parse_number(repr(value).replace(".", ","), COMMA) == value


def test_a_column_decides_its_decimal_sign_by_the_texts_that_show_it() -> None:
    assert decide_decimal(["1.234", "0,5", "7"]) is COMMA
    assert decide_decimal(["1.234", "12.50"]) is POINT
    assert decide_decimal(["1.234", "2.345"]) is None, "nothing shows it"
    assert decide_decimal(["1,5", "1.5"]) is None, "they disagree"
    assert decide_decimal(["12", "n/a"]) is None
    assert decide_decimal([]) is None


@pytest.mark.parametrize("text", ["", "  ", "-", "N/D", "n/e", "NaN", "#N/A", "NULL"])
def test_what_stands_for_no_value(text: str) -> None:
    assert is_missing(text)
    assert parse_number(text, POINT) is None


@pytest.mark.parametrize("text", ["0", "0,0", "#DIV/0!", "x"])
def test_what_is_a_value_or_an_error(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-25 07:15", "2026-11-25T07:15"),
        ("2026-11-25T07:15", "2026-11-25T07:15"),
        ("2026-11-25T07:15:00", "2026-11-25T07:15"),
        ("2026-11-25T07:15:00.000", "2026-11-25T07:15"),
        ("2026/11/25 7:15", "2026-11-25T07:15"),
        ("25/11/2026 07:15", "2026-11-25T07:15"),
        ("25-11-2026 07:15", "2026-11-25T07:15"),
        ("25.11.2026 07:15:00", "2026-11-25T07:15"),
        ("1/2/2026 00:00", "2026-02-01T00:00"),
        ("25/11/2026", "2026-11-25T00:00"),
        (" 25/11/2026  24:00 ", "2026-11-26T00:00"),
        ("31/12/2026 24:00", "2027-01-01T00:00"),
        ("29/02/2028 00:15", "2028-02-29T00:15"),
    ],
)
def test_times_as_they_are_written(text: str, expected: str) -> None:
    assert parse_datetime(text) == np.datetime64(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "07:15",
        "25/11/26 07:15",
        "31/02/2026 00:00",
        "29/02/2026 00:00",
        "11/25/2026 07:15",
        "25/11/2026 24:15",
        "25/11/2026 25:00",
        "25/11/2026 07:60",
        "25/11/2026 07:15:30",
        "25/11/2026 0715",
        "0000-01-01 00:00",
        "9999-12-31 24:00",
        "12,5",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert parse_datetime(text) is None


def test_the_month_stands_first_only_where_a_person_says_so() -> None:
    assert parse_datetime("01/02/2026 00:00") == np.datetime64("2026-02-01T00:00")
    assert parse_datetime("01/02/2026 00:00", month_first=True) == np.datetime64("2026-01-02T00:00")
    assert parse_datetime("13/02/2026 00:00", month_first=True) is None
    assert parse_datetime("2026-01-02 00:00", month_first=True) == np.datetime64("2026-01-02T00:00")


@pytest.mark.parametrize(
    ("text", "number"),
    [("(535,1)", -535.1), ("( 1.535,10 )", -1535.1), ("(0,5)", -0.5), ("(535)", -535.0), ("(12 535)", -12535.0)],
)
def test_a_fraction_or_three_digits_in_brackets_are_negative(text: str, number: float) -> None:
    assert parse_number(text, Decimal.COMMA) == number


@pytest.mark.parametrize("text", ["(1)", "(12)", "(2026)", "()", "(-1,5)", "(MW)", "(1,5"])
def test_other_brackets_are_no_number(text: str) -> None:
    assert parse_number(text, Decimal.COMMA) is None
