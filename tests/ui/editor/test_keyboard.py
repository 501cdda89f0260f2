"""Every dialog of the editor by keyboard alone: all of it is reached, named, and answers Enter and Esc."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget

from ravenwits_desktop.domain import grid
from ravenwits_desktop.ui.editor.closed_dialog import ClosedDialog
from ravenwits_desktop.ui.editor.mass_dialog import MassDialog, Operation
from ravenwits_desktop.ui.editor.new_dialog import Fill, NewDraftDialog, Span
from ravenwits_desktop.ui.editor.resolution_dialog import ResolutionDialog


def new_draft(fill):
    def make(_editor):
        dialog = NewDraftDialog()
        dialog.span.setCurrentIndex(dialog.span.findData(Span.RANGE))
        dialog.fill.setCurrentIndex(dialog.fill.findData(fill))
        for edit in (dialog.base, dialog.peak):
            edit.setText("5")
        for edit in (dialog.hours, dialog.working, dialog.others):
            edit.setText("5 " * 24)
        return dialog

    return make


def mass(operation):
    def make(editor):
        dialog = MassDialog(editor.model, np.arange(4), editor.table, by_hand=True)
        dialog.operation.setCurrentIndex(dialog.operation.findData(operation))
        dialog.value.setText("5")
        dialog.highest.setText("6")
        return dialog

    return make


def closed(_editor):
    drafts = [grid.new_draft(date(2026, 11, day), 60, value=3.0) for day in (24, 25)]
    return ClosedDialog(drafts, {})


DIALOGS = {
    **{f"new {fill.value}": new_draft(fill) for fill in (Fill.VALUE, Fill.PEAK, Fill.HOURS, Fill.KINDS_OF_DAYS)},
    **{f"mass {each.value}": mass(each) for each in (Operation.ADD, Operation.CLIP, Operation.SCALE)},
    "resolution": lambda editor: ResolutionDialog(editor.model, editor.table),
    "closed": closed,
}


@pytest.fixture(params=list(DIALOGS))
def dialog(request, qtbot, open_editor):
    made = DIALOGS[request.param](open_editor())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.focusWidget() is not None)
    return made


def focusable(dialog):
    return {
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisibleTo(dialog)
        and each.isEnabled()
        and each.focusProxy() is None
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    }


def test_tab_reaches_everything_from_top_to_bottom(dialog, qtbot):
    first = min(focusable(dialog), key=lambda each: each.mapTo(dialog, each.rect().topLeft()).toTuple()[::-1])
    first.setFocus()
    walked = []
    for _ in range(40):
        current = dialog.focusWidget()
        if current not in walked:  # the parts of a date are walked through one by one
            walked.append(current)
        elif current is not walked[-1]:
            break
        qtbot.keyClick(current, Qt.Key.Key_Tab)
    assert set(walked) == focusable(dialog)
    heights = [each.mapTo(dialog, each.rect().center()).y() for each in walked]
    assert all(later >= earlier - 4 for earlier, later in itertools.pairwise(heights))


def test_every_letter_is_given_once(dialog):
    kinds = (QLabel, QAbstractButton)
    texts = [each.text() for kind in kinds for each in dialog.findChildren(kind) if each.isVisibleTo(dialog)]
    letters = [keys.toString() for text in texts if (keys := QKeySequence.mnemonic(text)).count()]
    assert len(letters) == len(set(letters))
    assert letters


def test_everything_has_a_name(dialog):
    for each in focusable(dialog):
        assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name), each


def test_esc_gives_up_and_enter_does_what_stands_on_the_button(dialog, qtbot):
    with qtbot.waitSignal(dialog.finished) as ended:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert ended.args == [QDialog.DialogCode.Rejected]
    dialog.show()
    with qtbot.waitSignal(dialog.finished) as ended:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert ended.args == [QDialog.DialogCode.Accepted]
