"""What a person asks for on submissions: review, submit, withdraw, decide, follow, update, look at."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import msgspec

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.client import Client
from ravenwits_desktop.api.errors import ApiError
from ravenwits_desktop.domain.decision import Choice, Decision, FollowRequest, UpdateRequest
from ravenwits_desktop.domain.draft import Draft, Problem, rows_of
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.review import Review
from ravenwits_desktop.domain.submission import ArrowError, State, Submission, state_of
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import NO_ACCOUNT, Access
from ravenwits_desktop.worker.events import (
    AnswerKept,
    DraftReopened,
    Event,
    Reviewed,
    SubmissionChanged,
    SubmissionDetails,
    SubmissionOpened,
    Trouble,
    UpdateEnded,
    UpdateOpened,
)
from ravenwits_desktop.worker.outbox import Outbox
from ravenwits_desktop.worker.poller import Poller

ALREADY_WAITING = QT_TRANSLATE_NOOP("Message", "This draft is already waiting to be sent. It is not queued twice.")
TOO_LATE = QT_TRANSLATE_NOOP("Message", "It is too late for that: this submission is now “{state}”.")
KNOWN_ID = QT_TRANSLATE_NOOP("Message", "This purchase is in the list already.")
LINK_TAKEN = QT_TRANSLATE_NOOP("Message", "The purchase {id} already belongs to another submission in the list.")
NOT_FOLLOWED = QT_TRANSLATE_NOOP("Message", "The purchase {id} could not be looked up: {reason}")
NO_VALUES = QT_TRANSLATE_NOOP(
    "Message", "The values of this purchase are not known here: it was sent from somewhere else."
)
OPENED_FROM = QT_TRANSLATE_NOOP("Message", "submission of {when}")


class Desk:
    """Answers the window's requests on submissions. Lives on the worker's loop. Raises `StoreError` to its caller."""

    def __init__(
        self,
        store: Store,
        access: Access,
        outbox: Outbox,
        poller: Poller,
        emit: Callable[[Event], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._outbox = outbox
        self._poller = poller
        self._emit = emit
        self._now = now
        self._names: dict[str, dict[str, str]] = {}

    async def review(self, draft_id: str, retailer_id: str, purchase: Purchase, warnings: tuple[Problem, ...]) -> None:
        """Gather what has to be seen before this purchase is sent."""
        account = self._access.account
        same = self._store.same_purchase(account.key, retailer_id, purchase.fingerprint())
        days = purchase.days
        others = self._store.same_days(account.key, retailer_id, str(days[0]), str(days[-1]))
        known = {submission.id for submission in same}
        same_days = tuple(submission for submission in others if submission.id not in known)
        retailer = account.retailer(retailer_id)
        self._emit(Reviewed(Review(draft_id, retailer, purchase, warnings, tuple(same), same_days)))

    async def submit(self, review: Review) -> None:
        """Put a reviewed purchase into the outbox and close its draft. A draft that is waiting already is refused."""
        account = self._access.account
        waiting = (State.QUEUED, State.SENDING)
        if any(other.draft_id == review.draft_id and other.state in waiting for other in self._store.submissions()):
            self._emit(Trouble(Message(ALREADY_WAITING)))
            return
        purchase = review.purchase
        submission = Submission(
            id=str(uuid.uuid4()),
            state=State.QUEUED,
            account=account.key,
            retailer_id=review.retailer.id,
            retailer_name=review.retailer.name,
            created=self._now(),
            draft_id=review.draft_id,
            first_day=str(purchase.days[0]),
            last_day=str(purchase.days[-1]),
            rows=len(purchase),
            energy_mwh=purchase.energy_mwh,
            resolution=purchase.resolution,
            fingerprint=purchase.fingerprint(),
        )
        queued = self._store.enqueue(submission, purchase, wire.submit_body(purchase))
        draft = self._store.draft(review.draft_id)
        if draft is not None:
            self._store.save_draft(replace(draft, closed=True))
        self._emit(SubmissionChanged(queued))
        self._outbox.wake()

    async def cancel(self, submission_id: str) -> None:
        """Withdraw one that is still waiting; its draft opens again."""
        submission = self._store.submission(submission_id)
        if submission is None:
            return
        try:
            cancelled = self._store.advance(
                submission_id, State.CANCELLED, why="withdrawn before it was sent", by="user", message=None
            )
        except ArrowError:
            self._emit(Trouble(Message(TOO_LATE, {"state": submission.state.value})))
            return
        self._emit(SubmissionChanged(cancelled, submission.state.value))
        draft = self._store.draft(submission.draft_id) if submission.draft_id else None
        if draft is not None:
            self._emit(DraftReopened(self._store.save_draft(replace(draft, closed=False))))

    async def decide(self, decision: Decision) -> None:
        """Carry out what a person decided on an unconfirmed submission."""
        submission = self._store.submission(decision.submission_id)
        if submission is None or submission.state is not State.UNCONFIRMED:
            state = submission.state.value if submission is not None else "?"
            self._emit(Trouble(Message(TOO_LATE, {"state": state})))
            return
        if decision.choice is Choice.LINK:
            await self._link(submission, decision.purchase_id or "")
            return
        again = decision.choice is Choice.SEND_AGAIN
        changed = self._store.advance(
            submission.id,
            State.QUEUED if again else State.DROPPED,
            why="to be sent again" if again else "given up",
            by="user",
            message=None,
        )
        self._emit(SubmissionChanged(changed, submission.state.value))
        self._outbox.wake()

    async def _link(self, submission: Submission, purchase_id: str) -> None:
        client = self._client()
        if client is None:
            return
        if self._store.by_purchase_id(submission.account, purchase_id) is not None:
            self._emit(Trouble(Message(LINK_TAKEN, {"id": purchase_id})))
            return
        try:
            answer = await client.get(purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            self._emit(
                Trouble(Message(NOT_FOLLOWED, {"id": purchase_id, "reason": error.message}, error.message.detail))
            )
            return
        self._access.note(client, None)
        linked = self._store.advance(
            submission.id,
            state_of(answer.status),
            why=f"linked to {purchase_id}, which the server has",
            by="user",
            purchase_id=purchase_id,
            server_status=answer.status,
            message=None,
        )
        self._emit(SubmissionChanged(linked, submission.state.value))
        self._poller.take(linked, answer)
        self._poller.watch(linked)

    async def follow(self, request: FollowRequest) -> None:
        """Add a purchase from elsewhere to the list, once the server has confirmed that it exists."""
        client = self._client()
        if client is None:
            return
        account = self._access.account
        known = self._store.by_purchase_id(account.key, request.purchase_id)
        if known is not None:
            self._emit(Trouble(Message(KNOWN_ID)))
            self._emit(SubmissionChanged(known, known.state.value))
            self._poller.watch(known, at_once=True)
            return
        try:
            answer = await client.get(request.purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            reason = {"id": request.purchase_id, "reason": error.message}
            self._emit(Trouble(Message(NOT_FOLLOWED, reason, error.message.detail)))
            return
        self._access.note(client, None)
        followed = self._store.follow(
            Submission(
                id=str(uuid.uuid4()),
                state=state_of(answer.status),
                account=account.key,
                retailer_id=request.retailer_id,
                retailer_name=account.retailer(request.retailer_id).name,
                created=self._now(),
                purchase_id=request.purchase_id,
                server_status=answer.status,
            )
        )
        self._emit(SubmissionChanged(followed))
        self._poller.take(followed, answer)
        self._poller.watch(followed)

    async def refresh(self, submission_ids: tuple[str, ...]) -> None:
        """Ask about these at once; about all open ones if none is named. What waits to be sent is tried again too."""
        for submission in self._store.submissions():
            if submission.id in submission_ids:
                self._poller.watch(submission, at_once=True)
            elif not submission_ids:
                self._poller.watch_open(submission)
        self._outbox.wake()
        await self._access.probe()

    async def open(self, submission_id: str) -> None:
        """Give the chart a submission with its purchase and its outputs."""
        submission = self._store.submission(submission_id)
        if submission is None:
            return
        raw = self._store.output(submission_id)
        output = wire.decode_output(raw) if raw is not None else None
        names = self._names.get(submission.retailer_id)
        purchase = self._store.purchase(submission_id)
        self._emit(SubmissionOpened(submission, purchase, output, names or {}))
        if output is not None and output.models and names is None:
            named = await self._learn_names(submission.retailer_id)
            if named:
                self._emit(SubmissionOpened(submission, purchase, output, named))

    async def _learn_names(self, retailer_id: str) -> dict[str, str]:
        """The models' names; without them the chart shows their numbers, so a failure is no trouble to tell."""
        client = self._access.client
        if client is None:
            return {}
        try:
            names = await client.strategies(retailer_id)
        except ApiError as error:
            self._access.note(client, error)
            return {}
        self._names[retailer_id] = names
        return names

    async def details(self, submission_id: str) -> None:
        """Give everything that is kept of a submission."""
        submission = self._store.submission(submission_id)
        if submission is None:
            return
        answers = tuple(
            AnswerKept(answer.at, answer.call, answer.status, answer.raw)
            for answer in self._store.answers(submission_id)
        )
        self._emit(SubmissionDetails(submission, self._store.purchase(submission_id), answers))

    async def open_as_draft(self, submission_id: str) -> None:
        """Make a new draft of the values that were sent."""
        submission = self._store.submission(submission_id)
        purchase = self._store.purchase(submission_id)
        if submission is None or purchase is None:
            self._emit(Trouble(Message(NO_VALUES)))
            return
        days = purchase.days
        name = str(days[0]) if len(days) == 1 else f"{days[0]} – {days[-1]}"
        draft = Draft(
            id=str(uuid.uuid4()),
            name=name,
            rows=rows_of(purchase),
            retailer_id=submission.retailer_id,
            label=purchase.label,
            zone=purchase.zone,
            resolution=purchase.resolution,
            source=str(Message(OPENED_FROM, {"when": f"{submission.created:%Y-%m-%d %H:%M} UTC"})),
        )
        self._emit(DraftReopened(self._store.save_draft(draft)))

    async def open_update(self, submission_id: str) -> None:
        """Begin an update with the outputs that are stored now."""
        submission = self._store.submission(submission_id)
        if submission is not None:
            raw = self._store.output(submission_id) or b"[]"
            self._emit(UpdateOpened(submission, _pretty(raw)))

    async def update(self, request: UpdateRequest) -> None:
        """Send an update, keep the answer, and ask at once how the purchase stands then."""
        submission = self._store.submission(request.submission_id)
        client = self._client()
        if submission is None or submission.purchase_id is None or client is None:
            self._emit(UpdateEnded(request.submission_id, None, Message(NO_ACCOUNT)))
            return
        try:
            outputs, _ = wire.check_outputs(request.outputs_text)
            body = wire.update_body(request.status, request.error, outputs)
            answer = await client.update(submission.purchase_id, body)
        except wire.WireError as error:
            self._emit(UpdateEnded(submission.id, None, error.message))
        except ApiError as error:
            self._access.note(client, error)
            self._emit(UpdateEnded(submission.id, None, error.message))
        else:
            self._access.note(client, None)
            self._store.add_answer(submission.id, "update", answer.http_status, answer.raw)
            self._emit(UpdateEnded(submission.id, _pretty(answer.raw)))
            self._poller.watch(submission, at_once=True)

    def _client(self) -> Client | None:
        client = self._access.client
        if client is None:
            self._emit(Trouble(Message(NO_ACCOUNT)))
        return client


def _pretty(raw: bytes) -> str:
    """JSON as people read it; what is not JSON stays as it came."""
    try:
        return msgspec.json.format(raw, indent=2).decode("utf-8", "replace")
    except msgspec.DecodeError:
        return raw.decode("utf-8", "replace")
