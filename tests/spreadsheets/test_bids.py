"""Bid templates of an exchange, and the workbooks of a system operator with quarters below their hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

DAY = datetime(2026, 11, 24)


def template(header: list[Any], *rows: list[Any], clock: str = "CET") -> list[list[Any]]:
    metadata = {
        "Date": DAY, "Time Zone": clock, "Portfolio": "ES-RET-1", "Area": "ES", "Currency": "EUR", "Resolution": "60",
        "Type": "Hourly",
    }  # fmt: skip
    return [*map(list, metadata.items()), [], header, *rows]


@pytest.mark.parametrize("period", ["{0:02}-{1:02}", "{0:02}:00 - {1:02}:00", "{1}"])
def test_an_empty_volume_of_a_bid_template_is_nothing_bought(period: str) -> None:
    volumes = [None if hour in (3, 7) else hour - 4.5 for hour in range(24)]
    rows = [[period.format(hour, hour + 1), 180.5, volume] for hour, volume in enumerate(volumes)]
    content = template(["Hour", "Price", "Volume (MW)"], *rows)
    for written, name in ((xlsx(content), "bid.xlsx"), (text(content), "bid.csv")):
        reading = read(written, name)
        assert (reading.layout, reading.column, errors_of(reading)) == ("bid template", "Volume (MW)", [])
        assert reading.rows.mw.tolist() == [volume or 0.0 for volume in volumes]
        assert format_labels(reading.rows.labels)[::23] == ["2026-11-24 01:00", "2026-11-25 00:00"]
        assert "2 periods of the bid template have no volume" in notes_of(reading)
        assert "portfolio ES-RET-1, area ES" in notes_of(reading)


def test_an_empty_cell_of_any_other_table_stays_missing_and_so_does_a_wrong_one_of_a_template() -> None:
    rows: list[list[Any]] = [[f"{hour:02}-{hour + 1:02}", hour + 0.5] for hour in range(24)]
    rows[3][1] = None
    plain = [["Date", DAY], ["Hour", "Volume (MW)"], *rows]
    assert errors_of(read(xlsx(plain)))[0][:2] == (6, "Volume (MW)")
    rows[4][1] = "see mail"
    assert [found[0] for found in errors_of(read(xlsx(template(["Hour", "Volume (MW)"], *rows))))] == [14]


def test_the_clock_of_a_template_is_held_against_that_of_the_account() -> None:
    rows = [[f"{hour:02}-{hour + 1:02}", hour + 0.5] for hour in range(24)]
    madrid = [("CET", "Europe/Madrid", False), *((clock, "", True) for clock in ("WET", "BST", "EET", "UTC", "GMT"))]
    for clock, zone, other in (*madrid, ("CET", "Europe/Lisbon", True)):
        options = {"zone": zone} if zone else {}
        reading = read(xlsx(template(["Hour", "Volume (MW)"], *rows, clock=clock)), **options)
        assert any("were converted" in str(note) for note in reading.notes) == other
        assert not any("Choose the clock" in str(found.problem.message) for found in reading.problems)
    chosen = {"zone": "Europe/London", "account_zone": "Europe/Madrid"}  # by a person, against what the file says
    reading = read(xlsx(template(["Hour", "Volume (MW)"], *rows, clock="CET")), **chosen)
    assert any("Choose the clock" in str(found.problem.message) for found in reading.problems)


def test_volumes_by_price_steps_are_refused() -> None:
    rows = [[f"{hour:02}-{hour + 1:02}", hour + 0.5, hour + 0.25] for hour in range(24)]
    said = str(refusal(xlsx(template(["Period", -500, 4000], *rows)), "bid.xlsx").message)
    assert "Row 9 has prices as headers" in said
    assert "Row 9 has prices as headers" in str(refusal(text(template(["Period", "-500", "180,5"], *rows))).message)


# --- quarters below their hours -------------------------------------------------------------------------------------


def quarters(*units: str, second_row: bool = False) -> list[list[Any]]:
    hours = [cell for hour in range(1, 25) for cell in (hour, None, None, None)]
    rows: list[list[Any]] = [["Redespachos"], ["Día", DAY], ["Unidad de Programación", "Tipo", "Total", *hours]]
    if second_row:
        rows.append([None, None, "Total", *([1, 2, 3, 4] * 24)])
    for place, unit in enumerate(units):
        values = [place + quarter / 8 for quarter in range(96)]
        rows.append([unit, "Energía", sum(values), *values])
    return rows


@pytest.mark.parametrize("second_row", [False, True])
def test_the_unit_of_an_i90_is_asked_for(second_row: bool) -> None:
    content = xlsx(quarters("UPR1", second_row=second_row))
    asked = refusal(content, "I90DIA_20261124.xlsx")
    assert asked.question is Question.UNIT
    assert {each.name: each.energy_mwh for each in asked.alternatives}["MWh"] == sum(range(96)) / 8
    reading = read(content, "I90DIA_20261124.xlsx", unit="MWh")
    assert (reading.resolution, reading.rows.mw[1], len(reading.rows)) == (15, 0.5, 96)
    assert "I90DIA" not in str(refusal(content, "taxi90_20261124.xlsx").message), "not for its name, for its quarters"


def test_several_units_are_told_apart_by_all_their_words() -> None:
    content = xlsx(quarters("UPR1", "UPR2"))
    assert refusal(content, "a.xlsx").choices == ("UPR1 Energía", "UPR2 Energía")
    assert read(content, column="UPR2 Energía", unit="MW").rows.mw[0] == 1.0
