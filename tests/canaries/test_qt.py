"""What the choice of this Qt rests on. A canary that falls silent means: read up before the next upgrade goes in."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

QT = "6.11.3"
ROUNDS = 20_000


@dataclass(frozen=True)
class Payload:
    """What our signals carry."""

    number: int
    by_number: dict[int, str]


class Sender(QObject):
    """Signals of the kinds that were found to lose something, and of ours."""

    told = Signal(object)
    flag = Signal(bool)
    integer = Signal(int)
    mapping = Signal(dict)


class Hearer(QObject):
    """Keeps what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @Slot(object)
    def hear(self, value: object) -> None:
        self.heard.append(value)


def test_qt_is_the_one_that_was_tried(repository: Path) -> None:
    """6.12.0 drops a reference to True with each signal and aborts on Python 3.11: an upgrade is a decision."""
    pins = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    for name in ("PySide6-Essentials", "shiboken6"):
        assert f"{name}=={QT}" in pins
        assert importlib.metadata.version(name) == QT


def test_true_and_none_keep_their_references(qtbot: QtBot) -> None:
    sender, hearer, label = Sender(), Hearer(), QLabel()
    qtbot.addWidget(label)
    sender.flag.connect(hearer.hear)
    sender.told.connect(hearer.hear)

    def strain() -> None:
        for number in range(ROUNDS):
            sender.flag.emit(True)
            sender.told.emit(None)
            label.setText("a" if number % 2 else "b")
        hearer.heard.clear()

    strain()
    before = sys.getrefcount(True), sys.getrefcount(None)
    strain()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert abs(after[0] - before[0]) < 100, "True"
    assert abs(after[1] - before[1]) < 100, "None"


def test_an_object_arrives_as_it_was_sent(qtbot: QtBot) -> None:
    """The very same object, its integer keys and its large numbers whole, at once and by way of the queue."""
    for kind in (Qt.ConnectionType.DirectConnection, Qt.ConnectionType.QueuedConnection):
        sender, hearer = Sender(), Hearer()
        sender.told.connect(hearer.hear, kind)
        payload = Payload(2**40, {15: "quarter", 60: "hour"})
        sender.told.emit(payload)
        QCoreApplication.processEvents()
        assert hearer.heard == [payload]
        assert hearer.heard[0] is payload


@pytest.mark.parametrize(
    ("emit", "lost"),
    [
        ("sender.mapping.emit({15: 'quarter'})", "{15: 'quarter'}"),
        ("sender.integer.emit(2**40)", str(2**40)),
    ],
)
def test_why_signals_carry_objects_only(emit: str, lost: str) -> None:
    """Qt's own types for dict and int still lose what they carry; the day they do not, the rule may be looked at."""
    code = (
        "from PySide6.QtCore import QCoreApplication\n"
        "from tests.canaries.test_qt import Sender\n"
        "app = QCoreApplication([])\n"
        "sender = Sender()\n"
        "sender.mapping.connect(lambda value: print(value))\n"
        "sender.integer.connect(lambda value: print(value))\n"
        "try:\n"
        f"    {emit}\n"
        "except OverflowError:\n"
        "    pass\n"
        "print('done')\n"
    )
    root = Path(__file__).resolve().parent.parent.parent
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert "done" in result.stdout, result.stderr
    assert lost not in result.stdout


def test_every_signal_of_ours_carries_an_object(repository: Path) -> None:
    """No `Signal(dict)`, no `Signal(int)` that could overflow: objects, texts, flags or nothing."""
    allowed = {"object", "str", "bool"}
    for path in (repository / "ravenwits_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Signal":
                types = {ast.unparse(argument) for argument in node.args}
                assert types <= allowed, f"{path.name}:{node.lineno}: Signal({', '.join(types)})"
