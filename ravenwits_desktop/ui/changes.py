"""What is bought otherwise than in the submission before, as one line for people."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.comparison import Comparison
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.ui import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Changes", text)


def change_sentence(found: Comparison, now: Purchase) -> str:
    """Such as “4 hours changed, +12.5 MWh, largest Wed 25 Nov 20:15 +6.000 MW”; labels as those of `now`."""
    if found.same:
        return _tr("Nothing changed.") + _repeated(found)
    if not (found.added or found.gone or found.changed.any()):
        return _tr("Nothing changed on the days that were submitted before.") + _new(found) + _repeated(found)
    count = int(found.changed.sum())
    parts = [_counted(count, found.resolution)] if count else []
    if found.added:
        parts.append(_tr("{count} new periods").format(count=words.decimal(found.added, 0)))
    if found.gone:
        parts.append(_tr("{count} periods no longer there").format(count=words.decimal(found.gone, 0)))
    parts.append(f"{signed(found.energy_mwh, 1)} MWh")
    place = found.largest
    if place is not None:
        label = timegrid.labels(found.starts[place : place + 1], found.resolution, now.label, now.zone)[0]
        one_day = now.first_day == now.last_day
        when = words.clock(label) if one_day else words.label(label)
        change = signed(float(found.difference[place]), 3)
        parts.append(_tr("largest {label} {change} MW").format(label=when, change=change))
    return ", ".join(parts) + "." + _new(found) + _repeated(found)


def _new(found: Comparison) -> str:
    """That nothing was submitted for some of the days."""
    if not found.new_days:
        return ""
    first = words.day(found.new_days[0])
    if len(found.new_days) == 1:
        return " " + _tr("{day} is new: nothing was submitted for it.").format(day=first)
    text = _tr("{count} days are new, the first of them {day}: nothing was submitted for them.")
    return " " + text.format(count=words.decimal(len(found.new_days), 0), day=first)


def _counted(count: int, resolution: int) -> str:
    number = words.decimal(count, 0)
    if resolution == 60:
        return _tr("1 hour changed") if count == 1 else _tr("{count} hours changed").format(count=number)
    if resolution == 15:
        return _tr("1 quarter changed") if count == 1 else _tr("{count} quarters changed").format(count=number)
    if count == 1:
        return _tr("1 period of {minutes} min changed").format(minutes=resolution)
    return _tr("{count} periods of {minutes} min changed").format(count=number, minutes=resolution)


def _repeated(found: Comparison) -> str:
    if found.repeated is None:
        return ""
    text = _tr("Compared at {fine} min: the power of each period of {coarse} min counts for all of it.")
    return " " + text.format(fine=found.resolution, coarse=found.repeated)


def change_text(change: float | None) -> str:
    """What one value changed by, MW; empty for one that did not."""
    if change is None:
        return ""
    return _tr("{change} MW against the last submission").format(change=signed(change, 3))


def signed(value: float, places: int) -> str:
    """A change with its sign and so many decimals; one that rounds to nothing has no sign."""
    text = words.decimal(abs(value), places)
    if not math.isfinite(value):
        return text
    if round(value, places) == 0:
        return text
    return ("+" if value > 0 else words.MINUS) + text
