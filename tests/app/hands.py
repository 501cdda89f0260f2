"""Runs the program in a process of its own and does in it what a person would; tells on standard output.

python -m tests.app.hands edit DATA_DIR FILE      import the file, write into a cell; "saved" once that is on disk
python -m tests.app.hands close DATA_DIR FILE     the same, and then close the window
python -m tests.app.hands arrange DATA_DIR FILE   import the file, make more drafts of it, move and close tabs;
                                                  the names of the open ones, as JSON, once that is on disk
python -m tests.app.hands quit DATA_DIR FILE      import, write, and be ended at once as by a system that shuts down
python -m tests.app.hands modules DATA_DIR        what is imported when the window has been painted, as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView, QWidget

from ravenwits_desktop.__main__ import main
from ravenwits_desktop.folders import Folders


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Editing(QObject):
    """Takes what is imported and corrects a value."""

    def __init__(self, *, closing: bool, quitting: bool) -> None:
        super().__init__()
        self._closing, self._quitting = closing, quitting
        self._edited = False
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for widget in QApplication.allWidgets():
            if isinstance(widget, QPushButton) and widget.objectName() == "acceptImport" and widget.isEnabled():
                widget.click()
                return
            if isinstance(widget, QTableView) and widget.objectName() == "purchaseEditor" and not self._edited:
                self._edited = True
                self._edit(widget)
                return

    def _edit(self, table: QTableView) -> None:
        from ravenwits_desktop.ui.autosave import Autosave

        autosave = table.window().findChild(Autosave)
        assert autosave is not None
        index = table.model().index(5, 1)
        table.setCurrentIndex(index)
        table.edit(index)
        field = table.viewport().findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, "123.456")
        QTest.keyClick(field, Qt.Key.Key_Return)
        self._window = table.window()
        autosave.saved.connect(self._saved)
        if self._quitting:
            QApplication.quit()

    def _saved(self) -> None:
        tell("saved")
        if self._closing:
            self._window.close()


class Arranging(QObject):
    """Takes what is imported, and leaves several drafts open and closed, in an order of its own."""

    def __init__(self, window_file: Path) -> None:
        super().__init__()
        self._file = window_file
        self._told = ""
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for widget in QApplication.allWidgets():
            if isinstance(widget, QPushButton) and widget.objectName() == "acceptImport" and widget.isEnabled():
                widget.click()
                return
            if isinstance(widget, QTableView) and widget.objectName() == "purchaseEditor":
                self._timer.stop()
                self._arrange(widget.window())
                return

    def _arrange(self, window: QWidget) -> None:
        from ravenwits_desktop.ui.autosave import Autosave
        from ravenwits_desktop.ui.editor.tabs import DraftTabs

        tabs, autosave = window.findChild(DraftTabs), window.findChild(Autosave)
        assert tabs is not None
        assert autosave is not None
        tabs.current().rename("first")
        for name in ("second", "third", "fourth", "fifth"):
            window.actions_.duplicate_draft.trigger()
            tabs.current().rename(name)
        for name in ("fourth", "second"):
            tabs.bring_to_front(next(draft.id for draft in tabs.drafts() if draft.name == name))
            window.actions_.close_draft.trigger()
        tabs.tabs.tabBar().moveTab(2, 0)
        tabs.tabs.setCurrentIndex(2)
        self._tabs, self._autosave = tabs, autosave
        self._timer.timeout.disconnect(self._look)
        self._timer.timeout.connect(self._wait)
        self._timer.start()

    def _wait(self) -> None:
        """Drafts and the order of their tabs are in two places; both have to be there."""
        written = self._file.read_text() if self._file.exists() else ""
        order = " ".join(draft.id for draft in self._tabs.drafts())
        front = self._tabs.current().draft().id
        if not self._autosave.waiting and f"tabs={order}" in written and f"tabInFront={front}" in written:
            self._timer.stop()
            tell(json.dumps([draft.name for draft in self._tabs.drafts()]))


class Watching(QObject):
    """Tells what is imported at the first paint of the main window, then closes it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and watched.objectName() == "mainWindow":
            QApplication.instance().removeEventFilter(self)
            tell(json.dumps(sorted(sys.modules)))
            QTimer.singleShot(0, watched.close)
        return False


if __name__ == "__main__":
    app = QApplication(["hands"])
    what, folder, *files = sys.argv[1:]
    if what == "arrange":
        doing = Arranging(Folders.of(Path(folder), sandbox=False).window_file)
    else:
        doing = Watching() if what == "modules" else Editing(closing=what == "close", quitting=what == "quit")
    if what == "modules":
        app.installEventFilter(doing)
    sys.exit(main(["--data-dir", folder, *files]))
