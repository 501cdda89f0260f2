"""What an import understood, in one sentence whose parts can be clicked to change them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import written
from ravenwits_desktop.domain.change_days import unusual_days
from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.sheet_cells import day_above, only_day, says_day
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words

_SAID_DAYS = 2
_LONGEST_TITLE = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of the sentence. `setting` is the name of what can be changed about it, empty for what follows."""

    text: str
    setting: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was understood: as plain text, and as HTML in which every part that can be changed is a link.

    The links are named after their settings; `links` has these in their order.
    """

    plain: str
    html: str
    links: tuple[str, ...]


def sentence(reading: Reading, decimal: Decimal | None = None) -> Sentence:
    """What was understood of a file. `decimal` is the sign that was chosen: it is said even if no number shows it."""
    first, last = parts(reading, decimal), second(reading)
    return Sentence(
        _joined([part.text for part in first]) + " " + " ".join(part.text for part in last),
        _joined([html_of(part) for part in first]) + " " + " ".join(map(html_of, last)),
        tuple(part.setting for part in (*first, *last) if part.setting),
    )


def brief(reading: Reading) -> str:
    """The numbers alone: rows, days, energy, and where the values are."""
    known = reading.rows.labels[~np.isnat(reading.rows.labels)]
    template = _tr("{rows}, {days}, {energy} MWh, from “{column}”")
    ends = (str(known.min()), str(known.max() - np.timedelta64(1, "m"))) if len(known) else (None, None)
    return template.format(
        rows=rows_in_words(len(reading.rows)),
        days=words.days(*(None if end is None else end[:10] for end in ends)) or "–",
        energy=energy(energy_of(reading)),
        column=reading.column,
    )


def rows_in_words(count: int) -> str:
    """How many rows."""
    return _tr("1 row") if count == 1 else _tr("{rows} rows").format(rows=words.decimal(count, 0))


def _joined(clauses: list[str]) -> str:
    return ", ".join(clauses) + "."


def html_of(part: Part) -> str:
    """The clause, as a link named after its setting where it has one."""
    text = escape(part.text)
    return f'<a href="{part.setting}">{text}</a>' if part.setting else text


def parts(reading: Reading, decimal: Decimal | None = None) -> list[Part]:
    """Where the values are, what they are and what they come to."""
    found = [Part(_resolution(reading.resolution), "resolution" if reading.resolution_open else "")]
    if reading.sheet:
        found.insert(0, Part(_tr("Sheet “{sheet}”").format(sheet=reading.sheet), "sheet"))
    else:
        found[0] = replace(found[0], text=found[0].text[:1].upper() + found[0].text[1:])
    if reading.grid is not None and reading.grid.header_row is not None:
        found.append(Part(_tr("headers in row {row}").format(row=reading.grid.header_row), "header_row"))
    if reading.day_open:
        found.append(Part(_day(reading), "day"))
    elif reading.period_column and reading.time_column == reading.period_column:
        found.append(Part(_day(reading), "date_column"))
    elif reading.time_column and reading.time_column != reading.column:
        found.append(Part(_tr("times from “{column}”").format(column=reading.time_column), "date_column"))
    if reading.period_column:
        found.append(Part(_tr("periods from “{column}”").format(column=reading.period_column), "hour_column"))
    if (base := reading.first_period) is not None:
        found.append(Part(_tr("numbered from {base}").format(base=base), "period_base"))
    if reading.column:
        found.append(Part(_tr("values from “{column}”").format(column=reading.column), "column"))
    found.append(Part(_labels(reading), "label"))
    found.append(Part(_clock(reading), "zone"))
    if (sign := written.decimal_of(reading) or decimal) is not None:
        found.append(Part(_tr("decimal comma") if sign is Decimal.COMMA else _tr("decimal point"), "decimal"))
    if (month_first := written.month_first_of(reading)) is not None:
        found.append(Part(_tr("the month before the day") if month_first else _tr("the day first"), "month_first"))
    found += [Part(text) for text in _unusual_days(reading)]
    found.append(Part(rows_in_words(len(reading.rows))))
    known = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if len(known):
        first, last = words.label(known.min()), words.label(known.max())
        found.append(Part(_tr("from {first} to {last}").format(first=first, last=last)))
    found.append(Part(_tr("total {energy} MWh").format(energy=energy(energy_of(reading)))))
    if reading.agrees_with_total is not None:
        agrees = _tr("agrees with the file’s own total") if reading.agrees_with_total else ""
        found.append(Part(agrees or _tr("which is not the file’s own total")))
    return found


def second(reading: Reading) -> list[Part]:
    """The sentence about the unit."""
    if not reading.unit_stated and reading.no_purchase is not None:
        text = _tr("No unit of power or energy in sight: as a purchase, each number would be {unit} as it stands.")
        return [Part(text.format(unit=reading.unit), "unit")]
    if not reading.unit_stated:
        return [Part(_tr("No unit in sight: the values are taken as {unit}.").format(unit=reading.unit), "unit")]
    if reading.factor == 1.0:
        return [Part(_tr("The values are in {unit}.").format(unit=reading.unit), "unit")]
    factor = words.exact(reading.factor)
    text = _tr("The values are in {unit}: each is multiplied by {factor} to give MW.")
    return [Part(text.format(unit=reading.unit, factor=factor), "unit")]


def _resolution(minutes: int) -> str:
    if minutes == 60:
        return _tr("one value per hour")
    if minutes == 15:
        return _tr("one value per quarter of an hour")
    return _tr("one value per {minutes} minutes").format(minutes=minutes)


def _day(reading: Reading) -> str:
    """Of which day rows are that say none, and what says it."""
    day, place = only_day(reading), day_above(reading)
    if day is None:
        return _tr("days from outside the columns")
    shown = words.day(day)
    if place is not None and reading.grid is not None:
        text = " ".join(reading.grid.texts[place[0]][place[1]].split())
        short = text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
        return _tr("the day {day} from “{text}”").format(day=shown, text=short)
    if says_day(reading.sheet, day):
        return _tr("the day {day} from the name of the sheet").format(day=shown)
    if says_day(reading.file, day):
        return _tr("the day {day} from the file’s name").format(day=shown)
    return _tr("the day {day}").format(day=shown)


def _labels(reading: Reading) -> str:
    if reading.made_labels:
        if reading.labels is Label.START:
            return _tr("each period labelled by its start")
        return _tr("each period labelled by its end")
    if reading.labels is Label.END:
        return _tr("times are the end of each period")
    if reading.labels is Label.START:
        return _tr("times are the start of each period")
    return _tr("times as they stand")


def _clock(reading: Reading) -> str:
    """By which clock the times are, in the file and as they are sent."""
    if reading.clock_of_file:
        return _tr("times in {clock}, converted to {account} time").format(
            clock=reading.clock_of_file, account=_city(reading.zone)
        )
    if not reading.clock:
        return _tr("{city} time").format(city=_city(reading.zone))
    return _tr("{city} time, converted to {account} time").format(
        city=_city(reading.clock), account=_city(reading.zone)
    )


def _city(zone: str) -> str:
    return clock_name(zone).rpartition("/")[2].replace("_", " ")


def _unusual_days(reading: Reading) -> list[str]:
    """The first days of the change-over that are whole in the file, by the hours they have, and how many follow."""
    found = unusual_days(reading)
    said = [_tr("{hours} hours on {day}").format(hours=hours, day=words.day(day)) for day, hours in found[:_SAID_DAYS]]
    if len(found) > _SAID_DAYS:
        more = words.decimal(len(found) - _SAID_DAYS, 0)
        said.append(_tr("{count} more of other than 24 hours").format(count=more))
    return said


def energy_of(reading: Reading) -> float:
    """Energy, MWh, to be shown; a million rows are summed in a millisecond."""
    mw = reading.rows.mw
    return float(mw[np.isfinite(mw)].sum()) * reading.resolution / 60


def energy(mwh: float) -> str:
    """An energy in MWh without the unit; small ones, as of a household, with more decimals."""
    return words.mwh(mwh) if abs(mwh) >= 10 else words.decimal(mwh, 3)
