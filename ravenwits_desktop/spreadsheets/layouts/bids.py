"""A bid template of an exchange: rows of metadata (Date, Time Zone, Portfolio, Area), then a volume for each period.

An empty volume is a bid of nothing, so it is 0 there, unlike in any other table; a positive one buys.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import time_words, words

NAME = "bid template"
IS_TEMPLATE = QT_TRANSLATE_NOOP(
    "Message", "The rows above the table are those of a bid template: portfolio {portfolio}, area {area}."
)
EMPTY_IS_NOTHING = QT_TRANSLATE_NOOP(
    "Message", "{count} periods of the bid template have no volume: nothing is bought in them, so they are 0."
)
OTHER_CLOCK = QT_TRANSLATE_NOOP(
    "Message", "The bid template says that its times are {said}, but they are read in {zone}. Choose the clock."
)
PRICE_STEPS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has prices as headers: the volumes below depend on the price. A purchase has one value for each period: "
    "export the programme instead.",
)
_METADATA_ROWS = 12
_CLOCKS = {
    "cet": "Europe/Paris", "cest": "Europe/Paris", "cet/cest": "Europe/Paris", "wet": "Europe/Lisbon",
    "gmt": "Europe/London", "bst": "Europe/London", "eet": "Europe/Athens", "utc": "UTC",
}  # fmt: skip
_SAME = {"Europe/Madrid": "Europe/Paris", "Europe/Berlin": "Europe/Paris", "Europe/Rome": "Europe/Paris"}
"""Zones whose clocks show the same."""


def recognise_bids(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a bid template; a `Refusal` says what is missing or has to be asked."""
    metadata = _metadata(sheet)
    if not {"portfolio", "area"} <= metadata.keys():
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    for at, row in enumerate(sheet.rows[:_METADATA_ROWS]):
        first = row[0] if row else ""
        if isinstance(first, str) and time_words.names_period(first) and sum(map(_is_step, row[1:])) > 1:
            return RefusedError(0.95, PRICE_STEPS, row=sheet.numbers[at]).refusal
    found = recognise_period_rows(sheet, context)
    if isinstance(found, Refusal):
        return found
    series = found.series
    values = series.values.copy()
    empty = np.array([cell == "" for cell in series.cells], dtype=np.bool_) & np.isnan(values)
    values[empty] = 0.0
    about = {name: metadata[name] for name in ("portfolio", "area")}
    notes = (Message(IS_TEMPLATE, about), *series.notes)
    if empty.any():
        notes = (*notes, Message(EMPTY_IS_NOTHING, {"count": int(empty.sum())}))
    said, zone = metadata.get("time zone") or metadata.get("timezone", ""), context.options.zone
    clock = _CLOCKS.get(words.folded(said))
    heard = series.explicit or clock in {None, zone, _SAME.get(zone)}
    other = () if heard else (Message(OTHER_CLOCK, {"said": said, "zone": zone}),)
    series = replace(series, layout=NAME, values=values, notes=notes, warnings=(*series.warnings, *other))
    return replace(found, series=series, score=0.93)


def _metadata(sheet: Sheet) -> dict[str, str]:
    """What the first rows say, by the word in their first cell."""
    known = {}
    for row in sheet.rows[:_METADATA_ROWS]:
        cells = [cell for cell in row if cell != ""]
        if len(cells) == 2 and isinstance(cells[0], str):
            known[words.folded(cells[0]).rstrip(":").strip()] = cell_text(cells[1])
    return known


def _is_step(cell: Cell) -> bool:
    """Whether a header is a price."""
    if isinstance(cell, str):
        text = cell.strip().replace(",", ".").removeprefix("-")
        return bool(text) and text.replace(".", "", 1).isdecimal()
    return is_number(cell)
