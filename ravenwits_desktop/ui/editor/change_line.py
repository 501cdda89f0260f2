"""The line under the table that says what changed against the last submission for the draft's days."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ravenwits_desktop.domain.examination import Examination
from ravenwits_desktop.ui.changes import change_sentence


class ChangeLine(QLabel):
    """Hidden while nothing was submitted for any of the days of the draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changeLine")
        self.setAccessibleName(self.tr("Changes"))
        self.setContentsMargins(8, 4, 8, 0)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # one line takes the room of one
        self.setSizePolicy(policy)
        self.setVisible(False)

    def show_comparison(self, known: Examination) -> None:
        """Say what changed; of a draft with errors, which cannot be compared, that it waits for their correction."""
        self.setVisible(known.comparable)
        found, now = known.comparison, known.checked.purchase
        if found is not None and now is not None:
            text = self.tr("Against the last submission: {change}")
            self.setText(text.format(change=change_sentence(found, now)))
        elif known.comparable:
            self.setText(self.tr("Changes against the last submission are shown once the errors are corrected."))
