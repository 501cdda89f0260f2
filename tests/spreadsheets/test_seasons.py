"""A column that says summer or winter time, or the offset, beside the times."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read
from tests.spreadsheets.clock_tables import OCTOBER, REPEATED, rising, table, warnings_of

SEASONS = {
    "INV / VER": ("1", "0"), "Verano/Invierno": ("1", "0"), "Bandera inv/ver": ("1", "0"), "Invierno": ("0", "1"),
    "Estación": ("V", "I"), "Sommerzeit": ("ja", "nein"), "is_dst": ("True", "False"),
    "Horario de verano": ("Sí", "No"), "utc_offset": ("2", "1"), "Offset": ("+02:00", "+01:00"),
    "Zona": ("CEST", "CET"), "Zeitzone": ("MESZ", "MEZ"),
}  # fmt: skip


@pytest.mark.parametrize("head", SEASONS)
@pytest.mark.parametrize("form", ["together", "apart", "number"])
def test_the_column_of_seasons_tells_the_repeated_hour_whatever_the_order(head: str, form: str) -> None:
    """The rows are sorted by time and season, so that the winter hour comes first."""
    summer, winter = SEASONS[head]
    rows = []
    for place, hour in enumerate(REPEATED["2 of 0 to 23"]):
        clock = {"together": f"{OCTOBER} {hour:02}:00", "apart": f"{OCTOBER};{hour:02}:00"}.get(
            form, f"{OCTOBER};{hour}"
        )
        rows.append(f"{clock};{summer if place < 3 else winter};{place},5")
    rows[2], rows[3] = rows[3], rows[2]
    hours = "Fecha y hora" if form == "together" else "Fecha;Hora"
    reading = read(table(*rows, head=f"{hours};{head};Energía (MWh)"), "a.csv")
    assert (len(reading.rows), warnings_of(reading)) == (25, "")
    assert rising(reading)
    assert reading.column == "Energía (MWh)"
    assert reading.candidates == ("Energía (MWh)",)


def test_a_flag_of_ordinary_days_and_one_that_the_calendar_contradicts() -> None:
    rows = [f"24/11/2026;{hour:02}:00;0;{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="Fecha;Hora;INV / VER;CONSUMO kWh"), "a.csv")
    assert (reading.candidates, len(reading.rows), warnings_of(reading)) == (("CONSUMO kWh",), 24, "")
    odd = [f"{OCTOBER};{hour:02}:00;{place % 2};{place},5" for place, hour in enumerate(REPEATED["2 of 0 to 23"])]
    assert rising(read(table(*odd, head="Fecha;Hora;Bandera;CONSUMO MWh"), "a.csv", column="CONSUMO MWh"))


def test_an_offset_beside_the_times_converts_them() -> None:
    rows = [f"2026-11-24;{hour:02}:00;0;{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="date;time;UTC offset;MW"), "a.csv")
    assert format_labels(reading.rows.labels)[::23] == ["2026-11-24 01:00", "2026-11-25 00:00"]
    assert "“UTC offset” says how far the times are ahead" in "\n".join(map(str, reading.notes))
