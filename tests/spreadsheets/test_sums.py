"""A total of the file agrees with the energy that is shown, or is told to be the plain sum of the powers."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import notes_of, read


def quarters(unit: str, total: str, name: str = "Total") -> Reading:
    rows = [f"14/01/2026;{at};2" for at in range(1, 97)]
    return read("\n".join([f"Fecha;Periodo;Compra ({unit})", *rows, f"{name};;{total}"]).encode(), "a.csv")


@pytest.mark.parametrize(("unit", "total", "name"), [("MW", "48", "Total"), ("MWh", "192", "Total")])
def test_the_energy_agrees(unit: str, total: str, name: str) -> None:
    reading = quarters(unit, total, name)
    assert (reading.agrees_with_total, "agrees with the values" in notes_of(reading)) == (True, True)


@pytest.mark.parametrize("unit", ["MW", "kW"])
def test_a_plain_sum_of_powers_of_quarters_is_called_so(unit: str) -> None:
    reading = quarters(unit, "192")
    assert reading.agrees_with_total is None
    assert "Row 98 is a total of 192: the plain sum of the values, not their energy" in notes_of(reading)
    assert not reading.problems


def test_where_the_periods_could_be_hours_it_is_a_warning() -> None:
    rows = [f"14/01/2026;{at};2" for at in range(1, 21)]
    reading = read("\n".join(["Fecha;Periodo;Compra (MW)", *rows, "Total;;40"]).encode(), "a.csv", resolution=15)
    assert (reading.resolution, reading.agrees_with_total) == (15, None)
    assert any("the plain sum" in str(found.problem.message) for found in reading.problems)


def test_any_other_total_differs() -> None:
    assert quarters("MW", "500").agrees_with_total is False


@pytest.mark.parametrize(("total", "agree"), [(48, True), (192, None), (500, False)])
def test_totals_beside_the_periods_of_a_row(total: int, agree: bool | None) -> None:
    names = ";".join(str(at) for at in range(1, 97))
    content = f"Compra (MW)\nFecha;{names};Total\n" + "\n".join(f"{day}/01/2026;{'2;' * 96}{total}" for day in (14, 15))
    reading = read(content.encode(), "a.csv")
    assert (reading.resolution, reading.agrees_with_total) == (15, agree)
    assert ("plain sums of their rows" in notes_of(reading)) == (agree is None)
