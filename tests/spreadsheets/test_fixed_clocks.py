"""Files that keep winter time all year without saying so: said, and converted where a person chooses that clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import clock_name, winter_zone
from ravenwits_desktop.domain.kept_doubts import doubts_seen, new_doubts
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx

MARCH, OCTOBER = date(2026, 3, 29), date(2026, 10, 25)
SAID = "as if the clocks did not change"


def warnings_of(reading: Reading) -> str:
    return " ".join(str(found.problem.message) for found in reading.problems if found.problem.row is None)


def winter_times(first: date, days: int, step: int, *, end: bool) -> list[datetime]:
    begin = datetime(first.year, first.month, first.day) + timedelta(minutes=step * end)
    return [begin + timedelta(minutes=step * place) for place in range(days * 24 * 60 // step)]


def table(moments: list[datetime], head: str = "Fecha y hora") -> bytes:
    return text([[head, "Compra (MW)"], *([moment, place + 0.5] for place, moment in enumerate(moments))])


@pytest.mark.parametrize("day", [MARCH, OCTOBER])
@pytest.mark.parametrize("days", [1, 3])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("end", [True, False])
@pytest.mark.parametrize("head", ["Fecha y hora", "Datetime (CET)"])
def test_times_that_run_on_over_the_change_are_said_and_converted(
    day: date, days: int, step: int, end: bool, head: str
) -> None:
    moments = winter_times(day - timedelta(days=days // 2), days, step, end=end)
    plain = read(table(moments, head), account_zone="Europe/Madrid")
    assert SAID in warnings_of(plain)
    assert "choose the clock “UTC+1”" in warnings_of(plain)
    chosen = read(table(moments, head), zone="Etc/GMT-1", account_zone="Europe/Madrid")
    assert (SAID in warnings_of(chosen), errors_of(chosen), chosen.zone) == (False, [], "Europe/Madrid")
    assert "read as those of UTC+1 and converted to Europe/Madrid" in notes_of(chosen)
    label = Label.END if end else Label.START
    assert chosen.labels is label
    starts = timegrid.read_labels(chosen.rows.labels, step, label, "Europe/Madrid").starts.astype(object).tolist()
    assert starts == [moment - timedelta(minutes=60 + step * end) for moment in moments]
    assert chosen.rows.mw.tolist() == [place + 0.5 for place in range(len(moments))]


@pytest.mark.parametrize("day", [MARCH, OCTOBER])
def test_local_times_and_days_without_a_change_raise_no_doubt(day: date) -> None:
    begin = datetime(day.year, day.month, day.day) - timedelta(hours=2)  # UTC, or near it
    instants = timegrid.as_minutes([begin + timedelta(hours=hour) for hour in range(48)])
    local = timegrid.utc_to_wall(instants, "Europe/Madrid").astype(object).tolist()
    assert SAID not in warnings_of(read(table(local)))
    missing = [moment for moment in local if moment.hour != 5]
    assert SAID not in warnings_of(read(table(missing)))
    assert SAID not in warnings_of(read(table(winter_times(date(2026, 11, 24), 3, 60, end=True))))
    utc = [[f"{moment:%Y-%m-%d %H:%M}Z", 1.5] for moment in winter_times(day, 2, 60, end=False)]
    assert SAID not in warnings_of(read(text([["Fecha", "Compra (MW)"], *utc])))


@pytest.mark.parametrize("day", [MARCH, OCTOBER])
def test_24_numbered_hours_are_converted_as_well(day: date) -> None:
    days = [day + timedelta(days=place) for place in (-1, 0, 1)]
    rows = [[f"{each:%d/%m/%Y}", *(hour + 0.5 for hour in range(24))] for each in days]
    content = xlsx([["Compra (MW)"], ["Fecha", *range(1, 25)], *rows])
    assert SAID in warnings_of(read(content, account_zone="Europe/Madrid"))
    chosen = read(content, zone="Etc/GMT-1", account_zone="Europe/Madrid")
    assert (len(chosen.rows), errors_of(chosen), SAID in warnings_of(chosen)) == (72, [], False)
    starts = timegrid.read_labels(chosen.rows.labels, 60, Label.END, "Europe/Madrid").starts
    begin = datetime(days[0].year, days[0].month, days[0].day) - timedelta(hours=1)
    assert starts.astype(object).tolist() == [begin + timedelta(hours=hour) for hour in range(72)]


@pytest.mark.parametrize(
    ("zone", "winter", "name"),
    [
        ("Europe/Madrid", "Etc/GMT-1", "UTC+1"),
        ("Europe/Lisbon", "UTC", "UTC"),
        ("America/Bogota", "Etc/GMT+5", "UTC-5"),
    ],
)
def test_the_clock_without_summer_time_is_called_by_its_distance_from_utc(zone: str, winter: str, name: str) -> None:
    assert (winter_zone(zone), clock_name(winter)) == (winter, name)
    assert clock_name(zone) == zone


@pytest.mark.parametrize("head", ["Zeit (MEZ)", "Hora CET", "Datetime [CET]"])
def test_times_of_summer_below_the_name_of_winter_time_are_a_doubt(head: str) -> None:
    summer = winter_times(date(2026, 7, 1), 2, 60, end=True)
    said = f"“{head}” was read as the clock of Europe/Madrid, in summer as well"
    assert said in warnings_of(read(table(summer, head), account_zone="Europe/Madrid"))
    chosen = read(table(summer, head), zone="Etc/GMT-1", account_zone="Europe/Madrid")
    assert (head in warnings_of(chosen), str(chosen.rows.labels[0])) == (False, "2026-07-01T02:00")
    winter = winter_times(date(2026, 1, 7), 2, 60, end=True)
    assert warnings_of(read(table(winter, head), account_zone="Europe/Madrid")) == ""


@pytest.mark.parametrize("head", ["Zeit (MEZ/MESZ)", "Time (CET/CEST)", "Hora local CET", "Fecha y hora"])
def test_the_names_of_both_clocks_or_of_the_local_one_are_none(head: str) -> None:
    summer = winter_times(date(2026, 7, 1), 2, 60, end=True)
    assert warnings_of(read(table(summer, head), account_zone="Europe/Madrid")) == ""


def test_times_that_change_with_the_clocks_show_that_they_are_local() -> None:
    begin = datetime(2026, 10, 24, 22)
    instants = timegrid.as_minutes([begin + timedelta(hours=hour) for hour in range(25)])
    local = timegrid.utc_to_wall(instants, "Europe/Madrid").astype(object).tolist()
    assert warnings_of(read(table(local, "Time (CET)"), account_zone="Europe/Madrid")) == ""


def test_the_name_of_a_clock_that_was_seen_once_is_no_new_doubt() -> None:
    days = (winter_times(day, 2, 60, end=False) for day in (date(2026, 7, 1), date(2026, 7, 8)))
    one, next_one = (read(table(moments, "Time (CET)"), account_zone="Europe/Madrid") for moments in days)
    assert "in summer as well" in warnings_of(next_one)
    assert new_doubts(dict(doubts_seen(one)), next_one) == ()
    assert new_doubts({}, next_one) != ()
