"""The door of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from ravenwits_desktop.domain.bundle import Bundle, Dossier
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.ledger import LedgerReport
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import ArrowError, State, Submission
from ravenwits_desktop.store import answers, drafts, engine, ledger, ledger_check, migrations, readings, submissions
from ravenwits_desktop.store.answers import Answer
from ravenwits_desktop.store.mark import MarkFile

__all__ = ["Answer", "Store"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


EMPTIED = QT_TRANSLATE_NOOP(
    "Message",
    "The file of drafts and submissions, {path}, was there but empty, and was begun anew. If there were submissions "
    "before, put a copy of the file in its place before you submit anything.",
)


class Store:
    """Drafts and submissions on disk. Synchronous, used from one thread at a time, open in one process at a time.

    Each method is one transaction: when it returns, what it was given is on the disk and outlives a kill or a power
    cut; when it raises, nothing has changed. All raise `StoreError`. Times are UTC. A submission changes its state
    only along an arrow of `domain.submission.ARROWS`, checked against what is on disk.
    """

    def __init__(self, opened: Engine, place: str, now: Callable[[], datetime], mark: MarkFile) -> None:
        """Use `Store.open`."""
        self._engine = opened
        self._place = place
        self._now = now
        self._closed = False
        self._mark = mark
        self.emptied: Message | None = None
        """What a person has to know if the file was there without a byte in it, and was begun anew."""

    @classmethod
    def open(cls, url: str, *, now: Callable[[], datetime] = _utc_now) -> Self:
        """Open the store of that URL, made with its folders if it is not there, and bring it to the newest version.

        Raises `StoreLockedError` if another process has it, `StoreDamagedError` if the file is not as it was written
        (it is left alone), `StoreTooNewError`, `StoreReadOnlyError`, `StoreFullError`.
        """
        parsed, place, path = engine.parse(url)
        with engine.told(place):
            emptied = path is not None and path.exists() and not path.stat().st_size
            opened = engine.connect(parsed, place, path)
            mark = MarkFile(path)
            try:
                migrations.migrate(opened, path, now)
                with opened.begin() as connection:
                    mark.begin(connection)
            except BaseException:
                opened.dispose()
                raise
        store = cls(opened, place, now, mark)
        store.emptied = Message(EMPTIED, {"path": place}) if emptied else None
        return store

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        self._closed = True
        with engine.told(self._place):
            self._engine.dispose()

    def __repr__(self) -> str:
        return f"<Store {self._place}{' (closed)' if self._closed else ''}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._closed:
            # A new connection would take the lock again, unseen.
            raise ValueError("the store is closed")
        with engine.told(self._place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _entering(self) -> Iterator[Connection]:
        """A transaction that may add to the ledger; the mark beside the store follows once it is on the disk."""
        with self._transaction() as connection:
            before = ledger.head(connection)
            yield connection
            after = ledger.head(connection)
        if after != before:
            self._mark.move(*after)

    # Drafts

    def save_draft(self, draft: Draft) -> Draft:
        """Write a draft, new or known by its id; returned with the times of its making and of this change."""
        with self._transaction() as connection:
            return drafts.save(connection, draft, self._now())

    def drafts(self) -> list[Draft]:
        """All drafts, those without a tab too, in order of making."""
        with self._transaction() as connection:
            return drafts.every(connection)

    def draft(self, draft_id: str) -> Draft | None:
        """The draft of that id."""
        with self._transaction() as connection:
            return drafts.one(connection, draft_id)

    def delete_draft(self, draft_id: str) -> None:
        """Forget the draft of that id, if there is one."""
        with self._transaction() as connection:
            drafts.remove(connection, draft_id)

    # Confirmed readings

    def keep_reading(self, reading: KeptReading) -> KeptReading:
        """Write a confirmed reading in place of one of the same kind, if there is one; returned as it is kept now."""
        with self._transaction() as connection:
            return readings.keep(connection, reading, self._now())

    def kept_readings(self) -> list[KeptReading]:
        """All confirmed readings, the one used last first."""
        with self._transaction() as connection:
            return readings.every(connection)

    def use_reading(self, reading_id: str) -> None:
        """Note that the reading of that id was used once more."""
        with self._transaction() as connection:
            readings.use(connection, reading_id, self._now())

    def rename_reading(self, reading_id: str, name: str) -> None:
        """Give the reading of that id another name."""
        with self._transaction() as connection:
            readings.rename(connection, reading_id, name)

    def forget_reading(self, reading_id: str) -> None:
        """Forget the reading of that id, if there is one."""
        with self._transaction() as connection:
            readings.remove(connection, reading_id)

    # Submissions: what happens to them

    def enqueue(
        self, submission: Submission, purchase: Purchase, body: bytes, *, why: str = "submitted", by: str = "user"
    ) -> Submission:
        """Put a submission into the outbox with its purchase and the bytes to be sent; its draft gives up its tab.

        What it does not say of days, rows, energy, resolution and fingerprint is taken from the purchase. Raises
        `ArrowError` unless it is queued.
        """
        if submission.state is not State.QUEUED:
            raise ArrowError(f"a submission is sent from the queue, not when it is {submission.state.value}")
        submission = submissions.described(submission, purchase)
        with self._entering() as connection:
            sent = (purchase, body)
            submission = submissions.begin(connection, submission, why=why, by=by, now=self._now(), sent=sent)
            if submission.draft_id is not None:
                drafts.set_closed(connection, submission.draft_id, True)
            return submission

    def follow(
        self,
        submission: Submission,
        *,
        why: str = "followed",
        by: str = "user",
        answer: tuple[str, int | None, bytes] | None = None,
        output: bytes | None = None,
    ) -> Submission:
        """Add a submission that was sent from elsewhere, in the state that the server gave.

        If the account has one with that `purchase_id` already, it is returned as it is and nothing is added. Raises
        `ArrowError` for a state in which none begins, `ValueError` without a `purchase_id`.
        """
        if not submission.purchase_id:
            raise ValueError("a submission is followed by its id on the server")
        if submission.state is State.QUEUED:
            raise ArrowError("a submission that is followed is not sent")
        with self._entering() as connection:
            known = submissions.by_purchase_id(connection, submission.account, submission.purchase_id)
            if known is not None:
                return known
            now = self._now()
            received = [(now, answer)] if answer is not None else []
            return submissions.begin(connection, submission, why=why, by=by, now=now, received=received, output=output)

    def advance(
        self,
        submission_id: str,
        after: State,
        *,
        why: str,
        by: str,
        answer: tuple[str, int | None, bytes] | None = None,
        output: bytes | None = None,
        **changes: Any,
    ) -> Submission:
        """Change the state, and with it other fields (`changes`), an answer (call, status, raw) and outputs.

        `by` is ``user``, ``server`` or ``program``; an unconfirmed submission is left by ``user`` alone. One that is
        cancelled or rejected gives its draft the tab back. Raises `ArrowError` where no arrow leads, `KeyError` for an
        unknown id, `TypeError` for a field that does not exist or never changes.
        """
        with self._entering() as connection:
            return submissions.change(
                connection,
                submission_id,
                changes,
                now=self._now(),
                step=(after, why, by),
                answer=answer,
                output=output,
            )

    def amend(
        self,
        submission_id: str,
        *,
        remark: tuple[str, str] | None = None,
        answer: tuple[str, int | None, bytes] | None = None,
        output: bytes | None = None,
        **changes: Any,
    ) -> Submission:
        """Change fields other than the state; a `remark` (why, by) goes into the history. Raises as `advance` does."""
        with self._entering() as connection:
            return submissions.change(
                connection, submission_id, changes, now=self._now(), remark=remark, answer=answer, output=output
            )

    def unlink(self, submission_id: str, *, why: str, by: str) -> Submission:
        """Take back that a submission in doubt was linked to an id: it is in doubt again, with the evidence it had.

        Its id, the word of the server and the outputs that came under that id are gone from it. Raises `ArrowError`
        unless `by` is ``user`` and it was linked by a person (`domain.submission.is_linked`).
        """
        with self._entering() as connection:
            return submissions.unlink(connection, submission_id, why=why, by=by, now=self._now())

    def merge(
        self, submission_id: str, followed_id: str, *, after: State, server_status: str, why: str, by: str
    ) -> tuple[Submission, Submission]:
        """Link one in doubt to the id of one that is followed, which is dropped with it; both as they are now.

        `after` and `server_status` are what the server says of the purchase. Raises `ArrowError` unless `by` is
        ``user``, the first is in doubt, and the second is followed from elsewhere (`domain.submission.is_followed`) for
        the same account.
        """
        with self._entering() as connection:
            return submissions.merge(
                connection,
                submission_id,
                followed_id,
                after=after,
                server_status=server_status,
                why=why,
                by=by,
                now=self._now(),
            )

    def recover(self) -> list[Submission]:
        """Make every submission that was being sent when the program ended an unconfirmed one; returns these.

        To be called once after opening, before anything is sent.
        """
        with self._entering() as connection:
            return submissions.recover(connection, self._now())

    # The ledger

    def check_ledger(self) -> LedgerReport:
        """Compare every entry of the history with the one before it and with everything it vouches for."""
        with self._transaction() as connection:
            return ledger_check.check(connection, self._mark.lost, marked=self._mark.kept)

    def contradiction(self, submission_id: str) -> Message | None:
        """What in the ledger speaks against sending a queued submission; None if nothing does."""
        with self._transaction() as connection:
            return ledger_check.contradiction(connection, submission_id, self._mark.lost)

    def bundle(self, submission_ids: Sequence[str], made_by: str) -> Bundle:
        """Everything that is kept of these submissions, in their order, and where the ledger stands."""
        with self._transaction() as connection:
            found = [submissions.dossier(connection, submission_id) for submission_id in submission_ids]
            entries, head = ledger.head(connection)
            dossiers = tuple(dossier for dossier in found if dossier is not None)
            return Bundle(dossiers, self._now(), made_by, entries, head)

    def take_in(self, dossier: Dossier, whom: str, record: bytes) -> Submission | None:
        """Add a submission from a colleague's bundle, to be followed and never sent; None if it is here already.

        `record` is what the bundle says of it, word for word. Raises `ArrowError` for one that the server never had.
        """
        if dossier.submission.state is State.QUEUED:
            raise ArrowError("a submission from elsewhere is never sent")
        with self._entering() as connection:
            return submissions.take_in(connection, dossier, whom, record, self._now())

    # Submissions: what is known of them

    def submission(self, submission_id: str) -> Submission | None:
        """The submission of that id of ours."""
        with self._transaction() as connection:
            return submissions.one(connection, submission_id)

    def submissions(self) -> list[Submission]:
        """All submissions, newest first, without their purchases."""
        with self._transaction() as connection:
            return submissions.every(connection)

    def outbox(self) -> list[Submission]:
        """Those that are queued or being sent, of all accounts, oldest first."""
        with self._transaction() as connection:
            return submissions.outbox(connection)

    def by_purchase_id(self, account: str, purchase_id: str) -> Submission | None:
        """The newest submission of the account with that id of the server's."""
        with self._transaction() as connection:
            return submissions.by_purchase_id(connection, account, purchase_id)

    def same_purchase(self, account: str, retailer_id: str, fingerprint: str) -> list[Submission]:
        """Those with the same rows for the same retailer, newest first, whatever became of them."""
        with self._transaction() as connection:
            return submissions.same_purchase(connection, account, retailer_id, fingerprint)

    def same_days(self, account: str, retailer_id: str, first_day: str, last_day: str) -> list[Submission]:
        """Those for the same retailer that share a market day (ISO, both inclusive), newest first, in any state."""
        with self._transaction() as connection:
            return submissions.same_days(connection, account, retailer_id, first_day, last_day)

    def purchase(self, submission_id: str) -> Purchase | None:
        """The purchase as it was to be sent; None for an unknown id or one that is followed from elsewhere."""
        with self._transaction() as connection:
            return submissions.purchase(connection, submission_id)

    def body(self, submission_id: str) -> bytes | None:
        """The exact bytes to be sent; None as for `purchase`."""
        with self._transaction() as connection:
            return submissions.body(connection, submission_id)

    def answers(self, submission_id: str) -> tuple[Answer, ...]:
        """The server's answers in order of time; one that repeats the one before it is there once."""
        with self._transaction() as connection:
            return answers.all_answers(connection, submission_id)

    def last_answer(self, submission_id: str, call: str, after: datetime | None = None) -> Answer | None:
        """The server's last answer to a call, if it came after that moment (None: whenever it came)."""
        with self._transaction() as connection:
            return answers.last_answer(connection, submission_id, call, after)

    def output_at(self, submission_id: str) -> datetime | None:
        """When the strategy outputs came that `output` gives, UTC; None without any."""
        with self._transaction() as connection:
            return answers.output_at(connection, submission_id)

    def output(self, submission_id: str) -> bytes | None:
        """The strategy outputs as they came last (JSON), or None."""
        with self._transaction() as connection:
            return answers.output(connection, submission_id)
