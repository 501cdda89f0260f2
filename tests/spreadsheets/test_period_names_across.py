"""Names of periods in a row of headers: hours above their halves, and one mistyped name, lose no value in silence."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import read

HOURS = [f"H{hour}" for hour in range(1, 25)]
QUARTERS = [f"H{hour}Q{part}" for hour in range(1, 25) for part in range(1, 5)]


def wide(names: list[str], under: list[str] | None = None, days: int = 1, head: str = "Fecha (MW)") -> bytes:
    rows = [f"{14 + day}/01/2026;{';'.join(f'{at + 1},5' for at in range(len(names)))}" for day in range(days)]
    second = [";" + ";".join(under)] if under is not None else []
    return "\n".join([f"{head};{';'.join(names)}", *second, *rows]).encode()


def merged(parts: int) -> list[str]:
    return [str(hour) if not part else "" for hour in range(1, 25) for part in range(parts)]


@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize(("parts", "step"), [(2, 30), (4, 15)])
def test_hours_above_their_parts_lose_no_column(parts: int, step: int, days: int) -> None:
    reading = read(wide(merged(parts), days=days), "a.csv")
    assert reading.resolution == step
    assert reading.rows.mw.tolist() == [at + 1.5 for at in range(24 * parts)] * days
    assert not reading.problems


def test_hours_above_halves_of_one_quantity() -> None:
    lines = ["Fecha:;14/01/2026", "", f"Unidad;Concepto;{';'.join(merged(2))};Total"]
    lines.append(f"ACME;Compra;{';'.join(['1,5'] * 48)};36")
    reading = read("\n".join(lines).encode(), "a.csv", unit="MW")
    assert (reading.resolution, len(reading.rows.mw)) == (30, 48)


def test_hours_above_two_quantities_are_no_halves() -> None:
    under = ["Compra (MWh)", "Precio (EUR/MWh)"] * 24
    reading = read(wide(merged(2), under, head="Fecha"), "a.csv")
    assert (reading.resolution, reading.rows.mw.tolist()) == (60, [at + 1.5 for at in range(0, 48, 2)])


def test_hours_above_a_column_and_a_blank_one_are_hours() -> None:
    values = ";".join(f"{hour},5;" for hour in range(1, 25))
    reading = read(f"Fecha (MW);{';'.join(merged(2))}\n14/01/2026;{values}".encode(), "a.csv")
    assert (reading.resolution, len(reading.rows.mw)) == (60, 24)


@pytest.mark.parametrize(
    ("names", "place", "typo"),
    [
        (HOURS, 6, "H77"),
        (HOURS, 6, "H6"),
        (HOURS, 6, "H17"),
        (HOURS, 0, "H11"),
        (HOURS, 23, "H42"),
        (HOURS, 1, "H22"),
        ([str(hour) for hour in range(1, 25)], 6, "6"),
        ([str(hour) for hour in range(24)], 6, "60"),
        ([str(number) for number in range(1, 97)], 40, "4"),
        ([f"{hour:02}:00" for hour in range(24)], 7, "17:00"),
        (QUARTERS, 30, "H18Q3"),
    ],
)
def test_one_mistyped_name_is_refused_by_its_name(names: list[str], place: int, typo: str) -> None:
    read(wide(names), "a.csv")
    with pytest.raises(UnreadableFileError) as refused:
        read(wide([*names[:place], typo, *names[place + 1 :]]), "a.csv")
    assert f"“{typo}” stands beside" in str(refused.value.message)


@pytest.mark.parametrize("day", ["29/03/2026", "25/10/2026"])
def test_rows_of_the_days_of_change_are_not_mistyped(day: str) -> None:
    numbers = [1, 2, 4, *range(5, 25)] if day.startswith("29") else [1, 2, 3, 3, *range(4, 25)]
    content = f"Fecha (MW);{';'.join(f'H{hour}' for hour in numbers)}\n{day};{';'.join(['1,5'] * len(numbers))}"
    assert len(read(content.encode(), "a.csv").rows.mw) == len(numbers)


RANGES = [f"{hour:02}-{hour + 1:02}" for hour in range(24)]
STARTS = [f"{hour:02}:00" for hour in range(24)]
ENDS = [f"{hour:02}:00" for hour in range(1, 25)]


@pytest.mark.parametrize(("parts", "step"), [(2, 30), (4, 15)])
@pytest.mark.parametrize(("names", "first"), [(RANGES, None), (STARTS, 0), (ENDS, None)])
def test_ranges_and_times_above_their_parts_lose_no_column(
    names: list[str], first: int | None, parts: int, step: int
) -> None:
    above = [name if not part else "" for name in names for part in range(parts)]
    reading = read(wide(above), "a.csv")
    assert reading.resolution == step
    assert reading.rows.mw.tolist() == [at + 1.5 for at in range(24 * parts)]
    minute = int(reading.rows.labels[0].astype(int)) % (24 * 60)
    assert minute == (step if first is None else first)


def test_times_above_parts_that_show_no_end_are_refused() -> None:
    above = [name if not part else "" for name in STARTS[5:20] for part in range(2)]
    with pytest.raises(UnreadableFileError) as refused:
        read(wide(above), "a.csv")
    assert "each above several columns of values, and “05:00”" in str(refused.value.message)


def test_ranges_above_two_quantities_are_no_halves() -> None:
    above = [name if not part else "" for name in RANGES for part in range(2)]
    reading = read(wide(above, ["Compra (MWh)", "Precio (EUR/MWh)"] * 24, head="Fecha"), "a.csv")
    assert (reading.resolution, len(reading.rows.mw)) == (60, 24)
