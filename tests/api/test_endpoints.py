"""Every endpoint, over real HTTP against the sandbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pytest

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.client import Client
from ravenwits_desktop.api.errors import (
    ForbiddenError,
    NotFoundError,
    Outcome,
    RefusedError,
    SignInNeededError,
    WireError,
)
from ravenwits_desktop.api.prices import read_prices
from ravenwits_desktop.domain import strategy
from ravenwits_desktop.domain.prices import prices_at
from ravenwits_desktop.sandbox.server import SandboxServer
from tests.api.conftest import day_purchase

pytestmark = pytest.mark.anyio
UNKNOWN_ID = "3f0c0000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def _module_sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(pace=0) as server:
        yield server


@pytest.fixture
def sandbox(_module_sandbox: SandboxServer) -> SandboxServer:
    _module_sandbox.accept_tokens()
    return _module_sandbox


def _client(sandbox: SandboxServer) -> Client:
    return Client(sandbox.url, sandbox.user, sandbox.token)


@pytest.mark.parametrize("day", ["2026-11-25", "2026-10-25", "2026-03-29"])
async def test_a_purchase_from_submission_to_allocation(sandbox, day):
    purchase = day_purchase(day)
    body = wire.submit_body(purchase)
    async with _client(sandbox) as client:
        taken = await client.submit(sandbox.retailers[0], body)
        assert (taken.status, taken.rows_uploaded, taken.http_status) == ("pending", len(purchase), 201)
        assert taken.created_at is not None
        assert taken.created_at.tzinfo is not None
        assert sandbox.posts[-1].body == body
        words = [(await client.get(taken.purchase_id)).status for _ in range(3)]
        assert words == ["pending", "in_progress", "completed"]
        standing = await client.get(taken.purchase_id)
    output = wire.decode_output(standing.output_raw)
    assert [model.idmodel for model in output.models] == ["1", "2", "3"]
    assert not output.problems
    for model in output.models:
        allocation = strategy.allocate(purchase, model)
        assert set(allocation.markets) == set(strategy.MARKETS)
        assert np.abs(allocation.open_position).max() < 1e-6
        assert not any(allocation.unmatched.values())


async def test_one_model_or_none(sandbox):
    async with _client(sandbox) as client:
        taken = await client.submit(sandbox.retailers[0], wire.submit_body(day_purchase()))
        assert wire.decode_output((await client.get(taken.purchase_id)).output_raw).models == ()
        for _ in range(2):
            await client.get(taken.purchase_id)
        one = wire.decode_output((await client.get(taken.purchase_id, 2)).output_raw)
        assert [model.idmodel for model in one.models] == ["2"]
        absent = wire.decode_output((await client.get(taken.purchase_id, "99")).output_raw)
        assert absent.models == ()
        assert "99" in str(absent.problems[0])


async def test_update_is_seen_by_the_next_get(sandbox):
    rows = '[{"datetime": "2026-11-25 00:15", "purchase_percentage": 1, "sale_percentage": 0}]'
    outputs, _ = wire.check_outputs('[{"idmodel": 7, "value": {"MD": ' + rows + "}}]")
    async with _client(sandbox) as client:
        taken = await client.submit(sandbox.retailers[0], wire.submit_body(day_purchase()))
        updated = await client.update(taken.purchase_id, wire.update_body("failed", "no market", outputs))
        assert (updated.status, updated.error, updated.http_status) == ("failed", "no market", 200)
        standing = await client.get(taken.purchase_id)
    assert (standing.status, standing.error) == ("failed", "no market")
    assert [model.idmodel for model in wire.decode_output(standing.output_raw).models] == ["7"]


async def test_sign_in_strategies_and_health(sandbox):
    async with Client(sandbox.url, sandbox.user, None) as client:
        await client.health()
        with pytest.raises(SignInNeededError) as missing:
            await client.strategies(sandbox.retailers[0])
        assert missing.value.outcome is Outcome.NOT_SENT
        login = await client.login(sandbox.email, sandbox.password)
    assert login.expires_at is not None
    assert login.customer_email == sandbox.email
    assert login.token not in repr(login)
    async with Client(sandbox.url, sandbox.user, login.token) as client:
        names = await client.strategies(sandbox.retailers[0])
    assert set(names) == {"1", "2", "3"}
    assert all(names.values())


async def test_a_wrong_password_is_told_in_the_servers_words(sandbox):
    async with _client(sandbox) as client:
        with pytest.raises(SignInNeededError) as refused:
            await client.login(sandbox.email, "not the password")
        with pytest.raises(RefusedError, match="required"):
            await client.login(sandbox.email, "")
    assert "Invalid credentials" in str(refused.value.message)


async def test_tokens_that_are_refused_do_not_take_the_purchase(sandbox):
    before = len(sandbox.posts)
    sandbox.reject_tokens()
    async with _client(sandbox) as client:
        with pytest.raises(SignInNeededError) as refused:
            await client.submit(sandbox.retailers[0], wire.submit_body(day_purchase()))
        assert refused.value.outcome is Outcome.NOT_SENT
        assert len(sandbox.posts) == before
        sandbox.accept_tokens()
        await client.submit(sandbox.retailers[0], wire.submit_body(day_purchase()))
    assert len(sandbox.posts) == before + 1


async def test_what_is_not_there(sandbox):
    async with _client(sandbox) as client:
        with pytest.raises(NotFoundError, match="Purchase not found"):
            await client.get(UNKNOWN_ID)
        with pytest.raises(RefusedError) as refused:
            await client.submit("no such retailer & co", wire.submit_body(day_purchase()))
    assert "no such retailer & co" in str(refused.value.message)
    assert refused.value.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("body", "row", "field"),
    [
        (b'{"purchase": [{"datetime": "2026-11-25 00:15", "purchase": 1}, {"purchase": 1}]}', 1, "datetime"),
        (b'{"purchase": [{"datetime": "25/11/2026 00:15", "purchase": 1}]}', 0, "datetime"),
        (b'{"purchase": [{"datetime": "2026-11-25 00:15", "purchase": "1"}]}', 0, "purchase"),
    ],
)
async def test_a_bad_row_is_named(sandbox, body, row, field):
    async with _client(sandbox) as client:
        with pytest.raises(RefusedError) as refused:
            await client.submit(sandbox.retailers[0], body)
    assert (refused.value.row, refused.value.field, refused.value.status) == (row, field, 400)


async def test_a_year_of_quarters_goes_and_comes_back(sandbox):
    starts = np.datetime64("2026-01-01T00:00", "m") + np.arange(35_040) * np.timedelta64(15, "m")
    purchase = type(day_purchase())(starts, np.random.default_rng(7).normal(20, 9, 35_040), 15)
    async with _client(sandbox) as client:
        taken = await client.submit(sandbox.retailers[0], wire.submit_body(purchase))
        assert taken.rows_uploaded == 35_040
        for _ in range(3):
            standing = await client.get(taken.purchase_id)
    output = wire.decode_output(standing.output_raw)
    assert sum(len(series.labels) for model in output.models for series in model.markets.values()) > 300_000
    labels, mw = wire.body_rows(sandbox.posts[-1].body)
    assert (labels == purchase.labels).all()
    assert (mw == purchase.mw).all()


async def test_predicted_prices_and_who_may_not_see_them(sandbox):
    purchase = day_purchase()
    async with _client(sandbox) as client:
        await client.submit(sandbox.retailers[0], wire.submit_body(purchase))
        found = {market: await client.prices(market) for market in strategy.MARKETS}
    assert np.isfinite(prices_at(purchase, found["MD"])).all()
    assert np.isfinite(prices_at(purchase, found["MID3"])).sum() == 48
    assert found["MD"].made is not None
    second = sandbox.second
    async with Client(sandbox.url, second.user, second.token) as client:
        with pytest.raises(ForbiddenError):
            await client.prices("MD")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"datetime": "2026-08-07 00:15", "price": "165.824"}], [165.824]),
        ([{"datetime": "2026-08-07T00:15", "price": -3}], [-3.0]),
        ([{"datetime": "2026-08-07 00:15", "price": "165,824"}], [np.nan]),
        ([{"datetime": "2026-08-07 00:15", "price": None}], [np.nan]),
        ([{"datetime": "2026-08-07 00:15", "price": "inf"}], [np.nan]),
        ([{"datetime": "2026-08-07 00:15"}, 5, {"price": "1"}, {"datetime": None, "price": "1"}], [np.nan]),
        ([{"datetime": "soon", "price": "1.0"}, {"datetime": "2026-08-07 00:15", "price": "2.0"}], [2.0]),
        ([], []),
    ],
)
async def test_what_is_no_price_is_left_out(rows, expected):
    found = read_prices(json.dumps(rows).encode(), None)
    assert found.eur_mwh.tolist() == pytest.approx(expected, nan_ok=True)
    assert len(found.labels) == len(expected)
    assert found.made is None


async def test_prices_that_are_none_are_told():
    for raw in (b"{}", b"<html>", b"null", b"[" * 90_000):
        with pytest.raises(WireError):
            read_prices(raw, None)
    made = read_prices(b"[]", "Fri, 07 Aug 2026 05:10:00 GMT").made
    assert made == datetime(2026, 8, 7, 5, 10, tzinfo=UTC)
    assert read_prices(b"[]", "yesterday").made is None
