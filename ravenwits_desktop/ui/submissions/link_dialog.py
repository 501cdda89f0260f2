"""The question whether a submission in doubt is linked: to what may be another purchase, or is followed already."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ravenwits_desktop.domain.decision import Decision
from ravenwits_desktop.domain.linking import NOTHING
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.asking import answers, energy, heading
from ravenwits_desktop.ui.submissions.moments import exact_moment


class LinkDialog(FittingDialog):
    """Shows what was found, and links only by a tick that stands below it; leaving it links nothing."""

    decided = Signal(object)
    """`Decision` to link, with what was `seen`."""

    def __init__(
        self,
        decision: Decision,
        submission: Submission,
        what: Message | None,
        followed: Submission | None = None,
        *,
        zone: str = DEFAULT_ZONE,
        parent: QWidget | None = None,
    ) -> None:
        """`what` speaks against the link; `followed` has the id already, and would end in `submission`."""
        super().__init__(parent)
        self._decision = replace(decision, seen=what, merged=followed.id if followed is not None else None)
        self.setObjectName("linkDialog")
        self.setWindowTitle(self.tr("Is it this purchase?"))
        sent = (
            "" if submission.sent is None else self.tr("sent {time}").format(time=exact_moment(submission.sent, zone))
        )
        notices = []
        if what is not None:
            notices.append(Notice(self))
            notices[-1].setObjectName("linkEvidence")
            notices[-1].say(what, Tone.WARNING)
        if followed is not None:
            notices.append(Notice(self))
            notices[-1].setObjectName("mergeNote")
            notices[-1].say(self._merging(followed, decision.purchase_id or "", zone), Tone.WARNING)
        self._tick = QCheckBox(self._sure(what, followed), self)
        self._tick.setObjectName("comparedBox")
        link = self.tr("Follow that purchase") if followed is None else self.tr("Merge the two")
        buttons, (button,) = answers(self, self.tr("Do not link"), ("linkButton", link, self._on_link))
        button.setEnabled(False)
        self._tick.toggled.connect(button.setEnabled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading(submission, self, energy(submission), sent), *notices, self._tick):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(560)

    def _merging(self, followed: Submission, purchase_id: str, zone: str) -> str:
        who = followed.retailer_name or followed.retailer_id
        if followed.label:
            who = f"{who}, {followed.label}"
        return self.tr(
            "The purchase {id} is in the list already: it has been followed since {time} ({who}). If it is this "
            "purchase, the two become one: this submission takes the id, the status and the outputs, and the followed "
            "entry ends as dropped and is asked about no more. Its label, note and history stay with it. Taking the "
            "link back later does not bring it back: the id has to be followed again then."
        ).format(id=purchase_id, time=exact_moment(followed.created, zone), who=who)

    def _sure(self, what: Message | None, followed: Submission | None) -> str:
        if followed is not None and what is None:
            return self.tr("They &are one purchase: the one above is what is followed there")
        if what is not None and what.template == NOTHING:
            return self.tr("I know &from elsewhere that the purchase with this id is the one above")
        return self.tr("I have &compared them: it is the purchase above all the same")

    @Slot()
    def _on_link(self) -> None:
        self.accept()
        self.decided.emit(self._decision)
