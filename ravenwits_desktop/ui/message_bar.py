"""A bar above the content that tells what happened and stays until it is read: notifications get swallowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.theme import current_theme

MOST = 3
Action = tuple[str, Callable[[], object]]
"""The text of a button and what it does."""


class _Entry(QFrame):
    """One message with its button, if it has one, and the cross that takes it away."""

    def __init__(
        self,
        text: str,
        detail: str,
        tone: Tone,
        actions: Sequence[Action],
        close: Callable[[], object],
        *,
        busy: bool = False,
    ) -> None:
        super().__init__()
        self.text = text
        self.serious = tone in (Tone.WARNING, Tone.ERROR)
        self.stays = self.serious or busy  # what goes on has its Cancel here
        self.notice = Notice(self)
        self.notice.say(text, tone, detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 1)
        row.setSpacing(8)
        row.addWidget(self.notice, 1)
        if busy:
            bar = QProgressBar()
            bar.setObjectName("messageProgress")
            bar.setRange(0, 0)
            bar.setTextVisible(False)
            bar.setFixedSize(160, 8)
            bar.setAccessibleName(text)
            row.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter)
        for name, do in actions:
            button = QPushButton(name)
            button.clicked.connect(do)
            button.clicked.connect(close)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        cross = QToolButton()
        cross.setText("✕")
        cross.setAutoRaise(True)
        cross.setToolTip(self.tr("Dismiss this message"))
        cross.setAccessibleName(self.tr("Dismiss this message"))
        cross.clicked.connect(close)
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground of the notice under its buttons too, and a line below."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.alternate))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))


class MessageBar(QWidget):
    """The latest messages, the newest on top. A message of the same `key` replaces the one before.

    Beyond three, news give way to what comes, the oldest first. Warnings and errors are not to be lost before they are
    read: three of them stay beside the latest news.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._entries: dict[str, _Entry] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setVisible(False)

    def tell(
        self,
        text: str,
        *,
        tone: Tone = Tone.INFO,
        detail: str = "",
        key: str = "",
        action: Action | None = None,
        actions: Sequence[Action] = (),
        busy: bool = False,
    ) -> None:
        """Show a message. The button of `action`, or of any of `actions`, also closes it. `busy` things go on."""
        key = key or text
        self.clear(key)
        self._entries[key] = entry = _Entry(
            text, detail, tone, (action,) if action else actions, lambda: self.clear(key), busy=busy
        )
        self._layout.insertWidget(0, entry)
        while len(self._entries) > MOST and (least := self._least(key)) is not None:
            self.clear(least)
        self.setVisible(True)

    def _least(self, newest: str) -> str | None:
        """The key of the message that has to give way to the newest one."""
        serious = [key for key, entry in self._entries.items() if entry.serious]
        news = (key for key, entry in self._entries.items() if key != newest and not entry.stays)
        return next(news, None) or (serious[0] if len(serious) > MOST else None)

    def clear(self, key: str) -> None:
        """Take the message of `key` away, if it is there."""
        entry = self._entries.pop(key, None)
        if entry is not None:
            entry.hide()
            self._layout.removeWidget(entry)
            entry.deleteLater()
        self.setVisible(bool(self._entries))

    def texts(self) -> list[str]:
        """The texts that are shown, the oldest first."""
        return [entry.text for entry in self._entries.values()]
