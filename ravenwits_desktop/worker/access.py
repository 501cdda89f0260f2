"""Who we are to the server, and whether we may talk to it now."""

from __future__ import annotations

import logging
from collections.abc import Callable

from ravenwits_desktop.api.client import Client, Timeouts
from ravenwits_desktop.api.errors import ApiError, NoAnswerError, NotSentError, SignInNeededError
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.keychain import Keychain
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import AccountChanged, Event, Link, LinkChanged

_log = logging.getLogger(__name__)

SIGN_IN = QT_TRANSLATE_NOOP(
    "Message",
    "The server does not accept the sign-in any more. Sign in again: everything waits, nothing is lost.",
)
NO_ACCOUNT = QT_TRANSLATE_NOOP("Message", "No account is set up yet. Edit as you like; to submit, set up the account.")


class Access:
    """The account, its token and the client made from both.

    While the server refuses the token (`lapse`) `client` is None and everything that needs it waits for `bell`; a new
    token lets it go on. The link to the server is judged from every answer (`note`) and told once per change.
    """

    def __init__(
        self, keychain: Keychain, redactor: Redactor, emit: Callable[[Event], None], timeouts: Timeouts
    ) -> None:
        self._keychain = keychain
        self._redactor = redactor
        self._emit = emit
        self._timeouts = timeouts
        self._client: Client | None = None
        self._former: list[Client] = []
        self._lapsed = False
        self._link: Link | None = None
        self.account = Account()
        self.bell = Bell()
        """Rings when the account, its token or the link changes."""

    @property
    def client(self) -> Client | None:
        """The client to use now; None while there is no account, no token, or a sign-in is needed."""
        return None if self._lapsed else self._client

    @property
    def link(self) -> Link | None:
        """How we stand with the server; None before the first account."""
        return self._link

    def use(self, account: Account, token: str | None = None) -> None:
        """Work for `account` from now on, with `token` (kept in the keychain) or the one the keychain has."""
        if token:
            self._redactor.hide(token)
            self._keychain.set(account.key, token)
        token = token or self._keychain.get(account.key)
        self._redactor.hide(token)
        if self._client is not None:
            # it may have a purchase on its way, which must not be given up: it is closed at the end
            self._former.append(self._client)
            self._client = None
        self.account = account
        self._lapsed = False
        if account.complete and token:
            self._client = Client(account.address, account.user, token, timeouts=self._timeouts)
        self._emit(AccountChanged(account, bool(token), self._keychain.lasting))
        if not account.complete:
            self._tell(Link.NO_ACCOUNT, Message(NO_ACCOUNT))
        elif not token:
            self._tell(Link.SIGN_IN, Message(NO_ACCOUNT))
        else:
            self._tell(Link.UNKNOWN, None)
        self.bell.ring()

    async def probe(self) -> None:
        """Find out whether the server answers, where nothing else would."""
        client = self.client
        if client is None:
            return
        try:
            await client.health()
        except ApiError as error:
            self.note(client, error)
        else:
            self.note(client, None)

    def note(self, client: Client, error: ApiError | None) -> bool:
        """Judge the link by how a call of `client` ended (None: well). True if the connection has just come back."""
        if client is not self._client:
            return False
        if isinstance(error, SignInNeededError):
            self._lapsed = True
            self._tell(Link.SIGN_IN, Message(SIGN_IN, detail=str(error.message)))
            return False
        if isinstance(error, NotSentError | NoAnswerError):
            self._tell(Link.OFFLINE, error.message)
            return False
        back = self._link is Link.OFFLINE
        self._tell(Link.ONLINE, None)
        if back:
            self.bell.ring()
        return back

    def _tell(self, link: Link, message: Message | None) -> None:
        if link is not self._link:
            _log.info("link: %s", link.value)
            self._link = link
            self._emit(LinkChanged(link, message))

    async def close(self) -> None:
        """Close the clients, in their loop. A purchase on its way is given up: its `submit` raises at once."""
        for client in (*self._former, *([self._client] if self._client else [])):
            await client.aclose()
