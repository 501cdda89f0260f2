"""Asking the server what became of each open submission, by the rules of `schedule`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import anyio
from anyio.abc import TaskGroup

from ravenwits_desktop.api.client import PurchaseStatus
from ravenwits_desktop.api.errors import ApiError, NotFoundError, SignInNeededError
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import OPEN, State, Submission, state_of
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import Event, OutputsCame, SubmissionChanged, Trouble
from ravenwits_desktop.worker.schedule import MOST_IN_FLIGHT, Schedule

FINAL = frozenset({State.COMPLETED, State.FAILED, State.NOT_FOUND})
"""States in which a submission is asked about no more unless a person asks."""
NO_OUTPUT = frozenset({b"", b"null", b"[]", b"{}"})
"""What the server says while nothing is computed (`api.md`, 3)."""


class Poller:
    """Keeps the open submissions up to date. Lives on the worker's loop; `run` until `close`."""

    def __init__(
        self,
        store: Store,
        access: Access,
        schedule: Schedule,
        emit: Callable[[Event], None],
        report: Callable[[BaseException], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._schedule = schedule
        self._emit = emit
        self._report = report
        self._now = now
        self._bell = Bell()
        self._asking = 0
        self._closing = False

    def begin(self) -> None:
        """Watch every open submission of the account in use, spread out; forget those of another."""
        for submission_id in self._schedule.watched():
            self._schedule.forget(submission_id)
        self._schedule.watch_many(
            submission.id
            for submission in self._store.submissions()
            if submission.state in OPEN and submission.account == self._access.account.key
        )
        self._bell.ring()

    def watch(self, submission: Submission, *, at_once: bool = False) -> None:
        """Ask about this submission from now on, if it is open or a person asks (`at_once`)."""
        if submission.purchase_id and (at_once or submission.state in OPEN):
            self._schedule.watch(submission.id, at_once=at_once)
            self._bell.ring()

    def watch_open(self, submission: Submission) -> None:
        """Ask about this submission at once if it is open and the account's own."""
        if submission.state in OPEN and submission.account == self._access.account.key:
            self.watch(submission, at_once=True)

    def hold(self, seconds: float) -> None:
        """Ask nothing for so long: the server said so."""
        self._schedule.hold(seconds)

    def set_hidden(self, hidden: bool) -> None:
        """Ask more slowly while nobody looks."""
        self._schedule.set_hidden(hidden)

    async def run(self) -> None:
        """Ask until `close`."""
        async with anyio.create_task_group() as group:
            while not self._closing:
                if self._access.client is None:
                    await self._either_bell()
                    continue
                self._ask_due(group)
                pause = self._schedule.wait() if self._asking < MOST_IN_FLIGHT else None
                if pause is None or pause > 0:
                    await self._bell.wait(pause)
            group.cancel_scope.cancel()

    async def _either_bell(self) -> None:
        async with anyio.create_task_group() as group:

            async def wait(bell: Bell) -> None:
                await bell.wait()
                group.cancel_scope.cancel()

            group.start_soon(wait, self._bell)
            group.start_soon(wait, self._access.bell)

    def _ask_due(self, group: TaskGroup) -> None:
        for submission_id in self._schedule.take_due(MOST_IN_FLIGHT - self._asking):
            self._asking += 1
            group.start_soon(self._ask, submission_id)

    async def _ask(self, submission_id: str) -> None:
        try:
            await self._ask_once(submission_id)
        except StoreError as error:
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
        if submission is None or submission.purchase_id is None or client is None:
            self._schedule.forget(submission_id)
            return
        try:
            answer = await client.get(submission.purchase_id)
        except ApiError as error:
            back = self._access.note(client, error)
            if error.retry_after:
                self._schedule.hold(error.retry_after)
            if isinstance(error, NotFoundError):
                self._write(submission, State.NOT_FOUND, None, message=error.message)
            elif not isinstance(error, SignInNeededError):
                self._next_check(submission, message=error.message)
        else:
            back = self._access.note(client, None)
            self.take(submission, answer)
        if back:
            self._schedule.spread()

    def take(self, submission: Submission, answer: PurchaseStatus) -> None:
        """Write down what the server says of a submission, and go on asking while it is open."""
        message = Message("{text}", {"text": answer.error}) if answer.error else None
        self._write(
            submission,
            state_of(answer.status),
            answer,
            message=message,
            server_status=answer.status,
            checked=self._now(),
        )

    def _write(self, submission: Submission, after: State, answer: PurchaseStatus | None, **changes: Any) -> None:
        """Keep an answer; the list and the chart hear of it. A state that the arrows forbid is a fault of ours."""
        before = submission.state
        output = self._new_output(submission.id, answer)
        if after in OPEN:
            changes["next_check"] = self._planned(submission.id)
        else:
            self._schedule.forget(submission.id)
            changes["next_check"] = None
        if after in FINAL and before is not after:
            changes["finished"] = self._now()
        kept = ("get", answer.http_status, answer.raw) if answer is not None else None
        if before is after:
            changed = self._store.amend(submission.id, answer=kept, output=output, **changes)
        else:
            changed = self._store.advance(
                submission.id, after, why="the server's answer", by="server", answer=kept, output=output, **changes
            )
        self._emit(SubmissionChanged(changed, before.value))
        if output is not None:
            self._emit(OutputsCame(submission.id))

    def _new_output(self, submission_id: str, answer: PurchaseStatus | None) -> bytes | None:
        """The outputs of an answer, if there are any and they are not those that are stored."""
        if answer is None or answer.output_raw in NO_OUTPUT:
            return None
        return None if answer.output_raw == self._store.output(submission_id) else answer.output_raw

    def _next_check(self, submission: Submission, message: Message) -> None:
        """A failed attempt changes nothing but the message and the time of the next one; not worth the disk."""
        self._emit(
            SubmissionChanged(
                replace(submission, message=message, next_check=self._planned(submission.id)), submission.state.value
            )
        )

    def _planned(self, submission_id: str) -> datetime | None:
        pause = self._schedule.planned(submission_id)
        return self._now() + timedelta(seconds=pause) if pause is not None else None

    def close(self) -> None:
        """Ask no more; what is being asked is broken off: asking changes nothing."""
        self._closing = True
        self._bell.ring()
        self._access.bell.ring()
