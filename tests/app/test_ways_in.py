"""A purchase that is not opened as a file: cells from the clipboard, dragged cells; links and folders say why not."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
)

from tests.app.kept_files import table
from tests.spreadsheets.builders import text


def test_a_table_from_the_clipboard_is_read_as_a_file_is(desk):
    QGuiApplication.clipboard().setText(text(table(columns=("Compra",)), "\t").decode())
    desk.press("emptyPasteButton")
    desk.asked("values from “Compra (MW)”", "24 rows")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    draft = desk.editor().draft()
    assert draft.rows.mw.tolist() == [1.5] * 24
    assert draft.source == "pasted"


def let_go(desk, data):
    """Drag this over the window and drop it."""
    place = QPointF(desk.window.rect().center())
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), action, data, buttons, keys)
    QApplication.sendEvent(desk.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(desk.window, QDropEvent(place, action, data, buttons, keys))
    return enter.isAccepted()


def test_a_link_says_why_not_and_cells_that_are_dragged_in_are_read(desk):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/programa.xlsx")])
    assert let_go(desk, data)
    desk.hears("example.org/programa.xlsx", "Save it first")
    data = QMimeData()
    data.setText("a word")
    assert not let_go(desk, data)
    data.setText(text(table(columns=("Compra",)), "\t").decode())
    assert let_go(desk, data)
    desk.asked("values from “Compra (MW)”", "24 rows")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)


def test_a_folder_alone_says_why_not(desk, tmp_path):
    (tmp_path / "November").mkdir()
    desk.drop(tmp_path / "November")
    desk.hears("November", "folder")


def test_the_size_that_a_person_gave_the_dialog_is_there_again(start, day):
    desk = start(sandbox=True, pace=0.01)
    desk.drop(day)
    dialog = desk.read()
    dialog.resize(720, 510)
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    desk.drop(day)
    dialog = desk.read()
    assert (dialog.width(), dialog.height()) == (720, 510)
    dialog.reject()
