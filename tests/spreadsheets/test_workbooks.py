"""Workbooks of the older and rarer kinds: what they share with others, and what is theirs alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from ravenwits_desktop.spreadsheets.cells.epochs import counts_from_1904
from ravenwits_desktop.spreadsheets.cells.sniff import Kind, kind_of
from tests.spreadsheets.builders import errors_of, hours, notes_of, ods, read, times
from tests.spreadsheets.workbooks import serial, xls, xlsb, xlsm

HEADER = ["Fecha y hora", "Compra (MW)"]
TABLE = [["Programa del día"], [], HEADER, *hours()]


@pytest.mark.parametrize(("writer", "kind"), [(xls, Kind.XLS), (xlsb, Kind.XLSB), (xlsm, Kind.XLSX)])
def test_every_kind_is_known_by_its_content_and_read(writer: Callable[..., bytes], kind: Kind) -> None:
    content = writer(TABLE)
    assert kind_of(content, "a.csv") is kind
    reading = read(content, "a.csv")
    assert (reading.rows.labels.tolist(), reading.rows.mw.tolist()) == (times(24), [value for _, value in hours()])
    assert (reading.source_rows.tolist(), reading.sheet, errors_of(reading)) == (list(range(4, 28)), "Sheet1", [])


@pytest.mark.parametrize("writer", [xls, xlsb])
@pytest.mark.parametrize("date1904", [False, True])
@pytest.mark.parametrize("bare", [False, True])
def test_both_ways_of_counting_days_with_their_format_and_without(
    writer: Callable[..., bytes], date1904: bool, bare: bool
) -> None:
    reading = read(writer([HEADER, *hours()], date1904=date1904, bare=bare))
    assert reading.rows.labels.tolist() == times(24)
    assert ("lost their format" in notes_of(reading)) == bare


def test_days_of_an_opendocument_sheet_that_counts_from_1904() -> None:
    plain = ods([HEADER, *([serial(moment, date1904=True), value] for moment, value in hours())])
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as source, zipfile.ZipFile(content, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == "content.xml":
                setting = (
                    b"<table:calculation-settings><table:null-date "
                    b'table:date-value="1904-01-01"/></table:calculation-settings>'
                )
                part = part.replace(b"<office:spreadsheet>", b"<office:spreadsheet>" + setting)
            archive.writestr(name, part)
    assert read(content.getvalue()).rows.labels.tolist() == times(24)


@pytest.mark.parametrize(("writer", "kind"), [(xls, Kind.XLS), (xlsb, Kind.XLSB)])
def test_a_broken_workbook_tells_nothing_of_its_days(writer: Callable[..., bytes], kind: Kind) -> None:
    content = writer([HEADER, *hours()], date1904=True)
    assert counts_from_1904(content, kind)
    for end in range(0, len(content), 97):
        counts_from_1904(content[:end], kind)
    assert not counts_from_1904(b"", kind)
