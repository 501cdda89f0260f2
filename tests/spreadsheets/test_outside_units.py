"""A unit that the file says outside its table: in a note below it, in the label of a total, beside the values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import notes_of, read, text, times, xlsx
from tests.spreadsheets.test_layouts import refusal

DAY = date(2026, 11, 24)
Rows = list[list[Any]]


def long(values: list[float]) -> Rows:
    return [["Fecha", "Compra"], *([at, value] for at, value in zip(times(len(values)), values, strict=True))]


def bounded(values: list[float]) -> Rows:
    rows = ([at, at + timedelta(hours=1), value] for at, value in zip(times(len(values)), values, strict=True))
    return [["Inicio", "Fin", "Compra"], *rows]


def wide(values: list[float]) -> Rows:
    return [["Fecha", *range(1, len(values) + 1)], [DAY, *values], [DAY + timedelta(1), *values]]


def metrics(values: list[float]) -> Rows:
    return [["Día", f"{DAY:%d/%m/%Y}"], [], ["Hora", *range(1, len(values) + 1)], ["Compra", *values]]


TABLES = [long, bounded, wide, metrics]
UNITS = [("kWh", 3200.0, 0.001), ("GWh", 0.0032, 1000.0), ("MWh", 3.2, 1.0)]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("unit", "value", "factor"), UNITS)
@pytest.mark.parametrize("note", ["Valores en {}", "(*) Werte in {}"])
def test_a_note_below_says_the_unit_of_every_table(
    table: Any, unit: str, value: float, factor: float, note: str
) -> None:
    said = note.format(unit)
    reading = read(xlsx([*table([value] * 24), [], [said]]), "a.xlsx")
    assert reading.rows.mw[0] == pytest.approx(value * factor)
    assert (reading.unit, reading.unit_stated) == (unit, True)
    seen = " ".join(str(found.problem.message) for found in reading.problems)
    told = f"was taken from the note in row {reading.source_rows[-1] + 2}"
    assert (told in notes_of(reading), told in seen) == (factor == 1, factor != 1)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("unit", "value", "factor"), UNITS)
def test_the_label_of_a_total_says_the_unit_of_every_table(table: Any, unit: str, value: float, factor: float) -> None:
    rows = table([value, value * 1.1] * 12)
    count = 2 if table is wide else 1
    total = round(value * 2.1 * 12 * count, 6)
    for below in ([f"Total {unit}", total], [f"Total: {total} {unit}"]):
        reading = read(xlsx([*rows, [], below]), "a.xlsx")
        assert reading.rows.mw[0] == pytest.approx(value * factor)
        assert reading.unit == unit


@pytest.mark.parametrize(("unit", "factor"), [("GWh", 1000.0), ("kWh", 0.001)])
def test_totals_below_every_column_say_it_too(unit: str, factor: float) -> None:
    values = [0.5 + hour / 100 for hour in range(24)]
    content = text([*wide(values), [f"Suma {unit}", *(2 * value for value in values)]])
    assert read(content, usual_mw=600 * factor).rows.mw[0] == pytest.approx(0.5 * factor)


def test_the_energy_of_powers_is_told_from_their_sum() -> None:
    quarters = [["Fecha", *range(1, 97)], [DAY, *[12.0] * 96]]
    assert read(xlsx([*quarters, ["Total MWh", 288.0]]), "a.xlsx").rows.mw[0] == 12.0
    assert read(xlsx([*quarters, ["Total MWh", 1152.0]]), "a.xlsx").rows.mw[0] == 48.0


@pytest.mark.parametrize("below", [["Total GWh", 99.0], ["Energía en kWh, potencia en kW"]], ids=["total", "two units"])
@pytest.mark.parametrize("table", TABLES)
def test_a_unit_that_may_be_of_something_else_is_asked_about(table: Any, below: list[Any]) -> None:
    content = xlsx([*table([3.2] * 24), [], below])
    asked = refusal(content, "a.xlsx")
    assert asked.question is Question.UNIT
    assert below[0] in str(asked.message)
    assert {each.name: each.first_mw for each in asked.alternatives}["MW = MWh"] == 3.2
    assert read(content, "a.xlsx", unit="MW").rows.mw[0] == 3.2
    assert read(content, "a.xlsx", usual_mw=3.0).rows.mw[0] == 3.2


def test_another_column_in_another_unit_is_a_question() -> None:
    rows = [["Fecha", "Compra", "Consumo del taller (kWh)"], *([at, 3.2, 3100.0] for at in times(24))]
    assert "Consumo del taller (kWh)" in str(refusal(xlsx(rows), "a.xlsx", column="Compra").message)
    rows[0][2] = "Precio (EUR/kWh)"
    assert read(xlsx(rows), "a.xlsx").rows.mw[0] == 3.2
    rows[0][1:] = ["Potencia", "Energía (kWh)"]
    assert read(xlsx(rows), "a.xlsx", column="Potencia").rows.mw[0] == 3.2


@pytest.mark.parametrize("row", [1, 2, 24])
def test_words_beside_the_rows_are_heard(row: int) -> None:
    rows = long([3.2] * 24)
    rows[row] = [*rows[row], None, "Unidad: kWh"]
    assert "“Unidad: kWh”" in str(refusal(xlsx(rows), "a.xlsx").message)
    rows[row][-1] = "Máximo 5 MW, contratado 450 kW"
    assert read(xlsx(rows), "a.xlsx").rows.mw[0] == 3.2


def test_notes_below_another_table_are_those_of_that_one() -> None:
    rows = [*metrics([3.2] * 24), [], ["Otra", *range(24)], ["Valores en kWh"]]
    assert refusal(xlsx(rows), "a.xlsx", column="Compra").question is Question.UNIT


def test_less_than_the_market_sells_is_asked_about_and_may_be_gigawatt_hours() -> None:
    asked = refusal(xlsx(wide([0.0032] * 24)), "a.xlsx")
    assert "less than the market lets anyone buy" in str(asked.message)
    told = {each.name: each.first_mw for each in asked.alternatives}
    assert told["GW = GWh"] == 3.2
    assert set(told) == {"MW = MWh", "kW = kWh", "Wh", "GW = GWh"}
    assert read(xlsx(wide([0.0032] * 24)), "a.xlsx", usual_mw=0.003).rows.mw[0] == 0.0032


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ("Valores en kWh", True),
        ("Valores en MWh", False),
        ("Precio en EUR/kWh", False),
        ("Potencia contratada: 50 kW", False),
    ],
)
def test_words_that_contradict_the_unit_of_the_header_are_told(below: bool, said: str, doubted: bool) -> None:
    values = times(24)
    table = [["Fecha", "Compra (MW)"], *([at, 3.2] for at in values)]
    rows = [*table, [], [said]] if below else [[said], [], *table]
    reading = read(xlsx(rows), "a.xlsx")
    assert reading.rows.mw[0] == 3.2
    seen = " ".join(str(found.problem.message) for found in reading.problems)
    assert (f"“Compra (MW)” was read in MW, but row {27 if below else 1} says “Valores en kWh”" in seen) is doubted


def test_a_total_that_proves_the_unit_leaves_no_doubt() -> None:
    table = [["Fecha", "Compra (MW)"], *([at, 3.2] for at in times(24))]
    reading = read(xlsx([["Energía en kWh"], [], *table, [], ["Total MWh", 76.8]]), "a.xlsx")
    assert not any("was read in" in str(found.problem.message) for found in reading.problems)


ESIOS = ["id", "name", "geoid", "geoname", "value", "datetime"]


def esios(*names: str) -> Rows:
    """An export of ESIOS with a series for each of `names`, one below the other."""
    moments = [f"2026-11-24T{hour:02}:00:00+01:00" for hour in range(24)]
    return [ESIOS, *([at, name, "", "", 300.5, moment] for at, name in enumerate(names, 1) for moment in moments)]


def omie() -> Rows:
    return [
        ["OMIE - Mercado de electricidad", "", "", f"{DAY - timedelta(600):%d/%m/%Y}"],
        [],
        ["", *range(1, 25)],
        ["Energía de compra", *([300.5] * 24)],
    ]


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("Compra (kWh)", 0.001),
        ("Programa de consumo [kW]", 0.001),
        ("Compra (MW)", 1),
        ("Demanda programada P48 total", 1),
        ("Compra hasta 15 kW", 1),
    ],
)
def test_the_name_of_a_series_says_its_unit_before_its_kind_does(name: str, factor: float) -> None:
    for rows, column in ((esios(name), None), (esios(name, "Precio (EUR/MWh)"), name)):
        reading = read(text(rows), column=column)
        assert (reading.factor, reading.rows.mw.tolist()) == (factor, [pytest.approx(300.5 * factor)] * 24)


def test_the_name_of_a_series_says_its_unit_in_any_long_table() -> None:
    names = ("Compra (kWh)", "Venta (MWh)")
    rows = [[name, "24/11/2026", hour, 300.5] for name in names for hour in range(1, 25)]
    reading = read(text([["Serie", "Fecha", "Hora", "Valor"], *rows]), column=names[0])
    assert (reading.unit, reading.rows.mw[0]) == ("kWh", pytest.approx(0.3005))
    reading = read(text([["Serie", "Fecha", "Hora", "Valor (MW)"], *rows[:24]]))
    assert reading.rows.mw[0] == 300.5


@pytest.mark.parametrize(
    ("name", "told"),
    [("programa_kWh.csv", True), ("MW.csv", False), ("precio_kWh.csv", False), ("export_2026_kWh.csv", True)],
)
@pytest.mark.parametrize(
    "table", [omie, lambda: esios("Compra"), lambda: [["Fecha", "Compra (MW)"], *long([3.2] * 24)[1:]]]
)
def test_the_name_of_a_file_that_contradicts_its_kind_or_header_is_told(table: Any, name: str, told: bool) -> None:
    reading = read(text(table()), name)
    seen = " ".join(str(found.problem.message) for found in reading.problems)
    assert reading.factor == 1
    assert (f"but the name “{name}” says kWh. Is {reading.unit} right?" in seen) is told
    decided = read(text(table()), name, unit="MW")
    assert not any("but the name" in str(found.problem.message) for found in decided.problems)


def test_a_note_below_that_contradicts_the_kind_of_the_file_is_told() -> None:
    for rows in (omie(), esios("Compra")):
        reading = read(text([*rows, [], ["Valores en kWh"]]))
        assert "says “Valores en kWh”" in " ".join(str(found.problem.message) for found in reading.problems)


@pytest.mark.parametrize(("weeks", "asked"), [([48, 48], False), (["48", "48"], False), ([48, 51], True)])
def test_a_column_of_the_calendar_weeks_of_its_days_holds_no_kilowatts(weeks: list[Any], asked: bool) -> None:
    days = zip((DAY, DAY + timedelta(days=1)), weeks, strict=True)
    rows = [[day, week, hour, 12.5] for day, week in days for hour in range(1, 25)]
    content = text([["Datum", "KW", "Stunde", "Bezug"], *rows])
    if asked:
        assert refusal(content).question is Question.UNIT
    else:
        assert read(content).rows.mw.tolist() == [12.5] * 48
