"""A column that is called otherwise in a small table: the same kind of file, with the difference; or quite another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ravenwits_desktop.domain import kept
from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label


def read(*headers, column, periods="", unit="MW", layout="table", minutes="60", sheet="Programa"):
    """A reading of a table with these headers."""
    traits = {
        "layout": layout,
        "headers": " | ".join(header.casefold() for header in headers),
        "column": column.casefold(),
        "resolution": minutes,
        "unit": unit,
        "delimiter": "",
    }
    return Reading(
        file="otra.xlsx",
        sheet=sheet,
        sheets=(sheet,),
        layout=layout,
        column=column,
        candidates=(column,),
        labels=Label.END,
        resolution=int(minutes),
        unit=unit or "MW",
        unit_stated=bool(unit),
        factor=1.0,
        rows=Rows(np.array(["2026-11-24T01:00"], dtype="datetime64[m]"), np.array([1.5])),
        source_rows=np.array([2]),
        problems=(),
        traits=tuple(traits.items()),
        fingerprint="new",
        headers=headers,
        period_column=periods,
    )


def three(value, **more):
    return read("Fecha", "Hora", value, column=value, periods="Hora", **more)


def two(value, **more):
    return read("Time", value, column=value, **more)


def confirmed(reading):
    made = kept.kept("1", reading, ReadingOptions(), "plain", "Europe/Madrid")
    return replace(made, pattern="programa_#.xlsx")


CHANGED = [
    (
        three("Compra (MW)"),
        three("Programa (MW)"),
        "not there any more, and “Programa (MW)” was read in its place",
    ),
    (three("Compra (MW)"), three("Compra (MWh)", unit="MWh"), "column “Compra (MW)” is now called “Compra (MWh)”"),
    (three("Compra (MW)"), three("Programa (kWh)", unit="kWh"), "and “Programa (kWh)” was read in its place"),
    (three("Compra", unit=""), three("Programa", unit=""), "“Compra” is not there any more, and “Programa” was"),
    (
        two("Compra (MW)"),
        two("Programa (MW)"),
        "not there any more, and “Programa (MW)” was read in its place",
    ),
    (
        three("Compra (MW)"),
        read("Fecha", "Hora", "Nota", "Compra (MW)", column="Compra (MW)", periods="Hora"),
        "New columns: “Nota”",
    ),
    (
        read("Fecha", "Hora", "Nota", "Compra (MW)", column="Compra (MW)", periods="Hora"),
        three("Compra (MW)"),
        "Columns that are gone: “Nota”",
    ),
    (
        three("Compra (MW)"),
        read("Fecha", "Compra (MW)", "Hora", column="Compra (MW)", periods="Hora"),
        "The columns stand in another order",
    ),
    (three("Compra (MW)"), three("Compra (MW)", sheet="Ventas"), "in the sheet “Programa”, now in “Ventas”"),
]


@pytest.mark.parametrize(("before", "now", "words"), CHANGED, ids=[words for _, _, words in CHANGED])
def test_one_that_has_changed_shows_the_difference(before, now, words):
    known = confirmed(before)
    assert kept.nearest([known], now) is known
    said = list(map(str, kept.differences(known, now)))
    assert words in " ".join(said)
    if "called" in words:
        assert not any(other in " ".join(said) for other in ("New columns", "gone", "were taken from"))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (three("Compra (MW)"), three("Precio (MW)")),
        (three("Compra (MW)"), three("Preço (€/MWh)", unit="MWh")),
        (three("Compra (MW)"), three("Programa (MW)", layout="stacked")),
        (three("Compra (MW)"), three("Programa (MW)", minutes="15")),
        (three("Compra (MW)"), replace(three("Programa (MW)"), no_purchase=Message("prices"))),
        (three("Compra (MW)"), read("Day", "Hour", "Load (MW)", column="Load (MW)", periods="Hour")),
        (two("Compra (MW)"), two("Temperatura", unit="")),
        (two("Compra (MW)"), read("Fecha", "Load (MW)", column="Load (MW)")),
    ],
)
def test_another_kind_is_not_taken_for_one_that_has_changed(before, now):
    assert kept.nearest([confirmed(before)], now) is None


@pytest.mark.parametrize(
    ("value", "text"), [(14330.0, "14,330"), (101.2345, "101.2"), (1234567.0, "1,235,000"), (0.0012, "0.0012")]
)
def test_a_number_of_a_message_is_written_by_four_digits(value, text):
    assert str(Figure(value)) == text
    assert str(Message("{mean} MW", {"mean": Figure(value)})) == f"{text} MW"
