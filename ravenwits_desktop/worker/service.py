"""Everything that lives on the worker's loop, built in reading order: store, access, poller, outbox, desk, files."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio

from ravenwits_desktop import __version__, machine, settings
from ravenwits_desktop.api.client import Client, Timeouts
from ravenwits_desktop.api.errors import ApiError
from ravenwits_desktop.domain.account import Account, SignInRequest
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.keychain import Keychain
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.bundles import Bundles
from ravenwits_desktop.worker.counter import Counter
from ravenwits_desktop.worker.desk import Desk
from ravenwits_desktop.worker.events import DraftSaved, Event, GatesChanged, SignInEnded, Started, Trouble
from ravenwits_desktop.worker.examiner import Examiner
from ravenwits_desktop.worker.files import Files
from ravenwits_desktop.worker.last_words import LastWords
from ravenwits_desktop.worker.openings import Openings
from ravenwits_desktop.worker.outbox import Outbox
from ravenwits_desktop.worker.poller import Poller
from ravenwits_desktop.worker.readings import Readings
from ravenwits_desktop.worker.schedule import USUAL, Pauses, Schedule, steady
from ravenwits_desktop.worker.updates import Updates
from ravenwits_desktop.worker.versions import Versions

_log = logging.getLogger(__name__)

SIGNED_IN = QT_TRANSLATE_NOOP("Message", "Signed in as {name}.")
CONNECTED = QT_TRANSLATE_NOOP("Message", "The server answers and accepts this account.")
REACHED = QT_TRANSLATE_NOOP(
    "Message", "The server answers. Add a retailer and its id to try whether it accepts this account."
)
UNTIL_READER = 2.0
"""Seconds after the beginning in which the window is built; who drops a file earlier waits for its reader to start."""
LAST_MOMENT = 0.5
"""Seconds in which what was broken off at the end writes down what became of it."""
NOT_KEPT = QT_TRANSLATE_NOOP("Message", "The settings could not be saved: {reason}")


@dataclass(frozen=True, slots=True)
class Config:
    """Where the worker keeps things and how it talks. `account` and `token` override what was saved (the sandbox)."""

    store_url: str
    settings_file: Path
    keychain_service: str | None
    account: Account | None = None
    token: str | None = field(default=None, repr=False)
    timeouts: Timeouts = field(default_factory=Timeouts)
    pauses: Pauses = USUAL
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The clock on the wall."""
    machine_file: Path | None = None
    """The settings of the computer, if they hold here."""
    preload: tuple[str, ...] = ()
    """Modules to import in the background before anything else, for the window's later parts."""


class Service:
    """The worker's parts and the requests they answer. Made, run and closed on the worker's loop.

    Raises `StoreError` from `__init__` if the store cannot be used.
    """

    def __init__(
        self,
        config: Config,
        redactor: Redactor,
        emit: Callable[[Event], None],
        report: Callable[[BaseException], None],
    ) -> None:
        self._config = config
        self._emit = emit
        self._report = report
        self._asked: set[anyio.CancelScope] = set()
        self._settings = settings.Settings()
        now = config.now
        self._store = Store.open(config.store_url, now=now)
        self._keychain = Keychain(config.keychain_service)
        self._machine_problem: Message | None = None
        self._access = Access(self._keychain, redactor, emit, config.timeouts, config.pauses, self._of_machine())
        self._schedule = Schedule(steady, pauses=config.pauses)
        words = LastWords(self._store, emit, now)
        self._poller = Poller(self._store, self._access, self._schedule, words, emit, report, now)
        self._outbox = Outbox(self._store, self._access, self._poller, emit, report, now, config.pauses)
        self.counter = Counter(self._store, self._access, self._outbox, emit, now)
        self.desk = Desk(self._store, self._access, self._outbox, self._poller, emit, now)
        self.openings = Openings(self._store, self._access, words, emit, now)
        self.examiner = Examiner(emit)
        self.updates = Updates(self._store, self._access, self._poller, emit)
        self._closing = False
        self.bundles = Bundles(self._store, self._access, self._poller, emit)
        self.files = Files(emit)
        self.readings = Readings(self._store, self.files, emit)
        self.versions = Versions(self._access.machine, __version__, emit, report, now, config.timeouts)

    def begin(self) -> None:
        """Tell what is on disk and whose account is used. Raises `StoreError` if the store cannot be read."""
        recovered = tuple(self._store.recover())
        submissions = tuple(self._store.submissions())
        self._emit(Started(tuple(self._store.drafts()), submissions, recovered))
        if self._store.emptied is not None:
            self._emit(Trouble(self._store.emptied))
        if self._machine_problem is not None:
            self._emit(Trouble(self._machine_problem))
        self._settings = self._load()
        self._use_gates()
        account = self._config.account
        self._access.use(account or self._settings.account, self._config.token if account is not None else None)
        self._poller.begin(submissions)

    async def run(self) -> None:
        """Send and ask until `close`."""
        async with anyio.create_task_group() as group:
            group.start_soon(self._outbox.run)
            group.start_soon(self._poller.run)
            group.start_soon(self._access.run)
            group.start_soon(self.versions.run)
            group.start_soon(self.answer, self._prepare, ())
            # as a request, which is broken off at the end: a client that closes may never answer what it is asked then
            if not self._closing:
                await self.answer(self._access.probe, ())

    async def _prepare(self) -> None:
        """Start the reader of the first file once the window is there, for it takes what the window needs to come."""
        await anyio.sleep(UNTIL_READER)
        await self.files.prepare()

    async def answer(self, request: Callable[..., Awaitable[None]], arguments: tuple[Any, ...]) -> None:
        """Carry out one request; a store that fails is told to the user, anything else is reported as our fault."""
        with anyio.CancelScope() as scope:
            self._asked.add(scope)
            try:
                await request(*arguments)
            except StoreError as error:
                self._emit(Trouble(error.message))
            except Exception as error:  # noqa: BLE001 - the loop outlives its requests: told to the user with a report
                self._report(error)
            finally:
                self._asked.discard(scope)

    def _of_machine(self) -> machine.Machine:
        try:
            return machine.load(self._config.machine_file)
        except machine.MachineError as error:
            _log.warning("%s", error.message)
            self._machine_problem = error.message
            return machine.Machine()

    def _load(self) -> settings.Settings:
        fresh = settings.Settings(self._access.machine.preset())
        try:
            return settings.load(self._config.settings_file, fresh)
        except settings.SettingsError as error:
            self._emit(Trouble(error.message))
            return fresh

    def _save(self, changed: settings.Settings) -> None:
        self._settings = changed
        try:
            settings.save(self._config.settings_file, changed)
        except settings.SettingsError as error:
            self._emit(Trouble(Message(NOT_KEPT, {"reason": error.message})))

    def _use_gates(self) -> None:
        gates = self._settings.gates or DEFAULT_GATES
        self.counter.gates = self.desk.gates = gates
        self._emit(GatesChanged(gates))

    async def set_gates(self, gates: tuple[Gate, ...]) -> None:
        """Save when the gates close; what is submitted from now on is meant for these."""
        self._save(replace(self._settings, gates=gates))
        self._use_gates()

    async def save_draft(self, draft: Draft) -> None:
        """Write a draft down."""
        self._store.save_draft(draft)
        self._emit(DraftSaved(draft.id))

    async def delete_draft(self, draft_id: str) -> None:
        """Remove a draft for good."""
        self._store.delete_draft(draft_id)

    async def use_account(self, request: SignInRequest) -> None:
        """Save an account and work for it from now on. Its token goes to the keychain."""
        account = self._access.machine.applied(request.account)
        self._save(replace(self._settings, account=account))
        submissions = self._store.submissions()
        self._access.use(account, request.token or None)
        self._poller.begin(submissions)
        self._outbox.wake()
        await self._access.probe()

    async def sign_in(self, request: SignInRequest) -> None:
        """Try an account: with a token by asking the server something, with a password by exchanging it for a token.

        When it works the account is in use from then on.
        """
        account = self._access.machine.applied(request.account)
        token = request.token or (None if request.password else self._keychain.get(account.key))
        try:
            async with self._access.client_for(account, token) as client:
                if request.password:
                    login = await client.login(account.email, request.password)
                    token = login.token
                    message = Message(SIGNED_IN, {"name": login.customer_name or account.email})
                else:
                    message = await self._try(client, account)
        except ApiError as error:
            self._emit(SignInEnded(False, error.message))
            return
        await self.use_account(SignInRequest(account, token or ""))
        self._emit(SignInEnded(True, message))

    @staticmethod
    async def _try(client: Client, account: Account) -> Message:
        if not account.retailers:
            await client.health()
            return Message(REACHED)
        await client.strategies(account.retailers[0].id)
        return Message(CONNECTED)

    async def set_hidden(self, hidden: bool) -> None:
        """Ask the server more slowly while the window is hidden."""
        self._poller.set_hidden(hidden)

    async def close(self, patience: float) -> None:
        """End in order: ask nothing new, break off what only reads, give what changes something `patience` seconds.

        So it is with files that are to be written.

        The store stays open until `let_go`.
        """
        self._closing = True
        self.files.close()
        self.versions.close()
        self._poller.close()
        self._outbox.close()
        self._access.stop()
        for scope in tuple(self._asked):
            scope.cancel()
        with anyio.move_on_after(patience):
            await self._idle()
        self.files.give_up()
        await self._access.close()
        with anyio.move_on_after(LAST_MOMENT):
            await self._idle()

    async def _idle(self) -> None:
        while self._outbox.busy or self._asked:
            await anyio.sleep(0.01)

    def let_go(self) -> None:
        """Close the store; nothing of this may be used afterwards."""
        self._store.close()
