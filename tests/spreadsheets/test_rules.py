"""Each rule of the import, on files written for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_label
from tests.spreadsheets.builders import (
    DAY,
    errors_of,
    hours,
    notes_of,
    ods,
    read,
    text,
    times,
    workbook_of_parts,
    xlsx,
)
from tests.spreadsheets.clock_tables import warnings_of

HEADER = ["Fecha y hora", "Compra (MW)"]


def refusal(content: bytes, **options: Any) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, **options)
    return str(caught.value.message)


# --- kinds of files -------------------------------------------------------------------------------------------------

FILES = {
    "xlsx": xlsx([HEADER, *hours()]),
    "xlsx without header": xlsx(hours()),
    "ods": ods([HEADER, *hours()]),
    "semicolons, decimal comma": text([HEADER, *hours()]),
    "semicolons, decimal point": text([HEADER, *hours()], decimal="."),
    "commas": text([HEADER, *hours()], ",", "."),
    "commas, quoted decimal commas": text([HEADER, *([t, f'"{v}"'.replace(".", ",")] for t, v in hours())], ","),
    "tabs, ISO": text([HEADER, *hours()], "\t", form="%Y-%m-%d %H:%M"),
    "ISO with T and seconds": text([HEADER, *hours()], form="%Y-%m-%dT%H:%M:%S"),
    "short dates": text([HEADER, *([f"{t.day}/{t.month}/{t.year} {t.hour}:{t:%M}", v] for t, v in hours())]),
    "gaps of blanks": text([HEADER, *hours()], "    ", "."),
    "cp1252": text([["Día y hora", "Programación (MW)"], *hours()]).decode().encode("cp1252"),
    "utf-8 with mark": b"\xef\xbb\xbf" + text([HEADER, *hours()]),
    "utf-16": text([HEADER, *hours()]).decode().encode("utf-16"),
    "old Mac line ends": text([HEADER, *hours()]).replace(b"\r\n", b"\r"),
    "texts in a workbook": xlsx([HEADER, *([f"{t:%d/%m/%Y %H:%M}", f"{v:.2f}".replace(".", ",")] for t, v in hours())]),
    "other columns beside": xlsx([["Id", *HEADER, "Nota"], *([i, t, v, "ok"] for i, (t, v) in enumerate(hours()))]),
    "title and blank rows above": xlsx([["Programa del día"], [], [None, *HEADER], *([None, *row] for row in hours())]),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["purchase.xlsx", "purchase.csv"])
def test_every_kind_of_file_gives_the_same_rows_whatever_its_name(kind: str, name: str) -> None:
    reading = read(FILES[kind], name)
    assert reading.rows.labels.tolist() == times(24)
    assert reading.rows.mw.tolist() == [value for _, value in hours()]
    assert reading.labels is Label.END
    assert (reading.resolution, reading.factor, errors_of(reading)) == (60, 1.0, [])


def test_midnights_and_rows_of_the_sheet() -> None:
    reading = read(xlsx([["Programme"], [], HEADER, *hours()]))
    assert reading.source_rows.tolist() == list(range(4, 28))
    assert format_label(reading.rows.labels[-1]) == "2026-11-25 00:00"
    assert reading.sheets == ("Sheet1",)
    assert reading.column == "Compra (MW)"
    assert len(reading.sha256) == 64


def test_24_00_is_midnight() -> None:
    rows = text([HEADER, *hours()]).replace(b"25/11/2026 00:00", b"24/11/2026 24:00")
    assert read(rows).rows.labels.tolist() == times(24)


def test_a_delimiter_in_quotes_parts_nothing() -> None:
    rows = [f'"{moment:%d/%m/%Y %H:%M}","BZN|ES","{index}.5"' for index, moment in enumerate(times(24))]
    reading = read("\r\n".join(['"MTU","Area","Load (MW)"', *rows]).encode(), "a.csv")
    assert (reading.column, len(reading.rows), dict(reading.traits)["delimiter"]) == ("Load (MW)", 24, ",")


# --- numbers --------------------------------------------------------------------------------------------------------


def column(*values: str) -> bytes:
    return text([HEADER, *([moment, value] for moment, value in zip(times(len(values)), values, strict=True))])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("1.234,5", "12,25", "1.234"), [1234.5, 12.25, 1234]),
        (("1,234.5", "12.25", "1,234"), [1234.5, 12.25, 1234]),
        (("1 234,5", "12", "3"), [1234.5, 12, 3]),
        (("1\u202f234,5", "1'234,5", "-0,5"), [1234.5, 1234.5, -0.5]),
        (("10", "11", "12"), [10, 11, 12]),
        (("0.875", "1.234", "1.500"), [0.875, 1.234, 1.5]),
        (("0,875", "1,234", "1,500"), [0.875, 1.234, 1.5]),
        (("1.234.567", "12", "3"), [1234567, 12, 3]),
        (("007", "0", "-3"), [7, 0, -3]),
    ],
)
def test_decimal_sign_is_decided_by_the_column(values: tuple[str, ...], expected: list[float]) -> None:
    assert read(column(*values)).rows.mw.tolist() == expected


@pytest.mark.parametrize("values", [("1.234", "2.345", "12"), ("1,234", "2,345", "12,000"), ("12.5", "12,5", "13.5")])
def test_a_column_that_can_be_read_in_two_ways_is_asked_about(values: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(column(*values))
    assert "decimal sign" in str(caught.value)
    assert caught.value.choices == ("Compra (MW)",)


def test_the_answer_decides() -> None:
    assert read(column("1.234", "2.345"), decimal=".").rows.mw.tolist() == [1.234, 2.345]
    assert read(column("1.234", "2.345"), decimal=",").rows.mw.tolist() == [1234, 2345]


def test_a_doubtful_text_among_real_numbers_is_a_wrong_cell() -> None:
    rows: list[list[Any]] = hours()
    rows[4][1] = "12.345"
    assert errors_of(read(xlsx([HEADER, *rows]))) == [(6, "Compra (MW)", "“12.345” is not a number.")]


def test_a_minority_with_the_other_sign_is_wrong_and_not_a_thousand() -> None:
    values = ["12.5"] * 20 + ["12,5", "12,345"]
    reading = read(column(*values))
    assert [row for row, _, _ in errors_of(reading)] == [22, 23]
    assert np.nanmax(reading.rows.mw) == 12.5


def test_commas_between_columns_and_in_numbers_are_refused() -> None:
    whole = text([["Date", "Purchase"], *hours()], ",", ",")
    assert "the comma probably stands both" in refusal(whole)
    assert "the comma probably stands both" in refusal(
        text([[moment, 10.0 if index % 9 else 10.25] for index, moment in enumerate(times(24))], ",", ",").replace(
            b",0\r", b"\r"
        )
    )


# --- labels, order, resolution --------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [15, 30, 60])
def test_labels_by_the_first_and_the_last(step: int) -> None:
    count = 24 * 60 // step
    for first, label in ((DAY + timedelta(minutes=step), Label.END), (DAY, Label.START)):
        reading = read(xlsx([HEADER, *([moment, 1.5] for moment in times(count, step, first))]))
        assert (reading.labels, reading.resolution) == (label, step)
        assert reading.rows.labels.tolist() == times(count, step, first), "labels are never shifted"
    reading = read(xlsx([HEADER, *([moment, 1.5] for moment in times(10, step, DAY + timedelta(hours=7)))]))
    assert reading.labels is None
    assert "does not show whether" in warnings_of(reading)


def test_the_other_end_than_the_accounts_is_said() -> None:
    content = xlsx([HEADER, *([moment, 1.5] for moment in times(24, 60, DAY))])
    assert "the account is set to the end" in notes_of(read(content))
    assert "the account is set" not in notes_of(read(content, account_label=Label.START))
    assert read(content, label=Label.END).labels is Label.END


def test_a_file_that_runs_backwards_is_turned_round() -> None:
    reading = read(xlsx([HEADER, *reversed(hours())]))
    assert reading.rows.labels.tolist() == times(24)
    assert reading.rows.mw[0] == 10.5
    assert reading.source_rows.tolist() == list(range(25, 1, -1))
    assert "turned round" in notes_of(reading)


def test_rows_out_of_order_are_sorted_with_their_wrong_cells() -> None:
    rows: list[list[Any]] = hours()
    rows[3], rows[7] = rows[7], rows[3]
    rows[7][1] = "bad"  # 04:00, in sheet row 9
    reading = read(xlsx([HEADER, *rows]))
    assert reading.rows.labels.tolist() == times(24)
    assert errors_of(reading) == [(9, "Compra (MW)", "“bad” is not a number.")]
    assert "sorted" in notes_of(reading)


@pytest.mark.parametrize("backwards", [False, True])
def test_change_over_days_by_order(backwards: bool) -> None:
    autumn = [datetime(2026, 10, 25, hour) for hour in (0, 1, 2, 2, 3, 4)]
    rows = [[moment, float(index) + 0.5] for index, moment in enumerate(autumn)]
    reading = read(xlsx([HEADER, *(reversed(rows) if backwards else rows)]))
    assert (reading.rows.labels.tolist(), reading.rows.mw.tolist()) == (autumn, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    assert errors_of(reading) == []
    spring = [[datetime(2026, 3, 29, hour), 1.5] for hour in range(5)]
    assert errors_of(read(xlsx([HEADER, *spring])))[0][:2] == (4, "Fecha y hora")
    spring[2][1] = None  # type: ignore[call-overload]
    skipped = read(xlsx([HEADER, *spring]))
    assert (len(skipped.rows), errors_of(skipped)) == (4, [])
    assert "Row 4 is empty" in notes_of(skipped)


def test_other_steps_are_refused() -> None:
    assert "5 minutes apart" in refusal(xlsx([HEADER, *([moment, 1.5] for moment in times(50, 5))]))
    assert "1440 minutes apart" in refusal(xlsx([HEADER, *([moment, 1.5] for moment in times(9, 1440, times(1)[0]))]))
    assert "without a time of day" in refusal(text([HEADER, *([f"{day:02}/11/2026", 1.5] for day in range(1, 29))]))


def test_one_row() -> None:
    reading = read(xlsx([HEADER, *hours(1)]))
    assert (len(reading.rows), reading.resolution) == (1, 60)
    assert "an hour is assumed" in notes_of(reading)


def test_a_stray_label_does_not_change_the_resolution() -> None:
    rows: list[list[Any]] = hours()
    rows[5][0] += timedelta(minutes=20)
    reading = read(xlsx([["Fecha", "Compra (MWh)"], *rows]))
    assert (reading.resolution, reading.factor) == (60, 1.0)


# --- units ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "unit", "hourly", "quarterly"),
    [
        ("Compra (MW)", "MW", 1, 1),
        ("Compra kW", "kW", 1e-3, 1e-3),
        ("Compra [MWh]", "MWh", 1, 4),
        ("Compra_kWh", "kWh", 1e-3, 4e-3),
        ("CONSUMO Wh", "Wh", 1e-6, 4e-6),
        ("Compra MWh/h", "MW", 1, 1),
    ],
)
def test_units_of_the_header(header: str, unit: str, hourly: float, quarterly: float) -> None:
    for step, factor in ((60, hourly), (15, quarterly)):
        count = 24 * 60 // step
        reading = read(xlsx([["Fecha", header], *([moment, 9600.0] for moment in times(count, step))]))
        assert (reading.unit, reading.factor) == (unit, factor)
        assert reading.rows.mw[0] == 9600 / round(1 / factor) if factor < 1 else 9600 * factor
        assert reading.unit_stated
        assert "MW is assumed" not in notes_of(reading)
    assert read(xlsx([["Fecha", header], *hours()]), unit="kW").factor == 1e-3


def test_an_unknown_unit_is_refused_not_taken_for_mw() -> None:
    assert "“GJ” is not a unit" in refusal(FILES["xlsx"], unit="GJ")


def test_units_of_a_row_below_the_header_and_of_the_title() -> None:
    below = read(xlsx([["Fecha", "Compra"], [None, "kWh"], *hours()]))
    assert (below.column, below.unit, len(below.rows)) == ("Compra", "kWh", 24)
    title = read(xlsx([["Programa de compra (MWh)"], ["Fecha", "Compra"], *hours()]))
    assert (title.column, title.unit) == ("Compra", "MWh")


# --- which column ---------------------------------------------------------------------------------------------------


def several(*headers: str) -> bytes:
    rows = ([moment, *(index + 10.5 for index in range(len(headers)))] for moment in times(24))
    return xlsx([["Fecha", *headers], *rows])


@pytest.mark.parametrize(
    ("headers", "chosen"),
    [
        (("Compra MWh", "Precio EUR/MWh"), "Compra MWh"),
        (("Precio", "Programa"), "Programa"),
        (("Demanda", "Venta"), "Demanda"),
        (("Price EUR", "Purchase", "Load"), "Purchase"),
        (("CONSUMO Wh", "GENERACION Wh"), "CONSUMO Wh"),
        (("MW", "Temperatura"), "MW"),
        (("Energía reactiva (kVArh)", "Energía activa (kWh)"), "Energía activa (kWh)"),
        (("Programación", "Temperatura (ºC)"), "Programación"),
        (("Quarter", "Purchase (MW)"), "Purchase (MW)"),
    ],
)
def test_the_column_that_says_purchase(headers: tuple[str, ...], chosen: str) -> None:
    assert read(several(*headers)).column == chosen


@pytest.mark.parametrize(
    "headers", [("A1", "B1"), ("Compra norte", "Compra sur"), ("Forecast MW", "Actual MW"), ("", "")]
)
def test_several_columns_are_asked_about(headers: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(several(*headers))
    assert caught.value.choices == (headers if headers[0] else ("B", "C"))
    assert read(several(*headers), column=caught.value.choices[1]).rows.mw[0] == 11.5


def test_prices_are_never_taken_unasked() -> None:
    assert "are prices: " in refusal(several("Precio (EUR/MWh)"))
    assert "are prices: " in refusal(several("PUN"))
    chosen = read(several("Precio (EUR/MWh)"), column="precio (eur/mwh)")
    assert "looks like prices" in str(chosen.problems[-1].problem.message)
    assert "There is no column “X1”" in refusal(several("Compra"), column="X1")


def test_equal_headers_are_told_apart() -> None:
    assert read(several("MW", "MW"), column="MW [C]").rows.mw[0] == 11.5


# --- wrong cells and rows that are not data -------------------------------------------------------------------------


def test_wrong_cells_keep_their_text_and_place() -> None:
    rows: list[list[Any]] = hours()
    rows[2][1] = "pendiente"
    rows[5][1] = None
    rows[6][1] = "n/a"
    rows[9][0] = "31/11/2026 10:00"
    rows[12][1] = True
    rows[15][0] = rows[14][0]
    reading = read(xlsx([["Programme"], HEADER, *rows]))
    assert [(row, name) for row, name, _ in errors_of(reading)] == [
        (5, "Compra (MW)"),
        (8, "Compra (MW)"),
        (9, "Compra (MW)"),
        (12, "Fecha y hora"),
        (15, "Compra (MW)"),
        (18, "Fecha y hora"),
    ]
    assert set(reading.rows.texts.values()) == {"pendiente", "31/11/2026 10:00", "True"}
    assert len(reading.rows) == 24


def test_a_row_without_number_and_date_in_the_middle_is_an_error() -> None:
    rows: list[list[Any]] = hours()
    rows[4] = ["see mail", "pending"]
    assert [row for row, _, _ in errors_of(read(xlsx([HEADER, *rows])))] == [6, 6]


def test_columns_without_header_go_by_their_letter() -> None:
    reading = read(xlsx([[None, None, *row] for row in hours()]))
    assert (reading.column, reading.candidates) == ("D", ("D",))


def test_formula_errors_are_missing_values() -> None:
    xml = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>2026-11-24 {row:02}:00</v></c>'
        + (f'<c r="B{row}" t="e"><v>#N/A</v></c>' if row == 3 else f'<c r="B{row}"><v>{row}.5</v></c>')
        + "</row>"
        for row in range(1, 7)
    )
    assert [row for row, _, _ in errors_of(read(workbook_of_parts(xml)))] == [3]


@pytest.mark.parametrize(("total", "words"), [(321.0, "agrees"), (300.0, "Look for a missing or wrong row")])
def test_totals_are_checked_and_left_out(total: float, words: str) -> None:
    for footer in (["Total", total], ["SUMA:", total], [None, total, "Total"]):
        reading = read(xlsx([HEADER, *hours(), [], footer]))
        assert (len(reading.rows), errors_of(reading)) == (24, [])
        said = [notes_of(reading), *(str(found.problem.message) for found in reading.problems)]
        assert any(words in text for text in said)
        assert (reading.agrees_with_total, bool(reading.problems)) == (words == "agrees", words != "agrees")


def test_a_nameless_number_below_is_a_total_only_if_it_agrees() -> None:
    assert errors_of(read(xlsx([HEADER, *hours(), [None, 321.0]]))) == []
    assert errors_of(read(xlsx([HEADER, *hours(), [None, 17.0]]))) == [
        (26, "Fecha y hora", "The date and time are missing.")
    ]


def test_notes_means_and_second_headers_are_left_out() -> None:
    rows = hours()
    reading = read(xlsx([HEADER, *rows[:12], HEADER, *rows[12:], ["Media", 13.4], ["Provisional, a confirmar"], ["*"]]))
    assert (len(reading.rows), errors_of(reading)) == (24, [])
    for words in ("Row 14 is the header once more", "“Media 13.4”", "Provisional"):
        assert words in notes_of(reading)


def test_a_broken_first_or_last_row_is_not_lost() -> None:
    rows: list[list[Any]] = hours()
    rows[0][0] = "24/11/2026 1h"
    rows[-1][0] = "24/11/2026 24h"
    reading = read(xlsx([HEADER, *rows]))
    assert [row for row, _, _ in errors_of(reading)] == [2, 25]
    assert len(reading.rows) == 24


def test_an_open_quote_swallows_no_rows() -> None:
    content = text([[*HEADER, "Nota"], *([*row, "ok"] for row in hours())]).replace(b";ok", b';"ok', 1)
    assert len(read(content).rows) == 24


def test_a_header_in_quotes_may_hold_line_breaks_and_the_delimiter() -> None:
    head = b'"Fecha\r\nDate";"Hora;\r\nHour";"Compra;\r\nprograma (MWh)"\r\n'
    reading = read(head + text([["24/11/2026", hour, hour + 0.5] for hour in range(1, 25)]), "a.csv")
    assert (reading.column, reading.unit, reading.rows.mw[0]) == ("Compra; programa (MWh)", "MWh", 1.5)
    assert reading.time_column == "Fecha Date"


def test_several_series_in_one_table_are_refused() -> None:
    rows = [[series, moment, 10.5] for series in ("north", "south") for moment in times(24)]
    assert "several series" in refusal(xlsx([["Zone", *HEADER], *rows]))


# --- sheets ---------------------------------------------------------------------------------------------------------


def test_the_one_sheet_with_a_purchase_is_found_and_several_are_asked_about() -> None:
    cover = [["Notes"], ["made by hand"]]
    one = xlsx([], sheets={"Cover": cover, "Data": [HEADER, *hours()]})
    assert (read(one).sheet, read(one).sheets) == ("Data", ("Cover", "Data"))
    two = xlsx([], sheets={"Mon": [HEADER, *hours()], "Tue": [HEADER, *hours(12)]})
    assert "Several sheets may hold the purchase: “Mon”, “Tue”" in refusal(two)
    assert len(read(two, sheet="Tue").rows) == 12
    assert "There is no sheet “Wed”" in refusal(two, sheet="Wed")
