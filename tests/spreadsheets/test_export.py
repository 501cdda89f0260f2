"""What is written can be read again, and never becomes a formula."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets.export import write_draft
from ravenwits_desktop.spreadsheets.reader import read_path
from tests.spreadsheets.builders import times

VALUES = [1.234, 12.345, -3.5, 0.1 + 0.2, 250.0, 1e-7, 9.999]


def draft(**texts: str) -> Draft:
    labels = np.array(times(len(VALUES)), dtype="datetime64[m]")
    mw = np.array(VALUES)
    written = {}
    if texts:
        labels[1], mw[2] = np.datetime64("NaT"), np.nan
        written = {(1, Column.DATETIME): texts["label"], (2, Column.PURCHASE): texts["value"]}
    return Draft("1", "Tue 24 Nov", Rows(labels, mw, written))


@pytest.mark.parametrize("decimal", list(Decimal))
@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out"])
def test_an_export_is_read_back_exactly(tmp_path: Path, name: str, decimal: Decimal) -> None:
    path = tmp_path / name
    path.write_text("old")
    write_draft(path, draft(), decimal)
    reading = read_path(path, ReadingOptions())
    assert reading.rows.labels.tolist() == draft().rows.labels.tolist()
    assert reading.rows.mw.tolist() == VALUES
    assert (reading.unit, reading.unit_stated, reading.column) == ("MW", True, "Purchase (MW)")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("decimal", list(Decimal))
def test_a_text_file_is_what_a_spreadsheet_of_the_country_expects(tmp_path: Path, decimal: Decimal) -> None:
    write_draft(tmp_path / "a.csv", draft(), decimal)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    mark = b";" if decimal is Decimal.COMMA else b","
    lines = content.splitlines()
    assert all(line.count(mark) == 1 for line in lines)
    assert lines[1].endswith(mark + b"1" + decimal.value.encode() + b"2340")


@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(st.floats(-1e7, 1e7), min_size=24, max_size=24),
    decimal=st.sampled_from(list(Decimal)),
    suffix=st.sampled_from([".csv", ".xlsx"]),
)
def test_every_number_comes_back_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, values: list[float], decimal: Decimal, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("export") / f"a{suffix}"
    rows = Rows(np.array(times(24), dtype="datetime64[m]"), np.array(values))
    write_draft(path, Draft("1", "Tue 24 Nov", rows), decimal)
    read = read_path(path, ReadingOptions()).rows
    assert (read.mw + 0.0).tobytes() == (rows.mw + 0.0).tobytes()


@pytest.mark.parametrize("decimal", list(Decimal))
@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+3", "@SUM(A1)", " =1+1", "\r=1+1", "\n@A1", "pending"])
def test_wrong_cells_are_written_as_text(tmp_path: Path, text: str, decimal: Decimal) -> None:
    write_draft(tmp_path / "a.xlsx", draft(label=text, value=text))
    cells = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert (cells[2][0], cells[3][1], cells[5][1]) == (text, text, VALUES[4])
    write_draft(tmp_path / "a.csv", draft(label=text, value=text), decimal)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if decimal is Decimal.COMMA else ","))
    assert rows[2][0] == rows[3][1] == (text if text == "pending" else "'" + text)


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        write_draft(tmp_path / "gone" / "a.xlsx", draft())
    assert not list(tmp_path.iterdir())
