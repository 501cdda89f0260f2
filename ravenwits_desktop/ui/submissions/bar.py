"""The bar of the list of submissions: its filter, and buttons for what is done most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.submissions.actions import SubmissionActions

_NARROWEST = 96
"""Of a box, where the window is a small one."""
_NOT_TAKEN = frozenset({State.FAILED, State.REJECTED, State.NOT_FOUND})
_GIVEN_UP = frozenset({State.CANCELLED, State.DROPPED})


class SubmissionsBar(QWidget):
    """One row: words to filter by, states to filter by, buttons. A window may put it into the title of a dock."""

    filter_changed = Signal()

    def __init__(self, actions: SubmissionActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("submissionsBar")
        self._filter = QLineEdit(self)
        self._filter.setObjectName("submissionsFilter")
        self._filter.setAccessibleName(self.tr("Filter the submissions"))
        self._filter.setPlaceholderText(self.tr("Filter: day, retailer, id, message"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setMinimumWidth(160)
        self._filter.setMaximumWidth(320)
        self._filter.textChanged.connect(self.filter_changed)
        self._status = QComboBox(self)
        self._status.setObjectName("statusFilter")
        self._status.setAccessibleName(self.tr("Show these states"))
        for text, states in (
            (self.tr("All states"), None),
            (self.tr("Under way"), life.UNDER_WAY),
            (self.tr("To be decided"), life.LEFT_BY_A_PERSON),
            (self.tr("Completed"), frozenset({State.COMPLETED})),
            (self.tr("Failed or rejected"), _NOT_TAKEN),
            (self.tr("Withdrawn or dropped"), _GIVEN_UP),
        ):
            self._status.addItem(text, states)
        self._status.currentIndexChanged.connect(self.filter_changed)
        self._retailer = self._box("retailerFilter", self.tr("Show this retailer"), self.tr("All retailers"))
        self._day = self._box("dayFilter", self.tr("Show this day"), self.tr("All days"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._filter, 1)
        for box in (self._status, self._retailer, self._day):
            box.setMinimumWidth(_NARROWEST)
            row.addWidget(box)
        row.addStretch(1)
        for action, name in (
            (actions.decide, "decideButton"),
            (actions.details, "detailsButton"),
            (actions.refresh, "refreshButton"),
            (actions.follow, "followButton"),
        ):
            button = _ActionButton(action, self)
            button.setObjectName(name)
            row.addWidget(button)

    def words(self) -> str:
        """What was typed to filter by."""
        return self._filter.text()

    def states(self) -> frozenset[State] | None:
        """The states to show; None for all."""
        chosen: frozenset[State] | None = self._status.currentData()
        return chosen

    def retailer(self) -> str | None:
        """The id of the retailer to show; None for all."""
        chosen: str | None = self._retailer.currentData()
        return chosen

    def day(self) -> str | None:
        """The market day (ISO) to show; None for all."""
        chosen: str | None = self._day.currentData()
        return chosen

    def offer(self, retailers: Mapping[str, str], days: Sequence[str]) -> None:
        """What there is to choose from: names of retailers by id, and days (ISO). A choice that stands stays."""
        named = sorted(retailers.items(), key=lambda each: (each[1] or each[0]).casefold())
        _fill(self._retailer, [(f"{name} · {own_id}" if name else own_id, own_id) for own_id, name in named])
        _fill(self._day, [(words.day(day), day) for day in days])
        self._retailer.setVisible(len(retailers) > 1 or self.retailer() is not None)

    def _box(self, name: str, accessible: str, first: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.addItem(first, None)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(self.filter_changed)
        return box

    @Slot()
    def clear(self) -> None:
        """Filter nothing."""
        self._filter.clear()
        for box in (self._status, self._retailer, self._day):
            box.setCurrentIndex(0)


def _fill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer `choices` (text, value) behind the first entry; what is chosen stays chosen, though it be gone."""
    there = [(box.itemText(place), box.itemData(place)) for place in range(1, box.count())]
    chosen = (box.currentText(), box.currentData())
    if chosen[1] is not None and chosen[1] not in {value for _, value in choices}:
        choices = [chosen, *choices]
    if there == choices:
        return
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen[1]), 0) if chosen[1] is not None else 0)
    box.blockSignals(False)


class _ActionButton(QPushButton):
    """A button that does, says and shows what an action does."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._take)
        self._take()

    @Slot()
    def _take(self) -> None:
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(keys)
