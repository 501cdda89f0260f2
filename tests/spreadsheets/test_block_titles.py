"""Blocks one below the other with the same header, whose titles say that not all of them are of the purchase."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.test_mistaken import warnings_of


def blocks(*titles: Sequence[object], total: str = "") -> bytes:
    rows: list[Sequence[object]] = []
    for at, title in enumerate(titles):
        rows += [title, ["Hora", "MW"], *([hour, float(hour + 10 * at)] for hour in range(1, 25))]
        rows += [[total, 300.0 + 240.0 * at], []] if total else [[]]
    return text(rows)


DIFFERENT = [
    ("Previsión 25/11/2026", "Medido 24/11/2026"),
    ("Día 25/11/2026 - previsión", "Día 24/11/2026 - real"),
    ("Real 24/11/2026", "Previsión 25/11/2026"),
    ("Compra 24/11/2026", "Venta 25/11/2026"),
    ("Programa de compra 24/11/2026", "Precios 25/11/2026"),
    ("24/11/2026", "Venta 25/11/2026"),
    ("25/11/2026", "24/11/2026 (real)"),
]


@pytest.mark.parametrize("titles", DIFFERENT)
def test_blocks_that_their_titles_call_differently_are_to_be_seen(titles: tuple[str, str]) -> None:
    reading = read(blocks(*([title] for title in titles)))
    assert len(reading.rows) == 48
    said = f"“{titles[0]}” stands above row 3 and “{titles[1]}” above row 30: both blocks were read as one purchase."
    assert said in warnings_of(reading)


@pytest.mark.parametrize(
    "titles",
    [
        ("24/11/2026", "25/11/2026"),
        ("Previsión 24/11/2026", "Previsión 25/11/2026"),
        ("Compra 24/11/2026", "Previsión 25/11/2026"),
        ("Programa 24/11/2026", "25/11/2026"),
    ],
)
def test_blocks_of_days_of_one_purchase_are_no_doubt(titles: tuple[str, str]) -> None:
    reading = read(blocks(*([title] for title in titles)))
    assert (len(reading.rows), "both blocks" in warnings_of(reading)) == (48, False)


def test_the_total_below_a_block_is_no_title_of_the_next() -> None:
    reading = read(blocks(["Previsión 24/11/2026"], ["Previsión 25/11/2026"], total="Total real"))
    assert (len(reading.rows), "both blocks" in warnings_of(reading)) == (48, False)
