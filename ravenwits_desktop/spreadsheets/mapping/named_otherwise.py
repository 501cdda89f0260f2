"""A title, a sheet or a file that names another day than the rows: one of the two was left as it was.

It is a doubt, as where one part of a copied template was left: a title, the name of the sheet, or that of the file
where it is of a day nearby. The day before the first is mostly that on which a file was made, and told beside the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_claims import Claim, Writing, claims_of
from ravenwits_desktop.spreadsheets.days.day_in_name import day_in_name, days_open_in_name
from ravenwits_desktop.spreadsheets.days.day_of_table import is_told_above
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, names_market_day, voice_of
from ravenwits_desktop.spreadsheets.days.days_ahead import days_ahead
from ravenwits_desktop.spreadsheets.days.names_of_now import day_of_now, is_about_now
from ravenwits_desktop.spreadsheets.days.said_parts import contradicts, other_weekday, readings_without_year
from ravenwits_desktop.spreadsheets.days.said_weeks import spans_said
from ravenwits_desktop.spreadsheets.days.title_day import COUNTED_OTHERWISE, DOUBTFUL
from ravenwits_desktop.spreadsheets.layout import Context, Series, StoppedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.row_doubts import OTHER_WEEKDAY
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday, weekdays_named

TITLE_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "“{text}” stands above the table, whose rows are of {day}: the rows were believed."
)
TITLE_CONTRADICTS = QT_TRANSLATE_NOOP(
    "Message", "“{text}” stands above the table, and its rows are of {day}. Look which day is right."
)
SHEET_CONTRADICTS = QT_TRANSLATE_NOOP(
    "Message", "The sheet is called “{text}”, and its rows are of {day}. Look which day is right."
)
ROWS_DIFFER = QT_TRANSLATE_NOOP(
    "Message", "The rows are of {day}, the file's name says {other}: the rows were believed."
)
NAME_CONTRADICTS = QT_TRANSLATE_NOOP(
    "Message", "The file is called “{text}”, and its rows are of {day}. Look which day is right."
)
NAME_OF_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The file is called “{text}”, after {other}, and its rows are of {day}. Look which day is right.",
)
EXCHANGED_NAME = QT_TRANSLATE_NOOP(
    "Message",
    "The rows are of {day}. With day and month exchanged they are of {other}, as the file's name says: a spreadsheet "
    "program may have exchanged them. Look which day is right.",
)
OF_FILE = (NAME_CONTRADICTS, NAME_OF_DAY, EXCHANGED_NAME)
"""What is a doubt by the name of the file."""
_NEARBY = timedelta(days=8)
"""How far from the rows the day in the name of a copied file lies at most."""
_DAY = timedelta(days=1)
_BEFORE_WEEKEND = {4: (timedelta(days=2), timedelta(days=3))}
"""On a Friday files are made for Sunday and Monday as well."""
_ABOUT_NOW = timedelta(days=2)
"""How far from today a header that counts days may have been left above an older date."""
_OTHER_PARTS = words.any_word("tardes?", "noches?", "noites?", "sera", "pomeriggio", "abend", "nacht")
"""Beside a column of these “Mañana” is the morning."""
_WORD = re.compile(r"[a-z]+(?:-feira)?")
_LETTERS = 2
"""A column without a header is called by its letters."""
_MOST_OF_TITLE, _MOST_DOUBTS = 3, 2


@dataclass(frozen=True, slots=True)
class Named:
    """What is said of names of another day: `notes` beside the sentence, `doubts` that have to be seen."""

    notes: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()


def named_otherwise(
    labels: Minutes, resolution: int, label: Label, sheet: Sheet, series: Series, context: Context
) -> Named:
    """What titles above the headers of `series`, the names of the sheet and of the file say against `labels`.

    `labels` are wall clock; nothing is said where anything names one of their days. Where the header of the days is no
    word for them, such as “Contrato desde”, all of it is a doubt, and so is a day of trade that no title confirms.
    Without a file in `context` its name says nothing.
    """
    known = labels[~np.isnat(labels)]
    if not len(known):
        return Named()
    begun = known - timegrid.minutes(resolution if label is Label.END else 0)
    first, last = np.array([begun.min(), begun.max()]).astype("datetime64[D]").tolist()
    above = claims_of(sheet.rows[: series.header_row or 0], context)[0]
    claims = list(_whole_days(above))
    said_days = [claim.day for claim in claims if claim.day is not None]
    ranged = bool(said_days) and min(said_days) <= last and max(said_days) >= first  # from ... to ...
    spans = [span for claim in claims for span in spans_said(claim.text, first)]  # the days may be some of a week
    ranged = ranged or any(begin <= last and end >= first for begin, end in spans)
    agreed = ranged or any(first <= day <= last for claim in claims for day in _readings(claim))
    parts = (
        () if agreed else _of_titles(sheet, series, first, last, claims),
        _of_weekdays(sheet, series, first, last),
        _of_column(series, first, last, context.today),
        _of_counts(above, series, first, last, context.today),
        _of_sheet(sheet.name, first, last, context.today),
        _of_file(context.file, first, last, context) if context.file else (),
    )
    found = [each for said in parts for each in _heard(said)]
    if not found and not agreed and _may_be_made_then(series):
        found = [(Message(DOUBTFUL, {"day": first, "text": series.time_column}), True)]
    notes = tuple(message for message, is_doubt in found if not is_doubt)[:1]
    doubts = tuple(message for message, is_doubt in found if is_doubt)[:_MOST_DOUBTS]
    return Named(doubts=notes) if not doubts and _is_no_day(series) else Named(notes, doubts)


def _heard(said: Iterable[tuple[Message, bool]]) -> Iterator[tuple[Message, bool]]:
    """What is said against the rows; nothing where it cannot be understood, for the rows have their days."""
    try:
        yield from said
    except StoppedError:
        return


def _is_no_day(series: Series) -> bool:
    """Whether the days come from a column of rows whose header means something else, or anything."""
    head = series.time_column
    return head in series.headers and len(head) > _LETTERS and voice_of(head) in (None, Voice.UNKNOWN)


def _may_be_made_then(series: Series) -> bool:
    """Whether the header of the days speaks of those of a trade, an order, or of the making of the rows or the file."""
    head = series.time_column
    return names_market_day(head) or (head in series.headers and names_issue(head))


def _top(sheet: Sheet, series: Series) -> int:
    """The index of the row of headers, or else of the first values."""
    if series.header_row is not None:
        return series.header_row
    first = int(series.rows.min(initial=len(sheet.numbers)))
    return next((at for at, number in enumerate(sheet.numbers) if number >= first), 0)


def _of_titles(
    sheet: Sheet, series: Series, first: date, last: date, claims: Sequence[Claim]
) -> Iterator[tuple[Message, bool]]:
    """What titles say of other days, and whether it is a doubt: that of several days may have the day of its making."""
    for claim in claims:
        said = f"{claim.beside} {claim.text}" if claim.text[:1].isdigit() else claim.text
        made = claim.voice is not Voice.DELIVERY and last > first and claim.day == first - _DAY
        yield Message(TITLE_DIFFERS if made else TITLE_CONTRADICTS, {"text": said.strip(), "day": first}), not made
    for row in sheet.rows[: _top(sheet, series)]:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if sum(cell != "" for cell in row) <= _MOST_OF_TITLE:
            for text in texts:
                if contradicts(text, first, last):
                    yield Message(TITLE_CONTRADICTS, {"text": cell_text(text), "day": first}), True


def _of_weekdays(sheet: Sheet, series: Series, first: date, last: date) -> Iterator[tuple[Message, bool]]:
    """What a title or a header says whose own weekday is not that of its date, where that row is not told already."""
    told = {warning.values["row"] for warning in series.warnings if warning.template == OTHER_WEEKDAY}
    for at, row in enumerate(sheet.rows[: _top(sheet, series) + 1]):
        if sheet.numbers[at] in told:
            continue
        for cell in row:
            if isinstance(cell, str) and (day := other_weekday(cell, first, last)) is not None:
                values = {"row": sheet.numbers[at], "text": cell_text(cell), "day": day}
                yield Message(OTHER_WEEKDAY, values), True
                return


def _of_column(series: Series, first: date, last: date, today: date) -> Iterator[tuple[Message, bool]]:
    """What the header of the values says of another day: a weekday, or one counted from the date above it.

    “Folgetag” below the date of today is of tomorrow; below that of tomorrow it was written today.
    """
    if contradicts(series.column, first, last):
        yield Message(TITLE_CONTRADICTS, {"text": series.column, "day": first}), True
    told = any(warning.template == COUNTED_OTHERWISE for warning in series.warnings)
    others = " ".join(words.folded(header) for header in series.headers if header != series.column)
    if not told and not _OTHER_PARTS.search(others):
        yield from _counted(series.column, days_ahead(words.folded(series.column), dated=True), first, last, today)


def _of_counts(
    claims: Sequence[Claim], series: Series, first: date, last: date, today: date
) -> Iterator[tuple[Message, bool]]:
    """What the first title that counts days from today, as D+1 does, says against rows with dates of their own."""
    if is_told_above(series.notes):
        return
    for claim in claims:
        if claim.ahead and claim.voice >= Voice.TABLE:
            yield from _counted(claim.text, claim.ahead, first, last, today)
            return


def _counted(text: str, ahead: frozenset[int], first: date, last: date, today: date) -> Iterator[tuple[Message, bool]]:
    """What is said of a text that counts days, `ahead` of today, of which the rows, all of about now, hold none.

    A weekday of theirs in the text confirms them: it was written the day before.
    """
    about_now = abs(first - today) <= _ABOUT_NOW or abs(last - today) <= _ABOUT_NOW
    if not ahead or not about_now or last - first >= _NEARBY:
        return
    spoken = {
        day for word in _WORD.findall(words.folded(text)) if is_whole_weekday(word) for day in weekdays_named(word)
    }
    if any((first + timedelta(step)).weekday() in spoken for step in range((last - first).days + 1)):
        return
    days = sorted(today + timedelta(each) for each in ahead)
    if not any(first <= day <= last for day in days):
        yield Message(COUNTED_OTHERWISE, {"text": cell_text(text), "day": first, "other": days[0]}), True


def _of_sheet(name: str, first: date, last: date, today: date) -> Iterator[tuple[Message, bool]]:
    named = set(days_in(name))
    other = len(named) == 1 and not first <= next(iter(named)) <= last
    if not named:
        days = readings_without_year(name, first)
        gap = min((max(first - day, day - last) for day in days), default=timedelta(0))
        other = timedelta(0) < gap <= _NEARBY
        now = day_of_now(name, first, last, today)
        other = other or (now is not None and _is_other(now, first, last))
    if other or (not named and contradicts(name, first, last)):
        yield Message(SHEET_CONTRADICTS, {"text": name, "day": first}), True


def _of_file(file: str, first: date, last: date, context: Context) -> Iterator[tuple[Message, bool]]:
    """What the name of the file says, unless that is when it was made: on the working day before, or on one of them."""
    named, stamped = day_in_name(file, context)
    if named is None and not stamped:
        stem = PurePath(file).stem
        either = days_open_in_name(file, context)
        if any(first <= day <= last or _may_be_made(day, first) for day in either):
            return
        now = day_of_now(stem, first, last, context.today)
        if now is not None and not _may_be_made(now, first) and _is_other(now, first, last):
            yield Message(NAME_OF_DAY, {"text": file, "other": now, "day": first}), True
        elif contradicts(stem, first, last, is_file=True) or any(
            is_doubt for day in either for _, is_doubt in _of_named(file, day, first, last, context)
        ):
            yield Message(NAME_CONTRADICTS, {"text": file, "day": first}), True
    elif named is not None and not stamped:
        yield from _of_named(file, named, first, last, context)


def _of_named(file: str, named: date, first: date, last: date, context: Context) -> Iterator[tuple[Message, bool]]:
    """What the day `named` by the file says against the rows, if anything, and whether it is a doubt."""
    if first <= named <= last:
        return
    days = {"day": first, "other": named}
    if first == last and named.day <= 12 and date(named.year, named.day, named.month) == first:
        yield Message(EXCHANGED_NAME, days), True
    elif _may_be_made(named, first):
        if first == last:
            yield Message(ROWS_DIFFER, days), False
    elif (
        (first == last and abs(named - first) <= _NEARBY)
        or (last - first < _NEARBY and last < named <= last + _NEARBY)
        or (is_about_now(named, context.today) and _is_other(named, first, last))
    ):
        yield Message(NAME_OF_DAY, {"text": file, **days}), True
    elif first == last:
        yield Message(ROWS_DIFFER, days), False


def _may_be_made(named: date, first: date) -> bool:
    """Whether a file of the day `first` is made on the day `named`: the working day before, or one of them."""
    return first - named in (_DAY, *_BEFORE_WEEKEND.get(named.weekday(), ()))


def _is_other(named: date, first: date, last: date) -> bool:
    """Whether a name of the day `named` is of another table than that from `first` to `last`, of a week at most.

    A table of several days may be called after the day of its making, some days before.
    """
    if first == last:
        return named != first
    return last - first < _NEARBY and (named > last or first - named > _NEARBY)


def _whole_days(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The whole dates of `claims` above the table whose words say that they are its day."""
    for claim in claims:
        worded = claim.voice >= Voice.DAY or (claim.voice is Voice.TABLE and any(map(str.isalpha, claim.beside)))
        if claim.day is not None and claim.writing in (Writing.WHOLE, Writing.SERIAL) and worded:
            yield claim


def _readings(claim: Claim) -> Sequence[date]:
    """The day of a claim, in both orders of day and month where it has them."""
    assert claim.day is not None
    ahead = timedelta(claim.after)
    written = claim.day - ahead
    return [claim.day, *([date(written.year, written.day, written.month) + ahead] if written.day <= 12 else [])]
