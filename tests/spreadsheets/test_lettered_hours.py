"""The hour that October repeats by a letter behind it, in one cell with its date: 25/10/2026 2A, 25/10/2026 02:00B."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, read, text, xlsx

OCTOBER = date(2026, 10, 25)
WAYS = {
    "2A": lambda moment: f"{moment:%H}".lstrip("0"),
    "02A": lambda moment: f"{moment:%H}",
    "02:00A": lambda moment: f"{moment:%H:%M}",
    "02:00 A": lambda moment: f"{moment:%H:%M} ",
    "2:00:00A": lambda moment: f"{moment:%H:%M:%S}".lstrip("0"),
}


def lettered(way: str, step: int, label: Label, form: str) -> tuple[list[list[Any]], list[datetime]]:
    """Rows of two days with letters behind the labels that stand there twice, and the labels as they are meant."""
    periods = corpus.periods_of(OCTOBER, 2, step)
    labels = [one.end if label is Label.END else one.begin for one in periods]
    rows = []
    for place, named in enumerate(labels):
        twice = labels.count(named) == 2
        letter = ("A" if named not in labels[:place] else "B") if twice else ""
        clock = WAYS[way](named) + letter if twice else f"{named:%H:%M}"
        rows.append([f"{named:{form}} {clock}", place + 0.5])
    return rows, labels


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("form", "label"), [("%d/%m/%Y", Label.END), ("%Y-%m-%d", Label.START), ("%d/%m/%y", Label.END)]
)
def test_a_letter_behind_the_hour_tells_the_halves(way: str, form: str, label: Label) -> None:
    rows, labels = lettered(way, 60, label, form)
    place = next(place for place, (named, _) in enumerate(rows) if str(named).endswith("A"))
    for order in (rows, rows[::-1], [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]]):
        reading = read(text([["Fecha y hora", "Compra (MW)"], *order]), "a.csv")
        assert reading.rows.labels.tolist() == labels
        assert reading.rows.mw.tolist() == [place + 0.5 for place in range(49)]
        assert (reading.labels, reading.resolution, errors_of(reading)) == (label, 60, [])


@pytest.mark.parametrize("way", ["02:00A", "02:00 A"])
def test_quarters_of_it_may_bear_the_letter(way: str) -> None:
    rows, labels = lettered(way, 15, Label.START, "%d/%m/%Y")
    reading = read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv")
    assert (reading.rows.labels.tolist(), errors_of(reading), reading.resolution) == (labels, [], 15)
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(len(labels))]


def test_among_real_dates_of_a_workbook() -> None:
    rows, labels = lettered("2A", 60, Label.END, "%d/%m/%Y")
    mixed = [[text if text[-1] in "AB" else named, mw] for (text, mw), named in zip(rows, labels, strict=True)]
    reading = read(xlsx([["Fecha y hora", "Compra (MW)"], *mixed]))
    assert (reading.rows.labels.tolist(), errors_of(reading)) == (labels, [])
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(49)]


def test_the_end_named_after_its_hour_bears_the_letter_too() -> None:
    """01:00, 02:00, 3A, 3B, 04:00: the first is the second 02:00."""
    clocks = ["01:00", "02:00", "3A", "3B", *(f"{hour:02}:00" for hour in range(4, 24))]
    rows = [[f"25/10/2026 {clock}", place + 0.5] for place, clock in enumerate(clocks)]
    reading = read(text([["Fecha y hora", "Compra (MW)"], *rows, ["26/10/2026 00:00", 24.5]]), "a.csv")
    assert format_labels(reading.rows.labels)[:5] == [f"2026-10-25 0{hour}:00" for hour in (1, 2, 2, 3, 4)]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([place + 0.5 for place in range(25)], [])


@pytest.mark.parametrize("clock", ["01:00P", "12:00A", "5A", "2C"])
def test_a_letter_behind_any_other_hour_is_an_error(clock: str) -> None:
    rows = [[f"{datetime(2026, 11, 24, 8) + timedelta(hours=place):%d/%m/%Y %H:%M}", place + 0.5] for place in range(8)]
    rows[3][0] = f"24/11/2026 {clock}"
    assert len(errors_of(read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv"))) == 1
