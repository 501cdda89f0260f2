"""What is said of a file that was imported without a question, as those of its kind before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QDate, Qt

from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.kept_doubts import doubts_about
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.drafts import ends_of, errors_in, warnings_in
from ravenwits_desktop.ui.importing.sentence import energy, energy_of, rows_in_words
from ravenwits_desktop.worker.events import FileRead

_DOUBTS_SAID = 2
"""How many of the doubts that were there before are said of a file that was read as those before."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def taken_in_words(name: str, event: FileRead, twins: Sequence[Draft] = ()) -> str:
    """What a file called `name` was read as, of which sheet and days; `twins` are open drafts for a time of it."""
    return " ".join(_said(name, event, twins))


def has_to_be_read(event: FileRead) -> bool:
    """Whether something is said of it that is more than that it was imported."""
    return bool(errors_in(event.reading) or warnings_in(event.reading) or event.remark or _is_past(event.reading))


def _said(name: str, event: FileRead, twins: Sequence[Draft]) -> Iterator[str]:
    assert event.kept is not None
    reading = event.reading
    parts = [rows_in_words(len(reading.rows)), _tr("{energy} MWh").format(energy=energy(energy_of(reading)))]
    parts.insert(0, _days(reading))
    if len(reading.sheets) > 1:
        parts.insert(0, _tr("sheet “{sheet}”").format(sheet=reading.sheet))
    text = _tr("{file} was read as “{name}” before: {parts}.")
    yield text.format(file=name, name=event.kept.name, parts=", ".join(filter(None, parts)))
    if twins:
        yield _of_the_same_time(twins)
    if reading.clock:
        yield _tr("Times by the clock of {zone}.").format(zone=clock_name(reading.clock))
    if event.remark is not None:
        yield words.translated(event.remark)
    yield from map(words.translated, doubts_about(reading)[:_DOUBTS_SAID])
    if errors := errors_in(reading):
        yield _tr("Cells that have to be put right: {count}.").format(count=words.decimal(errors, 0))
    if warnings := warnings_in(reading):
        yield _tr("Warnings: {count}.").format(count=words.decimal(warnings, 0))


def _of_the_same_time(twins: Sequence[Draft]) -> str:
    """Which open drafts a purchase has values for the same time as: both may be sent."""
    drafts = ", ".join(_tr("“{name}” ({source})").format(name=each.name, source=each.source)
                       if each.source else f"“{each.name}”" for each in twins)  # fmt: skip
    if len(twins) == 1:
        return _tr("For the same time as the draft {drafts}, which is open as well: send only one of them.").format(
            drafts=drafts
        )
    return _tr("For the same time as the drafts {drafts}, which are open as well: send only one of them.").format(
        drafts=drafts
    )


def _days(reading: Reading) -> str:
    """The market days; of those that are past also how long ago they were."""
    ends = ends_of(reading, reading.labels or Label.END)
    if ends is None:
        return ""
    text = words.days(*ends)
    return _tr("{days} ({ago})").format(days=text, ago=words.days_away(ends[1])) if _is_past(reading) else text


def _is_past(reading: Reading) -> bool:
    """Whether all market days of a reading are over."""
    ends = ends_of(reading, reading.labels or Label.END)
    return ends is not None and ends[1] < QDate.currentDate().toString(Qt.DateFormat.ISODate)
