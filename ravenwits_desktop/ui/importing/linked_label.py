"""A text with links that a person can reach by the keyboard, and that keeps its place when it is written anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ravenwits_desktop.ui.theme import current_theme


class LinkedLabel(QLabel):
    """Shows HTML; a link is followed by a click, or by Tab and Enter or the space bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard | flags.TextSelectableByMouse
        )
        self._html = ""

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show this HTML."""
        # the accent is too pale for letters on the light window
        theme = current_theme()
        colour = theme.accent if theme.dark else theme.success
        self._html = text
        super().setText(f"<style>a {{ color: {colour} }}</style>{text}")

    def focus_link(self, place: int) -> None:
        """Put the focus on the link at `place` (from 0)."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelection(0, 0)  # from the first link on, wherever it was before
        for _ in range(place + 1):
            self.focusNextPrevChild(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The space bar follows a link as Enter does, and as it presses a button."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, event.modifiers())
        super().keyPressEvent(event)

    def menu_place(self) -> QPoint:
        """Where a menu for the link that was followed opens: below the pointer, else below the text."""
        pointer = QCursor.pos()
        if self.rect().contains(self.mapFromGlobal(pointer)):
            return pointer + QPoint(0, 8)
        return self.mapToGlobal(self.rect().bottomLeft())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Links in the colour of a new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setText(self._html)
