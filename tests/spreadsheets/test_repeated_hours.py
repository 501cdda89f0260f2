"""The hour that October repeats by its number, rows in any order, parts of hours, and the day of 23 hours."""

from __future__ import annotations

from datetime import date

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, text, xlsx
from tests.spreadsheets.clock_tables import NAMED, OCTOBER, REPEATED, TO_24, refusal, rising, table, warnings_of

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


@pytest.mark.parametrize(
    "names",
    [
        [f"H{hour}" for hour in TO_24 if hour != 3],
        [f"H{hour}" for hour in TO_24 if hour != 2],
        [hour for hour in range(24) if hour != 2],
        [f"{hour:02}:00" for hour in range(24) if hour != 2],
        [f"{hour:02}-{hour + 1:02}" for hour in range(24) if hour != 2],
    ],
    ids=["H3", "H2", "2", "02:00", "02-03"],
)
def test_the_hour_that_march_skips_may_have_no_column(names: list[object]) -> None:
    rows = [["Compra (MW)"], ["Fecha", *names], ["29/03/2026", *(place + 0.5 for place in range(23))]]
    reading = read(xlsx(rows))
    assert (rising(reading), len(reading.rows), errors_of(reading)) == (True, 23, [])
    shown = 0 if names[0] == "00:00" else 1
    assert format_labels(reading.rows.labels)[:4:3] == [f"2026-03-29 0{shown}:00", f"2026-03-29 0{4 + shown}:00"]
