"""Sending: at most once, in order, one at a time for each retailer.

What stops it, what is put back, what is dropped: a submission is committed as ``sending`` before the first byte
leaves. What is provably unsent goes back to ``queued`` and is tried again with growing pauses; a refused sign-in
stops everything until there is a new one; what the server refused is ``rejected`` and its draft comes back; whatever
may have arrived is ``unconfirmed`` and only a person decides on it. Nothing is dropped here, and nothing that may
have left is sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import anyio
from anyio.abc import TaskGroup

from ravenwits_desktop.api.client import Client, Submitted
from ravenwits_desktop.api.errors import ApiError, Outcome, RefusedError, SignInNeededError
from ravenwits_desktop.domain.gates import is_late
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import State, Submission, share_a_day, state_of
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.drafts import draft_of
from ravenwits_desktop.worker.events import DraftReopened, Event, SubmissionChanged, Trouble
from ravenwits_desktop.worker.poller import FINAL, ROWS_DIFFER, Poller
from ravenwits_desktop.worker.schedule import USUAL, Pauses

NOT_SENT = QT_TRANSLATE_NOOP("Message", "Not sent yet: {reason} It is tried again by itself.")
NOT_SENT_SIGN_IN = QT_TRANSLATE_NOOP("Message", "Not sent yet: {reason} It goes out by itself once you have signed in.")
REJECTED = QT_TRANSLATE_NOOP("Message", "The server refused it: {reason}")
UNCONFIRMED = QT_TRANSLATE_NOOP("Message", "{reason} Decide what to do.")
GATE_CLOSED = QT_TRANSLATE_NOOP(
    "Message", "{market} closed before it could be sent. It waits for you: send it all the same, or withdraw it."
)
HELD = QT_TRANSLATE_NOOP(
    "Message",
    "Not sent: what is kept of it was changed from outside, and it may have been sent before. {what} Look for it at "
    "the server; withdraw it here, and submit it again only if it is not there. Help, Check the ledger says more.",
)
FAULT = QT_TRANSLATE_NOOP(
    "Message", "The program itself failed while the purchase was being sent. The server may have received it."
)
NOT_STORED_BEFORE = QT_TRANSLATE_NOOP("Message", "Nothing was sent, because it could not be written down: {reason}")
NOT_STORED_AFTER = QT_TRANSLATE_NOOP(
    "Message",
    "The purchase was sent, but the server's answer could not be written down: {reason} Leave the program open: it "
    "keeps trying.",
)
NOT_STORED_UNSENT = QT_TRANSLATE_NOOP(
    "Message",
    "The purchase was not sent, and that could not be written down: {reason} Leave the program open: it keeps trying.",
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
        pauses: Pauses = USUAL,
    ) -> None:
        self._store = store
        self._access = access
        self._poller = poller
        self._emit = emit
        self._report = report
        self._now = now
        self._pauses = pauses
        self._bell = Bell()
        self._busy: set[str] = set()
        self._told: Message | None = None
        self._closing = False

    @property
    def busy(self) -> bool:
        """Whether something is being sent or waits for its turn."""
        return bool(self._busy)

    def wake(self) -> None:
        """Something was queued, or a person asks to try again now."""
        self._bell.ring()
        self._access.ring()

    async def run(self) -> None:
        """Send until `close`."""
        async with anyio.create_task_group() as group:
            while not self._closing:
                pause = None
                try:
                    self._start_waiting(group)
                except StoreError as error:
                    self._tell(error.message)
                    pause = self._pauses.store
                await self._bell.wait(pause)

    def _start_waiting(self, group: TaskGroup) -> None:
        for retailer_id in {submission.retailer_id for submission in self._queued()} - self._busy:
            self._busy.add(retailer_id)
            group.start_soon(self._send_all, retailer_id)

    def _queued(self) -> list[Submission]:
        """What the account in use has to send, oldest first."""
        key = self._access.account.key
        return [
            submission
            for submission in self._store.outbox()
            if submission.state is State.QUEUED and submission.account == key and submission.imported is None
        ]

    def _next_in_line(self, retailer_id: str) -> Submission | None:
        """The oldest that may leave now: not after its gate, nor before an older one for its days that must wait."""
        waiting: list[Submission] = []
        for submission in self._queued():
            if submission.retailer_id != retailer_id:
                continue
            if is_late(submission, self._now()):
                self._ask_again(submission)
            elif not any(share_a_day(submission, other) for other in waiting) and not self._is_held(submission):
                return submission
            waiting.append(submission)
        return None

    def _is_held(self, submission: Submission) -> bool:
        """Whether the ledger speaks against sending it, which is said, once: it may be one that was sent already."""
        what = self._store.contradiction(submission.id)
        if what is None:
            return False
        message = Message(HELD, {"what": what})
        if submission.message != message:
            told = self._store.amend(submission.id, message=message)
            self._emit(SubmissionChanged(told, submission.state.value))
            self._emit(Trouble(message))
        return True

    def _ask_again(self, submission: Submission) -> None:
        """Say, once, that the gate of a submission has closed while it waited."""
        values = {"market": submission.gate_market}
        message = Message(GATE_CLOSED, values)
        if submission.message != message:
            told = self._store.amend(submission.id, message=message)
            self._emit(SubmissionChanged(told, submission.state.value))

    async def _send_all(self, retailer_id: str) -> None:
        """Send what is queued for a retailer, one after the other, until nothing is."""
        pause = self._pauses.first
        try:
            while not self._closing:
                client, held = self._access.client, self._poller.held()
                if client is None or held:
                    # not before there is a sign-in, nor before the time that the server asked for
                    await self._access.bell.wait(None if client is None else held)
                    continue
                left = await self._send_next(retailer_id, client)
                if left is None:
                    return
                if left:
                    pause = self._pauses.first
                else:
                    await self._access.bell.wait(pause)
                    pause = min(pause * 2, self._pauses.longest)
        except Exception as error:  # noqa: BLE001 - the outbox outlives a fault; what was being sent is unconfirmed
            self._report(error)
        finally:
            self._busy.discard(retailer_id)

    async def _send_next(self, retailer_id: str, client: Client) -> bool | None:
        """One attempt. True if a submission has left the queue, False if it is to be tried again, None without any."""
        try:
            turn = self._next_in_line(retailer_id)
            if turn is None:
                return None
            left = await self._send(turn, client)
        except StoreError as error:
            self._tell(error.message)
            return False
        return left

    async def _send(self, submission: Submission, client: Client) -> bool:
        """Commit it as being sent, send it, and write down what became of it. True if it has left the queue."""
        try:
            body = self._store.body(submission.id)
            assert body is not None, "what has no rows is held back"
            sending = self._store.advance(
                submission.id, State.SENDING, why="its turn", by="program", sent=self._now(), message=None
            )
        except StoreError as error:
            self._tell(Message(NOT_STORED_BEFORE, {"reason": error.message}, error.message.detail))
            return False
        self._told = None
        self._emit(SubmissionChanged(sending, State.QUEUED.value))
        try:
            return await self._exchange(sending, body, client)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the purchase may have left
            self._report(error)
            found = self._store.submission(sending.id)
            if found is not None and found.state is State.SENDING:
                await self._doubt(sending, Message(FAULT), None)
            return True

    async def _exchange(self, sending: Submission, body: bytes, client: Client) -> bool:
        try:
            answer = await client.submit(sending.retailer_id, body)
        except ApiError as error:
            self._access.note(client, error)
            return await self._not_accepted(sending, error)
        self._access.note(client, None)
        await self._accepted(sending, answer)
        return True

    def _tell(self, message: Message) -> None:
        """Tell a trouble once, however often it is met again."""
        if message != self._told:
            self._told = message
            self._emit(Trouble(message))

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
            # one that is completed already is asked once, for its outputs
            self._poller.watch(accepted, at_once=state is State.COMPLETED)

    async def _not_accepted(self, sending: Submission, error: ApiError) -> bool:
        answer = ("submit", error.status, error.raw) if error.status is not None else None
        if error.retry_after:
            self._poller.hold(error.retry_after)
        if error.outcome is Outcome.NOT_SENT:
            template = NOT_SENT_SIGN_IN if isinstance(error, SignInNeededError) else NOT_SENT
            message = Message(template, {"reason": error.message}, error.message.detail)
            await self._keep(
                sending, State.QUEUED, why=str(error.message), by="program", answer=answer, message=message
            )
            return False
        if error.outcome is Outcome.REFUSED:
            message = Message(REJECTED, {"reason": error.message}, error.message.detail)
            rejected = await self._keep(
                sending,
                State.REJECTED,
                why=str(error.message),
                by="server",
                answer=answer,
                message=message,
                rejected_row=error.row if isinstance(error, RefusedError) else None,
                finished=self._now(),
            )
            if rejected is not None:
                self._give_back(rejected, message)
            return True
        await self._doubt(sending, error.message, answer)
        return True

    async def _doubt(self, sending: Submission, reason: Message, answer: tuple[str, int | None, bytes] | None) -> None:
        message = Message(UNCONFIRMED, {"reason": reason}, reason.detail)
        await self._keep(sending, State.UNCONFIRMED, why=str(reason), by="program", answer=answer, message=message)

    def _give_back(self, submission: Submission, message: Message) -> None:
        """Open the draft of a submission that the server refused again, at the row it named."""
        purchase = self._store.purchase(submission.id)
        if purchase is None:
            return
        draft = self._store.draft(submission.draft_id) if submission.draft_id else None
        if draft is None:
            draft = self._store.save_draft(draft_of(submission, purchase))
        row = submission.rejected_row
        refused = str(purchase.starts[row]) if row is not None and 0 <= row < len(purchase) else None
        self._emit(DraftReopened(draft, refused, message))

    async def _keep(self, sending: Submission, after: State, *, why: str, by: str, **changes: Any) -> Submission | None:
        """Write down what became of a POST; keep trying while the disk does not take it. None if the program ends."""
        told = False
        while True:
            try:
                kept = self._store.advance(sending.id, after, why=why, by=by, **changes)
            except StoreError as error:
                if not told:
                    template = NOT_STORED_UNSENT if after is State.QUEUED else NOT_STORED_AFTER
                    self._emit(Trouble(Message(template, {"reason": error.message}, error.message.detail)))
                    told = True
                if self._closing:
                    return None
                await self._bell.wait(self._pauses.store)
            else:
                self._emit(SubmissionChanged(kept, State.SENDING.value))
                return kept

    def close(self) -> None:
        """Begin to send nothing more. What is being sent goes on until it has its answer or the clients are closed."""
        self._closing = True
        self.wake()
