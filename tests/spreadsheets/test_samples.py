"""Real files of the market, each as a person would import it. Skipped where they are absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.cells.book import read_cells
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.reader import read_path
from tests.spreadsheets.builders import errors_of

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples"
LISBON, BOGOTA = {"zone": "Europe/Lisbon"}, {"zone": "America/Bogota"}
pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of real files is not there"),
]

# name, options, rows, first and last start (local), step, sum in the file's unit, first and last value, factor to MW
READ: list[tuple[Any, ...]] = [
    ("entsoe/Total*", {"column": "Day-ahead Total Load Forecast [MW] - BZN|FI"}, 8760, "2019-01-01 00:00",
     "2019-12-31 23:00", 60, 83001502, 10018, 9895, 1),
    ("entsoe/Total*", {"column": "actual total load [mw] - bzn|fi"}, 8760, "2019-01-01 00:00", "2019-12-31 23:00", 60,
     83439920, 10467, 9822, 1),
    ("es_distribuidora/1.csv", {}, 7344, "2025-02-11 00:00", "2025-12-13 23:00", 60, 1793.077, 0.875, 0.662, 1e-3),
    ("es_distribuidora/1.csv", {"column": "AS_KWh"}, 7344, "2025-02-11 00:00", "2025-12-13 23:00", 60, 3063.961, 0,
     0, 1e-3),
    ("es_distribuidora/cabecera*", {}, 1, "2024-01-01 00:00", "2024-01-01 00:00", 60, 1, 1, 1, 1e-3),
    ("es_distribuidora/datadis*", {}, 2, "2024-01-01 00:00", "2024-01-01 01:00", 60, 1, 1, 0, 1e-3),
    ("es_distribuidora/ide*", {}, 2, "2024-01-01 00:00", "2024-01-01 01:00", 60, 600, 500, 100, 1e-6),
    ("es_planta/20_20160327.csv", {"column": "Energía Exportada (kWh)"}, 23, "2016-03-27 00:00", "2016-03-27 23:00",
     60, 258, 0, 0, 1e-3),
    ("es_planta/20_20160327.csv", {}, 23, "2016-03-27 00:00", "2016-03-27 23:00", 60, 1, 0, 0, 1e-3),
    ("es_planta/20_20160328*", {"column": "Energía Exportada (kWh)"}, 24, "2016-03-28 00:00", "2016-03-28 23:00",
     60, 235, 0, 0, 1e-3),
    ("esios_ree/C2*", {}, 744, "2014-12-01 00:00", "2014-12-31 23:00", 60, 14402.7, 13.5, 10.6, 1),
    ("esios_ree/datos*", {"column": "10027"}, 744, "2023-01-01 00:00", "2023-01-31 23:00", 60, 20844915.164,
     20058.667, 29793.8, 1),
    ("esios_ree/datos*", {"column": "Demanda programada P48 total"}, 744, "2023-01-01 00:00", "2023-01-31 23:00", 60,
     20844915.164, 20058.667, 29793.8, 1),
    ("eu_exchanges/DM*", {}, 24, "2022-02-23 00:00", "2022-02-23 23:00", 60, 54503.6, 1726.6, 2362.8, 1),
    ("eu_exchanges/DM*", {"column": "Price (EUR/MWh)"}, 24, "2022-02-23 00:00", "2022-02-23 23:00", 60, 3279.21,
     97.96, 107.6, 1),
    ("nordpool/Consumption*", {"column": "NO"}, 24, "2016-01-01 00:00", "2016-01-01 23:00", 60, 393811, 15418, 16087,
     1),
    ("omie/Energy*", {"column": "CARBÓN"}, 24, "2020-11-13 00:00", "2020-11-13 23:00", 60, 29003, 1432, 1180, 1),
    ("omie/Energy*", {"column": "NUCLEAR"}, 24, "2020-11-13 00:00", "2020-11-13 23:00", 60, 146125.6, 6088.9, 6088.9,
     1),
    ("omie/Energy*", {"column": "EÓLICA"}, 24, "2020-11-13 00:00", "2020-11-13 23:00", 60, 124863.2, 7369.6, 7169.6,
     1),
    ("omie/INT_PBC*", {}, 96, "2025-10-01 00:00", "2025-10-01 23:45", 15, 1862592.5, 16095.8, 16610.9, 1),
    ("omie/INT_PBC*", {"column": "Precio marginal en el sistema español (EUR/MWh)"}, 96, "2025-10-01 00:00",
     "2025-10-01 23:45", 15, 8359.20, 105.1, 101.52, 1),
    ("omie/PMD*", {}, 24, "2006-01-01 00:00", "2006-01-01 23:00", 60, 548636, 26377, 25373, 1),
    ("omie/PrecioMD*", {}, 23, "2020-03-29 00:00", "2020-03-29 23:00", 60, 536586.3, 22044.5, 24731.1, 1),
    ("pt_eredes/example.xlsx", LISBON, 1062, "2023-12-01 00:00", "2023-12-12 01:15", 15, 989.348, 0.084, 0.136, 1e-3),
    ("wide_other/Precio*", BOGOTA, 8760, "2019-01-01 00:00", "2019-12-31 23:00", 60, 1999981.943, 318.423099,
     269.163476, 1),
]  # fmt: skip


def path_of(pattern: str) -> Path:
    """The one file of that pattern."""
    (path,) = FOLDER.glob(pattern)
    return path


def starts_of(reading: Reading, account: Label = Label.END) -> list[str]:
    """Local start times of all rows."""
    label = reading.labels or account
    starts = timegrid.read_labels(reading.rows.labels, reading.resolution, label, reading.zone).starts
    return timegrid.format_labels(timegrid.utc_to_wall(starts, reading.zone))


@pytest.mark.parametrize("case", READ, ids=lambda case: f"{case[0].rstrip('*')} {case[1].get('column', '')}".strip())
@pytest.mark.parametrize("account", Label)
def test_a_real_file_comes_out_as_its_list_says(case: tuple[Any, ...], account: Label) -> None:
    pattern, options, rows, first, last, step, total, first_value, last_value, factor = case
    reading = read_path(path_of(pattern), ReadingOptions(account_label=account, **options))
    assert (len(reading.rows), reading.resolution, reading.factor) == (rows, step, factor)
    starts = starts_of(reading, account)
    assert (starts[0], starts[-1]) == (first, last)
    assert len(set(starts)) == len(starts) - (1 if rows > 7000 and reading.zone == "Europe/Madrid" else 0)
    assert reading.sum_mw == pytest.approx(total * factor, rel=1e-9)
    assert (reading.rows.mw[0], reading.rows.mw[-1]) == pytest.approx((first_value * factor, last_value * factor))
    assert errors_of(reading) == []


def test_hours_of_a_plant_with_an_hour_that_does_not_exist() -> None:
    reading = read_path(path_of("es_planta/consumo.xlsx"), ReadingOptions())
    assert (len(reading.rows), reading.unit, reading.factor, reading.labels) == (8760, "MWh", 1.0, Label.START)
    assert reading.sum_mw == pytest.approx(7270.8)
    assert set(reading.rows.mw.tolist()) == {0.83}
    assert [row for row, _, _ in errors_of(reading)] == [2116], "the hour that March skips"
    assert any("occurs twice" in str(found.problem.message) for found in reading.problems)


def test_days_without_change_of_clocks_in_the_default_zone() -> None:
    reading = read_path(path_of("wide_other/Precio*"), ReadingOptions())
    assert (len(reading.rows), reading.sum_mw) == (8760, pytest.approx(1999981.943))
    assert [row for row, _, _ in errors_of(reading)] == [93], "the hour that March skips in Madrid"
    warnings = "\n".join(str(found.problem.message) for found in reading.problems)
    assert "2019-03-31 has 23 hours" in warnings
    assert "2019-10-27 has 25 hours" in warnings
    assert "looks like prices" in warnings


ASKED = {
    "entsoe/Total*": ("Day-ahead Total Load Forecast [MW] - BZN|FI", "Actual Total Load [MW] - BZN|FI"),
    "nordpool/Consumption*": ("NO", "NO4", "NO5", "NO1", "NO2", "NO3"),
    "omie/Energy*": ("CARBÓN", "NUCLEAR"),
    "esios_ree/datos*": ("Demanda programada P48 total",),
}


@pytest.mark.parametrize("pattern", ASKED)
def test_what_only_the_person_knows_is_asked(pattern: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_path(path_of(pattern), ReadingOptions())
    assert caught.value.question is Question.COLUMN
    assert set(ASKED[pattern]) <= set(caught.value.choices)
    by_name = {found.name: found for found in caught.value.alternatives}
    assert by_name[ASKED[pattern][0]].rows in {24, 744, 8760}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("nordpool/elspot*", "a folder beside it"), ("omie/Offer*", "the curve of an auction")],
)
def test_what_is_no_series_is_refused_with_its_reason(pattern: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_path(path_of(pattern), ReadingOptions())


def test_the_march_day_has_no_hour_from_two_to_three() -> None:
    reading = read_path(path_of("omie/PrecioMD*"), ReadingOptions())
    assert [start[11:13] for start in starts_of(reading)] == ["00", "01", *(f"{hour:02}" for hour in range(3, 24))]
    assert timegrid.format_labels(reading.rows.labels)[:3] == [
        "2020-03-29 01:00",
        "2020-03-29 03:00",
        "2020-03-29 04:00",
    ]
    labels = read_path(path_of("es_distribuidora/1.csv"), ReadingOptions()).rows.labels
    days, counts = np.unique((labels - np.timedelta64(1, "m")).astype("datetime64[D]"), return_counts=True)
    odd = {str(day): int(count) for day, count in zip(days, counts, strict=True) if count != 24}
    assert odd == {"2025-03-30": 23, "2025-10-26": 25}


def test_totals_and_losses_are_told() -> None:
    sums = read_path(path_of("nordpool/Consumption*"), ReadingOptions(column="NO"))
    assert (sums.agrees_with_total, sums.unit) == (True, "MW")
    losses = read_path(path_of("esios_ree/C2*"), ReadingOptions())
    assert any("in %" in str(found.problem.message) for found in losses.problems)
    portuguese = read_path(path_of("pt_eredes/*"), ReadingOptions())
    assert any("Europe/Lisbon" in str(found.problem.message) for found in portuguese.problems)
    lost = read_path(path_of("es_planta/20_20160328*"), ReadingOptions())
    assert any("Row 3 does not say summer" in str(found.problem.message) for found in lost.problems)


def test_cells_of_an_old_workbook() -> None:
    path = path_of("eu_exchanges/DM*")
    sheet = read_cells(path.read_bytes(), path.name, Limits()).sheets[0]
    assert any(row[:2] == ["BASE LOAD", 136.63375] for row in sheet.rows)
