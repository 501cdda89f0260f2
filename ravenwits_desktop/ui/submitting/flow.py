"""The way of a draft to the outbox: checked, reviewed by a person, handed to the worker once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.submitting.submit_dialog import SubmitDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import Reviewed, SubmissionChanged, Trouble

_KEY = "submit"


class SubmitFlow(QObject):
    """Submits one draft at a time. `submitted` carries the id of a draft that is in the outbox, written down."""

    submitted = Signal(str)

    def __init__(self, worker: Worker, messages: MessageBar, window: QWidget, *, sandbox: bool) -> None:
        super().__init__(window)
        self._worker = worker
        self._messages = messages
        self._window = window
        self._sandbox = sandbox
        self._asked: str | None = None
        self._waiting: tuple[PurchaseEditor, str] | None = None
        """A draft that is to be submitted once its rows have been checked, and its retailer."""
        self._handed_over: set[str] = set()
        self.dialog: SubmitDialog | None = None
        """The open dialog, if there is one."""
        worker.reviewed.connect(self._review)
        worker.submission_changed.connect(self._changed)
        worker.trouble.connect(self._trouble)

    def begin(self, editor: PurchaseEditor | None, retailer_id: str) -> None:
        """Check the draft and ask for its review; say what is in the way."""
        if self.dialog is not None or self._asked is not None:
            return
        if editor is None:
            self._say(self.tr("There is no draft to submit. Drop a spreadsheet on the window or begin a new draft."))
            return
        known = editor.model.examined()
        if known is None:
            self._wait_for(editor, retailer_id)
            return
        checked = known.checked
        if checked.purchase is None:
            editor.next_problem()
            self._say(self._why_not(len(checked.errors)))
            return
        if not retailer_id:
            self._say(self.tr("Choose the retailer first. Retailers are set up under File, Account."))
            return
        self._messages.clear(_KEY)
        self._asked = editor.draft().id
        self._worker.review(self._asked, retailer_id, checked.purchase, checked.warnings)

    def _wait_for(self, editor: PurchaseEditor, retailer_id: str) -> None:
        """Go on when the rows, which are many, have been checked."""
        text = self.tr("The rows are being checked. What would be sent is shown when that is done.")
        self._messages.tell(text, key=_KEY)
        self._waiting = editor, retailer_id
        editor.checked_changed.connect(self._checks_came, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _checks_came(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        if waiting[0].isVisible():
            self.begin(*waiting)
        else:
            self._say(self.tr("Nothing was sent: the draft is no longer in front. Submit it again."))

    def _why_not(self, errors: int) -> str:
        if not errors:
            return self.tr("Nothing was sent: this draft has no rows.")
        if errors == 1:
            return self.tr("Nothing was sent: one cell of this draft must be corrected first.")
        text = self.tr("Nothing was sent: {count} cells of this draft must be corrected first. F8 goes to the next.")
        return text.format(count=words.decimal(errors, 0))

    def _say(self, text: str) -> None:
        self._messages.tell(text, tone=Tone.WARNING, key=_KEY)

    @Slot(object)
    def _review(self, event: Reviewed) -> None:
        if event.review.draft_id != self._asked or self.dialog is not None:
            return
        self.dialog = SubmitDialog(event.review, sandbox=self._sandbox, parent=self._window)
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    @Slot(int)
    def _finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        if result == SubmitDialog.DialogCode.Accepted:
            self._handed_over.add(dialog.review.draft_id)
            self._worker.submit(dialog.review)
        else:
            self._asked = None
        dialog.deleteLater()

    @Slot(object)
    def _changed(self, event: SubmissionChanged) -> None:
        draft_id = event.submission.draft_id
        if event.before is None and draft_id in self._handed_over:
            self._handed_over.discard(draft_id)
            self._asked = None
            self.submitted.emit(draft_id)

    @Slot(object)
    def _trouble(self, _event: Trouble) -> None:
        """Whatever was asked for may never be answered; the draft is still there and may be submitted again."""
        if self.dialog is None:
            self._asked = None
