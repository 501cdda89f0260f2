"""An hour that is there twice and another that is not there are told at once: in the dialog, and in the editor."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from tests.spreadsheets.builders import text


def test_a_mistyped_hour_is_told_as_repeated_and_as_missing(desk, file):
    hours = [1, 2, 3, 4, 6, *range(6, 25)]
    rows = [["24/11/2026", f"{hour:02}:00", f"{number}.5"] for number, hour in enumerate(hours, start=1)]
    desk.drop(file("day.csv", text([["Fecha", "Hora", "Compra (MW)"], *rows])))
    dialog = desk.read()
    told = dialog.findChild(QPlainTextEdit, "importProblems").toPlainText()
    assert "Row 7: Tue 24 Nov 06:00 is there more than once" in told
    assert "Tue 24 Nov has 23 of 24 periods. Missing: 05:00." in told
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    problems = desk.editor().model.examined().problems
    said = [str(each.message) for each in problems]
    assert said == ["2026-11-24 06:00 is there more than once.", "2026-11-24 has 23 of 24 periods. Missing: 05:00."]
    gap = problems[1]
    assert list(problems.rows_of(gap)) == [3], "the row before the gap"
