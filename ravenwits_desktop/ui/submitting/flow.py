"""The way of a draft to the outbox: checked, reviewed by a person, handed to the worker once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.submitting.submit_dialog import SubmitDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import Reviewed, SubmissionChanged, Trouble

_KEY = "submit"


class SubmitFlow(QObject):
    """Submits one draft at a time. `submitted` carries the id of a draft that is in the outbox, written down.

    The table can be edited while the worker looks at a purchase and while it writes it down. What is shown for review
    is always what stands in the table then; what is edited later comes back as `edited_since`, a draft, before
    `submitted`: no edit is taken away with the tab of what was sent.
    """

    submitted = Signal(str)
    edited_since = Signal(object)

    def __init__(
        self,
        worker: Worker,
        messages: MessageBar,
        window: QWidget,
        *,
        sandbox: bool,
        retailer_of: Callable[[PurchaseEditor], str],
        save: Callable[[], None],
    ) -> None:
        """`save` has every change of the drafts written down: one that comes back is the one that was submitted."""
        super().__init__(window)
        self._worker = worker
        self._messages = messages
        self._window = window
        self._sandbox = sandbox
        self._retailer_of = retailer_of
        self._save = save
        self._asked: str | None = None
        self._editor: PurchaseEditor | None = None
        """Whose draft is being submitted."""
        self._waiting: PurchaseEditor | None = None
        """A draft that is to be submitted once its rows have been checked."""
        self._handed_over: dict[str, tuple[Purchase, PurchaseEditor | None]] = {}
        """What was sent of each draft that is on its way into the outbox, and its editor."""
        self.dialog: SubmitDialog | None = None
        """The open dialog, if there is one."""
        worker.reviewed.connect(self._review)
        worker.submission_changed.connect(self._changed)
        worker.trouble.connect(self._trouble)

    def begin(self, editor: PurchaseEditor | None) -> None:
        """Check the draft and ask for its review; say what is in the way."""
        if self.dialog is not None or self._asked is not None:
            return
        if editor is None:
            self._say(self.tr("There is no draft to submit. Drop a spreadsheet on the window or begin a new draft."))
            return
        editor.commit_open_cell()
        self._save()
        retailer_id = self._retailer_of(editor)
        known = editor.model.examined()
        if known is None:
            self._wait_for(editor)
            return
        checked = known.checked
        if checked.purchase is None:
            self._go_to_error(editor, checked.errors)
            self._say(self._why_not(len(checked.errors)))
            return
        if not retailer_id:
            self._say(self.tr("Choose the retailer first. Retailers are set up under File, Account."))
            return
        self._messages.clear(_KEY)
        self._asked, self._editor = editor.draft().id, editor
        self._worker.review(self._asked, retailer_id, checked.purchase, checked.warnings)

    def _go_to_error(self, editor: PurchaseEditor, errors: Sequence[Problem]) -> None:
        """To the first wrong cell: warnings do not stand in the way."""
        place = next((each for each in errors if each.row is not None and each.column is not None), None)
        if place is None or place.row is None or place.column is None:
            editor.next_problem()
        else:
            editor.go_to(place.row, place.column)

    def _wait_for(self, editor: PurchaseEditor) -> None:
        """Go on when the rows, which are many, have been checked."""
        text = self.tr("The rows are being checked. What would be sent is shown when that is done.")
        self._messages.tell(text, key=_KEY)
        self._waiting = editor
        editor.checked_changed.connect(self._checks_came, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _checks_came(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        if isValid(waiting) and waiting.isVisible():
            self.begin(waiting)
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
        editor = self._editor
        if editor is None or not isValid(editor) or not editor.isVisible():
            self._asked = None
            self._say(self.tr("Nothing was sent: the draft is no longer in front. Submit it again."))
            return
        editor.commit_open_cell()
        if not self._stands(editor, event.review.purchase) or self._retailer_of(editor) != event.review.retailer.id:
            self._asked = None  # it was edited, or given to another retailer, while the worker looked at it
            self.begin(editor)
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
            self._handed_over[dialog.review.draft_id] = dialog.review.purchase, self._editor
            self._worker.submit(dialog.review)
        else:
            self._asked = None
        dialog.deleteLater()

    @Slot(object)
    def _changed(self, event: SubmissionChanged) -> None:
        draft_id = event.submission.draft_id
        if event.before is None and draft_id in self._handed_over:
            sent, editor = self._handed_over.pop(draft_id)
            self._asked = None
            if editor is not None and isValid(editor):
                editor.commit_open_cell()
                if not self._stands(editor, sent):
                    self.edited_since.emit(editor.draft())
            self.submitted.emit(draft_id)

    @staticmethod
    def _stands(editor: PurchaseEditor, purchase: Purchase) -> bool:
        """Whether the rows of the table are still those of `purchase`."""
        known = editor.model.examined()
        return known is not None and (known.checked.purchase is purchase or known.checked.purchase == purchase)

    @Slot(object)
    def _trouble(self, _event: Trouble) -> None:
        """Whatever was asked for may never be answered; the draft is still there and may be submitted again."""
        if self.dialog is None:
            self._asked = None
