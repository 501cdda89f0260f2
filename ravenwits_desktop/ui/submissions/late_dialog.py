"""The question whether a purchase whose gate has closed is sent all the same."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.asking import answers, energy, heading


class LateDialog(FittingDialog):
    """Asks about one submission that waits; leaving it changes nothing."""

    send_requested = Signal(object)
    """The submission's id (str): it is to be sent."""
    withdraw_requested = Signal(object)
    """The submission's id (str): it is to be edited again."""

    def __init__(
        self, submission: Submission, now: datetime, *, zone: str = DEFAULT_ZONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._submission = submission
        self.setObjectName("lateDialog")
        self.setWindowTitle(self.tr("Send it after its gate?"))
        notice = Notice(self)
        notice.setObjectName("lateNote")
        text = self.tr(
            "It was submitted {submitted} in time for {market}, which closed {closed}. Nothing was sent yet."
        )
        closed = submission.gate or now
        notice.say(
            text.format(
                submitted=words.moment(submission.created, zone, now),
                market=submission.gate_market,
                closed=words.moment(closed, zone, now),
            ),
            Tone.WARNING,
        )
        advice = QLabel(
            self.tr(
                "Sent now, it can only count for the gates that are still open. Others for the same day wait behind it."
            ),
            self,
        )
        advice.setWordWrap(True)
        buttons, _ = answers(
            self,
            self.tr("Decide later"),
            ("withdrawLateButton", self.tr("&Withdraw and edit again"), self._on_withdraw),
            ("sendLateButton", self.tr("&Send it all the same"), self._on_send),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(submission, self, energy(submission)))
        layout.addWidget(notice)
        layout.addWidget(advice)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    @Slot()
    def _on_send(self) -> None:
        self.accept()
        self.send_requested.emit(self._submission.id)

    @Slot()
    def _on_withdraw(self) -> None:
        self.accept()
        self.withdraw_requested.emit(self._submission.id)
