"""A kept kind of file whose book has one more sheet with a purchase is read from the sheet that was kept."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.spreadsheets.builders import DAY, times, xlsx


def book(day, **sheets):
    """A workbook with one purchase, MW, on each of these sheets, `day` days on."""
    moments = times(24, first=DAY + timedelta(days=day, hours=1))
    head = ["Fecha", "Compra (MW)"]
    return xlsx([], sheets={name: [head, *([moment, mw] for moment in moments)] for name, mw in sheets.items()})


def test_it_shows_the_kept_sheet_with_the_difference_and_imports_it(desk, file):
    desk.take(file("p_1.xlsx", book(0, Programa=10.5)))
    desk.drop(file("p_2.xlsx", book(1, Borrador=60.5, Programa=11.5)))
    dialog = desk.read()
    told = dialog.findChild(Notice, "importDifference")
    assert told.isVisible()
    assert "“Borrador”, “Programa”" in told.text
    assert "read from “Programa” before" in told.text
    assert dialog.sentence_text().startswith("Sheet “Programa”")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.until(lambda: len(desk.names()) == 2)
    assert set(desk.editor().draft().rows.mw.tolist()) == {11.5}
    # it has been looked at and confirmed: the next book of both sheets is of a known kind, and the sheet is the same
    desk.take(file("p_3.xlsx", book(2, Borrador=60.5, Programa=12.5)))
    assert set(desk.editor().draft().rows.mw.tolist()) == {12.5}


def test_in_a_list_it_is_not_sure(desk, file):
    desk.take(file("p_1.xlsx", book(0, Programa=10.5)))
    more, same = (
        file("p_2.xlsx", book(1, Borrador=60.5, Programa=11.5)),
        file("p_3.xlsx", book(2, Programa=12.5)),
    )
    desk.drop(more, same)
    listed = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in listed.verdicts())
    assert listed.verdicts() == [Verdict.QUESTION, Verdict.SURE]
    assert "Several sheets hold a purchase now" in listed.texts()[0].partition("\n")[0]
    listed.reject()
    desk.gone("batchDialog")
