"""A store of its own for each test, on a real disk."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ravenwits_desktop.spreadsheets.readers import LOADED
from ravenwits_desktop.store.location import default_url
from ravenwits_desktop.store.store import Store
from tests.store.factory import clock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the store; it is not there before the store is opened."""
    return tmp_path / "data" / "ravenwits.sqlite3"


@pytest.fixture
def url(file: Path) -> str:
    """Where the store is."""
    return default_url(file.parent)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store whose clock goes on a second with each change."""
    with Store.open(url, now=clock()) as opened:
        yield opened


@pytest.fixture(scope="session")
def processes() -> multiprocessing.context.BaseContext:
    """Makes child processes; where the system can, from one that has everything imported."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*LOADED, "tests.store.child"])  # one server for all tests
    return context


class Child:
    """A process that runs a function of `child` with these arguments and a pipe."""

    def __init__(
        self, context: multiprocessing.context.BaseContext, work: Callable[..., None], *arguments: object
    ) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(*arguments, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        """Kill it if it is still there, and wait for its end."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@pytest.fixture
def start(processes: multiprocessing.context.BaseContext) -> Iterator[Callable[..., Child]]:
    """Starts children; none outlives the test."""
    children: list[Child] = []

    def starter(work: Callable[..., None], *arguments: object) -> Child:
        children.append(Child(processes, work, *arguments))
        return children[-1]

    yield starter
    for child in children:
        child.end()
