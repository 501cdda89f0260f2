"""What a person does with files whose kind may be known, for the tests of kept readings."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tests.spreadsheets.builders import text, times


def table(value=1.5, *, columns=("Plant A", "Plant B"), step=60, count=24, unit="MW", first=None):
    """Rows of times and one value for each column."""
    names = [f"{name} ({unit})" for name in columns]
    lines = [[moment, *(value + place for place in range(len(columns)))] for moment in times(count, step, first)]
    return [["Time", *names], *lines]


def in_numbers(day):
    """Hours 1 to 24 of a day that is written so."""
    return text([["Day", "Hour", "Compra (MW)"], *([day, hour, 1.5] for hour in range(1, 25))])


def choose(desk, path, key):
    """Import a file that asks one question, answered with a key."""
    desk.drop(path)
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer1") is not None)
    desk.key(dialog, key)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")


def no_dialog(desk, path, count):
    desk.drop(path)
    desk.until(lambda: len(desk.names()) == count)
    assert desk.seen(QDialog, "importDialog") is None


def notice(desk):
    """What stands above the sentence of the import dialog."""
    above = desk.child(QWidget, "importDifference", desk.dialog("importDialog"))
    return desk.child(QLabel, "noticeText", above).text()
