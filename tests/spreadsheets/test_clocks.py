"""Files that say that their times are in UTC, wherever they say it; they are never read by another clock in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets.builders import errors_of, notes_of, read
from tests.spreadsheets.test_layouts import lines

MADRID = ZoneInfo("Europe/Madrid")
DAYS = [date(2026, 11, 24), date(2026, 7, 24), date(2026, 10, 24), date(2026, 3, 28)]


def local(day: date, label: Label) -> list[datetime]:
    """The labels, in Madrid, of the hours of a day of UTC."""
    first = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=label is Label.END)
    return [(first + timedelta(hours=hour)).astimezone(MADRID).replace(tzinfo=None) for hour in range(24)]


NUMBERED = {
    "header of the dates": ["Date (UTC);Hour;Load MW"],
    "header of the hours": ["Date;Hour (UTC);Load MW"],
    "title": ["All times in UTC", "Date;Hour;Load MW"],
    "metadata": ["Timezone;GMT", "Date;Hour;Load MW"],
    "title and a moment": ["Updated 23/11/2026 10:00 UTC+5", "Times: UTC", "Date;Hour;Load MW"],
}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("where", NUMBERED)
@pytest.mark.parametrize("label", Label)
def test_numbered_hours_of_utc(day: date, where: str, label: Label) -> None:
    for base in (0, 1):
        rows = [f"{day:%d/%m/%Y};{hour + base};{hour},5" for hour in range(24)]
        reading = read(lines(*NUMBERED[where], *rows), "a.csv", account_label=label)
        assert reading.rows.labels.tolist() == local(day, label)
        assert (reading.rows.mw.tolist(), errors_of(reading)) == ([hour + 0.5 for hour in range(24)], [])
        assert "times are in UTC" in notes_of(reading)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("apart", [";", " "])
def test_times_of_day_of_utc(day: date, apart: str) -> None:
    head = "Date;Hour;Load MW" if apart == ";" else "Date;Load MW"
    rows = [f"{day:%d/%m/%Y}{apart}{hour:02}:00;{hour},5" for hour in range(24)]
    for title in ("All times in UTC", "Time zone;UTC"):
        reading = read(lines(title, head, *rows), "a.csv")
        assert reading.rows.labels.tolist() == local(day, Label.START)
        assert (reading.labels, errors_of(reading)) == (Label.START, [])


@pytest.mark.parametrize("day", DAYS)
def test_periods_across_and_days_across_of_utc(day: date) -> None:
    names = ";".join(f"H{hour}" for hour in range(1, 26))
    values = ";".join(f"{hour},5" for hour in range(24))
    wide = lines("Load (MW), times in UTC", f"Date;{names}", f"{day:%d/%m/%Y};{values};")
    assert read(wide, "a.csv").rows.labels.tolist() == local(day, Label.END)
    corner = lines("Load (MW)", f"Date (UTC);{names}", f"{day:%d/%m/%Y};{values};")
    assert read(corner, "a.csv").rows.labels.tolist() == local(day, Label.END)
    after = day + timedelta(days=1)
    rows = [f"{hour};{hour},5;{hour},25" for hour in range(1, 25)]
    across = lines("Load (MW)", f"Hour (UTC);{day:%d/%m/%Y};{after:%d/%m/%Y}", *rows)
    assert read(across, "a.csv").rows.labels.tolist() == local(day, Label.END) + local(after, Label.END)


def test_a_moment_in_utc_and_another_column_say_nothing_of_the_table() -> None:
    rows = [f"24/11/2026;{hour};{hour},5" for hour in range(1, 25)]
    for title in ("Updated 23/11/2026 10:00 UTC", "Issued in UTC", "Emitido: 10:00 UTC;x", "a;b;UTC"):
        reading = read(lines(title, "Fecha;Hora;Compra (MW)", *rows), "a.csv")
        assert reading.rows.labels[0].item() == datetime(2026, 11, 24, 1)
        assert "UTC" not in notes_of(reading)
