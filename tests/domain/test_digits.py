"""Fifteen digits of what was worked out, every bit of what was not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ravenwits_desktop.domain import edits
from ravenwits_desktop.domain.digits import clean, cleaned, without_exponent

BEYOND = 1.7976931348623157e308
DUSTY = 0.1 + 0.2


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12 * 1.05, 12.6), (DUSTY, 0.3), (-1.1 * 1.1, -1.21), (BEYOND, BEYOND), (0.0, 0.0), (5e-324, 5e-324)],
)
def test_one_value(value, expected):
    assert clean(value) == expected
    assert cleaned(np.array([value]), np.array([math.nan]))[0] == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (14331.6, 4, "14330"),
        (1e-06, 10, "0.000001"),
        (350851.3, 10, "350851.3"),
        (-0.00001234, 3, "-0.0000123"),
        (12.0, 4, "12"),
        (0.0, 4, "0"),
        (1e300, 4, "1e+300"),
    ],
)
def test_numbers_for_people_have_no_exponent(value, digits, expected):
    assert without_exponent(value, digits) == expected


@example([1.186474421546275e-07])
@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), min_size=1))
def test_many_at_once_are_as_one_by_one(values):
    result = cleaned(np.array(values), np.full(len(values), np.nan))
    np.testing.assert_array_equal(result, [clean(value) for value in values])


def test_what_was_not_worked_out_keeps_its_bits():
    mw = np.array([DUSTY, np.nan, 12.0])
    assert edits.added(mw, 0.0).tobytes() == mw.tobytes()
    assert edits.multiplied(mw, 1.0).tobytes() == mw.tobytes()
    np.testing.assert_array_equal(edits.multiplied(mw, 1.05), [0.315, np.nan, 12.6])
    np.testing.assert_array_equal(edits.added(np.array([0.1]), 0.2), [0.3])


def test_a_series_has_no_dust_and_ends_before_the_numbers_do():
    assert edits.series(0.0, 0.1, 11).tolist() == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert np.isnan(edits.series(math.nan, 1.0, 3)).all()
    for first, step in ((0.0, 1e308), (1e308, -math.inf), (-1e308, 1e308 * 10)):
        with pytest.raises(edits.EditRefusedError):
            edits.series(first, step, 4)
