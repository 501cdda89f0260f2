"""Labels that shorten their text to the room they have and tell the whole of it as a tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LEAST_LETTERS = 8


def fitting(whole: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """As much of a text as so many lines of so many pixels take, wrapped, with an ellipsis where that is not all."""
    width = max(width, 1)
    flags = int(Qt.TextFlag.TextWordWrap)

    def fits(text: str) -> bool:
        # half a line of play: the heights of lines are rounded, each for itself
        height = metrics.boundingRect(0, 0, width, 10_000, flags, text).height()
        return height < (lines + 0.5) * metrics.lineSpacing()

    # a letter is a pixel wide at least: no text is laid out that is longer than can ever fit
    high = min(len(whole), lines * width)
    if high == len(whole) and fits(whole):
        return whole
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(whole[:middle].rstrip() + "…") else (low, middle - 1)
    return whole[:low].rstrip() + "…"


class ElidedLabel(QLabel):
    """One line that gives way; what does not fit ends in an ellipsis. `text()` is always the whole text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show `text`, as far as there is room."""
        super().setText(text)
        self._mind_tip()

    def shown(self) -> str:
        """What there is room for."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters wide."""
        return QSize(self.fontMetrics().averageCharWidth() * _LEAST_LETTERS, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another tip where more or less fits."""
        super().resizeEvent(event)
        self._mind_tip()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as fits."""
        painter = QPainter(self)
        alignment, role = int(self.alignment()), self.foregroundRole()
        self.style().drawItemText(
            painter, self.contentsRect(), alignment, self.palette(), self.isEnabled(), self.shown(), role
        )

    def _mind_tip(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")


class FewLinesLabel(QLabel):
    """A text that wraps and takes `most` lines at most; what does not fit ends in an ellipsis.

    `text()` is always the whole text.
    """

    def __init__(self, parent: QWidget | None = None, most: int = 4) -> None:
        super().__init__(parent)
        self._most = most
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_most(self, most: int) -> None:
        """Take so many lines at most."""
        self._most = most
        self._mind_tip()
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show `text`, as far as there is room."""
        super().setText(text)
        self._mind_tip()

    def _frame(self) -> QSize:
        """What the style takes on all sides."""
        return self.size() - self.contentsRect().size()

    def fits_in(self, width: int) -> bool:
        """Whether all of the text is seen where the label is so many pixels wide."""
        return fitting(self.text(), self.fontMetrics(), width - self._frame().width(), self._most) == self.text()

    def shown(self) -> str:
        """What there is room for."""
        spacing = max(self.fontMetrics().lineSpacing(), 1)
        # the last line needs no space below it
        lines = min(self._most, max(1, round(self.contentsRect().height() / spacing)))
        return fitting(self.text(), self.fontMetrics(), self.contentsRect().width(), lines)

    def _least(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + self._frame().height()

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's name
        """What the text needs, as many lines as there may be at most."""
        return min(super().heightForWidth(width), self._least(self._most))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the text would like to be."""
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._least(self._most)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters of one line: a long text holds no window large."""
        return QSize(self.fontMetrics().averageCharWidth() * _LEAST_LETTERS, self._least(1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another tip where more or less fits."""
        super().resizeEvent(event)
        self._mind_tip()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as fits."""
        shown = self.shown()
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap)
        self.style().drawItemText(
            painter, self.contentsRect(), flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def _mind_tip(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")
