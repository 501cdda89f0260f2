"""Titles apart from each other: two that name a day of delivery, or one of the next day above a date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
HOURS: list[list[Any]] = [[hour, hour + 0.5] for hour in range(1, 25)]


def told(*titles: object, file: str = "a.csv") -> tuple[str, str]:
    """The day that was read, and the warnings."""
    rows = [title if isinstance(title, list) else [title] for title in titles]
    reading = read(text([*rows, ["Hora", "Compra (MW)"], *HOURS]), file, today=TODAY)
    return format_labels(reading.rows.labels)[0][:10], warnings_of(reading)


@pytest.mark.parametrize(
    ("other", "delivery", "day"),
    [
        (["Día:", "30/11/2026"], "Día de entrega: 23/11/2026", "2026-11-23"),
        ("Día: 30/11/2026", "Día de entrega: 23/11/2026", "2026-11-23"),
        ("Programa del 30/11/2026", "Fecha de entrega: 23/11/2026", "2026-11-23"),
        ("Programa del 23/11/2026", "Fecha de entrega: 30/11/2026", "2026-11-30"),
        ("Fecha: 01/12/2026", "Lieferdatum: 30/11/2026", "2026-11-30"),
    ],
)
def test_two_titles_that_name_a_day_and_differ_are_told(other: object, delivery: str, day: str) -> None:
    said = " ".join(other) if isinstance(other, list) else str(other)
    for titles in ((other, delivery), (delivery, other)):
        assert told(*titles) == (
            day,
            f"The table was read as that of {day}, and “{said}” speaks of a day as well. Look which one it is.",
        )


@pytest.mark.parametrize(
    ("other", "file"),
    [
        ("Fecha: 29/11/2026", "a.csv"),
        ("Fecha: 27/11/2026", "a.csv"),
        ("Programa del 29/11/2026", "a.csv"),
        ("Fecha: 30/11/2026", "a.csv"),
        ("Acme 23/11/2026", "a.csv"),
        ("Fecha límite: 15/11/2026", "a.csv"),
        ("Programa del 23/11/2026", "compra_20261130.csv"),
    ],
)
def test_a_day_shortly_before_the_delivery_or_of_anything_else_is_not_told(other: str, file: str) -> None:
    assert told(other, "Día de entrega: 30/11/2026", file=file) == ("2026-11-30", "")


NEXT_DAY = [
    "Previsión día siguiente", "Programa del día siguiente", "Prognose Folgetag", "Programma giorno successivo",
    "Prévision lendemain", "Programa dia seguinte", "Next day forecast", "Prognose nächster Tag",
    "Programma volgende dag", "Programa endemà",
]  # fmt: skip


@pytest.mark.parametrize("title", NEXT_DAY)
def test_a_title_of_the_next_day_above_the_date_of_today_is_a_doubt(title: str) -> None:
    doubt = f"The table was read as that of 2026-11-29, and “{title}” speaks of a day as well. Look which one it is."
    assert told(title, ["Fecha:", "29/11/2026"]) == ("2026-11-29", doubt)
    assert told(title, file="prog_20261129.csv") == ("2026-11-29", doubt)
    assert told(title, ["Fecha:", "30/11/2026"]) == ("2026-11-30", "")
    assert told(title, file="prog_20261130.csv") == ("2026-11-30", "")
    assert told(title, "Día de entrega: 29/11/2026") == ("2026-11-29", "")


@pytest.mark.parametrize(
    "title",
    [
        "Day-ahead forecast", "Mercado del día siguiente", "La hora 24 termina el día siguiente",
        "El programa de compra se publica en la web antes del día siguiente", "Factura día siguiente",
    ],
)  # fmt: skip
def test_a_note_or_the_name_of_the_market_is_no_title_of_the_next_day(title: str) -> None:
    assert told(title, ["Fecha:", "29/11/2026"]) == ("2026-11-29", "")
    assert told(title, file="prog_20261129.csv") == ("2026-11-29", "")
