"""Texts in an encoding of one byte: signs of Windows and letters of the Macintosh share their bytes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.spreadsheets.cells.textfile import decoded
from ravenwits_desktop.spreadsheets.reader import read_bytes

SIGNS = (
    "00:00 – 01:00",
    "00:00–01:00",
    "00:00 — 01:00",
    "Compra – MW",
    "“Compra” (MW)",
    "‘compra’ (MW)",
    "„Verbrauch“ (MW)",
    "Valore dell’energia (MW)",
    "Consommation d’achat",
    "Compra… (MW)",
    "Precio (€/MWh)",
    "1\N{NO-BREAK SPACE}234,5",
    "«Compra» (MW)",
)
"""As Windows and the Macintosh both write them."""
WORDS = (
    "Día",
    "Energía",
    "Línea",
    "Año",
    "Programación",
    "Ñu",
    "Previsión – Compra",
    "«Programación»",
    "1.ª previsión",
    "¿Qué?",
    "Demanda – Álava",
    "Preço",
    "Potência média",
    "Verfügbar",
)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [*SIGNS, *WORDS])
def test_a_sign_is_a_sign_and_a_letter_a_letter(text: str, encoding: str) -> None:
    written = f"Fecha;Hora;{text}\r\n14/01/2026;1;5,5\r\n"
    assert decoded(written.encode(encoding), "compra.csv") == written


@pytest.mark.parametrize("dash", ["–", " – ", " — ", "\N{SOFT HYPHEN}", " - "])
def test_ranges_with_a_dash_of_windows_are_read(dash: str) -> None:
    rows = [f"14/01/2026;{hour:02}:00{dash}{hour + 1:02}:00;{hour},5" for hour in range(24)]
    content = "\r\n".join(["Fecha;Hora;Compra (MW)", *rows]).encode("cp1252")
    reading = read_bytes(content, "compra.csv", ReadingOptions())
    first = datetime(2026, 1, 14, 1)
    assert reading.rows.labels.tolist() == [first + timedelta(hours=hour) for hour in range(24)]
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in range(24)]
    assert not reading.problems
