"""Periods whose begin and end stand in two columns, that bear the date of their end, or that end at 24:00."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import xlsxwriter

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx

DAYS = [date(2026, 10, 24), date(2026, 3, 28), date(2026, 11, 23)]
"""Each with the day after it, two of which change the clocks."""
HEADS = [("von", "bis"), ("Desde", "Hasta"), ("Hora inicio", "Hora fin"), ("Start", "End")]


def rows_of(day: date, step: int, *, by_end: bool = False) -> list[list[str | float]]:
    """Date, begin, end and a value for each period of two days; the date is that of the begin, or of the end."""
    return [
        [f"{period.end if by_end else period.begin:%d/%m/%Y}", f"{period.begin:%H:%M}", f"{period.end:%H:%M}", at + 0.5]
        for at, period in enumerate(corpus.periods_of(day, 2, step))
    ]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize("heads", HEADS)
def test_both_ends_leave_no_question_of_the_label(day: date, step: int, heads: tuple[str, str]) -> None:
    table = [["Fecha", *heads, "Compra (MW)"], *rows_of(day, step)]
    turned = [[row[0], row[2], row[1], row[3]] for row in table]
    periods = corpus.periods_of(day, 2, step)
    for data, name in ((text(table), "a.csv"), (xlsx(table), "a.xlsx"), (text(turned), "a.csv")):
        reading = read(data, name)
        assert reading.rows.labels.tolist() == [period.end for period in periods]
        assert (reading.rows.mw.tolist(), errors_of(reading)) == ([at + 0.5 for at in range(len(periods))], [])
        assert "names the begin and the end of each period" in notes_of(reading)
        begins = read(data, name, account_label=Label.START)
        assert begins.rows.labels.tolist() == [period.begin for period in periods]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize(
    "heads",
    [
        ("Da", "A"),
        ("Dalle", "Alle"),
        ("De", "À"),
        ("Du", "Au"),
        ("Van", "Tot"),
        ("Das", "Às"),
        ("Hora I", "Hora F"),
        ("H. ini", "H. fin"),
        ("X", "Y"),
    ],
)
def test_neighbours_one_period_apart_are_begin_and_end_whatever_they_are_called(
    day: date, step: int, heads: tuple[str, str]
) -> None:
    table = [["Data", *heads, "MW"], *rows_of(day, step)]
    periods = corpus.periods_of(day, 2, step)
    reading = read(text(table), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in periods]
    assert (reading.rows.mw.tolist(), reading.problems) == ([at + 0.5 for at in range(len(periods))], ())
    assert "names the begin and the end of each period" in notes_of(reading)


@pytest.mark.parametrize("heads", [("Da", "A"), ("Van", "Tot"), ("H. ini", "H. fin")])
@pytest.mark.parametrize("hours", [range(24), range(8, 20)])
def test_such_neighbours_below_the_day_of_the_table(heads: tuple[str, str], hours: range) -> None:
    rows = [[f"{hour:02}:00", f"{(hour + 1) % 24:02}:00", hour + 0.5] for hour in hours]
    reading = read(text([["Programma 23-11-2026"], [*heads, "MW"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [datetime(2026, 11, 23) + timedelta(hours=hour + 1) for hour in hours]
    assert errors_of(reading) == []


@pytest.mark.parametrize("heads", [("Von", "Bis"), ("Da", "A"), ("Hora", "Hora fin"), ("X", "Y")])
@pytest.mark.parametrize("step", [60, 15])
def test_the_begin_and_the_end_beside_days_across(heads: tuple[str, str], step: int) -> None:
    periods = corpus.periods_of(DAYS[2], 2, step)
    count = len(periods) // 2
    rows = [[f"{p.begin:%H:%M}", f"{p.end:%H:%M}", at + 0.5, at + 200.5] for at, p in enumerate(periods[:count])]
    reading = read(text([["Compra MW"], [*heads, "23/11/2026", "24/11/2026"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in periods]
    assert (reading.rows.mw.tolist()[count], reading.problems) == (200.5, ())
    assert "names the begin and the end of each period" in notes_of(reading)


def test_a_second_clock_beside_days_across_is_no_end() -> None:
    rows = [[f"{at:02}:00", f"{(at + 1) % 24:02}:00", at + 0.5, at + 200.5] for at in range(24)]
    reading = read(text([["Compra MW"], ["Hora solar", "Hora oficial", "23/11/2026", "24/11/2026"], *rows]), "a.csv")
    assert "the begin and the end" not in notes_of(reading)


def test_the_begin_and_the_end_as_hours_and_minutes_in_one_number() -> None:
    rows = [["23/11/2026", f"{at:02}00", f"{(at + 1) % 24:02}00", at + 0.5] for at in range(24)]
    reading = read(text([["Data", "Da", "A", "MW"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [datetime(2026, 11, 23) + timedelta(hours=at + 1) for at in range(24)]
    assert (reading.rows.mw.tolist(), reading.problems) == ([at + 0.5 for at in range(24)], ())


@pytest.mark.parametrize(("step", "heads"), [(15, ("Ab-Zeit", "Bis-Zeit")), (60, ("Von-Zeit", "Bis-Zeit"))])
def test_the_begin_and_the_end_each_with_its_day_beside(step: int, heads: tuple[str, str]) -> None:
    periods = corpus.periods_of(DAYS[2], 2, step)
    rows = [
        [f"{p.begin:%d.%m.%Y}", f"{p.begin:%H:%M:%S}", f"{p.end:%d.%m.%Y}", f"{p.end:%H:%M:%S}", at + 0.5]
        for at, p in enumerate(periods)
    ]
    reading = read(text([["Ab-Datum", heads[0], "Bis-Datum", heads[1], "MW"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in periods]
    assert (reading.rows.mw.tolist(), reading.problems) == ([at + 0.5 for at in range(len(periods))], ())


@pytest.mark.parametrize(
    ("heads", "step", "first"),
    [
        (("Hora solar", "Hora oficial"), 60, 0),
        (("Hora prevista", "Hora real"), 60, 0),
        (("PT", "ES"), 60, 0),
        (("X", "Y"), 60, 8),
        (("X", "Y"), 15, 0),
    ],
)
def test_two_clocks_and_any_other_hours_apart_are_no_begin_and_end(
    heads: tuple[str, str], step: int, first: int
) -> None:
    """An hour apart, by what they are called, on part of a day, or beside rows of quarters."""
    minutes = range(first * 60, 20 * 60 if first else 24 * 60, step)
    rows = [
        ["23/11/2026", f"{m // 60:02}:{m % 60:02}", f"{(m // 60 + 1) % 24:02}:{m % 60:02}", m + 0.5] for m in minutes
    ]
    reading = read(text([["Fecha", *heads, "MW"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [datetime(2026, 11, 23) + timedelta(minutes=m) for m in minutes]
    assert "the begin and the end" not in notes_of(reading)


def test_local_times_beside_those_in_utc_are_no_begin_and_end() -> None:
    periods = corpus.periods_of(DAYS[2], 2, 60)
    rows = [[f"{p.begin:%d/%m/%Y}", f"{p.begin:%H:%M}", f"{p.start:%H:%M}", at] for at, p in enumerate(periods)]
    reading = read(text([["Fecha", "Hora local", "Hora UTC", "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.begin for period in periods]
    assert "the begin and the end" not in notes_of(reading)


def test_a_begin_that_contradicts_its_end_is_marked() -> None:
    rows = rows_of(DAYS[2], 60)
    rows[5][2] = "09:00"
    reading = read(text([["Fecha", "Desde", "Hasta", "Compra (MW)"], *rows]), "a.csv")
    assert [(row, column) for row, column, _ in errors_of(reading)] == [(7, "Fecha")]
    assert len(reading.rows) == 48


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("joined", [False, True])
def test_the_last_period_may_bear_the_date_of_its_end(day: date, step: int, backwards: bool, joined: bool) -> None:
    rows = rows_of(day, step, by_end=True)
    assert rows[-1][0] == f"{day + timedelta(2):%d/%m/%Y}"
    if backwards:
        rows.reverse()
    if joined:
        table = [["Fecha", "Periodo", "MW"], *([row[0], f"{row[1]} - {row[2]}", row[3]] for row in rows)]
    else:
        table = [["Fecha", "Desde", "Hasta", "MW"], *rows]
    reading = read(text(table), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(day, 2, step)]
    assert reading.rows.mw.tolist() == [at + 0.5 for at in range(len(rows))]
    assert not reading.problems


@pytest.mark.parametrize("epoch_1904", [False, True])
@pytest.mark.parametrize("form", ["hh:mm", "[h]:mm"])
@pytest.mark.parametrize("step", [60, 15])
def test_a_day_that_ends_at_24_in_cells_of_times_alone(epoch_1904: bool, form: str, step: int) -> None:
    content = BytesIO()
    count = 24 * 60 // step
    with xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": epoch_1904}) as book:
        sheet, time = book.add_worksheet(), book.add_format({"num_format": form})
        sheet.write_row(0, 0, ["Fecha", "Hora", "Compra (MW)"])
        for at in range(2 * count):
            sheet.write(at + 1, 0, f"{DAYS[2] + timedelta(at // count):%d/%m/%Y}")
            sheet.write_number(at + 1, 1, (at % count + 1) / count, time)
            sheet.write_number(at + 1, 2, at + 0.5)
    reading = read(content.getvalue())
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(DAYS[2], 2, step)]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([at + 0.5 for at in range(2 * count)], [])


@pytest.mark.parametrize("heads", [("De", "Até"), ("Fecha desde", "Fecha hasta"), ("Desde", "Fecha y hora")])
@pytest.mark.parametrize("above", [[], [["Versión", "3"], ["Generado", "23/11/2026 08:15"]]])
def test_moments_of_the_begin_and_the_end(heads: tuple[str, str], above: list[list[str]]) -> None:
    """Also where one header alone says so; and a stamp above the second column is none of its times."""
    periods = corpus.periods_of(DAYS[2], 2, 60)
    rows = [[f"{p.begin:%d/%m/%Y %H:%M}", f"{p.end:%d/%m/%Y %H:%M}", at + 0.5] for at, p in enumerate(periods)]
    reading = read(text([*above, [*heads, "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in periods]
    assert "names the begin and the end of each period" in notes_of(reading)
