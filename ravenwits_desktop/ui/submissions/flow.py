"""What a person asks for on submissions, from the list to the worker and back into dialogs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.desktop_notices import DesktopNotices
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.submissions.details_dialog import DetailsDialog
from ravenwits_desktop.ui.submissions.doubt import asks
from ravenwits_desktop.ui.submissions.ledger_dialog import LedgerDialog
from ravenwits_desktop.ui.submissions.link_dialog import LinkDialog
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.ui.submissions.update_dialog import UpdateDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import (
    LedgerChecked,
    LinkDoubted,
    OutputsRead,
    Started,
    SubmissionChanged,
    SubmissionDetails,
    UpdateEnded,
    UpdateOpened,
    UpdateReviewed,
)

_ENDED = {
    State.COMPLETED: Tone.INFO,
    State.FAILED: Tone.ERROR,
    State.REJECTED: Tone.ERROR,
    State.UNCONFIRMED: Tone.WARNING,
    State.NOT_FOUND: Tone.WARNING,
}
"""Changes that end something and are told in the message bar."""


class SubmissionsFlow(QObject):
    """Connects the list with the worker; owns the details and update dialogs."""

    def __init__(self, worker: Worker, panel: SubmissionsPanel, messages: MessageBar, window: MainWindow) -> None:
        super().__init__(window)
        self._worker = worker
        self._panel = panel
        self._messages = messages
        self._window = window
        self._zone = Account().zone
        self.notices = DesktopNotices(window)
        """What is told on the desktop; a click leads to the submission."""
        self.notices.clicked.connect(self._notice_clicked)
        window.closing.connect(self.notices.hide)
        self.update_dialog: UpdateDialog | None = None
        """The open update dialog, if there is one."""
        self._file_asked = ""
        panel.refresh_requested.connect(worker.refresh)
        panel.open_as_draft_requested.connect(worker.open_as_draft)
        panel.follow_requested.connect(worker.follow)
        panel.update_requested.connect(worker.open_update)
        panel.cancel_requested.connect(worker.cancel)
        panel.decision_requested.connect(worker.decide)
        panel.unlink_requested.connect(worker.unlink)
        panel.details_requested.connect(worker.details)
        panel.annotation_written.connect(worker.annotate)
        panel.send_after_gate_requested.connect(worker.send_after_gate)
        worker.started.connect(self._started)
        worker.submission_changed.connect(self._changed)
        worker.submission_details.connect(self._details)
        worker.update_opened.connect(self._open_update)
        worker.update_ended.connect(self._update_ended)
        worker.outputs_read.connect(self._outputs_read)
        worker.update_reviewed.connect(self._update_reviewed)
        worker.link_doubted.connect(self._link_doubted)
        worker.ledger_checked.connect(self._ledger_checked)

    def set_account(self, account: Account) -> None:
        """Whose submissions these are."""
        self._zone = account.zone
        self._panel.set_zone(account.zone)
        self._panel.set_retailers(account.retailers)

    @Slot(object)
    def _started(self, event: Started) -> None:
        # first what a person has to act on, whatever the list makes of what is kept
        for submission in event.recovered:
            self._tell(submission.id, self.tr("A purchase was being sent when the program ended last time."))
        self._panel.set_submissions(event.submissions)

    @Slot(object)
    def _changed(self, event: SubmissionChanged) -> None:
        self._panel.put(event.submission)
        if event.before is None:
            self._panel.select(event.submission.id)
        state = event.submission.state
        held = asks(event.submission) and state is State.QUEUED
        if not held and (state.value == event.before or state not in _ENDED):
            if state.value != event.before:
                self._messages.clear(event.submission.id)  # what it said of the state before is over
            return
        days = words.days(event.submission.first_day, event.submission.last_day) or event.submission.purchase_id or ""
        word = words.state_word(state, event.submission.server_status)
        head = self.tr("Purchase for {days}: {word}.").format(days=days, word=word)
        self._tell(event.submission.id, head, _ENDED.get(state, Tone.WARNING), event.submission.message)

    def _tell(self, submission_id: str, head: str, tone: Tone = Tone.WARNING, message: Message | None = None) -> None:
        text = f"{head} {words.translated(message)}" if message is not None else head
        detail = message.detail if message is not None else ""
        show = (self.tr("Show"), lambda: self._panel.select(submission_id))
        self._messages.tell(text, tone=tone, detail=detail, key=submission_id, action=show)
        rest = words.translated(message) if message is not None else ""
        self.notices.tell(head, rest, tone, submission_id)

    @Slot(str)
    def _notice_clicked(self, submission_id: str) -> None:
        self._window.bring_to_front()
        self._panel.select(submission_id)

    @Slot()
    def check_ledger(self) -> None:
        """Find out whether the ledger is intact; a dialog says so."""
        self._worker.check_ledger()

    @Slot(object)
    def _ledger_checked(self, event: LedgerChecked) -> None:
        dialog = LedgerDialog(event.report, event.concerned, self._window)
        dialog.show_requested.connect(self._panel.select)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _link_doubted(self, event: LinkDoubted) -> None:
        dialog = LinkDialog(
            event.decision, event.submission, event.what, event.followed, zone=self._zone, parent=self._window
        )
        dialog.decided.connect(self._worker.decide)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _details(self, event: SubmissionDetails) -> None:
        dialog = DetailsDialog(event.submission, event.answers, event.purchase, zone=self._zone, parent=self._window)
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    @Slot(object)
    def _open_update(self, event: UpdateOpened) -> None:
        if self.update_dialog is not None:
            return
        purchase = event.purchase
        dialog = UpdateDialog(
            event.submission,
            event.outputs_text,
            partial(self._worker.check_outputs, purchase=purchase),
            parent=self._window,
            labels=format_labels(purchase.labels) if purchase is not None else (),
        )
        dialog.review_requested.connect(self._worker.review_update)
        dialog.send_requested.connect(self._worker.update)
        dialog.file_requested.connect(self._read_file)
        dialog.finished.connect(self._update_closed)
        self.update_dialog = dialog
        dialog.open()

    @Slot(object)
    def _read_file(self, path: str) -> None:
        self._file_asked = path
        self._worker.read_outputs(path)

    @Slot(object)
    def _outputs_read(self, event: OutputsRead) -> None:
        if self.update_dialog is None or event.path != self._file_asked:
            return
        if event.text is not None:
            self.update_dialog.set_outputs(event.text, event.notes)
        elif event.message is not None:
            self.update_dialog.show_error(event.message)

    @Slot(object)
    def _update_reviewed(self, event: UpdateReviewed) -> None:
        if self.update_dialog is None:
            return
        if event.message is not None:
            self.update_dialog.show_error(event.message)
        else:
            self.update_dialog.show_review(event.request, event.changes, event.seen)

    @Slot(object)
    def _update_ended(self, event: UpdateEnded) -> None:
        if self.update_dialog is None:
            return
        if event.answer is not None:
            self.update_dialog.show_answer(event.answer)
        elif event.message is not None:
            self.update_dialog.show_error(event.message)

    @Slot(int)
    def _update_closed(self, _result: int) -> None:
        if self.update_dialog is not None:
            self.update_dialog.deleteLater()
            self.update_dialog = None
