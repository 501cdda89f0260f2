"""Tables that once came out wrong in silence: by a unit, a price or a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import lines, refusal

HOURS = range(1, 25)
DAY, NEXT = datetime(2026, 11, 24), datetime(2026, 11, 25)


# --- a column of units ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "factor"), [("kWh", 1e-3), ("MWh", 1.0), ("kW", 1e-3), ("(kWh)", 1e-3), ("MW", 1.0)])
def test_a_column_of_units_tells_the_unit(unit: str, factor: float) -> None:
    for head, row in (("Fecha;Hora;Compra;Unidad", "{day};{hour};{hour},5;{unit}"),
                      ("U;Fecha;Hora;Compra", "{unit};{day};{hour};{hour},5")):  # fmt: skip
        content = lines(head, *(row.format(day="24/11/2026", hour=hour, unit=unit) for hour in HOURS))
        reading = read(content, "a.csv")
        assert (reading.factor, reading.unit_stated, reading.column) == (factor, True, "Compra")
    stated = lines("Fecha;Hora;Compra (MWh);U", *(f"24/11/2026;{hour};{hour},5;MW" for hour in HOURS))
    assert read(stated, "a.csv").unit == "MWh", "the header of the values comes first"


def test_a_column_of_several_units_is_refused_with_its_rows() -> None:
    rows = [f"24/11/2026;{hour};{hour},5;{'MWh' if hour < 20 else 'kWh'}" for hour in HOURS]
    said = str(refusal(lines("Fecha;Hora;Compra;Unidad", *rows)).message)
    assert "“Unidad” names MWh in row 2 and kWh in row 21" in said


def test_units_in_a_row_below_the_periods_across() -> None:
    rows = [["Fecha", *HOURS], [None, *["kWh"] * 24], [DAY, *(hour * 1000.0 for hour in HOURS)]]
    assert read(xlsx(rows)).rows.mw.tolist() == list(map(float, HOURS))


def test_of_a_price_and_an_energy_under_each_hour_the_energy_is_taken() -> None:
    head = [cell for hour in HOURS for cell in (f"H{hour}", None)]
    values = [cell for hour in HOURS for cell in (50.25, hour + 0.5)]
    reading = read(xlsx([["Fecha", *head], [None, *["EUR/MWh", "MWh"] * 24], [DAY, *values], [NEXT, *values]]))
    assert (reading.column, reading.unit, len(reading.rows)) == ("MWh", "MWh", 48)
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in HOURS] * 2


# --- days one below the other ---------------------------------------------------------------------------------------


def block(*title: str, value: float) -> list[list[Any]]:
    return [list(title), ["Hora", "MW"], *([hour, hour + value] for hour in HOURS)]


def test_each_block_of_periods_has_the_day_above_it() -> None:
    rows = [*block("Compra 24/11/2026", value=0.5), [], *block("Compra 25/11/2026", value=0.25)]
    reading = read(xlsx(rows))
    assert reading.rows.mw.tolist() == [hour + part for part in (0.5, 0.25) for hour in HOURS]
    assert format_labels(reading.rows.labels)[::47] == ["2026-11-24 01:00", "2026-11-26 00:00"]
    assert (reading.resolution, errors_of(reading)) == (60, [])


@pytest.mark.parametrize("between", [[["Compra"], ["Hora", "MW"]], []])
def test_periods_that_begin_anew_without_a_date_are_refused(between: list[list[Any]]) -> None:
    rows = [*block("Compra 24/11/2026", value=0.5), *between, *([hour, hour + 0.25] for hour in HOURS)]
    said = str(refusal(xlsx(rows), "a.xlsx").message)
    assert f"In row {27 + len(between)} the periods begin anew" in said


def test_hours_backwards_are_of_one_day() -> None:
    rows = [["Compra 24/11/2026"], ["Hora", "MW"], *([hour, hour + 0.5] for hour in reversed(HOURS))]
    assert read(xlsx(rows)).rows.mw.tolist() == [hour + 0.5 for hour in HOURS]


@pytest.mark.parametrize("parts", [2, 4])
def test_hours_that_come_in_parts_are_those_and_two_series_below_each_other_are_not(parts: int) -> None:
    rows = [f"24/11/2026;{hour};{hour},{part}5" for hour in HOURS for part in range(parts)]
    assert read(lines("Fecha;Hora;Compra (MW)", *rows), "a.csv").resolution == 60 // parts
    twice = [f"24/11/2026;{hour};{hour},{part}5" for part in range(parts) for hour in HOURS]
    assert "several series" in str(refusal(lines("Fecha;Hora;Compra (MW)", *twice)).message)


def hours_of(*days: int, last: str = "00:00", backwards: bool = False) -> list[str]:
    rows = [
        f"{day}/11/2026;{last if hour == 24 else f'{hour:02}:00'};{day},{hour:02}" for day in days for hour in HOURS
    ]
    return rows[::-1] if backwards else rows


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("apart", [False, True])
def test_midnight_behind_its_day_is_the_end_of_it(backwards: bool, apart: bool) -> None:
    rows = hours_of(24, 25, backwards=backwards)
    head, written = ("Fecha;Hora;MW", rows) if apart else ("Fecha;MW", [row.replace(";", " ", 1) for row in rows])
    reading = read(lines(head, *written), "a.csv")
    assert format_labels(reading.rows.labels)[::47] == ["2026-11-24 01:00", "2026-11-26 00:00"]
    assert reading.rows.mw.tolist() == [round(day + hour / 100, 2) for day in (24, 25) for hour in HOURS]
    assert (reading.labels, errors_of(reading), "read as 24:00" in notes_of(reading)) == (Label.END, [], True)


def test_a_midnight_that_begins_its_day_stays_where_it_is() -> None:
    rows = [f"{day}/11/2026;{hour:02}:00;{hour},5" for day in (24, 25) for hour in range(24)]
    for order in (rows, rows[::-1], [*rows[1:5], rows[0], *rows[5:]]):
        reading = read(lines("Fecha;Hora;MW", *order), "a.csv")
        assert format_labels(reading.rows.labels)[0] == "2026-11-24 00:00"
        assert "read as 24:00" not in notes_of(reading)


def test_a_zero_behind_23_is_the_last_hour_of_its_day() -> None:
    rows = [f"{day}/11/2026;{hour % 24};{hour},5" for day in (24, 25) for hour in HOURS]
    reading = read(lines("Fecha;Hora;MW", *rows), "a.csv")
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in HOURS] * 2
    plain = lines("Fecha;Hora;MW", *(f"24/11/2026;{hour};{hour},5" for hour in range(24)))
    assert read(plain, "a.csv").rows.mw[0] == 0.5


def test_the_unit_in_the_name_of_the_sheet_or_the_file_is_the_last_to_be_asked() -> None:
    rows = [["Fecha", "Hora", "Compra"], *([DAY, hour, hour * 1000.0] for hour in HOURS)]
    reading = read(xlsx(rows), "programa_kWh_20261124.xlsx")
    assert (reading.unit, reading.rows.mw[0]) == ("kWh", 1.0)
    assert "taken from the name" in str(reading.problems[-1].problem.message)
    assert read(xlsx([], sheets={"Compra kWh": rows}), "a.xlsx").unit == "kWh"
    rows[0][2] = "Compra (MW)"
    assert read(xlsx(rows), "programa_kWh_20261124.xlsx").unit == "MW"


# --- words ----------------------------------------------------------------------------------------------------------


def test_coefficients_are_no_purchase_but_energy_with_its_losses_is() -> None:
    rows = [[DAY, hour, hour / 300] for hour in HOURS]
    asked = refusal(xlsx([["Fecha", "Hora", "Coeficiente"], *rows]), "a.xlsx")
    assert asked.question is Question.COLUMN
    for header in ("Energía con pérdidas (MWh)", "Programa con pérdidas"):
        content = text([["Fecha", "Hora", header], *rows], form="%d/%m/%Y")
        assert read(content, "a.csv", usual_mw=0.05).column == header


@pytest.mark.parametrize("header", ["Spot", "Coste", "Importe", "Tarifa", "Cost"])
def test_money_is_no_purchase(header: str) -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in HOURS]
    assert "are prices" in str(refusal(xlsx([["Fecha", "Hora", header], *rows]), "a.xlsx").message)


@pytest.mark.parametrize("sold", ["Venta (MWh)", "Generación (MWh)", "Producción MWh", "Sales MW"])
def test_what_is_sold_is_not_taken_for_a_purchase_in_silence(sold: str) -> None:
    values = [hour + 0.5 for hour in HOURS]
    tables = (
        [["Fecha", "Hora", sold], *([DAY, *row] for row in zip(HOURS, values, strict=True))],
        [[sold], ["Fecha", *HOURS], [DAY, *values]],
        [["x", None, "24/11/2026"], [None, *HOURS], [sold, *values]],
        [[sold], ["Hora", DAY, NEXT], *([hour, value, value] for hour, value in zip(HOURS, values, strict=True))],
    )
    for table in tables:
        said = [str(found.problem.message) for found in read(xlsx(table)).problems]
        assert said
        assert "looks like what is sold or generated" in said[-1]


@pytest.mark.parametrize("header", ["Compra - venta (MW)", "Consumo neto de generación (MW)", "Programa (MW)"])
def test_a_net_purchase_is_one(header: str) -> None:
    rows = [["Fecha", "Hora", header], *([DAY, hour, hour + 0.5] for hour in HOURS)]
    assert read(xlsx(rows)).problems == ()


@pytest.mark.parametrize(
    ("bought", "other"), [("Acquisti MWh", "Vendite MWh"), ("Verbrauch", "Einspeisung"), ("Consommation", "Ventes")]
)
def test_words_of_the_neighbours(bought: str, other: str) -> None:
    rows = [[DAY, hour, hour + 0.5, hour + 1.5] for hour in HOURS]
    assert read(xlsx([["Datum", "Hour", other, bought], *rows])).column == bought


# --- units that are not read, and days of another kind ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "unit"), [("Compra (kW·h)", "kWh"), ("Compra (MW h)", "MWh"), ("Compra kW.h", "kWh")]
)
def test_watt_hours_in_two_parts(header: str, unit: str) -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in range(1, 97)]
    assert read(xlsx([["Fecha", "Periodo", header], *rows])).unit == unit
    assert read(xlsx([["Fecha", "Periodo", "Compra (MW) H1"], *rows])).unit == "MW"


@pytest.mark.parametrize(
    "header", ["Energía (GJ)", "Potencia (MVA)", "Compra (miles de kWh)", "Compra (10^3 MWh)", "Compra (MWh/día)"]
)
def test_a_unit_that_is_not_read_is_not_taken_for_mw(header: str) -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in HOURS]
    assert "or other quantities" in str(refusal(xlsx([["Fecha", "Hora", header], *rows]), "a.xlsx").message)


@pytest.mark.parametrize("header", ["J", "Planta 103", "Modelo M3", "Compra 10 (MW)", "Cal"])
def test_names_that_only_look_like_such_units_are_none(header: str) -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in HOURS]
    assert read(xlsx([["Fecha", "Hora", header], *rows])).column == header


@pytest.mark.parametrize("heads", ["Publicado;Entrega", "Fecha de emisión;Fecha", "Updated;Date", "Creado;Día"])
def test_the_day_of_an_issue_is_not_that_of_the_purchase(heads: str) -> None:
    rows = [f"{day - 1}/11/2026;{day}/11/2026;{hour};{hour},5" for day in (24, 25) for hour in HOURS]
    wide = [f"{day - 1}/11/2026;{day}/11/2026;" + ";".join(f"{hour},5" for hour in HOURS) for day in (24, 25)]
    tables = (
        lines(f"{heads};Hora;Compra (MW)", *rows),
        lines("Compra (MW)", f"{heads};" + ";".join(f"H{hour}" for hour in HOURS), *wide),
    )
    for table in tables:
        reading = read(table, "a.csv")
        assert format_labels(reading.rows.labels)[::47] == ["2026-11-24 01:00", "2026-11-26 00:00"]
        assert reading.problems == ()


def test_two_columns_of_days_are_a_doubt_that_is_said() -> None:
    rows = [f"23/11/2026;24/11/2026;{hour};{hour},5" for hour in HOURS]
    reading = read(lines("Fecha A;Fecha B;Hora;Compra (MW)", *rows), "a.csv")
    assert format_labels(reading.rows.labels)[0] == "2026-11-24 01:00"
    assert "“Fecha A” holds dates as well" in str(reading.problems[-1].problem.message)
    other = read(lines("Fecha A;Fecha B;Hora;Compra (MW)", *rows), "a.csv", date_column="Fecha A")
    assert (format_labels(other.rows.labels)[0], other.problems) == ("2026-11-23 01:00", ())
    same = [f"24/11/2026;24/11/2026;{hour};{hour},5" for hour in HOURS]
    assert read(lines("Fecha A;Fecha B;Hora;Compra (MW)", *same), "a.csv").problems == ()


# --- what only one reading makes sense of ---------------------------------------------------------------------------


def thousandths(delimiter: str, sign: str, header: str = "Compra MW") -> bytes:
    rows = (f"24/11/2026{delimiter}{hour}{delimiter}{30 + hour}{sign}719" for hour in HOURS)
    return lines(delimiter.join(("Fecha", "Hora", header)), *rows)


def test_a_comma_between_semicolons_is_no_sign_of_thousands_where_that_would_be_absurd() -> None:
    reading = read(thousandths(";", ","))
    assert reading.rows.mw[0] == 31.719
    assert "The comma was read as the decimal sign" in notes_of(reading)


@pytest.mark.parametrize(
    ("delimiter", "sign", "header"), [(";", ".", "Compra MW"), ("\t", ",", "Compra MW"), (";", ",", "Compra (kW)")]
)
def test_where_the_other_reading_is_possible_the_decimal_sign_is_asked(delimiter: str, sign: str, header: str) -> None:
    assert refusal(thousandths(delimiter, sign, header)).question is Question.DECIMAL


def quarters(header: str, step: int = 15) -> bytes:
    moments = (datetime(2026, 11, 24) + timedelta(minutes=step * (place + 1)) for place in range(1440 // step))
    return text([["Fecha", header], *([moment, 450] for moment in moments)])


@pytest.mark.parametrize(("header", "unit"), [("Compra kWh/15min", "kWh"), ("MWh / 15 minutos", "MWh")])
def test_energy_by_the_minutes_of_its_periods_is_energy(header: str, unit: str) -> None:
    reading = read(quarters(header))
    assert (reading.unit, reading.unit_stated) == (unit, True)
    assert refusal(quarters(header, 60)).question is Question.UNIT


@pytest.mark.parametrize("header", ["Forbruk", "Strømforbruk", "Elförbrukning", "Forbrug", "Innkjøp", "Köp"])
def test_consumption_in_the_languages_of_the_north(header: str) -> None:
    rows = (f"24/11/2026;{hour};2,5;{hour},5;50,1" for hour in HOURS)
    reading = read(lines(f"Fecha;Hora;Produksjon (MWh);{header} (MWh);Strømpris (MWh)", *rows))
    assert (reading.column, reading.rows.mw[0]) == (f"{header} (MWh)", 1.5)


def test_areas_below_a_title_of_consumption_are_asked_about_and_not_called_prices() -> None:
    rows = (f"{hour - 1} - {hour};{hour}00;{hour}00" for hour in HOURS)
    asked = refusal(lines("Consumption in MWh/h;;", "2026-11-24;NO;NO4", *rows))
    assert (asked.question, asked.choices) == (Question.COLUMN, ("NO", "NO4"))
    assert "Several columns could be the purchase" in str(asked.message)


def test_the_only_area_below_a_title_of_consumption_is_read() -> None:
    rows = [f"24/11/2026;{hour};{hour},5" for hour in HOURS]
    reading = read(lines("Consumption in MWh;;", "Date;Hour;NO", *rows))
    assert (reading.column, reading.rows.mw[0]) == ("NO", 1.5)
    assert refusal(lines("Date;Hour;NO", *rows)).choices == ("NO",)
    assert refusal(lines("Price (EUR/MWh);;", "Date;Hour;NO", *rows)).choices == ("NO",)
