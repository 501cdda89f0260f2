"""The list of several files: one answer for files of one kind, the keyboard, files that are left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QTableWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.app.kept_files import table
from tests.spreadsheets.builders import hours, times, xlsx


@pytest.fixture
def two_columns(tmp_path):
    """A file of a day in which the purchase could be one of two columns; `periods` of it are numbered."""

    def written(name, day, periods=24, kind="Norte (MW);Sur (MW)"):
        lines = [f"{day};{number};{number}.5;{number + 50}.25" for number in range(1, periods + 1)]
        path = tmp_path / name
        path.write_text("\n".join([f"Fecha;Periodo;{kind}", *lines]))
        return path

    return written


@pytest.fixture
def listed(desk):
    """The list of some files, once all of them have been read."""

    def opened(*paths):
        desk.drop(*paths)
        dialog = desk.dialog("batchDialog")
        desk.until(lambda: Verdict.READING not in dialog.verdicts())
        return dialog

    return opened


def key(dialog, *keys):
    for each in keys:
        QTest.keyClick(dialog.focusWidget() or dialog, each)


def answer(desk, dialog, row, name):
    """Look at a file of the list and give an answer to its question; its dialog with the rows it becomes."""
    dialog.findChild(QTableWidget, "batchList").setCurrentCell(row, 0)
    desk.press("lookButton", dialog)
    looked = desk.dialog("importDialog")
    desk.press(name, looked)
    desk.until(looked.findChild(QPushButton, "acceptImport").isEnabled)
    return looked


def test_one_answer_is_offered_for_all_files_of_the_kind_and_none_is_imported_unseen(desk, listed, two_columns):
    days = [two_columns(f"p{day}.csv", f"{day}/11/2026") for day in (24, 25, 26)]
    dialog = listed(*days, two_columns("otra.csv", "27/11/2026", kind="Este (MW);Oeste (MW)"))
    assert dialog.verdicts() == [Verdict.QUESTION] * 4
    looked = answer(desk, dialog, 1, "answer2")
    tick = looked.findChild(QCheckBox, "importLikes")
    assert tick.isVisible()
    assert not tick.isChecked()
    assert "2 other files of this kind" in tick.text()
    tick.click()
    desk.press("acceptImport", looked)
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE, Verdict.IMPORTED, Verdict.SURE, Verdict.QUESTION])
    assert desk.workspace.tabs.drafts()[0].source == "p25.csv"
    assert len(desk.names()) == 1
    for text, day in ((dialog.texts()[0], "24 Nov"), (dialog.texts()[2], "26 Nov")):
        first = text.partition("\n")[0]
        assert day in first
        assert "from “Sur (MW)” — answered as for p25.csv" in first
        assert "values from “Sur (MW)”" in text
    desk.press("importSureButton", dialog)
    drafts = desk.workspace.tabs.drafts()
    assert {draft.source: draft.rows.mw[0] for draft in drafts} == dict.fromkeys(
        ("p24.csv", "p25.csv", "p26.csv"), 51.25
    )
    assert dialog.findChild(QTableWidget, "batchList").currentRow() == 3
    dialog.reject()
    desk.gone("batchDialog")


def test_without_the_tick_the_others_keep_their_question(desk, listed, two_columns):
    dialog = listed(*(two_columns(f"p{day}.csv", f"{day}/11/2026") for day in (24, 25)))
    looked = answer(desk, dialog, 0, "answer1")
    assert "the other file of this kind" in looked.findChild(QCheckBox, "importLikes").text()
    desk.press("acceptImport", looked)
    desk.gone("importDialog")
    assert dialog.verdicts() == [Verdict.IMPORTED, Verdict.QUESTION]
    assert "answered" not in dialog.texts()[1]
    dialog.reject()
    desk.gone("batchDialog")


def test_a_file_that_turns_out_to_be_of_another_kind_has_to_be_looked_at(desk, listed, two_columns):
    dialog = listed(two_columns("horas.csv", "24/11/2026"), two_columns("cuartos.csv", "25/11/2026", periods=96))
    looked = answer(desk, dialog, 0, "answer1")
    looked.findChild(QCheckBox, "importLikes").click()
    desk.press("acceptImport", looked)
    desk.until(lambda: dialog.verdicts() == [Verdict.IMPORTED, Verdict.QUESTION])
    assert dialog.texts()[1].startswith("Not of the same kind as horas.csv: look at it.\n96 rows")
    desk.press("lookButton", dialog)
    desk.press("acceptImport", desk.dialog("importDialog"))
    desk.gone("batchDialog")
    assert len(desk.names()) == 2


def test_a_change_that_was_taken_for_one_file_is_offered_for_the_others(desk, listed, two_columns, tmp_path):
    desk.drop(two_columns("p23.csv", "23/11/2026", kind="Compra (MW);Venta (MW)"))
    desk.press("acceptImport", desk.dialog("importDialog"))
    desk.gone("importDialog")
    dialog = listed(*(two_columns(f"p{day}.csv", f"{day}/11/2026", kind="Compra (MW);Ventas (MW)") for day in (24, 25)))
    assert dialog.verdicts() == [Verdict.QUESTION] * 2
    desk.press("lookButton", dialog)
    looked = desk.dialog("importDialog")
    looked.findChild(QCheckBox, "importLikes").click()
    desk.press("acceptImport", looked)
    desk.until(lambda: dialog.verdicts() == [Verdict.IMPORTED, Verdict.SURE])
    desk.press("importSureButton", dialog)
    desk.gone("batchDialog")
    assert len(desk.names()) == 3


def test_one_enter_imports_a_list_of_sure_files(desk, listed, tmp_path):
    paths = [tmp_path / f"d{number}.xlsx" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(xlsx(hours(value=10 + number)))
    dialog = listed(*paths)
    key(dialog, Qt.Key.Key_Return)
    desk.gone("batchDialog")
    assert len(desk.names()) == 3


def test_the_list_by_the_keyboard_alone(desk, listed, two_columns, tmp_path):
    (bad := tmp_path / "nada.csv").write_bytes(b"nothing")
    dialog = listed(bad, *(two_columns(f"p{day}.csv", f"{day}/11/2026") for day in (24, 25)))
    table = dialog.findChild(QTableWidget, "batchList")
    key(dialog, Qt.Key.Key_Delete)
    assert dialog.verdicts() == [Verdict.QUESTION] * 2
    assert dialog.windowTitle() == "Import 2 files"
    key(dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)  # nothing is sure: Enter looks at the question
    looked = desk.dialog("importDialog")
    assert looked.windowTitle() == "Import p25.csv"
    looked.reject()
    desk.gone("importDialog")
    key(dialog, Qt.Key.Key_Delete)
    assert [table.item(row, 1).text() for row in range(table.rowCount())] == ["p24.csv"]
    assert dialog.texts()[0].startswith("Several columns")
    key(dialog, Qt.Key.Key_Delete)
    desk.gone("batchDialog")
    assert desk.names() == []


def test_a_file_that_takes_long_can_be_left_out_while_it_is_read(desk, tmp_path):
    years, day = tmp_path / "years.csv", tmp_path / "uno.xlsx"
    rows = "".join(f"{moment:%Y-%m-%d %H:%M};{index % 97}.125;\n" for index, moment in enumerate(times(200_000, 15)))
    years.write_text("Time;MW;\n" + rows)
    day.write_bytes(xlsx(hours()))
    desk.drop(years, day)
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: dialog.focusWidget() is not None and dialog.isActiveWindow())
    key(dialog, Qt.Key.Key_Delete)
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE])
    key(dialog, Qt.Key.Key_Return)
    desk.gone("batchDialog")
    assert [draft.source for draft in desk.workspace.tabs.drafts()] == ["uno.xlsx"]


def test_a_file_that_is_left_out_is_for_the_same_time_as_none(desk, listed, tmp_path):
    paths = [tmp_path / "uno.xlsx", tmp_path / "otra.xlsx"]
    for place, path in enumerate(paths):
        path.write_bytes(xlsx(hours(value=place + 10.5)))
    dialog = listed(*paths)
    assert "For the same time as uno.xlsx." in dialog.texts()[1]
    desk.press("leaveOutButton", dialog)
    assert "For the same time" not in dialog.texts()[0]
    assert dialog.windowTitle() == "Import 1 file"
    dialog.reject()
    desk.gone("batchDialog")


def test_the_signs_of_the_list_take_the_colours_of_another_scheme(desk, listed, two_columns, qapp):
    dialog = listed(*(two_columns(f"p{day}.csv", f"{day}/11/2026") for day in (24, 25)))
    sign = dialog.findChild(QTableWidget, "batchList").item(1, 0)
    try:
        for scheme, wanted in ((Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)):
            theme.apply_scheme(qapp, scheme)
            desk.until(lambda wanted=wanted: sign.foreground().color() == QColor(wanted.warning))
    finally:
        theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    dialog.reject()
    desk.gone("batchDialog")


def test_a_file_that_is_open_or_was_sent_already_is_said_to_be(desk, listed, file):
    path = file("day_1.xlsx", xlsx([["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]))
    desk.take(path)
    desk.drop(path)
    dialog = desk.read()
    assert "open already, as the draft “" in desk.child(Notice, "importRemark", dialog).text
    desk.press("acceptImport", dialog)
    desk.until(lambda: len(desk.names()) == 2)
    dialog = listed(path, file("day_2.xlsx", xlsx([["Fecha", "Compra (MW)"], *([each, 2.5] for each in times(24))])))
    assert dialog.verdicts() == [Verdict.QUESTION, Verdict.SURE]
    assert dialog.texts()[0].startswith("This very file is open already")
    dialog.reject()
    desk.gone("batchDialog")


def test_several_files_have_one_verdict_each(desk, file, tmp_path):
    sure, asking = file("uno.xlsx", xlsx(hours())), file("dos.xlsx", xlsx(table()))
    (tmp_path / "folder").mkdir()
    desk.drop(sure, asking, tmp_path / "folder", file("cat.png", b"\x89PNG\r\n\x1a\n" + bytes(99)))
    dialog = desk.dialog("batchDialog")
    wanted = [Verdict.SURE, Verdict.QUESTION, Verdict.REFUSED, Verdict.REFUSED]
    desk.until(lambda: dialog.verdicts() == wanted)
    assert "24 rows" in dialog.texts()[0]
    assert "Plant A" in dialog.texts()[1]
    assert "folder" in dialog.texts()[2]
    assert "picture" in dialog.texts()[3]
    listed = desk.child(QTableWidget, "batchList", dialog)
    listed.setCurrentCell(1, 0)
    desk.press("lookButton", dialog)
    asked = desk.dialog("importDialog")
    desk.until(asked.isActiveWindow)
    desk.key(asked, Qt.Key.Key_1)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert dialog.verdicts()[1] is Verdict.IMPORTED
    desk.press("importSureButton", dialog)
    assert [draft.source for draft in desk.workspace.tabs.drafts()] == ["dos.xlsx", "uno.xlsx"]
    dialog.reject()
    desk.gone("batchDialog")
