"""Somebody who works with the program through its window: keys, clicks, drops, menus and dialogs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QTableWidget,
    QWidget,
)

from ravenwits_desktop import logs
from ravenwits_desktop.app import Application, Faults, Options
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.sandbox.server import SandboxServer
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.workspace import Workspace

PATIENCE = 20_000
Kind = TypeVar("Kind", bound=QObject)


class Person:
    """The program, started on a data folder, and hands to use it. `faults` are reports that nobody expected."""

    def __init__(self, qtbot: Any, data_dir: Path, paths: tuple[str, ...] = (), **options: Any) -> None:
        self.bot = qtbot
        self.folders = Folders.of(data_dir, sandbox=options.get("sandbox", False))
        self.faults: list[str] = []
        self._closed = self._ready = False
        self._redactor = logs.Redactor()
        catching = Faults(self._redactor)
        self._watching = catching.watching()
        self._watching.__enter__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.application = Application(
            app, Options(paths=paths, data_dir=data_dir, **options), self.folders, self._redactor
        )
        catching.caught.connect(self.application.fault)
        catching.caught.connect(self.faults.append)
        self._catching = catching
        self.application.worker.unexpected.connect(lambda event: self.faults.append(event.report))
        self.application.ready.connect(self._on_ready)
        self.window = self.application.window
        self.window.show()

    def _on_ready(self) -> None:
        self._ready = True

    def wait_ready(self) -> None:
        self.until(lambda: self._ready)

    # the end

    def close(self, by: Callable[[], object] | None = None) -> None:
        """Close the window as a person does; the worker has to end within three seconds."""
        if self._closed:
            return
        self._closed = True
        worker = self.application.worker
        with self.bot.waitSignal(worker.stopped, timeout=3000):
            (by or self.window.close)()
        assert not self.window.isVisible()
        assert not worker.running
        self.application.end()
        self._watching.__exit__(None, None, None)

    def forget(self) -> None:
        self.application.deleteLater()

    # waiting

    def until(self, holds: Callable[[], Any]) -> None:
        self.bot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)

    def wait_for(self, look: Callable[[], Kind | None]) -> Kind:
        self.until(lambda: look() is not None)
        found = look()
        assert found is not None
        return found

    # looking

    @property
    def workspace(self) -> Workspace:
        assert self.application.workspace is not None
        return self.application.workspace

    @property
    def sandbox(self) -> SandboxServer:
        assert self.application.sandbox is not None
        return self.application.sandbox

    def child(self, kind: type[Kind], name: str, within: QObject | None = None) -> Kind:
        found = (within or self.window).findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def seen(self, kind: type[Any], name: str) -> Any:
        """The visible child of that name, None if there is none."""
        return next((widget for widget in self.window.findChildren(kind, name) if widget.isVisible()), None)

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it is there."""
        return self.wait_for(lambda: self.seen(QDialog, name))

    def gone(self, name: str) -> None:
        """Wait until the dialog of that name has closed."""
        self.until(lambda: self.seen(QDialog, name) is None)

    def said(self) -> str:
        """What the message bar says."""
        return "\n".join(self.window.messages.texts())

    def hears(self, *parts: str) -> str:
        """Wait until the message bar says all of these; what it says."""
        self.until(lambda: all(part in self.said() for part in parts))
        return self.said()

    def link(self) -> str:
        return self.window.tool_bar.link.text()

    def editor(self) -> PurchaseEditor:
        editor = self.workspace.tabs.current()
        assert editor is not None
        return editor

    def names(self) -> list[str]:
        """The names of the open drafts."""
        return [draft.name for draft in self.workspace.tabs.drafts()]

    @property
    def table(self) -> QTableView:
        table = self.seen(QTableView, "purchaseEditor")
        assert table is not None
        return table

    def cell(self, row: int, column: int = 1) -> str:
        return str(self.table.model().index(row, column).data(Qt.ItemDataRole.EditRole) or "")

    def totals(self) -> str:
        return str(self.seen(QLabel, "purchaseTotals").text().replace("\u00a0", " "))

    @property
    def list(self) -> QTableView:
        return self.child(QTableView, "submissionsView")

    def submissions(self) -> list[str]:
        """The rows of the list, as they are read."""
        model = self.list.model()
        return [
            "  ".join(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def stands(self, word: str, row: int = 0) -> None:
        """Wait until a row of the list says so, asking the server meanwhile as an impatient person would."""

        def says() -> bool:
            rows = self.submissions()
            if len(rows) > row and word in rows[row]:
                return True
            self.window.actions_.refresh.trigger()
            return False

        self.until(says)

    # doing

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, name: str, within: QObject | None = None) -> None:
        """Click the button of that name."""
        self.click(self.child(QAbstractButton, name, within))

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.bot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def drop(self, *paths: Path) -> None:
        """Drag these files over the window and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = QPointF(self.window.rect().center())
        action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place.toPoint(), action, data, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(place, action, data, buttons, keys))

    def read(self) -> QDialog:
        """The import dialog, once the file has been read."""
        dialog = self.dialog("importDialog")
        self.until(lambda: self.child(QPushButton, "acceptImport", dialog).isEnabled())
        return dialog

    def asked(self, *parts: str) -> QDialog:
        """The import dialog, once its sentence has all of these."""
        dialog = self.dialog("importDialog")
        self.until(lambda: all(part in self.child(QLabel, "importSentence", dialog).text() for part in parts))
        return dialog

    def pick(self, box: QComboBox, text: str) -> None:
        """Choose in a box as a person does, by the keys."""
        index = box.findText(text)
        assert index >= 0, f"{text} is not offered"
        if not box.isVisible():
            self.press("importSettingsButton", box.window())
        box.setFocus()
        box.showPopup()
        view = box.view()
        view.setCurrentIndex(box.model().index(index, 0))
        self.bot.keyClick(view, Qt.Key.Key_Return)

    def take(self, path: Path) -> None:
        """Import this file as it is understood."""
        count = self.workspace.tabs.tabs.count()
        self.drop(path)
        # a file of a kind that was taken before asks nothing
        self.until(lambda: self.workspace.tabs.tabs.count() > count or self.seen(QDialog, "importDialog"))
        if self.workspace.tabs.tabs.count() == count:
            dialog = self.read()
            self.press("acceptImport", dialog)
        self.gone("importDialog")
        self.until(lambda: self.workspace.tabs.tabs.count() == count + 1)

    def type(self, row: int, text: str, column: int = 1) -> None:
        """Write into a cell of the draft in front."""
        table = self.table
        index: QModelIndex = table.model().index(row, column)
        table.setFocus()
        table.setCurrentIndex(index)
        table.edit(index)
        field = self.wait_for(lambda: table.viewport().findChild(QLineEdit))
        field.selectAll()
        self.bot.keyClicks(field, text)
        self.bot.keyClick(field, Qt.Key.Key_Return)
        self.until(lambda: table.viewport().findChild(QLineEdit) is None)

    def saved(self) -> None:
        """Wait until every change is on the disk."""
        self.until(lambda: not self.workspace.autosave.waiting)

    def review(self) -> QDialog:
        """Press the tool bar's Submit and wait for the dialog."""
        self.press("submitButton")
        return self.dialog("submitDialog")

    def submit(self) -> None:
        """Submit the draft in front, having ticked whatever has to be seen."""
        count = self.list.model().rowCount()
        dialog = self.review()
        for box in dialog.findChildren(QCheckBox):
            box.setChecked(True)
        self.press("confirmSubmitButton", dialog)
        self.until(lambda: self.list.model().rowCount() == count + 1)

    @contextlib.contextmanager
    def answering_file_dialog(self, *paths: Path) -> Iterator[None]:
        """Answer the file dialog that opens inside the block; no path means Cancel."""
        answered = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(10, answer)
                return
            answered.append(dialog)
            if not paths:
                dialog.reject()
                return
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.setText(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
            QTimer.singleShot(0, dialog.accept)

        QTimer.singleShot(10, answer)
        yield
        assert answered

    def sign_in(self, server: SandboxServer, *, password: bool = False, **wrong: str) -> None:
        """Fill in the account dialog and press its test button."""
        dialog = self.open_account()
        self.fill_in(dialog, server, password=password, **wrong)
        self.press("signInButton", dialog)

    def open_account(self) -> QDialog:
        self.window.actions_.account.trigger()
        return self.dialog("accountDialog")

    def fill_in(self, dialog: QDialog, server: SandboxServer, *, password: bool = False, **wrong: str) -> None:
        """Write what is needed to sign in to `server`, with something `wrong` if so wanted."""
        values = {"address": server.url, "user": server.user} | wrong
        if password:
            self.child(QRadioButton, "passwordChoice", dialog).setChecked(True)
            values = {"email": server.email, "password": server.password} | values
        else:
            values = {"token": server.token} | values
        for name, value in values.items():
            field = self.child(QLineEdit, f"{name}Edit", dialog)
            field.clear()
            self.bot.keyClicks(field, value)
        table = self.child(QTableWidget, "retailersTable", dialog)
        for retailer in server.retailers[table.rowCount() :]:
            self.press("addRetailerButton", dialog)
            field = next(field for field in table.findChildren(QLineEdit) if field.isVisible())
            self.bot.keyClicks(field, retailer)
            self.bot.keyClick(field, Qt.Key.Key_Tab)

    def text_of(self, name: str, within: QObject | None = None) -> str:
        """The text of a plain text field."""
        return self.child(QPlainTextEdit, name, within).toPlainText()
