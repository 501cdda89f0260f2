"""Energy that a header calls hourly, in rows of parts of an hour: that of the part, or of an hour at the same power."""

from __future__ import annotations

import re

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words

ASK_HOURLY = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” speaks of energy by the hour, but there is a value for every {resolution} minutes. As {unit} of each "
    "{resolution} minutes they have to be multiplied to give MW; as {unit} of an hour they are the power as they "
    "stand. Say which unit they are in.",
)
_HOURLY = re.compile(
    r"(?<![a-z])(?:horari[oa]s?|horaires?|hourly|stundlich[a-z]*|stunden(?:werte?|mittel[a-z]*|energie)|orari[oae]"
    r"|(?:por|per|par|pro|pr\.?|all') ?(?:hora|hour|heure|stunde|ora|uur|time|timme|tunti)|tim(?:es)?verdi[a-z]*"
    r"|timvis|timvarden?|timevaerdier|tuntienergia|tunneittain|uurwaarden?|per uur)(?![a-z])"
)
_SPELLED = re.compile(r"[a-z]*(?:vatios?|watts?|wats?)[ -](?:horari[oa]s?|horaires?|orari[oae]?)(?![a-z])")
"""Watt hours in words: “kilovatios horarios” are kWh."""
_HEADER_ROWS, _HOUR = 4, 60


def hourly_energy(series: Series, resolution: int, sheet: Sheet) -> Message | None:
    """What is to be asked of values in a unit of energy over less than an hour whose header speaks of hours, if so."""
    if resolution >= _HOUR or series.unit is None or not series.unit.endswith("h") or series.proof is not None:
        return None
    for text in (series.column, *_units_above(series, sheet)):
        plain = _SPELLED.sub(" ", words.folded(text.replace("_", " ")))
        if _HOURLY.search(plain) and not time_words.names_parts_of_hours(text):
            return Message(ASK_HOURLY, {"text": text, "resolution": resolution, "unit": series.unit})
    return None


def _units_above(series: Series, sheet: Sheet) -> list[str]:
    """The cells right above the values that state a unit."""
    if series.columns is None or not len(series.rows):
        return []
    cells = sheet.columns[int(series.columns[0])]
    first = sheet.numbers.index(int(series.rows.min()))
    above = cells[max(0, first - _HEADER_ROWS) : first]
    return [cell_text(cell) for cell in above if isinstance(cell, str) and stated_unit(cell) is not None]
