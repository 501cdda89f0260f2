"""How long a year of quarters takes from a workbook to a checked purchase, as a multiple of reading its bare cells.

    python -m uv run pytest tests/benchmarks/test_import_speed.py --benchmark-enable -s

reads both ways several times, in turn, in this process (the start of the child process is told apart), and fails
beyond the gate. Without the option each is read once and only the rows are looked at. The second gate of the plan,
`pandas.read_excel` with openpyxl, is measured where somebody has openpyxl: nothing of ours needs it.
"""

from __future__ import annotations

import gc
import importlib.util
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ravenwits_desktop.domain.draft import check
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets.builders import times, xlsx

ROWS = 35_040
ROUNDS = 9
AT_MOST = 2.2
OF_PANDAS_AT_MOST = 0.2


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return xlsx([["Fecha", "Compra (MW)"], *([moment, index / 8] for index, moment in enumerate(times(ROWS, 15)))])


def bare_cells(content: bytes) -> int:
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return len(book.get_sheet_by_index(0).to_python())


def purchase_of(content: bytes) -> Reading:
    return read_bytes(content, "year.xlsx", ReadingOptions())


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes without the collector, which the child process switches off as well."""
    gc.collect()
    gc.disable()
    try:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun
    finally:
        gc.enable()


def test_a_year_against_its_bare_cells(workbook: bytes, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    reading = purchase_of(workbook)
    assert (len(reading.rows), bare_cells(workbook)) == (ROWS, ROWS + 1)
    assert check(reading.rows, resolution=15, label=reading.labels, zone=reading.zone).purchase is not None  # type: ignore[arg-type]
    if not request.config.getoption("benchmark_enable"):
        return
    pairs = [(seconds(lambda: bare_cells(workbook)), seconds(lambda: purchase_of(workbook))) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(whole / cells for cells, whole in pairs)
    path = tmp_path / "year.xlsx"
    path.write_bytes(workbook)
    through_child = statistics.median(seconds(lambda: read_file(path)) for _ in range(3))
    print(  # noqa: T201 - the answer of a benchmark
        f"\nbare cells {bare * 1000:.0f} ms, to a purchase {ours * 1000:.0f} ms: {ratio:.2f} times;"
        f" with the child's start {through_child * 1000:.0f} ms"
    )
    if importlib.util.find_spec("openpyxl") is not None:
        import pandas

        slow = seconds(lambda: pandas.read_excel(BytesIO(workbook), engine="openpyxl"))
        assert ours / slow <= OF_PANDAS_AT_MOST
    assert ratio <= AT_MOST
