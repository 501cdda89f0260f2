"""What an import understood, in one sentence."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def sentence(reading: Reading) -> str:
    """Sheet, resolution, column, labels, rows, energy and unit of a reading, as plain text."""
    parts = []
    if reading.sheet:
        parts.append(_tr("Sheet “{sheet}”").format(sheet=reading.sheet))
    parts.append(_tr("one row per {minutes} minutes").format(minutes=reading.resolution))
    if reading.column:
        parts.append(_tr("values from “{column}”").format(column=reading.column))
    parts.append(_labels(reading))
    parts.append(_tr("{rows} rows").format(rows=words.decimal(len(reading.rows), 0)))
    known = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if len(known):
        first, last = words.label(known.min()), words.label(known.max())
        parts.append(_tr("from {first} to {last}").format(first=first, last=last))
    parts.append(_tr("total {energy} MWh").format(energy=words.mwh(reading.energy_mwh)))
    told = ", ".join(parts)
    return told[:1].upper() + told[1:] + "." + _unit(reading)


def _labels(reading: Reading) -> str:
    if reading.labels is Label.END:
        return _tr("times are the end of each period")
    if reading.labels is Label.START:
        return _tr("times are the start of each period")
    return _tr("times as they stand")


def _unit(reading: Reading) -> str:
    if not reading.unit_stated:
        return " " + _tr("No unit in sight: the values are taken as MW.")
    if reading.factor == 1.0:
        return " " + _tr("The values are in {unit}.").format(unit=reading.unit)
    factor = words.exact(reading.factor)
    return " " + _tr("The values are in {unit}: each is multiplied by {factor} to give MW.").format(
        unit=reading.unit, factor=factor
    )
