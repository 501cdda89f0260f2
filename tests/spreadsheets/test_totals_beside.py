"""A total or a net beside its parts: either may be what is bought, so neither is taken without a question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.quantity_tables import TABLES, TODAY, Table, across, below_days, by_days, choices_of

USED = [round(5 + 0.37 * hour + 0.11 * (hour % 5), 1) for hour in range(24)]
BESIDE = [round(0.4 + 0.1 * (hour % 4), 1) for hour in range(24)]
SUMS = [round(used + beside, 1) for used, beside in zip(USED, BESIDE, strict=True)]
LEFT = [round(used - beside, 1) for used, beside in zip(USED, BESIDE, strict=True)]


@TABLES
@pytest.mark.parametrize(
    "names",
    [
        ("Consumo clientes", "Pérdidas", "Total"),
        ("Consumo", "Pérdidas", "Total"),
        ("Compra", "Pérdidas", "Total"),
        ("Prelievo", "Perdite", "Totale"),
        ("Load", "Losses", "Total"),
    ],
)
def test_a_part_is_not_taken_where_the_whole_stands_beside_it(table: Table, names: tuple[str, ...]) -> None:
    content = table(names, (USED, BESIDE, SUMS))
    choices = choices_of(content)
    assert (names[0], names[2]) == (choices[0], choices[-1])
    chosen = read(content, "a.csv", today=TODAY, column=names[2])
    assert chosen.rows.mw[:24].tolist() == SUMS


@TABLES
def test_a_net_of_what_is_used_and_generated_is_asked_about(table: Table) -> None:
    names = ("Consumo", "Generación", "Neto")
    assert choices_of(table(names, (USED, BESIDE, LEFT))) == names


@TABLES
def test_the_total_of_several_portfolios_can_be_chosen(table: Table) -> None:
    for names in (("Norte", "Sur", "Total"), ("Clientes fijos", "Clientes indexados", "TOTAL CARTERA")):
        assert choices_of(table(names, (USED, BESIDE, SUMS))) == names


@TABLES
def test_a_total_that_is_called_the_purchase_is_taken(table: Table) -> None:
    reading = read(table(("Consumo", "Perdas", "Total a comprar"), (USED, BESIDE, SUMS)), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw[:24].tolist()) == ("Total a comprar", SUMS)


@TABLES
@pytest.mark.parametrize("name", ["Compra", "Consumo"])
def test_a_total_that_says_the_same_or_costs_is_no_question(table: Table, name: str) -> None:
    costs = [used * beside for used, beside in zip(USED, BESIDE, strict=True)]
    running = [sum(USED[: at + 1]) for at in range(24)]
    for names, beside in (
        ((name, "Total"), (USED,)),
        ((name, "Total"), ([used / 4 for used in USED],)),
        ((name, "Total"), (running if table is across else USED,)),
        ((name, "Precio", "Total"), (BESIDE, costs)),
        ((name, "Saldo"), (BESIDE,)),
    ):
        reading = read(table(names, (USED, *beside)), "a.csv", today=TODAY)
        assert (reading.column, reading.rows.mw[:24].tolist()) == (name, USED), names


@TABLES
def test_a_total_of_two_alike_is_none_in_another_unit(table: Table) -> None:
    """Two portfolios that use the same: their total is twice each of them in every hour."""
    doubled = [2 * used for used in USED]
    assert choices_of(table(("Compra", "Sur", "Total"), (USED, USED, doubled))) == ("Compra", "Sur", "Total")


@TABLES
@pytest.mark.parametrize("factor", [1000.0, 500.0, 250.0, 0.001, 0.00025])
def test_the_same_in_thousands_or_as_energy_is_no_other_amount(table: Table, factor: float) -> None:
    reading = read(table(("Compra", "Total"), (USED, [used * factor for used in USED])), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw[:24].tolist()) == ("Compra", USED)


def test_a_row_of_totals_alone_is_the_purchase() -> None:
    assert read(across(("Total",), (SUMS,)), "a.csv", today=TODAY).rows.mw.tolist() == SUMS


@pytest.mark.parametrize("names", [("Anterior", "Nuevo"), ("Norte", "Sur"), ("Real", "Previsto"), ("V1", "V2")])
def test_columns_below_a_day_that_tell_nothing_are_asked_about(names: tuple[str, ...]) -> None:
    content = below_days(names, (USED, SUMS))
    assert choices_of(content) == names
    assert read(content, "a.csv", today=TODAY, column=names[1]).rows.mw.tolist() == SUMS + SUMS


def test_columns_below_a_day_without_names_are_refused() -> None:
    rows = [[hour, *values] for hour, values in enumerate(zip(USED, SUMS, USED, SUMS, strict=True), 1)]
    with pytest.raises(UnreadableFileError, match="stands above several columns of row 1"):
        read(text([["Hora", "30/11/2026", "", "01/12/2026", ""], *rows]), "a.csv", today=TODAY)


@pytest.mark.parametrize("beside", ["", "P", None])
def test_what_stands_between_days_and_is_no_value_is_left_aside(beside: str | None) -> None:
    """Blank columns, letters of the tariff's periods, and columns with a name of their own."""
    head = "" if beside is not None else "Dif."
    rows = [[hour, used, *[beside if beside is not None else 0.3, used] * 2][:5] for hour, used in enumerate(USED, 1)]
    reading = read(text([["Hora", "30/11/2026", head, "01/12/2026", head], *rows]), "a.csv", today=TODAY)
    assert reading.rows.mw.tolist() == USED + USED


def test_the_day_of_columns_of_several_kinds_is_no_day_that_could_not_be_read() -> None:
    reading = read(below_days(("Previsión", "Compra"), (USED, SUMS)), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw.tolist(), reading.problems) == ("Compra", SUMS + SUMS, ())


def test_rows_of_another_quantity_are_no_days_that_could_not_be_read() -> None:
    reading = read(by_days(("Compra", "Precio"), (USED, SUMS)), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw.tolist(), reading.problems) == ("Compra", USED + USED, ())


def merged(names: Sequence[str], columns: Sequence[Sequence[float]], *below: str) -> bytes:
    """A row for each quantity of each of two days, of which the first alone has the date; and more rows at the end."""
    rows = [
        [day if not place else "", name, *values]
        for day in ("30/11/2026", "01/12/2026")
        for place, (name, values) in enumerate(zip(names, columns, strict=True))
    ]
    last = [["", name, *columns[0]] for name in below]
    return text([["Compra (MW)"], ["Fecha", "Concepto", *range(1, 25)], *rows, *last])


@pytest.mark.parametrize("below", [(), ("Total general",)])
def test_the_total_of_each_day_is_of_its_day_where_dates_are_merged(below: tuple[str, ...]) -> None:
    content = merged(("Consumo", "Pérdidas", "Total"), (USED, BESIDE, SUMS), *below)
    assert choices_of(content) == ("Consumo", "Total")
    reading = read(content, "a.csv", today=TODAY, column="Total")
    assert (reading.rows.mw.tolist(), reading.problems) == (SUMS + SUMS, ())
    bought = read(merged(("Demanda", "Pérdidas", "Total compra"), (USED, BESIDE, SUMS), *below), "a.csv", today=TODAY)
    assert (bought.column, bought.rows.mw.tolist(), bought.problems) == ("Total compra", SUMS + SUMS, ())


@pytest.mark.parametrize("names", [("Compra", "Precio"), ("Compra",)])
def test_one_total_of_several_days_is_of_none_of_them(names: tuple[str, ...]) -> None:
    reading = read(merged(names, (USED, BESIDE)[: len(names)], "Total"), "a.csv", today=TODAY)
    assert (reading.rows.mw.tolist(), reading.problems) == (USED + USED, ())


@pytest.mark.parametrize("zeros", ["0", ""])
def test_decimals_that_could_be_thousands_hide_no_total(zeros: str) -> None:
    """Three decimals in every cell, of which those below one tell the sign, or none does."""
    used, beside = (
        [8.100 + hour / 1000 for hour in range(24)],
        [(0.9 if zeros else 1.1) + hour / 1000 for hour in range(24)],
    )
    rows = [
        ["30/11/2026", hour + 1, *(f"{value:.3f}".replace(".", ",") for value in (one, two, one + two))]
        for hour, (one, two) in enumerate(zip(used, beside, strict=True))
    ]
    content = text([["Fecha", "Hora", "Consumo", "Pérdidas", "Total"], *rows])
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "a.csv", today=TODAY)
    assert caught.value.question in ((Question.COLUMN,) if zeros else (Question.COLUMN, Question.DECIMAL))


@TABLES
@pytest.mark.parametrize(
    "names",
    [
        ("Achats", "Ventes", "Solde"),
        ("Compra", "Venta", "Dif"),
        ("Compra", "Venta", "Compra - Venta"),
        ("Kauf", "Verkauf", "Netto/Differenz"),
        ("Kauf", "Verkauf", "Differenz"),
        ("Consumo", "Excedentes", "Resultado"),
    ],
)
def test_a_purchase_less_a_sale_is_asked_about_whatever_it_is_called(table: Table, names: tuple[str, ...]) -> None:
    assert choices_of(table(names, (USED, BESIDE, LEFT))) == names
    assert choices_of(table(names, (USED, [-sold for sold in BESIDE], LEFT))) == names


@TABLES
def test_what_is_no_purchase_less_a_sale_is_no_question(table: Table) -> None:
    for name, sold, values in (
        ("Dif", BESIDE, BESIDE),
        ("Dif", [0.0] * 24, USED),
        ("Precio", BESIDE, SUMS),
        ("Total", [0.0] * 24, USED),
    ):
        reading = read(table(("Compra", "Venta", name), (USED, sold, values)), "a.csv", today=TODAY)
        assert (reading.column, reading.problems) == ("Compra", ())
