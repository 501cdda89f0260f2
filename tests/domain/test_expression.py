"""Numbers typed as a sum or as a change of what is there."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain.expression import evaluate, is_expression, is_relative


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("=12*1.05", 12.6),
        ("=12*1,05", 12.6),
        ("=0.1+0.2", 0.3),
        ("=1/3", 0.333333333333333),
        (" = 1 + 2 * 3 ", 7),
        ("=(1+2)*3", 9),
        ("=-(2+3)", -5),
        ("=10/4", 2.5),
        ("=2--3", 5),
        ("=100+10%", 110),
        ("=200-25%", 150),
        ("=50*10%", 5),
        ("=5/50%", 10),
        ("=10%", 0.1),
        ("=(10%)+1", 1.1),
        ("=.5+,5", 1),
        ("=7", 7),
    ],
)
def test_what_comes_out(text, answer):
    assert is_expression(text)
    assert not is_relative(text)
    assert evaluate(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("*1,05", 12.6), ("/2", 6), ("+=5", 17), ("-=5", 7), ("*=2", 24), ("+10%", 13.2), ("-50%", 6), ("*50%", 6)],
)
def test_what_changes_the_value_that_is_there(text, answer):
    assert is_relative(text)
    assert evaluate(text, 12.0) == answer
    assert evaluate(text) is None, "there is nothing to change"


@pytest.mark.parametrize("text", ["-5", "+5", "12,5", "1.234", "abc", "", "5%", "-"])
def test_a_plain_number_is_none(text):
    assert not is_expression(text)
    assert evaluate(text, 12.0) is None


@pytest.mark.parametrize(
    "text",
    [
        "=", "=1+", "=1/0", "=(1", "=1)", "=1 2", "=a1", "=1e5", "=2**3", "=__import__('os')", "=1.234,5", "=1.2.3",
        "=%", "=1%%", "=9" * 150, "=" + "(" * 60 + "1" + ")" * 60, "=1" + "0" * 199 + "*1" + "0" * 199, "*", "+=", "/0",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_number(text):
    assert evaluate(text, 12.0) is None


@given(st.text("0123456789.,+-*/()%= ", max_size=40), st.floats(allow_nan=True))
def test_any_text_gives_a_finite_number_or_none(text, old):
    answer = evaluate(text, old)
    assert answer is None or math.isfinite(answer)
