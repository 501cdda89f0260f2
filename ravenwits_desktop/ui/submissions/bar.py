"""The bar of the list of submissions: its filter, and buttons for what is done most."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.submissions.actions import SubmissionActions

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
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._filter, 1)
        row.addWidget(self._status)
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

    @Slot()
    def clear(self) -> None:
        """Filter nothing."""
        self._filter.clear()
        self._status.setCurrentIndex(0)


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
