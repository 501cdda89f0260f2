"""Six files of a desk in one go: two the same, one of a kept kind, one that has changed, one refused, one that asks."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QTableWidget

from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from tests.app.kept_files import table
from tests.spreadsheets.builders import xlsx


def programme(value="Compra (MW)", *, mw=100.0, day="2026-11-24", first="Fecha"):
    rows = [[day, number, mw + number / 10] for number in range(1, 25)]
    return xlsx([[first, "Hora", value], *rows])


def test_each_has_its_verdict_and_its_draft_and_a_cancelled_one_stays_on_the_list(desk, file):
    desk.take(file("programa_20261124.xlsx", programme()))
    twice = programme("Carga (MW)", mw=40.0, day="2026-11-26", first="Día")
    desk.drop(
        file("norte_a.xlsx", twice),
        file("norte_b.xlsx", twice),
        file("programa_20261125.xlsx", programme(day="2026-11-25")),
        file("programa_20261127.xlsx", programme("Programa (MW)", day="2026-11-27")),
        file("foto.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        file("dos_plantas.xlsx", xlsx(table())),
    )
    dialog = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in dialog.verdicts())
    sure, question, refused, imported = Verdict.SURE, Verdict.QUESTION, Verdict.REFUSED, Verdict.IMPORTED
    first = [sure, question, sure, question, refused, question]
    assert dialog.verdicts() == first
    said = [text.partition("\n")[0] for text in dialog.texts()]
    assert said[0].startswith("24 rows, Thu 26 Nov, 990.0 MWh, from “Carga (MW)”")
    assert said[1].startswith("The same file as norte_a.xlsx: leave one of them out.")
    assert said[2].startswith("24 rows, Wed 25 Nov, 2,430.0 MWh")
    assert said[3].startswith("Like “programa_….xlsx”, but changed: The column “Compra (MW)” is not there any")
    assert "picture" in said[4]
    assert said[5].startswith("Several columns could be the purchase")

    listed = desk.child(QTableWidget, "batchList", dialog)
    for row in (0, 3, 5):  # looked at and left by Cancel
        listed.setCurrentCell(row, 0)
        desk.press("lookButton", dialog)
        looked = desk.dialog("importDialog")
        desk.click(looked.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel))
        desk.gone("importDialog")
        assert dialog.verdicts() == first
        assert listed.currentRow() == row
        assert len(desk.names()) == 1
    desk.press("importSureButton", dialog)
    assert dialog.verdicts() == [imported, question, imported, question, refused, question]

    for row, keys in ((3, ()), (5, ("answer2",))):
        listed.setCurrentCell(row, 0)
        desk.press("lookButton", dialog)
        looked = desk.dialog("importDialog")
        for each in keys:
            desk.press(each, looked)
        desk.press("acceptImport", desk.read())
        desk.gone("importDialog")
        assert dialog.verdicts()[row] is imported
    for row in (4, 1):
        listed.setCurrentCell(row, 0)
        desk.press("leaveOutButton", dialog)
    desk.gone("batchDialog")
    drafts = {draft.source: draft.rows.mw[0] for draft in desk.workspace.tabs.drafts()}
    assert drafts == {
        "programa_20261124.xlsx": 100.1,
        "norte_a.xlsx": 40.1,
        "programa_20261125.xlsx": 100.1,
        "programa_20261127.xlsx": 100.1,
        "dos_plantas.xlsx": 2.5,
    }
