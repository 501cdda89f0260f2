"""Files of a kind that was read before: read the same way, or shown with what has changed about them."""

from __future__ import annotations

import tempfile
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anyio import to_thread

from ravenwits_desktop.domain import kept as rules
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.kept_doubts import pattern_of
from ravenwits_desktop.domain.kept_units import answers_the_unit, unit_question
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.units import is_large
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import Confirmation, Event, FileRead, KeptReadings, Trouble
from ravenwits_desktop.worker.files import Files

MOST_TRIES = 5
"""Kept readings that are tried on a file that would have to be asked about: each try starts a reader."""
PASTED = "clipboard.tsv"
"""What a table from the clipboard is called while it is read."""


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

    async def read_text(self, request: int, text: str, options: ReadingOptions) -> None:
        """Read such a table again with other options; what was confirmed before is left aside."""
        with tempfile.TemporaryDirectory(prefix="ravenwits-") as folder:
            path = Path(folder, PASTED)
            await to_thread.run_sync(path.write_text, text, "utf-8")
            await self._files.read(request, str(path), options)

    async def _open(self, request: int, path: str, options: ReadingOptions, cancelled: threading.Event) -> FileRead:
        try:
            known = self._store.kept_readings()
        except StoreError as error:
            # the file can be read all the same
            self._emit(Trouble(error.message))
            known = []
        try:
            reading = await self._files.reading(path, options, cancelled)
        except UnreadableFileError as error:
            if error.question is None or cancelled.is_set():
                raise
            answer = await self._answered(request, path, options, known, error.question, cancelled)
            if answer is None:
                raise
            return answer
        found = rules.same_kind(known, reading)
        if found is not None:
            return await self._again(request, path, options, found, reading, cancelled)
        near = rules.nearest(known, reading)
        changed = rules.differences(near, reading, options.usual_mw) if near is not None else ()
        return FileRead(request, path, reading, options, reading.fingerprint, near, changed)

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
                against = (rules.no_longer_fits(error.message), *rules.differences(found, plain, options.usual_mw))
                return FileRead(request, path, plain, options, plain.fingerprint, found, against)
            asked = None if found.plain else unit_question(found.options.usual_mw, (plain, options), (reading, chosen))
            if asked is not None:
                raise asked
            if against := rules.outgrown(found, plain, reading):
                return FileRead(request, path, plain, options, plain.fingerprint, found, against)
        changed = (*rules.differences(found, reading, options.usual_mw), *rules.other_account(found, options))
        same = not changed and reading.fingerprint == found.fingerprint
        return FileRead(request, path, reading, chosen, plain.fingerprint, found, changed, same)

    async def _as_before(
        self, path: str, before: KeptReading, chosen: ReadingOptions, cancelled: threading.Event
    ) -> tuple[Reading, ReadingOptions]:
        """The file read with what was chosen before, but for what was said of labels that now name the other end.

        A unit that was confirmed without a question is one of that very kind: another file of the name is asked about.
        """
        reading = await self._files.reading(path, chosen, cancelled)
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
        question: Question,
        cancelled: threading.Event,
    ) -> FileRead | None:
        """The file read with the first kept choices that fit it; None where none do."""
        near: FileRead | None = None
        for each in rules.likely(known, Path(path).name, question)[:MOST_TRIES]:
            try:
                reading, chosen = await self._as_before(path, each, rules.applied(each, options), cancelled)
            except UnreadableFileError:
                continue
            changed = (*rules.differences(each, reading, options.usual_mw), *rules.other_account(each, options))
            if reading.fingerprint == each.fingerprint:
                derived = question is Question.UNIT and each.options.unit is None
                if derived and (changed or not answers_the_unit(each.options.usual_mw, reading, options.usual_mw)):
                    continue
                return FileRead(request, path, reading, chosen, "", each, changed, not changed)
            if near is None and each.pattern == pattern_of(Path(path).name):
                near = FileRead(request, path, reading, chosen, "", each, changed)
        return near or await self._with_its_column(request, path, options, known, cancelled)

    async def _with_its_column(
        self,
        request: int,
        path: str,
        options: ReadingOptions,
        known: list[KeptReading],
        cancelled: threading.Event,
    ) -> FileRead | None:
        """The file read by the column that files of its name had before, with what has changed since; to be looked at.

        A column that is new may make a question of what was clear.
        """
        for each in rules.of_the_same_name(known, Path(path).name)[:MOST_TRIES]:
            try:
                reading, chosen = await self._as_before(path, each, rules.with_its_column(each, options), cancelled)
            except UnreadableFileError:
                continue
            if changed := rules.differences(each, reading, options.usual_mw):
                return FileRead(request, path, reading, chosen, "", each, changed)
        return None

    async def keep(self, confirmation: Confirmation) -> None:
        """Keep a reading that a person has confirmed."""
        made = rules.kept(
            str(uuid.uuid4()), confirmation.reading, confirmation.options, confirmation.plain, confirmation.account_zone
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
