"""Drafts and editors for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.ui.editor.view import PurchaseEditor

DAY = date(2026, 11, 25)


def hourly_draft(day: date = DAY, resolution: int = 60, name: str = "Wed 25 Nov", draft_id: str = "d1") -> Draft:
    """A day whose values are 1, 2, 3 … MW."""
    rows = grid.new_rows(day, resolution)
    values = np.arange(1.0, len(rows) + 1)
    return Draft(id=draft_id, name=name, rows=Rows(rows.labels, values), resolution=resolution)


Edited = Callable[..., PurchaseEditor]


@pytest.fixture
def open_editor(qtbot: QtBot) -> Edited:
    """Opens an editor for a draft, shown and with the focus."""

    def make(draft: Draft | None = None) -> PurchaseEditor:
        editor = PurchaseEditor(draft or hourly_draft())
        qtbot.addWidget(editor)
        editor.resize(500, 600)
        with qtbot.waitExposed(editor):
            editor.show()
        editor.activateWindow()
        editor.table.setFocus()
        qtbot.waitUntil(editor.table.hasFocus)
        return editor

    return make


def put(text: str) -> None:
    """Text on the clipboard."""
    QApplication.clipboard().setText(text)


def taken() -> str:
    """Text from the clipboard."""
    return QApplication.clipboard().text()
