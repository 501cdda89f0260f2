"""What every test shares: no display, no desktop settings of the person who runs them, no thread left behind.

Of a test with many cases a dose runs always, drawn by name; the campaigns run the others (`-m ""`).
"""

from __future__ import annotations

import gc
import os
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ravenwits_desktop import qt_libraries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


OF_SPREADSHEETS = 3
"""The dose of each test of spreadsheets that is not marked otherwise: there are thousands of cases."""
_SPREADSHEETS = Path(__file__).parent / "spreadsheets"


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Say which package of the system is missing before pytest-qt imports Qt and fails with a traceback."""
    if problem := qt_libraries.explain():
        raise pytest.UsageError(problem)


@pytest.hookimpl(tryfirst=True)  # before the cases marked slow are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what is beyond the dose of its test."""
    cases: dict[tuple[Path, str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        if isinstance(item, pytest.Function) and (dose := _dose_of(item)) is not None:
            cases[item.path, item.originalname, dose].append(item)
    for (_path, _name, dose), of_test in cases.items():
        # every n-th would draw one value alone of parameters that alternate
        for item in sorted(of_test, key=lambda item: zlib.crc32(item.name.encode()))[dose:]:
            item.add_marker(pytest.mark.slow)


def _dose_of(item: pytest.Item) -> int | None:
    """How many cases of the item's test run always; None is all of them."""
    if item.get_closest_marker("whole") is not None:
        return None
    if (marker := item.get_closest_marker("dose")) is not None:
        return int(marker.args[0])
    return OF_SPREADSHEETS if _SPREADSHEETS in item.path.parents else None


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, and need not be searched for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Window state and folders of their own for each test, the language of the numbers fixed."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    from PySide6.QtCore import QLocale, QSettings

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))
    yield
    QLocale.setDefault(QLocale.system())


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    """As in the program: never in a thread of the test runner's or the worker's, which would take windows apart."""
    from ravenwits_desktop import garbage

    gc.disable()
    yield
    generation = garbage.due()
    if generation is not None:
        gc.collect(generation)


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads still running after the test: {left}"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The tests' application is of the program's own kind."""
    from ravenwits_desktop.app import QtApplication

    return QtApplication


@pytest.fixture
def repository() -> Path:
    """The folder of the source tree."""
    return Path(__file__).resolve().parent.parent
