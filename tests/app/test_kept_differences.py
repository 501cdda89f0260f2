"""What has changed since a reading was confirmed is said before anything is imported."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
)

from ravenwits_desktop import settings
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.app.kept_files import choose, in_numbers, no_dialog, notice, table
from tests.spreadsheets.builders import text, times, xlsx

CHANGES = {
    "a new column": (table(columns=("Compra", "Venta")), "New columns: “Venta (MW)”"),
    "quarters": (table(columns=("Compra",), step=15, count=96), "one value per 60 minutes, now one per 15"),
    "energy": (table(columns=("Compra",), unit="MWh"), "“Compra (MW)” is now called “Compra (MWh)”"),
    "zeros": (table(0.0, columns=("Compra",)), "All values are zero"),
    "only negative": (table(-2.5, columns=("Compra",)), "No value is positive"),
    "a thousand times as much": (table(5_000.0, columns=("Compra",)), "had a mean of"),
}


@pytest.mark.dose(3)
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


def test_dates_that_have_changed_their_order_stop_the_import(desk, file):
    desk.take(file("day_1.csv", in_numbers("25/11/2025")))
    desk.drop(file("day_2.csv", in_numbers("11/26/2025")))
    desk.read()
    assert "The dates had the day first, now the month" in notice(desk)


@pytest.mark.dose(2)
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
