"""A column for each day: days without a year, and prices beside energies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.short_days import days_of, short_day
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from tests.spreadsheets.builders import TODAY, errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import lines, refusal

HOURS = range(1, 25)
WEEK = [date(2021, 7, 20) + timedelta(days=day) for day in range(7)]
SINGLE = datetime(2021, 7, 20)


def by_turns(*title: str, labelled: bool = False) -> bytes:
    """A week of an exchange: in each hour a row of prices and one of energies."""
    rows: list[list[Any]] = [list(title), [], [None, None, *(f"{day:%a %d/%m}" for day in WEEK)]]
    for hour in HOURS:
        rows.append([f"H{hour}", "EUR/MWh", *(50.25 + hour for _ in WEEK)])
        rows.append([f"H{hour}" if labelled else None, "MWh", *(1000.5 + hour + day.day / 8 for day in WEEK)])
    return xlsx(rows)


@pytest.mark.parametrize("labelled", [False, True])
def test_of_prices_and_energies_by_turns_the_energies_are_taken(labelled: bool) -> None:
    reading = read(by_turns("Weekly results 2021", labelled=labelled))
    assert (reading.column, reading.candidates, reading.unit) == ("MWh", ("EUR/MWh", "MWh"), "MWh")
    assert reading.rows.mw.tolist() == [1000.5 + hour + day.day / 8 for day in WEEK for hour in HOURS]
    assert format_labels(reading.rows.labels)[::167] == ["2021-07-20 01:00", "2021-07-27 00:00"]
    assert (reading.source_rows[:2].tolist(), errors_of(reading)) == ([5, 7], [])
    price = read(by_turns("Weekly results 2021", labelled=labelled), column="EUR/MWh")
    assert price.rows.mw[0] == 51.25
    assert "looks like prices" in str(price.problems[-1].problem.message)


def test_of_prices_and_energies_side_by_side_the_energies_are_taken() -> None:
    rows: list[list[Any]] = [["Results"], ["Hour"], ["h"]]
    for day in WEEK:
        rows[1] += [f"{day:%d/%m/%Y}", None]
        rows[2] += ["EUR/MWh", "MWh"]
    rows += [[hour, *(cell for day in WEEK for cell in (50.25, hour + day.day / 8))] for hour in HOURS]
    reading = read(xlsx(rows))
    assert (reading.column, reading.unit) == ("MWh", "MWh")
    assert reading.rows.mw.tolist() == [hour + day.day / 8 for day in WEEK for hour in HOURS]


def test_two_kinds_that_could_be_it_are_asked_about() -> None:
    rows: list[list[Any]] = [["2021"], [None, None, *(f"{day:%a %d/%m}" for day in WEEK)]]
    for hour in HOURS:
        rows.append([f"H{hour}", "Demand MWh", *(1.5 for _ in WEEK)])
        rows.append([None, "Load MWh", *(2.5 for _ in WEEK)])
    asked = refusal(xlsx(rows), "a.xlsx")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Demand MWh", "Load MWh"))


def test_a_column_of_remarks_is_no_kind() -> None:
    rows: list[list[Any]] = [["Compras (MWh) 2021"], ["", "", *(f"{day:%a %d/%m}" for day in WEEK)]]
    rows += [[f"H{hour}", "checked" if hour % 2 else "open", *(1.5 for _ in WEEK)] for hour in HOURS]
    assert (read(xlsx(rows)).column, len(read(xlsx(rows)).rows)) == ("Compras (MWh) 2021", 7 * 24)


# --- days without a year --------------------------------------------------------------------------------------------


def days(*cells: str, texts: tuple[str, ...] = (), today: date = date(2026, 11, 27)) -> list[str]:
    matches = [match for cell in cells if (match := short_day(cell)) is not None]
    assert len(matches) == len(cells)
    return [str(day) for day in days_of(matches, texts, today).days]


def test_the_year_stands_elsewhere_or_the_weekdays_agree_about_now() -> None:
    assert days("Tue 20/07", "Wed 21/07", texts=("Week 29 of 2021",)) == ["2021-07-20", "2021-07-21"]
    assert days("Sat, 11/28", "Sun, 11/29") == ["2026-11-28", "2026-11-29"]
    assert days("sáb. 28/11", "dom. 29/11") == ["2026-11-28", "2026-11-29"]
    assert days("Thu 31/12", "Fri 01/01", today=date(2026, 12, 30)) == ["2026-12-31", "2027-01-01"]
    assert days("Thu 31/12", "Fri 01/01", texts=("2026",)) == ["2026-12-31", "2027-01-01"]
    assert days("Sun 10/05", "Mon 11/05", today=date(2026, 5, 11)) == ["2026-05-10", "2026-05-11"]


def test_days_of_another_year_than_the_weekdays_allow_are_refused() -> None:
    for cells, texts in ((("Tue 20/07", "Wed 21/07"), ()), (("Sat, 02/19", "Sun, 02/20"), ("results of 2023",))):
        with pytest.raises(RefusedError) as caught:
            days(*cells, texts=texts)
        assert "without a year" in str(caught.value.refusal.message)
        assert ("2023" in str(caught.value.refusal.message)) == bool(texts)


def test_a_table_of_tomorrow_says_that_the_weekdays_told_its_year() -> None:
    tomorrow = [TODAY + timedelta(days=day) for day in (1, 2)]
    table = [";".join(["Hour", *(f"{day:%a, %m/%d}" for day in tomorrow)])]
    table += [f"{hour} -- {hour + 1};3 396,9;2 100,5" for hour in range(24)]
    reading = read(lines("Volume (MWh)", *table), "a.csv")
    assert format_labels(reading.rows.labels)[0] == f"{tomorrow[0]} 01:00"
    assert reading.rows.mw.tolist() == [3396.9] * 24 + [2100.5] * 24
    assert "by their weekdays" in notes_of(reading)


@pytest.mark.parametrize(
    "above",
    [
        pytest.param([["Programa de compra (kWh)"], [], ["Hora", SINGLE]], id="title"),
        pytest.param([["Hora / energía en kWh", SINGLE]], id="corner"),
        pytest.param([["Unidad:", "[kWh]"], ["Versión", 1], [], ["Hora", SINGLE]], id="beside a version"),
        pytest.param([["Hora", "Compra (kWh)"], [None, SINGLE]], id="day below the header"),
    ],
)
def test_the_unit_above_a_single_day_across_counts(above: list[list[Any]]) -> None:
    reading = read(xlsx([*above, *([hour, 3200.0 + hour] for hour in HOURS)]))
    assert (reading.unit, reading.unit_stated, errors_of(reading)) == ("kWh", True, [])
    assert reading.rows.mw.tolist() == [(3200 + hour) / 1000 for hour in HOURS]
    assert format_labels(reading.rows.labels)[::23] == ["2021-07-20 01:00", "2021-07-21 00:00"]


def test_prices_of_a_single_day_across_are_told_by_their_corner() -> None:
    reading = read(xlsx([["Precio EUR/MWh", SINGLE], *([hour, 50.0 + hour] for hour in HOURS)]), unit="MW")
    assert "looks like prices" in str(reading.problems[-1].problem.message)


@pytest.mark.parametrize("corner", ["Hora", "Heure", "Periodo"])
@pytest.mark.parametrize("named", ["20260114", 20260114])
@pytest.mark.parametrize("spoken", [lambda hour: hour + 1, lambda hour: f"{hour:02}:00-{hour + 1:02}:00"])
def test_a_single_day_written_as_a_number_is_no_value(corner: str, named: Any, spoken: Callable[[int], Any]) -> None:
    rows = [[spoken(hour), 100.5 + hour] for hour in range(24)]
    table: list[list[Any]] = [["Compra prevista (MW)"], [], [corner, named], *rows]
    for content in (text(table), xlsx(table)):
        reading = read(content)
        assert (len(reading.rows), errors_of(reading), reading.column) == (24, [], "20260114")
        assert reading.rows.mw.tolist() == [100.5 + hour for hour in range(24)]
        assert format_labels(reading.rows.labels)[::23] == ["2026-01-14 01:00", "2026-01-15 00:00"]


def test_a_value_that_looks_like_a_day_is_a_value() -> None:
    values = [20_260_114, *(15_000_000 + hour for hour in range(23))]
    rows = [["14/01/2026", hour + 1, value] for hour, value in enumerate(values)]
    reading = read(text([["Fecha", "Hora", "Compra (kWh)"], *rows]))
    assert reading.rows.mw.tolist() == [value / 1000 for value in values]
    assert (reading.column, errors_of(reading)) == ("Compra (kWh)", [])


@pytest.mark.parametrize("names", [("Compra", "Venta"), ("MWh", "EUR/MWh"), ("Compra (MWh)", "Precio")])
@pytest.mark.parametrize("below", [True, False])
def test_days_that_are_a_purchase_beside_days_that_are_none_are_refused(names: tuple[str, str], below: bool) -> None:
    heads: list[list[Any]] = [["Hora", "29/11/2026", "30/11/2026"], ["", *names]]
    rows = [[hour, hour + 0.5, hour + 1.5] for hour in range(1, 25)]
    said = str(refusal(text([*(heads if below else heads[::-1]), *rows]), "a.csv").message)
    assert f"“{names[0]}” stands with 2026-11-29 and “{names[1]}” with 2026-11-30" in said
    alike = [heads[0], ["", names[0], names[0]]]
    assert len(read(text([*(alike if below else alike[::-1]), *rows]), "a.csv").rows) == 48


@pytest.mark.parametrize("name", ["Venta", "Precio (EUR/MWh)"])
def test_a_day_alone_that_is_called_a_sale_or_a_price_is_refused(name: str) -> None:
    rows = [[hour, hour + 0.5, hour + 1.5] for hour in range(1, 25)]
    table = [["Hora", "29/11/2026", "30/11/2026"], ["", "", name], *rows]
    assert f"“{name}” stands below 2026-11-30 and nothing below 2026-11-29" in str(
        refusal(text(table), "a.csv").message
    )
    remark = [["Hora", "29/11/2026", "30/11/2026"], ["", "", "Festivo"], *rows]
    assert len(read(text(remark), "a.csv").rows) == 48


# --- dates beside the values of a row -------------------------------------------------------------------------------


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("sent", ["28/11/2026", "20/11/2026"])
def test_the_day_of_delivery_and_that_of_sending_behind_a_blank_column_are_no_days_across(
    sent: str, once: bool
) -> None:
    beside = ["", "29/11/2026", sent]
    rows = [[hour, hour + 0.5, *(beside if hour == 1 or not once else ["", "", ""])] for hour in HOURS]
    table = [["Hora", "MW", "", "Fecha entrega", "Fecha envío"], *rows]
    for content, name in ((xlsx(table), "a.xlsx"), (lines(*(";".join(map(str, row)) for row in table)), "a.csv")):
        reading = read(content, name, today=date(2026, 11, 29))
        assert (reading.column, format_labels(reading.rows.labels)[0]) == ("MW", "2026-11-29 01:00")
        assert reading.rows.mw.tolist() == [hour + 0.5 for hour in HOURS]
        assert reading.problems == ()


@pytest.mark.parametrize("top", [["KW", 49], ["KW:", 49], ["Fahrplan", "KW", 49], ["KW", 49, "Jahr", 2026]])
def test_the_number_of_a_calendar_week_above_days_is_no_unit(top: list[Any]) -> None:
    days = [f"{day:02}.12.2026" for day in range(1, 6)]
    rows = [[hour, *(10.5 + hour + place for place in range(5))] for hour in range(1, 25)]
    reading = read(text([top, ["Stunde", *days], *rows]), "a.csv", today=date(2026, 11, 29))
    assert (reading.rows.mw[0], reading.unit_stated) == (11.5, False)


@pytest.mark.parametrize("heads", [["Hora", "MWh"], []])
@pytest.mark.parametrize("between", [[], [""]])
def test_periods_that_stand_below_each_day_again_are_no_values(heads: list[str], between: list[str]) -> None:
    days = [cell for day in ("24/11/2026", "25/11/2026", "26/11/2026") for cell in (day, "", *between)]
    rows: list[list[Any]] = [days, *([[*heads, *between] * 3] if heads else [])]
    rows += [[hour, 8.5 + hour, *between] * 3 for hour in HOURS]
    if heads:
        assert read(text(rows)).rows.mw.tolist() == [8.5 + hour for hour in HOURS] * 3
    else:
        assert "repeats the periods" in str(refusal(text(rows)).message)


def test_values_that_grow_by_one_from_hour_to_hour_are_values() -> None:
    rows = [["Hora", "24/11/2026", "25/11/2026"], *([hour, hour + 1, hour + 7] for hour in HOURS)]
    assert read(text(rows)).rows.mw.tolist() == [*range(2, 26), *range(8, 32)]
