"""The outputs of an update: as JSON text or as a table, checked in a thread of its own before they can go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.json_edit import JsonEdit
from ravenwits_desktop.ui.submissions.json_layout import Place, laid_out, place
from ravenwits_desktop.ui.submissions.outputs_table import OutputsTable, models_of, text_of

Checker = Callable[[str], tuple[Message, ...]]
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


class OutputsEditor(QWidget):
    """Edits the outputs. `checker` and `labels` are as those of the `UpdateDialog`.

    `changed` follows whatever changes `checked`, the text that may be sent.
    """

    changed = Signal()
    edited = Signal()
    """A person has changed something: what was said of it before does not hold any more."""
    file_wanted = Signal()

    def __init__(
        self, current: str, checker: Checker, labels: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._current, self._checker, self._labels = current, checker, tuple(labels)
        self._outputs: str | None = None
        self._findings: _Findings | None = None
        self._notes: tuple[Message, ...] = ()
        # The checks are pure Python over what may be tens of megabytes: never in the window's thread. Their result is
        # fetched by a timer, so that no object of Qt is touched by two threads.
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check-outputs")
        self._checking: Future[_Findings] | None = None
        self._arranging: Future[str] | None = None
        self._making: Future[str] | None = None
        self._parsing: Future[list[dict[str, Any]] | None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start_check)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._build()
        self.set_outputs(current)

    @property
    def checked(self) -> str | None:
        """The text as it was checked; None while it has not been, or cannot be sent."""
        findings = self._findings
        return None if findings is None or findings.problem is not None else findings.text

    def set_outputs(self, text: str, notes: tuple[Message, ...] = ()) -> None:
        """Put this text (of a file, of the service) in place of the outputs, laid out for reading if need be.

        `notes` say what was decided about the file.
        """
        self._notes = notes
        if len(text) <= LONGEST_EDITED and any(len(line) > _LONG_LINE for line in text.splitlines()):
            self._forget()
            self._arranging = self._pool.submit(laid_out, text)
            self._look.start()
            self._show_state()
        else:
            self._show_outputs(text)

    @property
    def outputs_text(self) -> str:
        """The outputs as they stand."""
        return self._editor.toPlainText() if self._outputs is None else self._outputs

    def stop(self) -> None:
        """Look no more at checks that nobody waits for."""
        self._pause.stop()
        self._look.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)

    # How it is built

    def _build(self) -> None:
        label = QLabel(self.tr("&Outputs"), self)
        self._as_table = QPushButton(self.tr("As a &table"), self)
        self._as_table.setObjectName("outputsTableButton")
        self._as_table.setCheckable(True)
        self._as_table.setAutoDefault(False)
        self._as_table.toggled.connect(self._on_table)
        self._file = QPushButton(self.tr("&Load a file…"), self)
        self._file.setObjectName("loadOutputsButton")
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self.file_wanted)
        self._reset = QPushButton(self.tr("&Back to what the service has"), self)
        self._reset.setObjectName("resetOutputsButton")
        self._reset.setAutoDefault(False)
        self._reset.setEnabled(bool(self._current))
        self._reset.clicked.connect(self._on_reset)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(label, 1)
        bar.addWidget(self._as_table)
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
        self._table = OutputsTable(self._labels, self)
        self._table.edited.connect(self._on_table_edited)
        self._pages.addWidget(self._table)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addLayout(self._pages, 1)
        layout.addLayout(found)

    # Checking

    def _show_outputs(self, text: str) -> None:
        large = len(text) > LONGEST_EDITED
        self._outputs = text if large else None
        self._as_table.setChecked(False)
        self._pages.setCurrentIndex(1 if large else 0)
        if large:
            size = words.decimal(len(text) / 1e6, 1)
            self._large.setText(
                self.tr(
                    "{size} million characters: too many to be edited here. They are sent as they were read."
                ).format(size=size)
            )
        else:
            self._editor.blockSignals(True)
            self._editor.setPlainText(text)
            self._editor.blockSignals(False)
        self._forget()
        self._start_check()

    def _forget(self) -> None:
        """What was found does not hold any more."""
        self._findings = self._checking = self._arranging = self._making = self._parsing = None
        self._found.clear()
        self._editor.mark(None)

    @Slot()
    def _on_edited(self) -> None:
        if self._outputs is None:
            self._forget()
            self.edited.emit()
            self._notes = ()
            self._pause.start()
            self._show_state()

    # As a table

    @Slot(bool)
    def _on_table(self, wanted: bool) -> None:
        if not wanted:
            self._pages.setCurrentIndex(1 if self._outputs is not None else 0)
            return
        self._parsing = self._pool.submit(models_of, self.outputs_text)
        self._look.start()

    def _show_table(self, models: list[dict[str, Any]] | None) -> None:
        if models is None:
            self._as_table.setChecked(False)
            self._found.say(self.tr("These outputs are no list of models yet: correct the text first."), Tone.WARNING)
            return
        self._table.show_models(models)
        self._pages.setCurrentIndex(2)

    @Slot()
    def _on_table_edited(self) -> None:
        """The text follows the table."""
        self._forget()
        self.edited.emit()
        self._making = self._pool.submit(text_of, self._table.models)
        self._look.start()
        self._show_state()

    def _take_text(self, text: str) -> None:
        self._editor.blockSignals(True)
        self._editor.setPlainText(text)
        self._editor.blockSignals(False)
        self._start_check()

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
        if self._making is not None and self._making.done():
            text, self._making = self._making.result(), None
            self._take_text(text)
        if self._checking is not None and self._checking.done():
            checking, self._checking = self._checking, None
            self._found.clear()
            self._findings = checking.result()
            self._show_findings(self._findings)
        if self._parsing is not None and self._parsing.done():
            models, self._parsing = self._parsing.result(), None
            self._show_table(models)
        if not self._working():
            self._look.stop()
        self._show_state()

    def _working(self) -> bool:
        """Whether something is done in the other thread whose result is waited for."""
        return any(each is not None for each in (self._arranging, self._checking, self._making, self._parsing))

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
        elif warnings := (*self._notes, *findings.warnings):
            texts = [words.translated(warning) for warning in warnings[:_MOST_WARNINGS]]
            if len(warnings) > _MOST_WARNINGS:
                texts.append(self.tr("… and {count} more").format(count=len(warnings) - _MOST_WARNINGS))
            self._found.say("\n".join(texts), Tone.WARNING)
        else:
            self._found.say(self.tr("The outputs can be sent."), Tone.SUCCESS)

    def _show_state(self) -> None:
        waiting = self._working() or self._pause.isActive()
        if waiting and not self._found.text:
            self._found.say(self.tr("Checking…"), Tone.INFO)
        findings = self._findings
        self._jump.setVisible(findings is not None and findings.place is not None and self._outputs is None)
        self._as_table.setEnabled(self._outputs is None)
        self.changed.emit()

    @Slot()
    def _on_reset(self) -> None:
        self.edited.emit()
        self.set_outputs(self._current)

    @Slot()
    def _on_jump(self) -> None:
        if self._findings is not None and self._findings.place is not None:
            self._editor.go_to(self._findings.place.line, self._findings.place.column)


def _check(checker: Checker, text: str) -> _Findings:
    """What `checker` says of `text`. Runs outside the window's thread."""
    try:
        return _Findings(text, warnings=checker(text))
    except Exception as error:
        problem = getattr(error, "message", None)
        if not isinstance(problem, Message):
            raise
        return _Findings(text, problem=problem, place=place(text))
