"""Asks for the id of a purchase that was made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.decision import FollowRequest, purchase_id_problem, tidy_purchase_id
from ravenwits_desktop.ui.notice import Notice, Tone


class FollowDialog(QDialog):
    """An id, and the retailer it is for (unknown is allowed: the empty id)."""

    follow_requested = Signal(object)
    """`FollowRequest`; once, when the dialog is accepted."""

    def __init__(self, retailers: Sequence[Retailer] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("followDialog")
        self.setWindowTitle(self.tr("Follow a purchase"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        hint = QLabel(
            self.tr("A purchase that was made elsewhere is found by its id alone. Its rows are not known here."), self
        )
        hint.setWordWrap(True)
        layout.addWidget(hint)
        self._id = QLineEdit(self)
        self._id.setObjectName("purchaseIdEdit")
        self._id.setPlaceholderText("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
        self._id.textChanged.connect(self._show_state)
        self._retailer = QComboBox(self)
        self._retailer.setObjectName("followRetailerBox")
        for retailer in retailers:
            self._retailer.addItem(retailer.title, retailer.id)
        self._retailer.addItem(self.tr("Not known"), "")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("&Id of the purchase"), self._id)
        form.addRow(self.tr("&Retailer"), self._retailer)
        layout.addLayout(form)
        self._problem = Notice(self)
        layout.addWidget(self._problem)
        layout.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = QPushButton(self.tr("Follow"), self)
        self._ok.setObjectName("followButton")
        self._ok.setDefault(True)
        buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(480)
        self._id.setFocus()
        self._show_state()

    def request(self) -> FollowRequest | None:
        """What is asked for, None while the id is no id."""
        purchase_id = tidy_purchase_id(self._id.text())
        if purchase_id_problem(purchase_id) is not None:
            return None
        return FollowRequest(purchase_id, self._retailer.currentData())

    def accept(self) -> None:
        """Tell the request, once."""
        request = self.request()
        if request is not None and self.result() != QDialog.DialogCode.Accepted:
            super().accept()
            self.follow_requested.emit(request)

    @Slot()
    def _show_state(self) -> None:
        self._ok.setEnabled(self.request() is not None)
        written = tidy_purchase_id(self._id.text())
        problem = purchase_id_problem(written)
        if written and problem is not None:
            self._problem.say(problem, Tone.ERROR)
        else:
            self._problem.clear()
