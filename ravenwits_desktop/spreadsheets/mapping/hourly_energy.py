"""Energy that a header calls hourly, in rows of parts of an hour: that of the part, or of an hour at the same power."""

from __future__ import annotations

import re

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import names_power_by_hour, scale_of, stated_unit
from ravenwits_desktop.domain.usual import mean_mw
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.outside_units import words_outside
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words

ASK_HOURLY = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” speaks of energy by the hour, but there is a value for every {resolution} minutes. As {unit} of each "
    "{resolution} minutes they have to be multiplied to give MW; as {unit} of an hour they are the power as they "
    "stand. Say which unit they are in.",
)
ASK_FLAT = QT_TRANSLATE_NOOP(
    "Message",
    "The values of “{column}” are the same in all parts of each hour. If each is the energy of its {resolution} "
    "minutes, as {unit} they have to be multiplied to give MW; if it is that of the whole hour, repeated, they are the "
    "power as they stand. Say which unit they are in.",
)
ASK_BY_HOUR = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” may mean power as well as energy, and over {resolution} minutes a MWh is not the same as a MW. Say which "
    "unit the values of “{column}” are in.",
)
_HOURLY = re.compile(
    r"(?<![a-z])(?:horari[oa]s?|horaires?|hourly|stundlich[a-z]*|stunden(?:werte?|mittel[a-z]*|energie)|orari[oae]"
    r"|(?:por|per|par|pro|pr\.?|all') ?(?:hora|hour|heure|stunde|ora|uur|time|timme|tunti)|tim(?:es)?verdi[a-z]*"
    r"|energ(?:[iy]a|ie|y) (?:de |dell[a'] ?|del |of )?(?:la |l'|the )?(?:hora|hour|heure|ora|stunde)"
    r"|timvis|timvarden?|timevaerdier|tuntienergia|tunneittain|uurwaarden?|per uur)(?![a-z])"
)
_SPELLED = re.compile(r"[a-z]*(?:vatios?|watts?|wats?)[ -](?:horari[oa]s?|horaires?|orari[oae]?)(?![a-z])")
"""Watt hours in words: “kilovatios horarios” are kWh."""
_HEADER_ROWS, _HOUR = 4, 60
_SEVERAL = 3
"""Values of hours that differ, so that equal ones within them are no chance."""
_FACTOR = 2
"""Halfway, in factors, between quarters and hours: what is nearer to the usual is in proportion."""


def hourly_energy(series: Series, resolution: int, sheet: Sheet, usual: float | None) -> Message | None:
    """What is to be asked of values over less than an hour that may be those of hours, or energy for all that is said.

    Their header says MW/h or speaks of energy by the hour, or each hour has one value, and the energy of its parts
    would not be in proportion to the mean of the last submission, `usual` in MW.
    """
    if resolution >= _HOUR or series.unit is None or series.proof is not None:
        return None
    mean = mean_mw(scale_of(series.unit, resolution).apply(series.values))
    usual_as_parts = usual is not None and usual / _FACTOR < mean < usual * _FACTOR
    if not series.unit.endswith("h"):
        text = "" if usual_as_parts else next(filter(names_power_by_hour, _said_of_unit(series, sheet)), "")
        values = {"text": text, "resolution": resolution, "column": series.column}
        return Message(ASK_BY_HOUR, values) if text else None
    if not usual_as_parts and _is_flat(series.values, _HOUR // resolution):
        values = {"column": series.column, "resolution": resolution, "unit": series.unit}
        return Message(ASK_FLAT, values)
    for text in (series.column, *_units_above(series, sheet)):
        plain = _SPELLED.sub(" ", words.spaced(text))
        if _HOURLY.search(plain) and not time_words.names_parts_of_hours(text):
            return Message(ASK_HOURLY, {"text": text, "resolution": resolution, "unit": series.unit})
    return None


def _is_flat(values: Floats, parts: int) -> bool:
    """Whether each hour has one value in all its parts, and the hours have several."""
    if len(values) % parts or not np.isfinite(values).all():
        return False
    hours = values.reshape(-1, parts)
    return bool((hours == hours[:, :1]).all()) and len(np.unique(hours)) >= _SEVERAL


def _said_of_unit(series: Series, sheet: Sheet) -> list[str]:
    """What may have stated the unit: the header, else what stands beside the first value, else the rows around all."""
    texts = [series.column, *_units_above(series, sheet)]
    if any(stated_unit(text) for text in texts) or not len(series.rows):
        return texts
    beside = [
        cell_text(cell)
        for cell in sheet.rows[sheet.numbers.index(int(series.rows.min()))]
        if isinstance(cell, str) and stated_unit(cell) is not None
    ]
    return beside or [text for text in words_outside(series, sheet) if stated_unit(text) is not None]


def _units_above(series: Series, sheet: Sheet) -> list[str]:
    """The cells right above the values that state a unit."""
    if series.columns is None or not len(series.rows):
        return []
    cells = sheet.columns[int(series.columns[0])]
    first = sheet.numbers.index(int(series.rows.min()))
    above = cells[max(0, first - _HEADER_ROWS) : first]
    return [cell_text(cell) for cell in above if isinstance(cell, str) and stated_unit(cell) is not None]
