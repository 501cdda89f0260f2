"""What is confirmed once is not asked again, and what has changed since is said before anything is imported."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from ravenwits_desktop import settings
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.app.kept_files import choose, no_dialog, notice, table
from tests.spreadsheets.builders import hours, text, times, xlsx


def test_the_second_file_of_a_kind_asks_nothing(desk, file):
    choose(desk, file("programa_20261124.xlsx", xlsx(table())), Qt.Key.Key_2)
    assert desk.editor().draft().rows.mw[0] == 2.5
    no_dialog(desk, file("programa_20261125.xlsx", xlsx(table(7.0))), 2)
    assert desk.editor().draft().rows.mw[0] == 8.0
    assert desk.editor().draft().source == "programa_20261125.xlsx"
    desk.hears("programa_20261125.xlsx", "programa_….xlsx", "24 rows")


def test_it_is_kept_over_a_restart(start, file):
    desk = start(sandbox=True)
    choose(desk, file("programa_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.saved()
    desk.close()
    again = start(sandbox=True)
    no_dialog(again, file("programa_2.xlsx", xlsx(table())), 2)


def test_what_was_imported_without_a_question_can_be_undone(desk, file, tmp_path):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    no_dialog(desk, file("day_2.xlsx", xlsx(table(9.0, columns=("Compra",)))), 2)
    undo = next(button for button in desk.window.messages.findChildren(QPushButton) if "Undo" in button.text())
    desk.click(undo)
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().source == "day_1.xlsx"
    assert "was read as" not in desk.said()
    desk.hears("day_2.xlsx", "kept among the closed drafts")
    no_dialog(desk, tmp_path / "day_2.xlsx", 2)
    desk.hears("was read as")
    desk.workspace.tabs.undoing.undo.trigger()
    assert "was read as" not in desk.said(), "the menu has undone what the message offers to undo"


def test_what_was_imported_without_a_question_can_be_looked_at_and_replaced(desk, file):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    no_dialog(desk, file("day_2.xlsx", xlsx(table(9.0, columns=("Compra",)))), 2)
    look = next(button for button in desk.window.messages.findChildren(QPushButton) if "Look" in button.text())
    desk.click(look)
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "unitBox"), "kW")
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert len(desk.names()) == 2
    assert np.isclose(desk.editor().draft().rows.mw[0], 0.009)


CHANGES = {
    "a new column": (table(columns=("Compra", "Venta")), "New columns: “Venta (MW)”"),
    "quarters": (table(columns=("Compra",), step=15, count=96), "one value per 60 minutes, now one per 15"),
    "energy": (table(columns=("Compra",), unit="MWh"), "“Compra (MW)” is now called “Compra (MWh)”"),
    "zeros": (table(0.0, columns=("Compra",)), "All values are zero"),
    "only negative": (table(-2.5, columns=("Compra",)), "No value is positive"),
    "a thousand times as much": (table(5_000.0, columns=("Compra",)), "had a mean of"),
}


@pytest.mark.parametrize(("rows", "says"), CHANGES.values(), ids=CHANGES.keys())
def test_one_that_has_changed_stops_and_says_what_is_different(desk, file, rows, says):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    desk.drop(file("day_2.xlsx", xlsx(rows)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.child(QLabel, "importSentence", dialog).text())
    assert len(desk.names()) == 1
    assert says in notice(desk)
    dialog.reject()


@pytest.mark.parametrize("value", [3.0, 0.012, 50.0, 5_000.0])
def test_quarters_of_another_size_stop_and_say_so(desk, file, value):
    """Whoever sends 3 MWh under the header that had 12 MW would buy a quarter of what is needed."""

    def quarters(size):
        return xlsx(table(size, columns=("Compra",), step=15, count=96))

    desk.take(file("day_1.xlsx", quarters(12.0)))
    no_dialog(desk, file("day_2.xlsx", quarters(7.0)), 2)
    desk.drop(file("day_3.xlsx", quarters(value)))
    desk.read()
    assert len(desk.names()) == 2
    assert "had a mean of 12 MW" in notice(desk)
    desk.press("acceptImport")
    desk.gone("importDialog")
    no_dialog(desk, file("day_4.xlsx", quarters(value * 1.1)), 4)


def test_another_sheet_or_decimal_sign_stops_and_is_said(desk, file):
    rows = table(1.125, columns=("Compra",))
    desk.take(file("day_1.xlsx", xlsx([], sheets={"Programa": rows})))
    desk.drop(file("day_2.xlsx", xlsx([], sheets={"Ventas": rows})))
    dialog = desk.read()
    assert "in the sheet “Programa”, now in “Ventas”" in notice(desk)
    dialog.reject()
    desk.gone("importDialog")
    rows[2][1] = 1.5
    desk.take(file("plan_1.csv", text(rows)))
    count = len(desk.names())
    rows[3][1] = 1.75
    no_dialog(desk, file("plan_2.csv", text(rows)), count + 1)
    desk.drop(file("plan_3.csv", text(rows, decimal=".")))
    dialog = desk.read()
    assert "a decimal comma, now a decimal point" in notice(desk)
    dialog.reject()


def test_a_chosen_sheet_that_is_empty_is_not_exchanged_for_another_in_silence(desk, file):
    sheets = {"Norte": table(columns=("Compra",)), "Sur": table(2.5, columns=("Compra",))}
    choose(desk, file("day_1.xlsx", xlsx([], sheets=sheets)), Qt.Key.Key_2)
    desk.drop(file("day_2.xlsx", xlsx([], sheets={"Norte": sheets["Norte"], "Sur": []})))
    dialog = desk.read()
    assert "in the sheet “Sur”, now in “Norte”" in notice(desk)
    dialog.reject()


def test_what_was_chosen_and_does_not_fit_any_more_is_said(desk, file):
    desk.drop(file("day_20251112.csv", in_numbers("12/11/2025")))
    desk.pick(desk.child(QComboBox, "dateOrderBox", desk.read()), "month first: 11/25/2026")
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    desk.drop(file("day_20251125.csv", in_numbers("25/11/2025")))
    dialog = desk.read()
    assert "The dates had the month first, now the day." in notice(desk)
    dialog.reject()


def test_an_account_with_another_clock_is_asked_before_files_are_read_by_it(start, file, tmp_path):
    folders = Folders.of(tmp_path / "data", sandbox=False)

    def begun(zone):
        settings.save(folders.settings_file, settings.Settings(Account(zone=zone)))
        return start()

    desk = begun("Europe/Madrid")
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    desk.saved()
    desk.close()
    desk = begun("Europe/Lisbon")
    desk.drop(file("day_2.xlsx", xlsx(table(columns=("Compra",)))))
    desk.read()
    assert "the clock of Europe/Madrid when this reading was confirmed, now it has that of Europe/Lisbon" in notice(
        desk
    )
    desk.press("acceptImport")
    desk.gone("importDialog")
    no_dialog(desk, file("day_3.xlsx", xlsx(table(columns=("Compra",)))), 3)


def test_an_answer_is_not_forced_on_a_file_that_shows_the_contrary(desk, file):
    """Numbers that could be read both ways were told to have thousands; the next file has decimals beyond doubt."""

    def written(*numbers):
        lines = [f"{moment:%d/%m/%Y %H:%M};{numbers[place % len(numbers)]}" for place, moment in enumerate(times(24))]
        return "\n".join(["Time;MW", *lines]).encode()

    desk.drop(file("day_1.csv", written("1.234")))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.click(next(button for button in dialog.findChildren(QPushButton) if "comma" in button.text()))
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert desk.editor().draft().rows.mw[0] == 1234
    no_dialog(desk, file("day_2.csv", written("1.500")), 2)
    assert desk.editor().draft().rows.mw[0] == 1500
    desk.drop(file("day_3.csv", written("1.234", "1.25")))
    desk.read()
    assert "it is not what was answered then" in notice(desk)
    desk.press("acceptImport")
    desk.until(lambda: len(desk.names()) == 3)
    assert desk.editor().draft().rows.mw.tolist()[:2] == [1.234, 1.25]


def in_numbers(day):
    """Hours 1 to 24 of a day that is written so."""
    return text([["Day", "Hour", "Compra (MW)"], *([day, hour, 1.5] for hour in range(1, 25))])


@pytest.mark.parametrize(
    ("key", "first", "next_day", "second"),
    [
        (Qt.Key.Key_1, "2025-11-12", "11/11/2025", "2025-11-11"),
        (Qt.Key.Key_2, "2025-12-11", "12/10/2025", "2025-12-10"),
        (Qt.Key.Key_2, "2025-12-11", "12/13/2025", "2025-12-13"),
    ],
)
def test_the_order_of_day_and_month_is_asked_once(desk, file, key, first, next_day, second):
    desk.drop(file("day_1.csv", in_numbers("12/11/2025")))
    desk.asked("12 November 2025 or 11 December 2025")
    assert "12 November 2025 (" in desk.seen(QPushButton, "answer1").text()
    assert "11 December 2025 (" in desk.seen(QPushButton, "answer2").text()
    desk.key(desk.dialog("importDialog"), key)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert str(desk.editor().draft().rows.labels[0])[:10] == first
    no_dialog(desk, file("day_2.csv", in_numbers(next_day)), 2)
    assert str(desk.editor().draft().rows.labels[0])[:10] == second


@pytest.mark.parametrize(("seen", "expected"), [("25/11/2025", "2025-11-12"), ("11/25/2025", "2025-12-11")])
def test_what_a_file_showed_of_its_dates_answers_for_the_next_of_its_kind(desk, file, seen, expected):
    desk.take(file("day_1.csv", in_numbers(seen)))
    no_dialog(desk, file("day_2.csv", in_numbers("12/11/2025")), 2)
    assert str(desk.editor().draft().rows.labels[0])[:10] == expected


def test_dates_that_have_changed_their_order_stop_the_import(desk, file):
    desk.take(file("day_1.csv", in_numbers("25/11/2025")))
    desk.drop(file("day_2.csv", in_numbers("11/26/2025")))
    desk.read()
    assert "The dates had the day first, now the month" in notice(desk)


def test_labels_against_the_account_are_asked_and_the_shift_is_remembered(desk, file):
    """A file whose times name the start of each hour, where the account sends the end."""

    def starting(day):
        return xlsx([["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=day))])

    first, second = times(2, 24 * 60)[0].replace(hour=0), times(2, 24 * 60)[1].replace(hour=0)
    desk.drop(file("day_1.xlsx", starting(first)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    desk.key(dialog, Qt.Key.Key_2)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    draft = desk.editor().draft()
    assert (draft.label, str(draft.rows.labels[0])[11:], str(draft.rows.labels[-1])[11:]) == (
        Label.END,
        "01:00",
        "00:00",
    )
    no_dialog(desk, file("day_2.xlsx", starting(second)), 2)
    assert str(desk.editor().draft().rows.labels[0])[11:] == "01:00"


def test_as_they_stand_is_remembered_too(desk, file):
    first = times(1)[0].replace(hour=0)
    rows = [["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=first))]
    choose(desk, file("day_1.xlsx", xlsx(rows)), Qt.Key.Key_1)
    draft = desk.editor().draft()
    assert (draft.label, str(draft.rows.labels[0])[11:]) == (Label.START, "00:00")
    no_dialog(desk, file("day_2.xlsx", xlsx(rows)), 2)


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
@pytest.mark.parametrize("names", [["Time"], ["Fecha", "Hora"], ["Planta", "Time"]])
def test_what_was_said_of_starts_is_not_done_to_a_file_of_ends(desk, file, key, names):
    """Shifted once more, or called starts, its values would lie an hour off."""

    def programme(begins, day):
        moments = [moment - (timedelta(hours=1) if begins else timedelta()) for moment in times(48, first=day)]
        rows = [["Norte", moment] if "Planta" in names else [moment] for moment in moments]
        if "Hora" in names:
            hours = range(24) if begins else range(1, 25)
            rows = [[f"{day + timedelta(days=each):%Y-%m-%d}", f"{hour:02}:00"] for each in range(2) for hour in hours]
        return xlsx([[*names, "Compra (MW)"], *([*row, 1.5] for row in rows)])

    first, second = datetime(2026, 11, 30, 1), datetime(2026, 12, 2, 1)
    choose(desk, file("programa_1.xlsx", programme(True, first)), key)
    desk.drop(file("programa_2.xlsx", programme(False, second)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: "named the start of each period, now the end" in notice(desk))
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    draft = desk.editor().draft()
    assert draft.label is Label.END
    assert [str(draft.rows.labels[place]) for place in (0, -1)] == ["2026-12-02T01:00", "2026-12-04T00:00"]


def test_kept_readings_are_seen_renamed_and_deleted_in_the_preferences(desk, file):
    choose(desk, file("programa_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    pages = desk.child(QTabWidget, "preferencesPages", dialog)
    pages.setCurrentWidget(desk.child(QWidget, "keptReadingsPage", dialog))
    listed = desk.child(QTableWidget, "keptReadingsList", dialog)
    desk.until(lambda: listed.rowCount() == 1)
    assert listed.item(0, 0).text() == "programa_….xlsx"
    told = desk.child(QLabel, "keptReadingText", dialog).text()
    assert "column “Plant B (MW)”" in told
    assert "Columns: Time, Plant A (MW), Plant B (MW)" in told
    assert "Values from “Plant B (MW)” in MW" in told
    listed.item(0, 0).setText("Ana’s tool")
    dialog.reject()
    desk.gone("preferencesDialog")
    no_dialog(desk, file("programa_2.xlsx", xlsx(table())), 2)
    desk.hears("Ana’s tool")
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    pages = desk.child(QTabWidget, "preferencesPages", dialog)
    pages.setCurrentWidget(desk.child(QWidget, "keptReadingsPage", dialog))
    listed = desk.child(QTableWidget, "keptReadingsList", dialog)
    desk.until(lambda: listed.rowCount() == 1 and listed.item(0, 3).text() == "2")
    desk.press("forgetReadingButton", dialog)
    desk.until(lambda: listed.rowCount() == 0)
    dialog.reject()
    desk.drop(file("programa_3.xlsx", xlsx(table())))
    desk.asked("Plant A", "Plant B")


def test_the_preferences_lead_to_the_account(desk):
    desk.window.actions_.preferences.trigger()
    desk.press("openAccountButton", desk.dialog("preferencesDialog"))
    desk.gone("preferencesDialog")
    desk.dialog("accountDialog").reject()


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


def test_a_table_from_the_clipboard_is_read_as_a_file_is(desk):
    QGuiApplication.clipboard().setText(text(table(columns=("Compra",)), "\t").decode())
    desk.press("emptyPasteButton")
    desk.asked("values from “Compra (MW)”", "24 rows")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    draft = desk.editor().draft()
    assert draft.rows.mw.tolist() == [1.5] * 24
    assert draft.source == "pasted"


def test_values_know_their_cells_over_a_restart_and_the_submission_keeps_the_file(start, file):
    desk = start(sandbox=True, pace=0.01)
    content = xlsx(table(1500.0, columns=("Compra",), unit="kW"))
    desk.take(file("day_1.xlsx", content))
    desk.saved()
    desk.close()
    again = start(sandbox=True, pace=0.01)
    again.until(lambda: len(again.names()) == 1)
    tip = str(again.table.model().index(2, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert tip == "day_1.xlsx, sheet Sheet1, row 4, column Compra (kW) (B): 1500 kW = 1.5 MW"
    again.submit()
    panel = again.workspace.submissions
    panel.details_requested.emit(panel.selected().id)
    dialog = again.dialog("detailsDialog")
    told = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel)}
    assert told["File"] == "day_1.xlsx"
    assert told["SHA-256 of the file"] == hashlib.sha256(content).hexdigest()
    assert "“Compra (kW)” in kW, multiplied by 0.001" in told["Read as"]
    assert told["Read as"].splitlines()[1:3] == ["Sheet “Sheet1”.", "Times by the clock of Europe/Madrid."]
    dialog.reject()


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


def test_values_out_of_proportion_to_the_last_submission_are_asked_about_or_shown(desk, file):
    """After a purchase of 1.5 MW: 1,500 without a unit, then 1,500 in a file of a kind that is known to be in MW."""
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    desk.submit()
    bare = [["Time", "Compra"], *([moment, 1500.0] for moment in times(24))]
    desk.drop(file("other_1.xlsx", xlsx(bare)))
    asked = desk.asked("the last submission of this retailer had 1.5 MW")
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    desk.key(asked, Qt.Key.Key_2)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert desk.editor().draft().rows.mw[0] == 1.5
    no_dialog(desk, file("other_2.xlsx", xlsx(bare)), len(desk.names()) + 1)
    assert desk.editor().draft().rows.mw[0] == 1.5
    desk.drop(file("day_2.xlsx", xlsx(table(1500.0, columns=("Compra",)))))
    dialog = desk.read()
    assert "about 1,000 times" in dialog.findChild(Notice, "importSuspicion").text
    assert dialog.findChild(QPushButton, "acceptImport").text() == "&Import 24 rows all the same"
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert desk.editor().draft().rows.mw[0] == 1500.0
    desk.drop(file("day_3.xlsx", xlsx(table(1500.0, columns=("Compra",)))), file("day_4.xlsx", xlsx(table()[:1])))
    several = desk.dialog("batchDialog")
    desk.until(lambda: several.verdicts() == [Verdict.QUESTION, Verdict.REFUSED])
    assert "about 1,000 times" in several.texts()[0]
    several.reject()
    desk.gone("batchDialog")


def test_a_file_of_a_kind_that_was_confirmed_is_shown_where_something_speaks_against_it(desk, file):
    choose(desk, file("first.csv", text(table())), Qt.Key.Key_1)
    no_dialog(desk, file("second.csv", text(table(2.5))), 2)
    negative = ("negative.csv", text(table(-3.5)))
    for name, content in (("huge.csv", text(table(10_500.0))), ("short.csv", text(table(count=23))), negative):
        desk.drop(file(name, content))
        dialog = desk.dialog("importDialog")
        dialog.reject()
        desk.gone("importDialog")
    assert len(desk.names()) == 2


def test_a_new_column_that_makes_a_question_is_shown_as_a_difference(desk, file):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Plant A",)))))
    desk.drop(file("day_2.xlsx", xlsx(table(columns=("Plant A", "Plant B")))))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.child(QLabel, "importSentence", dialog).text())
    assert "New columns: “Plant B (MW)”" in notice(desk)
    assert "Plant A" in desk.child(QLabel, "importSentence", dialog).text()
    assert len(desk.names()) == 1
    dialog.reject()
