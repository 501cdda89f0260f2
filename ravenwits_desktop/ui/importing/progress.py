"""That a reading goes on, once it takes long, and the button that gives it up."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

SLOW = 500
"""Milliseconds after which a reading shows that it goes on."""


class ReadingProgress(QWidget):
    """Hidden until `begin` is half a second ago, and again from `end` on."""

    stopped = Signal()
    """A person gives the reading up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bar = QProgressBar(self)
        bar.setObjectName("importProgress")
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("The file is being read"))
        bar.setFixedHeight(8)
        stop = QPushButton(self.tr("Stop reading"), self)
        stop.setObjectName("stopReading")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.stopped)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(bar, 1)
        across.addWidget(stop)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._show)
        self.setVisible(False)

    def begin(self) -> None:
        """A reading has begun."""
        self._slow.start()

    def end(self) -> None:
        """It has ended, or was given up."""
        self._slow.stop()
        self.setVisible(False)

    @Slot()
    def _show(self) -> None:
        self.setVisible(True)
