"""UTC written as Z or Zulu, and fixed standard time by its names: never read as local time in silence."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.spreadsheets.builders import notes_of, read, text, times, xlsx
from tests.spreadsheets.clock_tables import warnings_of

MIDNIGHT = datetime(2026, 6, 17)
IN_UTC, AN_HOUR_LATER, AS_IT_STANDS = "2026-06-17 02:00", "2026-06-17 01:00", "2026-06-17 00:00"
ZULU = [
    *("Fecha y hora [Z]", "Fecha (Z)", "Fecha Z", "Hora Zulu", "Hora Z", "Zulu time", "Time (Z)", "Uhrzeit Z"),
    *("Tid (Z)", "Heure (Zulu)", "Fecha y hora (en Z)", "Inicio (Z)", "Start Z"),
]
STANDARD = [
    *("Fecha (hora solar)", "Date (heure solaire)", "Data (ora solare)", "Datum (Winterzeit)", "Datum (Normalzeit)"),
    *("Date (standard time)", "Tid (normaltid)", "Tid (vintertid)", "Datum (wintertijd)", "Aika (talviaika)"),
    *("Fecha (hora estándar)", "Data (hora padrão)", "Fecha (hora de invierno)"),
]
NO_CLOCK = [
    "Planta (Z)",
    "Cliente final (Z)",
    "Zulu Energy S.L.",
    "Cliente Z",
    "Zona Z",
    "Generación solar",
    "Proyecto Z [MW]",
]


def first_of(content: bytes) -> tuple[str, str]:
    reading = read(content, "a.csv")
    return str(reading.rows.labels[0]).replace("T", " "), notes_of(reading) + warnings_of(reading)


def table(head: str = "Fecha y hora", *, above: list[str] | None = None, units: str = "", below: str = "") -> bytes:
    rows = [[moment, 11.5 + place] for place, moment in enumerate(times(24, first=MIDNIGHT))]
    top = [above] if above else []
    heads = [[head, "Compra"], [units, "MW"]] if units else [[head, "Compra (MW)"]]
    return text([*top, *heads, *rows, *([[below]] if below else [])])


@pytest.mark.parametrize("head", ZULU)
def test_zulu_in_the_header_is_utc(head: str) -> None:
    first, said = first_of(table(head))
    assert first == IN_UTC
    assert "UTC" in said


@pytest.mark.parametrize("units", ["Z", "[Z]", "(Zulu)"])
def test_zulu_in_the_row_of_units_is_utc(units: str) -> None:
    assert first_of(table(units=units))[0] == IN_UTC


@pytest.mark.parametrize("above", [["Horas en Zulu (Z)"], ["Zona horaria", "Z"], ["Time zone:", "Zulu"]])
def test_zulu_above_the_table_is_utc(above: list[str]) -> None:
    assert first_of(table(above=above))[0] == IN_UTC


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Programa 17/06/2026 (horas UTC)", IN_UTC),
        ("Programa 17/06/2026, horas en Z", IN_UTC),
        ("Programm 17.06.2026 (Zeiten in UTC)", IN_UTC),
        ("Programa 17/06/2026 (hora solar)", AN_HOUR_LATER),
        ("Programa 17/06/2026 (hora de Lisboa)", AN_HOUR_LATER),
        ("Publicado 17/06/2026, hora UTC", AS_IT_STANDS),
        ("Programa 17/06/2026 12:30 UTC", AS_IT_STANDS),
    ],
)
def test_a_title_names_the_clock_beside_the_day(title: str, first: str) -> None:
    assert first_of(table(above=[title]))[0] == first
    rows = [[f"{hour:02}:00", hour + 0.5] for hour in range(24)]
    if first != AS_IT_STANDS:  # when it was published is not the day of the table
        assert first_of(text([[title], ["Hora", "Compra (MW)"], *rows]))[0] == first


def test_zulu_below_the_table_is_utc() -> None:
    assert first_of(table(below="Todas las horas en Z"))[0] == IN_UTC


def test_zulu_above_a_column_of_hours_is_utc() -> None:
    rows = [["17/06/2026", f"{hour:02}:00", hour + 0.5] for hour in range(24)]
    assert first_of(text([["Fecha", "Hora (Z)", "Compra (MW)"], *rows]))[0] == IN_UTC


@pytest.mark.parametrize("title", NO_CLOCK)
def test_a_letter_in_a_title_about_something_else_is_no_clock(title: str) -> None:
    assert first_of(table(above=[title]))[0] == AS_IT_STANDS
    assert first_of(table(above=["Cliente", "Z"]))[0] == AS_IT_STANDS


def test_values_called_by_the_letter_are_no_clock() -> None:
    rows = [[moment, 11.5 + place] for place, moment in enumerate(times(24, first=MIDNIGHT))]
    assert first_of(text([["Plan MW"], ["Fecha y hora", "Z"], *rows]))[0] == AS_IT_STANDS


@pytest.mark.parametrize("head", STANDARD)
def test_standard_time_is_converted_and_has_to_be_looked_at(head: str) -> None:
    first, said = first_of(table(head))
    assert first == AN_HOUR_LATER
    assert f"The file says “{head}”" in said


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Date (Romance Standard Time)", AS_IT_STANDS),
        ("Date (W. Europe Standard Time)", AS_IT_STANDS),
        ("Date (GMT Standard Time)", AN_HOUR_LATER),
        ("Date (GMT/BST)", AN_HOUR_LATER),
    ],
)
def test_names_of_windows_and_of_london_have_summer_time(head: str, first: str) -> None:
    assert first_of(table(head))[0] == first


@pytest.mark.parametrize(
    "head",
    [
        *("Fecha (hora universal)", "Date (temps universel)", "Date (heure TU)", "Datum (Weltzeit)"),
        *("Fecha (hora de Greenwich)", "Date (Greenwich Mean Time)", "Date (Coordinated Universal Time)"),
        *("Data (ora universale)", "Datum (wereldtijd)"),
    ],
)
def test_universal_time_is_utc(head: str) -> None:
    assert first_of(table(head))[0] == IN_UTC


@pytest.mark.parametrize(
    "head", ["Hora de início (Lisboa)", "Fecha y hora (Portugal)", "Data [Lisboa]", "Date (London)"]
)
def test_a_place_in_brackets_behind_times_is_their_clock(head: str) -> None:
    assert first_of(table(head))[0] == AN_HOUR_LATER


@pytest.mark.parametrize(
    "title", ["Consumo por horas (Portugal)", "Programa de compra por hora (Lisboa)", "Zona (Portugal)"]
)
def test_a_place_behind_a_quantity_is_no_clock(title: str) -> None:
    assert first_of(table(above=[title]))[0] == AS_IT_STANDS


@pytest.mark.parametrize(
    "said",
    [
        *("MEZ ganzjährig", "Zeit (MEZ, ohne Sommerzeitumstellung)", "CET all year", "CET todo el año", "non-DST"),
        *("zonder zomertijd", "utan sommartid", "uten sommertid", "uden sommertid", "ei kesäaikaa"),
    ],
)
def test_a_clock_without_summer_time_is_heard_in_each_language(said: str) -> None:
    assert first_of(table(f"Fecha ({said})"))[0] == AN_HOUR_LATER
    assert first_of(table(above=[said]))[0] == AN_HOUR_LATER


@pytest.mark.parametrize(("said", "clock"), [("Datos UTC", "UTC"), ("Winterzeit", "UTC+1"), ("Hora GMT+1", "UTC+1")])
def test_the_name_of_a_sheet_or_a_file_that_names_a_clock_is_a_doubt(said: str, clock: str) -> None:
    rows = [["Fecha y hora", "Compra (MW)"], *([m, 11.5] for m in times(24, first=MIDNIGHT))]
    in_sheet, in_name = read(xlsx([], sheets={said: rows})), read(table(), f"{said.replace(' ', '_')}_2026.csv")
    for reading in (in_sheet, in_name):
        assert f"its times were read in Europe/Madrid: they may be an hour off. Choose {clock}" in warnings_of(reading)


@pytest.mark.parametrize("name", ["export_20260617T1200UTC.csv", "plan_20260617T120000Z.csv", "plan CET.csv"])
def test_when_a_file_was_made_is_no_clock_of_its_times(name: str) -> None:
    assert "Choose" not in warnings_of(read(table(), name))


@pytest.mark.parametrize(
    ("above", "head", "name"),
    [
        ("OMIE - Mercado de electricidad", "Hora", "a.csv"),
        ("Programa 30/11/2026", "Período OMIE", "a.csv"),
        ("Programa 30/11/2026", "Hora", "INT_PBC_EV_H_1_30_11_2026_30_11_2026.csv"),
        ("Resultado PDBF", "Hora", "a.csv"),
    ],
)
def test_what_is_of_the_market_may_be_by_its_clock_in_portugal(above: str, head: str, name: str) -> None:
    rows = [[above], ["Data", head, "Compra (MW)"], *(["30/11/2026", hour, hour + 0.5] for hour in range(1, 25))]
    portuguese = read(text(rows), name, zone="Europe/Lisbon", account_zone="Europe/Lisbon")
    assert "they may be an hour off. Choose Europe/Madrid" in warnings_of(portuguese)
    assert warnings_of(read(text(rows), name)) == ""
    chosen = read(text(rows), name, zone="Europe/Madrid", account_zone="Europe/Lisbon")
    assert str(chosen.rows.labels[0]) == "2026-11-30T00:00"
    assert "may be an hour off" not in warnings_of(chosen)
