"""How quick the table is with long drafts, each as a multiple of a floor that is measured in the same run.

    python -m uv run pytest tests/benchmarks/test_editor_speed.py --benchmark-enable -s

Without the option each action is done once on a short draft and nothing is judged.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.editor import examining
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.worker.bridge import Worker
from tests.benchmarks.test_import_holdup import Beat
from tests.worker.bench import Bench

ZONE = "Europe/Madrid"
YEAR, MILLION = 35_040, 1_000_000


def draft_of(rows: int) -> Draft:
    first = timegrid.day_starts(np.datetime64("2000-01-01"), 15, ZONE)[0]
    starts = first + np.arange(rows) * timegrid.minutes(15)
    return grid.draft_of(
        grid.rows_at(starts, np.arange(rows) % 97 + 0.5, 15, Label.END, ZONE), 15, ZONE, Label.END, None, name="x"
    )


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def opened(qtbot: Any) -> Iterator[Callable[[int], PurchaseEditor]]:
    def make(rows: int, worker: Worker | None = None) -> PurchaseEditor:
        editor = PurchaseEditor(draft_of(rows), worker=worker)
        qtbot.addWidget(editor)
        editor.resize(460, 800)
        with qtbot.waitExposed(editor):
            editor.show()
        return editor

    return make


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def pages(tables: tuple[QTableView, ...], rounds: int) -> tuple[list[float], ...]:
    """What each of `rounds` pages of scrolling takes to be drawn in each of `tables`, in turns.

    Seconds of this thread alone: the longest ones decide, and they must not be those of another program.
    """
    taken: tuple[list[float], ...] = tuple([] for _ in tables)
    for place in range(rounds):
        for table, times in zip(tables, taken, strict=True):
            bar = table.verticalScrollBar()
            bar.setValue((place * bar.pageStep()) % max(bar.maximum(), 1))
            begun = time.thread_time()
            table.grab()
            times.append(time.thread_time() - begun)
    return taken


def plain_table(qtbot: Any, editor: PurchaseEditor) -> QTableView:
    """A table of Qt's own with the texts of the visible rows."""
    rows = 200
    model = QStandardItemModel(rows, 3)
    for row in range(rows):
        for column in range(3):
            model.setItem(row, column, QStandardItem(editor.model.display_text(row, column)))
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    for column in range(3):
        table.setColumnWidth(column, editor.table.columnWidth(column))
    table.verticalHeader().setDefaultSectionSize(editor.table.verticalHeader().defaultSectionSize())
    table.resize(editor.table.size())
    with qtbot.waitExposed(table):
        table.show()
    return table


@pytest.mark.parametrize("rows", [YEAR, MILLION])
def test_a_page_of_scrolling(opened: Any, qtbot: Any, judged: bool, rows: int) -> None:
    editor = opened(rows if judged else 500)
    rounds = 300 if judged else 3
    floor, ours = pages((plain_table(qtbot, editor), editor.table), rounds)
    ratio = float(np.percentile(ours, 99) / np.percentile(floor, 99))
    sys.stdout.write(
        f"\n{rows} rows: a page p99 {np.percentile(ours, 99) * 1000:.1f} ms, {ratio:.2f} times Qt's own"
        f" (medians {statistics.median(ours) * 1000:.1f} and {statistics.median(floor) * 1000:.1f} ms)\n"
    )
    if judged:
        assert ratio <= 1.5


@pytest.fixture
def bench(qtbot: Any, tmp_path: Path) -> Iterator[Bench]:
    """The program's worker, which checks long drafts."""
    bench = Bench(qtbot, tmp_path / "data", None, None).start()
    yield bench
    bench.stop()


def test_a_draft_of_a_million_rows_is_set(
    qtbot: Any, judged: bool, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not judged:
        monkeypatch.setattr(examining, "LONG", 100)
    rounds = 15 if judged else 1
    short, long = draft_of(96), draft_of(MILLION if judged else 500)
    floor = statistics.median(seconds(lambda: PurchaseModel(short, None, bench.worker)) for _ in range(rounds))
    made: list[PurchaseModel] = []
    times = [seconds(lambda: made.append(PurchaseModel(long, None, bench.worker))) for _ in range(rounds)]
    ours = statistics.median(times)
    beat = Beat()
    qtbot.waitUntil(lambda: all(model.examined() is not None for model in made), timeout=60_000)
    sys.stdout.write(
        f"\nset: {ours * 1000:.2f} ms, {ours / floor:.2f} times a day ({floor * 1000:.2f} ms);"
        f" longest pause until it is checked {beat.take():.1f} ms\n"
    )
    if judged:
        assert ours / floor <= 1.5


@pytest.mark.parametrize("rows", [YEAR, MILLION])
def test_an_edit_of_a_long_draft_is_not_felt(
    opened: Any, qtbot: Any, judged: bool, bench: Bench, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    if not judged:
        monkeypatch.setattr(examining, "LONG", 100)
        rows //= 1_000
    editor = opened(rows, bench.worker)
    model = editor.model
    qtbot.waitUntil(lambda: model.settled, timeout=60_000)
    cell, before = model.index(rows // 2, 1), model.shown_problems.warnings
    times, pauses, until_checked = [], [], []
    for text in ["-7", *(("8", "-7") * (7 if judged else 1))]:
        beat, begun = Beat(), time.perf_counter()
        times.append(seconds(lambda text=text: model.setData(cell, text)))
        qtbot.waitUntil(lambda: model.settled, timeout=60_000)
        until_checked.append(time.perf_counter() - begun)
        pauses.append(beat.take())
    assert model.shown_problems.warnings == before + 1
    sys.stdout.write(
        f"\n{rows} rows: an edit {statistics.median(times) * 1000:.1f} ms, its checks are there after"
        f" {statistics.median(until_checked) * 1000:.0f} ms, longest pause {statistics.median(pauses):.1f} ms\n"
    )


def test_a_year_is_pasted(opened: Any, judged: bool) -> None:
    rows = YEAR if judged else 300
    editor = opened(rows)
    text = "\n".join(f"{place % 89},25" for place in range(rows))
    QApplication.clipboard().setText(text)
    editor.table.go_to(0, 1)
    changed: list[object] = []
    editor.model.dataChanged.connect(lambda *_: changed.append(1))
    ours = seconds(editor.pasting.paste)
    assert len(changed) == 1, "one signal for all of them"
    assert editor.model.rows().mw[:3].tolist() == [0.25, 1.25, 2.25]
    ours += seconds(editor.undo_stack.undo)
    assert editor.model.rows().mw[0] == 0.5
    few = min(rows, 1_000)
    index = editor.model.index
    loop = seconds(
        lambda: [editor.model.setData(index(row, 1), "7,25", Qt.ItemDataRole.EditRole) for row in range(few)]
    )
    loop *= rows / few
    sys.stdout.write(f"\npaste and undo {ours * 1000:.0f} ms, {ours / loop:.3f} times a loop of setData\n")
    if judged:
        assert ours / loop <= 0.1


def test_everything_is_selected(opened: Any, judged: bool) -> None:
    short, long = opened(96), opened(MILLION if judged else 500)
    floor = statistics.median(seconds(short.table.select_all) for _ in range(5))
    ours = seconds(long.table.select_all)
    assert long.table.ranges() == [CellRange(0, long.model.rowCount() - 1, 0, 1)]
    sys.stdout.write(f"\nselect all {ours * 1000:.1f} ms, {ours / floor:.1f} times a day\n")


def test_the_memory_of_a_long_draft(qtbot: Any, judged: bool) -> None:
    draft = draft_of(MILLION if judged else 5_000)
    arrays = draft.rows.mw.nbytes + draft.rows.labels.nbytes
    tracemalloc.start()
    model = PurchaseModel(draft)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    times = (held + arrays) / arrays
    sys.stdout.write(f"\na draft of {len(draft.rows)} rows holds {times:.2f} times its two arrays\n")
    assert model.rowCount() == len(draft.rows)
    if judged:
        assert times <= 3
