"""Submissions on their way out of the house, and a colleague's on their way in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from anyio import to_thread

from ravenwits_desktop.domain.bundle import Bundle, BundleError, Dossier, plain
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import ACCEPTED, State
from ravenwits_desktop.spreadsheets.bundle import read_bundle, write_bundle
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.events import BundleTaken, Event, FileWritten, SubmissionChanged, Trouble
from ravenwits_desktop.worker.poller import Poller

TAKEN = ACCEPTED | {State.NOT_FOUND}
"""What can be taken in: purchases that the server had. What was only tried elsewhere is nobody's business here."""
NOT_WRITTEN = QT_TRANSLATE_NOOP("Message", "The bundle {path} could not be written: {reason}.")
NOTHING_CHOSEN = QT_TRANSLATE_NOOP("Message", "Select the submissions that are to be exported.")


class Bundles:
    """Lives on the worker's loop; zips are made and read in threads. Raises `StoreError`."""

    def __init__(self, store: Store, access: Access, poller: Poller, emit: Callable[[Event], None]) -> None:
        self._store = store
        self._access = access
        self._poller = poller
        self._emit = emit

    async def export(self, submission_ids: tuple[str, ...], path: str) -> None:
        """Write these submissions as one bundle; `FileWritten` follows."""
        bundle = self._store.bundle(submission_ids, self._access.account.key)
        if not bundle.dossiers:
            self._emit(Trouble(Message(NOTHING_CHOSEN)))
            return
        try:
            await to_thread.run_sync(write_bundle, Path(path), bundle)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._emit(FileWritten(path, Message(NOT_WRITTEN, {"path": path, "reason": reason})))
        else:
            self._emit(FileWritten(path))

    async def take_in(self, path: str) -> None:
        """Add what a colleague's bundle holds; `BundleTaken` follows, and `SubmissionChanged` for each."""
        try:
            bundle, records = await to_thread.run_sync(_read, Path(path))
        except BundleError as error:
            self._emit(BundleTaken(path, 0, 0, 0, "", error.message))
            return
        added = known = left_out = 0
        for dossier, record in zip(bundle.dossiers, records, strict=True):
            if dossier.submission.state not in TAKEN or not dossier.submission.purchase_id:
                left_out += 1
                continue
            taken = self._store.take_in(dossier, bundle.made_by, record)
            if taken is None:
                known += 1
                continue
            added += 1
            self._emit(SubmissionChanged(taken))
            self._poller.watch(taken)
        self._emit(BundleTaken(path, added, known, left_out, bundle.made_by))


def _read(path: Path) -> tuple[Bundle, list[bytes]]:
    """A bundle, and what it says of each submission, word for word."""
    bundle = read_bundle(path)
    return bundle, [_record(dossier) for dossier in bundle.dossiers]


def _record(dossier: Dossier) -> bytes:
    """What was written of a submission there, but for the rows and answers, which are kept as such."""
    told = plain(dossier)
    return json.dumps({"submission": told["submission"], "entries": told["entries"]}, indent=1).encode()
