"""Notices on the desktop, for somebody who looks elsewhere. The window says the same: notices get swallowed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from ravenwits_desktop.ui.notice import Tone

_SHOWN_MS = 10_000
_KINDS = {
    Tone.INFO: QSystemTrayIcon.MessageIcon.Information,
    Tone.SUCCESS: QSystemTrayIcon.MessageIcon.Information,
    Tone.WARNING: QSystemTrayIcon.MessageIcon.Warning,
    Tone.ERROR: QSystemTrayIcon.MessageIcon.Critical,
}
MakeTray = Callable[[QIcon, QObject], QSystemTrayIcon]


class DesktopNotices(QObject):
    """Shows a notice while the window is not in front. `clicked` carries the key of the one that was clicked.

    The icon in the tray is there from the first notice on; where the desktop has no tray, nothing is shown.
    """

    clicked = Signal(str)

    def __init__(self, window: QWidget, make_tray: MakeTray = QSystemTrayIcon) -> None:
        super().__init__(window)
        self._window = window
        self._make_tray = make_tray
        self._tray: QSystemTrayIcon | None = None
        self._key = ""

    def tell(self, title: str, text: str, tone: Tone, key: str) -> None:
        """Show a notice, in place of the one before."""
        if self._window.isActiveWindow():
            return
        tray = self._tray
        if tray is None:
            tray = self._make_tray(self._window.windowIcon(), self)
            if not tray.isSystemTrayAvailable():
                tray.deleteLater()
                return
            tray.setToolTip(self._window.windowTitle())
            tray.messageClicked.connect(self._on_clicked)
            tray.activated.connect(self._on_activated)
            tray.show()
            self._tray = tray
        self._key = key
        tray.showMessage(title, text, _KINDS[tone], _SHOWN_MS)

    @Slot()
    def hide(self) -> None:
        """Take the icon away: the program ends."""
        if self._tray is not None:
            self._tray.hide()

    @Slot()
    def _on_clicked(self) -> None:
        self.clicked.emit(self._key)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, _reason: QSystemTrayIcon.ActivationReason) -> None:
        self.clicked.emit(self._key)
