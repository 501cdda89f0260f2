"""Hours, minutes, seasons and zones in columns of their own: which period a row is of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, text, xlsx

OCTOBER = "25/10/2026"
TO_24 = [*range(1, 25)]
REPEATED = {
    "2 of 0 to 23": [0, 1, 2, 2, *range(3, 24)],
    "3 of 1 to 24": [1, 2, 3, 3, *range(4, 25)],
    "2 of 1 to 24, an end": [1, 2, 2, *range(3, 25)],
}
NAMED = [f"2026-10-25 {hour:02}:00" for hour in REPEATED["2 of 1 to 24, an end"][:-1]] + ["2026-10-26 00:00"]


def refusal(content: bytes, name: str = "a.csv", **options: Any) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, **options)
    return str(caught.value.message)


def warnings_of(reading: Reading) -> str:
    return "\n".join(str(found.problem.message) for found in reading.problems)


def table(*rows: object, head: str = "Fecha;Hora;Compra (MW)") -> bytes:
    return "\n".join([head, *map(str, rows)]).encode()


def rising(reading: Reading) -> bool:
    """Whether the values count up in the order of time, as the builders of this file write them."""
    return reading.rows.mw.tolist() == [place + 0.5 for place in range(len(reading.rows))]


# --- the hour that October repeats, by its number ---------------------------------------------------------------------


@pytest.mark.parametrize("way", REPEATED)
@pytest.mark.parametrize("backwards", [False, True])
def test_numbers_that_name_the_repeated_hour_twice_are_its_two_hours(way: str, backwards: bool) -> None:
    rows = [f"{OCTOBER};{hour};{place},5" for place, hour in enumerate(REPEATED[way])]
    reading = read(table(*(rows[::-1] if backwards else rows)), "a.csv")
    assert (format_labels(reading.rows.labels), rising(reading)) == (NAMED, True)
    assert (warnings_of(reading), reading.resolution) == ("", 60)
    month = [f"{day:02}/10/2026;{hour};1,5" for day in range(1, 25) for hour in REPEATED[way] if hour != 99]
    ordinary = [line for place, line in enumerate(month) if line != (month[place - 1] if place else "")]
    reading = read(table(*ordinary, *rows), "a.csv")
    assert (len(reading.rows), errors_of(reading)) == (24 * 24 + 25, [])
    assert reading.rows.mw[-25:].tolist() == [place + 0.5 for place in range(25)]


def test_a_quarter_beside_the_repeated_hour() -> None:
    hours = [(hour, quarter) for hour in REPEATED["2 of 0 to 23"] for quarter in range(1, 5)]
    rows = [f"{OCTOBER};{hour};{quarter};{place},5" for place, (hour, quarter) in enumerate(hours)]
    reading = read(table(*rows, head="Fecha;Hora;Cuarto;Compra (MW)"), "a.csv")
    assert (len(reading.rows), reading.resolution, warnings_of(reading)) == (100, 15, "")
    assert format_labels(reading.rows.labels)[-1] == "2026-10-26 00:00"
    assert rising(reading)
    alone = [row.split(";")[0] + ";" + row.split(";")[1] + ";" + row.split(";")[3] for row in rows]
    assert rising(read(table(*alone), "a.csv"))
    assert len(read(table(*alone), "a.csv").rows) == 100


def test_a_repeated_hour_in_rows_without_order_is_a_doubt() -> None:
    rows = [f"{OCTOBER};{hour};{place},5" for place, hour in enumerate(REPEATED["2 of 0 to 23"])]
    reading = read(table(*(rows[place * 7 % 25] for place in range(25))), "a.csv")
    assert "which of the two values for 2026-10-25 02:00 comes first" in warnings_of(reading)
    assert errors_of(reading) == []


def test_another_hour_that_stands_there_twice_is_an_error() -> None:
    rows = [f"{OCTOBER};{hour};{place},5" for place, hour in enumerate([*range(1, 8), *range(7, 25)])]
    assert errors_of(read(table(*rows), "a.csv"))
    ordinary = [f"24/11/2026;{hour};{place},5" for place, hour in enumerate(REPEATED["3 of 1 to 24"])]
    assert errors_of(read(table(*ordinary), "a.csv"))


@pytest.mark.parametrize("way", REPEATED)
def test_the_repeated_hour_in_columns_across(way: str) -> None:
    """On the other days its second column is empty."""
    hours = REPEATED[way]
    second = next(place for place in range(1, 25) if hours[place] == hours[place - 1])
    rows = [
        [day, *(None if place == second and day.day != 25 else place + 0.5 for place in range(25))]
        for day in (date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26))
    ]
    written = [[day.strftime("%d/%m/%Y"), *values] for day, *values in rows]
    reading = read(xlsx([["Compra (MW)"], ["Fecha", *hours], *written]))
    assert (len(reading.rows), warnings_of(reading)) == (73, "")
    assert format_labels(reading.rows.labels)[24:49] == NAMED
    assert reading.rows.mw[24:49].tolist() == [place + 0.5 for place in range(25)]
    lettered = ["H1", "H2", "H3", "H3B", *(f"H{hour}" for hour in range(4, 25))]
    if way == "3 of 1 to 24":
        assert len(read(xlsx([["Compra (MW)"], ["Fecha", *lettered], *written])).rows) == 73


def test_a_star_marks_the_second_hour() -> None:
    heads = ["1:00", "2:00", "2:00*", *(f"{hour}:00" for hour in range(3, 25))]
    reading = read(text([["MW", *heads], [OCTOBER, *(place + 0.5 for place in range(25))]]), "a.csv")
    assert (format_labels(reading.rows.labels), rising(reading), errors_of(reading)) == (NAMED, True, [])


# --- rows in another order than that of time --------------------------------------------------------------------------


@pytest.mark.parametrize("step", [60, 15])
def test_numbers_of_periods_are_plain_in_any_order(step: int) -> None:
    count = 25 * 60 // step
    rows = [f"{OCTOBER};{place + 1};{place},5" for place in range(count)]
    shuffled = [rows[place * 7 % count] for place in range(count)]
    reading = read(table(*shuffled, head="Fecha;Periodo;Compra (MW)"), "a.csv")
    assert (len(reading.rows), rising(reading), warnings_of(reading)) == (count, True, "")


@pytest.mark.parametrize("form", ["numbers", "times"])
def test_days_newest_first_keep_their_hours(form: str) -> None:
    rows = []
    for day, count in ((26, 24), (25, 25), (24, 24)):
        hours = REPEATED["2 of 0 to 23"] if count == 25 else [*range(24)]
        names = [*range(1, count + 1)] if form == "numbers" else [f"{hour:02}:00" for hour in hours]
        rows += [f"{day}/10/2026;{name};{(day - 24) * 100 + place},5" for place, name in enumerate(names)]
    content = table(*rows)
    if form == "times":
        content = table(*(row.replace(";", " ", 1) for row in rows), head="Fecha;Compra (MW)")
    reading = read(content, "a.csv")
    assert reading.rows.mw[24:49].tolist() == [100.5 + place for place in range(25)]
    assert (len(reading.rows), warnings_of(reading)) == (73, "")


def test_the_second_hour_alone_is_not_taken_for_the_first() -> None:
    rows = [f"{OCTOBER};{number};{number},5" for number in range(1, 26) if number != 3]
    assert "2026-10-25 02:00 only in winter time" in refusal(table(*rows), account_label=Label.START)


# --- hours in parts ---------------------------------------------------------------------------------------------------


def test_an_hour_of_which_a_part_is_missing_is_refused() -> None:
    rows = [f"24/11/2026;{hour};{hour},{part}5" for hour in TO_24 for part in range(4)]
    assert "“6” from row 22 on in 3" in refusal(table(*rows[:21], *rows[22:]))
    reading = read(table(*rows[::-1]), "a.csv")
    assert reading.rows.mw.tolist() == [float(f"{hour}.{part}5") for hour in TO_24 for part in range(4)]


# --- minutes beside the hours -----------------------------------------------------------------------------------------

QUARTERS = [(hour, minute) for hour in range(24) for minute in range(0, 60, 15)]
HEADS = ["Minuto", "Min", "Minute", "minutos"]


def by_minutes(*moments: tuple[int, int], day: str = "24/11/2026", head: str = "Minuto") -> bytes:
    """A row for each hour and minute, with the value 100 times the hour plus the minute."""
    rows = [f"{day};{hour};{minute};{hour * 100 + minute},5" for hour, minute in moments]
    return table(*rows, head=f"Fecha;Hora;{head};MW")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("order", ["up", "down", "down in each hour"])
def test_minutes_tell_the_quarter_whatever_the_order(head: str, order: str) -> None:
    moments = {"up": QUARTERS, "down": QUARTERS[::-1]}.get(order)
    reading = read(by_minutes(*(moments or sorted(QUARTERS, key=lambda at: (at[0], -at[1]))), head=head), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in QUARTERS]
    assert (reading.labels, reading.resolution, errors_of(reading)) == (Label.START, 15, [])
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-24 00:00", "2026-11-24 23:45"]
    assert reading.candidates == ("MW",)


def test_a_missing_minute_moves_no_other() -> None:
    there = [at for at in QUARTERS if at != (5, 15)]
    reading = read(by_minutes(*there), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in there]
    assert format_labels(reading.rows.labels)[20:22] == ["2026-11-24 05:00", "2026-11-24 05:30"]


@pytest.mark.parametrize("last", [60, 0])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("backwards", [False, True])
def test_minutes_that_end_at_the_hour(last: int, base: int, backwards: bool) -> None:
    moments = [(hour + base, minute) for hour in range(24) for minute in (15, 30, 45, last)]
    reading = read(by_minutes(*(moments[::-1] if backwards else moments)), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in moments]
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-24 00:15", "2026-11-25 00:00"]


def test_minutes_of_ends_by_the_clock_stay_as_they_stand() -> None:
    reading = read(by_minutes(*QUARTERS[1:], (24, 0)), "a.csv")
    assert (reading.labels, format_labels(reading.rows.labels)[-1]) == (Label.END, "2026-11-25 00:00")
    assert reading.rows.mw[:2].tolist() == [15.5, 30.5]


def test_minutes_over_the_changes_of_the_clocks() -> None:
    twice = [(hour, minute) for hour in REPEATED["2 of 0 to 23"] for minute in (0, 15, 30, 45)]
    ends = [(hour, minute + 15) for hour, minute in twice]
    for moments in (twice, ends):
        reading = read(by_minutes(*moments, day=OCTOBER), "a.csv")
        assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in moments]
        assert (len(reading.rows), warnings_of(reading)) == (100, "")
    march = [at for at in QUARTERS if at[0] != 2]
    reading = read(by_minutes(*march, day="29/03/2026"), "a.csv")
    assert (len(reading.rows), warnings_of(reading)) == (92, "")


def test_minutes_of_no_market_are_refused_and_a_minimum_is_none() -> None:
    tens = [(hour, minute) for hour in range(24) for minute in range(0, 60, 10)]
    assert "10 minutes apart" in refusal(by_minutes(*tens))
    rows = [f"24/11/2026;{hour};{hour + 3};{hour + 9};{hour},5" for hour in TO_24]
    reading = read(table(*rows, head="Fecha;Hora;Min;Max;Compra MW"), "a.csv")
    assert (reading.resolution, len(reading.rows), reading.column) == (60, 24, "Compra MW")


@pytest.mark.parametrize("kind", ["numbers", "texts"])
def test_minutes_in_cells_of_a_workbook(kind: str) -> None:
    made = (lambda number: number) if kind == "numbers" else (lambda number: f"{number:02}")
    rows = [[2026, 11, 24, made(hour), made(minute), hour * 100 + minute] for hour, minute in QUARTERS if hour != 7]
    reading = read(xlsx([["Year", "Month", "Day", "Hour", "Minute", "MW"], *rows[::-1]]))
    assert (len(reading.rows), reading.rows.mw[28:30].tolist()) == (92, [800.0, 815.0])
    assert format_labels(reading.rows.labels)[28] == "2026-11-24 08:00"


# --- summer and winter time in a column -------------------------------------------------------------------------------

SEASONS = {
    "INV / VER": ("1", "0"), "Verano/Invierno": ("1", "0"), "Bandera inv/ver": ("1", "0"), "Invierno": ("0", "1"),
    "Estación": ("V", "I"), "Sommerzeit": ("ja", "nein"), "is_dst": ("True", "False"),
    "Horario de verano": ("Sí", "No"), "utc_offset": ("2", "1"), "Offset": ("+02:00", "+01:00"),
    "Zona": ("CEST", "CET"), "Zeitzone": ("MESZ", "MEZ"),
}  # fmt: skip


@pytest.mark.parametrize("head", SEASONS)
@pytest.mark.parametrize("form", ["together", "apart", "number"])
def test_the_column_of_seasons_tells_the_repeated_hour_whatever_the_order(head: str, form: str) -> None:
    """The rows are sorted by time and season, so that the winter hour comes first."""
    summer, winter = SEASONS[head]
    rows = []
    for place, hour in enumerate(REPEATED["2 of 0 to 23"]):
        clock = {"together": f"{OCTOBER} {hour:02}:00", "apart": f"{OCTOBER};{hour:02}:00"}.get(
            form, f"{OCTOBER};{hour}"
        )
        rows.append(f"{clock};{summer if place < 3 else winter};{place},5")
    rows[2], rows[3] = rows[3], rows[2]
    hours = "Fecha y hora" if form == "together" else "Fecha;Hora"
    reading = read(table(*rows, head=f"{hours};{head};Energía (MWh)"), "a.csv")
    assert (len(reading.rows), warnings_of(reading)) == (25, "")
    assert rising(reading)
    assert reading.column == "Energía (MWh)"
    assert reading.candidates == ("Energía (MWh)",)


def test_a_flag_of_ordinary_days_and_one_that_the_calendar_contradicts() -> None:
    rows = [f"24/11/2026;{hour:02}:00;0;{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="Fecha;Hora;INV / VER;CONSUMO kWh"), "a.csv")
    assert (reading.candidates, len(reading.rows), warnings_of(reading)) == (("CONSUMO kWh",), 24, "")
    odd = [f"{OCTOBER};{hour:02}:00;{place % 2};{place},5" for place, hour in enumerate(REPEATED["2 of 0 to 23"])]
    assert rising(read(table(*odd, head="Fecha;Hora;Bandera;CONSUMO MWh"), "a.csv", column="CONSUMO MWh"))


def test_an_offset_beside_the_times_converts_them() -> None:
    rows = [f"2026-11-24;{hour:02}:00;0;{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="date;time;UTC offset;MW"), "a.csv")
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-24 01:00", "2026-11-25 00:00"]
    assert "“UTC offset” says how far the times are ahead" in "\n".join(map(str, reading.notes))


# --- the day of 23 hours ----------------------------------------------------------------------------------------------


def test_ends_named_one_after_the_other_are_counted_on_the_day_of_23_hours() -> None:
    for step in (60, 15):
        ends = range(step, 23 * 60 + 1, step)
        rows = [f"29/03/2026;{end // 60:02}:{end % 60:02};{place},5" for place, end in enumerate(ends)]
        reading = read(table(*rows), "a.csv")
        assert (len(reading.rows), rising(reading), errors_of(reading)) == (23 * 60 // step, True, [])
        assert format_labels(reading.rows.labels)[-1] == "2026-03-30 00:00"
        assert "has 23 hours, and its rows are called" in warnings_of(reading)
    by_clock = [f"29/03/2026;{hour:02}:00;{hour},5" for hour in TO_24 if hour != 2]
    assert "without a gap" not in warnings_of(read(table(*by_clock), "a.csv"))


@pytest.mark.parametrize("left_out", [2, 3])
def test_an_hour_left_out_by_its_number_or_by_its_end(left_out: int) -> None:
    rows = [f"29/03/2026;{hour};{hour},5" for hour in TO_24 if hour != left_out]
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), warnings_of(reading)) == (23, "")
    assert format_labels(reading.rows.labels)[::22] == ["2026-03-29 01:00", "2026-03-30 00:00"]


# --- hours and quarters in one table ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["MWh", "MW"])
def test_days_of_hours_and_days_of_quarters_are_refused(unit: str) -> None:
    rows = [f"24/11/2026;{hour};10,5" for hour in TO_24] + [f"25/11/2026;{quarter};2,5" for quarter in range(1, 97)]
    assert "2026-11-24 has 24 periods, those of other days go up to 96" in refusal(
        table(*rows, head=f"Fecha;Periodo;Compra ({unit})")
    )


# --- the clock of another zone ----------------------------------------------------------------------------------------

PORTUGUESE = ["Hora (Portugal)", "Hora Lisboa", "Hora de Portugal", "Hora portuguesa", "Lisbon time", "Hora (WET)"]


@pytest.mark.parametrize("head", PORTUGUESE)
def test_the_hours_of_portugal_are_converted(head: str) -> None:
    clock = [f"{hour:02}:00" for hour in range(24)]
    for names, first, before in ((TO_24, "02", "01"), (clock, "01", "00")):
        rows = [f"24/11/2026;{name};{place},5" for place, name in enumerate(names)]
        content = table(*rows, head=f"Fecha;{head};Compra (MW)")
        reading = read(content, "a.csv")
        assert (format_labels(reading.rows.labels)[0], rising(reading)) == (f"2026-11-24 {first}:00", True)
        said = "\n".join(map(str, reading.notes))
        assert f"“{head}”: its times are those of Europe/Lisbon and were converted to Europe/Madrid" in said
        own = read(content, "a.csv", zone="Europe/Lisbon")
        assert format_labels(own.rows.labels)[0] == f"2026-11-24 {before}:00"
        assert "converted" not in "\n".join(map(str, own.notes))


def test_the_repeated_hour_of_portugal_is_that_of_portugal() -> None:
    hours = [0, 1, 1, *range(2, 24)]
    rows = [f"{OCTOBER};{hour:02}:00;{place},5" for place, hour in enumerate(hours)]
    reading = read(table(*rows, head="Fecha;Hora Lisboa;Compra (MW)"), "a.csv")
    labels = format_labels(reading.rows.labels)
    assert (labels[:4], labels[-1]) == (
        ["2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00"],
        "2026-10-26 00:00",
    )
    assert (rising(reading), errors_of(reading)) == (True, [])


@pytest.mark.parametrize("first", ["Hora portuguesa", "Hora española"])
def test_of_two_columns_of_hours_that_of_the_zone_is_taken(first: str) -> None:
    second = {"Hora portuguesa": "Hora española", "Hora española": "Hora portuguesa"}[first]
    rows = []
    for hour in TO_24:
        of = {"Hora española": hour, "Hora portuguesa": (hour - 2) % 24 + 1}
        rows.append(f"24/11/2026;{of[first]};{of[second]};{hour - 1},5")
    reading = read(table(*rows, head=f"Fecha;{first};{second};Compra (MW)"), "a.csv")
    assert (rising(reading), format_labels(reading.rows.labels)[0]) == (True, "2026-11-24 01:00")


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Europe/Lisbon", "01"), ("UTC", "01"), ("WET", "01"), ("CET", "00"), ("Atlantic/Canary", "01")],
)
def test_a_column_of_zones_is_heard(zone: str, first: str) -> None:
    rows = [f"2026-11-24 {hour:02}:00;{zone};{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="timestamp;timezone;MW"), "a.csv")
    assert format_labels(reading.rows.labels)[0] == f"2026-11-24 {first}:00"
    assert rising(reading)


def test_a_moment_and_a_quantity_name_no_clock() -> None:
    rows = [f"24/11/2026;{hour};{hour},5" for hour in TO_24]
    for head in ("Actualizado 23/11/2026 10:00 hora de Lisboa", "Consumo por hora Portugal"):
        reading = read(table(*rows, head=f"{head}\nFecha;Hora;Portugal - Consumo (MWh)"), "a.csv")
        assert format_labels(reading.rows.labels)[0] == "2026-11-24 01:00"


# --- words for the end of a period ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Hora fin", Label.END), ("Hora inicio", Label.START), ("Fin", Label.END), ("Desde", Label.START),
        ("period_end", Label.END), ("Interval start", Label.START), ("Ende", Label.END), ("Hour ending", Label.END),
    ],
)  # fmt: skip
@pytest.mark.parametrize("apart", [False, True])
def test_the_header_says_which_end_the_times_name(head: str, label: Label, apart: bool) -> None:
    sign = ";" if apart else " "
    rows = [f"24/11/2026{sign}{hour:02}:00;{hour},5" for hour in range(6, 20)]
    reading = read(table(*rows, head=f"Fecha;{head};MW" if apart else f"{head};MW"), "a.csv")
    assert (reading.labels, reading.label_question) == (label, label is Label.START)


def test_the_header_outweighs_the_clock_of_utc() -> None:
    rows = [f"2026-11-{24 + (hour == 24)}T{hour % 24:02}:00:00Z,{hour}.5" for hour in range(24)]
    reading = read(table(*rows, head="period_end_utc,MW"), "a.csv")
    assert (reading.labels, format_labels(reading.rows.labels)[0]) == (Label.END, "2026-11-24 01:00")


def test_begin_and_end_may_stand_the_other_way_round() -> None:
    rows = [f"24/11/2026 {hour + 1:02}:00;24/11/2026 {hour:02}:00;{hour},5" for hour in range(24)]
    for wanted in Label:
        reading = read(table(*rows, head="Hasta;Desde;MW"), "a.csv", account_label=wanted)
        first = "2026-11-24 01:00" if wanted is Label.END else "2026-11-24 00:00"
        assert (rising(reading), format_labels(reading.rows.labels)[0]) == (True, first)


# --- dates and times in other writings --------------------------------------------------------------------------------


def real_days(*days: date) -> list[list[Any]]:
    midnights = [datetime(day.year, day.month, day.day) for day in days]
    rows = [[midnight, hour, 24 * at + hour - 0.5] for at, midnight in enumerate(midnights) for hour in TO_24]
    return [["Fecha", "Hora", "Compra (MW)"], *rows]


def test_days_a_month_apart_are_asked_about() -> None:
    content = xlsx(real_days(date(2026, 5, 10), date(2026, 6, 10), date(2026, 7, 10)))
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    assert caught.value.question is Question.DATE_ORDER
    assert "from 2026-10-05 on" in str(caught.value.message)
    assert [found.first for found in caught.value.alternatives] == ["2026-05-10 01:00", "2026-10-05 01:00"]
    for exchanged, first, last in ((False, "2026-05-10 01:00", "2026-07-11"), (True, "2026-10-05 01:00", "2026-10-08")):
        reading = read(content, month_first=exchanged)
        assert (format_labels(reading.rows.labels)[0], rising(reading)) == (first, True)
        assert format_labels(reading.rows.labels)[-1] == f"{last} 00:00"
    for days in ([date(2026, 10, 5), date(2026, 10, 6)], [date(2026, 5, 20), date(2026, 6, 20)], [date(2026, 5, 10)]):
        assert len(read(xlsx(real_days(*days))).rows) == 24 * len(days)


def test_real_days_that_were_exchanged_beside_texts_are_put_right_where_a_person_says_so() -> None:
    rows = real_days(*(date(2026, day, 10) for day in (10, 11, 12)))
    rows += [[f"{day}/10/2026", hour, 24 * (day - 10) + hour - 0.5] for day in (13, 14) for hour in TO_24]
    assert "exchanged days and months" in refusal(xlsx(rows), "a.xlsx")
    reading = read(xlsx(rows), month_first=True)
    assert (rising(reading), errors_of(reading)) == (True, [])
    assert format_labels(reading.rows.labels)[::119] == ["2026-10-10 01:00", "2026-10-15 00:00"]


def at_each_hour(written: str, zone: str = "Europe/Madrid", day: str = "2026-10-25") -> list[str]:
    """A line for each hour of that day, named by its start, and the values in order."""
    starts = timegrid.day_starts(date.fromisoformat(day), 60, zone)
    lines = []
    for place, start in enumerate(starts.tolist()):
        moment = start.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        lines.append(f"{moment.strftime(written)};{place},5")
    return lines


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29", "2026-11-24", "2026-07-01"])
@pytest.mark.parametrize("written", ["%d.%m.%Y %H:%M %Z", "%Y-%m-%d %H:%M:%S %Z", "%Y-%m-%dT%H:%M%Z"])
def test_names_of_zones_behind_the_times(day: str, written: str) -> None:
    for zone, shift in (("Europe/Madrid", "00"), ("Europe/Lisbon", "01")):
        lines = at_each_hour(written, zone, day)
        reading = read(table(*lines[::-1], head="Zeit;Last (MW)"), "a.csv")
        assert (rising(reading), errors_of(reading)) == (True, [])
        assert format_labels(reading.rows.labels)[0] == f"{day} {shift}:00"


def test_winter_time_by_name_in_summer_is_the_clock_of_the_country_and_a_doubt() -> None:
    lines = [line.replace("CEST", "CET") for line in at_each_hour("%d.%m.%Y %H:%M %Z", day="2026-07-01")]
    reading = read(table(*lines, head="Zeit;Last (MW)"), "a.csv")
    assert format_labels(reading.rows.labels)[0] == "2026-07-01 00:00"
    assert "called “CET” in summer as well" in warnings_of(reading)


@pytest.mark.parametrize("written", ["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y  %H:%M:%S"])
def test_the_last_second_of_a_period_is_its_end(written: str) -> None:
    moments = [datetime(2026, 11, 24) + timedelta(minutes=15 * place, seconds=-1) for place in range(1, 97)]
    rows = [f"{moment.strftime(written)};{place},5" for place, moment in enumerate(moments)]
    reading = read(table(*rows, head="Fecha;Compra (MW)"), "a.csv")
    assert (reading.labels, rising(reading), errors_of(reading)) == (Label.END, True, [])
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-24 00:15", "2026-11-25 00:00"]


def test_day_and_hour_as_one_number() -> None:
    rows = [f"20261124{hour:02};{hour - 1},5" for hour in TO_24]
    reading = read(table(*rows, head="FechaHora;Compra (MW)"), "a.csv")
    assert (format_labels(reading.rows.labels)[::23], rising(reading)) == (
        ["2026-11-24 01:00", "2026-11-25 00:00"],
        True,
    )


@pytest.mark.parametrize("step", [60, 30, 15])
def test_ranges_to_the_last_minute(step: int) -> None:
    rows = []
    for place, first in enumerate(range(0, 24 * 60, step)):
        last = first + step - 1
        rows.append(f"24/11/2026;{first // 60:02}:{first % 60:02} - {last // 60:02}:{last % 60:02};{place},5")
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), rising(reading), reading.resolution) == (24 * 60 // step, True, step)


@pytest.mark.parametrize("order", ["Año;Mes;Día", "Día;Mes;Año", "Month;Day;Year", "Hora;Día;Mes;Año"])
def test_year_month_and_day_in_columns_of_their_own(order: str) -> None:
    parts = {"Año": 2026, "Year": 2026, "Mes": 11, "Month": 11, "Día": 5, "Day": 5}
    heads = order.split(";") if "Hora" in order else [*order.split(";"), "Hora"]
    rows = [[hour if head == "Hora" else parts[head] for head in heads] + [hour - 0.5] for hour in TO_24]
    for content, name in ((xlsx([[*heads, "Compra (MW)"], *rows]), "a.xlsx"), (text([[*heads, "MW"], *rows]), "a.csv")):
        reading = read(content, name)
        assert (format_labels(reading.rows.labels)[0], rising(reading)) == ("2026-11-05 01:00", True)
    bare = read("\n".join(f"5;11;2026;{hour};{hour - 1},5" for hour in TO_24).encode(), "a.csv")
    assert (format_labels(bare.rows.labels)[0], rising(bare)) == ("2026-11-05 01:00", True)


def test_the_end_of_the_day_in_an_open_document() -> None:
    ends = [f"PT{hour:02}H00M00S" for hour in TO_24]
    reading = read(table(*(f"24/11/2026;{end};{place},5" for place, end in enumerate(ends))), "a.csv")
    assert (format_labels(reading.rows.labels)[-1], rising(reading)) == ("2026-11-25 00:00", True)


# --- hours one way, quarters the other --------------------------------------------------------------------------------


def of_quarters(hours: int = 24) -> list[list[float]]:
    """For each hour the values of its quarters, which count up from 0.5."""
    return [[hour * 4 + quarter + 0.5 for quarter in range(4)] for hour in range(hours)]


@pytest.mark.parametrize(
    "heads",
    [
        [f"Q{number}" for number in range(1, 5)],
        ["00", "15", "30", "45"],
        [0, 15, 30, 45],
        ["Cuarto 1", "Cuarto 2", "QH3", "Q4"],
    ],
)
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("day", ["24/11/2026", OCTOBER, "29/03/2026"])
def test_quarters_across_the_hours(heads: list[Any], base: int, day: str) -> None:
    hours = {OCTOBER: 25, "29/03/2026": 23}.get(day, 24)
    values = [[hour + base, *quarters] for hour, quarters in enumerate(of_quarters(hours))]
    for dated in (True, False):
        rows = [["Fecha", "Hora", *heads], *([day, *row] for row in values)]
        if not dated:
            rows = [[f"Compra (MW) del {day}"], ["Hora", *heads], *values]
        reading = read(xlsx([["Compra (MW)"], *rows]))
        assert (len(reading.rows), rising(reading), reading.resolution) == (4 * hours, True, 15)
        assert (reading.unit, warnings_of(reading)) == ("MW", "")


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("names", [[1, 2, 3, 4], ["Q1", "Q2", "Q3", "Q4"]])
def test_a_row_for_each_quarter_and_the_hours_across(merged: bool, names: list[Any]) -> None:
    rows: list[list[Any]] = [["Compra (MW)"], ["Fecha", "Cuarto", *TO_24]]
    for at, day in enumerate(("24/11/2026", "25/11/2026")):
        for quarter, name in enumerate(names):
            values = [at * 96 + quarters[quarter] for quarters in of_quarters()]
            rows.append(["" if merged and quarter else day, name, *values])
    reading = read(xlsx(rows))
    assert (len(reading.rows), rising(reading), reading.resolution, warnings_of(reading)) == (192, True, 15, "")


def test_what_stands_behind_the_total_is_no_period() -> None:
    values = [hour - 0.5 for hour in TO_24]
    heads = ["Fecha", *TO_24, "Total", "P1", "P2", "P3"]
    reading = read(xlsx([["Compra (MWh)"], heads, ["24/11/2026", *values, sum(values), 1, 2, 3]]))
    assert (len(reading.rows), rising(reading), reading.agrees_with_total) == (24, True, True)


def test_hours_of_many_days_are_no_series() -> None:
    """Longer than what is looked at of a column before it is taken for one of names."""
    days = [date(2026, 11, 1) + timedelta(days=place) for place in range(60)]
    rows = [f"{day:%d/%m/%Y};{hour};{24 * at + hour},5" for at, day in enumerate(days) for hour in range(24)]
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), rising(reading), warnings_of(reading)) == (60 * 24, True, "")


def test_columns_called_c_are_no_quarters() -> None:
    rows = [f"24/11/2026;{hour};{hour},5;1,5;2,5;3,5" for hour in TO_24]
    assert "“C1”, “C2”, “C3”, “C4”" in refusal(table(*rows, head="Fecha;Hora;C1;C2;C3;C4"))


# --- times of day as one number ---------------------------------------------------------------------------------------


def joined(moments: list[datetime], last: int = 0) -> list[int]:
    """Hours and minutes of each as one number; midnight at the end as `last`."""
    found = [moment.hour * 100 + moment.minute for moment in moments]
    return [*found[:-1], found[-1] or last]


@pytest.mark.parametrize("form", ["{:04}", "{}", None])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("ends", [True, False])
def test_hours_and_minutes_as_one_number_are_times_of_day(form: str | None, step: int, ends: bool) -> None:
    first = datetime(2026, 11, 24) + timedelta(minutes=step * ends)
    moments = [first + timedelta(minutes=step * place) for place in range(24 * 60 // step)]
    numbers = joined(moments, 2400)
    rows = [
        [date(2026, 11, 24), number if form is None else form.format(number), place + 0.5]
        for place, number in enumerate(numbers)
    ]
    lines = [[f"{day:%d/%m/%Y}", number, value] for day, number, value in rows]
    head = ["Fecha", "Hora", "Compra (MW)"]
    for content in (text([head, *lines]), xlsx([head, *lines])):
        reading = read(content, "a.csv")
        assert (reading.rows.labels.tolist(), reading.resolution, rising(reading)) == (moments, step, True)
        assert (reading.labels, errors_of(reading)) == (Label.END if ends else Label.START, [])


@pytest.mark.parametrize("step", [60, 15])
def test_such_numbers_across_with_what_else_stands_there(step: int) -> None:
    moments = [datetime(2026, 11, 24) + timedelta(minutes=step * (place + 1)) for place in range(24 * 60 // step)]
    heads = ["Fecha", *(f"{number:04}" for number in joined(moments, 2400)), "Total", "Versión"]
    rows = [[f"{day}/11/2026", *(place + 0.5 for place in range(len(moments))), "", 1] for day in (24, 25)]
    reading = read(text([["Compra (MW)"], heads, *rows]), "a.csv")
    assert reading.rows.labels.tolist()[: len(moments)] == moments
    assert (len(reading.rows), reading.labels, reading.resolution) == (2 * len(moments), Label.END, step)


def test_such_numbers_over_the_change_of_the_clocks() -> None:
    rows = [f"{OCTOBER};{hour * 100:04};{place},5" for place, hour in enumerate(REPEATED["2 of 1 to 24, an end"])]
    reading = read(table(*rows), "a.csv")
    assert (format_labels(reading.rows.labels), rising(reading), errors_of(reading)) == (NAMED, True, [])


@pytest.mark.parametrize("stamp", ["%Y-%m-%d %H%M", "%d/%m/%Y %H%M", "%Y%m%d %H%M", "%Y/%m/%d %H"])
def test_hours_and_minutes_together_behind_their_date(stamp: str) -> None:
    moments = [datetime(2026, 11, 24) + timedelta(hours=hour) for hour in range(24)]
    rows = [f"{moment.strftime(stamp)};{place},5" for place, moment in enumerate(moments)]
    reading = read(table(*rows, head="Fecha;Compra (MW)"), "a.csv")
    assert (reading.rows.labels.tolist(), rising(reading)) == (moments, True)


def test_powers_that_rise_like_a_clock_are_no_times() -> None:
    rows = [f"{OCTOBER};{100 * place}" for place in range(1, 25)]
    assert "without a time of day" in refusal(table(*rows, head="Fecha;Compra (MW)"))
    numbered = [f"24/11/2026;{place};{100 * place}" for place in range(1, 25)]
    for head in ("Compra (MW)", "Potencia por hora"):
        reading = read(table(*numbered, head=f"Fecha;Hora;{head}"), "a.csv")
        assert reading.rows.mw.tolist() == [100.0 * place for place in range(1, 25)]


@pytest.mark.parametrize("step", [60, 15])
def test_ranges_of_such_numbers(step: int) -> None:
    times = [place * step for place in range(24 * 60 // step + 1)]
    names = [f"{minute // 60:02}{minute % 60:02}" for minute in times]
    rows = [f"24/11/2026;{first}-{last};{place},5" for place, (first, last) in enumerate(pairwise(names))]
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), reading.resolution, rising(reading)) == (24 * 60 // step, step, True)
    assert format_labels(reading.rows.labels)[-1] == "2026-11-25 00:00"
