"""How long the periods of a file are is asked once, and remembered for the next file of its kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.app.kept_files import choose, no_dialog
from tests.spreadsheets.builders import text


def programme(day: str, value: float) -> bytes:
    rows = [[day, period, value] for period in range(1, 25)]
    return text([["Programa cuartohorario"], ["Fecha", "Periodo", "Compra (MWh)"], *rows])


def test_the_answer_to_how_long_periods_are_is_kept(desk, file):
    choose(desk, file("programa_20261124.csv", programme("24/11/2026", 2.5)), Qt.Key.Key_2)
    draft = desk.editor().draft()
    assert (draft.resolution, draft.rows.mw[0]) == (15, 10.0)
    no_dialog(desk, file("programa_20261125.csv", programme("25/11/2026", 3.0)), 2)
    draft = desk.editor().draft()
    assert (draft.resolution, draft.rows.mw[0]) == (15, 12.0)


def test_both_lengths_are_offered_in_numbers(desk, file):
    desk.drop(file("programa_20261124.csv", programme("24/11/2026", 2.5)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: any("speaks of periods of 15 minutes" in each.text() for each in dialog.findChildren(QLabel)))
    texts = " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert "2.500" in texts
    assert "10.000" in texts
    dialog.reject()
