"""The whole reading of one file, in this process: what the child runs, and what tests of the rules call."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Alternative, Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets import absurd, faults
from ravenwits_desktop.spreadsheets.cells.book import read_cells
from ravenwits_desktop.spreadsheets.cells.opening import content_of
from ravenwits_desktop.spreadsheets.chosen_headers import with_headers
from ravenwits_desktop.spreadsheets.days import date_order, short_days
from ravenwits_desktop.spreadsheets.days.day_of_table import days_offered
from ravenwits_desktop.spreadsheets.days.names_order import order_of_names
from ravenwits_desktop.spreadsheets.days.weekday_order import order_by_weekdays
from ravenwits_desktop.spreadsheets.days.zones import named_zone
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.hints import closer, empty_column
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, StoppedError, recognise
from ravenwits_desktop.spreadsheets.layouts import LAYOUTS
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from ravenwits_desktop.spreadsheets.mapping.preview import grid_of, in_common
from ravenwits_desktop.spreadsheets.mapping.rows import Origin, reading_of
from ravenwits_desktop.spreadsheets.pasted import PASTED, worded
from ravenwits_desktop.spreadsheets.periods.said_lengths import HOUR
from ravenwits_desktop.spreadsheets.refusals import NO_VALUES, ONLY_NO_PURCHASE
from ravenwits_desktop.spreadsheets.sheet import Sheet, Workbook
from ravenwits_desktop.spreadsheets.sheet_choice import (
    is_of_later_day,
    purchase_among,
    rivals,
    with_left_tables,
    without_copies,
)
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.cell_units import bare

ASK_SHEET = QT_TRANSLATE_NOOP("Message", "Several sheets may hold the purchase: {sheets}. Say which one it is.")
ASK_HIDDEN_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "No sheet that is shown holds a purchase, but one that is hidden can be read: {sheets}. Say that this is the one "
    "(with “check”: --sheet), or choose another file.",
)
NO_SUCH_SHEET = QT_TRANSLATE_NOOP("Message", "There is no sheet “{sheet}”. There are: {sheets}.")
NO_SHEETS = QT_TRANSLATE_NOOP("Message", "The file has no sheets: leave out which one it is (“{sheet}”).")
ASK_UNFILLED_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” of the sheet “{sheet}” is empty. If these are formulas, open the file in the spreadsheet "
    "program and save it there, so that their results are in it. If the sheet “{other}” is the purchase, say so.",
)
_SAME_VALUES = (Question.DATE_ORDER, Question.DAY)
"""Questions whose answers differ by the days alone: the decimal sign that follows from one holds for the others."""
_MOST_SHOWN = 30
"""Sheets whose first cells go with the question which of them it is."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is known of a file beside its cells."""

    name: str
    today: date


def read_path(
    path: Path, options: ReadingOptions, limits: Limits = DEFAULT_LIMITS, today: date | None = None
) -> Reading:
    """Read the file at `path`. Raises `UnreadableFileError`; may end the process where the file breaks its reader.

    `today` is the day of the machine's clock where it is not given.
    """
    return read_bytes(content_of(path, limits), path.name, options, limits, today)


def read_bytes(
    content: bytes, name: str, options: ReadingOptions, limits: Limits = DEFAULT_LIMITS, today: date | None = None
) -> Reading:
    """Read `content`, a file of that name. An error that asks tells what each answer would give, while time allows."""
    source = _Source(name, today or date.today())
    try:
        return _read_content(content, source, options, limits)
    except UnreadableFileError as error:
        if name == PASTED:
            worded(error)
        raise


def _read_content(content: bytes, source: _Source, options: ReadingOptions, limits: Limits) -> Reading:
    book = read_cells(content, source.name, limits, options.sheet)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return _read_settled(book, source, options, sha256)
    except UnreadableFileError as error:
        if error.question in (None, Question.DAY) and book.hidden and options.sheet is None:
            _ask_hidden(content, source, options, limits, book.hidden)
        if error.question is not None:
            _try_answers(book, source, options, limits, error)
            if _is_asked_in_vain(error):
                _read_book(book, source, error.alternatives[0].options, sha256)
        raise


def _read_settled(book: Workbook, source: _Source, options: ReadingOptions, sha256: str = "") -> Reading:
    """The reading of `book`, where its decimal sign is open as well but only one of the two can be meant."""
    try:
        return _read_book(book, source, options, sha256)
    except UnreadableFileError as error:
        by_size = absurd.settled(error, options, lambda other: _read_book(book, source, other, sha256))
        if by_size is None:
            raise
        return by_size


def _ask_hidden(
    content: bytes, source: _Source, options: ReadingOptions, limits: Limits, hidden: tuple[str, ...]
) -> None:
    """Ask for the hidden sheets that hold what the shown ones do not. Raises `UnreadableFileError` if any does."""
    try:
        book = read_cells(content, source.name, limits, with_hidden=True)
    except UnreadableFileError:  # too much for a look: what was said of the sheets that are shown stays
        return
    asked = UnreadableFileError(_hidden(hidden), sheets=hidden, question=Question.SHEET)
    _try_answers(book, source, options, limits, asked)
    possible = tuple(each for each in asked.alternatives if each.message is None or each.asks)
    if possible:
        names = tuple(each.name for each in possible)
        raise UnreadableFileError(_hidden(names), sheets=names, question=Question.SHEET, alternatives=possible)


def _hidden(names: Sequence[str]) -> Message:
    return Message(ASK_HIDDEN_SHEET, {"sheets": ", ".join(f"“{name}”" for name in names)})


def _is_asked_in_vain(error: UnreadableFileError) -> bool:
    """Whether the dates are in question, but the file is none of a purchase whatever they are."""
    return error.question in (Question.DATE_ORDER, Question.DAY) and all(
        each.message is not None and (not each.asks or each.message.template in ONLY_NO_PURCHASE)
        for each in error.alternatives
    )


def _read_book(book: Workbook, source: _Source, options: ReadingOptions, sha256: str) -> Reading:
    try:
        sheet, found = _choose_sheet(book, source, options)
    except StoppedError as error:
        raise _as_unreadable(error) from error
    named = tuple(title for title in book.names if title)
    try:
        return reading_of(found, options, Origin(source.name, sheet, named, sha256, source.today, book.sheets))
    except UnreadableFileError as error:
        error.grid = error.grid or grid_of(sheet, found.series)
        raise
    except StoppedError as error:
        unread = _as_unreadable(error)
        unread.grid = grid_of(sheet, found.series)
        raise unread from error


def _as_unreadable(error: StoppedError) -> UnreadableFileError:
    """What ended the reading outside the layouts, told as theirs is and never lost as a fault of the program."""
    refusal = error.refusal
    return UnreadableFileError(refusal.message, refusal.choices, question=refusal.question)


def _try_answers(
    book: Workbook, source: _Source, options: ReadingOptions, limits: Limits, error: UnreadableFileError
) -> None:
    """Give `error` each answer to its question with the reading it leads to, and what of the sheet is clear already."""
    until = time.monotonic() + limits.answers
    no_purchase = error.message if error.message.template in ONLY_NO_PURCHASE else None
    alternatives: list[Alternative] = []
    readings: list[Reading] = []
    sign: str | None = None
    for text, answer in _answers(options, error, source.today):
        if time.monotonic() > until:
            alternatives.append(Alternative(text, answer, suspect=no_purchase))
            continue
        try:
            reading = _read_settled(book, source, answer if sign is None else replace(answer, decimal=sign))
        except UnreadableFileError as refused:
            alternatives.append(Alternative.refused(text, answer, refused, no_purchase))
            if error.question is Question.COLUMN or not readings:
                readings.extend(_behind(book, source, answer, refused, until))
            continue
        readings.append(reading)
        if error.question in _SAME_VALUES:
            sign = sign or absurd.sign_of(reading)
        known = Alternative.of(text, answer, reading)
        alternatives.append(replace(known, suspect=known.suspect or no_purchase))
    error.alternatives = tuple(alternatives)
    if error.question is Question.SHEET:  # each answer is another sheet
        error.alternatives = tuple(_with_cells(book, each, readings) for each in alternatives[:_MOST_SHOWN])
        error.alternatives += tuple(alternatives[_MOST_SHOWN:])
        return
    grids = [reading.grid for reading in readings if reading.grid is not None]
    error.grid = in_common(grids, error.grid) if grids else error.grid
    if error.question is Question.DATE_ORDER and readings:
        # without an order no headers were looked for: the columns were named by their letters
        error.choices = tuple(dict.fromkeys(column for reading in readings for column in reading.candidates))


def _with_cells(book: Workbook, alternative: Alternative, readings: Sequence[Reading]) -> Alternative:
    """An answer that names a sheet, with the first cells of that: coloured where it could be read, else as they are."""
    name = alternative.options.sheet
    known = (reading.grid for reading in readings if reading.sheet == name and reading.grid is not None)
    bare_cells = (grid_of(sheet, None) for sheet in book.sheets if sheet.name == name)
    return replace(alternative, grid=next(known, None) or next(bare_cells, None))


def _behind(
    book: Workbook, source: _Source, options: ReadingOptions, error: UnreadableFileError, until: float
) -> Iterator[Reading]:
    """The readings that the answers to a further question, that of `error`, lead to: one, or one for each column."""
    for _, answer in _answers(options, error, source.today):
        if time.monotonic() > until:
            return
        try:
            found = [_read_settled(book, source, answer)]
        except UnreadableFileError as refused:
            found = [] if refused.question is error.question else list(_behind(book, source, answer, refused, until))
        yield from found
        if found and error.question is not Question.COLUMN:
            return


def _answers(options: ReadingOptions, error: UnreadableFileError, today: date) -> Iterator[tuple[str, ReadingOptions]]:
    match error.question:
        case Question.SHEET:
            yield from ((title, replace(options, sheet=title)) for title in error.sheets)
        case Question.COLUMN:
            yield from ((column, replace(options, column=column)) for column in error.choices)
        case Question.TIMES:
            yield from ((column, replace(options, date_column=column)) for column in error.choices)
        case Question.DECIMAL:
            yield from ((sign, replace(options, decimal=sign)) for sign in (",", "."))
        case Question.DATE_ORDER:
            yield from ((form, replace(options, month_first=form == "mm/dd")) for form in ("dd/mm", "mm/dd"))
        case Question.UNIT:
            yield from ((" = ".join(units), replace(options, unit=units[0])) for units in error.units)
        case Question.RESOLUTION:
            lengths = (HOUR, int(error.message.values["minutes"]))
            yield from ((f"{minutes} min", replace(options, resolution=minutes)) for minutes in lengths)
        case Question.DAY:
            yield from ((str(day), replace(options, day=day)) for day in days_offered(error.message, today))


def _choose_sheet(book: Workbook, source: _Source, options: ReadingOptions) -> tuple[Sheet, Found]:
    """The sheet that holds the purchase and what was found in it; asks where there are several."""
    names = ", ".join(f"“{title}”" for title in book.names)
    if options.sheet is not None and options.sheet not in book.names:
        if not any(book.names):  # a text file
            raise UnreadableFileError(Message(NO_SHEETS, {"sheet": options.sheet}))
        message = Message(NO_SUCH_SHEET, {"sheet": options.sheet, "sheets": names})
        raise UnreadableFileError(message, sheets=tuple(filter(None, book.names)), question=Question.SHEET)
    context = Context(source.name, options, book.epoch_1904, source.today, names_order=order_of_names(book.names))
    sheets = [bare(sheet) for sheet in book.sheets if options.sheet in {None, sheet.name}]
    answers = [(sheet, _recognised(sheet, context)) for sheet in sheets]
    if options.header_row is not None:
        answers = _below_header(answers, options.header_row, context)
    found = without_copies([(sheet, answer) for sheet, answer in answers if isinstance(answer, Found)])
    taken = found[0] if len(found) == 1 else purchase_among(found)
    others = rivals(taken or (found[0] if found else None), answers)
    if taken is not None and not others:
        if len(found) == 1:
            _check_unfilled(taken, answers)
        return with_left_tables(taken, answers)
    if found:
        held = [sheet.name for sheet, _ in found] + [sheet.name for sheet in others]
        titles = tuple(name for name in book.names if name in held)
        message = Message(ASK_SHEET, {"sheets": ", ".join(f"“{title}”" for title in titles)})
        raise UnreadableFileError(message, sheets=titles, question=Question.SHEET)
    refusals = [(sheet, answer) for sheet, answer in answers if isinstance(answer, Refusal)]
    nearest = max(refusals, key=lambda refusal: refusal[1].score, default=None)
    if book.refused and (nearest is None or nearest[1].score < 0.5):
        raise UnreadableFileError(next(iter(book.refused.values())))
    if nearest is None:
        raise unreadable(faults.NO_SHEETS, name=source.name)
    sheet, refusal = nearest[0], closer(nearest[1], nearest[0])
    grid = grid_of(sheet, None)
    raise UnreadableFileError(refusal.message, refusal.choices, question=refusal.question, grid=grid)


def _check_unfilled(found: tuple[Sheet, Found], answers: Sequence[tuple[Sheet, Found | Refusal]]) -> None:
    """Ask before a sheet is taken while another one has its dates and, below the name of a purchase, no numbers.

    Beside a sheet that names a purchase itself only where the other one is called after a later day.
    """
    taken, read = found
    named = words.names_purchase(read.series.column)
    for sheet, answer in answers:
        if isinstance(answer, Found) or answer.message.template != NO_VALUES:
            continue
        if named and not is_of_later_day(sheet.name, read.series.walls):
            continue
        column = empty_column(sheet)
        if column is not None and words.names_purchase(column):
            message = Message(ASK_UNFILLED_SHEET, {"column": column, "sheet": sheet.name, "other": taken.name})
            raise UnreadableFileError(message, sheets=(taken.name,), question=Question.SHEET)


def _recognised(sheet: Sheet, context: Context) -> Found | Refusal:
    """What the layouts make of `sheet`, by the clock of the zone that it names itself."""
    days, order = date_order.clear_days(sheet), date_order.shown_order(sheet)
    texts = short_days.texts_of_year(sheet, context.file)
    by_weekday = order_by_weekdays(sheet)
    context = replace(
        context, clear_days=days, shown_order=order, weekday_order=by_weekday, year_texts=texts, sheet=sheet.name
    )
    options = context.options
    chosen = options.account_zone is not None and options.zone != options.account_zone  # by a person: it counts
    clock = None if chosen else named_zone(sheet, options.zone)
    if clock is None:
        return recognise(sheet, context, LAYOUTS)
    own = replace(context, options=replace(context.options, zone=clock.zone))
    answer = recognise(sheet, own, LAYOUTS)
    if isinstance(answer, Refusal):
        return answer
    return replace(answer, series=replace(answer.series, clock=clock))


def _below_header(
    answers: Sequence[tuple[Sheet, Found | Refusal]], row: int, context: Context
) -> list[tuple[Sheet, Found | Refusal]]:
    """The one sheet that holds the purchase read below the row that a person named as its headers.

    Where several do, or none, each that can be read that way. Raises `UnreadableFileError` where none can.
    """
    found = [each for each in answers if isinstance(each[1], Found)]
    below: list[tuple[Sheet, Found | Refusal]] = []
    refused: UnreadableFileError | None = None
    for sheet, free in found or answers:
        try:
            below.append((sheet, with_headers(sheet, free, row, lambda part: _recognised(part, context))))
        except UnreadableFileError as error:
            error.grid = grid_of(sheet, free.series if isinstance(free, Found) else None)
            refused = refused or error
    if not below and refused is not None:
        raise refused
    return below or list(answers)
