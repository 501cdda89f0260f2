"""What a person asks for on submissions: decide on a doubt, follow, refresh, update, look at."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from anyio import to_thread

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.client import Client, PurchaseStatus
from ravenwits_desktop.api.errors import ApiError
from ravenwits_desktop.domain.decision import Annotation, Choice, Decision, FollowRequest
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Closing, Gate, gate_for, is_late
from ravenwits_desktop.domain.linking import speaks_against
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import OPEN, State, Submission, is_followed, is_linked, state_of
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.drafts import draft_of
from ravenwits_desktop.worker.events import (
    AnswerKept,
    DraftReopened,
    Event,
    LedgerChecked,
    LinkDoubted,
    SubmissionChanged,
    SubmissionDetails,
    Trouble,
)
from ravenwits_desktop.worker.outbox import Outbox
from ravenwits_desktop.worker.poller import Poller

OTHERS = QT_TRANSLATE_NOOP(
    "Message", "This submission belongs to another account ({account}). Use that account to ask about it."
)
TOO_LATE = QT_TRANSLATE_NOOP("Message", "It is too late for that: this submission is now “{state}”.")
KNOWN_ID = QT_TRANSLATE_NOOP("Message", "This purchase is in the list already.")
LINK_TAKEN = QT_TRANSLATE_NOOP("Message", "The purchase {id} already belongs to another submission in the list.")
NOT_FOLLOWED = QT_TRANSLATE_NOOP("Message", "The purchase {id} could not be looked up: {reason}")
NO_VALUES = QT_TRANSLATE_NOOP(
    "Message", "The values of this purchase are not known here: it was sent from somewhere else."
)


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
        self.gates: tuple[Gate, ...] = DEFAULT_GATES
        """When the gates close for which purchases are meant."""

    async def decide(self, decision: Decision) -> None:
        """Carry out what a person decided on an unconfirmed submission."""
        submission = self._unconfirmed(decision.submission_id)
        if submission is None:
            return
        if decision.choice is Choice.LINK:
            await self._link(submission, decision)
            return
        again = decision.choice is Choice.SEND_AGAIN
        following = self._following_gate(submission) if again else None
        changed = self._store.advance(
            submission.id,
            State.QUEUED if again else State.DROPPED,
            why="to be sent again" if again else "given up",
            by="user",
            message=None,
            gate_market=following.market if following is not None else None,
            gate=following.at if following is not None else None,
        )
        self._emit(SubmissionChanged(changed, submission.state.value))
        self._outbox.wake()

    def _following_gate(self, submission: Submission) -> Closing | None:
        """The next gate that a submission can still meet: a person has decided that it is sent now."""
        first, last = submission.first_day, submission.last_day
        return gate_for(first, last, self._now(), self.gates) if first and last else None

    def _unconfirmed(self, submission_id: str) -> Submission | None:
        """The submission if it is in doubt; else that is told."""
        submission = self._store.submission(submission_id)
        if submission is None or submission.state is not State.UNCONFIRMED:
            state = submission.state.value if submission is not None else "?"
            self._emit(Trouble(Message(TOO_LATE, {"state": state})))
            return None
        return submission

    async def send_after_gate(self, submission_id: str) -> None:
        """A person wants one sent although its gate has closed; from then on it is meant for the next one."""
        submission = self._store.submission(submission_id)
        if submission is None or not is_late(submission, self._now()):
            state = submission.state.value if submission is not None else "?"
            self._emit(Trouble(Message(TOO_LATE, {"state": state})))
            return
        following = self._following_gate(submission)
        changed = self._store.amend(
            submission_id,
            remark=(f"to be sent although {submission.gate_market} has closed", "user"),
            gate_market=following.market if following is not None else None,
            gate=following.at if following is not None else None,
            message=None,
        )
        self._emit(SubmissionChanged(changed, submission.state.value))
        self._outbox.wake()

    async def _link(self, submission: Submission, decision: Decision) -> None:
        purchase_id = decision.purchase_id or ""
        client = self._client(submission)
        if client is None or self._is_taken(submission, purchase_id):
            return
        answer = await self._look_up(client, purchase_id)
        # another decision may have been carried out while the server was asked
        if answer is None or self._unconfirmed(submission.id) is None or self._is_taken(submission, purchase_id):
            return
        output = await to_thread.run_sync(wire.decode_output, answer.output_raw)
        if self._unconfirmed(submission.id) is None or self._is_taken(submission, purchase_id):
            return
        followed = self._store.by_purchase_id(submission.account, purchase_id)
        zone = self._access.account.zone
        against = speaks_against(submission, purchase_id, answer.created_at, output, zone)
        unseen = against is not None and against != decision.seen
        if unseen or (followed is not None and followed.id != decision.merged):
            # what was seen before may not be what the server says now
            self._emit(LinkDoubted(decision, submission, against, followed))
            return
        why = f"linked to {purchase_id}, which the server has" + (f", although: {against}" if against else "")
        after = state_of(answer.status)
        if followed is not None:
            linked, ended = self._store.merge(
                submission.id, followed.id, after=after, server_status=answer.status, why=why, by="user"
            )
            self._poller.forget(ended.id)
            self._emit(SubmissionChanged(ended, followed.state.value))
        else:
            linked = self._store.advance(
                submission.id,
                after,
                why=why,
                by="user",
                purchase_id=purchase_id,
                server_status=answer.status,
                message=None,
            )
        self._emit(SubmissionChanged(linked, submission.state.value))
        self._poller.take(linked.id, answer)
        self._poller.watch(linked)

    async def unlink(self, submission_id: str) -> None:
        """A person takes back the id to which a submission in doubt was linked; it is in doubt again."""
        submission = self._store.submission(submission_id)
        if submission is None or not is_linked(submission):
            state = submission.state.value if submission is not None else "?"
            self._emit(Trouble(Message(TOO_LATE, {"state": state})))
            return
        why = f"the link to {submission.purchase_id} taken back: it is another purchase"
        doubtful = self._store.unlink(submission_id, why=why, by="user")
        self._poller.forget(submission_id)
        self._emit(SubmissionChanged(doubtful, submission.state.value))

    def _is_taken(self, submission: Submission, purchase_id: str) -> bool:
        """Whether another submission has that id, and not as one that is only followed; that is told."""
        known = self._store.by_purchase_id(submission.account, purchase_id)
        taken = known is not None and not is_followed(known)
        if taken:
            self._emit(Trouble(Message(LINK_TAKEN, {"id": purchase_id})))
        return taken

    async def _look_up(self, client: Client, purchase_id: str) -> PurchaseStatus | None:
        """What the server says of a purchase; why it says nothing is told."""
        try:
            answer = await client.get(purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            reason = {"id": purchase_id, "reason": error.message}
            self._emit(Trouble(Message(NOT_FOLLOWED, reason, error.message.detail)))
            return None
        self._access.note(client, None)
        return answer

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
        answer = await self._look_up(client, request.purchase_id)
        if answer is None:
            return
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
        self._poller.take(followed.id, answer)
        self._poller.watch(followed)

    async def refresh(self, submission_ids: tuple[str, ...]) -> None:
        """Ask about these at once; about all open ones if none is named. What waits to be sent is tried again too."""
        key = self._access.account.key
        for submission in self._store.submissions():
            if submission.id in submission_ids and submission.account != key:
                self._emit(Trouble(Message(OTHERS, {"account": submission.account})))
            elif submission.id in submission_ids or (not submission_ids and submission.state in OPEN):
                self._poller.watch(submission, at_once=True)
        self._outbox.wake()
        await self._access.probe()

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
        self._emit(DraftReopened(self._store.save_draft(draft_of(submission, purchase))))

    async def annotate(self, annotation: Annotation) -> None:
        """Keep what a person has written on a submission."""
        submission = self._store.amend(
            annotation.submission_id,
            remark=("label or note written", "user"),
            label=annotation.label,
            note=annotation.note,
        )
        self._emit(SubmissionChanged(submission, submission.state.value))

    async def check_ledger(self) -> None:
        """Tell whether the history is as it was written."""
        report = self._store.check_ledger()
        concerned = self._store.submission(report.broken.submission_id) if report.broken is not None else None
        self._emit(LedgerChecked(report, concerned))

    def _client(self, submission: Submission | None = None) -> Client | None:
        """The client to use, for this submission if one is named; why there is none is told."""
        client = self._access.client
        if submission is not None and submission.account != self._access.account.key:
            self._emit(Trouble(Message(OTHERS, {"account": submission.account})))
            return None
        if client is None:
            self._emit(Trouble(self._access.why_not))
        return client
