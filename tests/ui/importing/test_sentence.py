"""The sentence, its links, the coloured cells, the questions and their answers, on readings of real files."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Question, ReadingOptions, Role
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.dialog import ImportDialog
from ravenwits_desktop.ui.importing.grid_view import GridModel, colour_of, wrong_ground
from ravenwits_desktop.ui.importing.preview import PreviewTable
from ravenwits_desktop.ui.importing.problems import ProblemList
from ravenwits_desktop.ui.importing.progress import SLOW
from ravenwits_desktop.ui.importing.sentence import sentence
from ravenwits_desktop.ui.theme import apply_scheme
from tests.spreadsheets.builders import read, text, times, xlsx


def a_file(count=24, first=None):
    """A text file of hours with a title, a header and two columns of values, one of which is a price."""
    rows = [["Programa"], ["Fecha y hora", "Compra (MWh)", "Precio (EUR/MWh)"]]
    rows += [[moment, 1.5 + place / 8, 50.25] for place, moment in enumerate(times(count, first=first))]
    return text(rows)


@pytest.fixture
def reading():
    return read(a_file(400), "day.csv")


def label(dialog):
    return dialog.findChild(QLabel, "importSentence")


def menu(dialog, qtbot):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in dialog.findChildren(QMenu, "settingMenu")))
    return next(each for each in dialog.findChildren(QMenu, "settingMenu") if each.isVisible())


def test_each_part_is_said_and_linked(reading):
    said = sentence(reading).plain
    for part in (
        *("one value per hour", "headers in row 2", "times from “Fecha y hora”", "values from “Compra (MWh)”"),
        *("times are the end", "Madrid time", "decimal comma", "the day first", "400 rows", "The values are in MWh."),
    ):
        assert part.casefold() in said.casefold()
    assert list(sentence(reading).links) == [
        "header_row",
        "date_column",
        "column",
        "label",
        "zone",
        "decimal",
        "month_first",
        "unit",
    ]


@pytest.mark.parametrize(
    ("day", "count", "said"), [("25/10/2026", 25, True), ("29/03/2026", 23, True), ("25/10/2026", 24, False)]
)
def test_a_whole_day_of_the_change_over_is_named_with_its_hours(day, count, said):
    reading = read(text([["Fecha", "Hora", "Compra (MW)"], *([day, hour, hour + 0.5] for hour in range(1, count + 1))]))
    assert (f"{count} hours on Sun {day[:2]} " in sentence(reading).plain) is said


def test_of_many_days_of_the_change_over_the_first_are_named_and_the_others_counted():
    days = [("26/10/2025", 25), ("29/03/2026", 23), ("25/10/2026", 25), ("28/03/2027", 23)]
    hours = [[day, hour, hour + 0.5] for day, count in days for hour in range(1, count + 1)]
    said = sentence(read(text([["Fecha", "Hora", "Compra (MW)"], *hours]))).plain
    assert "25 hours on Sun 26 Oct 2025, 23 hours on Sun 29 Mar" in said
    assert "2 more of other than 24 hours" in said


def test_the_repeated_hour_is_shown_as_two(qtbot):
    table = PreviewTable()
    qtbot.addWidget(table)
    rows = [["Fecha", "Hora", "Compra (MW)"], *(["25/10/2026", hour, hour + 0.5] for hour in range(1, 26))]
    table.show_reading(read(text(rows)))
    shown = [table.model().index(row, 1).data() for row in range(5)]
    day = words.day("2026-10-25")
    assert [label.removeprefix(f"{day} ") for label in shown] == ["01:00", "02:00 A", "02:00 B", "03:00", "04:00"]


def test_what_a_file_says_is_no_markup():
    rows = [["Time", "<b>Compra</b> & more"], *([moment, 1.5] for moment in times(24))]
    assert "&lt;b&gt;compra" in sentence(read(xlsx(rows))).html.casefold()


def test_a_click_offers_what_the_part_could_be_and_the_choice_is_asked_for(dialog, qtbot, reading):
    dialog.show_reading(reading)
    label(dialog).linkActivated.emit("unit")
    offered = menu(dialog, qtbot)
    action = next(action for action in offered.actions() if action.text() == "kW")
    with qtbot.waitSignal(dialog.options_changed) as asked:
        action.trigger()
    assert asked.args[0] == ReadingOptions(unit="kW")
    assert dialog.reading is None
    offered.close()
    dialog.show_reading(reading)
    assert dialog.findChild(QComboBox, "unitBox").currentText() == "kW"


@pytest.mark.parametrize(
    ("part", "choice", "options"),
    [
        ("header_row", "row 1: Programa", {"header_row": 1}),
        ("date_column", "A: Fecha y hora", {"date_column": "Fecha y hora"}),
        ("label", "the start of each period", {"label": Label.START}),
        ("zone", "Europe/Lisbon", {"zone": "Europe/Lisbon"}),
        ("decimal", "point: 12.5", {"decimal": "."}),
        ("month_first", "month first: 11/25/2026", {"month_first": True}),
    ],
)
def test_every_part_can_be_changed(dialog, qtbot, reading, part, choice, options):
    dialog.show_reading(reading)
    label(dialog).linkActivated.emit(part)
    action = next(action for action in menu(dialog, qtbot).actions() if action.text() == choice)
    with qtbot.waitSignal(dialog.options_changed) as asked:
        action.trigger()
    assert asked.args[0] == ReadingOptions(**options)


def test_the_length_of_a_period_can_be_changed_where_the_file_leaves_it_open(dialog, qtbot, reading):
    dialog.show_reading(reading)
    assert not dialog.findChild(QComboBox, "resolutionBox").isEnabled()
    few = read(a_file(3), "day.csv")
    assert sentence(few).links[0] == "resolution"
    dialog.show_reading(few)
    assert dialog.findChild(QComboBox, "resolutionBox").isEnabled()
    label(dialog).linkActivated.emit("resolution")
    action = next(action for action in menu(dialog, qtbot).actions() if action.text() == "15 minutes")
    with qtbot.waitSignal(dialog.options_changed) as asked:
        action.trigger()
    assert asked.args[0] == ReadingOptions(resolution=15)
    assert "One value per quarter of an hour" in sentence(read(a_file(3), "day.csv", resolution=15)).plain


def test_links_are_reached_by_the_keyboard_and_keep_the_focus(dialog, qtbot, reading):
    dialog.show_reading(reading)
    label(dialog).focus_link(1)
    with qtbot.waitSignal(label(dialog).linkActivated) as followed:
        qtbot.keyClick(label(dialog), Qt.Key.Key_Return)
    assert followed.args == ["date_column"]
    menu(dialog, qtbot).actions()[1].trigger()
    menu(dialog, qtbot).close()
    dialog.show_reading(reading)
    assert dialog.focusWidget() is label(dialog)
    with qtbot.waitSignal(label(dialog).linkActivated) as followed:
        qtbot.keyClick(label(dialog), Qt.Key.Key_Return)
    assert followed.args == ["date_column"]


def test_what_is_scrolled_to_stays(dialog, reading):
    dialog.show_reading(reading)
    tables = [dialog.findChild(PreviewTable), dialog.findChild(QTableView, "importCells")]
    for table in tables:
        table.verticalScrollBar().setValue(9)
    dialog.show_reading(reading)
    assert [table.verticalScrollBar().value() for table in tables] == [9, 9]


def test_the_cells_of_the_file_are_coloured_and_named(dialog, qtbot, reading):
    dialog.show_reading(reading)
    model = dialog.findChild(QTableView, "importCells").model()
    assert isinstance(model, GridModel)
    assert [model.role_of(1, column) for column in range(2)] == [Role.HEADER, Role.HEADER]
    assert [model.role_of(2, column) for column in range(3)] == [Role.DATE, Role.VALUE, Role.OTHER]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "B · value"
    assert model.headerData(2, Qt.Orientation.Vertical) == "3"
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        app = QApplication.instance()
        apply_scheme(app, scheme)
        value, time = (model.index(2, column).data(Qt.ItemDataRole.BackgroundRole) for column in (1, 0))
        assert value == colour_of(Role.VALUE) != time
        assert isinstance(value, QColor)
    apply_scheme(app, Qt.ColorScheme.Light)

    def legend():
        return {each.text() for each in dialog.findChildren(QLabel) if each.isVisible()}

    qtbot.waitUntil(lambda: {"header", "time", "value"} <= legend())


def test_labels_against_the_account_are_asked_about_first(dialog, qtbot):
    first = times(1)[0].replace(hour=0)
    reading = read(a_file(first=first), "day.csv")
    assert reading.label_question
    dialog.show_reading(reading)
    assert dialog.reading is None
    assert not dialog.findChild(QPushButton, "acceptImport").isEnabled()
    assert "start of each period, your account the end" in dialog.findChild(QLabel, "importQuestion").text()
    assert dialog.focusWidget() is dialog.findChild(QPushButton, "answer1")
    shown = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert sum(each.endswith("Nov 00:00") for each in shown) == 2
    with qtbot.waitSignal(dialog.options_changed) as asked:
        qtbot.keyClick(dialog, Qt.Key.Key_2)
    assert asked.args[0] == ReadingOptions(label=Label.START, shift=True)
    dialog.show_reading(read(a_file(first=first), "day.csv", label=Label.START, shift=True))
    assert dialog.reading is not None
    assert dialog.findChild(QPushButton, "acceptImport").isEnabled()
    assert dialog.focusWidget() is dialog.findChild(QPushButton, "acceptImport")


def test_labels_that_a_person_says_name_the_other_end_are_asked_about_too(dialog, qtbot):
    """Told to be starts, where the account sends ends, they would go out an hour off."""
    dialog.show_reading(read(a_file(), "day.csv"))
    assert dialog.reading is not None
    box = dialog.findChild(QComboBox, "labelBox")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert dialog.options == ReadingOptions(label=Label.START)
    dialog.show_reading(read(a_file(), "day.csv", label=Label.START))
    assert dialog.reading is None
    assert "start of each period, your account the end" in dialog.findChild(QLabel, "importQuestion").text()
    with qtbot.waitSignal(dialog.options_changed) as asked:
        qtbot.keyClick(dialog, Qt.Key.Key_1)
    assert asked.args[0] == ReadingOptions(label=Label.START)
    dialog.show_reading(read(a_file(), "day.csv", label=Label.START))
    assert dialog.reading is not None


def test_what_was_said_before_of_the_labels_is_not_asked_again(qtbot):
    dialog = ImportDialog("/somewhere/day.csv", ReadingOptions(label=Label.START))
    qtbot.addWidget(dialog)
    dialog.show_reading(read(a_file(), "day.csv", label=Label.START))
    assert dialog.reading is not None


def test_labels_that_are_told_anew_are_shifted_no_more(dialog):
    """A shift to the ends would move labels that name the ends to the starts."""
    dialog.show_reading(read(a_file(), "day.csv"))
    for name, place in (("shiftBox", 1), ("labelBox", 1)):
        box = dialog.findChild(QComboBox, name)
        box.setCurrentIndex(place)
        box.activated.emit(place)
    assert dialog.options == ReadingOptions(label=Label.END)
    assert dialog.findChild(QComboBox, "shiftBox").currentIndex() == 0


def test_both_readings_stand_beside_a_question_in_numbers(dialog, qtbot):
    alternatives = (
        Alternative(",", ReadingOptions(decimal=","), 24, "2026-11-24 01:00", "2026-11-25 00:00", 1.234, 29.6),
        Alternative(".", ReadingOptions(decimal="."), 24, "2026-11-24 01:00", "2026-11-25 00:00", 1234.0, 29616.0),
        Alternative("x", ReadingOptions(), message=Message("That cannot be.")),
    )
    dialog.show_refusal(Message("Which?"), ("MW",), (), Question.DECIMAL, alternatives)
    texts = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert {"1.234", "1234.000", "29616.0", "That cannot be."} <= {each.replace(",", "") for each in texts}
    assert not dialog.findChild(QPushButton, "answer3").isEnabled()
    with qtbot.assertNotEmitted(dialog.options_changed):
        qtbot.keyClick(dialog, Qt.Key.Key_3)
    with qtbot.waitSignal(dialog.options_changed) as asked:
        qtbot.keyClick(dialog, Qt.Key.Key_2)
    assert asked.args[0] == ReadingOptions(decimal=".")


def test_a_question_without_numbers_offers_its_choices(dialog, qtbot):
    dialog.show_refusal(Message("Which?"), ("Plant A", "Plant B"), (), Question.COLUMN)
    with qtbot.waitSignal(dialog.options_changed) as asked:
        qtbot.keyClick(dialog, Qt.Key.Key_2)
    assert asked.args[0] == ReadingOptions(column="Plant B")


def test_a_question_with_too_many_choices_opens_its_box(dialog):
    names = tuple(f"Plant {number}" for number in range(50))
    dialog.show_refusal(Message("Which?"), names, (), Question.COLUMN)
    box = dialog.findChild(QComboBox, "columnBox")
    assert box.isVisible()
    assert dialog.focusWidget() is box


def test_a_reading_that_takes_long_shows_it_and_can_be_stopped(dialog, qtbot, reading):
    dialog.show_reading(reading)
    assert SLOW == 500
    bar, stop = dialog.findChild(QProgressBar, "importProgress"), dialog.findChild(QPushButton, "stopReading")
    box = dialog.findChild(QComboBox, "unitBox")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(dialog.reading_stopped):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert dialog.reading is reading
    assert dialog.options == ReadingOptions()
    assert box.currentIndex() == 0


def test_stopped_after_several_changes_it_is_read_as_what_is_shown(dialog, qtbot, reading):
    """What was chosen and never read would be kept with the reading that is imported."""
    dialog.show_reading(reading)
    box = dialog.findChild(QComboBox, "unitBox")
    for place in (2, 4):
        box.setCurrentIndex(place)
        box.activated.emit(place)
    stop = dialog.findChild(QPushButton, "stopReading")
    qtbot.waitUntil(stop.isVisible)
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert dialog.reading is reading
    assert dialog.options == ReadingOptions()
    assert box.currentIndex() == 0


def test_what_has_changed_since_last_time_stands_above(dialog, reading):
    dialog.show_difference((Message("New columns: {columns}.", {"columns": "“x”"}),), "Ana’s tool")
    dialog.show_reading(reading)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel, "noticeText"))
    assert "Ana’s tool" in said
    assert "New columns: “x”." in said
    assert np.isfinite(dialog.reading.energy_mwh)


def test_the_title_that_says_the_day_is_named_and_coloured_and_no_column_is_named_twice(dialog):
    hourly = [["Hora", "Compra (MW)"], *([hour, 1.5] for hour in range(1, 25))]
    reading = read(xlsx([["Previsión de compra para el 29/11/2026"], *hourly]))
    dialog.show_reading(reading)
    said = "the day Sun 29 Nov from “Previsión de compra para el 29/11/2026”, periods from “Hora”"
    assert said in dialog.sentence_text()
    assert dialog.sentence_text().count("“Hora”") == 1
    cells = dialog.findChild(QTableView, "importCells")
    assert cells.model().index(0, 0).data(Qt.ItemDataRole.BackgroundRole) == colour_of(Role.DATE)
    assert cells.columnSpan(0, 0) == 2, "it runs over the empty cell beside it"
    assert cells.columnSpan(2, 0) == 1
    named = read(xlsx(hourly), "Programa 29-11-2026.xlsx")
    assert "the day Sun 29 Nov from the file’s name, periods from “Hora”" in sentence(named).plain


def test_the_day_above_periods_that_run_across_is_not_said_to_be_of_the_files_name():
    rows = [["Programa", "29/11/2026"], ["", *(f"H{hour}" for hour in range(1, 25))], ["Compra (MW)", *[1.5] * 24]]
    reading = read(text(rows), "Programa_20261129.csv")
    assert "stands above the table" in str(reading.notes[0])
    assert "the day Sun 29 Nov from “29/11/2026”" in sentence(reading).plain
    named = read(text(rows[1:]), "Programa_20261129.csv")
    assert "the day Sun 29 Nov from the file’s name" in sentence(named).plain


def test_cells_that_cannot_be_sent_are_marked_with_the_reason(dialog, qtbot):
    rows = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]
    rows[4][1], rows[6][1] = "pendiente", None
    dialog.show_reading(read(xlsx(rows)))
    model = dialog.findChild(QTableView, "importCells").model()
    for row, reason in ((4, "is not a number"), (6, "is missing")):
        assert reason in model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
        assert model.index(row, 1).data(Qt.ItemDataRole.BackgroundRole) == wrong_ground()
    assert model.index(5, 1).data(Qt.ItemDataRole.BackgroundRole) == colour_of(Role.VALUE)
    assert model.index(24, 0).data().endswith(" 00:00:00")
    qtbot.waitUntil(lambda: "to correct" in {each.text() for each in dialog.findChildren(QLabel) if each.isVisible()})


def test_problems_have_their_room_when_they_are_first_seen(qtbot):
    reading = read(
        text(
            [
                ["Fecha", "Hora", "Compra (MW)"],
                *(["24/11/2026", hour, hour + 0.5] for hour in range(1, 20)),
                ["24/11/2026", 20, "x"],
                ["24/11/2026", 21, "y"],
            ]
        )
    )
    dialog = QWidget()
    qtbot.addWidget(dialog)
    problems = ProblemList(dialog)
    problems.resize(300, 30)
    problems.show_reading(reading)
    lines = problems.findChild(QPlainTextEdit)
    assert lines.toPlainText()
    assert lines.maximumHeight() > 1000, "a height that it does not have yet cuts nothing off"
