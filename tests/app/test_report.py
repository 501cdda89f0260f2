"""A fault of the program itself: told once, plainly and without secrets, and the window goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ravenwits_desktop.ui.report_dialog import ReportDialog
from tests.spreadsheets.builders import hours, xlsx


class Broken(QObject):
    def __init__(self, secret):
        super().__init__()
        self._secret = secret

    @Slot()
    def fail(self):
        raise RuntimeError(f"cannot go on with {self._secret}")


def test_an_exception_in_a_slot_reaches_the_log_and_a_dialog_without_the_token(desk, tmp_path, capfd):
    token = desk.sandbox.token
    broken = Broken(token)
    for _ in range(2):
        QTimer.singleShot(0, broken.fail)
    desk.until(lambda: len(desk.faults) == 2)
    desk.faults.clear()
    dialog = desk.dialog("reportDialog")
    assert isinstance(dialog, ReportDialog)
    desk.until(lambda: dialog.text().count("RuntimeError: cannot go on") == 2)
    log = (desk.folders.logs / "ravenwits.log").read_text()
    written = capfd.readouterr().err
    for text in (dialog.text(), log, written):
        assert "cannot go on with •••" in text
        assert token not in text
    copy = next(each for each in dialog.findChildren(QPushButton) if "Copy" in each.text())
    desk.click(copy)
    assert QGuiApplication.clipboard().text() == dialog.text()
    dialog.reject()
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.submit()
    desk.stands("completed")


def test_no_secret_is_in_any_file_but_where_it_belongs(desk, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.submit()
    desk.stands("completed")
    token = desk.sandbox.token.encode()
    desk.close()
    files = [file for file in desk.folders.data.rglob("*") if file.is_file()]
    assert len(files) >= 3
    assert [file for file in files if token in file.read_bytes()] == []
