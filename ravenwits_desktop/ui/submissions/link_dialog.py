"""The question whether a submission in doubt is linked to a purchase that may be another one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ravenwits_desktop.domain.decision import Decision
from ravenwits_desktop.domain.linking import NOTHING
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.moments import exact_moment


class LinkDialog(FittingDialog):
    """Shows what was found, and links only by a tick that stands below it; leaving it links nothing."""

    decided = Signal(object)
    """`Decision` to link, with what was `seen`."""

    def __init__(
        self,
        decision: Decision,
        submission: Submission,
        what: Message,
        *,
        zone: str = DEFAULT_ZONE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decision = replace(decision, seen=what)
        self.setObjectName("linkDialog")
        self.setWindowTitle(self.tr("Is it this purchase?"))
        parts = [submission.retailer_name or submission.retailer_id]
        parts.append(words.days(submission.first_day, submission.last_day))
        if submission.energy_mwh is not None:
            parts.append(f"{words.mwh(submission.energy_mwh)} MWh")
        if submission.sent is not None:
            parts.append(self.tr("sent {time}").format(time=exact_moment(submission.sent, zone)))
        heading = QLabel(" · ".join(part for part in parts if part), self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setWordWrap(True)
        notice = Notice(self)
        notice.setObjectName("linkEvidence")
        notice.say(what, Tone.WARNING)
        nothing = what.template == NOTHING
        text = (
            self.tr("I know &from elsewhere that the purchase with this id is the one above")
            if nothing
            else self.tr("I have &compared them: it is the purchase above all the same")
        )
        self._tick = QCheckBox(text, self)
        self._tick.setObjectName("comparedBox")
        cancel = QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(cancel, self)
        buttons.button(cancel).setText(self.tr("Do not link"))
        buttons.button(cancel).setDefault(True)
        self._link = QPushButton(self.tr("Follow that purchase"), self)
        self._link.setObjectName("linkButton")
        self._link.setAutoDefault(False)
        self._link.setEnabled(False)
        self._link.clicked.connect(self._on_link)
        self._tick.toggled.connect(self._link.setEnabled)
        buttons.addButton(self._link, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading, notice, self._tick):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(560)
        buttons.button(cancel).setFocus()

    @Slot()
    def _on_link(self) -> None:
        self.accept()
        self.decided.emit(self._decision)
