"""`ravenwits-desktop check`: what an import of a file would give, without window and network."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import CellProblem, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.spreadsheets.files import read_file

IMPORTABLE, WITH_ERRORS, UNUSABLE = 0, 1, 2
NO_SUCH_ZONE = QT_TRANSLATE_NOOP("Message", "“{zone}” is not a time zone. One is Europe/Madrid.")
NO_SUCH_DAY = QT_TRANSLATE_NOOP("Message", "“{day}” is no day. Write it as 2026-11-24.")
_MOST_ALIKE = 10
"""Problems of one kind that are printed for people; `--json` has all of them."""
_LABEL_WORDS = {
    Label.END: "times name the end of each period",
    Label.START: "times name the start of each period",
    None: "the file does not show which end of a period its times name",
}


def run_check(
    path: str,
    *,
    sheet: str | None = None,
    column: str | None = None,
    times: str | None = None,
    label: str | None = None,
    zone: str | None = None,
    unit: str | None = None,
    resolution: int | None = None,
    decimal: str | None = None,
    month_first: bool | None = None,
    day: str | None = None,
    as_json: bool = False,
) -> int:
    """Read the file at `path` and print what was understood; the answer is the exit status.

    `label` is ``"end"``, ``"start"`` or None, `day` as 2026-11-24. Status 0: importable; 1: importable, with errors on
    rows; 2: unusable or not decidable without asking, with the reason on standard error (and as ``{"error"}`` with
    `as_json`).
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shall not end the command
    try:
        options = ReadingOptions(
            sheet=sheet,
            column=column,
            date_column=times,
            label=Label(label) if label else None,
            zone=_known_zone(zone or DEFAULT_ZONE),
            unit=unit,
            resolution=resolution,
            decimal=decimal,
            month_first=month_first,
            day=_known_day(day),
        )
        reading = read_file(Path(path), options)
    except UnreadableFileError as error:
        sys.stderr.write(f"{error.message}\n")
        if as_json:
            _print([json.dumps({"error": str(error.message)})])
        return UNUSABLE
    _print([json.dumps(as_object(reading, path))] if as_json else lines_of(reading))
    return WITH_ERRORS if _errors(reading) else IMPORTABLE


def _print(lines: Iterable[str]) -> None:
    """Write `lines`; a reader that closes the pipe has seen enough, and the exit status stays that of the file."""
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at the end


def _known_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise UnreadableFileError(Message(NO_SUCH_ZONE, {"zone": zone})) from error
    return zone


def _known_day(day: str | None) -> date | None:
    try:
        return None if day is None else date.fromisoformat(day)
    except ValueError as error:
        raise UnreadableFileError(Message(NO_SUCH_DAY, {"day": day})) from error


def _errors(reading: Reading) -> int:
    return sum(found.problem.severity is Severity.ERROR for found in reading.problems)


def _ends(reading: Reading) -> tuple[str | None, str | None]:
    """The earliest and the latest label; the rows are in order of time."""
    known = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if not len(known):
        return None, None
    return timegrid.format_label(known[0]), timegrid.format_label(known[-1])


def as_object(reading: Reading, path: str) -> dict[str, Any]:
    """What `check --json` prints; `path` as it was given."""
    first, last = _ends(reading)
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
    }


def lines_of(reading: Reading) -> Iterator[str]:
    """The same for people: one sentence, what was assumed, the problems with their rows."""
    first, last = _ends(reading)
    place = f"{reading.file}, sheet {reading.sheet}" if reading.sheet else reading.file
    yield (
        f"{place}: {len(reading.rows)} rows of {reading.resolution} minutes from “{reading.column}”, "
        f"{first} to {last} ({_LABEL_WORDS[reading.labels]}), {reading.energy_mwh:,.3f} MWh."
    )
    for note in reading.notes:
        yield f"  {note}"
    alike = Counter(map(_as_said, reading.problems))
    told: Counter[tuple[str, str]] = Counter()
    for found in reading.problems:
        key = _as_said(found)
        told[key] += 1
        if told[key] <= _MOST_ALIKE:
            where = f"row {found.row}, {found.column}" if found.row is not None else "whole file"
            yield f"  {found.problem.severity.value}, {where}: {found.problem.message}"
        elif told[key] == alike[key]:
            yield f"  {found.problem.severity.value}: {alike[key] - _MOST_ALIKE} more of this kind, to row {found.row}"


def _as_said(found: CellProblem) -> tuple[str, str]:
    return found.problem.severity.value, found.problem.message.template
