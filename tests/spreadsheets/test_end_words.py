"""Words for the begin and the end of periods, in the languages of the markets around us."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets.builders import read, text

BEGINS = ["Hora inicio", "Desde", "Début", "Beginn", "Startzeit", "Inizio", "Dalle", "Start", "Begintijd", "Starttid"]
BEGINS += ["Starttidspunkt", "Från", "Fra", "Alku", "Alkuaika", "Hour beginning", "Vanaf"]
ENDS = ["Hora fin", "Hasta", "Término", "Fin", "Jusqu'à", "Ende", "Endzeit", "Fine", "End time", "Until", "Einde"]
ENDS += ["Eindtijd", "Sluttid", "Sluttidspunkt", "Slutt", "Slut", "Loppu", "Loppuaika", "Päättyy", "Hour ending"]


@pytest.mark.parametrize(
    ("head", "label"), [*((head, Label.START) for head in BEGINS), *((head, Label.END) for head in ENDS)]
)
def test_the_header_says_which_end_times_of_part_of_a_day_name(head: str, label: Label) -> None:
    rows = [[f"17/06/2026 {hour:02}:00", hour + 0.5] for hour in range(8, 20)]
    assert read(text([[head, "Compra (MW)"], *rows]), "a.csv").labels is label
