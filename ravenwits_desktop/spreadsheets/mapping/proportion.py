"""The unit of a series: as stated or decided, else MW while its values are in proportion, else a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import problems
from ravenwits_desktop.domain.digits import Figure, without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.reading_notes import UNIT_ASSUMED, UNIT_CONVERTED, UNIT_OF_NAME, UNIT_OF_NO_POWER
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import (
    Scale,
    is_doubtful,
    is_large,
    names_multiple,
    scale_of,
    stated_unit,
    unit_by_minutes,
)
from ravenwits_desktop.domain.usual import mean_mw, times_too_large, times_too_small
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.hourly_energy import hourly_energy
from ravenwits_desktop.spreadsheets.mapping.outside_units import (
    name_contradiction,
    said_either,
    said_elsewhere,
    said_multiple,
    said_scale,
)
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.total_units import is_allowed
from ravenwits_desktop.spreadsheets.tables.unit_questions import unit_question
from ravenwits_desktop.spreadsheets.texts import words

ASK_UNIT = QT_TRANSLATE_NOOP(
    "Message",
    "The file names no unit, and the values of “{column}” lie around {value}: too many for MW. Say which unit it is.",
)
ASK_PARTS = QT_TRANSLATE_NOOP(
    "Message",
    "The file names no unit, and over {resolution} minutes a MWh is not the same as a MW. Say which unit the values of "
    "“{column}” are in.",
)
ASK_LARGE = QT_TRANSLATE_NOOP(
    "Message",
    "The file names no unit. “{column}” has a mean of {mean}: in MW a large purchase, in kW one of {kw} MW. Say which "
    "unit it is.",
)
ASK_SMALL = QT_TRANSLATE_NOOP(
    "Message",
    "The file names no unit. “{column}” has a mean of {mean}: in MW less than the market lets anyone buy. Say which "
    "unit it is.",
)
ASK_UNUSUAL = QT_TRANSLATE_NOOP(
    "Message",
    "The file names no unit. As MW, “{column}” has a mean of {mean} MW; the last submission of this retailer had "
    "{usual} MW. Say which unit it is.",
)
ASK_KIND = QT_TRANSLATE_NOOP(
    "Message",
    "Files such as this one (I90DIA) hold power as well as energy, and it names no unit. Say which unit it is.",
)
ASK_DOUBTFUL = QT_TRANSLATE_NOOP(
    "Message", "“{column}” does not say one unit that is known. Say which unit the values are in."
)
ASK_MULTIPLE = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” says that the values are multiples or parts of a unit. Say which unit they are in as they stand; if it "
    "is none of these, write them in MW in the file.",
)
ASK_THOUSANDS = QT_TRANSLATE_NOOP(
    "Message", "“{column}” speaks of thousands of a unit: a thousand kWh are a MWh. Say which unit the values are in."
)
ASK_SHOWN = QT_TRANSLATE_NOOP(
    "Message",
    "The sheet shows the values of “{column}” divided by {divisor}: in row {row} the cell holds {stored} and shows "
    "{shown}. Say which unit {stored} is in.",
)
ASK_TWO_UNITS = QT_TRANSLATE_NOOP(
    "Message",
    "The values of “{column}” would be in {unit}, but row {row} says {other}. Say which unit they are in.",
)
UNIT_OVERRULED = QT_TRANSLATE_NOOP(
    "Message",
    "The values of “{column}” were taken in {unit}, as chosen, though row {row} says {other}.",
)
ASK_SCALED = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} says “{text}”: the values of “{column}” may be multiples of their unit. A thousand kWh are a MWh, a "
    "thousand MWh a GWh: say which unit the values are in as they stand; if it is none of these, write them in MW in "
    "the file.",
)
ASK_GIGA = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” says {unit}, a unit in which hardly anyone buys: the mean would be {mean} MW. Say which unit the "
    "values are in.",
)
ASK_ELSEWHERE = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” names no unit, but row {row} says “{text}”. Say which unit the values are in.",
)
ASK_EITHER = QT_TRANSLATE_NOOP(
    "Message", "“{text}” in row {row} does not say one unit that is known. Say which unit the values are in."
)
ASK_METER = QT_TRANSLATE_NOOP(
    "Message",
    "The file holds measurements of a point of supply (CUPS), which mostly are in kWh, and it names no unit. Say which "
    "unit it is.",
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Message",
    "The mean is {mean} MW, about {times} times that of the last submission of this retailer, {usual} MW. Is the unit "
    "right?",
)
TOO_SMALL = QT_TRANSLATE_NOOP(
    "Message",
    "The mean is {mean} MW; that of the last submission of this retailer, {usual} MW, is about {times} times as much. "
    "Is the unit right?",
)

_THOUSAND = 1000.0
SMALLEST_LOT_MW = 0.1
"""What is bought at least in the Iberian market: a mean that would be less as kW can only be MW."""
_ANY_UNIT = re.compile(r"(?<![a-z\d])i90", re.IGNORECASE)
_CUPS = re.compile(r"\bES\d{16}[A-Z]{2}(?:\d[A-Z])?\b", re.IGNORECASE)
_TITLE_ROWS = 4
_LOOKED_AT = 40


def scale_for(
    series: Series, resolution: int, options: ReadingOptions, notes: list[Message], place: tuple[str, Sheet]
) -> Scale:
    """What turns the values of `series` into MW. Raises `UnreadableFileError` where the unit has to be asked.

    Prices and shares, of which the series warns itself, are not asked about. `place` is the file's name and the sheet.
    """
    if options.unit is None:
        _check_shown(series, resolution, place[1])
    settled = options.unit is not None or options.usual_unit == (series.unit or "MW")
    if not settled and not is_no_power(series) and (scaled := said_scale(series, place[1])) is not None:
        values = {"column": series.column, "row": str(scaled.row), "text": scaled.text}
        raise unit_question(Message(ASK_SCALED, values), resolution, large=True)
    if series.unit is None:
        if not settled and not is_no_power(series):
            _check_unnamed(series, resolution, options, place)
        notes.append(Message(UNIT_OF_NO_POWER if is_no_power(series) else UNIT_ASSUMED))
        return scale_of("MW", resolution)
    if not settled and words.names_thousands(series.column):
        raise unit_question(Message(ASK_THOUSANDS, {"column": series.column}), resolution)
    if not settled and (hourly := hourly_energy(series, resolution, place[1], options.usual_mw)) is not None:
        raise unit_question(hourly, resolution)
    scale = scale_of(series.unit, resolution)
    if not is_no_power(series):
        notes.extend(_check_rivals(series, resolution, scale, options))
    if not settled and is_large(series.unit) and not is_no_power(series):
        _check_giga(series, resolution, scale, options)
    if scale.factor != 1:
        notes.append(Message(UNIT_CONVERTED, {"unit": series.unit, "factor": without_exponent(scale.factor)}))
    return scale


def _check_unnamed(series: Series, resolution: int, options: ReadingOptions, place: tuple[str, Sheet]) -> None:
    """Ask for the unit of values that name none, unless they are MW by all that is known of them."""
    if _is_of_any_unit(*place):
        raise unit_question(Message(ASK_KIND), resolution)
    if names_multiple(series.column):
        raise unit_question(Message(ASK_MULTIPLE, {"column": series.column}), resolution, large=True)
    if is_doubtful(series.column):
        raise unit_question(Message(ASK_DOUBTFUL, {"column": series.column}), resolution)
    if series.proof is None and (said := said_multiple(series, place[1])) is not None:
        values = {"column": series.column, "row": str(said.row), "text": said.text}
        raise unit_question(Message(ASK_ELSEWHERE, values), resolution)
    if series.proof is None and (either := said_either(series, place[1])) is not None:
        raise unit_question(Message(ASK_EITHER, {"row": str(either.row), "text": either.text}), resolution)
    if _names_a_meter(place[1]):
        raise unit_question(Message(ASK_METER), resolution)
    _check_size(series, resolution, options, place[1])


def _check_size(series: Series, resolution: int, options: ReadingOptions, sheet: Sheet) -> None:
    """Ask for the unit unless the values are MW by their size, their name and the retailer's last submission.

    In parts of an hour a MWh is another power than a MW, a purchase of kW may look like a large one of MW, and one of
    GWh like a tiny one. Where nothing was submitted yet, another unit anywhere in the sheet is a doubt as well.
    """
    known = np.abs(series.values[np.isfinite(series.values)])
    if not known.any():
        return
    median, mean, usual = float(np.median(known)), mean_mw(series.values), options.usual_mw
    proved = series.proof is not None and not any(unit.endswith("h") for unit in series.proof.units)
    hours = 1.0 if proved or words.names_power(series.column) else resolution / 60
    if usual:
        times = mean / usual  # halfway, in factors, between two units lies what is nearer to one than to the other
        if (hours < 1 and times < np.sqrt(hours)) or times >= np.sqrt(_THOUSAND * hours):
            values = {"column": series.column, "mean": _plain(mean), "usual": _plain(usual)}
            raise unit_question(Message(ASK_UNUSUAL, values), resolution)
    elif (said := said_elsewhere(series, sheet, resolution)) is not None:
        values = {"column": series.column, "row": str(said.row), "text": said.text}
        raise unit_question(Message(ASK_ELSEWHERE, values), resolution, large=True)
    if median > problems.LARGEST_PLAUSIBLE_MW:
        values = {"column": series.column, "value": without_exponent(median)}
        raise unit_question(Message(ASK_UNIT, values), resolution)
    if not usual and mean < SMALLEST_LOT_MW:
        values = {"column": series.column, "mean": _plain(mean)}
        raise unit_question(Message(ASK_SMALL, values), resolution, large=True)
    if not usual and hours < 1:
        values = {"column": series.column, "resolution": str(resolution)}
        raise unit_question(Message(ASK_PARTS, values), resolution)
    if not usual and mean >= SMALLEST_LOT_MW * _THOUSAND:
        values = {"column": series.column, "mean": _plain(mean), "kw": _plain(mean / _THOUSAND)}
        raise unit_question(Message(ASK_LARGE, values), resolution)


def _check_shown(series: Series, resolution: int, sheet: Sheet) -> None:
    """Ask for the unit of values that the sheet shows divided: by its header a person means what is seen."""
    if not sheet.scaled or series.columns is None:
        return
    places = zip(series.rows.tolist(), series.columns.tolist(), strict=True)
    known = np.isfinite(series.values)
    divided = [index for index, place in enumerate(places) if place in sheet.scaled and known[index]]
    if not divided:
        return
    largest = max(divided, key=lambda index: abs(float(series.values[index])))
    row, column, stored = int(series.rows[largest]), int(series.columns[largest]), float(series.values[largest])
    divisor = sheet.scaled[row, column]
    values = {"column": series.column, "divisor": divisor, "row": row, "stored": without_exponent(stored)}
    raise unit_question(Message(ASK_SHOWN, {**values, "shown": without_exponent(stored / divisor)}), resolution)


def _check_rivals(series: Series, resolution: int, scale: Scale, options: ReadingOptions) -> Iterator[Message]:
    """What is said of units in the table that make another power than the one a person decided on.

    Raises `UnreadableFileError`, to ask for it, where nobody did and the totals do not rule out the other.
    """
    for rival in series.rivals:
        if scale_of(rival.unit, resolution).factor == scale.factor:
            continue
        values = {"column": series.column, "unit": series.unit, "row": rival.row, "other": rival.unit}
        if options.unit is not None:
            yield Message(UNIT_OVERRULED, values)
        elif is_allowed(series, rival.unit, resolution):
            raise unit_question(Message(ASK_TWO_UNITS, values), resolution)


def _check_giga(series: Series, resolution: int, scale: Scale, options: ReadingOptions) -> None:
    """Ask for the unit where GW or GWh make more than could be a mistaken MWh, unless the last submission was so large.

    Values that would be less than the smallest lot in a unit a thousand times smaller can be nothing else.
    """
    mean, usual = mean_mw(scale.apply(series.values)), options.usual_mw
    if mean >= (np.sqrt(_THOUSAND) * usual if usual else SMALLEST_LOT_MW * _THOUSAND):
        values = {"column": series.column, "unit": series.unit, "mean": _plain(mean)}
        raise unit_question(Message(ASK_GIGA, values), resolution, large=True)


def is_no_power(series: Series) -> bool:
    """Whether the series itself warns that it holds prices or shares."""
    return any(warning.template in refusals.NO_POWER for warning in series.warnings)


def with_unit_of_names(series: Series, resolution: int, options: ReadingOptions, *names: str) -> Series:
    """`series` with the unit that the sheet's or the file's name states, where the table itself states none.

    A name that contradicts what the table or its kind says is told, unless a person has decided on the unit. A unit
    by the minutes of the periods, kWh/15min, is one of the table, once it is known that they are these. Prices and
    shares, of which the series warns itself, have none. A unit that a total disproves is none either.
    """
    if series.unit is None and (unit := unit_by_minutes(series.column, resolution)) is not None:
        return replace(series, unit=unit)
    if series.unit is not None:
        doubted = options.unit is None and not is_no_power(series)
        told = name_contradiction(series, resolution, names) if doubted else None
        return series if told is None else replace(series, warnings=(*series.warnings, told))
    if is_no_power(series) or is_doubtful(series.column):
        return series
    for name in names:
        unit = stated_unit(name.replace("_", " "))
        if unit is not None and is_allowed(series, unit, resolution):
            doubt = Message(UNIT_OF_NAME, {"unit": unit, "name": name})  # a name may mean something else
            return replace(series, unit=unit, warnings=(*series.warnings, doubt))
    return series


def _is_of_any_unit(file: str, sheet: Sheet) -> bool:
    """Whether the name or the title is that of a kind of file that is in MW or in MWh, as it happens."""
    titles = (cell for row in sheet.rows[:_TITLE_ROWS] for cell in row if isinstance(cell, str))
    return any(map(_ANY_UNIT.search, (file, *titles)))


def _names_a_meter(sheet: Sheet) -> bool:
    """Whether a point of supply stands in the first rows."""
    cells = (cell for row in sheet.rows[:_LOOKED_AT] for cell in row if isinstance(cell, str))
    return any(map(_CUPS.search, cells))


def proportion_warning(mw: Floats, options: ReadingOptions) -> Message | None:
    """What is to be said of values, MW, that are out of proportion to what the retailer submitted last."""
    mean, usual = mean_mw(mw), options.usual_mw
    if usual is None:
        return None
    if times_too_large(mean, usual):
        times, template = mean / usual, TOO_LARGE
    elif times_too_small(mean, usual):
        times, template = usual / mean, TOO_SMALL
    else:
        return None
    return Message(template, {"mean": _plain(mean), "usual": _plain(usual), "times": Figure(round(times))})


def _plain(value: float | None) -> Figure | str:
    """A mean for a sentence, with the digits that tell its size."""
    return "" if value is None else Figure(value)
