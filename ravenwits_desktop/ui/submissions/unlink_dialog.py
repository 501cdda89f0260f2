"""The question whether the id to which a submission in doubt was linked is taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.asking import answers, heading
from ravenwits_desktop.ui.submissions.moments import exact_moment


class UnlinkDialog(FittingDialog):
    """Asks about one submission; leaving it changes nothing."""

    unlink_requested = Signal(object)
    """The submission's id (str)."""

    def __init__(self, submission: Submission, *, zone: str = DEFAULT_ZONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._submission = submission
        self.setObjectName("unlinkDialog")
        self.setWindowTitle(self.tr("Take the link back?"))
        linked = [step for step in submission.history if step.before is State.UNCONFIRMED]
        fact = QLabel(
            self.tr("Linked {time} to the purchase\n{id}").format(
                time=exact_moment(linked[-1].at, zone), id=submission.purchase_id
            ),
            self,
        )
        fact.setObjectName("linkFact")
        fact.setWordWrap(True)
        notice = Notice(self)
        notice.setObjectName("unlinkNote")
        notice.say(
            self.tr(
                "Do this if that is not this purchase. The submission is unconfirmed again, and you decide anew. Its "
                "outputs go, as they are those of the other purchase; label, note and history stay. Nothing changes "
                "at the service."
            ),
            Tone.WARNING,
        )
        take_back = self.tr("It is another purchase: &take the link back")
        buttons, _ = answers(self, self.tr("Keep the link"), ("unlinkButton", take_back, self._on_unlink))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(submission, self))
        layout.addWidget(fact)
        layout.addWidget(notice)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    @Slot()
    def _on_unlink(self) -> None:
        self.accept()
        self.unlink_requested.emit(self._submission.id)
