"""What each layout does beside its ordinary case, on small files written for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import Question, Role, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import DAY, errors_of, notes_of, read, text, xlsx

HOURS = range(1, 25)


def lines(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def labels_of(content: bytes, name: str = "a.csv", **options: Any) -> list[str]:
    return format_labels(read(content, name, **options).rows.labels)


def refusal(content: bytes, name: str = "a.csv", **options: Any) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, **options)
    return caught.value


def warnings_of(content: bytes, **options: Any) -> str:
    return "\n".join(str(found.problem.message) for found in read(content, "a.csv", **options).problems)


def two_columns(*hours: object, day: str = "24/11/2026", header: str = "Fecha;Hora;Compra (MW)") -> bytes:
    return lines(header, *(f"{day};{hour};{index},5" for index, hour in enumerate(hours)))


# --- headers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Fecha;Hora;Compra;;Venta;", ";;kW;€/MWh;kW;€/MWh"),
        (";;Compra;Compra;Venta;Venta", "Fecha;Hora;kW;EUR;kW;EUR"),
        ("Fecha;Hora;Compra;;Venta;", ";;[kW];[€/MWh];[kW];[€/MWh]"),
    ],
)
def test_a_name_above_a_row_of_units_stands_over_all_its_columns(upper: str, lower: str) -> None:
    reading = read(lines(upper, lower, *(f"24/11/2026;{hour};1500;60,1;90;59,9" for hour in HOURS)))
    assert (reading.column, reading.candidates) == ("Compra (kW)", ("Compra (kW)", "Venta (kW)"))
    assert (reading.unit, reading.rows.mw[0], len(reading.rows)) == ("kW", 1.5, 24)
    assert reading.time_column == "Fecha"


def test_a_price_under_a_purchase_is_none() -> None:
    content = lines("Fecha;Hora;Compra;", ";;€/MWh;MWh", *(f"24/11/2026;{hour};60,1;1,5" for hour in HOURS))
    assert (read(content).column, read(content).rows.mw[0]) == ("Compra (MWh)", 1.5)


# --- numbers of periods ---------------------------------------------------------------------------------------------


def test_numbers_are_labelled_as_the_options_say() -> None:
    content = two_columns(*HOURS)
    assert labels_of(content)[::23] == ["2026-11-24 01:00", "2026-11-25 00:00"]
    assert labels_of(content, account_label=Label.START)[::23] == ["2026-11-24 00:00", "2026-11-24 23:00"]
    assert labels_of(content, label=Label.START)[0] == "2026-11-24 00:00"
    assert read(content, "a.csv").label_question is False


@pytest.mark.parametrize(
    ("hours", "header"),
    [
        (range(24), "Hora"), ([f"H{hour}" for hour in HOURS], "Hora"), ([f"{hour:02}" for hour in HOURS], "Ora"),
        ([f"{hour} - {hour + 1}" for hour in range(24)], ""), ([f"{hour} -- {hour + 1}" for hour in range(24)], "Hour"),
        ([f"{hour:02}:00-{hour + 1:02}:00" for hour in range(24)], "Intervalo"), (HOURS, ""),
    ],
)  # fmt: skip
def test_hours_in_the_ways_people_write_them(hours: Any, header: str) -> None:
    found = labels_of(two_columns(*hours, header=f"Fecha;{header};Compra (MW)"))
    assert (found[0], found[-1], len(found)) == ("2026-11-24 01:00", "2026-11-25 00:00", 24)


def test_the_base_and_the_columns_can_be_said() -> None:
    part = two_columns(*range(5, 9))
    assert labels_of(part)[0] == "2026-11-24 05:00"
    assert labels_of(part, period_base=0)[0] == "2026-11-24 06:00"
    doubled = lines("Emitido;Fecha;Turno;X;Compra", *(f"01/01/2026;24/11/2026;{hour};{hour};1,5" for hour in HOURS))
    assert labels_of(doubled, date_column="fecha", hour_column="D")[0] == "2026-11-24 01:00"
    assert "no column “Foo”" in str(refusal(doubled, hour_column="Foo").message)


def test_repeated_letters_and_the_hour_25() -> None:
    october = [1, 2, "3A", "3B", *range(4, 25)]
    assert labels_of(two_columns(*october, day="25/10/2026"))[:4] == [
        "2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00",
    ]  # fmt: skip
    ends = [f"{hour:02}:00" for hour in range(1, 26)]
    reading = read(two_columns(*ends, day="25/10/2026"), "a.csv")
    assert (len(reading.rows), reading.labels, errors_of(reading)) == (25, Label.END, [])
    assert format_labels(reading.rows.labels)[-1] == "2026-10-26 00:00"


def test_a_period_that_the_day_has_not_is_an_error_and_an_empty_one_nothing() -> None:
    reading = read(two_columns(*range(1, 26)), "a.csv")
    assert errors_of(reading) == [(26, "Fecha", "“24/11/2026 25” is not a date and time.")]
    empty = lines("Fecha;Hora;Compra (MW)", *(f"24/11/2026;{hour};{hour},5" for hour in HOURS), "24/11/2026;25;")
    assert (len(read(empty, "a.csv").rows), errors_of(read(empty, "a.csv"))) == (24, [])


def test_24_values_on_odd_days_are_warned_about_and_never_padded() -> None:
    march = two_columns(*HOURS, day="29/03/2026")
    assert "29 has 23 hours, but the file has values for 24" in warnings_of(march)
    assert errors_of(read(march, "a.csv"))[0][0] == 4
    october = two_columns(*HOURS, day="25/10/2026")
    assert "25 has 25 hours, but the file has values for 24" in warnings_of(october)
    assert len(read(october, "a.csv").rows) == 24
    skipped = two_columns(*(hour for hour in HOURS if hour != 3), day="29/03/2026")
    reading = read(skipped, "a.csv")
    assert errors_of(reading) == []
    assert format_labels(reading.rows.labels)[1:3] == ["2026-03-29 03:00", "2026-03-29 04:00"]
    assert "numbered by the clock" in notes_of(reading)


def test_year_month_and_day_in_three_columns() -> None:
    content = lines("MARGINALPDBC;", *(f"2025;10;01;{number};{100 + number / 8};" for number in range(1, 97)), "*")
    assert labels_of(content)[::95] == ["2025-10-01 00:15", "2025-10-02 00:00"]
    assert "looks like prices" in warnings_of(content)


def test_the_day_from_title_name_or_the_row_above() -> None:
    table = ["Hora;Compra (MW)", *(f"{hour};{hour},5" for hour in HOURS)]
    assert labels_of(lines(*table), "programa_2026-11-24.csv")[0] == "2026-11-24 01:00"
    assert labels_of(lines("Programa del 24 de noviembre de 2026", *table))[0] == "2026-11-24 01:00"
    titled = read(lines("Emitido;23/11/2026", "Día;24/11/2026", *table), "p_2026-11-24.csv")
    assert format_labels(titled.rows.labels)[0] == "2026-11-24 01:00"
    named = read(lines("24/11/2026", *table), "p_20261125.csv")
    assert "“p_20261125.csv”, after 2026-11-25, and its rows are of 2026-11-24" in "".join(
        str(found.problem.message) for found in named.problems
    )
    assert "of which day" in str(refusal(lines(*table)).message)
    carried = [f"{'' if hour > 1 else day};{hour};1,5" for day in ("24/11/2026", "25/11/2026") for hour in HOURS]
    assert labels_of(lines("Fecha;Hora;Compra (MW)", *carried))[-1] == "2026-11-26 00:00"


def test_real_times_of_day_and_those_without_format() -> None:
    rows = [[DAY, (DAY + timedelta(hours=hour)).time(), hour + 0.5] for hour in range(24)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]))
    assert (reading.labels, format_labels(reading.rows.labels)[1]) == (Label.START, "2026-11-24 01:00")
    assert reading.label_question is True


def test_bids_daily_values_and_losses_say_what_they_are() -> None:
    curve = lines("Hora;Fecha;Energía;Precio EUR", *(f"1;24/11/2026;{row},5;{row},25" for row in range(200)))
    assert "the curve of an auction" in str(refusal(curve).message)
    daily = lines("Fecha;Compra (MWh)", *(f"{day:02}/11/2026;{day},5" for day in range(1, 20)))
    assert "values of whole days" in str(refusal(daily).message)
    assert "the days of a month" not in str(refusal(daily).message)
    month = lines(*(f"{'DLMXJVS'[day % 7]} {day:02};" + ";".join("1.5" for _ in HOURS) for day in range(1, 31)))
    assert "of which month" in str(refusal(month).message)
    assert "in %" in "\n".join(str(found.problem.message) for found in read(month, "perdidas_202611.txt").problems)


# --- periods across -------------------------------------------------------------------------------------------------


def test_hours_before_the_first_belong_to_the_day_before() -> None:
    header = ";" + ";".join(map(str, [22, 23, 24, *HOURS]))
    row = "Energía de compra (MWh);" + ";".join(f"{place},5" for place in range(27))
    found = labels_of(lines("Sesión del 24/11/2026", header, row))
    assert (found[0], found[3], found[-1]) == ("2026-11-23 22:00", "2026-11-24 01:00", "2026-11-25 00:00")


def test_an_hour_above_its_four_quarters() -> None:
    header = "Unidad;" + ";".join(f"{hour};;;" for hour in HOURS)
    row = "UPR1;" + ";".join(f"{quarter},5" for quarter in range(96))
    for written in (header, header.rstrip(";")):
        content = lines("I90;24/11/2026", written, row)
        assert refusal(content).question is Question.UNIT
        reading = read(content, "a.csv", unit="MW")
        assert (reading.resolution, len(reading.rows), reading.rows.mw[-1]) == (15, 96, 95.5)


def test_totals_beside_the_rows_are_checked() -> None:
    rows = corpus.wide_numbers(corpus.periods_of(date(2026, 11, 24), 3, 60))
    rows[3][-2] = 17.0
    reading = read(xlsx(rows))
    assert reading.agrees_with_total is False
    assert "Row 4 has a total of 17" in "\n".join(str(found.problem.message) for found in reading.problems)


def test_a_form_filled_to_today_leaves_the_other_days_out_and_says_so() -> None:
    rows = corpus.wide_numbers(corpus.periods_of(date(2026, 11, 24), 2, 60))
    reading = read(xlsx([*rows, ["26/11/2026"], ["27/11/2026"]]))
    assert len(reading.rows) == 48
    assert "2 rows, from 5 on, have a date and no value" in notes_of(reading)
    rows[2][5] = None
    missing = errors_of(read(xlsx(rows)))[0]
    assert missing[:2] == (3, "5"), "a missing value within a day is an error, told by its row and column"


def test_several_quantities_a_day() -> None:
    header = "Fecha;Concepto;" + ";".join(map(str, HOURS))
    rows = [
        f"{day}/11/2026;{name};" + ";".join(f"{hour},{digit}" for hour in HOURS)
        for day in (24, 25, 26)
        for name, digit in (("Compra", 5), ("Precio EUR/MWh", 7))
    ]
    reading = read(lines("Datos en MWh", header, *rows), "a.csv")
    assert (reading.column, len(reading.rows), reading.unit) == ("Compra", 72, "MWh")


def test_rows_of_quantities_are_chosen_by_country_and_never_prices() -> None:
    rows = corpus.metrics(corpus.periods_of(date(2026, 11, 24), 1, 60))
    assert "español" in read(xlsx(rows)).column
    assert "portugués" in read(xlsx(rows), zone="Europe/Lisbon").column
    other = refusal(xlsx(rows), zone="Europe/Paris")
    assert other.question is Question.COLUMN
    assert "compra" in other.choices[0]
    assert "looks like prices" in "\n".join(
        str(found.problem.message) for found in read(xlsx(rows), column=rows[3][0]).problems
    )


def test_short_days_across_need_their_year_and_agree_with_their_weekdays() -> None:
    table = ["Period;Tue 20/07;Wed 21/07", *(f"H{hour};{hour}.5;{hour}.25" for hour in HOURS)]
    assert labels_of(lines("Week 29 of 2021, MWh", *table))[0] == "2021-07-20 01:00"
    american = ["Hour;Sat, 02/19;Sun, 02/20", *(f"{hour} - {hour + 1};3 396,9;2 100,5" for hour in range(24))]
    assert labels_of(lines("Volume (MWh) 2022", *american))[0] == "2022-02-19 01:00"
    refusal(lines("Week 29 of 2022, MWh", *table))


# --- one below the other, web pages ---------------------------------------------------------------------------------


def test_series_below_each_other_go_by_name_or_number() -> None:
    content = text(corpus.stacked(corpus.periods_of(date(2026, 11, 24), 1, 60)))
    asked = refusal(content)
    assert asked.choices == ("Demanda real", "Demanda programada", "Otra")
    assert [found.rows for found in asked.alternatives] == [24, 24, 24]
    by_name = read(content, column="demanda programada")
    assert (by_name.rows, by_name.source_rows[0]) == (read(content, column="10027").rows, 26)
    assert "no column “7”" in str(refusal(content, column="7").message)


def test_one_series_of_esios_is_in_mw() -> None:
    head = "id;name;geoid;geoname;value;datetime"
    rows = [f"10027;Demanda;;;2005{hour}.667;2026-11-24T{hour:02}:00:00+01:00" for hour in range(24)]
    assert (read(lines(head, *rows), "a.csv").unit, read(lines(head, *rows), "a.csv").unit_stated) == ("MW", True)


def test_a_page_with_two_tables_reads_the_one_that_is_a_purchase() -> None:
    body = "".join(f"<tr><td>24/11/2026<td>{hour}<td>{hour},5" for hour in HOURS)
    page = f"<table><tr><td>Menu</table><table><tr><th>Fecha<th>Hora<th>Compra MW{body}</table>"
    reading = read(page.encode(), "a.xls")
    assert (reading.sheet, len(reading.rows), reading.sheets) == ("Table 2", 24, ("Table 1", "Table 2"))


# --- units, decimals ------------------------------------------------------------------------------------------------


def test_neighbours_decide_the_decimal_sign() -> None:
    both = lines("Fecha;Hora;Energía (MWh);Precio", *(f"24/11/2026;{hour};26.{300 + hour};0,{hour}" for hour in HOURS))
    reading = read(both, "a.csv", column="Energía (MWh)")
    assert reading.rows.mw[0] == 26301
    assert "of the numbers beside it" in notes_of(reading)
    alone = refusal(lines("Fecha;Hora;Energía (MWh)", *(f"24/11/2026;{hour};2.{630 + hour}" for hour in HOURS)))
    assert alone.question is Question.DECIMAL
    assert [(found.name, round(found.first_mw, 3)) for found in alone.alternatives] == [(",", 2631.0), (".", 2.631)]


@pytest.mark.parametrize(
    ("head", "beside", "around"),
    [
        ("Tarifa", "6.1", []),
        ("Versión", "1.0", []),
        ("Nota", "", ["Versión;1.2"]),
        ("Nota", "", [";;;1.2"]),
        ("Inicio", "{hour}.15", []),
        ("Día", "{hour}.12", []),
    ],
)
def test_a_tariff_a_version_or_a_time_says_nothing_of_the_decimal_sign(
    head: str, beside: str, around: list[str]
) -> None:
    rows = [f"24/11/2026;{hour};2,{630 + hour};{beside.format(hour=f'{hour:02}')}" for hour in HOURS]
    for content in (
        lines(f"Fecha;Hora;Compra (MW);{head}", *rows, "", *around),
        lines(*around, "", f"Fecha;Hora;Compra (MW);{head}", *rows),
    ):
        assert refusal(content).question is Question.DECIMAL


def test_a_total_says_the_decimal_sign() -> None:
    rows = [f"24/11/2026;{hour};2,{630 + hour}" for hour in HOURS]
    reading = read(lines("Fecha;Hora;Compra (MWh)", *rows, ";Total;63,42"), "a.csv")
    assert reading.rows.mw[0] == 2.631
    assert "of the numbers beside it" in notes_of(reading)


def test_values_that_cannot_be_mw_are_asked_about() -> None:
    content = lines("Fecha;Hora;Compra", *(f"24/11/2026;{hour};{hour + 20000}" for hour in HOURS))
    asked = refusal(content)
    assert asked.question is Question.UNIT
    assert {found.name: round(found.first_mw, 3) for found in asked.alternatives}["kW = kWh"] == 20.001
    assert read(content, "a.csv", unit="kW").rows.mw[0] == 20.001


# --- what a reading tells of itself ---------------------------------------------------------------------------------


def test_the_shift_moves_every_label_by_one_period() -> None:
    rows = corpus.long_start(corpus.periods_of(date(2026, 10, 24), 3, 15))
    reading = read(xlsx(rows))
    assert (reading.labels, reading.label_question) == (Label.START, True)
    shifted = read(xlsx(rows), shift=True)
    expected = [period.end for period in corpus.periods_of(date(2026, 10, 24), 3, 15)]
    assert (shifted.labels, shifted.rows.labels.tolist()) == (Label.END, expected)
    assert (shifted.label_question, errors_of(shifted)) == (False, [])


def test_each_value_knows_its_cell() -> None:
    periods = corpus.periods_of(date(2026, 11, 24), 2, 60)
    wide = read(text(corpus.wide_numbers(periods)), "a.csv")
    assert wide.sources is not None
    cell = wide.sources[26]
    assert (cell.row, cell.column, cell.text) == (4, "D", f"{periods[26].mw}".replace(".", ","))
    long = read(xlsx([["x"], *corpus.long_end(periods)]))
    assert long.sources is not None
    assert (long.sources[0].row, long.sources[0].column, long.sources[0].text) == (3, "B", f"{periods[0].mw:.15g}")


def test_the_grid_shows_what_each_cell_was_taken_for() -> None:
    rows = corpus.numbered_with_total(corpus.periods_of(date(2026, 11, 24), 1, 60))
    grid = read(xlsx(rows)).grid
    assert grid is not None
    assert grid.header_row == 3
    assert [Role(role).name for role in grid.roles[2]] == ["DATE", "PERIOD", "VALUE"]
    assert Role(int(grid.roles[1][0])) is Role.HEADER
    assert Role(int(grid.roles[grid.numbers.index(28)][2])) is Role.TOTAL
    assert grid.texts[2][:2] == ("2026-11-24", "1")
    big = read(xlsx(corpus.wide_named(corpus.periods_of(date(2026, 9, 1), 80, 15)))).grid
    assert big is not None
    assert (big.roles.shape, big.more_rows, big.more_columns) == ((60, 40), 22, 63)


def test_the_fingerprint_knows_the_kind_not_the_day() -> None:
    def made(layout: str, day: int, step: int, **changes: str) -> str:
        content = text(corpus.ALL[layout](corpus.periods_of(date(2026, 11, day), 1, step))).decode()
        for old, new in changes.items():
            content = content.replace(old, new)
        return read(content.encode(), f"p{day}.csv").fingerprint

    for layout in ("long_end", "numbered", "wide_named", "metrics", "ranges"):
        assert made(layout, 24, 15) == made(layout, 25, 15), layout
        assert made(layout, 24, 15) != made(layout, 24, 60), layout
        assert made(layout, 24, 60) != made(layout, 24, 60, MW="MWh", kW="kWh"), layout
    assert made("long_end", 24, 60) != made("numbered", 24, 60)
    for layout in ("metrics", "day_columns"):
        spring, autumn = (corpus.periods_of(date(2026, month, day), 2, 60) for month, day in ((3, 29), (10, 25)))
        prints = {read(xlsx(corpus.ALL[layout](periods)), "a.xlsx").fingerprint for periods in (spring, autumn)}
        assert len(prints) == 1, layout


def test_the_header_row_can_be_said() -> None:
    moments = [datetime(2026, 11, 24) + timedelta(hours=hour) for hour in HOURS]
    rows = [["Fecha", "Compra"], ["Fecha", "Norte (kW)"], *([moment, 1.5] for moment in moments)]
    assert read(xlsx(rows)).column == "Norte (kW)"
    rows[1] = ["", "kWh"]
    assert (read(xlsx(rows)).column, read(xlsx(rows)).unit) == ("Compra", "kWh")
    assert read(xlsx(rows), header_row=2).column == "kWh"


def test_evidence_is_told() -> None:
    reading = read(two_columns(*HOURS), "a.csv")
    assert "from 1 to 24" in "\n".join(map(str, reading.evidence))
    assert (reading.time_column, reading.period_column) == ("Fecha", "Hora")
    assert np.isfinite(reading.rows.mw).all()


@pytest.mark.parametrize(
    ("rule", "left", "right"), [("|---|---|---|", "| ", " |"), ("|:--|--:|:-:|", "| ", " |"), ("---+---+---", "", "")]
)
def test_a_rule_below_the_header_of_a_text_table_is_none(rule: str, left: str, right: str) -> None:
    lines = [f"{left}Fecha | Hora | Compra (MW){right}", rule]
    lines += [f"{left}30/11/2026 | {hour} | {hour},5{right}" for hour in range(1, 25)]
    reading = read("\n".join(lines).encode(), "tabla.txt")
    assert (reading.column, reading.unit) == ("Compra (MW)", "MW")
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in range(1, 25)]
    assert reading.problems == ()
