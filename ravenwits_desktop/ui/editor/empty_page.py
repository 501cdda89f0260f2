"""What the place of the drafts shows while there is none: the ways in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ravenwits_desktop.ui import theme

_MARGIN = 24


class EmptyPage(QWidget):
    """Ways to get a first draft; Ctrl+V pastes."""

    import_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = QLabel(self.tr("Start with a purchase"), self)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._title.setFont(font)
        self._drop = QLabel(self.tr("Drop a spreadsheet anywhere on this window, or"), self)
        self._hint = QLabel(
            self.tr(
                "Excel, LibreOffice or CSV, with a column of dates and times and one of values in MW. "
                "Nothing is sent before you have seen it and pressed Submit."
            ),
            self,
        )
        self._hint.setWordWrap(True)
        buttons = []
        for name, text, signal in (
            ("emptyImportButton", self.tr("&Import a spreadsheet…"), self.import_requested),
            ("emptyPasteButton", self.tr("&Paste from a spreadsheet"), self.paste_requested),
            ("emptySampleButton", self.tr("Open the &sample"), self.sample_requested),
            ("emptyNewButton", self.tr("&New empty draft…"), self.new_requested),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.clicked.connect(signal)
            buttons.append(button)
        column = QVBoxLayout()
        column.setSpacing(8)
        for label in (self._title, self._drop, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._title)
        column.addWidget(self._drop)
        column.addSpacing(8)
        for button in buttons:
            button.setMinimumHeight(32)
            button.setMinimumWidth(248)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        layout.addStretch(2)
        layout.addLayout(column)
        layout.addStretch(3)
        self._colour()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A box of widgets would cut the wrapped text off."""
        super().resizeEvent(event)
        self._hint.setMinimumHeight(self._hint.heightForWidth(max(self.width() - 2 * _MARGIN, 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Paste without aiming at the button."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours in the dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        muted = theme.current_theme().muted
        for label in (self._drop, self._hint):
            palette = QPalette(label.palette())
            palette.setColor(QPalette.ColorRole.WindowText, muted)
            label.setPalette(palette)
