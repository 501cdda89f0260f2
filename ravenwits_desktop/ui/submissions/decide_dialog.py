"""The way out of a doubt: what is known of an unconfirmed submission, and the three things a person can say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.decision import Choice, Decision, purchase_id_problem, tidy_purchase_id
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.asking import energy, heading
from ravenwits_desktop.ui.submissions.history import HistoryTable
from ravenwits_desktop.ui.submissions.moments import exact_moment

_INDENT = 24
_LATER_LINES = 3


class DecideDialog(FittingDialog):
    """Asks what became of an unconfirmed submission. Nothing is chosen beforehand, and sending again is asked twice."""

    decided = Signal(object)
    """`Decision`; once, when the dialog is accepted."""

    def __init__(
        self,
        submission: Submission,
        later: Sequence[Submission] = (),
        *,
        zone: str = DEFAULT_ZONE,
        parent: QWidget | None = None,
    ) -> None:
        """`later` are purchases for the same days that were made after it, newest first."""
        super().__init__(parent)
        self._submission = submission
        self._later = later
        self._zone = zone
        self.setObjectName("decideDialog")
        self.setWindowTitle(self.tr("Did the service take this purchase?"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(heading(submission, self, self._rows(), energy(submission)))
        if submission.sent is not None:
            sent = QLabel(self.tr("Sent {time} ({zone})").format(time=exact_moment(submission.sent, zone), zone=zone))
            layout.addWidget(sent)
        if submission.gate is not None:
            passed = submission.gate <= datetime.now(UTC)
            text = (
                self.tr("Meant for {market}, which closed {time}")
                if passed
                else self.tr("Meant for {market}, which closes {time}")
            )
            gate = QLabel(text.format(market=submission.gate_market, time=exact_moment(submission.gate, zone)), self)
            gate.setObjectName("gateFact")
            layout.addWidget(gate)
        self._evidence = Notice(self)
        self._evidence.setObjectName("evidence")
        unknown = self.tr("Nobody here knows whether the purchase was received.")
        self._evidence.say(submission.message or unknown, Tone.WARNING)
        layout.addWidget(self._evidence)
        if submission.history:
            history = HistoryTable(submission.history, zone, self)
            rows = min(len(submission.history), 6)
            history.setFixedHeight(history.horizontalHeader().sizeHint().height() + 4 + history.rowHeight(0) * rows)
            layout.addWidget(history)
        advice = QLabel(
            self.tr(
                "The service cannot list purchases, so it cannot be asked. Ask RavenWits, or look where your "
                "company sees its purchases, before you choose."
            ),
            self,
        )
        advice.setWordWrap(True)
        layout.addWidget(advice)
        layout.addSpacing(8)
        self._choices = QButtonGroup(self)
        self._add_choices(layout)
        layout.addStretch()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Decide later"))
        cancel.setDefault(True)
        self._ok = QPushButton(self.tr("Choose one"), self)
        self._ok.setObjectName("decideButton")
        self._ok.setAutoDefault(False)
        self._buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(640)
        cancel.setFocus()
        self._show_state()

    def choice(self) -> Choice | None:
        """What is chosen so far."""
        chosen = self._choices.checkedId()
        return list(Choice)[chosen] if chosen >= 0 else None

    def decision(self) -> Decision | None:
        """The decision as it stands, None while it is incomplete."""
        choice = self.choice()
        if choice is Choice.SEND_AGAIN and self._sure.isChecked():
            return Decision(self._submission.id, choice)
        if choice is Choice.LINK and purchase_id_problem(self._purchase_id()) is None:
            return Decision(self._submission.id, choice, self._purchase_id())
        return Decision(self._submission.id, choice) if choice is Choice.DROP else None

    def accept(self) -> None:
        """Tell the decision, once."""
        decision = self.decision()
        if decision is not None and self.result() != QDialog.DialogCode.Accepted:
            super().accept()
            self.decided.emit(decision)

    def _rows(self) -> str:
        rows = self._submission.rows
        if rows is None:
            return ""
        many = self.tr("{count} rows").format(count=words.decimal(rows, 0))
        return self.tr("1 row") if rows == 1 else many

    def _later_words(self) -> str:
        lines = [
            self.tr("After this one another purchase was made for the same days. Sent now, this older one comes last:")
        ]
        for one in self._later[:_LATER_LINES]:
            moment = exact_moment(one.sent or one.created, self._zone)
            parts = [moment, words.state_word(one.state, one.server_status), words.days(one.first_day, one.last_day)]
            if one.energy_mwh is not None:
                parts.append(self.tr("{energy} MWh").format(energy=words.mwh(one.energy_mwh)))
            if one.energy_mwh is not None and self._submission.energy_mwh is not None:
                change = self._submission.energy_mwh - one.energy_mwh
                signed = ("+" if change > 0 else "") + words.mwh(change)
                parts.append(self.tr("this one {change} MWh").format(change=signed))
            lines.append(" · ".join(parts))
        return "\n".join(lines)

    def _add_choices(self, layout: QVBoxLayout) -> None:
        def choice(which: Choice, name: str, text: str, note: str) -> QRadioButton:
            button = QRadioButton(text, self)
            button.setObjectName(name)
            button.setAccessibleDescription(note)
            self._choices.addButton(button, list(Choice).index(which))
            layout.addWidget(button)
            layout.addLayout(_indented(_note(note, self)))
            return button

        choice(
            Choice.LINK,
            "linkChoice",
            self.tr("It &exists: I have its id"),
            self.tr(
                "The server is asked for it, and its time and days are compared with this purchase; where they do not "
                "fit, or it has none, you are shown that and asked. Nothing is sent."
            ),
        )
        self._id = QLineEdit(self)
        self._id.setObjectName("purchaseIdEdit")
        self._id.setAccessibleName(self.tr("Id of the purchase"))
        self._id.setPlaceholderText("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
        self._id.textChanged.connect(self._show_state)
        self._id_problem = Notice(self)
        layout.addLayout(_indented(self._id))
        layout.addLayout(_indented(self._id_problem))
        choice(
            Choice.SEND_AGAIN,
            "sendAgainChoice",
            self.tr("It does not exist: &send it again"),
            self.tr("The same rows are sent a second time."),
        )
        if self._later:
            warning = Notice(self)
            warning.setObjectName("laterNote")
            warning.say(self._later_words(), Tone.WARNING)
            layout.addLayout(_indented(warning))
        self._sure = QCheckBox(self.tr("I know that the service has not got it. If it has, it will be there &twice."))
        self._sure.setObjectName("sureBox")
        self._sure.toggled.connect(self._show_state)
        layout.addLayout(_indented(self._sure))
        choice(
            Choice.DROP,
            "dropChoice",
            self.tr("&Drop it"),
            self.tr("It stays in the list as dropped. Nothing is sent or asked; it may exist all the same."),
        )
        self._choices.idToggled.connect(self._show_state)

    def _purchase_id(self) -> str:
        return tidy_purchase_id(self._id.text())

    @Slot()
    def _show_state(self) -> None:
        choice = self.choice()
        self._id.setEnabled(choice is Choice.LINK)
        self._sure.setEnabled(choice is Choice.SEND_AGAIN)
        problem = purchase_id_problem(self._purchase_id()) if self._id.text().strip() else None
        if choice is Choice.LINK and problem is not None:
            self._id_problem.say(problem, Tone.ERROR)
        else:
            self._id_problem.clear()
        self._ok.setEnabled(self.decision() is not None)
        self._ok.setText(
            {
                None: self.tr("Choose one"),
                Choice.SEND_AGAIN: self.tr("Send again"),
                Choice.LINK: self.tr("Follow that purchase"),
                Choice.DROP: self.tr("Drop"),
            }[choice]
        )


def _note(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_INDENT, 0, 0, 4)
    row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
