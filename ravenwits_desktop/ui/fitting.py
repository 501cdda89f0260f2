"""Dialogs that are never lower than what stands in them, and never larger than the screen.

Qt guesses the height of wrapped texts from a width of its own; where the dialog is narrower, they run over each other.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDialog, QWidget

_SIZE = re.compile(r"[1-9][0-9]{1,4}x[1-9][0-9]{1,4}")
_FRAME = QSize(16, 40)
"""What a system draws around a window, about: before it is shown nobody knows."""


class FittingDialog(QDialog):
    """Its least height is what its layout needs at the width that it has, whenever either changes."""

    def event(self, event: QEvent) -> bool:
        """Fit after each change of the width or of the contents."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        needed = layout.totalMinimumHeightForWidth(self.width())
        screen = self.screen().availableGeometry().height()
        if (least := min(needed, screen)) != self.minimumHeight():
            self.setMinimumHeight(least)


class ResizedDialog(QDialog):
    """Opens no larger than the screen has room, in the size that a person gave it last, if so."""

    def __init__(self, usual: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self._opened = QSize()
        self.resize_to("")

    def resize_to(self, kept: str) -> None:
        """Take the size that was kept of `resized`, or the usual one, as far as the screen has room for it."""
        self._opened = on_screen(self, size_of(kept, self._usual))
        self.resize(self._opened)

    @property
    def resized(self) -> str:
        """The size that a person gave the dialog, to be kept; empty where it was left as it had opened."""
        return "" if self.size() == self._opened else size_text(self.size())


def on_screen(widget: QWidget, wanted: QSize) -> QSize:
    """The size `wanted` for a window, its frame included no larger than what is free of the screen of `widget`."""
    return wanted.boundedTo(widget.screen().availableGeometry().size() - _FRAME)


def size_text(size: QSize) -> str:
    """A size as it is kept for the next start."""
    return f"{size.width()}x{size.height()}"


def size_of(text: str, otherwise: QSize) -> QSize:
    """The size that was kept as `text`; `otherwise` where there is none, or none that can be one."""
    width, _, height = text.partition("x")
    if not _SIZE.fullmatch(text):
        return otherwise
    return QSize(int(width), int(height))
