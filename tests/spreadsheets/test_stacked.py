"""Several series in one table, in every order, and columns that look as if they told series apart and do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, read, text, times, xlsx
from tests.spreadsheets.test_layouts import refusal

POINTS = {"ES0021000000000001AA": 10.5, "ES0021000000000002BB": 20.25, "ES0031000000000003CC": 30.125}
Rows = list[list[Any]]


def energies(first: float, hour: int) -> float:
    return first + hour / 8


def under_hours() -> Rows:
    return [
        [point, "24/11/2026", hour, energies(first, hour)] for point, first in POINTS.items() for hour in range(1, 25)
    ]


def sorted_by_hour() -> Rows:
    return sorted(under_hours(), key=lambda row: (row[2], row[0]))


def under_times() -> Rows:
    return [
        [point, moment, None, energies(first, hour)]
        for point, first in POINTS.items()
        for hour, moment in enumerate(times(24), 1)
    ]


@pytest.mark.parametrize("made", [under_hours, sorted_by_hour, under_times])
@pytest.mark.parametrize("write", [text, xlsx])
def test_points_of_supply_are_asked_about_and_each_is_read_whole(
    made: Callable[[], Rows], write: Callable[[Rows], bytes]
) -> None:
    content = write([["CUPS", "Fecha", "Hora", "Consumo MWh"], *made()])
    asked = refusal(content)
    assert (asked.question, asked.choices) == (Question.COLUMN, tuple(POINTS))
    assert [found.rows for found in asked.alternatives] == [24, 24, 24]
    for point, first in POINTS.items():
        reading = read(content, column=point)
        assert (reading.column, reading.resolution, errors_of(reading)) == (point, 60, [])
        assert reading.rows.mw.tolist() == [energies(first, hour) for hour in range(1, 25)]
        assert format_labels(reading.rows.labels)[0] == "2026-11-24 01:00"


def test_a_value_points_to_its_row_of_the_whole_sheet() -> None:
    table = [["CUPS", "Fecha", "Hora", "Consumo MWh"], *sorted_by_hour()]
    reading = read(text(table), column="ES0021000000000002BB")
    assert reading.source_rows.tolist() == [3 + 3 * hour for hour in range(24)]


@pytest.mark.parametrize(("days", "step"), [(2, 60), (1, 15)])
def test_series_of_other_lengths_and_cadences_are_told_apart(days: int, step: int) -> None:
    hourly = [["Real", moment, 10.0] for moment in times(24)]
    other = [["Plan", moment, 7.5] for moment in times(days * 24 * 60 // step, step)]
    content = text([["Serie", "Fecha y hora", "MW"], *hourly, *other])
    assert refusal(content).choices == ("Real", "Plan")
    reading = read(content, column="Plan")
    assert (len(reading.rows), reading.resolution, reading.sum_mw) == (len(other), step, 7.5 * len(other))
    assert (len(read(content, column="real").rows), errors_of(read(content, column="real"))) == (24, [])


def test_series_with_several_columns_are_asked_about_together() -> None:
    rows = [[unit, moment, 10.0, 20.0] for unit in ("Norte", "Sur") for moment in times(24)]
    content = text([["Unidad", "Fecha y hora", "Cliente A MW", "Cliente B MW"], *rows])
    asked = refusal(content)
    assert asked.choices[1] == "Norte · Cliente B MW"
    assert len(asked.choices) == 4
    reading = read(content, column=asked.choices[1])
    assert (reading.column, reading.sum_mw, len(reading.rows)) == ("Norte · Cliente B MW", 480.0, 24)
    assert refusal(content, column="Sur").choices == ("Sur · Cliente A MW", "Sur · Cliente B MW")


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Estación", lambda hour: "invierno"),
        ("Tarifa", lambda hour: f"P{hour % 3 + 1}"),
        ("Calidad", lambda hour: "real" if hour % 5 else "estimado"),
        ("Código", lambda hour: 1000 + hour % 4),
        ("Previsto MW", lambda hour: 100 + hour % 2 * 50),
        ("Día", lambda hour: "martes" if hour < 24 else "miércoles"),
    ],
)
def test_a_column_that_parts_the_periods_tells_no_series(header: str, cell: Callable[[int], Any]) -> None:
    rows = [[cell(hour), moment, float(hour)] for hour, moment in enumerate(times(48), 1)]
    reading = read(text([[header, "Fecha y hora", "Compra MW"], *rows]))
    assert (len(reading.rows), reading.sum_mw, errors_of(reading)) == (48, 1176.0, [])


@pytest.mark.parametrize("name", ["{}", "Q{}", "QH {}"])
def test_quarters_in_their_own_column_are_no_series(name: str) -> None:
    rows = [
        ["24/11/2026", hour, name.format(quarter), hour + quarter / 4]
        for hour in range(1, 25)
        for quarter in range(1, 5)
    ]
    reading = read(text([["Fecha", "Hora", "Cuarto", "Compra MW"], *rows]))
    assert (reading.resolution, len(reading.rows), errors_of(reading)) == (15, 96, [])


def test_measurements_without_a_unit_are_asked_about() -> None:
    rows = [["ES0021000000000001AA", "24/11/2026", hour, 10 + hour] for hour in range(1, 25)]
    content = text([["CUPS", "Fecha", "Hora", "Consumo"], *rows])
    asked = refusal(content)
    assert (asked.question, "CUPS" in str(asked.message)) == (Question.UNIT, True)
    assert read(content, unit="kWh").rows.mw[0] == 0.011


def test_hours_that_stand_twice_without_a_name_are_half_hours_with_a_word_on_it() -> None:
    rows = [["24/11/2026", hour, 10 + part] for hour in range(1, 25) for part in (0, 1)]
    reading = read(text([["Fecha", "Hora", "Compra MW"], *rows]))
    assert (reading.resolution, len(reading.rows)) == (30, 48)
    assert any("Each hour stands twice" in str(found.problem.message) for found in reading.problems)


# --- versions of one table --------------------------------------------------------------------------------------------

FIRST_DAY = datetime(2026, 11, 30)


def versions_down() -> list[list[Any]]:
    rows = [[FIRST_DAY, hour + 1, version, 100.0 * version + hour] for version in (1, 2) for hour in range(24)]
    return [["Fecha", "Hora", "Versión", "Compra (MW)"], *rows]


def versions_by_turns() -> list[list[Any]]:
    head, *rows = versions_down()
    return [head, *sorted(rows, key=lambda row: (row[1], row[2]))]


def versions_before_hours() -> list[list[Any]]:
    rows = [[FIRST_DAY, version, *(100.0 * version + hour for hour in range(24))] for version in (1, 2)]
    rows += [[FIRST_DAY + timedelta(days=1), *row[1:]] for row in rows]
    return [["Compra (MW)"], ["Fecha", "Versión", *(f"H{hour}" for hour in range(1, 25))], *rows]


def versions_behind_hours() -> list[list[Any]]:
    title, *table = versions_before_hours()
    return [title, *([row[0], *row[2:], row[1]] for row in table)]


@pytest.mark.parametrize("made", [versions_down, versions_by_turns, versions_before_hours, versions_behind_hours])
def test_versions_are_asked_about(made: Callable[[], list[list[Any]]]) -> None:
    content = xlsx(made())
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    assert caught.value.question is Question.COLUMN
    hours = 24.0 if made in (versions_down, versions_by_turns) else 48.0
    told = [(found.name, found.energy_mwh) for found in caught.value.alternatives]
    assert told == [("Versión 1", hours * 111.5), ("Versión 2", hours * 211.5)]
    assert read(content, column="Versión 2").rows.mw.tolist()[:24] == [200.0 + hour for hour in range(24)]


def test_a_version_for_each_day_tells_nothing_apart() -> None:
    rows = [[FIRST_DAY + timedelta(days=at), hour + 1, at + 1, 24.0 * at + hour] for at in (0, 1) for hour in range(24)]
    assert len(read(xlsx([["Fecha", "Hora", "Versión", "Compra (MW)"], *rows])).rows) == 48


def concepts(*names: str, unit: bool = False) -> Rows:
    """A row for each hour of each of `names`, one quantity below the other."""
    head = ["Fecha", "Hora", "Concepto", "Valor", *(["Unidad"] if unit else [])]
    rows = [
        [
            "24/11/2026",
            hour,
            name,
            energies(10.5 + place, hour),
            *([("€/MWh" if "Precio" in name else "MW")] if unit else []),
        ]
        for place, name in enumerate(names)
        for hour in range(1, 25)
    ]
    return [head, *rows]


@pytest.mark.parametrize("unit", [False, True])
@pytest.mark.parametrize("names", [("Compra", "Precio"), ("Precio", "Compra"), ("Venta", "Compra", "Precio")])
def test_the_purchase_is_taken_among_prices_and_sales(names: tuple[str, ...], unit: bool) -> None:
    reading = read(text(concepts(*names, unit=unit)))
    assert (reading.column, errors_of(reading)) == ("Compra", [])
    assert reading.rows.mw.tolist() == [energies(10.5 + names.index("Compra"), hour) for hour in range(1, 25)]
    assert read(text(concepts(*names, unit=unit)), column=names[-1]).column == names[-1]


@pytest.mark.parametrize(
    "names", [("Compra Norte", "Compra Sur"), ("Compra", "Consumo"), ("Compra", "Final"), ("Consumo", "Precio")]
)
def test_what_may_be_bought_as_well_is_asked_about(names: tuple[str, ...]) -> None:
    asked = refusal(text(concepts(*names)))
    assert (asked.question, asked.choices) == (Question.COLUMN, names)
