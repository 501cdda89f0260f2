"""What the dialogs about one submission have in common: which one it is, and the answers below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QWidget

from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import words


def bold(text: str, parent: QWidget) -> QLabel:
    """A line in bold, which goes on in the next one where it is long."""
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setWordWrap(True)
    return label


def heading(submission: Submission, parent: QWidget, *more: str) -> QLabel:
    """Whose purchase it is and for which days, and what `more` is to be said of it; empty texts are left out."""
    who = submission.retailer_name or submission.retailer_id
    parts = (who, words.days(submission.first_day, submission.last_day), *more)
    return bold(" · ".join(part for part in parts if part), parent)


def energy(submission: Submission) -> str:
    """How much is bought, with its unit; empty where that is not known here."""
    return "" if submission.energy_mwh is None else f"{words.mwh(submission.energy_mwh)} MWh"


def answers(
    dialog: QDialog, leave: str, *choices: tuple[str, str, Callable[[], None]]
) -> tuple[QDialogButtonBox, list[QPushButton]]:
    """The buttons of a dialog: one that leaves, which is the default, and one for each of `choices`, which come beside.

    A choice has a name, a text, and what it does.
    """
    cancel = QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(cancel, dialog)
    box.button(cancel).setText(leave)
    box.button(cancel).setDefault(True)
    box.button(cancel).setFocus()
    made = []
    for name, text, slot in choices:
        button = QPushButton(text, dialog)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        made.append(button)
    box.rejected.connect(dialog.reject)
    return box, made
