"""What is written can be read again, and never becomes a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.rows import Column, Rows
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


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out"])
def test_an_export_is_read_back_exactly(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("old")
    write_draft(path, draft())
    reading = read_path(path, ReadingOptions())
    assert reading.rows.labels.tolist() == draft().rows.labels.tolist()
    exact = 0.0 if name.endswith("csv") else 1e-15  # a workbook keeps sixteen digits
    np.testing.assert_allclose(reading.rows.mw, VALUES, rtol=exact)
    assert (reading.unit, reading.unit_stated, reading.column) == ("MW", True, "Purchase (MW)")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+3", "@SUM(A1)", " =1+1", "\r=1+1", "\n@A1", "pending"])
def test_wrong_cells_are_written_as_text(tmp_path: Path, text: str) -> None:
    write_draft(tmp_path / "a.xlsx", draft(label=text, value=text))
    cells = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert (cells[2][0], cells[3][1], cells[5][1]) == (text, text, VALUES[4])
    write_draft(tmp_path / "a.csv", draft(label=text, value=text))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2][0] == rows[3][1] == (text if text == "pending" else "'" + text)


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        write_draft(tmp_path / "gone" / "a.xlsx", draft())
    assert not list(tmp_path.iterdir())
