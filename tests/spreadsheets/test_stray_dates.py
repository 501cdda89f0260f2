"""Dates above or below a table, of its delivery, its making or a print: none is a column of days, or hides a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import refusal, warnings_of

DAY = datetime(2026, 11, 29)
TODAY = datetime(2026, 11, 28).date()
STAMP = datetime(2026, 11, 28)


def numbered() -> list[list[object]]:
    return [["Hora", "Compra (MW)"], *([hour, 20.5 + hour] for hour in range(1, 25))]


@pytest.mark.parametrize(
    "top",
    [
        ["Fecha:", DAY, "", "Emitido:", STAMP],
        ["Fecha de entrega", DAY, "", "Fecha de emisión", STAMP],
        ["Lieferdatum", DAY, "", "", "Erstellt am", STAMP],
        ["Programa del 29/11/2026", "", "", "Impreso:", STAMP],
        ["Delivery date", DAY, "Created", STAMP],
    ],
)
@pytest.mark.parametrize("make", [xlsx, lambda rows: text(rows, form="%d/%m/%Y")])
def test_a_stamp_beside_the_day_of_delivery_is_not_the_day(top: list[object], make) -> None:
    reading = read(make([top, *numbered()]), "plan.xlsx" if make is xlsx else "plan.csv", today=TODAY)
    assert str(reading.rows.labels[0]) == "2026-11-29T01:00"
    assert len(reading.rows) == 24


@pytest.mark.parametrize("beside", [["Obs"], [""]])
def test_a_stamp_above_another_column_puts_no_column_of_days_aside(beside: list[str]) -> None:
    rows = [[DAY, "", hour, 20.5 + hour] for hour in range(1, 25)]
    content = xlsx([["Emitido", STAMP], ["Fecha", *beside, "Hora", "Compra (MW)"], *rows])
    reading = read(content, "plan.xlsx", today=TODAY)
    assert str(reading.rows.labels[0]) == "2026-11-29T01:00"
    assert not [found for found in reading.problems if found.row is None]


@pytest.mark.parametrize("head", ["Timestamp (UTC)", "Fecha UTC", "Start (UTC)", "Fecha y hora [Z]"])
@pytest.mark.parametrize("top", [[STAMP], [datetime(2026, 11, 28, 9, 15)], [STAMP, "", "Generado"]])
def test_a_date_above_the_times_leaves_their_clock_as_it_is(head: str, top: list[object]) -> None:
    times = [DAY + timedelta(hours=hour) for hour in range(24)]
    rows = [[moment, 20.5 + at] for at, moment in enumerate(times)]
    for content, name in ((xlsx([top, [head, "MW"], *rows]), "a.xlsx"), (text([top, [head, "MW"], *rows]), "a.csv")):
        reading = read(content, name, today=TODAY)
        assert (len(reading.rows), str(reading.rows.labels[0])) == (24, "2026-11-29T01:00")


def test_a_word_among_times_is_no_header_over_which_times_are_left_out() -> None:
    rows = [[DAY + timedelta(hours=hour), 20.5 + hour] for hour in range(24)]
    rows[2][0] = "pendiente"
    reading = read(text([["Fecha y hora", "MW"], *rows]), "a.csv", today=TODAY)
    assert len(reading.rows) == 24
    assert [found.row for found in reading.problems if found.row is not None] == [4]


@pytest.mark.parametrize(
    "head", ["Actualizado", "Modificado", "Geändert am", "Modifié le", "Fecha cambio", "Validado el"]
)
def test_a_column_of_when_each_row_was_changed_is_no_column_of_days(head: str) -> None:
    rows = [[hour, 20.5 + hour, datetime(2026, 11, 28, 11, 42)] for hour in range(1, 25)]
    reading = read(xlsx([["Día de entrega", DAY], ["Hora", "MW", head], *rows]), "plan.xlsx", today=TODAY)
    assert str(reading.rows.labels[0]) == "2026-11-29T01:00"
    with pytest.raises(UnreadableFileError, match=r"says of which day|several series"):
        read(xlsx([["Hora", "MW", head], *rows]), "plan.xlsx", today=TODAY)


@pytest.mark.parametrize("day", [DAY, "29/11/2026"])
def test_a_unit_is_the_name_of_its_column_below_the_day_of_delivery(day: object) -> None:
    rows = [["Día de entrega", day], ["Hora", "MW"], *([hour, 20.5 + hour] for hour in range(1, 25))]
    reading = read(xlsx(rows), "plan.xlsx", today=TODAY)
    assert (reading.column, str(reading.rows.labels[0])) == ("MW", "2026-11-29T01:00")


HEADS = ["Fecha", *(f"H{hour}" for hour in range(1, 25))]


def wide(first: int, count: int) -> list[list[object]]:
    return [[DAY + timedelta(days=first + day), *range(24)] for day in range(count)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 2), "Several columns could be the purchase: “Compra”, “Real”"),
        ((1, 1), "A second table, “Real”, begins in row 5"),
        ((-7, 7), "A second table, “Real”, begins in row 5"),
    ],
)
def test_a_second_table_under_another_title_is_asked_about_or_refused(days: tuple[int, int], said: str) -> None:
    rows = [["Compra"], HEADS, *wide(0, 2), ["Real"], HEADS, *wide(*days)]
    with pytest.raises(UnreadableFileError, match=said):
        read(xlsx(rows), "plan.xlsx", today=TODAY)


@pytest.mark.parametrize("second", ["Venta (MWh)", "Precio (EUR/MWh)"])
@pytest.mark.parametrize("days", [(0, 2), (1, 1), (-7, 7)])
def test_a_second_table_of_sales_or_prices_is_named_and_left_aside(second: str, days: tuple[int, int]) -> None:
    reading = read(xlsx([["Compra"], HEADS, *wide(0, 2), [second], HEADS, *wide(*days)]), "plan.xlsx", today=TODAY)
    assert (reading.column, len(reading.rows), str(reading.rows.labels[0])[:10]) == ("Compra", 48, str(DAY)[:10])
    assert f"“Compra” was taken among “Compra”, “{second}”" in notes_of(reading)


def test_the_same_table_on_another_page_is_read() -> None:
    rows = [["Compra (MW)"], HEADS, *wide(0, 2), ["Compra (MW)"], HEADS, *wide(2, 2)]
    assert len(read(xlsx(rows), "plan.xlsx", today=TODAY).rows) == 96


@pytest.mark.parametrize("day", ["29/11/2026", date(2026, 11, 29)])
@pytest.mark.parametrize("said", ["Fecha de elaboración", "Emitido el:", "Data di aggiornamento", "Fecha límite"])
def test_a_date_in_a_cell_below_the_values_is_no_column_of_dates(said: str, day: object) -> None:
    hours: list[list[object]] = [[hour, f"{hour},25"] for hour in range(1, 25)]
    for foot in ([[said, day]], [[], [said, day], ["Aprobado por", "JLM"]], [[said, day], ["Versión del", day]]):
        content = text([["Programa de compra 30/11/2026"], [], ["Hora", "Compra (MW)"], *hours, *foot])
        reading = read(content, "a.csv", today=date(2026, 11, 29))
        assert format_labels(reading.rows.labels)[0] == "2026-11-30 01:00"
        assert reading.rows.labels.size == 24
        assert warnings_of(reading) == ""
        bare = text([["Hora", "Compra (MW)"], *hours, *foot])
        assert "numbered" in refusal(bare, today=date(2026, 11, 29))
