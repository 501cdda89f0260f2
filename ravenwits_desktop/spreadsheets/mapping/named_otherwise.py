"""A title, a sheet or a file that names another day than the rows: one of the two was left as it was.

What names the day of delivery is a doubt; a title, or a name, is told beside the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_claims import Claim, Writing, claims_of
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_market_day, voice_of
from ravenwits_desktop.spreadsheets.days.title_day import DOUBTFUL, other_day_in_name
from ravenwits_desktop.spreadsheets.layout import Context, Series
from ravenwits_desktop.spreadsheets.sheet import Sheet

TITLE_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "“{text}” stands above the table, whose rows are of {day}: the rows were believed."
)
DELIVERY_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "“{text}” stands above the table, and its rows are of {day}. Look which day is right."
)
SHEET_DIFFERS = QT_TRANSLATE_NOOP("Message", "The sheet is called “{text}”, its rows are of {day}: they were believed.")
_LETTERS = 2
"""A column without a header is called by its letters."""


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
    """
    known = labels[~np.isnat(labels)]
    if not len(known):
        return Named()
    begun = known - timegrid.minutes(resolution if label is Label.END else 0)
    first, last = np.array([begun.min(), begun.max()]).astype("datetime64[D]").tolist()
    notes: list[Message] = []
    doubts: list[Message] = []
    claims = list(_claims(sheet, series.header_row or 0, context))
    said_days = [claim.day for claim in claims if claim.day is not None]
    ranged = bool(said_days) and min(said_days) <= last and max(said_days) >= first  # from ... to ...
    agreed = ranged or any(first <= day <= last for claim in claims for day in _readings(claim))
    if not agreed:
        for claim in claims:
            template = DELIVERY_DIFFERS if claim.voice is Voice.DELIVERY else TITLE_DIFFERS
            said = f"{claim.beside} {claim.text}" if claim.text[:1].isdigit() else claim.text
            found = Message(template, {"text": said.strip(), "day": first})
            (doubts if claim.voice is Voice.DELIVERY else notes).append(found)
    if len(named := set(days_in(sheet.name))) == 1 and not first <= next(iter(named)) <= last:
        notes.append(Message(SHEET_DIFFERS, {"text": sheet.name, "day": first}))
    days = [first] if first == last else [first, last]
    if (other := other_day_in_name(context.file, days, context)) is not None:
        notes.append(other)
    if not notes and not doubts and not agreed and names_market_day(series.time_column):
        doubts.append(Message(DOUBTFUL, {"day": first, "text": series.time_column}))
    if not doubts and _is_no_day(series):
        return Named(doubts=tuple(notes[:1]))
    return Named(tuple(notes[:1]), tuple(doubts[:1]))


def _is_no_day(series: Series) -> bool:
    """Whether the days come from a column of rows whose header means something else, or anything."""
    head = series.time_column
    return head in series.headers and len(head) > _LETTERS and voice_of(head) in (None, Voice.UNKNOWN)


def _claims(sheet: Sheet, header_row: int, context: Context) -> Iterator[Claim]:
    """The whole dates above the table whose words say that they are its day."""
    for claim in claims_of(sheet.rows[:header_row], context)[0]:
        worded = claim.voice >= Voice.DAY or (claim.voice is Voice.TABLE and any(map(str.isalpha, claim.beside)))
        if claim.day is not None and claim.writing in (Writing.WHOLE, Writing.SERIAL) and worded:
            yield claim


def _readings(claim: Claim) -> Iterator[date]:
    """The day of a claim, in both orders of day and month where it has them."""
    assert claim.day is not None
    yield claim.day
    written = claim.day - timedelta(claim.after)
    if written.day <= 12:
        yield date(written.year, written.day, written.month) + timedelta(claim.after)
