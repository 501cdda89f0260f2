"""The days of a draft as pages: a table of hours for each day, its totals below. Always dark on white."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import totals
from ravenwits_desktop.domain.peak import peak_split
from ravenwits_desktop.domain.timegrid import Floats, Label, Minutes
from ravenwits_desktop.ui import words

_BETWEEN = "&nbsp;&nbsp;&nbsp;&nbsp;"
_STYLE = """
body { color: black; font-size: 9pt; }
h1 { font-size: 14pt; margin: 0 0 2pt 0; }
p { margin: 2pt 0; }
td, th { padding: 1pt 6pt; }
"""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What is printed: periods in order of time (start instants, UTC), MW (NaN where there is no value)."""

    title: str
    retailer: str
    starts: Minutes
    mw: Floats
    resolution: int
    label: Label
    zone: str

    @property
    def days(self) -> npt.NDArray[np.datetime64]:
        """Its market days, one page each."""
        return np.unique(timegrid.market_days(self.starts, self.zone))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Printing", text)


def html_of(sheet: Sheet, day: np.datetime64) -> str:
    """The page of one of its days."""
    return f"<html><head><style>{_STYLE}</style></head><body>{_page(sheet, day)}</body></html>"


def _page(sheet: Sheet, day: np.datetime64) -> str:
    here = timegrid.market_days(sheet.starts, sheet.zone) == day
    starts, mw = sheet.starts[here], sheet.mw[here]
    found, split = totals(mw, sheet.resolution), peak_split(starts, mw, sheet.resolution, sheet.zone)
    end = _tr("labels name the end of each period")
    start = _tr("labels name the start of each period")
    about = [sheet.title, sheet.retailer, _tr("MW"), sheet.zone, end if sheet.label is Label.END else start]
    sums = [f"{words.mwh(found.energy_mwh)} MWh"]
    if found.mean is not None and found.minimum is not None and found.maximum is not None:
        sums += [
            _tr("mean {value}").format(value=words.mw(found.mean)),
            _tr("min {value}").format(value=words.mw(found.minimum)),
            _tr("max {value} MW").format(value=words.mw(found.maximum)),
            _tr("peak {value}").format(value=words.mwh(split.peak_mwh)),
            _tr("off-peak {value} MWh").format(value=words.mwh(split.off_peak_mwh)),
        ]
    hours = int(timegrid.day_minutes(np.array([day]), sheet.zone)[0]) // 60
    if hours != 24:
        sums.append(_tr("this day has {hours} hours").format(hours=hours))
    return (
        f"<h1>{escape(words.day(day))} {str(day)[:4]}</h1>"
        f"<p>{escape('  ·  '.join(filter(None, about)))}</p>{_table(sheet, starts, mw)}"
        f"<p>{escape('  ·  '.join(sums))}</p>"
    )


def _table(sheet: Sheet, starts: Minutes, mw: Floats) -> str:
    """A row for each hour of the day, its periods across and its energy at the end."""
    parts = max(60 // sheet.resolution, 1)
    labels = timegrid.labels(starts, sheet.resolution, sheet.label, sheet.zone)
    halves = grid.occurrences(starts, sheet.resolution, sheet.label, sheet.zone)
    numbers = timegrid.period_numbers(starts, sheet.resolution, sheet.zone) - 1
    cells: dict[tuple[int, int], tuple[str, float]] = {
        divmod(int(place), parts): (words.clock(label) + ("", " A", " B")[which], float(value))
        for place, label, which, value in zip(numbers, labels, halves, mw, strict=True)
    }
    heads = "".join(f"<th align='right'>{_BETWEEN}{_tr('label')}</th><th align='right'>MW</th>" for _ in range(parts))
    rows = []
    for hour in range(max((key[0] for key in cells), default=-1) + 1):
        values = [cells.get((hour, part)) for part in range(parts)]
        written = "".join(map(_cells, values))
        known = [each[1] for each in values if each is not None and np.isfinite(each[1])]
        energy = words.decimal(sum(known) * sheet.resolution / 60, 3) if len(known) == parts else "–"
        shade = " bgcolor='#f0f0ec'" if hour % 2 else ""
        rows.append(f"<tr{shade}><td>H{hour + 1}</td>{written}<td align='right'>{energy}</td></tr>")
    head = f"<tr><th align='left'>{_tr('hour')}</th>{heads}<th align='right'>MWh</th></tr>"
    return f"<table width='100%' cellspacing='0' cellpadding='2'>{head}{''.join(rows)}</table>"


def _cells(period: tuple[str, float] | None) -> str:
    """A label and its value; two empty cells where the day has no such period."""
    if period is None:
        return "<td></td><td></td>"
    label, value = period
    shown = words.mw(value) if np.isfinite(value) else "–"
    return f"<td align='right'>{_BETWEEN}{label}</td><td align='right'><b>{shown}</b></td>"
