"""Every text can be translated: Qt's tool finds each in a context that the program asks for; a catalogue works."""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ravenwits_desktop.domain import problems
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.translation import install


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Spanish catalogue, nothing translated."""
    root, folder = Path(__file__).resolve().parent.parent, tmp_path_factory.mktemp("catalogue")
    command = [sys.executable, str(root / ".ci" / "catalogue"), "es", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert not made.stderr.strip(), made.stderr
    return folder / "ravenwits_es.ts"


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[QApplication]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    yield application
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()


def texts(catalogue: Path) -> dict[str, set[str]]:
    """The texts of a catalogue by context."""
    found: dict[str, set[str]] = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        sources = {message.findtext("source") or "" for message in context.iter("message")}
        found[context.findtext("name") or ""] = sources
    return found


def test_every_text_stands_in_a_context_that_is_asked_for(catalogue: Path, repository: Path) -> None:
    """`self.tr` asks for the class it is written in; `other.tr(...)` would never find its translation."""
    asked_for = {"Message"}
    for path in (repository / "ravenwits_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                asked_for.add(node.name)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("translate", "QT_TRANSLATE_NOOP")):
                asked_for |= {part.value for part in node.args[:1] if isinstance(part, ast.Constant)}
    assert set(texts(catalogue)) <= asked_for


def test_the_texts_of_rules_and_states_are_found(catalogue: Path) -> None:
    found = texts(catalogue)
    assert problems.NO_VALUE in found["Message"]
    assert "waiting to be sent" in found["State"]
    assert len(found["Message"]) > 30


def test_a_catalogue_changes_what_the_window_says(catalogue: Path, tmp_path: Path, app: QApplication) -> None:
    source = catalogue.read_text(encoding="utf-8")
    english, spanish = "“{text}” is not a number.", "«{text}» no es un número."
    untranslated = f'<source>{english}</source>\n        <translation type="unfinished"></translation>'
    assert untranslated in source
    finished = source.replace(untranslated, f"<source>{english}</source><translation>{spanish}</translation>")
    (tmp_path / "ravenwits_es.ts").write_text(finished, encoding="utf-8")
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    compiled = ["-silent", str(tmp_path / "ravenwits_es.ts"), "-qm", str(tmp_path / "ravenwits_es.qm")]
    subprocess.run([str(lrelease), *compiled], check=True)

    message = Message(english, {"text": "muchos"})
    assert words.translated(message) == "“muchos” is not a number."
    assert install(app, QLocale("es_ES"), tmp_path)
    assert words.translated(message) == "«muchos» no es un número."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar", "Qt's own words go along"


def test_a_language_without_a_catalogue_leaves_everything_english(tmp_path: Path, app: QApplication) -> None:
    assert not install(app, QLocale("es_ES"), tmp_path)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
