"""Ways of a file into the window, the questions it raises, and what happens to those that are no purchase."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
)

from ravenwits_desktop import settings
from ravenwits_desktop.assets import resource
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.spreadsheets.builders import hours, text, times, xlsx


def test_by_the_import_button_several_files_in_one_list(desk, file):
    first = file("uno.xlsx", xlsx(hours()))
    second = file("dos.xlsx", xlsx(hours(value=50)))
    with desk.answering_file_dialog(first, second):
        desk.press("importButton")
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE, Verdict.SURE])
    desk.press("importSureButton", dialog)
    desk.gone("batchDialog")
    assert [draft.source for draft in desk.workspace.tabs.drafts()] == ["uno.xlsx", "dos.xlsx"]
    assert desk.window.remembered("folder") == str(first.parent)


def test_the_list_says_what_a_file_has_to_be_looked_at_for(desk, file):
    sold = [["Time", "Generation (MW)"], *([moment, 1.5] for moment in times(24))]
    desk.drop(file("uno.xlsx", xlsx(hours())), file("dos.xlsx", xlsx(sold)))
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE, Verdict.QUESTION])
    assert "looks like what is sold or generated" in dialog.texts()[1]
    dialog.reject()
    desk.gone("batchDialog")


def test_two_files_for_the_same_day_are_said_to_be(desk, file):
    later = [["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=datetime(2026, 11, 25, 1)))]
    day, again = file("uno.xlsx", xlsx(hours())), file("otra.xlsx", xlsx(hours(value=50)))
    desk.drop(day, again, file("dos.xlsx", xlsx(later)))
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in dialog.verdicts())
    said = [text.partition("\n")[0] for text in dialog.texts()]
    assert [text.partition(" — ")[2] for text in said] == [
        "For the same time as otra.xlsx.",
        "For the same time as uno.xlsx.",
        "",
    ]
    assert all(text.startswith("24 rows") for text in said)
    assert dialog.verdicts() == [Verdict.SURE] * 3
    dialog.reject()
    desk.gone("batchDialog")


def test_a_file_that_is_dropped_twice_makes_one_draft(desk, file, tmp_path):
    first = file("uno.xlsx", xlsx(hours()))
    copy = tmp_path / "copia de uno.xlsx"
    copy.write_bytes(Path(first).read_bytes())
    desk.drop(first, str(copy))
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in dialog.verdicts())
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE, Verdict.QUESTION])
    assert dialog.texts()[1].startswith("The same file as uno.xlsx: leave one of them out.\n24 rows")
    desk.key(dialog, Qt.Key.Key_Return)
    desk.until(lambda: dialog.verdicts() == [Verdict.IMPORTED, Verdict.QUESTION])
    assert len(desk.names()) == 1
    dialog.reject()
    desk.gone("batchDialog")


def test_what_no_one_buys_is_no_answer_for_enter_and_not_imported_by_it(desk, file):
    rows = [["Fecha", "Compra"], *([moment, 120101.5] for moment in times(24))]
    desk.drop(file("grande.xlsx", xlsx(rows)))
    dialog = desk.asked("too many for MW")
    answers = dialog.findChildren(QPushButton)
    in_mw, in_kw = (next(each for each in answers if each.accessibleName().startswith(unit)) for unit in ("MW", "kW"))
    desk.until(lambda: dialog.focusWidget() is not None)
    assert dialog.focusWidget() not in (in_mw, in_kw), "a unit is chosen by its number or a click"
    desk.click(in_mw)
    dialog = desk.read()
    assert "more than anyone buys" in desk.child(Notice, "importSuspicion", dialog).text
    assert dialog.focusWidget() is dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel)
    desk.key(dialog, Qt.Key.Key_Return)
    desk.gone("importDialog")
    assert desk.names() == []


def test_choosing_no_file_does_nothing(desk):
    with desk.answering_file_dialog():
        desk.press("importButton")
    assert desk.names() == []
    assert desk.workspace.importing.dialog is None


def test_by_the_command_line(start, file):
    desk = start(sandbox=True, paths=(str(file("uno.xlsx", xlsx(hours()))), str(file("dos.csv", b"nothing"))))
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: dialog.verdicts() == [Verdict.SURE, Verdict.REFUSED])
    desk.press("importSureButton", dialog)
    assert [draft.source for draft in desk.workspace.tabs.drafts()] == ["uno.xlsx"]
    assert dialog.isVisible()
    assert dialog.verdicts() == [Verdict.IMPORTED, Verdict.REFUSED]
    button = dialog.findChild(QPushButton, "importSureButton")
    assert (button.isEnabled(), "none is sure" in button.text()) == (False, True)
    dialog.reject()
    desk.gone("batchDialog")


def test_files_of_the_command_line_are_read_by_the_accounts_clock(start, file, tmp_path):
    folders = Folders.of(tmp_path / "data", sandbox=False)
    settings.save(folders.settings_file, settings.Settings(Account(zone="Europe/Lisbon", label=Label.START)))
    desk = start(paths=(str(file("uno.xlsx", xlsx(hours(20)))),))
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    draft = desk.editor().draft()
    assert (draft.zone, draft.label) == ("Europe/Lisbon", Label.START)


def test_the_sample(desk):
    desk.press("emptySampleButton")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.table.model().rowCount() == 96


def test_a_draft_belongs_to_the_retailer_that_is_shown(desk, file):
    desk.pick(desk.window.tool_bar.retailer_box, "Energía Sur · 1002")
    desk.take(file("uno.xlsx", xlsx(hours())))
    assert desk.editor().draft().retailer_id == "1002"


def test_the_column_is_asked_for(desk, file):
    rows = [["Time", "Plant A", "Plant B"], *([moment, 1.5, 7.25] for moment in times(24))]
    desk.drop(file("columns.xlsx", xlsx(rows)))
    dialog = desk.asked("Plant A", "Plant B")
    accept = desk.child(QPushButton, "acceptImport", dialog)
    box = desk.child(QComboBox, "columnBox", dialog)
    assert not accept.isEnabled()
    assert box.currentIndex() == -1
    assert "Plant A" in dialog.focusWidget().text()
    desk.key(dialog, Qt.Key.Key_2)
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().rows.mw.tolist() == [7.25] * 24


def test_the_column_of_the_times_is_asked_for_and_the_next_file_is_read_like_it(desk, file):
    def content(day: int) -> bytes:
        rows = [
            [datetime(2026, 11, day) + timedelta(hours=hour - 1), datetime(2026, 11, day, hour), hour + day / 100]
            for hour in range(24)
        ]
        return text([["Gate closure", "Delivery", "Compra (MW)"], *rows])

    desk.drop(file("gate_24.csv", content(24)))
    dialog = desk.asked("“Gate closure”", "“Delivery”", "names the periods")
    assert "Gate closure" in dialog.focusWidget().text()
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    box = desk.child(QComboBox, "dateColumnBox", dialog)
    desk.key(dialog, Qt.Key.Key_2)
    desk.until(lambda: box.currentText() == "B: Delivery")
    desk.until(lambda: desk.child(QPushButton, "answer1", dialog).hasFocus())  # the account is set to the end
    desk.key(dialog, Qt.Key.Key_1)
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert str(desk.editor().draft().rows.labels[0]) == "2026-11-24T00:00"
    desk.drop(file("gate_25.csv", content(25)))
    desk.until(lambda: len(desk.names()) == 2)
    assert desk.editor().draft().rows.mw[0] == 0.25


def test_the_sheet_is_asked_for(desk, file):
    sheets = {"Sunday": hours(value=1), "Monday": hours(value=2), "Notes": [["nothing here"]]}
    desk.drop(file("sheets.xlsx", xlsx([], sheets=sheets)))
    dialog = desk.asked("Sunday", "Monday")
    box = desk.child(QComboBox, "sheetBox", dialog)
    assert [box.itemText(index) for index in range(box.count())] == ["Sunday", "Monday"]
    assert box.currentIndex() == -1
    desk.pick(box, "Monday")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().rows.mw[0] == 2


def test_the_question_of_the_sheet_shows_the_cells_of_the_one_that_is_looked_at(desk, file):
    sheets = {"Sunday": hours(value=1), "Monday": [["Fecha", "Compra (MW)"], *hours(value=2.5)]}
    desk.drop(file("sheets.xlsx", xlsx([], sheets=sheets)))
    dialog = desk.asked("Sunday", "Monday")
    cells = desk.child(QTableView, "importCells", dialog)
    assert cells.isVisible()

    def shown():
        return [cells.model().index(0, column).data() for column in (0, 1)]

    desk.until(lambda: desk.child(QPushButton, "answer1", dialog).hasFocus())
    assert shown() == ["2026-11-24 01:00:00", "1"]
    desk.key(desk.child(QPushButton, "answer1", dialog), Qt.Key.Key_Down)
    desk.until(lambda: shown() == ["Fecha", "Compra (MW)"])
    title = next(label for label in dialog.findChildren(QLabel) if label.text() == "Sheet “Monday”")
    assert title.isVisible()
    assert cells.model().headerData(1, Qt.Orientation.Horizontal) == "B · value"
    pointer = QPointF(2, 2)
    QApplication.sendEvent(desk.child(QPushButton, "answer1", dialog), QEnterEvent(pointer, pointer, pointer))
    assert shown() == ["2026-11-24 01:00:00", "1"]
    desk.press("answer2", dialog)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")


def test_the_decimal_sign_is_asked_for(desk, file):
    lines = ["Time;MW", *(f"{moment:%d/%m/%Y %H:%M};1.234" for moment in times(24))]
    desk.drop(file("decimal.csv", "\n".join(lines).encode()))
    dialog = desk.asked("1.234", "decimal sign")
    box = desk.child(QComboBox, "decimalBox", dialog)
    assert desk.child(QComboBox, "columnBox", dialog).currentText() == "MW"
    point = next(button for button in dialog.findChildren(QPushButton) if "point" in button.text())
    comma = next(button for button in dialog.findChildren(QPushButton) if "comma" in button.text())
    assert dialog.focusWidget() not in (point, comma)
    desk.click(point)
    desk.read()
    assert desk.text_of("importProblems", dialog) == ""
    desk.pick(box, "comma: 12,5")
    desk.read()
    desk.press("acceptImport", dialog)
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().rows.mw.tolist() == [1234.0] * 24


def test_the_order_of_the_dates_is_asked_for(desk, file):
    labels = times(24, first=datetime(2026, 5, 4, 1))[:23]
    lines = ["Time,MW", *(f"{moment:%d/%m/%Y %H:%M},1.25" for moment in labels)]
    desk.drop(file("dates.csv", "\n".join(lines).encode()))
    dialog = desk.dialog("importDialog")
    box = desk.child(QComboBox, "dateOrderBox", dialog)
    desk.pick(box, "month first: 11/25/2026")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert str(desk.editor().draft().rows.labels[0]) == "2026-04-05T01:00"


def test_cancel_leaves_nothing_and_the_next_file_comes_to_its_turn(desk, file):
    desk.drop(file("uno.xlsx", xlsx(hours())))
    dialog = desk.read()
    desk.drop(file("dos.xlsx", xlsx(hours())))
    desk.click(desk.child(QDialogButtonBox, "", dialog).button(QDialogButtonBox.StandardButton.Cancel))
    desk.until(lambda: desk.seen(type(dialog), "importDialog") not in (None, dialog))
    assert "dos.xlsx" in desk.read().windowTitle()
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().source == "dos.xlsx"


def test_cancel_in_the_middle_of_a_reading_takes_the_next_file_all_the_same(desk, file):
    desk.drop(file("uno.xlsx", xlsx(hours())))
    dialog = desk.read()
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "kW")
    dialog.reject()
    desk.gone("importDialog")
    desk.take(file("dos.xlsx", xlsx(hours())))
    assert desk.editor().draft().source == "dos.xlsx"
    assert "Reading" not in desk.said()


def test_wrong_cells_are_listed_with_their_rows_and_marked_in_the_draft(desk):
    desk.drop(resource("samples/purchase_with_mistakes.csv"))
    dialog = desk.read()
    problems = desk.child(QPlainTextEdit, "importProblems", dialog)
    assert problems.isVisible()
    assert "Row 5: “pendiente” is not a number." in problems.toPlainText()
    assert "Row 12: “31/11/2026 11:00” is not a date and time." in problems.toPlainText()
    desk.press("acceptImport", dialog)
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.cell(3) == "pendiente"
    wrong = {(problem.row, problem.column) for problem in desk.editor().checked().errors}
    assert {(3, Column.PURCHASE), (10, Column.DATETIME)} <= wrong
    assert "not a number" in str(desk.table.model().index(3, 2).data())
    desk.type(3, "12,5")
    assert (3, Column.PURCHASE) not in {(problem.row, problem.column) for problem in desk.editor().checked().errors}


def test_a_unit_that_is_chosen_is_multiplied_and_said(desk, file):
    desk.drop(file("uno.xlsx", xlsx([["Time", "Value"], *hours(value=60)])))
    dialog = desk.read()
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "kW")
    desk.asked("0.001")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert np.isclose(desk.editor().draft().rows.mw[0], 0.06)


NO_PURCHASE = {
    "not a spreadsheet": ("holiday.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture"),
    "text without a table": ("letter.csv", text([["Dear Ana", "see you soon"]] * 5), "No column of dates"),
    "empty": ("empty.csv", b"", "is empty"),
    "damaged": ("cut.xlsx", xlsx(hours())[:900], "is damaged"),
    "missing": ("gone.xlsx", None, "There is no file"),
}


@pytest.mark.parametrize(("name", "content", "says"), NO_PURCHASE.values(), ids=NO_PURCHASE.keys())
def test_what_is_no_purchase_is_told_and_the_next_file_is_read(desk, file, tmp_path, name, content, says):
    path = tmp_path / name if content is None else file(name, content)
    desk.drop(path)
    desk.hears(name, says)
    assert desk.workspace.importing.dialog is None
    desk.take(file("uno.xlsx", xlsx(hours())))
    assert desk.editor().draft().source == "uno.xlsx"


def test_a_file_that_vanishes_while_it_is_looked_at_is_told_in_the_dialog(desk, file):
    path = file("uno.xlsx", xlsx(hours()))
    desk.drop(path)
    dialog = desk.read()
    path.unlink()
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "kW")
    desk.asked("There is no file")
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()
    desk.gone("importDialog")
    assert desk.names() == []


def test_a_file_that_is_replaced_while_it_is_looked_at_is_said_to_be(desk, file):
    path = file("day.xlsx", xlsx(hours()))
    desk.drop(path)
    dialog = desk.read()
    remark = desk.child(Notice, "importRemark", dialog)
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "kW")
    desk.asked("The values are in kW")
    assert not remark.isVisible()
    path.write_bytes(xlsx(hours(value=30.5)))
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "MW")
    desk.asked("The values are in MW")
    assert "has been replaced or changed meanwhile" in remark.text
    desk.pick(desk.child(QComboBox, "unitBox", dialog), "kW")
    desk.asked("The values are in kW")
    assert not remark.isVisible()
    dialog.reject()


def test_a_slow_reading_says_so_and_can_be_cancelled(desk, tmp_path):
    rows = "".join(f"{moment:%Y-%m-%d %H:%M};{index % 97}.125;\n" for index, moment in enumerate(times(200_000, 15)))
    path = tmp_path / "years.csv"
    path.write_text("Time;MW;\n" + rows)
    desk.drop(path)
    desk.hears("Reading years.csv")
    bar = desk.window.messages
    assert bar.findChild(QProgressBar, "messageProgress").isVisible()
    cancel = next(button for button in bar.findChildren(QPushButton) if button.text() == "Cancel")
    desk.click(cancel)
    assert desk.said() == ""
    assert desk.child(QLabel, "linkLabel").isVisible()
    assert desk.workspace.importing.dialog is None


def test_a_file_that_could_not_be_opened_is_tried_again(desk, tmp_path):
    path = tmp_path / "share" / "uno.xlsx"
    desk.drop(path)
    desk.hears("uno.xlsx", "The folder of", "connect it and try again")
    path.parent.mkdir()
    path.write_bytes(xlsx(hours()))
    again = next(button for button in desk.window.messages.findChildren(QPushButton) if "again" in button.text())
    desk.click(again)
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert "The folder of" not in desk.said()
