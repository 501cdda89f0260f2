"""The sentences above the chart, with a mark of how they are to be taken, and what can be done about one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.flow_layout import Wrapping
from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.elided import FewLinesLabel

_LINES, _FOLDED_LINES = 4, 2
_GAP = 8


class RemarkBar(QWidget):
    """Remarks one below the other, in few lines; beside them what shares are, where they look like per cents.

    Where the lines have no room for all of it a button opens the rest: the picture below must not be pushed out.
    """

    per_cents = Signal(object)
    """Whether the shares of the chosen model are per cents (True) or fractions (False); None takes back what was said.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chartRemarks")
        self.label = FewLinesLabel(self, _LINES)
        self.label.setObjectName("chartRemark")
        self.buttons = Wrapping(self)
        self.switch = QToolButton(self.buttons)
        self.switch.setObjectName("perCentsButton")
        self.switch.setToolTip(self.tr("100 is all of the purchase. Only what is drawn changes, never what was sent."))
        self.switch.setCheckable(True)
        self.fractions = QToolButton(self.buttons)
        self.fractions.setObjectName("fractionsButton")
        self.fractions.setToolTip(self.tr("1 is all of the purchase: the shares are right as they came."))
        self.fractions.setCheckable(True)
        self._every: tuple[str, ...] = ()
        self._folded = self._tight = False
        self.all_button = QToolButton(self)
        self.all_button.setObjectName("allRemarksButton")
        self.all_button.setToolTip(self.tr("Read all that is said of this chart"))
        self.all_button.clicked.connect(self._open_all)
        self.switch.clicked.connect(self._decide_per_cents)
        self.fractions.clicked.connect(self._decide_fractions)
        for button in (self.switch, self.fractions):
            self.buttons.row.addWidget(button)
        said = QHBoxLayout()
        said.setSpacing(_GAP)
        said.addWidget(self.label, 1)
        said.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addLayout(said, 1)
        self._row.addWidget(self.buttons, 0)
        self._arrange()

    def fold(self, folded: bool) -> None:
        """Take few lines, which have the whole width: what can be answered stands below them."""
        self._folded = folded
        self._arrange()

    def tighten(self, tight: bool) -> None:
        """Take one line in all, what can be answered beside it in a word each."""
        self._tight = tight
        self._arrange()

    def _arrange(self) -> None:
        folded, tight = self._folded, self._tight
        self.label.set_most(1 if tight else _FOLDED_LINES if folded else _LINES)
        below = folded and not tight
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4 if folded else _GAP)
        self.switch.setText(self.tr("Per cents") if tight else self.tr("Read as per cents"))
        self.fractions.setText(self.tr("Fractions") if tight else self.tr("They are fractions"))
        for button, name in (
            (self.switch, self.tr("Read as per cents")),
            (self.fractions, self.tr("They are fractions")),
        ):
            button.setAccessibleName(name)
        self.buttons.fold(below)
        self._mind_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More or less fits."""
        super().resizeEvent(event)
        self._mind_room()

    def _mind_room(self) -> None:
        """Whether there is more to be read than is seen, judged by the width that is left beside the buttons."""
        count = len(self._every)
        self.all_button.setText(self.tr("Read all…") if count == 1 else self.tr("All {count}…").format(count=count))
        room = self.width() - _GAP - self.all_button.sizeHint().width()
        if self._row.direction() is QBoxLayout.Direction.LeftToRight and self.buttons.isVisibleTo(self):
            room -= _GAP + self.buttons.sizeHint().width()
        self.all_button.setVisible(
            count > 0 and not (self.label.text() == "\n".join(self._every) and self.label.fits_in(room))
        )

    @Slot()
    def _open_all(self) -> None:
        dialog = QDialog(self)
        dialog.setObjectName("allRemarksDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Remarks on the chart"))
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

        `every` is all there is to be said, more than the notes tell where there is much; a button opens it.
        """
        self._every = tuple(every)
        self.setVisible(bool(notes) or asks)
        self.label.setVisible(bool(notes))
        self.label.setText("\n".join(note.text for note in notes))
        for button, said in ((self.switch, True), (self.fractions, False)):
            button.setChecked(per_cents is said)
        self.buttons.setVisible(asks)
        colours = theme.current_theme()
        tones = {note.tone for note in notes}
        colour = colours.text
        if Tone.ERROR in tones:
            colour = colours.error
        elif Tone.WARNING in tones:
            colour = colours.warning
        style = (
            f"#chartRemark {{ color: {colours.text}; background: {colours.base};"
            f" border: none; border-left: 4px solid {colour}; padding: 4px 8px; }}"
        )
        flat = theme.flat_buttons()
        # a sheet of styles costs half a millisecond, and is mostly the one that is there
        for widget, wanted in (
            (self.label, style),
            *((button, flat) for button in (self.all_button, self.switch, self.fractions)),
        ):
            if widget.styleSheet() != wanted:
                widget.setStyleSheet(wanted)
        self._mind_room()
