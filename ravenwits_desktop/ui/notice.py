"""A few lines that tell how something stands: a shape and a colour, the words, and what is technical folded below."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import theme, words

_BAR = 4
_DETAIL_LINES = 8
_TEXT_WIDTH = 240


class Tone(enum.Enum):
    """What a notice means; the value is its shape."""

    INFO = "i"
    SUCCESS = "✓"
    WARNING = "▲"
    ERROR = "✕"


class Notice(QWidget):
    """A message inside a dialog. Hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tone = Tone.INFO
        self._shape = QLabel(self)
        font = self._shape.font()
        font.setBold(True)
        self._shape.setFont(font)
        self._text = QLabel(self)
        self._text.setObjectName("noticeText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        # Without a width of its own a wrapped label guesses a narrow one, and forms keep the height of that guess.
        self._text.setMinimumWidth(_TEXT_WIDTH)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._unfold = QToolButton(self)
        self._unfold.setObjectName("noticeUnfold")
        self._unfold.setText(self.tr("Technical details"))
        self._unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._unfold.setArrowType(Qt.ArrowType.RightArrow)
        self._unfold.setAutoRaise(True)
        self._unfold.setMaximumHeight(self.fontMetrics().height() + 4)
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._on_unfolded)
        self._detail = QPlainTextEdit(self)
        self._detail.setObjectName("noticeDetail")
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setAccessibleName(self.tr("Technical details"))
        self._detail.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._detail.setMaximumHeight(self._detail.fontMetrics().lineSpacing() * _DETAIL_LINES + 12)
        layout = QGridLayout(self)
        layout.setContentsMargins(_BAR + 8, 8, 8, 8)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        layout.addWidget(self._shape, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 0, 1)
        layout.addWidget(self._unfold, 0, 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._detail, 1, 1, 1, 2)
        layout.setColumnStretch(1, 1)
        self.clear()

    def say(self, content: Message | str, tone: Tone = Tone.INFO, detail: str = "") -> None:
        """Show `content`; the detail of a message, or `detail`, can be unfolded below."""
        self._tone = tone
        self._text.setText(words.translated(content) if isinstance(content, Message) else content)
        detail = detail or (content.detail if isinstance(content, Message) else "")
        self._shape.setText(tone.value)
        self._detail.setPlainText(detail)
        self._unfold.setVisible(bool(detail))
        self._unfold.setChecked(False)
        self._detail.setVisible(False)
        self.setAccessibleName(self._text.text())
        self._colour()
        self.setVisible(True)

    def clear(self) -> None:
        """Say nothing."""
        self._text.clear()
        self._detail.clear()
        self.setVisible(False)

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text.text()

    @property
    def detail(self) -> str:
        """What can be unfolded."""
        return self._detail.toPlainText()

    @property
    def tone(self) -> Tone:
        """How it says it."""
        return self._tone

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of a new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_detail"):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A quiet ground with a bar of the tone's colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current_theme().alternate))
        painter.fillRect(0, 0, _BAR, self.height(), QColor(self._tone_colour()))

    def _tone_colour(self) -> str:
        colours = theme.current_theme()
        return {
            Tone.INFO: colours.muted,
            Tone.SUCCESS: colours.success,
            Tone.WARNING: colours.warning,
            Tone.ERROR: colours.error,
        }[self._tone]

    def _colour(self) -> None:
        palette = self._shape.palette()
        colour = QColor(self._tone_colour())
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._shape.setPalette(palette)
        self.update()

    @Slot(bool)
    def _on_unfolded(self, unfolded: bool) -> None:
        self._unfold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._detail.setVisible(unfolded)
