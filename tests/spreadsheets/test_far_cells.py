"""Cells far away from their table: one with a format alone asks for no room, one that holds anything is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ravenwits_desktop.domain.reading import ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets.builders import read, workbook_of_parts

FAR = 'r="XFD1048576"'
_CHUNK = 1 << 20


def table(far: str, *, padding: int = 0) -> bytes:
    """A day of hours and behind it a row with the cell `far`, after so many bytes of nothing."""
    rows = "".join(
        f'<row r="{hour + 1}"><c r="A{hour + 1}" t="inlineStr"><is><t>24/11/2026 {hour:02}:00</t></is></c>'
        f'<c r="B{hour + 1}"><v>{hour}.5</v></c></row>'
        for hour in range(24)
    )
    return workbook_of_parts(f'{rows}{" " * padding}<row r="1048576">{far}</row>')


def sheet_of(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "far", [f'<c {FAR} s="0"/>', f"<c {FAR}/>", f'<c {FAR} s="0"></c>', f"<c s='0' {FAR} > </c>", f'<c s="0" {FAR} />']
)
def test_a_formatted_empty_cell_far_away_costs_nothing(far: str) -> None:
    reading = read(table(far))
    assert (len(reading.rows), reading.source_rows.tolist()[-1]) == (24, 24)


@pytest.mark.parametrize("inside", range(0, 40, 3))
def test_so_does_one_across_the_parts_in_which_the_sheet_is_looked_through(inside: int) -> None:
    begin = len(sheet_of(table("")).split(b'<row r="1048576">')[0]) + len('<row r="1048576">')
    content = table(f'<c {FAR} s="0"/>', padding=_CHUNK - begin - inside)
    assert sheet_of(content)[_CHUNK - inside :].startswith(b"<c r=")
    assert len(read(content).rows) == 24


@pytest.mark.parametrize(
    "far", [f"<c {FAR}><v>1</v></c>", f'<c {FAR} x="/>"><v>1</v></c>', f'<c {FAR} t="inlineStr"><is><t>a</t></is></c>']
)
@pytest.mark.parametrize("padding", [0, _CHUNK])
def test_a_value_far_away_is_refused_by_its_cell(far: str, padding: int) -> None:
    with pytest.raises(UnreadableFileError, match="far away from its table, at XFD1048576"):
        read_bytes(table(far, padding=padding), "a.xlsx", ReadingOptions())
