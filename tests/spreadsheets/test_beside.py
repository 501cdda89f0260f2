"""What stands beside, above and below the values: directions, prices, units in notes, codes, subtotals."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, notes_of, read, text, times
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of

HOURS = range(1, 25)
DAY = "24/11/2026"


def table(header: str, *beside: Any, value: Any = "{},5") -> bytes:
    """A row for each hour; a text beside with several signs parted by `|` takes them in turn."""
    rows = []
    for hour in HOURS:
        cells = [cell.split("|")[hour % len(cell.split("|"))] if isinstance(cell, str) else cell for cell in beside]
        rows.append([DAY, hour, *cells, value.format(hour) if isinstance(value, str) else value])
    return text([header.split(";"), *rows])


@pytest.mark.parametrize("said", ["C|V", "Compra|Venta", "+|-", "Buy|Sell", "Kauf|Verkauf"])
def test_what_is_bought_and_sold_by_turns_is_refused(said: str) -> None:
    asked = refusal(table("Fecha;Hora;Sentido;Energía (MWh)", said))
    assert "bought or sold" in str(asked.message)
    assert "row 2" in str(asked.message) or "row 3" in str(asked.message)


@pytest.mark.parametrize("minus", ["-", "−"])
def test_what_is_sold_with_a_minus_is_taken_off(minus: str) -> None:
    """What the refusal advises."""
    rows = [[DAY, hour, "V" if hour == 5 else "C", f"{minus if hour == 5 else ''}{hour},5"] for hour in HOURS]
    reading = read(text([["Fecha", "Hora", "Sentido", "Energía (MWh)"], *rows]), "a.csv")
    assert reading.rows.mw.tolist() == [-5.5 if hour == 5 else hour + 0.5 for hour in HOURS]
    bought, sold = ([f"{sign}{hour},5" for hour in HOURS] for sign in ("9", minus))
    across = [[DAY, "Compra", *bought], ["25/11/2026", "Venta", *sold]]
    wide = read(text([["Fecha", "Sentido", *HOURS], *across]), "a.csv", unit="MW")
    assert wide.rows.mw[:24].tolist() == [float(f"9{hour}.5") for hour in HOURS]
    assert wide.rows.mw[24:].tolist() == [-hour - 0.5 for hour in HOURS]


@pytest.mark.parametrize(
    ("header", "said", "word"),
    [
        ("Fecha;Hora;Concepto;Valor", "Precio mercado diario (€/MWh)", "prices"),
        ("Fecha;Hora;Moneda;Valor", "EUR", "prices"),
        ("Fecha;Hora;Concepto;Valor MWh", "Venta bilateral", "sold"),
    ],
)
def test_what_every_row_says_of_its_value_is_heard(header: str, said: str, word: str) -> None:
    assert word in warnings_of(read(table(header, said)))


def test_what_every_row_says_of_a_purchase_is_no_doubt() -> None:
    assert warnings_of(read(table("Fecha;Hora;Concepto;Compra MWh", "Precio aceptado"))) == ""


def test_a_price_of_esios_is_no_power() -> None:
    head = "id;name;geoid;geoname;value;datetime"
    rows = [f"600;Precio mercado SPOT;3;España;{hour}.41;2026-11-24T{hour:02}:00:00+01:00" for hour in range(24)]
    reading = read("\n".join([head, *rows]).encode())
    assert "prices" in warnings_of(reading)
    assert not reading.unit_stated


def test_a_title_that_speaks_of_prices_is_heard() -> None:
    content = b"Precios mercado diario OMIE\n" + table("Fecha;Hora;Espa\u00f1a")
    assert "prices" in warnings_of(read(content))


@pytest.mark.parametrize("code", ["Año;2026", "Código;7", "Mes;11", "Semana;46", "id;600"])
def test_a_code_beside_a_price_is_no_purchase(code: str) -> None:
    name, number = code.split(";")
    asked = refusal(table(f"Fecha;Hora;{name};Precio €/MWh", int(number)))
    assert "prices" in str(asked.message)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        *(
            (name, "other quantities")
            for name in ("Temperatura", "Temp", "Tª", "Intensidad (A)", "Nº clientes", "Semana")
        ),
        ("Factor", "are losses, shares or profiles"),
        ("Perfil P2.0TD", "are losses, shares or profiles"),
        ("Precio (EUR/MWh)", "are prices"),
    ],
)
def test_numbers_that_are_no_power_are_refused_for_what_they_are(name: str, says: str) -> None:
    asked = refusal(table(f"Fecha;Hora;{name}"))
    assert says in str(asked.message)
    assert "Choose the file with the programme" in str(asked.message)
    assert all(answer.suspect is not None for answer in asked.alternatives)
    chosen = read(table(f"Fecha;Hora;{name}"), "a.csv", column=name)
    assert name == "Semana" or chosen.no_purchase is not None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        *((name, "something beside a purchase") for name in ("Saldo (MWh)", "Pérdidas (MWh)", "Error (MW)")),
        *((name, "sold or generated") for name in ("Eólica (MW)", "Solar FV (MWh)")),
        *((name, "") for name in ("Consumo con pérdidas (MWh)", "Compra solar (MWh)", "Saldo de compra (MWh)")),
    ],
)
def test_energy_that_is_no_purchase_is_to_be_seen(name: str, says: str) -> None:
    said = warnings_of(read(table(f"Fecha;Hora;{name}")))
    assert says in said
    assert bool(said) is bool(says)


def test_wind_power_with_its_unit_is_read() -> None:
    assert read(table("Fecha;Hora;Viento MW")).sum_mw == 312.0


def test_rows_of_several_units_on_other_days_are_told() -> None:
    rows = [[unit, moment, 10.0] for unit, day in (("ACME", 0), ("Norte", 24)) for moment in times(48)[day : day + 24]]
    reading = read(text([["Comercializadora", "Fecha", "Compra MWh"], *rows]))
    assert "“Comercializadora” names 2 of them, the first two are “ACME” and “Norte” (row 26)" in warnings_of(reading)


ACROSS = ";".join(f"H{hour}" for hour in range(1, 25))


def days_of(head: str, *names: str) -> bytes:
    rows = (
        f"{name};{24 + at}/11/2026;" + ";".join(f"{hour + at},5" for hour in range(24)) for at, name in enumerate(names)
    )
    return "\n".join([f"{head};Fecha;{ACROSS}", *rows]).encode()


@pytest.mark.parametrize("head", ["Comercializadora", "Cliente", "Retailer", "Unidad de oferta"])
@pytest.mark.parametrize("names", [("LUZIA", "SOLSUR"), ("LUZIA", "LUZIA", "SOLSUR")])
def test_rows_of_days_of_several_retailers_are_told(head: str, names: tuple[str, ...]) -> None:
    reading = read(days_of(head, *names), "a.csv")
    assert len(reading.rows) == 24 * len(names)
    assert f"“{head}” names 2 of them, the first two are “LUZIA” and “SOLSUR”" in warnings_of(reading)


@pytest.mark.parametrize(
    ("head", "names"),
    [("Comercializadora", ("LUZIA", "LUZIA", "LUZIA")), ("Código", ("A1", "A2", "A3")), ("Día", ("Ma", "Mi", "Ju"))],
)
def test_rows_of_days_of_one_retailer_are_no_doubt(head: str, names: tuple[str, ...]) -> None:
    assert "names" not in warnings_of(read(days_of(head, *names), "a.csv"))


def test_energy_that_only_rises_is_told() -> None:
    assert "only rise" in warnings_of(read(table("Fecha;Hora;Energía acumulada (MWh)")))


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("ConsumokWh", 0.001),
        ("Consumo en kilovatios hora", 0.001),
        ("Potencia (megavatios)", 1.0),
        ("MWh/h", 1.0),
        *((name, 0.001) for name in ("PotenciaKW", "PotKW", "COMPRAKW", "compraenkw", "CompraKw", "PotenciaKwMedia")),
        ("kWCompra", 0.001),
        ("CompraMW", 1.0),
    ],
)
def test_units_in_words_and_glued_to_words(name: str, factor: float) -> None:
    assert (read(table(f"Fecha;Hora;{name}")).factor, read(table(f"Fecha;Hora;{name}")).unit_stated) == (factor, True)


@pytest.mark.parametrize("name", ["Consumo (dMWh)", "MWp", "Energía (kWh/4)", "consumo kW/h"])
def test_a_unit_that_is_none_is_asked_about(name: str) -> None:
    assert refusal(table(f"Fecha;Hora;{name}"), "kWh.csv").question is Question.UNIT


def test_thousands_of_a_unit_are_asked_about() -> None:
    asked = refusal(table("Fecha;Hora;Energía miles kWh"))
    assert (asked.question, "thousand kWh are a MWh" in str(asked.message)) == (Question.UNIT, True)
    assert read(table("Fecha;Hora;Energía miles kWh"), unit="MWh").sum_mw == 312.0


def test_a_note_below_the_table_tells_the_unit_with_a_word_on_it() -> None:
    content = table("Fecha;Hora;Compra") + b"\n;;\nNota: valores expresados en kWh;;\n"
    reading = read(content)
    assert (reading.factor, "from the note in row" in warnings_of(reading)) == (0.001, True)


def test_subtotals_are_held_against_their_own_rows() -> None:
    rows: list[list[Any]] = []
    for day in (24, 25):
        rows += [[f"{day}/11/2026", hour, day] for hour in HOURS]
        rows.append(["Subtotal", "", day * 24])
    reading = read(text([["Fecha", "Hora", "Compra MWh"], *rows, ["Total", "", 49 * 24]]))
    assert (len(reading.rows), reading.agrees_with_total, warnings_of(reading)) == (48, True, "")
    rows[24][2] = 570
    reading = read(text([["Fecha", "Hora", "Compra MWh"], *rows, ["Total", "", 49 * 24]]))
    assert "Row 26 is a total of 570, but the values above come to 576" in warnings_of(reading)


def test_a_total_in_place_of_the_hour_is_a_check() -> None:
    content = table("Fecha;Hora;Compra MWh") + f"\n{DAY};Total;312\n".encode()
    reading = read(content)
    assert (len(reading.rows), reading.agrees_with_total, errors_of(reading)) == (24, True, [])
    assert "agrees" in notes_of(reading)


@pytest.mark.parametrize("written", ["–12,5", "- 12,5", "12,5-", "−12,5"])
def test_minus_in_every_hand(written: str) -> None:
    content = table("Fecha;Hora;Compra MW").replace(f"{DAY};12;12,5".encode(), f"{DAY};12;{written}".encode())
    assert read(content).rows.mw[11] == -12.5


def test_numbers_with_two_decimals_are_no_times_of_day() -> None:
    content = "\n".join(["Date,HE,MW", *(f"2026-11-24,{hour},{hour}.{41 + hour % 9}" for hour in HOURS)]).encode()
    reading = read(content)
    assert (reading.column, reading.rows.mw[0], errors_of(reading)) == ("MW", 1.42, [])


def rows_of_days(*names: str, dated: bool = False) -> bytes:
    """Two days across, a row for each of `names`, the date in the first row of a day alone."""
    rows = [
        [f"{day}/11/2026" if place == 0 or dated else "", name, *(day + place + hour / 100 for hour in HOURS)]
        for day in (24, 25)
        for place, name in enumerate(names)
    ]
    return text([["Fecha", "Concepto", *HOURS], *rows])


@pytest.mark.parametrize("dated", [False, True])
def test_rows_of_a_day_whose_date_stands_once_are_told_apart(dated: bool) -> None:
    reading = read(rows_of_days("Precio €/MWh", "Compra MWh", dated=dated))
    assert (reading.column, len(reading.rows), reading.rows.mw[0]) == ("Compra MWh", 48, 25.01)


@pytest.mark.parametrize("names", [("1", "2", "3", "4"), ("", "")])
def test_rows_of_a_day_that_nobody_can_name_are_refused(names: tuple[str, ...]) -> None:
    assert refusal(rows_of_days(*names)).question is None


def two_days(*after_first: list[Any], last: list[Any] | None = None) -> bytes:
    """Two days of hours, 1 to 24 MWh and 2 to 48 MWh, with rows between them and below."""
    rows: list[list[Any]] = [[f"{24 + day}/11/2026", hour, hour * (day + 1)] for day in range(2) for hour in HOURS]
    rows[24:24] = [list(row) for row in after_first]
    return text([["Fecha", "Hora", "Compra (MWh)"], *rows, *([last] if last is not None else [])])


@pytest.mark.parametrize("between", [[["", "", 300]], [["", "", 12.5]], [["", "", 300], ["", "", 12.5]]])
def test_nameless_subtotals_are_no_values_but_checks(between: list[list[Any]]) -> None:
    reading = read(two_days(*between, last=["", "", 600]))
    assert (len(reading.rows), reading.rows.mw.sum(), errors_of(reading)) == (48, 900, [])
    assert reading.agrees_with_total is True
    assert "is a total and agrees with the values (600)" in notes_of(reading)


@pytest.mark.parametrize("odd", [["", "", 301], ["", 25, 300]])
def test_a_row_without_a_date_that_sums_up_nothing_stays_an_error(odd: list[Any]) -> None:
    reading = read(two_days(odd))
    assert len(reading.rows) == 49
    assert len(errors_of(reading)) == 1


def test_a_missing_date_among_equal_values_is_no_mean() -> None:
    rows: list[list[Any]] = [["24/11/2026", hour, 5] for hour in HOURS]
    rows[22][:2] = ["", ""]
    assert len(errors_of(read(text([["Fecha", "Hora", "Compra (MWh)"], *rows])))) == 1


@pytest.mark.parametrize(
    ("name", "value"), [("Energía total (MWh)", 900), ("Compra total", 900), ("Energia total", 901)]
)
def test_a_total_may_be_named_by_what_it_sums_up(name: str, value: int) -> None:
    reading = read(two_days(last=[name, "", value]))
    assert (len(reading.rows), errors_of(reading)) == (48, [])
    assert reading.agrees_with_total is (value == 900)


def test_a_largest_value_is_no_total() -> None:
    reading = read(two_days(last=["Máximo total", "", 48]))
    assert (len(reading.rows), reading.agrees_with_total) == (48, None)
