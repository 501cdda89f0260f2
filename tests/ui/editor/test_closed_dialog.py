"""The list of closed drafts: long names leave room for what tells drafts of the same name apart."""

from __future__ import annotations

from datetime import date

import pytest

from ravenwits_desktop.domain import grid
from ravenwits_desktop.ui.editor.closed_dialog import ClosedDialog

LONG = "Programa de compra de la Comercializadora Energética del Norte y del Sur, versión definitiva"


@pytest.mark.parametrize("width", [840, 640])
def test_a_long_name_pushes_nothing_out_of_sight(qtbot, width):
    drafts = [grid.new_draft(date(2026, 11, day), 60, value=3.0, name=LONG) for day in (24, 25)]
    dialog = ClosedDialog(drafts, {})
    qtbot.addWidget(dialog)
    dialog.resize(width, 400)
    with qtbot.waitExposed(dialog):
        dialog.show()
    header = dialog.list.header()
    assert header.length() <= dialog.list.viewport().width()
    item = dialog.list.topLevelItem(0)
    for column in range(1, 6):
        needed = dialog.list.fontMetrics().horizontalAdvance(item.text(column))
        assert header.sectionSize(column) >= needed
    assert item.toolTip(0) == LONG
