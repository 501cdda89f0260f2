"""Whatever goes wrong, on POST, GET and PUT: which error, and so what became of the purchase."""

from __future__ import annotations

import contextlib
import functools
import random
from collections.abc import Callable
from dataclasses import dataclass

import anyio
import pytest

from ravenwits_desktop.api import errors
from ravenwits_desktop.api.client import Client
from ravenwits_desktop.api.errors import ApiError, Outcome
from ravenwits_desktop.api.limits import Timeouts
from tests import faults
from tests.api.conftest import IMPATIENT, PURCHASE_ID, QUICK, TAKEN, TOKEN, client
from tests.faults import Behaviour, FaultServer, behaviours, respond
from tests.faults.certificate import untrusted_certificate

pytestmark = pytest.mark.anyio
BODY = b'{"purchase": [{"datetime": "2026-11-25 00:15", "purchase": 12.0}]}'
LONG = b" " * (24 << 20)
"""More than any socket's buffers hold, so that it is still being written when the server acts."""

TIMES, MANY_TIMES = 4, 50
"""How often each cell is tried, and how often in the long run."""
AT_A_TIME = 10
SHORT = Timeouts(connect=10, read=0.3, write=0.3, total=5)
"""Short for a server that keeps one waiting, not for a computer that has much to do."""


@dataclass(frozen=True)
class Case:
    """`short` gives the client short limits, for servers that keep it waiting."""

    behaviour: Behaviour
    error: type[ApiError]
    body: bytes = BODY
    short: bool = False
    said: str = ""


CASES = {
    "reset after the head": Case(faults.reset_after_head, errors.ConnectionLostError),
    "reset while writing": Case(faults.reset_while_writing, errors.ConnectionLostError, body=LONG),
    "stuck while writing": Case(faults.nothing_read, errors.TimedOutError, body=LONG, short=True),
    "reset after the request": Case(faults.reset_after_request, errors.ConnectionLostError),
    "closed after the request": Case(faults.close_after_request, errors.ConnectionLostError),
    "silence after the request": Case(faults.silence_after_request, errors.TimedOutError, short=True),
    "headers in part": Case(faults.headers_in_part, errors.ConnectionLostError),
    "body in part": Case(faults.body_in_part, errors.ConnectionLostError),
    "headers drip": Case(faults.drip_headers, errors.TimedOutError, short=True),
    "body drips": Case(faults.drip_body, errors.TimedOutError, short=True),
    "length too long": Case(faults.wrong_length(TAKEN, 4000), errors.ConnectionLostError),
    "length too short": Case(faults.wrong_length(TAKEN, 20), errors.BadAnswerError),
    "bad gzip": Case(faults.bad_gzip, errors.BadAnswerError, said="damaged"),
    "gzip in part": Case(behaviours.gzip_in_part, errors.BadAnswerError, said="cut short"),
    "other compression": Case(respond(201, b"xx", {"Content-Encoding": "br"}), errors.BadAnswerError),
    "gzip bomb": Case(faults.gzip_bomb, errors.BadAnswerError, said="larger than 64 MB"),
    "announced 65 MiB": Case(behaviours.announced_huge, errors.BadAnswerError, said="larger than 64 MB"),
    "no HTTP": Case(faults.no_http, errors.BadAnswerError),
    "empty": Case(respond(201, b""), errors.BadAnswerError),
    "no content": Case(respond(204), errors.BadAnswerError),
    "not JSON": Case(respond(201, b"{'id': 1}"), errors.BadAnswerError),
    "a page": Case(respond(200, "<html>Welcome to the hotel</html>"), errors.BadAnswerError),
    "a list": Case(respond(201, []), errors.BadAnswerError),
    "NaN": Case(respond(201, b'{"id": NaN, "status": NaN}'), errors.BadAnswerError),
    "not UTF-8": Case(respond(201, b'{"id": "\xff\xfe", "status": "\xff"}'), errors.BadAnswerError),
    "nested deeply": Case(respond(201, b"[" * 200_000), errors.BadAnswerError),
    "id of another type": Case(respond(201, {"id": 5, "status": "pending"}), errors.BadAnswerError),
    "id that leads elsewhere": Case(respond(201, {"id": "../../x", "status": "pending"}), errors.BadAnswerError),
    "400": Case(respond(400, {"error": "no"}), errors.RefusedError),
    "400 with a page": Case(respond(400, "<html>no</html>"), errors.RefusedError),
    "400 cut short": Case(faults.wrong_length({"error": "no"}, 4000, status=400), errors.RefusedError),
    "401": Case(respond(401, {"detail": "Invalid token."}), errors.SignInNeededError),
    "403": Case(respond(403, {"detail": "You do not have permission."}), errors.ForbiddenError),
    "403 without credentials": Case(
        respond(403, {"detail": "Authentication credentials were not provided."}), errors.SignInNeededError
    ),
    "404": Case(respond(404, {"error": "Purchase not found."}), errors.NotFoundError),
    "404 with a page": Case(respond(404, "<html>nginx</html>"), errors.RefusedError),
    "405": Case(respond(405, {"detail": "Method not allowed."}), errors.RefusedError),
    "407": Case(respond(407, ""), errors.ProxyRefusedError),
    "408": Case(respond(408, ""), errors.ServerFaultError),
    "409": Case(respond(409, {"error": "conflict"}), errors.RefusedError),
    "413": Case(respond(413, ""), errors.RefusedError),
    "422": Case(respond(422, {"purchase": ["Too long."]}), errors.RefusedError),
    "429": Case(respond(429, "", {"Retry-After": "7"}), errors.TooManyRequestsError),
    "500": Case(respond(500, {"error": "Internal server error while saving."}), errors.ServerFaultError),
    "502 with a page": Case(respond(502, "<html>Bad gateway</html>"), errors.ServerFaultError),
    "503": Case(respond(503, "", {"Retry-After": "3600"}), errors.ServerFaultError),
    "504": Case(respond(504, ""), errors.ServerFaultError),
    "599": Case(respond(599, ""), errors.ServerFaultError),
    "301": Case(faults.redirect(301, "https://elsewhere.example/api?token=1"), errors.RedirectedError),
    "302": Case(faults.redirect(302, "/login"), errors.RedirectedError),
    "307": Case(faults.redirect(307, "http://127.0.0.1:1/"), errors.RedirectedError),
    "308 to nowhere": Case(respond(308), errors.RedirectedError),
}


def _call(api: Client, method: str, body: bytes) -> Callable[[], object]:
    if method == "POST":
        return functools.partial(api.submit, "1001", body)
    return (
        functools.partial(api.update, PURCHASE_ID, body) if method == "PUT" else functools.partial(api.get, PURCHASE_ID)
    )


@pytest.mark.parametrize(
    ("name", "method"),
    [
        (name, method)
        for name, case in CASES.items()
        for method in ("POST", "GET", "PUT")
        if method != "GET" or case.body is not LONG  # a GET has no body to be stuck in
    ],
)
@pytest.mark.parametrize("times", [TIMES, pytest.param(MANY_TIMES, marks=pytest.mark.slow)])
async def test_every_fault(name, method, times):
    """Each cell again and again, several at a time, begun at moments that nothing ties together."""
    case = CASES[name]
    options = {"timeouts": SHORT} if case.short else {}
    at_a_time = 1 if case.body is LONG else AT_A_TIME
    choose = random.Random(name + method)
    caught: list[ApiError] = []

    async def once(api: Client) -> None:
        await anyio.sleep(choose.uniform(0, 0.01) if times > 1 else 0)
        with pytest.raises(ApiError) as error:
            await _call(api, method, case.body)()
        caught.append(error.value)

    with FaultServer(case.behaviour) as server:
        for begin in range(0, times, at_a_time):
            async with anyio.create_task_group() as group, contextlib.AsyncExitStack() as clients:
                for _ in range(min(at_a_time, times - begin)):
                    api = await clients.enter_async_context(client(server.url, **options))
                    group.start_soon(once, api)
                while len(caught) < min(begin + at_a_time, times):
                    await anyio.sleep(0.001)
        received = list(server.received)
        assert server.connections == len(caught) == times
    for error in caught:
        judge(error, case, method)
    assert all(request.method == method for request in received)


def judge(error, case, method):
    assert type(error) is case.error
    assert error.outcome is _outcome(case.error)
    assert case.said in str(error.message)
    if method == "POST" and error.outcome is Outcome.UNKNOWN:
        assert "may have received the purchase" in str(error.message)
    assert TOKEN not in repr(error) + str(error) + repr(error.__cause__)


def _outcome(kind: type[ApiError]) -> Outcome:
    """What each family means, written out here so that a change of the tree is noticed."""
    if issubclass(kind, (errors.NotSentError, errors.SignInNeededError, errors.TooManyRequestsError)):
        return Outcome.NOT_SENT
    return Outcome.REFUSED if issubclass(kind, errors.RefusedError) else Outcome.UNKNOWN


async def test_a_connection_closed_at_once_is_never_called_refused():
    """Whether the request was begun is a race; the outcome must follow what happened."""
    with FaultServer(faults.close_at_once) as server:
        async with client(server.url) as api:
            with pytest.raises((errors.NoConnectionError, errors.ConnectionLostError)) as caught:
                await api.submit("1001", BODY)
    begun = "nothing was sent" not in caught.value.message.detail
    assert caught.value.outcome is (Outcome.UNKNOWN if begun else Outcome.NOT_SENT)


@pytest.mark.parametrize("method", ["POST", "GET", "PUT"])
async def test_faults_before_the_request(method):
    with faults.refusing_address() as address:
        async with client(address) as api:
            with pytest.raises(errors.NoConnectionError, match="refused") as caught:
                await _call(api, method, BODY)()
    assert caught.value.outcome is Outcome.NOT_SENT
    async with client("https://no-such-host.invalid", proxy="") as api:
        with pytest.raises(errors.NoConnectionError, match="was not found"):
            await _call(api, method, BODY)()


@pytest.mark.parametrize("method", ["POST", "GET", "PUT"])
async def test_a_certificate_that_nobody_knows(method):
    with FaultServer(respond(201, TAKEN), certificate=untrusted_certificate()) as server:
        async with client(server.url) as api:
            with pytest.raises(errors.TlsFailedError, match="certificate is not trusted") as caught:
                await _call(api, method, BODY)()
        assert server.received == []
    assert caught.value.outcome is Outcome.NOT_SENT


async def test_a_certificate_that_is_trusted():
    certificate = untrusted_certificate()
    with FaultServer(respond(201, TAKEN), certificate=certificate) as server:
        async with client(server.url, trust=certificate.client_context()) as api:
            assert (await api.submit("1001", BODY)).purchase_id == PURCHASE_ID
        assert server.received[0].body == BODY


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_no_tls_where_it_should_be(method):
    with FaultServer(behaviours.no_tls) as server:
        async with client(f"https://127.0.0.1:{server.port}") as api:
            with pytest.raises(errors.TlsFailedError, match="No protected connection"):
                await _call(api, method, BODY)()
    with FaultServer(behaviours.silence) as server:
        async with client(f"https://127.0.0.1:{server.port}", timeouts=IMPATIENT) as api:
            with pytest.raises(errors.NoConnectionError, match=r"within 0\.3 s") as caught:
                await _call(api, method, BODY)()
    assert caught.value.outcome is Outcome.NOT_SENT


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (faults.connect_refused, errors.ProxyRefusedError),
        (faults.silence_after_request, errors.NoConnectionError),
        (faults.close_after_request, errors.NoConnectionError),
        (faults.no_http, errors.NoConnectionError),
        (behaviours.tunnel_to_silence, errors.NoConnectionError),
        (behaviours.tunnel_to_the_end, errors.TlsFailedError),
    ],
)
async def test_a_proxy_that_fails_has_passed_nothing_on(behaviour, kind):
    with FaultServer(behaviour) as proxy:
        async with client("https://api.ravenwits.example", proxy=proxy.url, timeouts=IMPATIENT) as api:
            with pytest.raises(kind) as caught:
                await api.submit("1001", BODY)
        assert proxy.received[0].method == "CONNECT"
        assert "authorization" not in proxy.received[0].headers
    assert caught.value.outcome is Outcome.NOT_SENT
    assert "nothing was sent" in caught.value.message.detail or kind is errors.ProxyRefusedError


@pytest.mark.parametrize("where", ["environment", "argument"])
async def test_a_proxy_of_a_kind_that_cannot_be_used(monkeypatch, where):
    address = "socks4://user:hidden@127.0.0.1:9"
    if where == "environment":
        monkeypatch.setenv("ALL_PROXY", address)
    proxy = address if where == "argument" else None
    async with client("https://api.ravenwits.example", proxy=proxy) as api:
        with pytest.raises(errors.ProxyRefusedError, match="cannot use") as caught:
            await api.submit("1001", BODY)
    assert "hidden" not in repr(caught.value)


async def test_this_machine_is_reached_without_a_proxy(monkeypatch):
    for variable in ("ALL_PROXY", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    with FaultServer(respond(201, TAKEN)) as server:
        async with client(server.url) as api:
            assert (await api.submit("1001", BODY)).purchase_id == PURCHASE_ID


@pytest.mark.parametrize("behaviour", [respond(500), faults.close_after_request, faults.close_at_once])
async def test_a_purchase_is_never_sent_again(behaviour):
    with FaultServer(behaviour, respond(201, TAKEN)) as server:
        async with client(server.url, retries=QUICK) as api:
            with pytest.raises(ApiError):
                await api.submit("1001", BODY)
        assert server.connections == 1


async def test_65_mib_are_refused():
    with FaultServer(faults.huge) as server:
        async with client(server.url) as api:
            with pytest.raises(errors.BadAnswerError, match="larger than 64 MB"):
                await api.get(PURCHASE_ID)
