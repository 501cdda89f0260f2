"""The way of a draft to the outbox, and back while it is not sent: review, submit, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ravenwits_desktop.api import wire
from ravenwits_desktop.domain.confirmation import findings
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate, gate_for
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.plausibility import judge
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.review import Review
from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.domain.submission import NEVER_TAKEN, ArrowError, State, Submission
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import NO_ACCOUNT, Access
from ravenwits_desktop.worker.desk import TOO_LATE
from ravenwits_desktop.worker.drafts import draft_of, draft_with
from ravenwits_desktop.worker.events import (
    DraftReopened,
    Event,
    PreviousFound,
    Reviewed,
    SubmissionChanged,
    Trouble,
)
from ravenwits_desktop.worker.history import SENT, history_before, last_submitted
from ravenwits_desktop.worker.outbox import NOT_STORED_BEFORE, Outbox

ALREADY_SUBMITTED = QT_TRANSLATE_NOOP("Message", "This draft was submitted already. It is not sent twice.")
SAME_MEANWHILE = QT_TRANSLATE_NOOP(
    "Message", "Nothing was sent: the same purchase was submitted since you looked. Look at it again and decide."
)
DAY_MEANWHILE = QT_TRANSLATE_NOOP(
    "Message",
    "Nothing was sent: another purchase for these days was submitted since you looked. Look at it again and decide.",
)
ANOTHER_SINCE = QT_TRANSLATE_NOOP(
    "Message", "Nothing was sent: another account is in use since you looked. Look at the purchase again."
)


class Counter:
    """Takes purchases in for sending, each review once. Lives on the worker's loop; raises `StoreError`."""

    def __init__(
        self,
        store: Store,
        access: Access,
        outbox: Outbox,
        emit: Callable[[Event], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._outbox = outbox
        self._emit = emit
        self._now = now
        self.gates: tuple[Gate, ...] = DEFAULT_GATES
        """When the gates close for which purchases are meant."""

    async def review(self, draft_id: str, retailer_id: str, purchase: Purchase, warnings: tuple[Problem, ...]) -> None:
        """Gather what has to be seen before this purchase is sent."""
        account = self._access.account
        same = self._store.same_purchase(account.key, retailer_id, purchase.fingerprint())
        days = purchase.days
        others = self._store.same_days(account.key, retailer_id, str(days[0]), str(days[-1]))
        known = {submission.id for submission in same}
        same_days = tuple(submission for submission in others if submission.id not in known)
        retailer = account.retailer(retailer_id)
        waiting_too = SENT | {State.QUEUED}
        before = last_submitted(self._store, others, str(days[0]), str(days[-1]), waiting_too)
        gate = gate_for(str(days[0]), str(days[-1]), self._now(), self.gates)
        history = history_before(self._store, account.key, retailer_id, str(days[0]), str(days[-1]))
        warnings = (*warnings, *judge(purchase, history))
        review = Review(draft_id, retailer, purchase, warnings, tuple(same), same_days, account.key, before, gate)
        self._emit(Reviewed(review))

    async def submit(self, review: Review) -> None:
        """Put a reviewed purchase into the outbox, once, and close its draft. What is refused comes back as a draft."""
        try:
            if self._is_submitted(review):
                self._emit(Trouble(Message(ALREADY_SUBMITTED)))
                return
            refusal = self._refusal(review)
            queued = self._enqueue(review) if refusal is None else None
        except StoreError as error:
            refusal = Message(NOT_STORED_BEFORE, {"reason": error.message}, error.message.detail)
            queued = None
        if queued is not None:
            self._emit(SubmissionChanged(queued))
            self._outbox.wake()
        elif refusal is not None:
            self._emit(Trouble(refusal))
            self._give_back(review)

    def _is_submitted(self, review: Review) -> bool:
        """Whether this very review, or another one of its draft, is on its way already."""
        waiting = any(other.draft_id == review.draft_id for other in self._store.outbox())
        return waiting or self._store.submission(review.id) is not None

    def _refusal(self, review: Review) -> Message | None:
        """Why this review cannot be submitted any more."""
        account = self._access.account
        if not account.complete:
            return Message(NO_ACCOUNT)
        if review.account != account.key:
            return Message(ANOTHER_SINCE)
        days = review.purchase.days
        fingerprint = review.purchase.fingerprint()
        seen = {submission.id for submission in (*review.same, *review.same_days)}
        for other in self._store.same_days(account.key, review.retailer.id, str(days[0]), str(days[-1])):
            if other.id not in seen and other.state not in NEVER_TAKEN:
                return Message(SAME_MEANWHILE if other.fingerprint == fingerprint else DAY_MEANWHILE)
        return None

    def _enqueue(self, review: Review) -> Submission:
        draft = self._store.draft(review.draft_id)
        source = draft.provenance.source if draft is not None and draft.provenance is not None else None
        submission = Submission(
            id=review.id,
            state=State.QUEUED,
            account=review.account,
            retailer_id=review.retailer.id,
            retailer_name=review.retailer.name,
            created=self._now(),
            draft_id=review.draft_id,
            file=source.file if source is not None else None,
            file_sha256=source.sha256 if source is not None else None,
            reading=source.reading if source is not None else None,
            confirmed=findings(review.warnings),
            gate_market=review.gate.market if review.gate is not None else None,
            gate=review.gate.at if review.gate is not None else None,
        )
        return self._store.enqueue(submission, review.purchase, wire.submit_body(review.purchase))

    def _give_back(self, review: Review) -> None:
        """Open the draft of a review that was not submitted: its tab may be closed by now."""
        try:
            draft = self._store.draft(review.draft_id)
        except StoreError:
            draft = None  # the trouble has been told; the values are here
        if draft is None:
            draft = draft_with(review.purchase, review.retailer.id, self._now(), review.draft_id)
        self._emit(DraftReopened(draft))

    async def previous(self, draft_id: str, retailer_id: str, first_day: str, last_day: str) -> None:
        """Find what was sent last for a draft's days (ISO, both inclusive)."""
        account = self._access.account.key
        found = self._store.same_days(account, retailer_id, first_day, last_day)
        purchase = last_submitted(self._store, found, first_day, last_day)
        history = history_before(self._store, account, retailer_id, first_day, last_day)
        self._emit(PreviousFound(draft_id, purchase, history))

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
        self._outbox.wake()  # what waited behind it for the same days
        draft = self._store.draft(submission.draft_id) if submission.draft_id else None
        purchase = self._store.purchase(submission_id)
        if draft is None and purchase is not None:
            draft = self._store.save_draft(draft_of(submission, purchase))
        if draft is not None:
            self._emit(DraftReopened(draft))
