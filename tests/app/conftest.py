"""The whole program in a test: its window, its worker's thread, its store, and a sandbox over loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from ravenwits_desktop.sandbox.server import SandboxServer
from tests.app.person import PATIENCE, Person
from tests.spreadsheets.builders import hours, xlsx

pytestmark = pytest.mark.filterwarnings("error")


class Safe(keyring.backend.KeyringBackend):
    """A keychain for the length of a test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def safe() -> Iterator[Safe]:
    """A system with a keychain; without this fixture there is none."""
    before = keyring.get_keyring()
    keyring.set_keyring(safe := Safe())
    yield safe
    keyring.set_keyring(before)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    """A server that the program knows nothing of until somebody enters its address."""
    with SandboxServer(pace=0.01) as running:
        yield running


@pytest.fixture
def start(qtbot: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Person]]:
    """Starts the program and waits until it is ready; at the end of the test each one is closed and looked at."""
    before = set(threading.enumerate())
    people: list[Person] = []

    def starter(data_dir: Path | None = None, *, wait: bool = True, **options: Any) -> Person:
        person = Person(qtbot, data_dir or tmp_path / "data", **options)
        people.append(person)
        if wait:
            person.wait_ready()
        return person

    yield starter
    for person in people:
        person.close()

    def left() -> list[str]:
        """The threads that have not ended; those that read and write files need a moment after the worker."""
        return [thread.name for thread in set(threading.enumerate()) - before if thread.name != "ravenwits-sandbox"]

    qtbot.waitUntil(lambda: not left(), timeout=PATIENCE)
    for person in people:
        assert not person.faults, person.faults[0]
        person.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # what a platform without a desktop says of every window that takes another size
    printed = capfd.readouterr().err.splitlines()
    assert [line for line in printed if "propagateSizeHints" not in line] == []


@pytest.fixture
def desk(start: Callable[..., Person]) -> Person:
    """Somebody at the program, signed in to a sandbox of its own, whose purchases go through at once."""
    desk = start(sandbox=True, pace=0.01)
    desk.until(desk.window.tool_bar.retailer_id)
    return desk


@pytest.fixture
def with_server(start, server):
    """Signed in to a server that the test brings along; the sandbox only lends its names."""

    def starter(url):
        desk = start()
        dialog = desk.open_account()
        desk.fill_in(dialog, server, address=url)
        desk.press("saveAccountButton", dialog)
        desk.until(lambda: desk.window.tool_bar.retailer_id())
        return desk

    return starter


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A whole day in a file."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of that name and content."""

    def written(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written
