"""The line below the picture: totals, or what the cross-hair reads where its label has no room in the plot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ravenwits_desktop.ui.elided import fitting

_FOLDED_LINES = 2


class TotalsLabel(QLabel):
    """Wraps; folded it is always two lines high, where room is tight one; what has no room is told as a tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chartTotals")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._totals, self._reading, self._folded = "", "", False
        self._lines = _FOLDED_LINES

    def set_totals(self, text: str) -> None:
        """Tell these totals while nothing is read."""
        self._totals = text
        self._tell()

    def read(self, reading: str) -> None:
        """Folded, tell what the cross-hair reads in place of the totals; nothing shows these again."""
        self._reading = reading
        self._tell()

    def tighten(self, tight: bool) -> None:
        """Take one line only, while it is folded."""
        self._lines = 1 if tight else _FOLDED_LINES
        self.fold(self._folded)

    def fold(self, folded: bool) -> None:
        """Take two lines, whatever there is to be told: the plot must not jump when the cross-hair moves."""
        self._folded = folded
        if folded:
            self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 2)
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored if folded else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred,
        )
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More or less fits."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        whole = self._reading if self._folded and self._reading else self._totals
        shown = fitting(whole, self.fontMetrics(), self.width(), self._lines) if self._folded else whole
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(whole if shown != whole else "")
