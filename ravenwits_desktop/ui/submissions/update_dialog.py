"""Writes a purchase's status, error and outputs at the service: edited or from a file, checked before they can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.decision import UpdateRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import Submission, state_of
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.asking import heading
from ravenwits_desktop.ui.submissions.outputs_editor import Checker, OutputsEditor
from ravenwits_desktop.ui.submissions.update_review import UpdateReview

STATUSES = ("pending", "in_progress", "completed", "failed")
"""The words that the service documents."""


class UpdateDialog(QDialog):
    """Edits and sends an update of one purchase.

    `checker` gets the outputs' text, gives warnings back, and raises an exception with a `message` (`Message`) where
    the text cannot be sent. It runs in a thread of its own, so it must touch nothing but its argument. The dialog reads
    no file: it asks by `file_requested` and is given the text by `set_outputs`. What was checked is reviewed
    (`review_requested`, answered by `show_review`) before it can be sent. `labels` are the datetimes that were sent.
    """

    review_requested = Signal(object)
    """`UpdateRequest`, to be compared with what the service has."""
    send_requested = Signal(object)
    """`UpdateRequest`, as it was reviewed."""
    file_requested = Signal(object)
    """The path (str) of a file whose text is wanted."""

    def __init__(
        self,
        submission: Submission,
        current_output_text: str,
        checker: Checker,
        parent: QWidget | None = None,
        *,
        labels: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._submission = submission
        self._reviewed: UpdateRequest | None = None
        self._busy = False
        self.setObjectName("updateDialog")
        self.setWindowTitle(self.tr("Update purchase"))
        self._editor = OutputsEditor(current_output_text, checker, labels, self)
        self._build()
        self.resize(760, 640)

    # What it is told

    def set_outputs(self, text: str, notes: tuple[Message, ...] = ()) -> None:
        """Put this text (of a file) in place of the outputs; `notes` say what was decided about the file."""
        self._answer.clear()
        self._editor.set_outputs(text, notes)

    def show_review(self, request: UpdateRequest, changes: tuple[Message, ...], seen: str) -> None:
        """Show what `request` would change; from now on it can be sent, as long as nothing is edited."""
        self._set_busy(False)
        if self.request() == request:
            self._reviewed = replace(request, seen=seen)
            self._review_page.show_changes(changes)
            self._whole.setCurrentIndex(1)
            self._show_state()

    def show_answer(self, text: str) -> None:
        """The service took the update; `text` is its answer."""
        self._back()
        self._set_busy(False)
        self._answer.say(self.tr("The purchase has been updated."), Tone.SUCCESS, detail=text)

    def show_error(self, message: Message) -> None:
        """The file could not be read or the update was not taken; everything stays as it is."""
        self._back()
        self._set_busy(False)
        self._answer.say(message, Tone.ERROR)

    def request(self) -> UpdateRequest | None:
        """What would be sent; None while it has not been checked or cannot be sent."""
        text = self._editor.checked
        if text is None:
            return None
        status: str = self._status.currentData()
        return UpdateRequest(self._submission.id, status, self._error.text().strip(), text)

    @property
    def outputs_text(self) -> str:
        """The outputs as they stand."""
        return self._editor.outputs_text

    # How it is built

    def _build(self) -> None:
        one = self._submission
        title = heading(one, self, one.purchase_id or "")
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._status = QComboBox(self)
        self._status.setObjectName("updateStatusBox")
        for word in STATUSES:
            state = state_of(word)
            self._status.addItem(f"{words.STATE_SHAPES[state]} {words.state_word(state)}", word)
        self._status.setCurrentIndex(max(0, self._status.findData(one.server_status)))
        self._error = QLineEdit(self)
        self._error.setObjectName("updateErrorEdit")
        self._error.setPlaceholderText(self.tr("empty unless it failed"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(8)
        form.addRow(self.tr("&Status"), self._status)
        form.addRow(self.tr("&Error text"), self._error)
        self._answer = Notice(self)
        self._answer.setObjectName("updateAnswer")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._return = QPushButton(self.tr("&Back"), self)
        self._return.setObjectName("backToUpdateButton")
        self._return.setAutoDefault(False)
        self._return.clicked.connect(self._back)
        buttons.addButton(self._return, QDialogButtonBox.ButtonRole.ActionRole)
        self._review = QPushButton(self.tr("Review the &changes…"), self)
        self._review.setObjectName("reviewUpdateButton")
        self._review.setAutoDefault(False)
        self._review.clicked.connect(self._on_review)
        buttons.addButton(self._review, QDialogButtonBox.ButtonRole.ActionRole)
        self._send = QPushButton(self.tr("Send update"), self)
        self._send.setObjectName("sendUpdateButton")
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self._on_send)
        buttons.addButton(self._send, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        edit_page = QWidget(self)
        edit = QVBoxLayout(edit_page)
        edit.setContentsMargins(0, 0, 0, 0)
        edit.setSpacing(8)
        edit.addLayout(form)
        edit.addWidget(self._editor, 1)
        self._review_page = UpdateReview(self)
        self._whole = QStackedLayout()
        self._whole.addWidget(edit_page)
        self._whole.addWidget(self._review_page)
        layout.addWidget(title)
        layout.addLayout(self._whole, 1)
        layout.addWidget(self._answer)
        layout.addWidget(buttons)
        self._editor.changed.connect(self._show_state)
        self._editor.edited.connect(self._answer.clear)
        self._editor.file_wanted.connect(self._on_file)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        reviewing = self._whole.currentIndex() == 1
        self._review.setVisible(not reviewing)
        self._return.setVisible(reviewing)
        self._send.setVisible(reviewing)
        self._review.setEnabled(not self._busy and self.request() is not None)
        self._review.setText(self.tr("Comparing…") if self._busy else self.tr("Review the &changes…"))
        self._return.setEnabled(not self._busy)
        self._send.setEnabled(not self._busy and self._reviewed is not None)
        self._send.setText(self.tr("Sending…") if self._busy else self.tr("Send update"))
        for widget in (self._status, self._error, self._editor):
            widget.setEnabled(not self._busy)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_state()

    # Commands

    @Slot()
    def _on_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Outputs of a strategy"),
            "",
            self.tr("JSON and spreadsheets (*.json *.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv);;All files (*)"),
        )
        if path:
            self.file_requested.emit(path)

    @Slot()
    def _on_review(self) -> None:
        request = self.request()
        if request is not None:
            self._answer.clear()
            self._set_busy(True)
            self.review_requested.emit(request)

    @Slot()
    def _back(self) -> None:
        """To the outputs again: what was reviewed has to be reviewed again."""
        self._reviewed = None
        self._whole.setCurrentIndex(0)
        self._show_state()

    @Slot()
    def _on_send(self) -> None:
        request = self._reviewed
        if request is not None:
            self._answer.clear()
            self._set_busy(True)
            self.send_requested.emit(request)

    def done(self, result: int) -> None:
        """Stop looking at checks that nobody waits for."""
        self._editor.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As `done`."""
        self._editor.stop()
        super().closeEvent(event)
