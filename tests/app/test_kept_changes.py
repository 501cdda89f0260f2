"""Files of a kept kind that have changed: what stops, what is said, and by which clock they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)

from ravenwits_desktop import settings
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from tests.app.kept_files import choose, no_dialog, notice, table
from tests.spreadsheets.builders import times, xlsx


def programme(value="Compra (MW)", *, period="Hora", count=24, mw=100.0, more=(), day="2026-11-24"):
    """Dates, numbers of periods and values, as most desks write them."""
    rows = [[day, number, mw + number / 10, *(mw for _ in more)] for number in range(1, count + 1)]
    return [["Fecha", period, value, *more], *rows]


def chosen_clock(desk, path, zone="Europe/Lisbon"):
    desk.drop(path)
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "zoneBox"), zone)
    desk.until(lambda: "converted" in desk.child(QLabel, "importNotes", dialog).text())
    assert "Lisbon time, converted to Madrid time" in desk.child(QLabel, "importSentence", dialog).text()
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")


def test_a_clock_that_was_chosen_is_kept_for_a_changed_file_and_said(desk, file):
    chosen_clock(desk, file("day_1.xlsx", xlsx(programme())))
    no_dialog(desk, file("day_2.xlsx", xlsx(programme(day="2026-11-25"))), 2)
    desk.hears("Times by the clock of Europe/Lisbon.")
    for changed in (programme(more=("Nota",)), programme(count=96)):
        desk.drop(file("day_3.xlsx", xlsx(changed)))
        dialog = desk.read()
        assert "read by the clock of Europe/Lisbon, as was chosen" in notice(desk)
        assert str(dialog.reading.rows.labels[0])[11:] in ("02:00", "01:15")
        dialog.reject()
        desk.gone("importDialog")
    # where the column has to be asked for, what is left of the clock is said with the answer
    desk.drop(file("day_4.xlsx", xlsx(programme("Norte (MW)", more=("Sur (MW)",)))))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.key(dialog, Qt.Key.Key_1)
    desk.read()
    assert "clock of Europe/Lisbon was chosen for such files, this one is read by that of Europe/Madrid" in notice(desk)
    dialog.reject()


def test_a_chosen_end_of_numbered_periods_that_is_not_the_accounts_is_asked_about_once(desk, file):
    desk.drop(file("day_1.xlsx", xlsx(programme())))
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "labelBox"), "the start of each period")
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    assert "your account sends the end" in desk.child(QLabel, "importQuestion", dialog).text()
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    desk.press("answer2", dialog)
    assert str(desk.read().reading.rows.labels[0])[11:] == "01:00"
    desk.pick(dialog.findChild(QComboBox, "labelBox"), "the start of each period")
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    desk.press("answer1", dialog)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    draft = desk.editor().draft()
    assert (draft.label, str(draft.rows.labels[0])[11:]) == (Label.START, "00:00")
    no_dialog(desk, file("day_2.xlsx", xlsx(programme(day="2026-11-25"))), 2)


def test_a_changed_unit_or_period_of_three_columns_stops_under_another_name_and_in_a_list(desk, file):
    desk.take(file("day_1.xlsx", xlsx(programme())))
    energy, quarters = programme("Compra (MWh)"), programme(period="Periodo", count=96)
    desk.drop(file("energy.xlsx", xlsx(energy)), file("quarters.xlsx", xlsx(quarters)))
    several = desk.dialog("batchDialog")
    desk.until(lambda: several.verdicts() == [Verdict.QUESTION, Verdict.QUESTION])
    assert "“Compra (MW)” is now called “Compra (MWh)”" in several.texts()[0]
    assert "“Hora” is now called “Periodo”" in several.texts()[1]
    several.reject()
    desk.gone("batchDialog")


def test_values_under_another_name_stop_with_the_difference_and_prices_are_another_kind(desk, file):
    desk.take(file("day_1.xlsx", xlsx(programme())))
    desk.drop(file("otra.xlsx", xlsx(programme("Programa (MW)"))))
    dialog = desk.read()
    assert "“Compra (MW)” is not there any more, and “Programa (MW)” was read in its place" in notice(desk)
    dialog.reject()
    desk.gone("importDialog")
    desk.drop(file("precios.xlsx", xlsx(programme("Precio (€/MWh)"))))
    desk.dialog("importDialog")
    assert desk.seen(QWidget, "importDifference") is None
    desk.dialog("importDialog").reject()


def test_a_kept_decimal_sign_is_asked_about_where_it_gives_quite_other_values(desk, file):
    """Numbers like 1.234 were told to have thousands; as large ones the next day's would be a thousand times them."""

    def written(*numbers):
        lines = [f"{moment:%d/%m/%Y %H:%M};{numbers[place % len(numbers)]}" for place, moment in enumerate(times(24))]
        return "\n".join(["Time;MW", *lines]).encode()

    def answer(word):
        dialog = desk.dialog("importDialog")
        desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
        desk.click(next(button for button in dialog.findChildren(QPushButton) if word in button.text()))
        desk.press("acceptImport", desk.read())
        desk.gone("importDialog")

    desk.drop(file("day_1.csv", written("1.234", "1.235")))
    answer("point")
    assert desk.editor().draft().rows.mw[0] == 1.234
    no_dialog(desk, file("day_2.csv", written("1.300", "1.235")), 2)
    desk.drop(file("day_3.csv", written("0.300", "800.125", "900.250")))  # the point shows itself
    desk.dialog("importDialog").reject()
    desk.gone("importDialog")
    desk.drop(file("day_4.csv", written("950.125", "900.250")))
    asked = desk.asked("Such files had a decimal point before", "with a decimal point its mean is 925.2 MW")
    assert "with a decimal comma it is 925,200 MW; it was 1.234 MW before" in asked.sentence_text()
    assert desk.seen(QPushButton, "answer1") is not None
    assert desk.seen(QWidget, "importDifference") is None, "the sign is what is in question, not the size"
    answer("comma")
    assert desk.editor().draft().rows.mw[0] == 950125


def test_a_changed_file_that_asks_shows_what_has_changed(desk, file):
    """The column that was answered is read, under whatever name the file has; so is the sheet that was the only one."""
    choose(desk, file("day_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.drop(file("other.xlsx", xlsx(table(columns=("Plant A", "Plant B", "Plant C")))))
    dialog = desk.read()
    assert "New columns: “Plant C (MW)”" in notice(desk)
    assert dialog.reading.column == "Plant B (MW)"
    dialog.reject()
    desk.gone("importDialog")
    desk.take(file("plan_1.xlsx", xlsx([], sheets={"Programa": programme()})))
    sheets = {"Programa": programme(more=("Nota",)), "Copia": programme(mw=7.0, more=("Nota",))}
    desk.drop(file("plan_2.xlsx", xlsx([], sheets=sheets)))
    dialog = desk.read()
    assert "New columns: “Nota”" in notice(desk)
    assert dialog.reading.sheet == "Programa"
    dialog.reject()


@pytest.mark.parametrize("name", ["day_2.xlsx", "other.xlsx"])
@pytest.mark.parametrize(("unit", "value", "first"), [("kW", 2500.0, 2.501), ("MWh", 1.5, 2.5)])
def test_a_chosen_column_in_another_unit_is_read_and_the_change_is_said_at_once(desk, file, unit, value, first, name):
    """Asked again, Enter would take the other column."""
    choose(desk, file("day_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.drop(file(name, xlsx(table(value, unit=unit))))
    dialog = desk.read()
    assert f"“Plant B (MW)” is now called “Plant B ({unit})”" in notice(desk)
    assert dialog.reading.column == f"Plant B ({unit})"
    assert dialog.reading.rows.mw[0] == pytest.approx(first)
    dialog.reject()


def test_a_chosen_column_that_stands_there_in_two_other_units_is_asked_for(desk, file):
    choose(desk, file("day_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    rows = [["Time", "Plant B (kW)", "Plant B (kWh)"], *([moment, 1500.0, 1400.0] for moment in times(24))]
    desk.drop(file("day_2.xlsx", xlsx(rows)))
    desk.asked("Plant B (kW)", "Plant B (kWh)")
    assert desk.seen(QPushButton, "answer2") is not None
    desk.dialog("importDialog").reject()


def test_what_has_changed_is_shown_after_an_answer_that_could_not_be_known(desk, file):
    desk.take(file("day_1.xlsx", xlsx(programme())))
    desk.drop(file("day_2.xlsx", xlsx(programme("Norte (MW)", count=96, more=("Sur (MW)",)))))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.key(dialog, Qt.Key.Key_1)
    desk.read()
    assert "one value per 60 minutes, now one per 15" in notice(desk)
    dialog.reject()


@pytest.mark.parametrize("mw", [330.0, 520.0, 30.0])
def test_much_larger_or_smaller_values_of_hours_are_taken_with_a_word(desk, file, mw):
    desk.take(file("day_1.xlsx", xlsx(programme())))
    no_dialog(desk, file("day_2.xlsx", xlsx(programme(mw=50.0, day="2026-11-25"))), 2)
    assert "The mean was" not in desk.said()
    no_dialog(desk, file("day_3.xlsx", xlsx(programme(mw=mw, day="2026-11-26"))), 3)
    desk.hears("The mean was 101.2 MW before, now it is")
    desk.drop(
        file("day_4.xlsx", xlsx(programme(mw=1200.0))), file("day_5.xlsx", xlsx(programme(mw=mw, day="2026-11-27")))
    )
    several = desk.dialog("batchDialog")
    desk.until(lambda: several.verdicts() == [Verdict.QUESTION, Verdict.SURE])
    assert "had a mean of" in several.texts()[0]
    assert "The mean was" in several.texts()[1].partition("\n")[0]
    several.reject()
    desk.gone("batchDialog")


@pytest.mark.parametrize(("mw", "says"), [(400.0, "about four times that"), (440.0, "four"), (24.0, "a quarter of")])
def test_four_times_the_values_of_hours_stop_with_both_means(desk, file, mw, says):
    """As where the quarters of an hour were added up, or one of them stands for the hour."""
    desk.take(file("day_1.xlsx", xlsx(programme())))
    no_dialog(desk, file("day_2.xlsx", xlsx(programme(mw=190.0, day="2026-11-25"))), 2)
    desk.drop(file("day_3.xlsx", xlsx(programme(mw=mw, day="2026-11-26"))))
    desk.read()
    assert "The mean was 101.2 MW before, now it is" in notice(desk)
    assert says in notice(desk)
    assert len(desk.names()) == 2
    desk.press("acceptImport")
    desk.gone("importDialog")
    no_dialog(desk, file("day_4.xlsx", xlsx(programme(mw=mw * 1.1, day="2026-11-27"))), 4)


def test_a_shift_for_the_other_end_is_not_made_for_an_account_that_sends_this_one(start, file, tmp_path):
    folders = Folders.of(tmp_path / "data", sandbox=False)
    rows = [["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=times(1)[0].replace(hour=0)))]

    def begun(label):
        settings.save(folders.settings_file, settings.Settings(Account(label=label)))
        return start()

    desk = begun(Label.END)
    choose(desk, file("day_1.xlsx", xlsx(rows)), Qt.Key.Key_2)
    assert str(desk.editor().draft().rows.labels[0])[11:] == "01:00"
    desk.saved()
    desk.close()
    desk = begun(Label.START)
    desk.drop(file("day_2.xlsx", xlsx(rows)))
    dialog = desk.read()
    assert "account" in notice(desk)
    assert (dialog.reading.labels, str(dialog.reading.rows.labels[0])[11:]) == (Label.START, "00:00")
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert desk.editor().draft().label is Label.START
    no_dialog(desk, file("day_3.xlsx", xlsx(rows)), 3)


def test_times_that_say_their_offset_now_or_are_called_otherwise_stop_with_the_difference(desk, file):
    def written(form, head="Fecha"):
        lines = [f"{moment:{form}};{hour}.5" for hour, moment in enumerate(times(24))]
        return "\n".join([f"{head};Compra (MW)", *lines]).encode()

    plain = "%d/%m/%Y %H:%M"
    desk.take(file("day_1.csv", written(plain)))
    for content, says in (
        (written("%Y-%m-%dT%H:%M:00+00:00"), "said no offset from UTC, now they do"),
        (written(plain, "Fecha (Lisboa)"), "New columns: “Fecha (Lisboa)”"),
    ):
        desk.drop(file("otra.csv", content))
        dialog = desk.read()
        assert says in notice(desk)
        dialog.reject()
        desk.gone("importDialog")
    assert len(desk.names()) == 1
