"""Updates of a purchase at the server: begun with what is stored, reviewed against what the server has, and sent."""

from __future__ import annotations

from collections.abc import Callable

import anyio
import msgspec

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.client import Client, PurchaseStatus
from ravenwits_desktop.api.errors import ApiError, Outcome
from ravenwits_desktop.domain.decision import UpdateRequest
from ravenwits_desktop.domain.ledger import sha256
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.update import ERROR_CHANGES, STATUS_CHANGES, output_changes
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.desk import OTHERS
from ravenwits_desktop.worker.events import Event, SubmissionChanged, Trouble, UpdateEnded, UpdateOpened, UpdateReviewed
from ravenwits_desktop.worker.poller import Poller

NO_ID = QT_TRANSLATE_NOOP("Message", "The server has given this submission no id yet: there is nothing to update.")
READ_ONLY = QT_TRANSLATE_NOOP("Message", "This submission came from a colleague: it can be followed, not updated.")
NOT_READ = QT_TRANSLATE_NOOP("Message", "What the server has now could not be read, so nothing was compared: {reason}")
MAY_BE_STORED = QT_TRANSLATE_NOOP(
    "Message",
    "The update of the purchase {id} may have been stored: {reason} Open Update again to compare it with what the "
    "server has; it can be sent again safely.",
)
CHANGED_SINCE = QT_TRANSLATE_NOOP(
    "Message", "Nothing was sent: the purchase has changed at the server since you looked. Look at the changes again."
)


class Updates:
    """Lives on the worker's loop. Raises `StoreError` to its caller."""

    def __init__(self, store: Store, access: Access, poller: Poller, emit: Callable[[Event], None]) -> None:
        self._store = store
        self._access = access
        self._poller = poller
        self._emit = emit

    async def open(self, submission_id: str) -> None:
        """Begin an update with the outputs that are stored now."""
        submission = self._store.submission(submission_id)
        if submission is not None:
            raw = self._store.output(submission_id) or b"[]"
            self._emit(UpdateOpened(submission, _pretty(raw), self._store.purchase(submission_id)))

    async def review(self, request: UpdateRequest) -> None:
        """Tell what an update would change, by what the server has now."""
        submission, client, refusal = self._allowed(request)
        try:
            outputs, _ = wire.check_outputs(request.outputs_text)
            wire.update_body(request.status, request.error, outputs)
        except wire.WireError as error:
            refusal = refusal or error.message
        if refusal is not None or submission is None or submission.purchase_id is None or client is None:
            self._emit(UpdateReviewed(request, (), "", refusal))
            return
        try:
            now = await client.get(submission.purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            message = Message(NOT_READ, {"reason": error.message}, error.message.detail)
            self._emit(UpdateReviewed(request, (), "", message))
            return
        self._access.note(client, None)
        self._poller.take(submission.id, now)
        changes = []
        if now.status != request.status:
            changes.append(Message(STATUS_CHANGES, {"before": now.status, "after": request.status}))
        if now.error != request.error:
            changes.append(Message(ERROR_CHANGES, {"before": now.error, "after": request.error}))
        before = wire.decode_output(now.output_raw)
        changes.extend(output_changes(before, wire.decode_output(msgspec.json.encode(outputs))))
        self._emit(UpdateReviewed(request, tuple(changes), _digest(now)))

    def _allowed(self, request: UpdateRequest) -> tuple[Submission | None, Client | None, Message | None]:
        """The submission, the client to use, and why it cannot be updated."""
        submission = self._store.submission(request.submission_id)
        client = self._access.client
        refusal = None
        if submission is None or submission.purchase_id is None:
            refusal = Message(NO_ID)
        elif submission.imported is not None:
            refusal = Message(READ_ONLY)
        elif submission.account != self._access.account.key:
            refusal = Message(OTHERS, {"account": submission.account})
        elif client is None:
            refusal = self._access.why_not
        return submission, client, refusal

    async def send(self, request: UpdateRequest) -> None:
        """Send an update, keep the answer, and ask at once how the purchase stands then.

        Where the request says what was `seen`, nothing is sent if the server has something else by now.
        """
        submission, client, refusal = self._allowed(request)
        if refusal is not None or submission is None or submission.purchase_id is None or client is None:
            self._emit(UpdateEnded(request.submission_id, None, refusal))
            return
        try:
            outputs, _ = wire.check_outputs(request.outputs_text)
            body = wire.update_body(request.status, request.error, outputs)
        except wire.WireError as error:
            self._emit(UpdateEnded(submission.id, None, error.message))
            return
        # it changes something: the end of the program gives it the time that a purchase gets
        with anyio.CancelScope(shield=True):
            if not request.seen or await self._is_as_seen(submission, client, submission.purchase_id, request.seen):
                await self._send(submission, client, submission.purchase_id, body, request.status)

    async def _is_as_seen(self, submission: Submission, client: Client, purchase_id: str, seen: str) -> bool:
        try:
            now = await client.get(purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            self._emit(UpdateEnded(submission.id, None, error.message))
            return False
        self._access.note(client, None)
        if _digest(now) == seen:
            return True
        self._poller.take(submission.id, now)
        self._emit(UpdateEnded(submission.id, None, Message(CHANGED_SINCE)))
        return False

    async def _send(self, submission: Submission, client: Client, purchase_id: str, body: bytes, status: str) -> None:
        try:
            answer = await client.update(purchase_id, body)
        except ApiError as error:
            self._access.note(client, error)
            if error.outcome is not Outcome.UNKNOWN:
                self._emit(UpdateEnded(submission.id, None, error.message))
                return
            told = Message(MAY_BE_STORED, {"id": purchase_id, "reason": error.message}, error.message.detail)
            self._emit(UpdateEnded(submission.id, None, told))
            self._emit(Trouble(told))  # for somebody who has closed the dialog meanwhile
            self._poller.watch(submission, at_once=True)
            # last: a disk that does not take it must not keep the doubt from being told
            why = f"update to {status} sent, and no usable answer came: {error.message}"
            doubtful = self._store.amend(submission.id, remark=(why, "user"))
            self._emit(SubmissionChanged(doubtful, doubtful.state.value))
            return
        self._access.note(client, None)
        self._emit(UpdateEnded(submission.id, _pretty(answer.raw)))
        self._poller.watch(submission, at_once=True)
        kept = self._store.amend(
            submission.id,
            remark=(f"updated at the server, to {status}", "user"),
            answer=("update", answer.http_status, answer.raw),
        )
        self._emit(SubmissionChanged(kept, kept.state.value))


def _digest(answer: PurchaseStatus) -> str:
    """What tells one state of a purchase at the server from another."""
    return sha256("\n".join((answer.status, answer.error)).encode() + b"\n" + answer.output_raw)


def _pretty(raw: bytes) -> str:
    """JSON as people read it; what is not JSON stays as it came."""
    try:
        return msgspec.json.format(raw, indent=2).decode("utf-8", "replace")
    except msgspec.DecodeError:
        return raw.decode("utf-8", "replace")
