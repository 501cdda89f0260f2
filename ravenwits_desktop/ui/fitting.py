"""Dialogs that are never lower than what stands in them.

Qt guesses the height of wrapped texts from a width of its own; where the dialog is narrower, they run over each other.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


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
