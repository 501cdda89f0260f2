"""With nothing open the program rests: no timer runs in the window."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QTimeEdit

from tests.spreadsheets.builders import hours, xlsx


def running(desk):
    """The timers of the window and of all dialogs that run again and again, or will soon."""
    roots = [desk.window, desk.application, *QApplication.topLevelWidgets()]
    return {timer for root in roots for timer in root.findChildren(QTimer) if timer.isActive()}


def test_with_nothing_open_no_timer_runs(desk, tmp_path):
    desk.until(lambda: not running(desk))
    assert "MD 12:00" in desk.window.tool_bar.gate.text()
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.until(lambda: "closes in" in desk.window.tool_bar.gate.text())
    assert running(desk)
    desk.submit()
    desk.stands("completed")
    assert desk.names() == []
    desk.until(lambda: not running(desk))
    assert "MD 12:00" in desk.window.tool_bar.gate.text()


def test_gates_are_changed_in_their_dialog_and_kept(start, desk):
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    edit = desk.child(QTimeEdit, "MDTime", dialog)
    edit.setTime(edit.time().addSecs(-1800))
    assert desk.child(QComboBox, "MDDay", dialog).currentText() == "the day before"
    desk.press("savePreferencesButton", dialog)
    desk.until(lambda: "MD 11:30" in desk.window.tool_bar.gate.text())
    desk.close()
    again = start(sandbox=True)
    again.until(lambda: "MD 11:30" in again.window.tool_bar.gate.text())
