"""Rows around a long table that are none of it: sums by periods of the tariff, results, counts of hours, remarks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

HEADER = "Fecha;Hora;Compra (MW)"
VALUES = [10.5 + hour % 7 + hour / 4 for hour in range(24)]
WHOLE = sum(VALUES)
THREE = [sum(VALUES[:7]), sum(VALUES[7:19]), sum(VALUES[19:])]
SIX = [sum(VALUES[4 * part : 4 * part + 4]) for part in range(6)]
OPEN_ENDS = "The file numbers its periods: each was labelled by its end."


def number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def day_of(day: str = "30/11/2026", name: str = "{}") -> list[str]:
    return [f"{day};{name.format(hour)};{number(value)}" for hour, value in enumerate(VALUES, 1)]


def file_of(*rows: str) -> bytes:
    return "\n".join(rows).encode()


TARIFFS = [
    (["F1", "F2", "F3"], THREE),
    (["Fascia F1", "Fascia F2", "Fascia F3"], THREE),
    (["P1", "P2", "P3", "P4", "P5", "P6"], SIX),
    (["Total P1", "Total P2", "Total P3", "Total P4", "Total P5", "Total P6"], SIX),
    (["Punta", "Llano", "Valle"], THREE),
    (["HT", "NT"], [THREE[0] + THREE[1], THREE[2]]),
]


@pytest.mark.parametrize("between", [[], [";;"], ["Resumen por periodo;;", "Periodo;;MWh"]])
@pytest.mark.parametrize("place", ["{};;{}", ";{};{}"])
@pytest.mark.parametrize(("names", "sums"), TARIFFS)
def test_sums_by_periods_of_the_tariff_below_the_hours_are_no_values(
    names: list[str], sums: list[float], place: str, between: list[str]
) -> None:
    feet = [place.format(name, number(value)) for name, value in zip(names, sums, strict=True)]
    reading = read(file_of(HEADER, *day_of(), *between, *feet), "a.csv")
    first = 26 + len(between)
    assert (errors_of(reading), warnings_of(reading)) == ([], "")
    assert reading.rows.mw.tolist() == VALUES
    told = f"The rows {first} to {first + len(feet) - 1} sum up the values by periods of the tariff and agree with them"
    assert told in notes_of(reading)


@pytest.mark.parametrize("names", [["F1", "F2", "F3"], ["P1", "P2", "P3"]])
def test_sums_by_periods_of_the_tariff_may_stand_below_hours_of_the_day_of_a_title(names: list[str]) -> None:
    hours = [f"{hour};{number(value)}" for hour, value in enumerate(VALUES, 1)]
    feet = [f"{name};{number(value)}" for name, value in zip(names, THREE, strict=True)]
    reading = read(file_of("Programa 30/11/2026", "Hora;Compra (MW)", *hours, *feet), "a.csv")
    assert (errors_of(reading), warnings_of(reading)) == ([], "")
    assert reading.rows.mw.tolist() == VALUES


def test_figures_by_periods_of_the_tariff_that_sum_up_nothing_are_left_out_and_named() -> None:
    feet = [f"F{part};;{number(value)}" for part, value in enumerate((150.5, 132.25, 99.0), 1)]
    reading = read(file_of(HEADER, *day_of(), *feet), "a.csv")
    assert errors_of(reading) == []
    assert reading.rows.mw.tolist() == VALUES
    assert "Row 26 is not part of the table and was left out: “F1 150,5”." in notes_of(reading)


def test_a_total_beside_them_is_held_against_the_values_alone() -> None:
    feet = [f"F{part};;{number(value)}" for part, value in enumerate(THREE, 1)]
    for rows in ([*feet, f"Total;;{number(WHOLE)}"], [f"Total;;{number(WHOLE)}", *feet]):
        reading = read(file_of(HEADER, *day_of(), *rows), "a.csv")
        assert (reading.agrees_with_total, errors_of(reading), warnings_of(reading)) == (True, [], "")


def test_hours_named_as_periods_of_a_tariff_stay_hours() -> None:
    two = [*day_of(name="P{}"), *day_of("01/12/2026", name="P{}")]
    reading = read(file_of(HEADER, *two), "a.csv")
    assert (errors_of(reading), warnings_of(reading)) == ([], "")
    assert reading.rows.mw.tolist() == VALUES * 2
    assert notes_of(reading) == OPEN_ENDS
    undated = [row.replace("01/12/2026", "O1/12/2026") for row in two]
    assert len(errors_of(read(file_of(HEADER, *undated), "a.csv"))) == 24


def test_hours_without_their_day_below_hours_named_otherwise_stay_errors() -> None:
    undated = [row.partition(";")[2] for row in day_of("", name="P{}")]
    reading = read(file_of(HEADER, *day_of(), *(f";{row}" for row in undated)), "a.csv")
    assert len(errors_of(reading)) >= 24


def test_a_column_of_the_tariff_s_period_beside_each_hour_says_nothing_of_the_rows() -> None:
    rows = [f"30/11/2026;{hour};P{1 + (hour - 1) // 4};{number(value)}" for hour, value in enumerate(VALUES, 1)]
    reading = read(file_of("Fecha;Hora;Periodo;Compra (MW)", *rows), "a.csv")
    assert (errors_of(reading), reading.rows.mw.tolist(), notes_of(reading)) == ([], VALUES, OPEN_ENDS)


@pytest.mark.parametrize("wrong", ["3O/11/2026;24", "30/11/2026;F4", ";24", "30/11/2026;P"])
def test_the_last_hour_with_a_time_that_is_not_read_stays_an_error(wrong: str) -> None:
    reading = read(file_of(HEADER, *day_of()[:-1], f"{wrong};{number(VALUES[-1])}"), "a.csv")
    assert len(errors_of(reading)) == 1


def clock_day() -> list[str]:
    return [f"30/11/2026 {hour:02}:00;{number(value)}" for hour, value in enumerate(VALUES)]


@pytest.mark.parametrize("days", [1, 2])
def test_a_sum_without_a_name_right_below_the_header_is_a_total(days: int) -> None:
    rows = [row for day in ("30/11/2026", "01/12/2026")[:days] for row in day_of(day)]
    reading = read(file_of(HEADER, f";;{number(WHOLE * days)}", *rows), "a.csv")
    assert (errors_of(reading), warnings_of(reading), reading.agrees_with_total) == ([], "", True)
    assert reading.rows.mw.tolist() == VALUES * days
    assert "Row 2 is a total and agrees with the values" in notes_of(reading)


def test_such_a_sum_may_stand_above_dates_with_times_and_be_their_energy() -> None:
    hours = read(file_of("Fecha;Compra (MW)", f";{number(WHOLE)}", *clock_day()), "a.csv")
    quarters = [f"30/11/2026 {at // 4:02}:{at % 4 * 15:02};{number(VALUES[at // 4])}" for at in range(96)]
    energy = read(file_of("Fecha;Compra (MW)", f";{number(WHOLE)}", *quarters), "a.csv")
    for reading, count in ((hours, 24), (energy, 96)):
        assert (errors_of(reading), warnings_of(reading), reading.agrees_with_total) == ([], "", True)
        assert len(reading.rows.mw) == count


@pytest.mark.parametrize("sign", ["{},000", "{}.000"])
def test_such_a_sum_with_one_sign_before_three_digits_is_read_as_agrees(sign: str) -> None:
    rows = [f"30/11/2026;{hour};{10 + hour}" for hour in range(1, 25)]
    reading = read(file_of(HEADER, f";;{sign.format(540)}", *rows), "a.csv")
    assert (errors_of(reading), warnings_of(reading), reading.agrees_with_total) == ([], "", True)


def test_such_a_sum_that_does_not_agree_is_told() -> None:
    reading = read(file_of(HEADER, f";;{number(WHOLE + 20)}", *day_of()), "a.csv")
    assert (errors_of(reading), reading.agrees_with_total) == ([], False)
    told = f"Row 2 is a total of {WHOLE + 20:g}, but the values below it, up to row 26, come to {WHOLE:g}."
    assert told in warnings_of(reading)


@pytest.mark.parametrize("values", [VALUES, [12.0] * 24, [0.0, *[5.0] * 23]])
@pytest.mark.parametrize("time", [";", ";1"])
def test_a_first_hour_without_its_time_stays_an_error(values: list[float], time: str) -> None:
    rows = [f"30/11/2026;{hour};{number(value)}" for hour, value in enumerate(values, 1)]
    reading = read(file_of(HEADER, f"{time};{number(values[0])}", *rows[1:]), "a.csv")
    assert len(errors_of(reading)) == 1


def test_a_few_values_may_come_to_the_first_by_chance() -> None:
    reading = read(file_of(HEADER, ";;12", *(f"30/11/2026;{hour};{hour}" for hour in (3, 4, 5))), "a.csv")
    assert len(errors_of(reading)) == 1


RESULTS = ("Resultado", "Result", "Ergebnis", "Résultat", "Risultato", "Resultado total")
COUNTS = ("Nº horas", "Horas", "Número de horas", "Hours", "Number of hours", "Anzahl Stunden", "Nombre d’heures",
          "N. ore", "Nº de periodos", "Recuento", "Count")  # fmt: skip


@pytest.mark.parametrize("place", ["{};;{}", ";{};{}"])
@pytest.mark.parametrize("word", RESULTS)
def test_the_result_of_a_report_is_a_total(word: str, place: str) -> None:
    agreeing, other = (
        read(file_of(HEADER, *day_of(), place.format(word, number(total))), "a.csv") for total in (WHOLE, WHOLE + 1)
    )
    assert (errors_of(agreeing), warnings_of(agreeing), agreeing.agrees_with_total) == ([], "", True)
    assert (errors_of(other), other.agrees_with_total) == ([], False)
    assert agreeing.rows.mw.tolist() == other.rows.mw.tolist() == VALUES
    assert "Row 26 is a total of" in warnings_of(other)


def test_each_day_may_have_its_result() -> None:
    days = [row for day in ("30/11/2026", "01/12/2026") for row in (*day_of(day), f"{day};Resultado;{number(WHOLE)}")]
    reading = read(file_of(HEADER, *days, f"Resultado total;;{number(2 * WHOLE)}"), "a.csv")
    assert (errors_of(reading), warnings_of(reading), reading.agrees_with_total) == ([], "", True)
    assert reading.rows.mw.tolist() == VALUES * 2


@pytest.mark.parametrize("place", ["{};;{}", ";{};{}"])
@pytest.mark.parametrize("word", [*COUNTS, "Total horas"])
def test_a_count_of_the_hours_is_no_value_and_no_total(word: str, place: str) -> None:
    total = f"Total;;{number(WHOLE)}"
    for rows in ([place.format(word, 24)], [total, place.format(word, 24)], [place.format(word, 24), total]):
        reading = read(file_of(HEADER, *day_of(), *rows), "a.csv")
        assert (errors_of(reading), warnings_of(reading), reading.rows.mw.tolist()) == ([], "", VALUES)
        assert f"is not part of the table and was left out: “{word} 24”." in notes_of(reading)


def test_a_total_over_the_hours_is_held_against_them() -> None:
    for total, agrees in ((WHOLE, True), (WHOLE + 1, False)):
        reading = read(file_of(HEADER, *day_of(), f"Total horas;;{number(total)}"), "a.csv")
        assert reading.agrees_with_total is agrees


def test_words_for_hours_and_results_above_values_are_their_header() -> None:
    below = read(file_of("Fecha;Hora;Compra", "día;horas;MW", *day_of()), "a.csv")
    assert (errors_of(below), warnings_of(below), notes_of(below)) == ([], "", OPEN_ENDS)
    reading = read(file_of("Fecha;Horas;Resultado", *day_of()), "a.csv", unit="MW")
    assert (errors_of(reading), reading.column, reading.rows.mw.tolist()) == ([], "Resultado", VALUES)


@pytest.mark.parametrize("wrong", ["Resultado casación;", "Horas extra;", "resultante;", "H24;"])
def test_a_value_beside_other_words_stays_an_error(wrong: str) -> None:
    reading = read(file_of(HEADER, *day_of()[:-1], f"{wrong};{number(VALUES[-1])}"), "a.csv")
    assert len(errors_of(reading)) == 1


REMARKS = (
    "Corte de línea 12:00-13:00",
    "Corte de línea 30/11/2026",
    "Parada programada",
    "Martes",
    "*** corte ***",
)


def left_out(row: int, text: str) -> str:
    return f"Row {row} is not part of the table and was left out: “{text}”."


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_between_the_hours_is_no_hour(text: str) -> None:
    title = ["Programa 30/11/2026", "Hora;Compra (MW)"]
    hours = [f"{hour};{number(value)}" for hour, value in enumerate(VALUES, 1)]
    quarters = [f"30/11/2026 {at // 4:02}:{at % 4 * 15:02};{10 + at % 4}" for at in range(96)]
    for head, rows, remark in (
        ([HEADER], day_of(), f"{text};;"),
        (["Fecha;Compra (MW)"], clock_day(), f"{text};"),
        (["Fecha;Compra (MW)"], quarters, f"{text};"),
        (title, hours, f"{text};"),
        ([f"{HEADER};Precio"], [f"{row};50,5" for row in day_of()], f"{text};;;"),
    ):
        reading = read(file_of(*head, *rows[:12], remark, *rows[12:]), "a.csv")
        assert (errors_of(reading), warnings_of(reading), len(reading.rows.mw)) == ([], "", len(rows))
        assert left_out(len(head) + 13, text) in notes_of(reading)


@pytest.mark.parametrize("part", ["Fecha;;", "fecha;Hora;", ";;Compra (MW)", ";Hora;Compra (MW)"])
def test_parts_of_the_header_may_stand_again_between_days_or_hours(part: str) -> None:
    two = read(file_of(HEADER, *day_of(), part, *day_of("01/12/2026")), "a.csv")
    each = read(file_of(HEADER, *(row for hour in day_of() for row in (hour, part))), "a.csv")
    for reading, count in ((two, 48), (each, 24)):
        assert (errors_of(reading), warnings_of(reading), len(reading.rows.mw)) == ([], "", count)
    assert "Row 26 is not part of the table" in notes_of(two)
    assert "24 rows from 3 to 49 are not part of the table and were left out." in notes_of(each)


@pytest.mark.parametrize(
    "row",
    [
        "Corte de línea;;5,5",
        "Corte de línea;13;",
        "3O/11/2026;13;",
        "30/11/2026;l3;",
        "30/11/2026;l3;n/d",
        "30-nov-2O26;13;",
        ";;Corte de línea",
    ],
)
def test_an_hour_whose_time_is_mistyped_stays_an_error_with_or_without_its_value(row: str) -> None:
    reading = read(file_of(HEADER, *day_of()[:12], row, *day_of()[13:]), "a.csv")
    assert {at for at, _, _ in errors_of(reading)} == {14}


@pytest.mark.parametrize(
    "time", ["30/11/2026 l2:00", "Nov 3O, 2026 12:00", "Lnes 30/11/2026 12:00", "30-nov-2O26 12:00"]
)
def test_a_mistyped_time_without_a_value_stays_an_error(time: str) -> None:
    reading = read(file_of("Fecha;Compra (MW)", *clock_day()[:12], f"{time};", *clock_day()[13:]), "a.csv")
    assert {at for at, _, _ in errors_of(reading)} == {14}


def test_a_number_beside_a_remark_keeps_it_an_error() -> None:
    rows = [f"{row};50,5" for row in day_of()]
    reading = read(file_of(f"{HEADER};Precio", *rows[:12], "Corte de línea;;;50,5", *rows[12:]), "a.csv")
    assert {at for at, _, _ in errors_of(reading)} == {14}


def test_words_below_the_header_that_are_no_hour_are_not_told() -> None:
    reading = read(file_of(HEADER, "día;hora;MW", *day_of()), "a.csv")
    assert (errors_of(reading), notes_of(reading)) == ([], OPEN_ENDS)


HOURS_OF_EXTREMES = [
    "Hora punta", "Hora valle", "Hora de máxima", "Hora de mayor consumo", "Hora pico", "Peak hour", "Heure de pointe",
    "Spitzenstunde", "Ora di punta", "Hora de ponta",
]  # fmt: skip


@pytest.mark.parametrize("name", HOURS_OF_EXTREMES)
def test_the_hour_in_which_most_is_used_is_no_value(name: str) -> None:
    hours = [f"{hour};{number(value)}" for hour, value in enumerate(VALUES, 1)]
    tables = (
        [HEADER, *day_of(), f"{name};;20"],
        [HEADER, *day_of(), f";{name};20"],
        ["Programa 30/11/2026", "Hora;Compra (MW)", *hours, f"{name};20"],
    )
    for table in tables:
        reading = read(file_of(*table), "a.csv")
        assert (errors_of(reading), warnings_of(reading)) == ([], "")
        assert reading.rows.mw.tolist() == VALUES
        assert f"is not part of the table and was left out: “{name} 20”" in notes_of(reading)


def test_a_time_within_the_table_that_is_called_like_such_an_hour_stays_to_be_seen() -> None:
    rows = day_of()
    rows[11] = rows[11].replace(";12;", ";Hora punta;")
    reading = read(file_of(HEADER, *rows), "a.csv")
    assert [row for row, _, _ in errors_of(reading)] == [13]


@pytest.mark.parametrize("name", ["Som", "Tagessumme", "Dagtotaal"])
def test_a_sum_is_called_so_in_other_languages_as_well(name: str) -> None:
    rows = [["24/11/2026", hour, 10.5 + hour] for hour in range(1, 25)]
    total = sum(10.5 + hour for hour in range(1, 25))
    for label in ([name, ""], ["", name]):
        reading = read(text([["Fecha", "Hora", "Compra (MW)"], *rows, [*label, total]]))
        assert (errors_of(reading), reading.agrees_with_total) == ([], True)


SUMS_OF_PARTS = (
    "Zwischensumme", "Zwischensumme 24.11.2026", "Teilsumme", "Delsum", "Mellansumma", "Mellemsum", "Subtotaal",
    "Tussentotaal", "Sous-total", "Subtotale", "Välisumma", "Suma parcial", "Total día",
)  # fmt: skip


@pytest.mark.parametrize("name", SUMS_OF_PARTS)
@pytest.mark.parametrize("dated", [True, False])
def test_the_sum_below_each_day_is_a_total(name: str, dated: bool) -> None:
    lines = ["Fecha;Stunde;Kauf (MW)"] if dated else []
    for day in ("24.11.2026", "25.11.2026"):
        lines += [] if dated else [day, "Stunde;Kauf (MW)"]
        lines += [f"{day};{hour};{hour},5" if dated else f"{hour};{hour},5" for hour in range(1, 25)]
        lines += [f"{name};;312" if dated else f"{name};312", ""]
    reading = read("\n".join(lines).encode(), "plan.csv")
    assert (len(reading.rows), reading.problems, reading.agrees_with_total) == (48, (), True)


@pytest.mark.parametrize("total", [35568, 46000])
@pytest.mark.parametrize("name", ["Total día", "Total del día", "Media día"])
def test_the_total_of_a_day_is_no_number_of_a_date(name: str, total: int) -> None:
    rows: list[list[Any]] = []
    for day in ("Martes 24/11/2026", "Miércoles 25/11/2026"):
        rows += [
            [day],
            ["Periodo", "Compra (MW)"],
            *([period, total / 96] for period in range(1, 97)),
            [name, total],
            [],
        ]
    for content in (xlsx(rows), "\n".join(";".join(map(str, row)) for row in rows).encode()):
        reading = read(content, "plan.xlsx" if content[:2] == b"PK" else "plan.csv", decimal=".")
        assert (len(reading.rows), str(reading.rows.labels[0])) == (192, "2026-11-24T00:15")


def test_a_number_of_a_date_below_a_word_for_the_day_is_the_day() -> None:
    rows = [["Día", 46350], ["Hora", "Compra (MW)"], *([hour, 10 + hour] for hour in range(1, 25))]
    assert str(read(xlsx(rows)).rows.labels[0]) == "2026-11-24T01:00"
