"""What is wrong with the cells of a preview, which of them says the day, and midnights among times."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from ravenwits_desktop.domain.sheet_cells import clock_texts, day_above, only_day, problem_cells, says_day
from ravenwits_desktop.domain.written import has_real_dates
from tests.spreadsheets.builders import read, text, times, xlsx

DAY = np.datetime64("2026-11-29")


def below(*title, name="day.xlsx", missing=0):
    rows = [[each] for each in title]
    rows += [["Hora", "Compra (MW)"], *([hour, None if hour == missing else 1.5] for hour in range(1, 25))]
    return read(xlsx(rows), name)


@pytest.mark.parametrize(
    ("text_", "said"),
    [
        ("Programa 29/11/2026", True),
        ("Programa 29-11-26", True),
        ("Programa_20261129_v2.xlsx", True),
        ("2026-11-29 00:00:00", True),
        ("Domingo, 29 de noviembre de 2026", True),
        ("Programa 28/11/2026", False),
        ("29 2026", False),
        ("Centro 29", False),
        ("", False),
    ],
)
def test_a_text_says_the_day_with_its_year(text_, said):
    assert says_day(text_, DAY) is said


def test_the_title_that_says_the_day_is_found():
    reading = below("Comercializadora del Sur", "Programa de compra del 29/11/2026")
    assert only_day(reading) == DAY
    assert day_above(reading) == (1, 0)
    assert day_above(below(name="Programa 29-11-2026.xlsx")) is None


@pytest.mark.parametrize("made", ["28/11/2026", "29/11/2026"])
def test_a_day_that_stands_alone_in_its_cell_is_found_beside_that_of_issue(made):
    rows = [["OMIE - Mercado de electricidad", f"Fecha Emisión :{made} - 13:51", "", "29/11/2026"], []]
    rows += [["", *(f"H{hour}" for hour in range(1, 25))], ["Potencia de compra (MW)", *[1.5] * 24]]
    reading = read(text(rows), "INT_PBC_EV_H_1_29_11_2026_29_11_2026.TXT")
    assert (only_day(reading), day_above(reading)) == (DAY, (0, 3))


@pytest.mark.parametrize("issued", ["Creado el 29/11/2026 10:00", "Fecha de emisión: 29/11/2026"])
def test_the_day_of_issue_is_no_cell_of_the_day_that_a_name_tells(issued):
    reading = below(issued, name="Programa 29-11-2026.xlsx")
    assert (only_day(reading), day_above(reading)) == (DAY, None)
    beside = below(issued, "Programa de compra del 29/11/2026", name="Programa 29-11-2026.xlsx")
    assert day_above(beside) is not None


def test_rows_that_say_their_days_need_no_title():
    rows = [["Creado el 29/11/2026"], ["Fecha", "Compra (MW)"]]
    rows += [[moment, 1.5] for moment in times(24, first=datetime(2026, 11, 29, 1))]
    assert day_above(read(xlsx(rows))) is None


def test_the_cell_of_a_missing_value_and_of_a_word_have_a_problem():
    assert list(problem_cells(below("29/11/2026", missing=4))) == [(5, 1)]
    rows = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]
    rows[4][1], rows[7][0] = "pendiente", "mañana"
    wrong = problem_cells(read(xlsx(rows)))
    assert set(wrong) == {(4, 1), (7, 0)}
    assert "pendiente" in str(wrong[4, 1].problem.message)


def test_a_midnight_among_times_has_its_clock():
    rows = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(8, 15, datetime(2026, 11, 29, 23, 15)))]
    assert clock_texts(read(xlsx(rows)).grid) == {(4, 0): "2026-11-30 00:00:00"}


def test_days_alone_have_none():
    assert not clock_texts(below("29/11/2026").grid)
    rows = [["Fecha", "Hora", "MW"], *([datetime(2026, 11, 29), hour, 1.5] for hour in range(1, 25))]
    assert not clock_texts(read(xlsx(rows)).grid)


def test_real_dates_are_told_from_texts():
    rows = [["Fecha", "Compra (MW)"], *([moment, 1.5] for moment in times(24))]
    assert has_real_dates(read(xlsx(rows)).grid)
    assert not has_real_dates(read(text(rows), "day.csv").grid)
    assert not has_real_dates(None)
