"""The API's endpoints over httpx. With `download` the only module that knows httpx.

A purchase is posted over a connection of its own, once, and nothing cancels it but `Client.aclose`; reading and
updating share a few connections and are tried again. Every failure is an `ApiError` that says what became of the
request.
"""

from __future__ import annotations

import functools
import logging
import ssl
from collections.abc import AsyncIterator, Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

import anyio
import httpx
import stamina
import truststore

from ravenwits_desktop.api import faults, wire
from ravenwits_desktop.api.address import check_address, is_loopback, query, segment
from ravenwits_desktop.api.answers import error_for
from ravenwits_desktop.api.body import LARGEST_ANSWER, LARGEST_REFUSAL, AnswerBody
from ravenwits_desktop.api.errors import (
    ApiError,
    BadAnswerError,
    InvalidAddressError,
    NoAnswerError,
    NoConnectionError,
    Outcome,
    ServerFaultError,
    SignInNeededError,
    TlsFailedError,
    WireError,
)
from ravenwits_desktop.api.limits import A_FEW, ONCE, PATIENT, Retries, Timeouts
from ravenwits_desktop.api.prices import PRICED, read_prices
from ravenwits_desktop.api.results import Login, PurchaseStatus, Submitted, Updated
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.prices import MarketPrices

__all__ = [
    "Client",
    "Login",
    "PurchaseStatus",
    "Retries",
    "Submitted",
    "Timeouts",
    "Updated",
    "check_address",
    "system_trust",
]

_Read = TypeVar("_Read")
_logger = logging.getLogger(__name__)
# At INFO httpx writes whole addresses with their queries, at DEBUG httpcore writes headers.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

# stamina would tell of each retry on the console and in a log of its own, with the address asked for
stamina.instrumentation.set_on_retry_hooks([])

CONNECTIONS = 8
_PIECE = 1 << 16
_SHORTEST_SECRET = 6
_LONGEST_OBEYED_PAUSE = 5.0


@functools.cache
def system_trust(certificate: str | None = None) -> ssl.SSLContext:
    """A TLS context that trusts what this machine's own certificate store trusts: company roots too.

    `certificate` is a file in PEM form with roots that are trusted beside them.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if certificate is not None:
        context.load_verify_locations(cafile=certificate)
    return context


class _Answer(NamedTuple):
    """A success: status, body, and headers by their names in small letters."""

    status: int
    raw: bytes
    headers: dict[str, str]


class _Pool:
    """An httpx client and how many requests are in it. A retired one is closed when the last has left."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.in_flight = 0
        self.retired = False


class Client:
    """One user's way to the API. Make, use and close it inside one event loop.

    `address` is checked (`InvalidAddressError`). `trust` takes the place of the system's certificates. `proxy` is an
    address, empty for none whatever the environment says, or None for what the environment says; this machine itself
    is always reached directly. All methods raise `ApiError`; cancelling any but `submit` is safe.
    """

    def __init__(
        self,
        address: str,
        user: str,
        token: str | None,
        *,
        timeouts: Timeouts = PATIENT,
        trust: ssl.SSLContext | None = None,
        proxy: str | None = None,
        retries: Retries = A_FEW,
    ) -> None:
        self.address = check_address(address)
        self.user = user
        self._token = token.strip() if token else None
        self._timeouts = timeouts
        self._trust = trust
        self._proxy = proxy
        self._retries = retries
        try:
            self._base = httpx.URL(self.address)
        except httpx.InvalidURL:
            raise InvalidAddressError(Message(faults.NOT_USABLE, {"host": address[:80]})) from None
        self._pool: _Pool | None = None
        self._retired: list[_Pool] = []
        self._posts: set[anyio.CancelScope] = set()
        self._closed = False

    def __repr__(self) -> str:
        return f"Client({self.address!r}, {self.user!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection. A purchase on its way is given up: its `submit` raises, with what became of it."""
        self._closed = True
        for scope in list(self._posts):
            scope.cancel()
        pools = [*self._retired, *([self._pool] if self._pool else [])]
        self._pool, self._retired = None, []
        with anyio.CancelScope(shield=True):
            for pool in pools:
                await pool.http.aclose()

    async def submit(self, retailer_id: str, body: bytes) -> Submitted:
        """Create a purchase (`wire.submit_body`). Sent at most once, whatever happens.

        Cancelling the task waits for the answer, which is returned all the same. The outcome of an error says whether
        the purchase may be sent again.
        """
        url = self._url(f"/api/v0/user/{segment(self.user)}/submit-purchase{query(retailer_id=retailer_id)}")
        headers = self._headers(signed=True)
        evidence = faults.Evidence(len(body))
        answer: _Answer | None = None
        scope = anyio.CancelScope(shield=True, deadline=anyio.current_time() + self._timeouts.whole(body))
        self._posts.add(scope)
        try:
            with scope:
                async with self._http(connections=1) as http:
                    answer = await self._exchange(http, "POST", url, headers, body, evidence)
            if answer is None:
                raise self._given_up(evidence, self._timeouts.whole(body))
            status, raw, _ = answer
            return _read(lambda: wire.read_submitted(raw, status), status, raw)
        except ApiError as error:
            if error.outcome is Outcome.UNKNOWN:
                error.message = faults.may_have_received(error.message)
            raise
        finally:
            self._posts.discard(scope)

    async def get(self, purchase_id: str, idmodel: int | str | None = None) -> PurchaseStatus:
        """How a purchase stands, with its strategy output (of one model, if `idmodel` says which)."""
        asked = query(idmodel=str(idmodel)) if idmodel is not None else ""
        url = self._url(f"/api/v0/user/{segment(self.user)}/purchase/{segment(purchase_id)}/get{asked}")
        status, raw = await self._ask("GET", url)
        return _read(lambda: wire.read_status(raw, status, purchase_id), status, raw)

    async def update(self, purchase_id: str, body: bytes) -> Updated:
        """Store status, error and outputs of a purchase (`wire.update_body`). The same body twice does no harm."""
        url = self._url(f"/api/v0/user/{segment(self.user)}/purchase/{segment(purchase_id)}/update")
        status, raw = await self._ask("PUT", url, body)
        return _read(lambda: wire.read_updated(raw, status, purchase_id), status, raw)

    async def login(self, email: str, password: str) -> Login:
        """A token for e-mail and password; `SignInNeededError` if they are wrong. Not tried again by itself."""
        url = self._url("/api/v0/auth/login/")
        body = wire.login_body(email, password)
        status, raw = await self._ask("POST", url, body, signed=False, retries=ONCE, secret=password)
        return _read(lambda: wire.read_login(raw), status, b"")

    async def strategies(self, retailer_id: str) -> dict[str, str]:
        """Names of a retailer's models by `idmodel`, as far as the answer can be understood."""
        url = self._url(f"/api/v0/strategies/{segment(self.user)}{query(idretailer=retailer_id)}")
        status, raw = await self._ask("GET", url)
        return _read(lambda: wire.strategy_names(raw), status, raw)

    async def prices(self, market: str) -> MarketPrices:
        """The predicted prices of one of `PRICED`; `ForbiddenError` where the account may not see them."""
        answer = await self._answered("GET", self._url(f"/api/v0/prices/spain/{PRICED[market]}"))
        made = answer.headers.get("last-modified")
        return _read(lambda: read_prices(answer.raw, made), answer.status, answer.raw)

    async def health(self) -> None:
        """Return if the API is there and well; needs no token."""
        status, raw = await self._ask("GET", self._url("/health/"), signed=False, retries=ONCE)
        _read(lambda: wire.read_health(raw), status, raw)

    def _url(self, path: str) -> httpx.URL:
        return httpx.URL(self.address + path)

    def _headers(self, *, signed: bool) -> dict[str, str]:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": "ravenwits-desktop",
        }
        if signed:
            if not self._token:
                raise SignInNeededError(Message(faults.NO_TOKEN))
            # httpx would name the token in its own error.
            if not (self._token.isascii() and self._token.isprintable()) or " " in self._token:
                raise SignInNeededError(Message(faults.STRANGE_TOKEN))
            headers["Authorization"] = f"Bearer {self._token}"
        return headers

    def _http(self, connections: int = CONNECTIONS) -> httpx.AsyncClient:
        """A new httpx client: no redirects, no cookies, no address but ours. Raises `ProxyRefusedError`."""
        if self._closed:
            raise NoConnectionError(Message(faults.CLOSED))
        direct = is_loopback(self._base.host) or self._proxy == ""
        try:
            return httpx.AsyncClient(
                verify=self._trust or system_trust(),
                proxy=None if direct else self._proxy,
                trust_env=not direct and self._proxy is None,
                timeout=httpx.Timeout(
                    self._timeouts.read,
                    connect=self._timeouts.connect,
                    write=self._timeouts.write,
                    pool=self._timeouts.total,
                ),
                limits=httpx.Limits(max_connections=connections, keepalive_expiry=30),
                follow_redirects=False,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
                event_hooks={"request": [self._guard]},
            )
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise faults.unusable_proxy(error) from None

    async def _guard(self, request: httpx.Request) -> None:
        """Let nothing leave for another place than the API's address, whatever made the request."""
        url, base = request.url, self._base
        path, prefix = url.raw_path.partition(b"?")[0], base.raw_path.rstrip(b"/") + b"/"
        same = (url.scheme, url.host, url.port) == (base.scheme, base.host, base.port)
        if not same or not path.startswith(prefix) or {b".", b".."} & set(path.split(b"/")):
            raise InvalidAddressError(Message(faults.NOT_USABLE, {"host": url.host}))

    async def _ask(
        self,
        method: str,
        url: httpx.URL,
        body: bytes | None = None,
        *,
        signed: bool = True,
        retries: Retries | None = None,
        secret: str = "",
    ) -> tuple[int, bytes]:
        """A request that may be repeated: status and body of its answer, within the time for the whole."""
        answer = await self._answered(method, url, body, signed=signed, retries=retries, secret=secret)
        return answer.status, answer.raw

    async def _answered(
        self,
        method: str,
        url: httpx.URL,
        body: bytes | None = None,
        *,
        signed: bool = True,
        retries: Retries | None = None,
        secret: str = "",
    ) -> _Answer:
        """The same with the headers of the answer."""
        retries = retries or self._retries
        headers = self._headers(signed=signed)
        evidence = faults.Evidence(len(body or b""))
        limit = self._timeouts.whole(body)
        with anyio.move_on_after(limit):
            async for attempt in stamina.retry_context(
                on=self._worth_another,
                attempts=retries.attempts,
                timeout=None,
                wait_initial=retries.wait_initial,
                wait_max=retries.wait_max,
                wait_jitter=retries.wait_jitter,
            ):
                with attempt:
                    evidence.restart()
                    return await self._pooled(method, url, headers, body, evidence, secret)
        raise self._given_up(evidence, limit)

    async def _pooled(
        self,
        method: str,
        url: httpx.URL,
        headers: dict[str, str],
        body: bytes | None,
        evidence: faults.Evidence,
        secret: str,
    ) -> _Answer:
        pool = self._pool = self._pool or _Pool(self._http())
        pool.in_flight += 1
        try:
            return await self._exchange(pool.http, method, url, headers, body, evidence, secret)
        except anyio.get_cancelled_exc_class():
            # httpcore 1.0 may count a connection that was cancelled while it was made for ever: leave that pool.
            if not pool.retired and self._pool is pool:
                pool.retired, self._pool = True, None
                self._retired.append(pool)
            raise
        finally:
            pool.in_flight -= 1
            if pool in self._retired and not pool.in_flight:
                self._retired.remove(pool)
                with anyio.CancelScope(shield=True):
                    await pool.http.aclose()

    async def _exchange(
        self,
        http: httpx.AsyncClient,
        method: str,
        url: httpx.URL,
        headers: dict[str, str],
        body: bytes | None,
        evidence: faults.Evidence,
        secret: str = "",
    ) -> _Answer:
        """One request, one answer, a 2xx; raises `ApiError` for everything else."""
        secrets = [text for text in (self._token, secret) if text and len(text) >= _SHORTEST_SECRET]
        content = None
        if body is not None:
            headers = {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}
            content = _pieces(body, evidence)
        try:
            async with http.stream(
                method, url, headers=headers, content=content, extensions={"trace": evidence.trace}
            ) as response:
                status = response.status_code
                raw = _without(await _body(response), secrets)
                answer_headers = dict(response.headers)
        except (httpx.HTTPError, OSError) as error:
            raise faults.error_for(error, evidence, _limit_of(error, self._timeouts), secrets) from error
        _logger.debug("%s answered %d with %d bytes", method, status, len(raw))
        if 200 <= status < 300:
            return _Answer(status, raw, answer_headers)
        raise error_for(status, answer_headers, raw)

    def _worth_another(self, error: Exception) -> bool | float:
        """Whether a request that may be repeated is, and after how many seconds if the server says so."""
        if self._closed or isinstance(error, TlsFailedError):
            return False
        if isinstance(error, ServerFaultError) and error.retry_after is not None:
            return error.retry_after if error.retry_after <= _LONGEST_OBEYED_PAUSE else False
        return isinstance(error, (NoConnectionError, NoAnswerError, ServerFaultError))

    def _given_up(self, evidence: faults.Evidence, seconds: float) -> ApiError:
        return faults.closed(evidence) if self._closed else faults.too_late(evidence, seconds)


async def _body(response: httpx.Response) -> bytes:
    """The body of an answer, decompressed. Of one that is no success what came of it, without complaint."""
    success = 200 <= response.status_code < 300
    body = AnswerBody(response.headers, LARGEST_ANSWER if success else LARGEST_REFUSAL)
    try:
        async for piece in response.aiter_raw():
            body.feed(piece)
        return body.whole()
    except (BadAnswerError, httpx.HTTPError, OSError) as error:
        # The status alone says what became of the request; the text would only have explained it.
        if not success:
            return body.so_far()
        if isinstance(error, BadAnswerError):
            error.status = response.status_code
        raise


async def _pieces(body: bytes, evidence: faults.Evidence) -> AsyncIterator[bytes]:
    """`body` in pieces, so that the time to write is allowed for each and not for the whole."""
    for start in range(0, len(body), _PIECE):
        piece = body[start : start + _PIECE]
        yield piece
        evidence.body_bytes = start + len(piece)


def _without(raw: bytes, secrets: list[str]) -> bytes:
    """An answer is kept, shown and stored: a server that repeats a secret in it must not spread it."""
    for secret in secrets:
        raw = raw.replace(secret.encode(), b"***")
    return raw


def _limit_of(error: Exception, timeouts: Timeouts) -> float:
    if isinstance(error, httpx.ConnectTimeout):
        return timeouts.connect
    if isinstance(error, httpx.PoolTimeout):
        return timeouts.total
    return timeouts.write if isinstance(error, httpx.WriteTimeout) else timeouts.read


def _read(reader: Callable[[], _Read], status: int, raw: bytes) -> _Read:
    """What `reader` makes of an answer, or the error that says what came."""
    try:
        return reader()
    except WireError as error:
        bad = BadAnswerError(error.message, status=status)
        bad.raw = raw  # whole: it may be a strategy, and is nowhere else
        raise bad from error
