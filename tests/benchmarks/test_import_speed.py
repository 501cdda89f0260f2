"""How long a year of quarters takes from a workbook to a checked purchase, as a multiple of reading its bare cells.

    python -m uv run pytest tests/benchmarks/test_import_speed.py --benchmark-enable -s

reads both ways several times, in turn, in this process (the start of the child process is told apart), and fails
beyond the gate. Without the option each is read once and only the rows are looked at. The second gate is a fifth of
`pandas.read_excel` with openpyxl.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas
import pytest
from python_calamine import CalamineWorkbook

from ravenwits_desktop.domain.draft import check
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import xlsx

ROWS = 35_040
ROUNDS = 9
AT_MOST = 2.2
OF_PANDAS_AT_MOST = 0.2


@pytest.fixture(scope="module")
def workbook() -> bytes:
    periods = corpus.periods_of(date(2026, 1, 1), 365, 15)
    return xlsx([["Fecha", "Compra (MW)"], *([period.end, period.number / 8 + 0.01] for period in periods)])


def bare_cells(content: bytes) -> int:
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return len(book.get_sheet_by_index(0).to_python())


def purchase_of(content: bytes) -> Reading:
    return read_bytes(content, "year.xlsx", ReadingOptions())


def seconds(work: Callable[[], object]) -> float:
    """Processor time of `work` without the collector, which the child process switches off as well.

    Not the clock on the wall: both ways are one thread's work, and other programs shall not decide.
    """
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()


def test_a_year_against_its_bare_cells(workbook: bytes, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    reading = purchase_of(workbook)
    assert (len(reading.rows), bare_cells(workbook)) == (ROWS, ROWS + 1)
    assert check(reading.rows, resolution=15, label=reading.labels or Label.END, zone=reading.zone).purchase is not None
    if not request.config.getoption("benchmark_enable"):
        return
    pairs = [(seconds(lambda: bare_cells(workbook)), seconds(lambda: purchase_of(workbook))) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(whole / cells for cells, whole in pairs)
    path = tmp_path / "year.xlsx"
    path.write_bytes(workbook)
    begun = time.monotonic()
    read_file(path)
    through_child = time.monotonic() - begun
    sys.stdout.write(
        f"\nbare cells {bare * 1000:.0f} ms, to a purchase {ours * 1000:.0f} ms: {ratio:.2f} times;"
        f" with the child's start {through_child * 1000:.0f} ms\n"
    )
    pandas.read_excel(BytesIO(workbook), engine="openpyxl", nrows=1)  # its imports are not counted
    slow = seconds(lambda: pandas.read_excel(BytesIO(workbook), engine="openpyxl"))
    sys.stdout.write(f"pandas with openpyxl {slow * 1000:.0f} ms: ours is {ours / slow:.3f} times that\n")
    assert ours / slow <= OF_PANDAS_AT_MOST
    assert ratio <= AT_MOST
