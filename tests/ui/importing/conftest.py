"""The import dialog, shown and in front."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.ui.importing.dialog import ImportDialog


@pytest.fixture
def dialog(qtbot):
    dialog = ImportDialog("/somewhere/day.csv", ReadingOptions())
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog
