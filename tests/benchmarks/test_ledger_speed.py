"""A thousand open submissions asked about, and five thousand finished ones in the list.

    python -m uv run pytest tests/benchmarks/test_ledger_speed.py --benchmark-enable -s

The polling stands beside a bare loop of the same HTTP client that makes the same requests, the list beside the floor of
sorting its rows once. Without the option a few submissions are used and nothing is judged.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from PySide6.QtWidgets import QApplication

from ravenwits_desktop.domain.account import Account, Retailer
from ravenwits_desktop.domain.submission import State, Step, Submission
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.worker.events import SubmissionChanged
from tests.benchmarks.test_import_holdup import Beat
from tests.ui.builders import NOW, a_submission
from tests.worker.bench import SLOW, Bench

OPEN, FINISHED = 1_000, 5_000
AT_A_TIME = 8


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def served() -> Iterator[dict[str, Any]]:
    """The sandbox in a process of its own: its work is not counted here."""
    command = [sys.executable, "-m", "ravenwits_desktop", "sandbox", "--pace", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()
        process.communicate()


async def purchases(served: dict[str, Any], count: int) -> list[str]:
    """So many purchases at the server; their ids."""
    rows = {"purchase": [{"datetime": "2026-11-25 01:00", "purchase": 1.0}]}
    path = f"/api/v0/user/{served['user']}/submit-purchase"
    async with httpx.AsyncClient(base_url=served["url"], headers=_signed(served), trust_env=False) as http:
        answers = [
            await http.post(path, params={"retailer_id": served["retailers"][0]}, json=rows) for _ in range(count)
        ]
    return [answer.json()["id"] for answer in answers]


def _signed(served: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {served['token']}"}


async def bare(served: dict[str, Any], ids: list[str]) -> None:
    """The same requests with nothing around them, as many at a time."""
    waiting = list(ids)
    async with httpx.AsyncClient(base_url=served["url"], headers=_signed(served), trust_env=False) as http:

        async def ask() -> None:
            while waiting:
                answer = await http.get(f"/api/v0/user/{served['user']}/purchase/{waiting.pop()}/get")
                assert answer.status_code == 200

        async with anyio.create_task_group() as group:
            for _ in range(AT_A_TIME):
                group.start_soon(ask)


def measured(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - wall, time.process_time() - processor


def test_a_thousand_open_submissions(served: dict[str, Any], qtbot: Any, tmp_path: Path, judged: bool) -> None:
    count = OPEN if judged else 20
    ids = anyio.run(purchases, served, count)
    account = Account(served["url"], served["user"], (Retailer(served["retailers"][0], "Norte"),))
    folder = tmp_path / "data"
    with Store.open(f"sqlite:///{(folder / 'ravenwits.sqlite3').as_posix()}") as store:
        for number, purchase_id in enumerate(ids):
            store.follow(Submission(f"own-{number}", State.PENDING, account.key, "1001", NOW, purchase_id=purchase_id))
    panel = SubmissionsPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 300)
    panel.show()
    bench = Bench(qtbot, folder, account, served["token"], pauses=replace(SLOW, first=3600, longest=3600, spread=3600))
    asked: Counter[str] = Counter()

    def put(event: SubmissionChanged) -> None:
        panel.put(event.submission)
        asked[event.submission.id] += 1

    bench.worker.started.connect(lambda event: panel.set_submissions(event.submissions))
    bench.worker.submission_changed.connect(put)
    bench.start()
    beat = Beat()
    qtbot.wait(50)
    beat.take()
    try:

        def poll() -> None:
            asked.clear()
            bench.worker.refresh(())
            bench.wait_until(lambda: len(asked) == count, 120)

        first_wall, first_processor = measured(poll)
        first_held_up = beat.take()
        wall, processor = measured(poll)
        held_up = beat.take()
    finally:
        bench.stop()
    floors = [measured(lambda: anyio.run(bare, served, ids)) for _ in range(3 if judged else 1)]
    floor_wall, floor_processor = (statistics.median(each) for each in zip(*floors, strict=True))
    each, further, loop = (1000 * spent / count for spent in (first_processor, processor, floor_processor))
    sys.stdout.write(
        f"\n{count} polls, window and list included: the first, each written down, {first_wall:.2f} s and {each:.2f} ms"
        f" of processor each, {each / loop:.1f} times a bare loop's; further ones {wall:.2f} s and {further:.2f} ms,"
        f" {further / loop:.1f} times; bare loop {floor_wall:.2f} s, {loop:.2f} ms;"
        f" the window was held up for {first_held_up:.1f} and {held_up:.1f} ms at most\n"
    )
    if judged:
        assert first_processor < 10 * floor_processor
        assert processor < 6 * floor_processor


def _created(one: Submission) -> datetime:
    return one.created


def finished(count: int) -> list[Submission]:
    """Of some years: states, retailers and days as they come at a desk."""
    made = []
    for number in range(count):
        sent = NOW - timedelta(hours=6 * number)
        day = (sent + timedelta(days=1)).date().isoformat()
        state = (State.COMPLETED, State.COMPLETED, State.FAILED, State.REJECTED)[number % 4]
        steps = (
            Step(sent, None, State.QUEUED, "submitted", "user"),
            Step(sent, State.QUEUED, State.SENDING, "its turn", "program"),
            Step(sent, State.SENDING, State.PENDING, "taken", "server"),
            Step(sent + timedelta(seconds=20), State.PENDING, State.IN_PROGRESS, "the server's answer", "server"),
            Step(sent + timedelta(seconds=80), State.IN_PROGRESS, state, "the server's answer", "server"),
        )
        retailer = f"100{number % 3}"
        given = {"created": sent, "sent": sent, "checked": sent, "history": steps, "first_day": day, "last_day": day}
        made.append(a_submission(number, state, retailer_id=retailer, retailer_name=f"Retailer {retailer}", **given))
    return made


def test_five_thousand_finished_ones_in_the_list(qtbot: Any, judged: bool, tmp_path: Path) -> None:
    count = FINISHED if judged else 50
    known = finished(count)
    panel = SubmissionsPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 300)
    panel.show()
    app = QApplication.instance()
    assert app is not None

    def shown(what: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            what()
            panel.view.viewport().repaint()

        return do

    def best(what: Callable[[], object], times: int = 5) -> float:
        return min(measured(what)[0] for _ in range(times))

    texts = [f"{one.id}\n{one.purchase_id}\n{one.retailer_name}\n{one.state.value}\n{one.first_day}" for one in known]
    floor = best(lambda: sorted((one for one, text in zip(known, texts, strict=True) if "own" in text), key=_created))
    start = best(shown(lambda: panel.set_submissions(known)))
    model = panel.model
    words = iter(["retailer", "1001", "completed", "2026-11-2", "own-4", "nothing like it"] * 4)
    first = best(shown(lambda: model.set_filter("failed", None)), 1)
    filtered = statistics.median(measured(shown(lambda: model.set_filter(next(words), None)))[0] for _ in range(6))
    model.set_filter("", None)
    by_state = best(shown(lambda: model.set_filter("", frozenset({State.FAILED}), "1001", None)), 1)
    model.set_filter("", None)
    sort = best(shown(lambda: model.sort(3)), 3)
    model.sort(-1)
    one = replace(known[count // 2], state=State.PENDING)
    put = best(shown(lambda: panel.put(one)))
    sys.stdout.write(
        f"\n{count} finished: shown in {1000 * start:.1f} ms, first filter {1000 * first:.1f} ms, further ones"
        f" {1000 * filtered:.1f} ms, by state and retailer {1000 * by_state:.1f} ms, sorted in {1000 * sort:.1f} ms,"
        f" one changed in {1000 * put:.1f} ms; finding and sorting alone takes {1000 * floor:.2f} ms\n"
    )
    store_url = f"sqlite:///{(tmp_path / 'ledger.sqlite3').as_posix()}"
    with Store.open(store_url) as store:
        for number in range(count):
            store.follow(a_submission(number, purchase_id=f"id-{number}"))
        read, _ = measured(store.submissions)
        checked, _ = measured(store.check_ledger)
    opening, _ = measured(lambda: Store.open(store_url).close())
    sys.stdout.write(
        f"store of {count}: opened in {1000 * opening:.0f} ms, read in {1000 * read:.0f} ms, its ledger checked in"
        f" {1000 * checked:.0f} ms\n"
    )
    if judged:
        assert start < 50 * floor
        assert filtered < 60 * floor
        assert put < 10 * floor
