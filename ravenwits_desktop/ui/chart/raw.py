"""The server's answer as it came, read-only and searchable: for what the chart cannot draw."""

from __future__ import annotations

import json
import re

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

LARGEST_SHOWN = 1_000_000
"""Characters; an answer may have 64 million of them, and a text widget dies long before."""
LARGEST_INDENTED = 100_000
"""Characters; indenting more would be felt."""
_LEAST_TEXT = 44
"""Pixels: in a small window the answer must not push the window out."""
LONGEST_LINE = 500
_TOO_LONG = re.compile(rf"[^\n]{{{LONGEST_LINE}}}(?=[^\n])")


def readable(raw: bytes) -> tuple[str, int]:
    """`raw` as text that can be read and drawn; and how many characters were left off.

    JSON of a small size is indented; in a large one every object begins a line, and no line is longer than
    `LONGEST_LINE`, since a text widget needs minutes for a line of a million characters.
    """
    whole = raw.decode("utf-8", errors="replace")
    text, left_off = whole[:LARGEST_SHOWN], max(0, len(whole) - LARGEST_SHOWN)
    if len(whole) <= LARGEST_INDENTED:
        try:
            text = json.dumps(json.loads(whole), indent=2, ensure_ascii=False)
        except (ValueError, RecursionError):
            # Not JSON, or nested beyond reading: as it came.
            text = whole
    else:
        text = text.replace("},", "},\n")
    return _TOO_LONG.sub("\\g<0>\n", text), left_off


class RawView(QWidget):
    """A monospaced text and a search line above it. Enter and F3 go to the next place, Shift+F3 to the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rawView")
        self._raw: bytes | None = None
        self.search = QLineEdit(self)
        self.search.setObjectName("rawSearch")
        self.search.setPlaceholderText(self.tr("Search the server's answer"))
        self.search.setAccessibleName(self.tr("Search the server's answer"))
        self.search.setClearButtonEnabled(True)
        self.found = QLabel(self)
        following = QToolButton(self)
        following.setText(self.tr("Next"))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("rawText")
        self.text.setAccessibleName(self.tr("The server's answer"))
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(_LEAST_TEXT)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(following)
        row.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.note)
        following.clicked.connect(self.find_next)
        self.search.returnPressed.connect(self.find_next)
        self.search.textChanged.connect(self._search_changed)
        for key, slot in ((QKeySequence.StandardKey.FindNext, self.find_next), ("Shift+F3", self.find_previous)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_raw(self, raw: bytes) -> None:
        """Show this answer; nothing happens if it is shown already."""
        if raw == self._raw:
            return
        self._raw = raw
        text, left_off = readable(raw)
        self.text.setPlainText(text)
        self.found.clear()
        self.note.setVisible(left_off > 0)
        self.note.setText(
            self.tr("The answer is very long: {count} more characters are kept but not shown here.").format(
                count=left_off
            )
        )

    @Slot()
    def find_next(self) -> None:
        """Go to the next place of the search text, from the top again after the last."""
        self._find(backwards=False)

    @Slot()
    def find_previous(self) -> None:
        """Go to the place before."""
        self._find(backwards=True)

    @Slot()
    def _search_changed(self) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        if self.search.text():
            self._find(backwards=False)
        else:
            self.found.clear()

    def _find(self, *, backwards: bool) -> None:
        wanted = self.search.text()
        if not wanted:
            return
        if self._seek(wanted, backwards):
            self.found.clear()
            return
        before = self.text.textCursor()
        end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
        self.text.moveCursor(end)
        if self._seek(wanted, backwards):
            self.found.clear()
        else:
            self.text.setTextCursor(before)
            self.found.setText(self.tr("not found"))

    def _seek(self, wanted: str, backwards: bool) -> bool:
        if backwards:
            return self.text.find(wanted, self.text.document().FindFlag.FindBackward)
        return self.text.find(wanted)
