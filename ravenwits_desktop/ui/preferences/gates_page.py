"""When the gates of the markets close: edited here, where an auction is moved or an account sends earlier."""

from __future__ import annotations

from PySide6.QtCore import QTime, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate


class GatesPage(QWidget):
    """A time and a day for each market; `gates` is what stands there."""

    def __init__(self, gates: tuple[Gate, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gatesPage")
        about = QLabel(
            self.tr(
                "A purchase is meant for the first of these gates that it can meet. One that would leave the program "
                "after it asks again first. Times are those of Madrid."
            ),
            self,
        )
        about.setWordWrap(True)
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        self._edits: dict[str, tuple[QTimeEdit, QComboBox]] = {}
        for row, gate in enumerate(gates):
            time = QTimeEdit(self)
            time.setObjectName(f"{gate.market}Time")
            time.setDisplayFormat("HH:mm")
            time.setAccessibleName(self.tr("{market} closes at").format(market=gate.market))
            day = QComboBox(self)
            day.setObjectName(f"{gate.market}Day")
            day.setAccessibleName(self.tr("Day on which {market} closes").format(market=gate.market))
            day.addItem(self.tr("the day itself"), 0)
            day.addItem(self.tr("the day before"), 1)
            for ahead in range(2, max(2, gate.days_before) + 1):
                day.addItem(self.tr("{count} days before").format(count=ahead), ahead)
            label = QLabel(gate.market, self)
            label.setBuddy(time)
            for column, widget in enumerate((label, time, day)):
                rows.addWidget(widget, row, column)
            self._edits[gate.market] = (time, day)
        rows.setColumnStretch(2, 1)
        self._show(gates)
        defaults = QPushButton(self.tr("&Usual closures"), self)
        defaults.setObjectName("usualGatesButton")
        defaults.setAutoDefault(False)
        defaults.clicked.connect(self._restore)
        last = QHBoxLayout()
        last.addWidget(defaults)
        last.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addLayout(rows)
        layout.addStretch()
        layout.addLayout(last)

    def gates(self) -> tuple[Gate, ...]:
        """The gates as they stand, in the order they were given."""
        return tuple(
            Gate(market, time.time().hour(), time.time().minute(), day.currentData())
            for market, (time, day) in self._edits.items()
        )

    def _show(self, gates: tuple[Gate, ...]) -> None:
        for gate in gates:
            if gate.market in self._edits:
                time, day = self._edits[gate.market]
                time.setTime(QTime(gate.hour, gate.minute))
                day.setCurrentIndex(day.findData(gate.days_before))

    @Slot()
    def _restore(self) -> None:
        self._show(DEFAULT_GATES)
