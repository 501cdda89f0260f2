"""Files of measurements without headers, with a 0 or 1 for winter or summer time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

CUPS = "ES0021000000000000XX0F"


def measured(first: date, days: int, step: int = 60, *, summer: int = 1, point: str = CUPS) -> corpus.Cells:
    return [
        [point, f"{period.end:%Y/%m/%d %H:%M}", summer if period.summer else 1 - summer, round(period.mw * 1000), 0]
        for period in corpus.periods_of(first, days, step)
    ]


@pytest.mark.parametrize("first", [date(2024, 1, 1), date(2024, 3, 30), date(2024, 10, 26)])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("summer", [0, 1])
def test_energy_taken_in_kwh_by_the_end_of_each_period(first: date, step: int, summer: int) -> None:
    rows = measured(first, 2, step, summer=summer)
    expected = [period.end for period in corpus.periods_of(first, 2, step)]
    for content, name in ((text(rows), "P5D.csv"), (text([[*row, ""] for row in rows]), "P5D"), (xlsx(rows), "a.xlsx")):
        reading = read(content, name, account_label=Label.START)
        assert (reading.layout, reading.column, reading.candidates) == ("measurements of a meter", "D", ("D", "E"))
        assert reading.rows.labels.tolist() == expected
        assert reading.rows.mw.tolist() == [row[3] * 60 / step / 1000 for row in rows]
        assert (reading.labels, reading.unit, reading.resolution, errors_of(reading)) == (Label.END, "kWh", step, [])
        assert "point of supply" in notes_of(reading)
    assert read(xlsx(rows), column="E").sum_mw == 0


def test_the_flag_tells_the_repeated_hour_apart_whatever_the_order() -> None:
    rows = measured(date(2024, 10, 27), 1)
    rows[1], rows[2] = rows[2], rows[1]
    reading = read(text(rows), "P5D.csv")
    assert reading.rows.mw.tolist() == [row[3] / 1000 for row in measured(date(2024, 10, 27), 1)]
    assert "repeated hour" in notes_of(reading)


def test_a_column_that_is_no_season_tells_nothing() -> None:
    rows: list[list[Any]] = [
        [CUPS, f"{date(2024, 1, 1) + timedelta(hours=0):%Y/%m/%d} {hour:02}:00", hour % 2, hour + 100, 0]
        for hour in range(1, 24)
    ]
    reading = read(text(rows), "P5D.csv")
    assert (len(reading.rows), dict(reading.traits).get("season")) == (23, None)


def test_several_points_of_supply_are_asked_about() -> None:
    rows = measured(date(2024, 1, 1), 1) + measured(date(2024, 1, 1), 1, point="ES0021000000000001XX0F")
    assert CUPS in refusal(text(rows), "P5D.csv").choices


def exchanged(kind: str, first: date, step: int, *, flag_of_begin: bool = False, point: str = CUPS) -> list[str]:
    """Lines as the system operator exchanges them: P1 and P2 with a code of quality for each measurement, F1 without.

    The seasons are those of the ends of the periods, or of their begins.
    """
    lines = []
    for period in corpus.periods_of(first, 1, step):
        summer = bool(period.start.astimezone(corpus.MADRID).dst()) if flag_of_begin else period.summer
        taken = f"{period.mw * 1000:.0f}"
        if kind == "F1":
            lines.append(f"{point};11;{period.end:%Y/%m/%d %H};{int(summer)};{taken};7;12;0;0;3;1;1")
        else:
            rest = "0;".join(["7;", "12;", "0;", "0;", "3;", "0;", "0;"])
            lines.append(f"{point};11;{period.end:%Y/%m/%d %H:%M:%S};{int(summer)};{taken};0;{rest}0;1;1")
    return lines


@pytest.mark.parametrize(("kind", "step", "given"), [("P1", 60, "G"), ("P2", 15, "G"), ("F1", 60, "F")])
@pytest.mark.parametrize("first", [date(2026, 11, 24), date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize("flag_of_begin", [False, True])
@pytest.mark.parametrize("backwards", [False, True])
def test_files_of_measurements_with_the_type_of_the_meter(
    kind: str, step: int, given: str, first: date, flag_of_begin: bool, backwards: bool
) -> None:
    lines = exchanged(kind, first, step, flag_of_begin=flag_of_begin)
    reading = read("\n".join(lines[::-1] if backwards else lines).encode(), f"{kind}_0021_20261125.0")
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(first, 1, step)]
    expected = [round(period.mw * 1000) * 60 / step / 1000 for period in corpus.periods_of(first, 1, step)]
    assert reading.rows.mw.tolist() == pytest.approx(expected)
    assert (reading.column, reading.candidates, reading.unit) == ("E", ("E", given), "kWh")
    assert (reading.labels, errors_of(reading), kind in notes_of(reading)) == (Label.END, [], True)
    assert set(read("\n".join(lines).encode(), column=given).rows.mw.tolist()) == {7 * 60 / step / 1000}


def test_a_meter_that_gave_alone_is_asked_about() -> None:
    rows = [[*row[:3], 0, row[3]] for row in measured(date(2024, 1, 1), 1)]
    asked = refusal(text(rows), "P5D.csv")
    assert (asked.choices, "is 0 throughout" in str(asked.message)) == (("D", "E"), True)
    assert read(text(rows), column="E").rows.mw[0] == rows[0][4] / 1000


def test_measurements_of_several_points_are_asked_about() -> None:
    other = "ES0021000000000001XX0F"
    lines = exchanged("P1", date(2026, 11, 24), 60) + exchanged("P1", date(2026, 11, 24), 60, point=other)
    assert set(refusal("\n".join(lines).encode(), "P1").choices) == {CUPS, other}
    assert read("\n".join(lines).encode(), "P1", column=other).unit == "kWh"
