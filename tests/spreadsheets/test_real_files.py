"""Real files of the market: read rightly or refused, never read wrongly. Skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravenwits_desktop.domain.reading import ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.cells import read_cells
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.reader import read_path
from tests.spreadsheets.builders import errors_of

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples"
READ = {"consumo.xlsx", "ide_bruto.csv"}
FILES = sorted(path for path in FOLDER.glob("*/*") if path.is_file())

pytestmark = pytest.mark.skipif(not FILES, reason="the folder of real files is not there")


def test_hours_of_a_plant() -> None:
    reading = read_path(FOLDER / "es_planta" / "consumo.xlsx", ReadingOptions())
    assert (len(reading.rows), reading.unit, reading.factor) == (8760, "MWh", 1.0)
    assert reading.sum_mw == pytest.approx(7270.8)
    assert [row for row, _, _ in errors_of(reading)] == [2116], "the hour that March skips"


def test_hours_of_a_distributor() -> None:
    reading = read_path(FOLDER / "es_distribuidora" / "ide_bruto.csv", ReadingOptions())
    assert (reading.column, reading.unit, reading.factor) == ("CONSUMO Wh", "Wh", 1e-6)
    assert reading.rows.mw.tolist() == [0.0005, 0.0001]


def test_cells_of_an_old_workbook() -> None:
    path = FOLDER / "eu_exchanges" / "DM_23_02_2022_EN.xls"
    sheet = read_cells(path.read_bytes(), path.name, Limits()).sheets[0]
    assert any(row[:2] == ["BASE LOAD", 136.63375] for row in sheet.rows)


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in READ], ids=lambda path: path.name)
def test_other_layouts_are_refused(path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_path(path, ReadingOptions())
