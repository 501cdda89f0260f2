"""The sentences above the chart, with a mark of how they are to be taken, and what can be done about one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.chart.remarks import MOST_TOLD


class RemarkBar(QWidget):
    """Remarks one below the other; beside them what shares are, where they look like per cents."""

    per_cents = Signal(object)
    """Whether the shares of the chosen model are per cents (True) or fractions (False); None takes back what was said.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chartRemarks")
        self.label = QLabel(self)
        self.label.setObjectName("chartRemark")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.switch = QToolButton(self)
        self.switch.setObjectName("perCentsButton")
        self.switch.setText(self.tr("Read as per cents"))
        self.switch.setToolTip(self.tr("100 is all of the purchase. Only what is drawn changes, never what was sent."))
        self.switch.setCheckable(True)
        self.fractions = QToolButton(self)
        self.fractions.setObjectName("fractionsButton")
        self.fractions.setText(self.tr("They are fractions"))
        self.fractions.setToolTip(self.tr("1 is all of the purchase: the shares are right as they came."))
        self.fractions.setCheckable(True)
        self._every: tuple[str, ...] = ()
        self.all_button = QToolButton(self)
        self.all_button.setObjectName("allRemarksButton")
        self.all_button.setToolTip(self.tr("Read everything that could not be read or is doubtful"))
        self.all_button.clicked.connect(self._open_all)
        self.switch.clicked.connect(self._decide_per_cents)
        self.fractions.clicked.connect(self._decide_fractions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.fractions, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _open_all(self) -> None:
        dialog = QDialog(self)
        dialog.setObjectName("allRemarksDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("What of the answer could not be read or is doubtful"))
        text = QPlainTextEdit("\n".join(self._every), dialog)
        text.setObjectName("allRemarks")
        text.setAccessibleName(dialog.windowTitle())
        text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(text)
        column.addWidget(buttons)
        dialog.resize(560, 360)
        dialog.open()

    @Slot(bool)
    def _decide_per_cents(self, chosen: bool) -> None:
        self.per_cents.emit(True if chosen else None)

    @Slot(bool)
    def _decide_fractions(self, chosen: bool) -> None:
        self.per_cents.emit(False if chosen else None)

    def show_remarks(
        self, notes: Sequence[Remark], *, asks: bool, per_cents: bool | None, every: Sequence[str] = ()
    ) -> None:
        """Show these; `asks` where shares look like per cents, `per_cents` is what somebody said of that.

        `every` is all that could not be read; where the remarks cannot tell all of it a button opens it.
        """
        self._every = tuple(every)
        self.all_button.setVisible(len(self._every) > MOST_TOLD)
        self.all_button.setText(self.tr("All {count}…").format(count=len(self._every)))
        if self.all_button.isVisibleTo(self):
            self.all_button.setStyleSheet(theme.flat_buttons())
        self.setVisible(bool(notes) or asks)
        self.label.setVisible(bool(notes))
        self.label.setText("\n".join(note.text for note in notes))
        for button, said in ((self.switch, True), (self.fractions, False)):
            button.setVisible(asks)
            button.setChecked(per_cents is said)
            if asks:  # a sheet of styles costs half a millisecond, and mostly nobody asks
                button.setStyleSheet(theme.flat_buttons())
        colours = theme.current_theme()
        tones = {note.tone for note in notes}
        colour = colours.text
        if Tone.ERROR in tones:
            colour = colours.error
        elif Tone.WARNING in tones:
            colour = colours.warning
        self.label.setStyleSheet(
            f"#chartRemark {{ color: {colours.text}; background: {colours.base};"
            f" border: none; border-left: 4px solid {colour}; padding: 4px 8px; }}"
        )
