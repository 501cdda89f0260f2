"""A label and a note of the user's own on one submission."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.decision import Annotation
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui.submissions.asking import heading

_LONGEST_LABEL = 60


class NoteDialog(QDialog):
    """Edits both; saved once, when it is accepted and something was changed."""

    written = Signal(object)
    """`Annotation`."""

    def __init__(self, submission: Submission, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._submission = submission
        self.setObjectName("noteDialog")
        self.setWindowTitle(self.tr("Label and note"))
        self._label = QLineEdit(submission.label or "", self)
        self._label.setObjectName("labelEdit")
        self._label.setMaxLength(_LONGEST_LABEL)
        self._label.setPlaceholderText(self.tr("a word or two, shown in the list"))
        self._note = QPlainTextEdit(submission.note or "", self)
        self._note.setObjectName("noteEdit")
        self._note.setTabChangesFocus(True)
        self._note.setPlaceholderText(self.tr("why it was sent, whom you called, what they said"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(8)
        form.addRow(self.tr("&Label"), self._label)
        form.addRow(self.tr("&Note"), self._note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Save).setObjectName("saveNoteButton")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(submission, self))
        layout.addLayout(form, 1)
        layout.addWidget(buttons)
        self.resize(480, 280)

    def annotation(self) -> Annotation:
        """What stands there; an empty text is none."""
        label, note = self._label.text().strip(), self._note.toPlainText().strip()
        return Annotation(self._submission.id, label or None, note or None)

    def accept(self) -> None:
        """Tell what was written, if it is something else than before."""
        written = self.annotation()
        super().accept()
        if (written.label, written.note) != (self._submission.label, self._submission.note):
            self.written.emit(written)
