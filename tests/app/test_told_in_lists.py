"""What is suspect or needs an answer is never sure in a list of files, and its line says why."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from tests.spreadsheets.builders import hours, text, times, xlsx
from tests.spreadsheets.test_exchanged_dates import by_hours

UNITS = [["Fecha", "Hora", "Compra (MWh)"], ["", "", "kWh"], *(["15/12/2026", hour, 500.5] for hour in range(1, 25))]
NEGATIVE = [["Fecha", "Compra (MW)"], *([moment, row - 50.5] for row, moment in enumerate(times(24)))]


def below(header):
    """A day of values between 50 and 75 below this header."""
    return text([["Fecha", header], *([moment, row + 50.5] for row, moment in enumerate(times(24)))])


@pytest.mark.dose(3)
@pytest.mark.parametrize(
    ("name", "content", "verdict", "says"),
    [
        ("negative.csv", text(NEGATIVE), Verdict.QUESTION, "No value is positive: as a purchase they would sell"),
        ("share.csv", below("Compra (%)"), Verdict.QUESTION, "losses, shares or profiles: “Compra (%)”. Choose the"),
        ("part.csv", below("% Compra"), Verdict.QUESTION, "losses, shares or profiles: “% Compra”. Choose the"),
        ("price.csv", below("Precio (EUR/MWh)"), Verdict.QUESTION, "prices: “Precio (EUR/MWh)”. Choose the"),
        ("units.csv", text(UNITS), Verdict.QUESTION, "would be in MWh, but row 2 says kWh. Say which"),
        (
            "swapped.xlsx",
            by_hours(11, 12, 13, 14),
            Verdict.QUESTION,
            "exchanged days and months. Export the file again",
        ),
        ("lost.xlsx", by_hours(9, 11, 12, 13, 16), Verdict.REFUSED, "the real ones: export the file again"),
    ],
)
def test_it_is_left_out_by_the_enter_that_takes_what_is_sure(desk, file, name, content, verdict, says):
    desk.drop(file(name, content), file("day.xlsx", xlsx(hours())))
    listed = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in listed.verdicts())
    assert listed.verdicts() == [verdict, Verdict.SURE]
    assert says in listed.texts()[0].partition("\n")[0], "the line itself says it"
    QTest.keyClick(listed, Qt.Key.Key_Return)
    desk.until(lambda: listed.verdicts() == [verdict, Verdict.IMPORTED])
    assert len(desk.names()) == 1
    listed.reject()
    desk.gone("batchDialog")


def test_a_file_with_cells_to_correct_is_no_plain_yes_and_is_looked_at_first(desk, file):
    rows = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]
    rows[4][1] = "pendiente"
    later = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=datetime(2026, 11, 25, 1)))]
    desk.drop(file("uno.xlsx", xlsx(rows)), file("dos.xlsx", xlsx(later)))
    listed = desk.dialog("batchDialog")
    desk.until(lambda: listed.verdicts() == [Verdict.ERRORS, Verdict.SURE])
    assert listed.texts()[0].startswith("1 cell to correct — 24 rows")
    desk.key(listed, Qt.Key.Key_Return)
    desk.until(lambda: listed.verdicts() == [Verdict.ERRORS, Verdict.IMPORTED])
    assert len(desk.names()) == 1
    desk.press("lookButton", listed)
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 2)
    desk.gone("batchDialog")
