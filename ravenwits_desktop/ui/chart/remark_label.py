"""The sentences above the chart, with a mark of how they are to be taken, and what can be done about one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.remarks import Remark, Tone


class RemarkBar(QWidget):
    """Remarks one below the other; beside them a switch that reads shares as per cents, where they look like it."""

    per_cents = Signal(bool)
    """Whether the shares of the chosen model are to be read as per cents."""

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
        self.switch.clicked.connect(self.per_cents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)

    def show_remarks(self, notes: Sequence[Remark], *, per_cents: bool | None) -> None:
        """Show these; `per_cents` says whether shares are read so, None where they do not look like it."""
        self.setVisible(bool(notes) or per_cents is not None)
        self.label.setVisible(bool(notes))
        self.label.setText("\n".join(note.text for note in notes))
        self.switch.setVisible(per_cents is not None)
        self.switch.setChecked(bool(per_cents))
        colours = theme.current_theme()
        tones = {note.tone for note in notes}
        colour = colours.text
        if Tone.ERROR in tones:
            colour = colours.error
        elif Tone.WARNING in tones:
            colour = colours.warning
        self.switch.setStyleSheet(theme.flat_buttons())
        self.label.setStyleSheet(
            f"#chartRemark {{ color: {colours.text}; background: {colours.base};"
            f" border: none; border-left: 4px solid {colour}; padding: 4px 8px; }}"
        )
