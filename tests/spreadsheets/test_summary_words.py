"""Rows of totals, means and running sums, by the words that the markets around us have for them."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import read

TOTALS = ("Yhteensä", "Insgesamt", "Gesamtsumme", "Gesamt", "Σ", "∑ (MWh)", "Totaal", "Summe", "I alt", "Somme", "Suma")
FIGURES = ("Gjennomsnitt", "Keskiarvo", "Medel", "Durchschnitt", "Gemiddelde", "Promedio", "Moyenne", "Acumulado",
           "Diferencia")  # fmt: skip
HOURS = range(1, 25)


def doubts(reading: Reading) -> list[str]:
    return [str(each.problem.message) for each in reading.problems]


@pytest.mark.parametrize("place", ["{};;{}", ";{};{}"])
@pytest.mark.parametrize("word", TOTALS)
def test_a_total_is_held_against_the_values(word: str, place: str) -> None:
    rows = ["Fecha;Hora;Compra (MWh)", *(f"17/06/2026;{hour};{hour}" for hour in HOURS)]
    agreeing, wrong = (
        read("\n".join([*rows, place.format(word, total)]).encode(), "a.csv") for total in ("300", "299")
    )
    assert agreeing.rows.mw.tolist() == wrong.rows.mw.tolist() == list(HOURS)
    assert (doubts(agreeing), agreeing.agrees_with_total) == ([], True)
    assert len(doubts(wrong)) == 1
    assert not wrong.agrees_with_total


@pytest.mark.parametrize("place", ["{};;{}", ";{};{}"])
@pytest.mark.parametrize("word", FIGURES)
def test_means_and_running_sums_are_no_values(word: str, place: str) -> None:
    rows = ["Fecha;Hora;Compra (MWh)", *(f"17/06/2026;{hour};{hour}" for hour in HOURS), place.format(word, "12,5")]
    reading = read("\n".join(rows).encode(), "a.csv")
    assert doubts(reading) == []
    assert reading.rows.mw.tolist() == list(HOURS)


@pytest.mark.parametrize("word", ["Yhteensä", "Insgesamt", "Σ", "Totaal", "Gesamtsumme"])
def test_a_column_of_totals_behind_the_periods_is_compared(word: str) -> None:
    cells = ";".join(map(str, HOURS))
    lines = ["Compra (MWh)", f"Fecha;{cells};{word}", f"17/06/2026;{cells};300", f"18/06/2026;{cells};301"]
    reading = read("\n".join(lines).encode(), "a.csv")
    assert reading.rows.mw.tolist() == [*HOURS] * 2
    assert reading.agrees_with_total is False
