"""Clocks by the names of countries, capitals and parts of Europe: converted for an account elsewhere, else silent."""

from __future__ import annotations

from datetime import datetime

import pytest

from ravenwits_desktop.domain.clocks import same_clock
from ravenwits_desktop.spreadsheets.texts.clock_places import clock_named
from tests.spreadsheets.builders import notes_of, read, text, times

MIDNIGHT = datetime(2026, 6, 17)
CENTRAL = [
    *("Central European Time", "CE(S)T", "CET/CEST", "Swedish time", "svensk tid", "heure espagnole"),
    *("hora central europea", "hora de Europa central", "Hora HEC", "German time", "Deutsche Zeit", "ora italiana"),
    *("heure française", "Dutch time", "norsk tid", "dansk tid", "københavnsk tid", "Madrider Zeit", "Espanjan aika"),
    *("heure d'Europe centrale", "mitteleuropäische Zeit", "Keski-Euroopan aika", "hora alemã", "ora locale italiana"),
    *("Central European Standard Time", "ora dell’Europa centrale", "Spaanse tijd", "hora sueca"),
]
EASTERN = ["finsk tid", "Suomen aikaa", "Finnish time", "hora de Finlandia", "EE(S)T", "FLE Standard Time"]
WESTERN = [
    *("hora portuguesa", "hora de Lisboa", "UK time", "London time", "heure portugaise", "Western European Time"),
    *("Londoner Zeit", "WE(S)T", "Portugalin aika", "hora britânica", "portugisisk tid", "Irish time"),
]
NO_CLOCK = [
    *("Cliente español", "Zona portuguesa", "Consumo horario Portugal", "Compra hora Portugal", "Tijd met"),
    *("Mercado horario español", "Comercializadora Portugal", "Deutsche Bank", "UK time of use", "Portugal", "Hora de"),
    *("Real time Portugal", "real-time UK data", "Compra hora a hora España"),
    *("HEC", "Demanda horaria portuguesa", "Swedish load (MW)", "Energía hora Portugal", "Planta Finlandia"),
]
ACCOUNTS = {"Europe/Lisbon": 0, "Europe/London": 0, "Europe/Madrid": 1, "Europe/Helsinki": 2}
AHEAD = [*((name, 1) for name in CENTRAL), *((name, 2) for name in EASTERN), *((name, 0) for name in WESTERN)]


def read_as(zone: str, head: str, *above: str) -> tuple[str, bool]:
    rows = [[moment, 11.5 + place] for place, moment in enumerate(times(24, first=MIDNIGHT))]
    content = text([*([each] for each in above), [head, "Compra (MW)"], *rows])
    reading = read(content, "a.csv", zone=zone)
    return str(reading.rows.labels[0])[:16].replace("T", " "), "converted" in notes_of(reading)


@pytest.mark.parametrize(("named", "ahead"), AHEAD)
@pytest.mark.parametrize("zone", ACCOUNTS)
def test_the_clock_of_another_place_is_converted_and_the_own_says_nothing(named: str, ahead: int, zone: str) -> None:
    later = ACCOUNTS[zone] - ahead
    first = f"2026-06-{17 - (later < 0)} {later % 24:02}:00"
    assert read_as(zone, f"Fecha y hora ({named})") == (first, later != 0)
    assert read_as(zone, "Fecha y hora", f"Programa, {named}") == (first, later != 0)
    assert read_as(zone, "Fecha y hora", named) == (first, later != 0)


@pytest.mark.parametrize("said", NO_CLOCK)
@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Europe/Madrid"])
def test_a_place_beside_anything_else_is_no_clock(said: str, zone: str) -> None:
    assert clock_named(said) is None
    assert read_as(zone, "Fecha y hora", said) == ("2026-06-17 00:00", False)


@pytest.mark.parametrize("said", ["Programa hora portuguesa", "Compra hora de Portugal", "Consumo hora Lisboa"])
def test_a_clock_may_stand_right_behind_a_quantity(said: str) -> None:
    assert read_as("Europe/Madrid", "Fecha y hora", said) == ("2026-06-17 01:00", True)
    assert read_as("Europe/Lisbon", "Fecha y hora", said) == ("2026-06-17 00:00", False)


def test_two_names_of_one_clock_are_one_clock() -> None:
    assert read_as("Europe/Lisbon", "Heure (CET)", "heure française") == ("2026-06-16 23:00", True)
    assert read_as("Europe/Madrid", "Heure (CET)", "heure française") == ("2026-06-17 00:00", False)
    assert same_clock("Europe/Madrid", "Europe/Stockholm")
    assert not same_clock("Europe/Madrid", "Africa/Lagos")  # the same in winter


@pytest.mark.parametrize("first", ["Heure française", "Hora portuguesa"])
def test_of_two_columns_of_hours_that_of_the_own_clock_is_taken(first: str) -> None:
    second = {"Heure française": "Hora portuguesa", "Hora portuguesa": "Heure française"}[first]
    rows = []
    for hour in range(1, 25):
        of = {"Heure française": hour, "Hora portuguesa": (hour - 2) % 24 + 1}
        rows.append(["24/11/2026", of[first], of[second], hour - 0.5])
    reading = read(text([["Fecha", first, second, "Compra (MW)"], *rows]), "a.csv", zone="Europe/Madrid")
    assert str(reading.rows.labels[0])[:16] == "2026-11-24T01:00"
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in range(24)]
