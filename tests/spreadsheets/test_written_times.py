"""Dates and times in the writings of other programs: exchanged days, names of zones, last seconds, one number."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, text, times, xlsx
from tests.spreadsheets.clock_tables import NAMED, OCTOBER, REPEATED, TO_24, refusal, rising, table, warnings_of

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
        reading = read(table(*numbered, head=f"Fecha;Hora;{head}"), "a.csv", unit="MW")
        assert reading.rows.mw.tolist() == [100.0 * place for place in range(1, 25)]


@pytest.mark.parametrize("step", [60, 15])
def test_ranges_of_such_numbers(step: int) -> None:
    times = [place * step for place in range(24 * 60 // step + 1)]
    names = [f"{minute // 60:02}{minute % 60:02}" for minute in times]
    rows = [f"24/11/2026;{first}-{last};{place},5" for place, (first, last) in enumerate(pairwise(names))]
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), reading.resolution, rising(reading)) == (24 * 60 // step, step, True)
    assert format_labels(reading.rows.labels)[-1] == "2026-11-25 00:00"


# --- counted times, and the time before the date ----------------------------------------------------------------------


@pytest.mark.parametrize("per_second", [1, 1000])
def test_seconds_and_milliseconds_since_1970(per_second: int) -> None:
    for day in ("2026-11-30", "2026-10-25", "2026-03-29"):
        starts = timegrid.day_starts(date.fromisoformat(day), 15, "Europe/Madrid")
        moments = [int(start.replace(tzinfo=UTC).timestamp()) * per_second for start in starts.tolist()]
        rows = [[moment, place + 0.5] for place, moment in enumerate(moments)]
        for content, name in (
            (xlsx([["Instante", "MW"], *rows]), "a.xlsx"),
            (text([["Instante", "MW"], *rows]), "a.csv"),
        ):
            reading = read(content, name)
            assert (len(reading.rows), rising(reading), errors_of(reading)) == (len(moments), True, [])
            walls = timegrid.utc_to_wall(starts, "Europe/Madrid")
            assert format_labels(reading.rows.labels) == format_labels(walls)
            assert any("counted from 1970 on, in UTC" in str(note) for note in reading.notes)


def test_a_meter_that_counts_on_is_no_clock() -> None:
    rows = [[date(2026, 11, 30).toordinal(), 1_795_993_200 + 37 * place] for place in range(24)]
    assert "No column of dates" in refusal(text([["Contador", "MW"], *rows]))


@pytest.mark.parametrize("digits", [4, 10, 16])
def test_serial_days_in_a_text_file(digits: int) -> None:
    first = datetime(2026, 11, 30) - datetime(1899, 12, 30)
    serials = [round((first + timedelta(minutes=15 * place)) / timedelta(days=1), digits) for place in range(96)]
    rows = "\n".join(f"{str(serial).replace('.', ',')};{place},5" for place, serial in enumerate(serials))
    reading = read(f"Fecha y hora;Compra (MW)\n{rows}".encode(), "a.csv")
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-30 00:00", "2026-11-30 23:45"]
    assert (rising(reading), errors_of(reading)) == (True, [])
    reading = read(table(*(f"46356;{hour};{hour - 1},5" for hour in TO_24)), "a.csv")
    assert (format_labels(reading.rows.labels)[0], rising(reading)) == ("2026-11-30 01:00", True)


@pytest.mark.parametrize("written", ["%H:%M %d/%m/%Y", "%H:%M:%S %Y-%m-%d", "%H:%M, %d.%m.%Y", "%H:%M %d-%m-%y"])
def test_the_time_before_the_date(written: str) -> None:
    for day in ("2026-11-30", "2026-10-25"):
        lines = at_each_hour(written, day=day)
        reading = read("\n".join(["Hora y fecha;Compra (MW)", *lines]).encode(), "a.csv")
        assert (len(reading.rows), rising(reading), errors_of(reading)) == (len(lines), True, [])
        assert format_labels(reading.rows.labels)[::23][0] == f"{day} 00:00"


@pytest.mark.parametrize("written", ["01122026", 1_122_026, 1_122_026.0])
def test_a_day_without_separators_may_have_the_day_first(written: object) -> None:
    rows = [["Fecha", "Hora", "Compra (MW)"], *([written, hour, hour + 0.5] for hour in range(1, 25))]
    labels = format_labels(read(xlsx(rows), "a.xlsx").rows.labels)
    assert (labels[0], labels[-1]) == ("2026-12-01 01:00", "2026-12-02 00:00")


def test_values_that_could_be_written_days_are_values() -> None:
    rows = [["Fecha", "Compra (Wh)"], *([moment, 1_122_026 + 1_000_037 * at] for at, moment in enumerate(times(24)))]
    reading = read(xlsx(rows), "a.xlsx")
    assert (reading.column, reading.rows.mw[0]) == ("Compra (Wh)", 1.122026)


@pytest.mark.parametrize(
    "months", [("noviembre", "diciembre"), ("Nov", "Dic"), ("nov.", "dic."), ("November", "Dezember")]
)
def test_the_month_of_three_columns_may_be_a_name(months: tuple[str, str]) -> None:
    days = ((months[0], 30), (months[1], 1))
    rows = [[2026, month, day, hour, day + hour / 2] for month, day in days for hour in range(1, 25)]
    reading = read(text([["Año", "Mes", "Día", "Hora", "Compra (MW)"], *rows]), today=date(2026, 11, 29))
    assert format_labels(reading.rows.labels)[::47] == ["2026-11-30 01:00", "2026-12-02 00:00"]
    assert reading.rows.mw.tolist() == [row[-1] for row in rows]
    assert not reading.problems
