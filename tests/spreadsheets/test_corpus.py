"""Every layout, in every kind of file, at every resolution, on an ordinary day and on those of 23 and 25 hours."""

from __future__ import annotations

import html
import math
from datetime import date, datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, ods, read, text, xlsx
from tests.spreadsheets.workbooks import xls, xlsb

pytestmark = pytest.mark.whole

DAYS = {"ordinary": date(2026, 11, 24), "march": date(2026, 3, 28), "october": date(2026, 10, 24)}
MADE = {
    "numbered", "numbered_with_total", "hours_and_quarters", "named_quarters", "ranges", "date_ranges",
    "begin_and_end", "wide_numbers", "wide_named", "wide_by_clock", "metrics", "day_columns",
}  # fmt: skip


def page(rows: corpus.Cells) -> bytes:
    """The table as a web page, which portals call .xls."""

    def cell(value: Any) -> str:
        shown = f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else "" if value is None else str(value)
        return f"<td>{html.escape(shown)}</td>"

    lines = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<html><body><table border=1>{lines}</table></body></html>".encode()


WRITERS = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "csv": lambda rows: text(rows, ";", ","),
    "tab.xls": lambda rows: text(rows, "\t", "."),
    "page.xls": page,
    "xlsb": xlsb,
}
KINDS = [
    pytest.param(("xlsx", "xls", "ods", "csv"), id="usual"),
    pytest.param(("tab.xls", "page.xls", "xlsb"), id="others", marks=pytest.mark.slow),
]
"""The kinds of files that every run tries, and those that the long campaign adds."""


@pytest.mark.parametrize("layout", corpus.ALL)
@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kinds", KINDS)
def test_every_layout_comes_out_exactly(layout: str, step: int, day: str, kinds: tuple[str, ...]) -> None:
    if layout == "wide_by_clock" and day == "october":
        pytest.skip("24 columns cannot say 25 hours")
    if step == 60 and layout in ("hours_and_quarters", "named_quarters"):
        pytest.skip("no quarters in an hour")
    count = 1 if layout == "metrics" else 2
    first = DAYS[day] if count == 2 or day == "ordinary" else date(2026, DAYS[day].month, DAYS[day].day + 1)
    periods = corpus.periods_of(first, count, step)
    rows = corpus.ALL[layout](periods)
    options: dict[str, Any] = {"column": "10027"} if layout == "stacked" else {}
    for kind in kinds:
        reading = read(WRITERS[kind](rows), f"programme.{kind}", **options)
        begin = layout in corpus.AS_THEY_STAND
        expected = [period.begin if begin else period.end for period in periods]
        assert reading.rows.labels.tolist() == expected, kind
        assert reading.rows.mw.tolist() == pytest.approx([period.mw for period in periods], rel=1e-12), kind
        assert math.isclose(reading.sum_mw, math.fsum(period.mw for period in periods), rel_tol=1e-12)
        assert (errors_of(reading), reading.resolution, reading.layout) == ([], step, corpus.LAYOUT[layout]), kind
        assert reading.labels is (Label.START if begin else Label.END), kind
        assert reading.made_labels == (layout in MADE)
        if layout in ("numbered_with_total", "wide_numbers", "wide_named"):
            assert reading.agrees_with_total is (True if step == 60 else None)  # they sum up powers
            assert ("plain sum" in notes_of(reading)) == (step != 60)
    if layout in MADE:
        started = read(xlsx(rows), account_label=Label.START, **options)
        assert started.rows.labels.tolist() == [period.begin for period in periods]
