"""Files of a kind that was read before: read the same way, or shown with what has changed about them."""

from __future__ import annotations

import tempfile
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from anyio import to_thread

from ravenwits_desktop.domain import kept as rules
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.kept_decimals import kept_decimal_question
from ravenwits_desktop.domain.kept_doubts import SEVERAL_SHEETS, pattern_of
from ravenwits_desktop.domain.kept_headers import now_called
from ravenwits_desktop.domain.kept_units import answers_the_unit, kept_unit_question
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.units import is_large
from ravenwits_desktop.spreadsheets.days.dated_sheets import is_of_a_day, names_a_day
from ravenwits_desktop.spreadsheets.pasted import PASTED
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import Confirmation, Event, FileRead, KeptReadings, Trouble
from ravenwits_desktop.worker.files import Files

MOST_TRIES = 5
"""Kept readings that are tried on a file that would have to be asked about: each try starts a reader."""


class Readings:
    """Opens files in the light of what was confirmed before. Lives on the worker's loop."""

    def __init__(self, store: Store, files: Files, emit: Callable[[Event], None]) -> None:
        self._store = store
        self._files = files
        self._emit = emit

    async def open(self, request: int, path: str, options: ReadingOptions) -> None:
        """Read a file for the first time, as one of its kind was read before; `FileRead` or `FileNotRead` follows.

        `options` have the account's label and zone and nothing else.
        """
        await self._files.guarded(request, path, lambda cancelled: self._open(request, path, options, cancelled))

    async def open_text(self, request: int, text: str, options: ReadingOptions) -> None:
        """Read a table that was copied from somewhere, as `open` reads a file."""
        with tempfile.TemporaryDirectory(prefix="ravenwits-") as folder:
            path = Path(folder, PASTED)
            await to_thread.run_sync(path.write_text, text, "utf-8")
            await self.open(request, str(path), options)

    async def read(self, request: int, path: str, options: ReadingOptions) -> None:
        """Read a file again with other options: nothing that was chosen before is applied, what differs is told."""

        async def answer(cancelled: threading.Event) -> FileRead:
            reading = await self._files.reading(path, options, cancelled)
            return self._compared(request, path, options, self._known(), reading)

        await self._files.guarded(request, path, answer)

    async def read_text(self, request: int, text: str, options: ReadingOptions) -> None:
        """Read such a table again, as `read` reads a file."""
        with tempfile.TemporaryDirectory(prefix="ravenwits-") as folder:
            path = Path(folder, PASTED)
            await to_thread.run_sync(path.write_text, text, "utf-8")
            await self.read(request, str(path), options)

    def _known(self) -> list[KeptReading]:
        """What is kept; nothing, and a word about it, where that cannot be read: the file can be all the same.

        A sheet that says its day is no choice for another file, whenever it was kept.
        """
        try:
            return [rules.without_sheet_of_day(each, names_a_day) for each in self._store.kept_readings()]
        except StoreError as error:
            self._emit(Trouble(error.message))
            return []

    async def _open(self, request: int, path: str, options: ReadingOptions, cancelled: threading.Event) -> FileRead:
        known = self._known()
        try:
            reading = await self._files.reading(path, options, cancelled)
        except UnreadableFileError as error:
            if error.question is None or cancelled.is_set():
                raise
            answer = await self._answered(request, path, options, known, error, cancelled)
            if answer is None:
                raise
            return answer
        found = rules.same_kind(known, reading)
        if found is not None:
            return await self._again(request, path, options, found, reading, cancelled)
        near = rules.nearest(known, reading)
        chosen, plain = options, reading.fingerprint
        if near is not None and (clock := rules.kept_clock(near, options)) is not None:
            with suppress(UnreadableFileError):
                elsewhere = replace(options, zone=clock)
                reading, chosen = await self._files.reading(path, elsewhere, cancelled), elsewhere
        return replace(self._compared(request, path, chosen, known, reading), plain=plain)

    @staticmethod
    def _compared(
        request: int, path: str, options: ReadingOptions, known: list[KeptReading], reading: Reading
    ) -> FileRead:
        """A reading with what has changed since the kept one that it resembles."""
        near = rules.nearest(known, reading)
        if near is None:
            return FileRead(request, path, reading, options)
        changed = rules.differences(near, reading, options.usual_mw)
        if reading.fingerprint != near.fingerprint:
            changed += rules.said_of_clock(near, options)
        return FileRead(request, path, reading, options, "", near, changed)

    async def _again(
        self,
        request: int,
        path: str,
        options: ReadingOptions,
        found: KeptReading,
        plain: Reading,
        cancelled: threading.Event,
    ) -> FileRead:
        """Read a file of a known kind with what was chosen then."""
        chosen, reading = options, plain
        if found.chosen:
            try:
                reading, chosen = await self._as_before(path, found, rules.applied(found, options), cancelled)
            except UnreadableFileError as error:
                if cancelled.is_set():
                    raise
                # it is shown as it is without what was chosen then, to be looked at
                against = (
                    rules.no_longer_fits(error.message),
                    *rules.differences(found, plain, options.usual_mw),
                    *rules.said_of_clock(found, options),
                )
                return FileRead(request, path, plain, options, plain.fingerprint, found, against)
            both = ((plain, options), (reading, chosen))
            asked = None if found.plain else kept_unit_question(found.options.usual_mw, *both)
            if asked is not None:
                raise asked
            if against := rules.outgrown(found, plain, reading):
                against += rules.said_of_clock(found, options)
                return FileRead(request, path, plain, options, plain.fingerprint, found, against)
        changed = (
            *rules.chosen_from_others(found, reading, ()),  # read with nothing chosen, it leaves no choice
            *rules.differences(found, reading, options.usual_mw),
            *rules.other_account(found, options),
        )
        if changed:
            changed += rules.said_of_clock(found, chosen)
        same = not changed and reading.fingerprint == found.fingerprint
        remark = rules.remark_on_size(found, reading, options.usual_mw)
        return FileRead(request, path, reading, chosen, plain.fingerprint, found, changed, same, remark)

    async def _as_before(
        self, path: str, before: KeptReading, chosen: ReadingOptions, cancelled: threading.Event
    ) -> tuple[Reading, ReadingOptions]:
        """The file read with what was chosen before, but for what was said of labels that now name the other end.

        A unit that was confirmed without a question is one of that very kind: another file of the name is asked about.
        """
        reading = await self._files.reading(path, chosen, cancelled)
        if chosen.unit is not None and rules.has_other_headers(before, reading):
            own = replace(chosen, unit=None)
            with suppress(UnreadableFileError):
                plain = await self._files.reading(path, own, cancelled)
                if plain.unit_stated and plain.factor != reading.factor:  # the file says it now: that is not overruled
                    chosen, reading = own, plain
        mattered = not reading.unit_stated or is_large(reading.unit)
        if chosen.usual_unit is not None and mattered and reading.fingerprint != before.fingerprint:
            chosen = replace(chosen, usual_unit=None)
            reading = await self._files.reading(path, chosen, cancelled)
        if (chosen.label is not None or chosen.shift) and rules.names_the_other_end(before, reading):
            chosen = replace(chosen, label=None, shift=False)
            reading = await self._files.reading(path, chosen, cancelled)
        return reading, chosen

    async def _answered(
        self,
        request: int,
        path: str,
        options: ReadingOptions,
        known: list[KeptReading],
        asked: UnreadableFileError,
        cancelled: threading.Event,
    ) -> FileRead | None:
        """The file read with the first kept choices that fit it; None where none do.

        Raises `UnreadableFileError` where what was answered before is in question.
        """
        near: FileRead | None = None
        for each in rules.likely(known, Path(path).name, asked.question)[:MOST_TRIES]:
            try:
                reading, chosen = await self._as_before(path, each, rules.applied(each, options), cancelled)
            except UnreadableFileError:
                continue
            rivals = await self._rivals(path, chosen, asked, cancelled)
            changed = (
                *rules.chosen_from_others(each, reading, rivals),
                *rules.differences(each, reading, options.usual_mw),
                *rules.other_account(each, options),
            )
            if reading.fingerprint == each.fingerprint:
                derived = asked.question is Question.UNIT and each.options.unit is None
                if derived and (changed or not answers_the_unit(each.options.usual_mw, reading, options.usual_mw)):
                    continue
                if (which := kept_decimal_question(each, reading, asked, options.usual_mw)) is not None:
                    raise which
                remark = rules.remark_on_size(each, reading, options.usual_mw)
                if changed:
                    changed += rules.said_of_clock(each, chosen)
                return FileRead(request, path, reading, chosen, "", each, changed, not changed, remark, rivals)
            if near is None and (each.pattern == pattern_of(Path(path).name) or rules.resembles(each, reading)):
                changed += rules.said_of_clock(each, chosen)
                near = FileRead(request, path, reading, chosen, "", each, changed, rivals=rivals)
        return near or await self._with_its_place(request, path, options, known, asked, cancelled)

    async def _rivals(
        self, path: str, chosen: ReadingOptions, asked: UnreadableFileError, cancelled: threading.Event
    ) -> tuple[str, ...]:
        """The sheets from which the one that was chosen before has to be in this file, which asked something else too.

        None where no sheet was chosen, and where it is the only one.
        """
        if chosen.sheet is None or asked.question is Question.SHEET:
            return asked.sheets if chosen.sheet is not None else ()
        try:
            await self._files.reading(path, replace(chosen, sheet=None), cancelled)
        except UnreadableFileError as error:
            return error.sheets if error.question is Question.SHEET else ()
        return ()

    async def _with_its_place(
        self,
        request: int,
        path: str,
        options: ReadingOptions,
        known: list[KeptReading],
        asked: UnreadableFileError,
        cancelled: threading.Event,
    ) -> FileRead | None:
        """The file read where such files had their values before, with what has changed since; to be looked at.

        A column or sheet that is new may make a question of what was clear.
        """
        named = rules.of_the_same_name(known, Path(path).name)
        others = [each for each in known if each not in named and rules.has_such_headers(each, asked.grid)]
        sheet = asked.question is Question.SHEET
        for each in (*named, *others)[:MOST_TRIES]:
            place = rules.with_its_place(each, options, sheet=sheet)
            if (column := now_called(place.column, asked.choices)) is not None:
                place = replace(place, column=column)  # the same one, in another unit
            try:
                reading, chosen = await self._as_before(path, each, place, cancelled)
            except UnreadableFileError:
                continue
            if each not in named and not rules.resembles(each, reading):
                continue
            changed = rules.differences(each, reading, options.usual_mw)
            if not changed and sheet:
                values = {"sheets": ", ".join(f"“{name}”" for name in asked.sheets), "sheet": reading.sheet}
                changed = (Message(SEVERAL_SHEETS, values),)
            if changed:
                changed += rules.said_of_clock(each, chosen)
                rivals = await self._rivals(path, chosen, asked, cancelled)
                return FileRead(request, path, reading, chosen, "", each, changed, rivals=rivals)
        return None

    async def keep(self, confirmation: Confirmation) -> None:
        """Keep a reading that a person has confirmed."""
        made = rules.kept(
            str(uuid.uuid4()),
            confirmation.reading,
            confirmation.options,
            confirmation.plain,
            confirmation.account_zone,
            rivals=confirmation.rivals,
            sheet_of_day=is_of_a_day(confirmation.reading),
        )
        self._store.keep_reading(made)
        self._tell()

    async def use(self, reading_id: str) -> None:
        """Count that a kept reading was used once more."""
        self._store.use_reading(reading_id)
        self._tell()

    async def tell(self) -> None:
        """Tell what is kept."""
        self._tell()

    async def rename(self, reading_id: str, name: str) -> None:
        """Give a kept reading another name."""
        self._store.rename_reading(reading_id, name)
        self._tell()

    async def forget(self, reading_id: str) -> None:
        """Delete a kept reading."""
        self._store.forget_reading(reading_id)
        self._tell()

    def _tell(self) -> None:
        self._emit(KeptReadings(tuple(self._store.kept_readings())))
