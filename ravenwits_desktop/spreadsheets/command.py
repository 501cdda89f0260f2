"""`ravenwits-desktop check`: what an import of a file would give, without window and network."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.spreadsheets import check_questions, check_reading
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS

IMPORTABLE, WITH_ERRORS, UNUSABLE = 0, 1, 2
NO_SUCH_ZONE = QT_TRANSLATE_NOOP("Message", "“{zone}” is not a time zone. One is Europe/Madrid.")
NO_SUCH_DAY = QT_TRANSLATE_NOOP("Message", "“{day}” is no day. Write it as 2026-11-24.")

_ANSWERS_SECONDS = 60.0
"""What a script may wait for the answers to a question: they shall be the same on a busy computer."""
_LIMITS = replace(
    DEFAULT_LIMITS,
    seconds=DEFAULT_LIMITS.seconds - DEFAULT_LIMITS.answers + _ANSWERS_SECONDS,
    answers=_ANSWERS_SECONDS,
)


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
    header_row: int | None = None,
    periods: str | None = None,
    shift: bool = False,
    as_json: bool = False,
) -> int:
    """Read the file at `path` and print what was understood; the answer is the exit status.

    `label` is ``"end"``, ``"start"`` or None, `day` as 2026-11-24. Status 0: importable; 1: importable, with errors on
    rows; 2: unusable or not decidable without asking, with the reason on standard error, and what each answer to a
    question would give (as an object with ``"error"`` on standard output with `as_json`).
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
            header_row=header_row,
            hour_column=periods,
            shift=shift,
        )
        reading = read_file(Path(path), options, _LIMITS)
    except UnreadableFileError as error:
        sys.stderr.write(f"{error.message}\n")
        if as_json:
            _print([json.dumps(check_questions.as_object(error, path))])
        else:
            sys.stderr.writelines(f"{line}\n" for line in check_questions.lines_of(error))
        return UNUSABLE
    _print([json.dumps(check_reading.as_object(reading, path))] if as_json else check_reading.lines_of(reading))
    wrong = any(found.problem.severity is Severity.ERROR for found in reading.problems)
    return WITH_ERRORS if wrong else IMPORTABLE


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
