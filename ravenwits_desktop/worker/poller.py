"""Asking the server what became of each open submission, by the rules of `schedule`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import anyio
from anyio.abc import TaskGroup

from ravenwits_desktop.api.client import PurchaseStatus
from ravenwits_desktop.api.errors import ApiError, BadAnswerError, NotFoundError, SignInNeededError
from ravenwits_desktop.domain.ledger import sha256
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import OPEN, State, Submission, state_of
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import Event, OutputsCame, SubmissionChanged, Trouble
from ravenwits_desktop.worker.last_words import LastWords, is_nothing
from ravenwits_desktop.worker.schedule import LONGEST_NAP, MOST_IN_FLIGHT, Schedule

FINAL = frozenset({State.COMPLETED, State.FAILED, State.NOT_FOUND})
"""States in which a submission is asked about no more unless a person asks."""
ROWS_DIFFER = QT_TRANSLATE_NOOP(
    "Message", "ALARM: {sent} rows were sent, but the server counts {uploaded}. Check this purchase with RavenWits."
)
ROWS_DIFFER_AND = QT_TRANSLATE_NOOP("Message", "{alarm} {text}")


class Poller:
    """Keeps the open submissions up to date. Lives on the worker's loop; `run` until `close`."""

    def __init__(
        self,
        store: Store,
        access: Access,
        schedule: Schedule,
        words: LastWords,
        emit: Callable[[Event], None],
        report: Callable[[BaseException], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._schedule = schedule
        self._words = words
        self._emit = emit
        self._report = report
        self._now = now
        self._bell = Bell()
        access.also_ring(self._bell)
        self._returns = access.returns
        self._asking = 0
        self._taken: dict[str, str] = {}
        """The digest of what was said last of each submission, and is on disk."""
        self._told: Message | None = None
        self._account: str | None = None
        self._closing = False

    def begin(self, submissions: Iterable[Submission]) -> None:
        """Watch those that are open and belong to the account in use, spread out; forget all others."""
        key = self._access.account.key
        if key != self._account:
            self._schedule.lift()
            self._account = key
        for submission_id in self._schedule.watched():
            self._schedule.forget(submission_id)
        self._schedule.watch_many(
            submission.id
            for submission in submissions
            if submission.purchase_id and submission.state in OPEN and submission.account == key
        )
        self._bell.ring()

    def watch(self, submission: Submission, *, at_once: bool = False) -> None:
        """Ask about this submission from now on, if it is the account's own, and open or a person asks (`at_once`)."""
        own = submission.purchase_id and submission.account == self._access.account.key
        if own and (at_once or submission.state in OPEN):
            self._schedule.watch(submission.id, at_once=at_once)
            self._bell.ring()

    def forget(self, submission_id: str) -> None:
        """Ask no more about a submission, and know nothing of what was said of it: it was that of another purchase."""
        self._schedule.forget(submission_id)
        self._taken.pop(submission_id, None)
        self._words.forget(submission_id)

    def hold(self, seconds: float) -> None:
        """Ask and send nothing for so long: the server said so."""
        self._schedule.hold(seconds)

    def held(self) -> float:
        """Seconds for which nothing is to be asked or sent."""
        return self._schedule.held()

    def set_hidden(self, hidden: bool) -> None:
        """Ask more slowly while nobody looks."""
        self._schedule.set_hidden(hidden)
        self._bell.ring()

    async def run(self) -> None:
        """Ask until `close`."""
        async with anyio.create_task_group() as group:
            while not self._closing:
                pause = self._next(group)
                if pause is None or pause > 0:
                    # not longer: where the computer's sleep does not count, a long wait would be longer by all of it
                    await self._bell.wait(None if pause is None else min(pause, LONGEST_NAP))
            group.cancel_scope.cancel()

    def _next(self, group: TaskGroup) -> float | None:
        """Ask what is due; seconds until more will be, None where only the bell can tell."""
        if self._returns != self._access.returns:
            self._returns = self._access.returns
            self._schedule.spread()
        if self._access.client is None:
            return None
        for submission_id in self._schedule.take_due(MOST_IN_FLIGHT - self._asking):
            self._asking += 1
            group.start_soon(self._ask, submission_id)
        return self._schedule.wait() if self._asking < MOST_IN_FLIGHT else None

    async def _ask(self, submission_id: str) -> None:
        try:
            await self._ask_once(submission_id)
            self._told = None
        except StoreError as error:
            # one disk without room is one trouble, however many purchases are asked about
            if error.message != self._told:
                self._told = error.message
                self._emit(Trouble(error.message))
        except Exception as error:  # noqa: BLE001 - the poller outlives a fault of one answer
            self._report(error)
        finally:
            self._asking -= 1
            self._schedule.answered(submission_id)
            self._bell.ring()

    async def _ask_once(self, submission_id: str) -> None:
        submission = self._store.submission(submission_id)
        client = self._access.client
        if client is None:
            return
        if submission is None or submission.purchase_id is None or submission.account != self._access.account.key:
            self._schedule.forget(submission_id)
            return
        try:
            answer = await client.get(submission.purchase_id)
        except ApiError as error:
            self._access.note(client, error)
            if error.retry_after:
                self._schedule.hold(error.retry_after)
            if not self._still_has(submission_id, submission.purchase_id):
                return
            if isinstance(error, NotFoundError):
                self._words.nothing(submission_id)
                self._write(submission_id, State.NOT_FOUND, ("get", error.status, error.raw), message=error.message)
            elif not isinstance(error, SignInNeededError):
                self._next_check(submission_id, message=error.message)
                if isinstance(error, BadAnswerError) and error.status is not None:
                    # the next one that can be read is news, though it may say what was said before
                    self._taken.pop(submission_id, None)
                    self._words.not_read(submission_id, error, self._planned(submission_id))
                else:
                    self._words.not_asked(submission_id, self._planned(submission_id))
        else:
            self._access.note(client, None)
            if self._still_has(submission_id, submission.purchase_id):
                self.take(submission_id, answer)

    def _still_has(self, submission_id: str, purchase_id: str) -> bool:
        """Whether the answer is still about this submission: its link may be taken back while the server is asked."""
        now = self._store.submission(submission_id)
        return now is not None and now.purchase_id == purchase_id

    def take(self, submission_id: str, answer: PurchaseStatus) -> None:
        """Write down what the server says of a submission, and go on asking while it is open.

        What says the very same as before changes only when it was checked: that is told, and not worth the disk.
        """
        state = state_of(answer.status)
        digest = sha256(b"%d %b" % (answer.http_status, answer.raw))
        submission = self._store.submission(submission_id)
        if submission is not None:
            asked_again = self._planned(submission_id) if state in OPEN else None
            self._words.read(submission, answer.output_raw, asked_again)
        if submission is not None and submission.state is state and self._taken.get(submission_id) == digest:
            checked = replace(submission, checked=self._now(), next_check=self._planned(submission_id))
            if state not in OPEN:
                checked = replace(checked, next_check=None)
                self._schedule.forget(submission_id)
            self._emit(SubmissionChanged(checked, state.value))
            return
        self._write(
            submission_id,
            state,
            ("get", answer.http_status, answer.raw),
            self._new_output(submission_id, answer.output_raw),
            message=Message("{text}", {"text": answer.error}) if answer.error else None,
            server_status=answer.status,
            checked=self._now(),
        )
        self._taken[submission_id] = digest

    def _write(
        self,
        submission_id: str,
        after: State,
        answer: tuple[str, int | None, bytes],
        output: bytes | None = None,
        *,
        message: Message | None,
        **changes: Any,
    ) -> None:
        """Keep an answer; the list and the chart hear of it. A state that the arrows forbid is a fault of ours."""
        # read again: it may have changed while the server was asked
        submission = self._store.submission(submission_id)
        if submission is None:
            return
        before = submission.state
        changes["next_check"] = self._planned(submission_id) if after in OPEN else None
        if after in FINAL and before is not after:
            changes["finished"] = self._now()
        changes["message"] = _with_alarm(submission, message)
        if before is after:
            changed = self._store.amend(submission_id, answer=answer, output=output, **changes)
        else:
            changed = self._store.advance(
                submission_id, after, why="the server's answer", by="server", answer=answer, output=output, **changes
            )
        if after not in OPEN:
            # only now: what could not be written down is asked again
            self._schedule.forget(submission_id)
        self._emit(SubmissionChanged(changed, before.value))
        if output is not None:
            self._emit(OutputsCame(submission_id))

    def _new_output(self, submission_id: str, raw: bytes) -> bytes | None:
        """The outputs of an answer, if there are any and they are not those that are stored."""
        return None if is_nothing(raw) or raw == self._store.output(submission_id) else raw

    def _next_check(self, submission_id: str, message: Message) -> None:
        """A failed attempt changes nothing but the message and the time of the next one; not worth the disk."""
        submission = self._store.submission(submission_id)
        if submission is not None:
            message = _with_alarm(submission, message) or message
            told = replace(submission, message=message, next_check=self._planned(submission_id))
            self._emit(SubmissionChanged(told, submission.state.value))

    def _planned(self, submission_id: str) -> datetime | None:
        pause = self._schedule.planned(submission_id)
        return self._now() + timedelta(seconds=max(pause, self.held())) if pause is not None else None

    def close(self) -> None:
        """Ask no more; what is being asked is broken off: asking changes nothing."""
        self._closing = True
        self._bell.ring()


def _with_alarm(submission: Submission, message: Message | None) -> Message | None:
    """The message, behind the alarm that this submission carries: later news must not take that away."""
    alarm = submission.message
    if alarm is not None and alarm.template == ROWS_DIFFER_AND:
        alarm = alarm.values["alarm"]
    if alarm is None or alarm.template != ROWS_DIFFER:
        return message
    return alarm if message is None else Message(ROWS_DIFFER_AND, {"alarm": alarm, "text": message}, message.detail)
