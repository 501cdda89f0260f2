"""Who we are to the server, and whether we may talk to it now."""

from __future__ import annotations

import logging
from collections.abc import Callable

from ravenwits_desktop.api.client import Client, Timeouts, system_trust
from ravenwits_desktop.api.errors import ApiError, NoAnswerError, NotSentError, SignInNeededError
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.keychain import Keychain
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.machine import Machine
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import AccountChanged, Event, Link, LinkChanged, Trouble
from ravenwits_desktop.worker.schedule import USUAL, Pauses

_log = logging.getLogger(__name__)

SIGN_IN = QT_TRANSLATE_NOOP(
    "Message",
    "The server does not accept the sign-in any more. Sign in again: everything waits, nothing is lost.",
)
NO_ACCOUNT = QT_TRANSLATE_NOOP("Message", "No account is set up yet. Edit as you like; to submit, set up the account.")
NO_TOKEN = QT_TRANSLATE_NOOP("Message", "There is no token for this account on this computer. Sign in to submit.")
UNUSABLE = QT_TRANSLATE_NOOP("Message", "The account cannot be used: {reason}")
NOT_IN_KEYCHAIN = QT_TRANSLATE_NOOP(
    "Message", "The system's keychain did not take the token. It is used until the program ends, then sign in again."
)


class Access:
    """The account, its token and the client made from both.

    While the server refuses the token (`note`) `client` is None and everything that needs it waits for `bell`; a new
    token lets it go on. The link to the server is judged from every answer (`note`) and told once per change; while it
    is down, `run` looks from time to time whether it is back.
    """

    def __init__(
        self,
        keychain: Keychain,
        redactor: Redactor,
        emit: Callable[[Event], None],
        timeouts: Timeouts,
        pauses: Pauses = USUAL,
        machine: Machine | None = None,
    ) -> None:
        self._keychain = keychain
        self._redactor = redactor
        self._emit = emit
        self._timeouts = timeouts
        self._pauses = pauses
        self.machine = machine or Machine()
        """The settings of the computer: its proxy and its certificates go into every client."""
        self._client: Client | None = None
        self._former: list[Client] = []
        self._lapsed = False
        self._closing = False
        self._link: Link | None = None
        self._why_not = Message(NO_ACCOUNT)
        self._probed: Client | None = None
        self._down = Bell()
        self._also: list[Bell] = []
        self.account = Account()
        self.bell = Bell()
        """Rings when the account or its token changes, or the connection has come back."""
        self.returns = 0
        """How often the connection has come back."""

    @property
    def client(self) -> Client | None:
        """The client to use now; None while there is no account, no token, or a sign-in is needed."""
        return None if self._lapsed else self._client

    @property
    def why_not(self) -> Message:
        """Why there is no client."""
        return Message(SIGN_IN) if self._lapsed else self._why_not

    def also_ring(self, bell: Bell) -> None:
        """Ring this one too whenever `bell` rings."""
        self._also.append(bell)

    def ring(self) -> None:
        """Wake what waits for the server."""
        for bell in (self.bell, *self._also):
            bell.ring()

    def use(self, account: Account, token: str | None = None) -> None:
        """Work for `account` from now on, with `token` (kept in the keychain) or the one the keychain has."""
        account = self.machine.applied(account)
        if token:
            self._redactor.hide(token)
            if not self._keychain.set(account.key, token) and self._keychain.lasting:
                self._emit(Trouble(Message(NOT_IN_KEYCHAIN)))
        token = token or self._keychain.get(account.key)
        self._redactor.hide(token)
        if self._client is not None:
            # it may have a purchase on its way, which must not be given up: it is closed at the end
            self._former.append(self._client)
            self._client = None
        self.account = account
        self._lapsed = False
        link = Link.UNKNOWN
        if not account.complete:
            link, self._why_not = Link.NO_ACCOUNT, Message(NO_ACCOUNT)
        elif not token:
            link, self._why_not = Link.SIGN_IN, Message(NO_TOKEN)
        else:
            try:
                self._client = self.client_for(account, token)
            except ApiError as error:
                reason = {"reason": error.message}
                link, self._why_not = Link.NO_ACCOUNT, Message(UNUSABLE, reason, error.message.detail)
        self._emit(AccountChanged(account, bool(token), self._keychain.keeps(account.key), self.machine.locked))
        self._tell(link, None if link is Link.UNKNOWN else self._why_not)
        self.ring()

    def client_for(self, account: Account, token: str | None) -> Client:
        """A client of this computer for `account`. Raises `ApiError` if its address is none."""
        certificate = self.machine.certificate
        trust = system_trust(certificate) if certificate is not None else None
        return Client(
            account.address, account.user, token, timeouts=self._timeouts, trust=trust, proxy=self.machine.proxy
        )

    async def run(self) -> None:
        """While the server cannot be reached, look whether it is back, until `close`."""
        pause = self._pauses.first
        while not self._closing:
            if self._link is not Link.OFFLINE:
                pause = self._pauses.first
                await self._down.wait()
                continue
            await self._down.wait(pause)
            pause = min(pause * 2, self._pauses.longest)
            if self._link is Link.OFFLINE and not self._closing:
                await self.probe()

    async def probe(self) -> None:
        """Find out whether the server answers, where nothing else would; at once where that is being found out."""
        client = self.client
        if client is None or client is self._probed:
            return
        self._probed = client  # somebody who is impatient asks faster than a slow server answers
        try:
            await client.health()
        except ApiError as error:
            self.note(client, error)
        else:
            self.note(client, None)
        finally:
            if self._probed is client:
                self._probed = None

    def note(self, client: Client, error: ApiError | None) -> None:
        """Judge the link by how a call of `client` ended (None: well)."""
        if client is not self._client or self._lapsed:
            # a late answer says nothing of how things stand now
            return
        if isinstance(error, SignInNeededError):
            self._lapsed = True
            self._tell(Link.SIGN_IN, Message(SIGN_IN, detail=str(error.message)))
        elif isinstance(error, NotSentError | NoAnswerError):
            self._tell(Link.OFFLINE, error.message)
        else:
            back = self._link is Link.OFFLINE
            self._tell(Link.ONLINE, None)
            if back:
                self.returns += 1
                self.ring()

    def _tell(self, link: Link, message: Message | None) -> None:
        if link is not self._link:
            _log.info("link: %s", link.value)
            self._link = link
            self._emit(LinkChanged(link, message))
            self._down.ring()

    def stop(self) -> None:
        """Look no more whether the server is back."""
        self._closing = True
        self._down.ring()
        self.ring()

    async def close(self) -> None:
        """Close the clients, in their loop. A purchase on its way is given up: its `submit` raises at once."""
        self.stop()
        for client in (*self._former, *([self._client] if self._client else [])):
            await client.aclose()
