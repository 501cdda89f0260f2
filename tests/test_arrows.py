"""Which room may know which: the arrows of the README's architecture, and the proof that a wrong one is seen."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "ravenwits_desktop"
QT_ALLOWED = {
    "api": set[str](),
    "domain": set[str](),
    "sandbox": set[str](),
    "spreadsheets": set[str](),
    "store": set[str](),
    "assets": set[str](),
    "qt_libraries": set[str](),
    "settings": {"QtCore"},
    "worker": {"QtCore"},
}
"""Qt's modules by room: nothing below the window knows a widget or a colour."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the arrows of the source tree in `folder`."""
    program = Path(sys.executable).with_name("lint-imports" + (".exe" if os.name == "nt" else ""))
    return subprocess.run(
        [str(program), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def imports_of(path: Path) -> Iterator[str]:
    """The full names of all that a module imports, wherever in it; a name within a package counts as one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules_of(repository: Path, room: str) -> list[Path]:
    folder = repository / PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def test_arrows_run_down_only(repository: Path) -> None:
    result = lint_imports(repository)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


FLOORS = "Arrows run down only"
NO_QT = "No Qt in the rooms"


@pytest.mark.dose(5)
@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("domain/planted.py", "from ravenwits_desktop import assets", "The domain knows nobody"),
        ("domain/planted.py", "import ravenwits_desktop.api", FLOORS),
        ("api/planted.py", "import ravenwits_desktop.store", FLOORS),
        ("store/planted.py", "import ravenwits_desktop.spreadsheets", FLOORS),
        ("store/planted.py", "from PySide6.QtCore import QObject", NO_QT),
        ("worker/planted.py", "import ravenwits_desktop.ui", FLOORS),
        ("worker/planted.py", "import httpx", "httpx stays behind api/"),
        ("worker/planted.py", "import sqlalchemy", "SQLAlchemy stays behind store/"),
        ("ui/planted.py", "def later() -> None:\n    import ravenwits_desktop.store", "The window asks the worker"),
        ("ui/planted.py", "import httpx", "The window asks the worker"),
        ("sandbox/planted.py", "import ravenwits_desktop.assets", FLOORS),
        ("api/planted.py", "import ravenwits_desktop.sandbox", "Only the program's own start"),
        ("planted.py", "x = 1", FLOORS),
    ],
)
def test_a_wrong_arrow_is_seen(repository: Path, tmp_path: Path, place: str, line: str, contract: str) -> None:
    """A module with one import too many, planted in a copy of the tree, breaks its rule; so does an unknown room."""
    shutil.copy(repository / "pyproject.toml", tmp_path)
    shutil.copytree(repository / PACKAGE, tmp_path / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / PACKAGE / place).write_text(line + "\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert re.search(rf"^{re.escape(contract)}.* BROKEN$", result.stdout, re.MULTILINE), result.stdout
    assert "planted" in result.stdout


def test_the_domain_needs_numpy_and_nothing_else(repository: Path) -> None:
    allowed = {*sys.stdlib_module_names, "numpy", PACKAGE}
    for path in modules_of(repository, "domain"):
        foreign = {name for name in imports_of(path) if name.partition(".")[0] not in allowed}
        assert not foreign, f"{path.name} imports {foreign}"


@pytest.mark.parametrize("room", sorted(QT_ALLOWED))
def test_no_widget_below_the_window(repository: Path, room: str) -> None:
    for path in modules_of(repository, room):
        qt = {name.split(".")[1] for name in imports_of(path) if name.startswith("PySide6.")}
        assert qt <= QT_ALLOWED[room], f"{path} imports {qt - QT_ALLOWED[room]}"


def test_a_widget_below_the_window_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text("from PySide6.QtWidgets import QWidget\nfrom PySide6 import QtGui\nimport PySide6.QtSvg\n")
    assert {name.split(".")[1] for name in imports_of(module)} == {"QtWidgets", "QtGui", "QtSvg"}
