"""Files that looked like others and were once read wrongly without a word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, times
from tests.spreadsheets.test_rules import refusal

HOURS = [f"H{hour}" for hour in range(1, 25)]
DAY = "24/11/2026"


def warnings_of(reading: Reading) -> str:
    return " ".join(str(found.problem.message) for found in reading.problems if found.problem.row is None)


def csv(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("header", "beside", "factor"),
    [
        (["Fecha", *HOURS, "Unidad"], ["kWh"], 0.001),
        (["Fecha", *HOURS, "Unidad"], ["MWh"], 1.0),
        (["Fecha", *HOURS, "Total (kWh)"], [37.5 * 8], 0.001),
    ],
)
def test_a_unit_beside_the_periods_of_a_day_is_seen(header: list[str], beside: list[Any], factor: float) -> None:
    reading = read(text([header, [DAY, *([12.5] * 24), *beside], ["25/11/2026", *([12.5] * 24), *beside]]))
    assert (reading.factor, reading.unit_stated) == (factor, True)
    assert reading.rows.mw[0] == 12.5 * factor


def test_a_unit_column_of_several_units_is_refused() -> None:
    lines = [["Fecha", *HOURS, "Unidad"], [DAY, *([12.5] * 24), "kWh"], ["25/11/2026", *([12.5] * 24), "MWh"]]
    assert "names kWh in row 2 and MWh in row 3" in refusal(text(lines))


@pytest.mark.parametrize(
    "lines",
    [
        ["Fecha,Compra (MW),Nota", *(f"{DAY} {hour:02}:00,12,{hour:02}," for hour in range(1, 24))],
        ["Fecha,Compra (MW),Nota", *(f"{DAY} {hour:02}:00,12,{hour:02}" for hour in range(1, 24))],
        ["Fecha,Compra (MW),Nota", *(f"{DAY} {hour:02}:00,12,{hour + 20}" for hour in range(1, 24))],
        [",".join(["Fecha", *HOURS]), f"{DAY}," + ",".join(f"12,{hour:02}" for hour in range(24))],
    ],
)
def test_decimal_commas_between_commas_are_refused(lines: list[str]) -> None:
    assert "comma probably stands both" in refusal(csv(lines))


def test_whole_numbers_beside_a_column_of_its_own_are_read() -> None:
    lines = ["Fecha,Compra (MW),Venta (MW)", *(f"{DAY} {hour:02}:00,12,{hour + 20}" for hour in range(1, 24))]
    assert read(csv(lines)).rows.mw.tolist() == [12.0] * 23
    lines = ["Fecha,Compra (MW),Hora", *(f"{DAY},12,{hour:02}" for hour in range(1, 25))]
    assert read(csv(lines)).rows.mw.tolist() == [12.0] * 24


@pytest.mark.parametrize(
    ("head", "other"),
    [("MTU (WET/WEST)", "Europe/Lisbon"), ("MTU (EET/EEST)", "Europe/Athens"), ("Hora de Lisboa", "Europe/Lisbon")],
)
def test_a_zone_in_the_header_that_is_not_the_one_read_in_is_converted(head: str, other: str) -> None:
    content = text([[head, "Compra (MW)"], *([moment, 10.5] for moment in times(24))])
    assert f"its times are those of {other}" in notes_of(read(content))
    assert read(content).rows.labels[0] != read(content, zone=other).rows.labels[0]
    assert other not in notes_of(read(content, zone=other))
    content = text([["MTU (CET/CEST)", "Compra (MW)"], *([moment, 10.5] for moment in times(24))])
    assert (warnings_of(read(content)), "converted" in notes_of(read(content))) == ("", False)


@pytest.mark.parametrize(("day", "count"), [("25/10/2026", 100), ("29/03/2026", 92)])
def test_quarters_named_by_their_ends_over_the_change_of_the_clocks(day: str, count: int) -> None:
    clock = [minute for hour in range(24) for minute in range(hour * 60, hour * 60 + 60, 15)]
    if count == 100:
        clock = [minute for minute in clock if minute < 180] + [minute for minute in clock if minute >= 120]
    else:
        clock = [minute for minute in clock if not 120 <= minute < 180]
    ends = [*clock[1:], 0]
    lines = [
        [day, f"{first // 60:02}:{first % 60:02}-{end // 60:02}:{end % 60:02}", place + 0.5]
        for place, (first, end) in enumerate(zip(clock, ends, strict=True))
    ]
    reading = read(text([["Fecha", "Periodo", "Programa (MW)"], *lines]))
    assert (len(reading.rows), errors_of(reading)) == (count, [])
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(count)]
    labels = [label[11:] for label in format_labels(reading.rows.labels)]
    assert labels.count("02:45") == (2 if count == 100 else 0)
    assert len(labels) == count


def test_hours_and_quarters_in_one_table_are_refused() -> None:
    lines = [[moment, 10.5] for moment in times(24)]
    lines += [[moment, 2.5] for moment in times(96, 15, times(25)[-1])]
    assert "from row 2 on are 60 minutes apart" in refusal(text([["Fecha", "Compra (MWh)"], *lines]))
    gaps = [[moment, 10.5] for place, moment in enumerate(times(96, 15)) if place not in (10, 20, 21, 40)]
    assert len(read(text([["Fecha", "Compra (MWh)"], *gaps])).rows) == 92


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac_roman"])
def test_accents_in_a_header_alone_are_read_in_any_encoding_of_our_offices(encoding: str) -> None:
    lines = ["Fecha;Hora;CARBÓN;NUCLEAR", *(f"{DAY};{hour};{hour},5;3,5" for hour in range(1, 25))]
    assert "“CARBÓN”, “NUCLEAR”" in refusal("\n".join(lines).encode(encoding))


def test_a_year_of_four_digits_is_not_said_to_have_two() -> None:
    iso = read(text([["Fecha", "Compra (MW)"], *([moment, 10.5] for moment in times(24))], form="%Y-%m-%d %H:%M"))
    assert "two digits" not in notes_of(iso)
    short = read(text([["Fecha", "Compra (MW)"], *([moment, 10.5] for moment in times(24))], form="%d/%m/%y %H:%M"))
    assert "two digits" in notes_of(short)


def test_shuffled_rows_do_not_tell_the_halves_of_the_repeated_hour() -> None:
    clock = [*range(0, 3), 2, *range(3, 24)]
    lines = [[f"25/10/2026 {hour:02}:00", place + 0.5] for place, hour in enumerate(clock)]
    assert "which of the two" not in warnings_of(read(text([["Fecha", "Compra (MW)"], *lines])))
    shuffled = [lines[place * 7 % 25] for place in range(25)]
    assert "which of the two" in warnings_of(read(text([["Fecha", "Compra (MW)"], *shuffled])))
    ordinary = [[moment, 10.5] for moment in times(24)]
    assert warnings_of(read(text([["Fecha", "Compra (MW)"], *ordinary[12:], *ordinary[:12]]))) == ""


def test_the_readings_of_a_meter_are_a_doubt() -> None:
    rising = [[moment, 1000.5 + place] for place, moment in enumerate(times(24))]
    assert "only rise" in warnings_of(read(text([["Fecha", "Lectura (kWh)"], *rising])))
    assert "only rise" not in warnings_of(read(text([["Fecha", "Compra (kWh)"], *rising])))


def test_values_that_count_up_are_a_doubt_whatever_they_are_called() -> None:
    def told(head, values):
        return "only rise" in warnings_of(read(text([["Fecha", head], *zip(times(24), values, strict=False)])))

    counted = [812_345.5 + 350 * place + place % 3 for place in range(24)]
    assert told("Consumo (kWh)", counted)
    assert told("Verbrauch (kWh)", counted)
    assert not told("Compra (kWh)", counted), "it says what it is"
    assert not told("Consumo (kWh)", counted[:15]), "a morning rises"
    assert not told("Consumo (kWh)", [1000.5 + 40 * place for place in range(24)]), "by much of what there is"
    assert not told("Consumo (kWh)", [10_000.5] * 7 + [10_020.5] * 17), "a step is a profile"
    idle = [40_000.5 + 50 * max(place - 8, 0) for place in range(24)]
    assert told("Consumo (kWh)", idle), "nothing is used at night"


def test_a_morning_of_quarters_that_only_rises_is_no_meter() -> None:
    moments = [datetime(2026, 11, 24, 5, 15) + place * timedelta(minutes=15) for place in range(28)]
    rising = [[moment, 20.003 + place * 0.05] for place, moment in enumerate(moments)]
    assert "only rise" not in warnings_of(read(text([["Fecha", "Forecast (MW)"], *rising])))


def test_rows_two_hours_apart_are_no_hours() -> None:
    assert "120 minutes apart" in refusal(
        text([["Fecha", "Compra (MW)"], *([moment, 10.5] for moment in times(12, 120))])
    )


def test_rows_that_end_before_a_column_of_names_are_read_as_blank_there() -> None:
    head = ["", *map(str, range(1, 25))]
    lines = [["", "", *head], ["compra", "", "", *(["12,5"] * 24)], ["venta", "", "", *(["3,5"] * 24)], ["24/11/2026"]]
    assert "numbered, but neither" in refusal(csv([";".join(map(str, line)) for line in lines]))


def test_a_header_that_says_utc_is_told_once() -> None:
    rows = [[moment, 10.5] for moment in times(24)]
    notes = notes_of(read(text([["Datetime (UTC)", "Purchase (MW)"], *rows])))
    assert "The header of the times says UTC" in notes
    assert "say their offset" not in notes
