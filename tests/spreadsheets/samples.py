"""Makes the files of `resources/samples/` anew: `python -m tests.spreadsheets.samples`.

One market day, Tuesday 24 November 2026, of a small retailer: a night of 10 to 13 MW, a morning peak, a lower
afternoon and an evening peak of almost 25 MW. The two other files hold the mistakes that people make.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"
DAY = datetime(2026, 11, 24)


def quarter_values() -> list[float]:
    """MW of the 96 quarters: a base and two weekday peaks, with a small ripple so that no two days look alike."""
    values = []
    for quarter in range(96):
        hour = (quarter + 0.5) / 4
        morning = 8.6 * math.exp(-(((hour - 9.4) / 2.6) ** 2))
        evening = 12.9 * math.exp(-(((hour - 20.3) / 2.4) ** 2))
        midday = 5.4 * math.exp(-(((hour - 14.2) / 3.4) ** 2))
        night = 1.1 * math.cos((hour - 1) / 24 * 2 * math.pi)
        ripple = 0.16 * math.sin(quarter * 1.7) + 0.09 * math.sin(quarter * 0.61)
        values.append(round(11.2 + morning + midday + evening - night * 0.6 + ripple, 3))
    return values


def write_quarters(path: Path) -> None:
    """The sample the demo drops: a title, a header, 96 quarters with end labels 00:15 to 00:00."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Purchase, Tuesday 24 November 2026", "created": DAY})
        sheet = book.add_worksheet("Purchase")
        bold = book.add_format({"bold": True})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        megawatts = book.add_format({"num_format": "0.000"})
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 16)
        sheet.write_row(0, 0, ["Date and time", "Purchase (MW)"], bold)
        for index, value in enumerate(quarter_values()):
            sheet.write_datetime(index + 1, 0, DAY + timedelta(minutes=15 * (index + 1)), moment)
            sheet.write_number(index + 1, 1, value, megawatts)
        sheet.freeze_panes(1, 0)


def hourly() -> list[tuple[datetime, float]]:
    """The 24 hours of the same day, end labels, mean MW."""
    values = quarter_values()
    means = [round(sum(values[4 * hour : 4 * hour + 4]) / 4, 1) for hour in range(24)]
    return [(DAY + timedelta(hours=hour + 1), value) for hour, value in enumerate(means)]


def write_wrong_csv(path: Path) -> None:
    """Hours with decimal comma and five mistakes: a word, a dash, an impossible date, a double hour, a negative."""
    lines = ["Fecha y hora;Compra (MW);Comentario"]
    for index, (label, value) in enumerate(hourly()):
        date, number, remark = f"{label:%d/%m/%Y %H:%M}", f"{value:.1f}".replace(".", ","), ""
        if index == 3:
            number, remark = "pendiente", "falta el dato de la planta"
        elif index == 7:
            number = "-"
        elif index == 10:
            date = "31/11/2026 11:00"
        elif index == 15:
            date = "24/11/2026 15:00"
        elif index == 18:
            number = "-1,5"
        lines.append(f"{date};{number};{remark}")
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))


def write_wrong_ods(path: Path) -> None:
    """Hours in kW with a blank value, a word and a total at the end that does not agree."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Programme")

    def add(*cells: TableCell) -> None:
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)

    def text(value: str) -> TableCell:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=value))
        return cell

    def number(value: float) -> TableCell:
        cell = TableCell(valuetype="float", value=str(value))
        cell.addElement(P(text=str(value)))
        return cell

    def moment(value: datetime) -> TableCell:
        cell = TableCell(valuetype="date", datevalue=value.strftime("%Y-%m-%dT%H:%M:%S"))
        cell.addElement(P(text=value.strftime("%d/%m/%Y %H:%M")))
        return cell

    add(text("Programme of Tuesday 24 November 2026"))
    add(text("Date and time"), text("Purchase (kW)"))
    for index, (label, value) in enumerate(hourly()):
        cell = TableCell() if index == 5 else text("see mail") if index == 9 else number(round(value * 1000))
        add(moment(label), cell)
    add(text("Total"), number(1000))
    book.spreadsheet.addElement(table)
    book.save(str(path))


if __name__ == "__main__":
    write_quarters(FOLDER / "purchase_quarter_hours.xlsx")
    write_wrong_csv(FOLDER / "purchase_with_mistakes.csv")
    write_wrong_ods(FOLDER / "purchase_with_mistakes.ods")
