"""Sending: at most once, in order, one at a time for each retailer.

What stops it, what is put back, what is dropped: a submission is committed as ``sending`` before the first byte
leaves. What is provably unsent goes back to ``queued`` and is tried again with growing pauses; a refused sign-in
stops everything until there is a new one; what the server refused is ``rejected`` and its draft comes back; whatever
may have arrived is ``unconfirmed`` and only a person decides on it. Nothing is dropped here, and nothing that may
have left is sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import anyio
from anyio.abc import TaskGroup

from ravenwits_desktop.api.client import Client, Submitted
from ravenwits_desktop.api.errors import ApiError, Outcome, RefusedError
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import State, Submission, state_of
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import DraftReopened, Event, SubmissionChanged, Trouble
from ravenwits_desktop.worker.poller import FINAL, Poller

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
STORE_PAUSE = 5.0

NOT_SENT = QT_TRANSLATE_NOOP("Message", "Not sent yet: {reason} It is tried again by itself.")
REJECTED = QT_TRANSLATE_NOOP("Message", "The server refused it: {reason}")
UNCONFIRMED = QT_TRANSLATE_NOOP("Message", "{reason} The server may have received the purchase: decide what to do.")
ROWS_DIFFER = QT_TRANSLATE_NOOP(
    "Message", "ALARM: {sent} rows were sent, but the server counts {uploaded}. Check this purchase with RavenWits."
)
NOT_STORED_BEFORE = QT_TRANSLATE_NOOP("Message", "Nothing was sent, because it could not be written down: {reason}")
NOT_STORED_AFTER = QT_TRANSLATE_NOOP(
    "Message",
    "The purchase was sent, but the server's answer could not be written down: {reason} Leave the program open: it "
    "keeps trying.",
)


class Outbox:
    """Sends what is queued. Lives on the worker's loop; `run` until `close`."""

    def __init__(
        self,
        store: Store,
        access: Access,
        poller: Poller,
        emit: Callable[[Event], None],
        report: Callable[[BaseException], None],
        now: Callable[[], datetime],
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._store = store
        self._access = access
        self._poller = poller
        self._emit = emit
        self._report = report
        self._now = now
        self._first_pause = first_pause
        self._bell = Bell()
        self._busy: set[str] = set()
        self._closing = False

    def wake(self) -> None:
        """Something was queued, or a person asks to try again now."""
        self._bell.ring()
        self._access.bell.ring()

    async def run(self) -> None:
        """Send until `close`."""
        async with anyio.create_task_group() as group:
            while not self._closing:
                self._start_waiting(group)
                await self._bell.wait()

    def _start_waiting(self, group: TaskGroup) -> None:
        for retailer_id in {submission.retailer_id for submission in self._queued()} - self._busy:
            self._busy.add(retailer_id)
            group.start_soon(self._send_all, retailer_id)

    def _queued(self) -> list[Submission]:
        key = self._access.account.key
        return [
            submission
            for submission in reversed(self._store.submissions())
            if submission.state is State.QUEUED and submission.account == key
        ]

    async def _send_all(self, retailer_id: str) -> None:
        pause = self._first_pause
        try:
            while not self._closing:
                queued = [submission for submission in self._queued() if submission.retailer_id == retailer_id]
                if not queued:
                    return
                client = self._access.client
                if client is None:
                    await self._access.bell.wait()
                elif await self._send(queued[0], client):
                    pause = self._first_pause
                else:
                    await self._access.bell.wait(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
        except Exception as error:  # noqa: BLE001 - the outbox outlives a fault; what was being sent is unconfirmed
            self._report(error)
        finally:
            self._busy.discard(retailer_id)

    async def _send(self, submission: Submission, client: Client) -> bool:
        """One attempt. True if this submission has left the queue."""
        try:
            body = self._store.body(submission.id)
            if body is None:
                raise LookupError(f"submission {submission.id} has no body")
            sending = self._store.advance(
                submission.id, State.SENDING, why="its turn", by="program", sent=self._now(), message=None
            )
        except StoreError as error:
            self._emit(Trouble(Message(NOT_STORED_BEFORE, {"reason": error.message})))
            return False
        self._emit(SubmissionChanged(sending, State.QUEUED.value))
        try:
            answer = await client.submit(submission.retailer_id, body)
        except ApiError as error:
            self._access.note(client, error)
            return await self._not_accepted(sending, error)
        self._access.note(client, None)
        await self._accepted(sending, answer)
        return True

    async def _accepted(self, sending: Submission, answer: Submitted) -> None:
        message = Message("{text}", {"text": answer.error}) if answer.error else None
        if answer.rows_uploaded is not None and answer.rows_uploaded != sending.rows:
            message = Message(ROWS_DIFFER, {"sent": sending.rows, "uploaded": answer.rows_uploaded})
            self._emit(Trouble(message))
        state = state_of(answer.status)
        now = self._now()
        accepted = await self._keep(
            sending,
            state,
            why=f"the server took it as {answer.purchase_id}",
            by="server",
            answer=("submit", answer.http_status, answer.raw),
            purchase_id=answer.purchase_id,
            server_status=answer.status,
            checked=now,
            finished=now if state in FINAL else None,
            message=message,
        )
        if accepted is not None:
            self._poller.watch(accepted)

    async def _not_accepted(self, sending: Submission, error: ApiError) -> bool:
        answer = ("submit", error.status, error.raw) if error.raw else None
        if error.outcome is Outcome.NOT_SENT:
            message = Message(NOT_SENT, {"reason": error.message}, error.message.detail)
            await self._keep(
                sending, State.QUEUED, why=str(error.message), by="program", answer=answer, message=message
            )
            if error.retry_after:
                self._poller.hold(error.retry_after)
                await self._access.bell.wait(error.retry_after)
            return False
        if error.outcome is Outcome.REFUSED:
            row = error.row if isinstance(error, RefusedError) else None
            message = Message(REJECTED, {"reason": error.message}, error.message.detail)
            rejected = await self._keep(
                sending,
                State.REJECTED,
                why=str(error.message),
                by="server",
                answer=answer,
                message=message,
                rejected_row=row,
                finished=self._now(),
            )
            if rejected is not None:
                self._give_back(rejected, message)
            return True
        message = Message(UNCONFIRMED, {"reason": error.message}, error.message.detail)
        await self._keep(
            sending, State.UNCONFIRMED, why=str(error.message), by="program", answer=answer, message=message
        )
        return True

    def _give_back(self, submission: Submission, message: Message) -> None:
        """Open the draft of a submission that the server refused again, at the row it named."""
        draft = self._store.draft(submission.draft_id) if submission.draft_id else None
        purchase = self._store.purchase(submission.id)
        if draft is None or purchase is None:
            return
        row = submission.rejected_row
        refused = str(purchase.starts[row]) if row is not None and 0 <= row < len(purchase) else None
        self._emit(DraftReopened(self._store.save_draft(replace(draft, closed=False)), refused, message))

    async def _keep(self, sending: Submission, after: State, *, why: str, by: str, **changes: Any) -> Submission | None:
        """Write down what became of a POST; keep trying while the disk does not take it. None if the program ends."""
        told = False
        while True:
            try:
                kept = self._store.advance(sending.id, after, why=why, by=by, **changes)
            except StoreError as error:
                if not told:
                    self._emit(Trouble(Message(NOT_STORED_AFTER, {"reason": error.message})))
                    told = True
                if self._closing:
                    return None
                await self._bell.wait(STORE_PAUSE)
            else:
                self._emit(SubmissionChanged(kept, State.SENDING.value))
                return kept

    async def close(self, patience: float) -> None:
        """Send nothing more; what is being sent gets `patience` seconds, then it is broken off and unconfirmed."""
        self._closing = True
        self.wake()
        with anyio.move_on_after(patience):
            await self._idle()
        if self._busy:
            await self._access.close()
            with anyio.move_on_after(1.0):
                await self._idle()

    async def _idle(self) -> None:
        while self._busy:
            await anyio.sleep(0.01)
