"""Which spans of time some periods cover."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui.chart.highlight import merged_spans
from ravenwits_desktop.ui.chart.series import seconds

FIRST = np.datetime64("2026-10-24T22:00", "m")


@given(st.lists(st.one_of(st.none(), st.integers(0, 60)), max_size=40), st.sampled_from(timegrid.RESOLUTIONS))
def test_spans_cover_the_periods_and_nothing_else(numbers, resolution):
    step = timegrid.minutes(resolution)
    starts = np.array(
        [timegrid.NAT if number is None else FIRST + number * step for number in numbers], dtype="datetime64[m]"
    )
    left, right = merged_spans(starts, resolution)
    covered = set()
    for begin, end in zip(left, right, strict=True):
        covered |= set(np.arange(begin, end, resolution * 60).tolist())
    assert covered == set(seconds(starts[~np.isnat(starts)]).tolist())
    assert (left[1:] > right[:-1]).all()
