"""How the client behaves around its requests: repeats, limits, cancelling, closing, and what it never gives away."""

from __future__ import annotations

import gzip
import json
import logging
import threading

import anyio
import pytest

from ravenwits_desktop.api import errors
from ravenwits_desktop.api.client import CONNECTIONS, Client
from ravenwits_desktop.api.errors import ApiError, Outcome
from ravenwits_desktop.api.limits import Timeouts
from tests import faults
from tests.api.conftest import IMPATIENT, PURCHASE_ID, QUICK, STANDING, TAKEN, TOKEN, UPDATED, client
from tests.faults import Exchange, FaultServer, behaviours, respond
from tests.faults.certificate import untrusted_certificate

pytestmark = pytest.mark.anyio
BODY = b'{"purchase": [{"datetime": "2026-11-25 00:15", "purchase": 12.0}]}'


class Gate:
    """A behaviour that reads a request, says so, and answers when it is let."""

    def __init__(self, status: int, answer: object) -> None:
        self.arrived = threading.Event()
        self.open = threading.Event()
        self._answer = behaviours.answer(status, answer)

    def __call__(self, exchange: Exchange) -> None:
        exchange.request()
        self.arrived.set()
        while not self.open.wait(0.01):
            if exchange.wait(0):
                return
        exchange.send(self._answer)


@pytest.mark.parametrize(
    "fault", [respond(500), respond(503, "", {"Retry-After": "0"}), faults.close_after_request, faults.body_in_part]
)
async def test_reading_and_updating_are_tried_again(fault):
    with FaultServer(fault, fault, respond(200, STANDING), fault, respond(200, UPDATED)) as server:
        async with client(server.url, retries=QUICK) as api:
            assert (await api.get(PURCHASE_ID)).status == "pending"
            assert (await api.update(PURCHASE_ID, BODY)).status == "completed"
        assert server.connections == 5
        assert [request.body for request in server.received[3:]] == [BODY, BODY]


@pytest.mark.parametrize(
    "fault",
    [respond(400, {"error": "no"}), respond(401), respond(404, {"error": "no"}), respond(429), respond(200, b"{")],
)
async def test_what_another_try_would_not_change_is_not_tried_again(fault):
    with FaultServer(fault) as server:
        async with client(server.url, retries=QUICK) as api:
            with pytest.raises(ApiError):
                await api.get(PURCHASE_ID)
        assert server.connections == 1


async def test_a_long_pause_asked_for_is_left_to_the_caller():
    with FaultServer(respond(503, "", {"Retry-After": "90"})) as server:
        async with client(server.url, retries=QUICK) as api:
            with pytest.raises(errors.ServerFaultError) as caught:
                await api.get(PURCHASE_ID)
        assert server.connections == 1
    assert caught.value.retry_after == 90


async def test_the_time_for_the_whole_covers_every_try():
    patient_reader = Timeouts(read=60, total=0.5)
    with FaultServer(faults.silence_after_request, respond(200, STANDING)) as server:
        async with client(server.url, retries=QUICK, timeouts=patient_reader) as api:
            with pytest.raises(errors.TimedOutError, match=r"0\.5 s"):
                await api.get(PURCHASE_ID)
            assert (await api.get(PURCHASE_ID)).status == "pending"


async def test_connections_of_cancelled_requests_are_not_lost():
    """Twice as many requests as the pool has connections, cancelled while they connect; the next one finds its way."""
    certificate = untrusted_certificate()
    silent = [behaviours.silence] * CONNECTIONS
    with FaultServer(*silent, respond(200, STANDING), certificate=certificate, before_tls=CONNECTIONS) as server:
        async with client(server.url, trust=certificate.client_context(), timeouts=Timeouts(total=5)) as api:
            scopes = [anyio.CancelScope() for _ in range(2 * CONNECTIONS)]

            async def ask(scope: anyio.CancelScope) -> None:
                with scope:
                    await api.get(PURCHASE_ID)

            async with anyio.create_task_group() as group:
                for scope in scopes:
                    group.start_soon(ask, scope)
                while server.connections < CONNECTIONS:
                    await anyio.sleep(0)
                # In this order: httpcore hands the freed places to requests that are cancelled in the same moment.
                for scope in scopes:
                    scope.cancel()
            assert (await api.get(PURCHASE_ID)).status == "pending"


async def test_cancelling_one_request_leaves_the_others_alone():
    gate = Gate(200, STANDING)
    answers = []
    with FaultServer(gate, faults.silence_after_request, respond(200, STANDING)) as server:
        async with client(server.url) as api, anyio.create_task_group() as group:

            async def ask() -> None:
                answers.append(await api.get(PURCHASE_ID))

            group.start_soon(ask)
            await anyio.to_thread.run_sync(gate.arrived.wait)
            with anyio.move_on_after(0.1):
                await api.get(PURCHASE_ID)
            assert (await api.get(PURCHASE_ID)).status == "pending"
            gate.open.set()
        assert server.connections == 3
    assert [answer.status for answer in answers] == ["pending"]


async def test_a_purchase_on_its_way_is_not_cancelled():
    gate = Gate(201, TAKEN)
    taken = []
    with FaultServer(gate) as server:
        async with client(server.url) as api, anyio.create_task_group() as group:

            async def submit() -> None:
                taken.append(await api.submit("1001", BODY))

            group.start_soon(submit)
            await anyio.to_thread.run_sync(gate.arrived.wait)
            group.cancel_scope.cancel()
            gate.open.set()
        assert server.connections == 1
    assert [answer.purchase_id for answer in taken] == [PURCHASE_ID]


@pytest.mark.parametrize("begun", [True, False])
async def test_closing_gives_up_a_purchase_on_its_way_and_says_what_became_of_it(begun):
    caught = []
    with FaultServer(faults.silence_after_request if begun else behaviours.silence) as server:
        api = client(server.url if begun else f"https://127.0.0.1:{server.port}")

        async def submit() -> None:
            with pytest.raises(ApiError) as error:
                await api.submit("1001", BODY)
            caught.append(error.value)

        async with anyio.create_task_group() as group:
            group.start_soon(submit)
            with anyio.fail_after(10):
                while not (server.received if begun else server.connections):
                    await anyio.lowlevel.checkpoint()
            await api.aclose()
    assert caught[0].outcome is (Outcome.UNKNOWN if begun else Outcome.NOT_SENT)
    assert "closed" in str(caught[0].message)
    assert ("may have received" in str(caught[0].message)) is begun


async def test_a_closed_client_sends_nothing():
    with FaultServer(respond(200, STANDING)) as server:
        api = client(server.url)
        await api.aclose()
        for call in (api.get(PURCHASE_ID), api.submit("1001", BODY)):
            with pytest.raises(errors.NotSentError):
                await call
        assert server.connections == 0


async def test_each_purchase_has_a_connection_of_its_own_and_no_cookie():
    cookie = {"Set-Cookie": "sessionid=abc; Path=/"}
    with FaultServer(respond(201, TAKEN, cookie), respond(200, STANDING, cookie), respond(200, STANDING)) as server:
        async with client(server.url) as api:
            await api.submit("1001", BODY)
            await api.get(PURCHASE_ID)
            await api.get(PURCHASE_ID)
        assert server.connections == 3
        post, get, again = server.received
    assert post.headers["authorization"] == f"Bearer {TOKEN}"
    assert post.headers["content-length"] == str(len(BODY))
    assert "transfer-encoding" not in post.headers
    assert post.target == "/api/v0/user/desk-1/submit-purchase?retailer_id=1001"
    assert get.target == f"/api/v0/user/desk-1/purchase/{PURCHASE_ID}/get"
    assert not any("cookie" in request.headers for request in (post, get, again))


async def test_no_token_goes_where_none_is_needed():
    with FaultServer(respond(200, {"status": "healthy"}), respond(200, {"token": "abcdefgh"})) as server:
        async with client(server.url) as api:
            await api.health()
            await api.login("a@b.example", "secret word")
        assert not any("authorization" in request.headers for request in server.received)
        assert [request.target for request in server.received] == ["/health/", "/api/v0/auth/login/"]


async def test_a_server_that_is_not_well():
    with FaultServer(respond(200, {"status": "degraded"})) as server:
        async with client(server.url) as api:
            with pytest.raises(errors.BadAnswerError, match="not well"):
                await api.health()


async def test_gzip_is_understood_in_several_members():
    whole = json.dumps(STANDING).encode()
    body = gzip.compress(whole[:20]) + gzip.compress(whole[20:])
    with FaultServer(respond(200, body, {"Content-Encoding": "gzip"})) as server:
        async with client(server.url) as api:
            assert (await api.get(PURCHASE_ID)).raw == whole


async def test_ids_are_quoted_and_the_prefix_kept():
    with FaultServer(respond(200, STANDING), respond(200, {})) as server:
        async with Client(f"{server.url}/desk/", "a+b@c:d", TOKEN) as api:
            await api.get(PURCHASE_ID, "m 1/2&x=3")
            await api.strategies("Ñandú & Co/#?")
        first, second = (request.target for request in server.received)
    assert first == f"/desk/api/v0/user/a%2Bb%40c%3Ad/purchase/{PURCHASE_ID}/get?idmodel=m%201%2F2%26x%3D3"
    assert second == "/desk/api/v0/strategies/a%2Bb%40c%3Ad?idretailer=%C3%91and%C3%BA%20%26%20Co%2F%23%3F"


@pytest.mark.parametrize(
    "bad",
    [
        "..",
        ".",
        "../users",
        "a#f",
        "a?b",
        "a/b",
        "https://evil.example/x",
        "",
        " ",
        "a\nb",
        "%2e%2e",
        "//x",
        "\\x",
        "é",
    ],
)
async def test_ids_that_lead_elsewhere_send_nothing(bad):
    with FaultServer(respond(200, STANDING)) as server:
        async with client(server.url) as api:
            for call in (api.get(bad), api.update(bad, BODY)):
                with pytest.raises(errors.InvalidIdError):
                    await call
        async with Client(server.url, bad, TOKEN) as api:
            with pytest.raises(errors.InvalidIdError):
                await api.submit("1001", BODY)
        assert server.connections == 0


async def test_the_guard_stops_what_the_checks_let_through():
    with FaultServer(respond(200)) as server:
        async with client(f"{server.url}/desk") as api, api._http() as http:
            for url in (
                "http://127.0.0.1:1/desk/x",
                "https://elsewhere.example/desk/x",
                f"{server.url}/other",
                f"{server.url}/desk",
            ):
                with pytest.raises(errors.InvalidAddressError):
                    await http.get(url)
        assert server.connections == 0


@pytest.mark.parametrize("token", ["with blank", "line\nbreak-secret", "accént-secret", "nul\0secret"])
async def test_a_token_that_cannot_be_sent_is_not_told(token):
    async with Client("https://api.example", "desk-1", token) as api:
        with pytest.raises(errors.SignInNeededError) as caught:
            await api.get(PURCHASE_ID)
    assert "secret" not in str(caught.value)
    assert "blank" not in repr(caught.value)


async def test_a_planted_token_shows_up_nowhere(caplog):
    caplog.set_level(logging.DEBUG)
    echo = {"error": f"Bearer {TOKEN} is not welcome", "detail": TOKEN}
    shown: list[str] = []
    faulty = [respond(status, echo) for status in (200, 201, 302, 400, 401, 403, 404, 418, 429, 500)] + [
        respond(201, f"<p>{TOKEN}</p>"),
        faults.close_after_request,
        faults.bad_gzip,
        faults.no_http,
        respond(302, b"", {"Location": f"https://x.example/{'a' * 5}?t={TOKEN}"}),
    ]
    for fault in faulty:
        with FaultServer(fault) as server:
            async with client(server.url, retries=QUICK, timeouts=IMPATIENT) as api:
                for call in (api.get(PURCHASE_ID), api.submit("1001", BODY), api.strategies("1001")):
                    try:
                        shown.append(repr(await call))
                    except ApiError as error:
                        shown += [repr(error), str(error), repr(error.message), repr(error.raw), repr(error.__cause__)]
                shown.append(repr(api))
    assert len(shown) > 100
    assert not [text for text in (*shown, caplog.text) if TOKEN in text]
    assert "retailer_id" not in caplog.text


async def test_a_password_that_the_server_repeats_is_not_told():
    with FaultServer(respond(400, {"error": "“s3cret-word” is too weak"})) as server:
        async with client(server.url) as api:
            with pytest.raises(errors.RefusedError) as caught:
                await api.login("a@b.example", "s3cret-word")
    assert "s3cret" not in str(caught.value) + repr(caught.value.raw)
