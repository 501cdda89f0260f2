"""Dates and times of a file: the order of day and month, offsets, serial numbers, and the ways people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_label, format_labels
from tests.spreadsheets.builders import DAY, errors_of, hours, notes_of, read, text, times, workbook_of_parts, xlsx
from tests.spreadsheets.test_rules import HEADER, refusal


def dated(*stamps: str, name: str = "a.csv", **options: Any) -> list[str]:
    reading = read(text([HEADER, *([stamp, 10.5] for stamp in stamps)]), name, **options)
    return [format_label(label) for label in reading.rows.labels]


def test_a_number_above_twelve_decides_the_order() -> None:
    assert dated("13/02/2026 01:00", "13/02/2026 02:00")[0] == "2026-02-13 01:00"
    assert dated("02/13/2026 01:00", "02/13/2026 02:00")[0] == "2026-02-13 01:00"


def test_even_steps_decide_the_order() -> None:
    days = [datetime(2026, 2, 9) + timedelta(hours=hour) for hour in range(72)]
    assert dated(*(f"{day:%d/%m/%Y %H:%M}" for day in days)) == [f"{day:%Y-%m-%d %H:%M}" for day in days]
    assert dated(*(f"{day:%m/%d/%Y %H:%M}" for day in days)) == [f"{day:%Y-%m-%d %H:%M}" for day in days]


@pytest.mark.parametrize("stamp", ["24/11/2062026", "31/12/9999 24:00", "24/11/0026 01:00", "24/11/2026 01:00:30"])
def test_impossible_times_are_wrong_cells(stamp: str) -> None:
    rows: list[list[Any]] = hours()
    rows[3][0] = stamp
    assert errors_of(read(text([HEADER, *rows]))) == [(5, "Fecha y hora", f"“{stamp}” is not a date and time.")]


def test_gaps_in_both_orders_are_asked_about() -> None:
    stamps = [f"{day}/{month}/2026 {hour:02}:00" for day, month in ((1, 5), (7, 9)) for hour in range(24)]
    assert "Say which one it is" in refusal(text([HEADER, *([stamp, 10.5] for stamp in stamps)]))
    assert len(dated(*stamps, month_first=False)) == 48


def test_offsets_and_utc_become_labels_of_the_zone() -> None:
    expected = ["2026-11-24 01:00", "2026-11-24 02:00"]
    assert dated("2026-11-24T01:00:00+01:00", "2026-11-24T02:00:00+01:00") == expected
    assert dated("2026-11-24T00:00:00Z", "2026-11-24T01:00:00Z") == expected
    assert dated("2026-11-24 00:00", "2026-11-24 01:00") != expected
    header = ["Date (UTC)", "Purchase MW"]
    reading = read(text([header, ["2026-11-24 00:00", 1.5], ["2026-11-24 01:00", 2.5]]))
    assert [format_label(label) for label in reading.rows.labels] == expected
    assert "UTC" in notes_of(reading)
    assert dated("2026-11-24T00:00:00Z", "2026-11-24T01:00:00Z", zone="Europe/Lisbon")[0] == "2026-11-24 00:00"


def test_times_in_utc_are_judged_by_their_own_clock() -> None:
    """A whole day from 00:00Z looks like ends in Madrid, where it begins at 01:00."""
    for first, labels in ((0, Label.START), (1, Label.END)):
        begin = datetime(2026, 11, 24)  # UTC
        stamps = [f"{begin + timedelta(hours=first + hour):%Y-%m-%dT%H:%M}Z" for hour in range(24)]
        reading = read(text([HEADER, *([stamp, 10.5] for stamp in stamps)]))
        assert reading.labels is labels
        assert reading.label_question is (labels is Label.START)


def test_the_october_hour_by_offset_keeps_its_order() -> None:
    start = datetime(2026, 10, 24, 22)  # UTC; midnight in Madrid
    stamps = [f"{start + timedelta(hours=hour):%Y-%m-%dT%H:%M}Z" for hour in range(25)]
    labels = dated(*reversed(stamps))
    assert labels[:5] == [f"2026-10-25 0{hour}:00" for hour in (0, 1, 2, 2, 3)]
    assert "only in winter time" in refusal(text([HEADER, *([stamp, 10.5] for stamp in stamps[3:])]))


def test_serial_numbers_without_their_format() -> None:
    serials = [46350 + index / 96 for index in range(1, 97)]
    reading = read(xlsx([HEADER, *([serial, 10.5] for serial in serials)]))
    assert format_label(reading.rows.labels[0]) == "2026-11-24 00:15"
    assert reading.labels is Label.END
    assert "lost their format" in notes_of(reading)


def test_serial_numbers_of_1904() -> None:
    xml = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{46350 - 1462 + row / 24}</v></c><c r="B{row}"><v>{row}.5</v></c></row>'
        for row in range(1, 25)
    )
    assert format_label(read(workbook_of_parts(xml, date1904=True)).rows.labels[0]) == "2026-11-24 01:00"


def test_days_and_months_exchanged_by_a_spreadsheet_are_refused() -> None:
    rows = []
    for day in (11, 12, 13, 14):
        for hour in range(24):
            right = datetime(2026, 11, day, hour)
            rows.append([datetime(2026, day, 11, hour) if day < 13 else f"{right:%d/%m/%Y %H:%M}", 10.5])
    assert "exchanged days and months" in refusal(xlsx([HEADER, *rows]))


def test_begin_and_end_columns_give_the_label_of_the_account() -> None:
    rows = [[moment - timedelta(hours=1), moment, 10.5] for moment in times(24)]
    content = text([["Datum von", "Datum bis", "Netzlast [MWh]"], *rows])
    assert read(content).rows.labels.tolist() == times(24)
    started = read(content, account_label=Label.START)
    assert (started.labels, started.rows.labels.tolist()[0]) == (Label.START, DAY)


# --- as people write them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["%m/%d/%Y %I:%M %p", "%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M%p", "%Y-%m-%d %I:%M\u202f%p"]
)
@pytest.mark.parametrize("spell", [str, str.lower, lambda half: half.replace("AM", "a. m.").replace("PM", "p. m.")])
def test_times_of_twelve_hours(form: str, spell: Callable[[str], str]) -> None:
    moments = times(24, first=DAY)
    assert dated(*(spell(f"{moment:{form}}") for moment in moments)) == [
        f"{moment:%Y-%m-%d %H:%M}" for moment in moments
    ]
    for clock in ("%I:%M %p", "%I %p"):
        rows = [["24/11/2026", spell(f"{moment:{clock}}"), index + 0.5] for index, moment in enumerate(moments)]
        reading = read(text([["Date", "Hour", "Load (MW)"], *rows]), "a.csv")
        assert reading.rows.labels.tolist() == moments
    for wrong in ("24/11/2026 13:00 PM", "24/11/2026 0:00 AM"):
        reading = read(text([HEADER, *([moment, 1.5] for moment in moments[:20]), [wrong, 1.5]]))
        assert errors_of(reading) == [(22, "Fecha y hora", f"“{wrong}” is not a date and time.")]


WRITTEN = {
    "short year": lambda moment: f"{moment:%d/%m/%y %H:%M}",
    "points and a short year": lambda moment: f"{moment:%d.%m.%y %H.%M}",
    "month by name": lambda moment: f"{moment.day}-nov-{moment:%Y %H:%M}",
    "month by its whole name": lambda moment: f"{moment.day} de noviembre de {moment:%Y %H:%M}",
    "month by name, short year": lambda moment: f"{moment.day:02}-Nov-{moment:%y %H:%M:%S}",
    "month first": lambda moment: f"{moment:%b} {moment.day}, {moment:%Y %I:%M:%S %p}",
    "month first, a comma behind": lambda moment: f"{moment:%B %d, %Y, %I:%M} {moment:%p}".replace("AM", "a.m."),
    "weekday and month first": lambda moment: f"{moment:%A, %B %d, %Y %I:%M %p}",
    "month and year first": lambda moment: f"{moment:%Y-%b-%d %H:%M}",
    "halves of the day in Spanish": lambda moment: (
        f"{moment.day} de noviembre de {moment:%Y}, {moment:%I:%M:%S}\u202f{'ap'[moment.hour > 11]}.\u00a0m."
    ),
    "weekday": lambda moment: f"{('mar', 'mié.')[moment.day - 24]} {moment:%d/%m/%Y %H:%M}",
    "weekday and comma": lambda moment: f"{moment:%A, %d.%m.%Y %H:%M}",
}


@pytest.mark.parametrize("way", WRITTEN)
def test_dates_as_people_write_them(way: str) -> None:
    moments = times(24)
    assert dated(*(WRITTEN[way](moment) for moment in moments)) == [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]
    day = re.split(r",?\s\d{1,2}[:.]\d\d(?![.\d])", WRITTEN[way](DAY))[0]
    rows = [[day, hour, hour + 0.5] for hour in range(1, 25)]
    reading = read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == moments
    assert ("two digits" in notes_of(reading)) == ("short year" in way and "name" not in way)


def test_a_month_in_words_leaves_no_order_to_be_asked() -> None:
    """Day and month of the same number range, and the halves of the day beside them."""
    moments = times(24, first=datetime(2025, 11, 12))
    for stamp in ("%b %d, %Y %I:%M:%S %p", "%B %d, %Y %I:%M %p", "%d-%b-%Y %I:%M %p"):
        assert dated(*(f"{moment:{stamp}}" for moment in moments)) == [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]
    rows = [["November 12, 2025"], ["Hora", "Compra (MW)"], *([hour, 1.5] for hour in range(1, 25))]
    assert format_label(read(text(rows), "a.csv").rows.labels[0]) == "2025-11-12 01:00"


def test_the_halves_of_the_day_in_spanish_raise_no_question_of_the_order() -> None:
    moments = times(24, first=datetime(2026, 3, 2))
    spanish = [f"{moment:%d/%m/%Y %I:%M:%S} {'ap'[moment.hour > 11]}.\u202fm." for moment in moments]
    assert dated(*spanish) == [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]
    english = [f"{moment:%d/%m/%Y %I:%M:%S %p}" for moment in moments]
    assert "Say which one it is" in refusal(text([HEADER, *([stamp, 10.5] for stamp in english)]))


def test_what_only_looks_like_a_date_is_none() -> None:
    for word in ("31/02/26 01:00", "24-xyz-2026 01:00", "24/11/99 01:00", "99-nov-2026 01:00"):
        reading = read(text([HEADER, *([moment, 1.5] for moment in times(20)), [word, 1.5]]))
        assert errors_of(reading) == [(22, "Fecha y hora", f"“{word}” is not a date and time.")]


def test_the_hour_that_is_marked_dst_comes_before_the_one_that_repeats_it() -> None:
    stamps = ["25/10/2026 01:00", "25/10/2026 02:00 DST", *(f"25/10/2026 {hour:02}:00" for hour in range(2, 24))]
    assert dated(*stamps)[:4] == [f"2026-10-25 0{hour}:00" for hour in (1, 2, 2, 3)]


@pytest.mark.parametrize("head", ["Fecha", "Data", "Día", "Date"])
def test_serial_days_beside_the_hours_are_days(head: str) -> None:
    serial = (date(2026, 11, 30) - date(1899, 12, 30)).days
    rows = [[serial + day, hour, day * 100 + hour + 0.5] for day in range(2) for hour in range(1, 25)]
    wide = [[serial + day, *(day * 100 + hour + 0.5 for hour in range(1, 25))] for day in range(2)]
    for content in (
        [[head, "Hora", "Compra (MW)"], *rows],
        [["Compra (MW)"], [head, *(f"H{hour}" for hour in range(1, 25))], *wide],
    ):
        reading = read(xlsx(content))
        assert format_labels(reading.rows.labels)[::47] == ["2026-11-30 01:00", "2026-12-02 00:00"]
        assert reading.rows.mw.tolist() == [day * 100 + hour + 0.5 for day in range(2) for hour in range(1, 25)]
        assert f"{serial} was read as 2026-11-30" in notes_of(reading)


def test_powers_that_look_like_serial_days_are_none() -> None:
    rows = [[hour, 46_000 + hour] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha: 30/11/2026"], ["Hora", "Data (kW)"], *rows]))
    assert (reading.rows.mw[0], reading.unit) == (46.001, "kW")
    old = [[36_600, hour, 1.5] for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError):
        read(xlsx([["Fecha", "Hora", "Compra (MW)"], *old]))


@pytest.mark.parametrize("wrong", ["00/01/1900", "00/12/2026", "12/00/2026"])
@pytest.mark.parametrize("place", [0, 11, 23])
def test_a_text_that_is_a_day_in_neither_order_is_an_error_on_its_cell_among_real_dates(wrong: str, place: int) -> None:
    rows: list[list[Any]] = [[datetime(2026, 11, 30), hour, 35.5 + hour / 8] for hour in range(1, 25)]
    rows[place][0] = wrong
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]), today=date(2026, 11, 29))
    assert len(reading.rows) == 24
    ((row, column, said),) = errors_of(reading)
    assert (row, column) == (place + 2, "Fecha")
    assert wrong in said


def test_two_of_them_are_no_sign_of_exchanged_dates() -> None:
    rows: list[list[Any]] = [
        [datetime(2026, 11, day), hour, 35.5 + hour / 8] for day in (28, 29, 30) for hour in range(1, 25)
    ]
    for row in rows[24:48]:
        row[0] = "00/11/2026"
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]), today=date(2026, 11, 29))
    assert len(errors_of(reading)) == 24
