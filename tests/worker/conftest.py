"""Workers on real stores, with real servers on loopback; each is ended and looked at after the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.sandbox.server import SandboxServer
from ravenwits_desktop.store.errors import StoreError
from tests.worker.bench import Bench, account_for

START = Callable[..., Bench]


@pytest.fixture
def make(qtbot: Any, tmp_path: Path) -> Iterator[START]:
    """Makes workers, not started; at the end of the test none runs, and none met what nobody expected."""
    benches: list[Bench] = []

    def maker(account: Account | None = None, token: str | None = None, **options: Any) -> Bench:
        folder = options.pop("folder", tmp_path / "data")
        benches.append(Bench(qtbot, folder, account, token, **options))
        return benches[-1]

    yield maker
    for bench in benches:
        bench.stop()
    for bench in benches:
        assert not bench.worker.running
        assert bench.faults() == []
    for bench in benches:
        try:
            store = bench.store()
        except StoreError:
            continue  # the test made it unusable
        with store:
            sending = [submission for submission in store.submissions() if submission.state is State.SENDING]
            assert not sending or "sending" in bench.expected


@pytest.fixture
def start(make: START) -> START:
    """Makes a worker and waits until it is ready."""
    return lambda *arguments, **options: make(*arguments, **options).start()


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    """A sandbox whose purchases move only when they are told to."""
    with SandboxServer(pace=0) as running:
        running.hold()
        yield running


@pytest.fixture
def desk(start: START, server: SandboxServer) -> Bench:
    """A worker that is signed in at the sandbox."""
    return start(account_for(server.url, server.user, *server.retailers), server.token)
