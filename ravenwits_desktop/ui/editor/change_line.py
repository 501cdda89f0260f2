"""The line under the table that says what changed against the last submission for the draft's days."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ravenwits_desktop.domain.comparison import compare
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.ui.changes import change_sentence


class ChangeLine(QLabel):
    """Hidden while nothing was submitted that has all the days of the draft."""

    compared = Signal(object)
    """`Comparison`, or None where there is none (any more)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changeLine")
        self.setAccessibleName(self.tr("Changes"))
        self.setContentsMargins(8, 4, 8, 0)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._reference: Purchase | None = None
        self._marked = False
        self.setVisible(False)

    def compare_with(self, reference: Purchase | None, now: Purchase | None) -> None:
        """Compare with another submission from now on; `now` is the draft's purchase, None while it has errors."""
        if reference is not self._reference:
            self._reference = reference
            self.show_purchase(now)

    def show_purchase(self, now: Purchase | None) -> None:
        """Say what changed; None for a draft with errors, which cannot be compared."""
        before = self._reference
        comparable = before is not None and (now is None or bool(np.isin(now.days, before.days).all()))
        self.setVisible(comparable)
        found = compare(now, before) if before is not None and now is not None and comparable else None
        if found is not None or self._marked:
            self.compared.emit(found)
        self._marked = found is not None
        if found is not None and now is not None:
            text = self.tr("Against the last submission: {change}")
            self.setText(text.format(change=change_sentence(found, now)))
        elif comparable:
            self.setText(self.tr("Changes against the last submission are shown once the errors are corrected."))
