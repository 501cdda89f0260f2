"""Exports of metering and billing systems: half hours in W, dates of begins and ends, columns parted by gaps."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import read, text, times

DAY = datetime(2026, 11, 30)
VALUES = [round(5 + 0.37 * hour, 1) for hour in range(24)]
LABELS = np.arange("2026-11-30T01", "2026-12-01T01", 60, dtype="datetime64[m]")


@pytest.mark.parametrize("head", ["Unité", "Unità", "Eenheid", "Enhet"])
def test_watts_in_a_column_of_units(head: str) -> None:
    rows = [
        ["01234567890123", "W", f"2026-11-30T{at // 2:02}:{at % 2 * 30:02}:00+01:00", 4_000_000 + at]
        for at in range(48)
    ]
    reading = read(text([["Identifiant PRM", head, "Horodate", "Valeur"], *rows]), "a.csv")
    assert (reading.column, reading.unit, reading.problems) == ("Valeur", "W", ())
    assert reading.rows.mw.tolist() == [pytest.approx(4 + at / 1e6) for at in range(48)]


def test_w_below_any_other_name_is_a_status() -> None:
    rows = [[moment, "W", 7.5 + moment.hour] for moment in times(24)]
    reading = read(text([["Fecha", "Estado", "Compra (MW)"], *rows]), "a.csv")
    assert (reading.unit, reading.rows.mw[0]) == ("MW", 8.5)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (0, 2, 3)])
def test_dates_of_begins_and_ends(order: tuple[int, ...]) -> None:
    """The last period ends on the next day, which is no other day to be chosen."""
    rows = []
    for hour, value in enumerate(VALUES):
        begin, end = DAY + timedelta(hours=hour), DAY + timedelta(hours=hour + 1)
        cells = [f"{begin:%d.%m.%Y}", f"{begin:%H:%M:%S}", f"{end:%d.%m.%Y}", f"{end:%H:%M:%S}"]
        rows.append([*(cells[place] for place in order), value, "MWH"])
    heads = [["Fecha desde", "Hora desde", "Fecha hasta", "Hora hasta"][place] for place in order]
    reading = read(text([[*heads, "Valor perfil", "Unidad"], *rows]), "a.csv")
    assert (reading.column, reading.unit, reading.problems) == ("Valor perfil", "MWh", ())
    assert reading.rows.mw.tolist() == VALUES
    assert reading.rows.labels.tolist() == LABELS.tolist()


def test_a_profile_without_a_unit_is_none_of_energy() -> None:
    rows = [["30/11/2026", hour, value] for hour, value in enumerate(VALUES, 1)]
    with pytest.raises(UnreadableFileError, match="losses, shares or profiles"):
        read(text([["Fecha", "Hora", "Valor perfil"], *rows]), "a.csv")


def test_gaps_part_the_columns_where_commas_are_decimal_signs() -> None:
    lines = [f"30/11/2026  {hour:>4}  {value:>10}".replace(".", ",") for hour, value in enumerate(VALUES, 1)]
    reading = read("\n".join(["Fecha       Hora   Compra MW", *lines]).encode(), "a.txt")
    assert (reading.column, reading.problems, reading.rows.mw.tolist()) == ("Compra MW", (), VALUES)


def test_commas_part_the_columns_where_they_stand_between_fields_padded_with_blanks() -> None:
    lines = [f"30/11/2026  ,  {hour:>4}  ,  {value:>10}" for hour, value in enumerate(VALUES, 1)]
    reading = read("\n".join(["Fecha  ,  Hora  ,  Compra MW", *lines]).encode(), "a.txt")
    assert (reading.column, reading.problems, reading.rows.mw.tolist()) == ("Compra MW", (), VALUES)
