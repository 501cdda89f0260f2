"""Makes files as people and programs make them, with libraries that the importer does not use."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.spreadsheets.reader import read_bytes

DAY = datetime(2026, 11, 24)
TODAY = date(2026, 11, 29)
_NUMBERS = itertools.count()


def times(count: int, step: int = 60, first: datetime | None = None) -> list[datetime]:
    """`count` labels, `step` minutes apart, by default the end labels of one day."""
    start = first or DAY + timedelta(minutes=step)
    return [start + timedelta(minutes=step * index) for index in range(count)]


def hours(count: int = 24, value: float = 10.5) -> list[list[Any]]:
    """Rows of end labels and rising values."""
    return [[moment, value + index / 4] for index, moment in enumerate(times(count))]


def xlsx(rows: Iterable[Sequence[Any]], *, sheets: dict[str, Iterable[Sequence[Any]]] | None = None) -> bytes:
    """A workbook of one sheet of `rows`, or of several `sheets`; datetimes become real dates.

    No two have the same bytes, as those that people make have not.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"comments": f"number {next(_NUMBERS)}"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for name, lines in (sheets or {"Sheet1": rows}).items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, moment)
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return content.getvalue()


def ods(rows: Iterable[Sequence[Any]]) -> bytes:
    """The same as an OpenDocument sheet."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            if isinstance(cell, datetime):
                made = TableCell(valuetype="date", datevalue=cell.strftime("%Y-%m-%dT%H:%M:%S"))
            elif isinstance(cell, int | float):
                made = TableCell(valuetype="float", value=str(cell))
            else:
                made = TableCell(valuetype="string")
            made.addElement(P(text="" if cell is None else str(cell)))
            row.addElement(made)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    content = BytesIO()
    book.write(content)
    return content.getvalue()


def text(
    rows: Iterable[Sequence[Any]], delimiter: str = ";", decimal: str = ",", form: str = "%d/%m/%Y %H:%M"
) -> bytes:
    """A text file; numbers with their shortest digits."""

    def written(cell: Any) -> str:
        if isinstance(cell, datetime):
            return cell.strftime(form)
        if isinstance(cell, float):
            return repr(cell).replace(".", decimal)
        return "" if cell is None else str(cell)

    return "\r\n".join(delimiter.join(map(written, cells)) for cells in rows).encode() + b"\r\n"


def workbook_of_parts(sheet_xml: str, *, date1904: bool = False) -> bytes:
    """A minimal .xlsx around the XML of one sheet, to say what no writer would."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">'
        + ('<workbookPr date1904="1"/>' if date1904 else "")
        + '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_xml}</sheetData></worksheet>',
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def read(content: bytes, name: str = "purchase.xlsx", *, today: date = TODAY, **options: Any) -> Reading:
    """The reading of `content`, in this process, on a day `today`, which is the same on every day of a run."""
    return read_bytes(content, name, ReadingOptions(**options), today=today)


def notes_of(reading: Reading) -> str:
    """All notes as one text."""
    return "\n".join(map(str, reading.notes))


def errors_of(reading: Reading) -> list[tuple[int | None, str | None, str]]:
    """Row, column and text of each error."""
    return [
        (found.row, found.column, str(found.problem.message))
        for found in reading.problems
        if found.problem.severity.value == "error"
    ]
