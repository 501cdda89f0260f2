"""What was copied elsewhere, opened as a draft: a table of a spreadsheet, a page or a mail, or files."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.ui.background import Background
from ravenwits_desktop.ui.editor import clipboard_source
from ravenwits_desktop.ui.editor.clipboard_source import Copied
from ravenwits_desktop.ui.editor.pasted_columns import UnusableTextError
from ravenwits_desktop.ui.importing.flow import ImportFlow
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone


class PastedTables(QObject):
    """Gives what is on the clipboard to the import, or says why it cannot."""

    def __init__(self, importing: ImportFlow, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._importing, self._messages = importing, messages
        self._background = Background(window)

    @Slot()
    def open(self) -> None:
        """Read a table on the clipboard as a file is read; copied files are opened themselves."""
        try:
            copied = clipboard_source.take(QGuiApplication.clipboard())
        except UnusableTextError as reason:
            self._tell(str(reason))
            return
        if copied.files:
            self._importing.open(copied.files)
        elif not copied.html:
            self._open(copied.text)
        else:
            text = self.tr("Reading what is on the clipboard…")
            self._background.run(text, lambda _steps: _table_of(copied), self._open)

    def _open(self, read: str | UnusableTextError) -> None:
        if isinstance(read, UnusableTextError):
            self._tell(str(read))
        elif read.strip():
            self._importing.open_text(read)
        else:
            said = self.tr("There is no table on the clipboard: copy a column of times and a column of values first.")
            self._tell(said)

    def _tell(self, text: str) -> None:
        self._messages.tell(text, tone=Tone.WARNING, key="paste")


def _table_of(copied: Copied) -> str | UnusableTextError:
    try:
        return clipboard_source.table_of(copied)
    except UnusableTextError as reason:
        return reason
