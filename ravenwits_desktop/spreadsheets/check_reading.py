"""What `check` prints of a file that was read: the parts of its sentence, what was assumed, what is wrong with rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ravenwits_desktop.domain import timegrid, written
from ravenwits_desktop.domain.change_days import unusual_days
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import CellProblem, Reading
from ravenwits_desktop.domain.sheet_cells import only_day
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.check_questions import place_in
from ravenwits_desktop.spreadsheets.mapping.rows import LABELS_END, LABELS_START

_MOST_ALIKE = 10
"""Lines on problems of one kind that are printed for people; `--json` has all of them."""
_MOST_RANGES = 3
_LABEL_WORDS = {
    Label.END: "times name the end of each period",
    Label.START: "times name the start of each period",
    None: "the file does not show which end of a period its times name",
}
_TO_BE_SEEN = frozenset((LABELS_END, LABELS_START))
"""Notes that the window makes a question of: here they are warnings."""


def as_object(reading: Reading, path: str) -> dict[str, Any]:
    """What `check --json` prints; `path` as it was given."""
    first, last = _ends(reading)
    values = reading.rows.mw
    decimal, month_first = written.decimal_of(reading), written.month_first_of(reading)
    return {
        "file": path,
        "sheet": reading.sheet,
        "layout": reading.layout,
        "column": reading.column,
        "candidates": list(reading.candidates),
        "labels": reading.labels.value if reading.labels else "unknown",
        "rows": len(reading.rows),
        "first": first,
        "last": last,
        "resolution_minutes": reading.resolution,
        "unit": reading.unit,
        "factor": reading.factor,
        "sum_mw": reading.sum_mw,
        "energy_mwh": reading.energy_mwh,
        "problems": [
            {
                "row": found.row,
                "column": found.column,
                "severity": found.problem.severity.value,
                "message": str(found.problem.message),
            }
            for found in reading.problems
        ],
        "messages": _messages(reading),
        "sheets": list(reading.sheets),
        "header_row": _header_row(reading),
        "date_column": _date_column(reading),
        "hour_column": reading.period_column or None,
        "first_period": reading.first_period,
        "day": _day(reading),
        "labels_made": reading.made_labels,
        "labels_differ": reading.label_question,
        "zone": reading.zone,
        "zone_of_file": reading.clock_of_file or reading.clock or None,
        "unit_stated": reading.unit_stated,
        "decimal": None if decimal is None else decimal.name.lower(),
        "date_order": None if month_first is None else "mm/dd" if month_first else "dd/mm",
        "change_over_days": [{"day": str(day), "hours": hours} for day, hours in unusual_days(reading)],
        "first_mw": float(values[0]) if len(values) and np.isfinite(values[0]) else None,
        "agrees_with_total": reading.agrees_with_total,
        "suspect": None if reading.suspect is None else str(reading.suspect),
        "sha256": reading.sha256,
    }


def _messages(reading: Reading) -> list[dict[str, Any]]:
    """Notes, warnings and errors in one list: what concerns the whole first, then the rows in their order."""
    notes = [{"severity": _severity(note), "text": str(note), **place_in(note)} for note in reading.notes]
    problems = [
        {
            "severity": found.problem.severity.value,
            "text": str(found.problem.message),
            **(place_in(found.problem.message) if found.row is None else {"row": found.row, "column": found.column}),
        }
        for found in sorted(reading.problems, key=lambda found: found.row is not None)
    ]
    return notes + problems


def _severity(note: Message) -> str:
    return "warning" if note.template in _TO_BE_SEEN else "note"


def _ends(reading: Reading) -> tuple[str | None, str | None]:
    """The earliest and the latest label; the rows are in order of time."""
    known = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if not len(known):
        return None, None
    return timegrid.format_label(known[0]), timegrid.format_label(known[-1])


def _header_row(reading: Reading) -> int | None:
    return None if reading.grid is None else reading.grid.header_row


def _date_column(reading: Reading) -> str | None:
    """The header of the dates; None where no column names the day."""
    elsewhere = reading.day_open or reading.time_column in (reading.period_column, reading.column)
    return None if elsewhere else reading.time_column or None


def _day(reading: Reading) -> str | None:
    """The day of a table whose columns name none."""
    day = only_day(reading) if _date_column(reading) is None else None
    return None if day is None else str(day)


def lines_of(reading: Reading) -> Iterator[str]:
    """The same for people: two sentences, what was assumed, the problems with their rows."""
    first, last = _ends(reading)
    place = f"{reading.file}, sheet {reading.sheet}" if reading.sheet else reading.file
    yield (
        f"{place}: {len(reading.rows)} rows of {reading.resolution} minutes from “{reading.column}”, "
        f"{first} to {last} ({_LABEL_WORDS[reading.labels]}), {reading.energy_mwh:,.3f} MWh."
    )
    parts = ", ".join(_parts(reading))
    yield f"  {parts[:1].upper()}{parts[1:]}."
    for note in reading.notes:
        severity = _severity(note)
        yield f"  {note}" if severity == "note" else f"  {severity}, whole file: {note} --shift sends the other end."
    yield from _problem_lines(reading.problems)


def _parts(reading: Reading) -> Iterator[str]:
    """What else the sentence of the window says."""
    if (header := _header_row(reading)) is not None:
        yield f"headers in row {header}"
    if (dates := _date_column(reading)) is not None:
        yield f"dates from “{dates}”"
    elif (day := _day(reading)) is not None:
        yield f"the day {day}"
    if reading.period_column:
        yield f"periods from “{reading.period_column}”"
    yield f"values in {reading.unit}" if reading.unit_stated else f"no unit, taken as {reading.unit}"
    yield f"clock of {reading.zone}"
    if (decimal := written.decimal_of(reading)) is not None:
        yield f"decimal {'comma' if decimal is Decimal.COMMA else 'point'}"
    if (month_first := written.month_first_of(reading)) is not None:
        yield "the month before the day" if month_first else "the day first"
    for day_of_change, hours in unusual_days(reading):
        yield f"{hours} hours on {day_of_change}"
    if reading.agrees_with_total is not None:
        yield f"the total {'agrees' if reading.agrees_with_total else 'does not agree'} with the file’s own"


def _problem_lines(problems: Sequence[CellProblem]) -> Iterator[str]:
    """Kind by kind; those of the same words in one line with their rows, of many words the first lines."""
    kinds: dict[tuple[str, str], dict[str, list[CellProblem]]] = {}
    for found in problems:
        kinds.setdefault(_kind(found), {}).setdefault(str(found.problem.message), []).append(found)
    for (severity, _), groups in kinds.items():
        for text, group in itertools.islice(groups.items(), _MOST_ALIKE):
            yield f"  {severity}, {_where(group)}: {text}"
        left = list(itertools.chain.from_iterable(itertools.islice(groups.values(), _MOST_ALIKE, None)))
        if left:
            last = max(found.row or 0 for found in left)
            yield f"  {severity}: {len(left)} more of this kind" + (f", to row {last}" if last else "")


def _kind(found: CellProblem) -> tuple[str, str]:
    return found.problem.severity.value, found.problem.message.template


def _where(group: Sequence[CellProblem]) -> str:
    """The cells of problems of the same words: rows 2-25, Compra (24 values)."""
    rows = sorted({found.row for found in group if found.row is not None})
    if not rows:
        return "whole file"
    columns = list(dict.fromkeys(str(found.column) for found in group if found.row is not None))
    across = columns[0] if len(columns) == 1 else f"{columns[0]} to {columns[-1]}"
    count = "" if len(group) == 1 else f" ({len(group)} times)"
    return f"{'row' if len(rows) == 1 else 'rows'} {_ranges(rows)}, {across}{count}"


def _ranges(rows: Sequence[int]) -> str:
    """The first of `rows`, which are in order, as from-to: 2-25, 40."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    shown = ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in ranges[:_MOST_RANGES])
    return shown if len(ranges) <= _MOST_RANGES else f"{shown} and others to {rows[-1]}"
