"""The question whether pasted numbers such as 1.234 have decimals or thousands, with both readings in numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ravenwits_desktop.domain import text as texts_of
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.pasted_columns import AmbiguousNumbersError


def ask_decimal(parent: QWidget, question: AmbiguousNumbersError) -> Decimal | None:
    """The decimal sign that a person chooses; None where the paste is given up, which is what Enter alone does."""
    box = QMessageBox(parent)
    box.setObjectName("decimalQuestion")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Clipboard", "Decimals or thousands?"))
    said = QCoreApplication.translate("Clipboard", "“{text}” can be read in two ways, and no other value tells.")
    box.setText(said.format(text=question.example))
    buttons: dict[QPushButton, Decimal] = {}
    template = QCoreApplication.translate("Clipboard", "{value} (mean {mean} MW)")
    for sign, mean in sorted(question.means.items(), key=lambda item: item[1]):
        value = texts_of.parse_number(question.example, sign)
        shown = words.mw(math.nan if value is None else value)
        text = template.format(value=shown, mean=words.decimal(mean, 3))
        buttons[box.addButton(text, QMessageBox.ButtonRole.AcceptRole)] = sign
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((sign for button, sign in buttons.items() if button is clicked), None)
