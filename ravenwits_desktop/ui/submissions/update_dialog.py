"""Writes a purchase's status, error and outputs at the service: edited or from a file, checked before they can go."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
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
from ravenwits_desktop.ui.submissions.json_edit import JsonEdit
from ravenwits_desktop.ui.submissions.json_layout import Place, laid_out, place

Checker = Callable[[str], tuple[Message, ...]]
STATUSES = ("pending", "in_progress", "completed", "failed")
"""The words that the service documents."""
LONGEST_EDITED = 2_000_000
"""Characters; a longer text is sent as it was read and not shown."""
_LONG_LINE = 4_000
_PAUSE_MS = 250
_LOOK_MS = 20
_MOST_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class _Findings:
    """What came of checking one text."""

    text: str
    warnings: tuple[Message, ...] = ()
    problem: Message | None = None
    place: Place | None = None


class UpdateDialog(QDialog):
    """Edits and sends an update of one purchase.

    `checker` gets the outputs' text, gives warnings back, and raises an exception with a `message` (`Message`) where
    the text cannot be sent. It runs in a thread of its own, so it must touch nothing but its argument. The dialog reads
    no file: it asks by `file_requested` and is given the text by `set_outputs`.
    """

    send_requested = Signal(object)
    """`UpdateRequest`."""
    file_requested = Signal(object)
    """The path (str) of a file whose text is wanted."""

    def __init__(
        self, submission: Submission, current_output_text: str, checker: Checker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._submission, self._current, self._checker = submission, current_output_text, checker
        self._outputs: str | None = None
        self._findings: _Findings | None = None
        self._busy = False
        # The checks are pure Python over what may be tens of megabytes: never in the window's thread. Their result is
        # fetched by a timer, so that no object of Qt is touched by two threads.
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check-outputs")
        self._checking: Future[_Findings] | None = None
        self._arranging: Future[str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start_check)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self.setObjectName("updateDialog")
        self.setWindowTitle(self.tr("Update purchase"))
        self._build()
        self.resize(760, 640)
        self.set_outputs(current_output_text)

    # What it is told

    def set_outputs(self, text: str) -> None:
        """Put this text (of a file, of the service) in place of the outputs, laid out for reading if need be."""
        self._answer.clear()
        if len(text) <= LONGEST_EDITED and any(len(line) > _LONG_LINE for line in text.splitlines()):
            self._forget()
            self._arranging = self._pool.submit(laid_out, text)
            self._look.start()
            self._show_state()
        else:
            self._show_outputs(text)

    def show_answer(self, text: str) -> None:
        """The service took the update; `text` is its answer."""
        self._set_busy(False)
        self._answer.say(self.tr("The purchase has been updated."), Tone.SUCCESS, detail=text)

    def show_error(self, message: Message) -> None:
        """The file could not be read or the update was not taken; everything stays as it is."""
        self._set_busy(False)
        self._answer.say(message, Tone.ERROR)

    def request(self) -> UpdateRequest | None:
        """What would be sent; None while it has not been checked or cannot be sent."""
        findings = self._findings
        if findings is None or findings.problem is not None:
            return None
        status: str = self._status.currentData()
        return UpdateRequest(self._submission.id, status, self._error.text().strip(), findings.text)

    @property
    def outputs_text(self) -> str:
        """The outputs as they stand."""
        return self._editor.toPlainText() if self._outputs is None else self._outputs

    # How it is built

    def _build(self) -> None:
        one = self._submission
        parts = [one.retailer_name or one.retailer_id, words.days(one.first_day, one.last_day), one.purchase_id or ""]
        heading = QLabel(" · ".join(part for part in parts if part), self)
        heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
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
        label = QLabel(self.tr("&Outputs (JSON)"), self)
        self._file = QPushButton(self.tr("&Load a file…"), self)
        self._file.setObjectName("loadOutputsButton")
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self._on_file)
        self._reset = QPushButton(self.tr("&Back to what the service has"), self)
        self._reset.setObjectName("resetOutputsButton")
        self._reset.setAutoDefault(False)
        self._reset.setEnabled(bool(self._current))
        self._reset.clicked.connect(self._on_reset)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(label, 1)
        bar.addWidget(self._reset)
        bar.addWidget(self._file)
        self._editor = JsonEdit(self)
        self._editor.setObjectName("outputsEditor")
        self._editor.setAccessibleName(self.tr("Outputs"))
        self._editor.setPlaceholderText('[{"idmodel": 1, "value": {"MD": [ … ], "MID1": [ … ]}}]')
        self._editor.textChanged.connect(self._on_edited)
        label.setBuddy(self._editor)
        self._large = QLabel(self)
        self._large.setObjectName("outputsTooLarge")
        self._large.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._large.setWordWrap(True)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._editor)
        self._pages.addWidget(self._large)
        self._found = Notice(self)
        self._found.setObjectName("outputsFindings")
        self._jump = QPushButton(self.tr("&Go there"), self)
        self._jump.setObjectName("goToProblemButton")
        self._jump.setAutoDefault(False)
        self._jump.clicked.connect(self._on_jump)
        found = QHBoxLayout()
        found.setSpacing(8)
        found.addWidget(self._found, 1)
        found.addWidget(self._jump, 0, Qt.AlignmentFlag.AlignTop)
        self._answer = Notice(self)
        self._answer.setObjectName("updateAnswer")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
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
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addLayout(bar)
        layout.addLayout(self._pages, 1)
        layout.addLayout(found)
        layout.addWidget(self._answer)
        layout.addWidget(buttons)

    # Checking

    def _show_outputs(self, text: str) -> None:
        large = len(text) > LONGEST_EDITED
        self._outputs = text if large else None
        self._pages.setCurrentIndex(1 if large else 0)
        if large:
            size = words.decimal(len(text) / 1e6, 1)
            self._large.setText(
                self.tr(
                    "{size} million characters: too many to be edited here. They are sent as they were read."
                ).format(size=size)
            )
        else:
            self._editor.setPlainText(text)
        self._forget()
        self._start_check()

    def _forget(self) -> None:
        """What was found does not hold any more."""
        self._findings = self._checking = self._arranging = None
        self._found.clear()
        self._editor.mark(None)

    @Slot()
    def _on_edited(self) -> None:
        if self._outputs is None:
            self._forget()
            self._answer.clear()
            self._pause.start()
            self._show_state()

    @Slot()
    def _start_check(self) -> None:
        self._pause.stop()
        text = self.outputs_text
        if not text.strip():
            self._findings = None
            self._found.say(self.tr("Load a file with the outputs, or write them here."), Tone.INFO)
        else:
            self._checking = self._pool.submit(_check, self._checker, text)
            self._look.start()
        self._show_state()

    @Slot()
    def _on_look(self) -> None:
        if self._arranging is not None and self._arranging.done():
            text, self._arranging = self._arranging.result(), None
            self._show_outputs(text)
        if self._checking is not None and self._checking.done():
            checking, self._checking = self._checking, None
            self._found.clear()
            self._findings = checking.result()
            self._show_findings(self._findings)
        if self._arranging is None and self._checking is None:
            self._look.stop()
        self._show_state()

    def _show_findings(self, findings: _Findings) -> None:
        if findings.problem is not None:
            where = ""
            if findings.place is not None and self._outputs is None:
                self._editor.mark(findings.place.line)
                where = self.tr("Line {line}, column {column}: ").format(
                    line=findings.place.line, column=findings.place.column
                )
            text = where + words.translated(findings.problem)
            self._found.say(text, Tone.ERROR, detail=findings.problem.detail)
        elif findings.warnings:
            texts = [words.translated(warning) for warning in findings.warnings[:_MOST_WARNINGS]]
            if len(findings.warnings) > _MOST_WARNINGS:
                texts.append(self.tr("… and {count} more").format(count=len(findings.warnings) - _MOST_WARNINGS))
            self._found.say("\n".join(texts), Tone.WARNING)
        else:
            self._found.say(self.tr("The outputs can be sent."), Tone.SUCCESS)

    def _show_state(self) -> None:
        waiting = self._checking is not None or self._arranging is not None or self._pause.isActive()
        if waiting and not self._found.text:
            self._found.say(self.tr("Checking…"), Tone.INFO)
        findings = self._findings
        self._jump.setVisible(findings is not None and findings.place is not None and self._outputs is None)
        self._send.setEnabled(not self._busy and self.request() is not None)
        self._send.setText(self.tr("Sending…") if self._busy else self.tr("Send update"))
        for widget in (self._status, self._error, self._editor, self._file):
            widget.setEnabled(not self._busy)
        self._reset.setEnabled(not self._busy and bool(self._current))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_state()

    # Commands

    @Slot()
    def _on_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Outputs of a strategy"), "", self.tr("JSON (*.json);;All files (*)")
        )
        if path:
            self.file_requested.emit(path)

    @Slot()
    def _on_reset(self) -> None:
        self.set_outputs(self._current)

    @Slot()
    def _on_jump(self) -> None:
        if self._findings is not None and self._findings.place is not None:
            self._editor.go_to(self._findings.place.line, self._findings.place.column)

    @Slot()
    def _on_send(self) -> None:
        request = self.request()
        if request is not None:
            self._answer.clear()
            self._set_busy(True)
            self.send_requested.emit(request)

    def done(self, result: int) -> None:
        """Stop looking at checks that nobody waits for."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As `done`."""
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        self._pause.stop()
        self._look.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _check(checker: Checker, text: str) -> _Findings:
    """What `checker` says of `text`. Runs outside the window's thread."""
    try:
        return _Findings(text, warnings=checker(text))
    except Exception as error:
        problem = getattr(error, "message", None)
        if not isinstance(problem, Message):
            raise
        return _Findings(text, problem=problem, place=place(text))
