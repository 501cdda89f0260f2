"""Several sheets with tables of periods: the one that is called a purchase is taken where the others are none."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Role, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, times, xlsx


def table(header: str, first: float, title: str = "") -> list[list[Any]]:
    rows = [[moment, first + place / 4] for place, moment in enumerate(times(24))]
    return [*([[title]] if title else []), ["Fecha", header], *rows]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("bought", "other"),
    [
        (("Compra", table("Energía (MWh)", 10)), ("Hoja1", table("Energía (MWh)", 5, "VENTA"))),
        (("Hoja1", table("Energía (MWh)", 10, "COMPRA")), ("Venta", table("Energía (MWh)", 5))),
        (("Programa", table("Valor", 10)), ("Precios", table("Valor", 5))),
        (("Hoja1", table("Compra (MWh)", 10)), ("Hoja2", table("Venta (MWh)", 5))),
        (("Osto", table("MWh", 10)), ("Myynti", table("MWh", 5))),
    ],
)
def test_the_sheet_that_is_called_a_purchase_is_taken_beside_sales_and_prices(
    bought: tuple[str, list[list[Any]]], other: tuple[str, list[list[Any]]], turned: bool
) -> None:
    reading = read(xlsx([], sheets=dict([other, bought] if turned else [bought, other])))
    assert (reading.sheet, reading.rows.mw[0]) == (bought[0], 10)
    assert f"Sheet “{bought[0]}” was taken: “{other[0]}” is called a sale, a price or a history." in notes_of(reading)
    assert read(xlsx([], sheets=dict([bought, other])), sheet=other[0]).rows.mw[0] == 5


def test_all_others_must_be_sales_or_prices() -> None:
    sheets = {"Compra": table("MWh", 10), "Venta": table("MWh", 5), "Precios": table("Valor", 7)}
    assert "“Venta”, “Precios” are called sales, prices or histories" in notes_of(read(xlsx([], sheets=sheets)))
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets={**sheets, "Hoja1": table("MWh", 4)}))
    assert (asked.value.question, len(asked.value.sheets)) == (Question.SHEET, 4)


@pytest.mark.parametrize(
    "sheets",
    [
        {"Compra": table("MWh", 10, "VENTA"), "Hoja1": table("MWh", 5, "VENTA")},
        {"Compra": table("MWh", 10), "Venta": table("MWh", 5, "Compra")},
        {"Compra A": table("MWh", 10), "Compra B": table("MWh", 5)},
        {"Compra": table("MWh", 10), "18 jun": table("MWh", 5)},
        {"Hoja1": table("MWh", 10), "Venta": table("MWh", 5)},
    ],
)
def test_where_names_and_titles_contradict_or_say_nothing_it_is_asked(sheets: dict[str, list[list[Any]]]) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=sheets))
    assert asked.value.question is Question.SHEET


def hours(*heads: str, day: str | None = "24/11/2026", first: float = 20.0) -> list[list[Any]]:
    """A table of a day; without one only its hours are named."""
    head = [*(["Fecha"] if day else []), "Hora", *heads]
    rows = [[*([day] if day else []), h, *(first + h / 4 + at for at in range(len(heads)))] for h in range(1, 25)]
    return [head, *rows]


OLD = table("Compra (MW)", 10)
WEEK = [["Compra (MW)"], ["Hora", "Lunes", "Martes", "Miércoles"], *([h, 10 + h, 20 + h, 30 + h] for h in range(1, 25))]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "open_sheet",
    [
        hours("Compra (MW)", day=None),
        [["Programa para mañana"], *hours("Compra (MW)", day=None)],
        hours("Compra A (MW)", "Compra B (MW)"),
        hours("Compra (MW)", day="08/09/2026"),
        WEEK,
    ],
    ids=["no day", "tomorrow", "two columns", "either date", "weekdays"],
)
def test_a_sheet_that_asks_is_not_passed_over_for_another(open_sheet: list[list[Any]], turned: bool) -> None:
    sheets = [("Programa", open_sheet), ("Histórico", OLD), ("Precios", hours("Precio (€/MWh)"))]
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=dict(reversed(sheets) if turned else sheets)))
    assert asked.value.question is Question.SHEET
    assert {"Programa", "Histórico"} <= set(asked.value.sheets)
    assert read(xlsx([], sheets=dict(sheets)), sheet="Histórico").rows.mw[0] == 10


def test_days_whose_dates_ask_are_offered_with_the_others() -> None:
    days = {f"2026-09-{day:02}": hours("Compra (MW)", day=f"{day:02}/09/2026") for day in (8, 9, 10)}
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=days))
    assert (asked.value.question, asked.value.sheets) == (Question.SHEET, tuple(days))


@pytest.mark.parametrize(
    "beside",
    [
        [["Hora", "Coeficiente"], *([h, 0.03 + h / 1000] for h in range(1, 25))],
        [["Hora", "Enero", "Febrero"], *([h, "P1", "P2"] for h in range(1, 25))],
        [["Fecha", "Compra (MWh)"], *([f"{day}/11/2026", 300 + day] for day in range(1, 31))],
        [["Parámetro", "Valor"], ["Compra mínima (MW)", 1], ["Tolerancia", 0.05], ["Pérdidas (%)", 8]],
        [["Hora", "Compra (MW)", "Precio"], *([h + 1, 10 + h / 4, 50 + h] for h in range(24))],
        hours("OMIE (€/MWh)", "OMIP (€/MWh)"),
        [["Compra según el contrato"], ["Unidad: MW"]],
    ],
    ids=["profile", "tariffs", "sums of days", "parameters", "data of a chart", "prices", "notes"],
)
def test_what_is_no_purchase_beside_one_asks_nothing(beside: list[list[Any]]) -> None:
    reading = read(xlsx([], sheets={"Programa": OLD, "Datos": beside}))
    assert (reading.sheet, reading.rows.mw[0], reading.problems) == ("Programa", 10, ())


@pytest.mark.parametrize(
    ("empty", "asks"), [("25-11-2026", True), ("25-11", True), ("23-11-2026", False), ("B", False)]
)
def test_a_sheet_of_a_later_day_that_is_not_filled_in_is_asked_about(empty: str, asks: bool) -> None:
    blank = [[*row[:2], row[2] if at == 0 else None] for at, row in enumerate(hours("Compra (MW)"))]
    content = xlsx([], sheets={"24-11-2026": hours("Compra (MW)"), empty: blank})
    if asks:
        with pytest.raises(UnreadableFileError, match="is empty") as asked:
            read(content)
        assert asked.value.question is Question.SHEET
    assert len(read(content, sheet="24-11-2026").rows.mw) == 24
    assert asks or read(content).sheet == "24-11-2026"


@pytest.mark.parametrize(
    "heads",
    [
        ("Cliente A (MWh)", "Cliente B (MWh)", "Total (MWh)"),
        ("Previsión (MWh)", "Cobertura (MWh)"),
        ("UPR01", "UPR02"),
        ("Norte (MW)", "Sur (MW)"),
    ],
)
@pytest.mark.parametrize(
    "other",
    [("Mercado", "Demanda España (MW)"), ("Perfil", "Consumo REE (MWh)"), ("Histórico", "Programa (MWh)")],
)
def test_a_sheet_of_several_columns_is_not_passed_over_for_one_that_is_no_purchase(
    heads: tuple[str, ...], other: tuple[str, str]
) -> None:
    sheets = {"Hoja1": hours(*heads), other[0]: hours(other[1], day="23/11/2026")}
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=sheets), "Programa_20261124.xlsx")
    assert (asked.value.question, asked.value.sheets) == (Question.SHEET, ("Hoja1", other[0]))


def test_rows_of_customers_without_a_day_are_not_passed_over() -> None:
    rows = [["UPR", *range(1, 25)], *([f"UPR0{at} (MWh)", *(20 + at + h / 4 for h in range(24))] for at in (1, 2))]
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets={"Hoja1": rows, "Real": hours("Consumo (MWh)")}))
    assert asked.value.sheets == ("Hoja1", "Real")


@pytest.mark.parametrize("name", ["Histórico", "Historique", "Historie", "Storico", "Semana anterior"])
def test_the_history_of_a_purchase_gives_way_to_the_days_behind_it(name: str) -> None:
    sheets = {name: hours("Compra (MW)", day="23/11/2026"), "Programa": hours("Compra (MW)", first=30)}
    reading = read(xlsx([], sheets=sheets))
    assert (reading.sheet, reading.rows.mw[0]) == ("Programa", 30.25)
    assert f"“{name}” is called a sale, a price or a history" in notes_of(reading)
    with pytest.raises(UnreadableFileError):
        read(xlsx([], sheets={**sheets, name: hours("Compra (MW)", day="24/11/2026")}))


def test_tables_beside_a_purchase_that_ask_are_named() -> None:
    sheets = {"Programa": hours("Compra (MW)"), "Clientes": hours("Norte (MW)", "Sur (MW)")}
    reading = read(xlsx([], sheets=sheets))
    assert (reading.sheet, reading.problems) == ("Programa", ())
    assert "the tables of “Clientes” were left aside" in notes_of(reading)
    assert "left aside" not in notes_of(read(xlsx([], sheets={"Programa": hours("Compra (MW)"), "Notas": [["Nota"]]})))


NAMED = "Programa 24-11-2026.xlsx"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", [NAMED, "Programa 23-11-2026.xlsx", "Programa.xlsx"])
def test_the_numbers_of_a_chart_are_no_second_purchase(name: str, turned: bool) -> None:
    sheets = [("Programa", hours("Compra (MW)")), ("Datos gráfico", hours("Compra", day=None))]
    reading = read(xlsx([], sheets=dict(reversed(sheets) if turned else sheets)), name)
    assert (reading.sheet, str(reading.rows.labels[0]), reading.rows.mw[0]) == ("Programa", "2026-11-24T01:00", 20.25)
    assert "the tables of “Datos gráfico” were left aside" in notes_of(reading)
    taken = read(xlsx([], sheets=dict(sheets)), NAMED, sheet="Datos gráfico", unit="MW")
    assert (taken.sheet, taken.rows.mw[0]) == ("Datos gráfico", 20.25)


@pytest.mark.parametrize(
    "other", [hours("Compra", day=None, first=21.0), [["Hora", "Compra"], *([hour, 20] for hour in range(1, 25))]]
)
def test_other_values_of_the_day_in_the_name_are_asked_about(other: list[list[Any]]) -> None:
    flat = [["Fecha", "Hora", "Compra (MW)"], *(["23/11/2026", hour, 20] for hour in range(1, 25))]
    for sheet in (flat, hours("Compra (MW)")):
        with pytest.raises(UnreadableFileError) as asked:
            read(xlsx([], sheets={"Programa": sheet, "Datos": other}), NAMED)
        assert asked.value.question is Question.SHEET


def test_the_table_stays_in_sight_where_one_column_leads_to_another_sheet() -> None:
    prices = [["Fecha", "Hora", "Precio (€/MWh)"], *(["24/11/2026", hour, 50 + hour] for hour in range(1, 25))]
    program = hours("Compra enviada", "Venta", "Previsión (MW)")
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets={"Precios": prices, "Programa": [["Programa"], *program]}))
    error = asked.value
    assert error.question is Question.COLUMN
    assert [each.name for each in error.alternatives if each.asks] == ["Venta"]
    assert error.grid is not None
    assert error.grid.texts[1] == ("Fecha", "Hora", "Compra enviada", "Venta", "Previsión (MW)")
    assert error.grid.roles[2].tolist() == [Role.DATE, Role.PERIOD, Role.VALUE, Role.OTHER, Role.VALUE]


def parts(first: float = 9.0, count: int = 24, total: str = "Total (MWh)") -> list[list[Any]]:
    """Two portfolios and their sum, of the day of `NAMED`."""
    values = [first + place / 8 for place in range(count)]
    rows = [["24/11/2026", place + 1, value / 4, value * 3 / 4, value] for place, value in enumerate(values)]
    return [["Fecha", "Hora", "Hoteles (MWh)", "Pymes (MWh)", total], *rows]


def purchase(first: float = 9.0, header: str = "Compra (MWh)") -> list[list[Any]]:
    return [["Fecha", "Hora", header], *(["24/11/2026", hour + 1, first + hour / 8] for hour in range(24))]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("main", "other"),
    [
        (("Datos", parts()), ("Borrador", purchase(9.5))),
        (("Datos", parts()), ("Datos gráfico", purchase(9.5, "Compra"))),
        (("Hoja1", parts(count=96)), ("Horario", purchase(9.5))),
        (("Mercado diario", [["Fecha", "Hora", "Energía MD (MWh)", "Energía (MWh)"], *(
            ["24/11/2026", hour, 9 + hour / 8, 0.5 + hour / 80] for hour in range(1, 25)
        )]), ("Intradiario", purchase(0.5, "Compra IDA1 (MWh)"))),
    ],
)  # fmt: skip
def test_a_sheet_that_asks_for_its_column_is_a_rival_of_one_whose_header_alone_says_purchase(
    main: tuple[str, list[list[Any]]], other: tuple[str, list[list[Any]]], turned: bool
) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(xlsx([], sheets=dict([other, main] if turned else [main, other])), NAMED)
    assert (asked.value.question, set(asked.value.sheets)) == (Question.SHEET, {main[0], other[0]})


@pytest.mark.parametrize(
    ("main", "other", "taken"),
    [
        (("Datos", parts()), ("Gráfico", purchase(9.0)), "Gráfico"),
        (("Clientes", parts(4.0)), ("Programa", purchase(9.5)), "Programa"),
        (("Precios", parts(50.0, total="Media")), ("Hoja1", purchase(9.5)), "Hoja1"),
        (("Histórico", parts(8.0)), ("Hoja1", purchase(9.5)), "Hoja1"),
    ],
)
def test_copies_named_sheets_prices_and_histories_are_no_rivals(
    main: tuple[str, list[list[Any]]], other: tuple[str, list[list[Any]]], taken: str
) -> None:
    assert read(xlsx([], sheets=dict([main, other])), NAMED).sheet == taken
