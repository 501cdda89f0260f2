"""A sandbox that moves one status per answer, and a desk that calls it over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest

from ravenwits_desktop.sandbox.book import Credentials
from ravenwits_desktop.sandbox.server import SandboxServer

QUARTERS = ("2025-11-11 00:15", "2025-11-11 00:30")


def rows(labels: Sequence[str], mw: float = 12.0) -> list[dict[str, Any]]:
    return [{"datetime": label, "purchase": mw} for label in labels]


class Desk:
    """One user's calls."""

    def __init__(self, server: SandboxServer, who: Credentials) -> None:
        self.who = who
        self.http = httpx.Client(
            base_url=server.url,
            headers={"Authorization": f"Bearer {who.token}"},
            trust_env=False,
            verify=False,  # plain http; reading the certificates would take longer than the test
            timeout=20,
        )
        self.base = f"/api/v0/user/{who.user}"

    def submit(self, labels: Sequence[str] = QUARTERS, retailer: str | None = None, **changed: Any) -> httpx.Response:
        options = {"params": {"retailer_id": retailer or self.who.retailers[0]}, "json": {"purchase": rows(labels)}}
        return self.http.post(f"{self.base}/submit-purchase", **(options | changed))

    def get(self, purchase_id: str, idmodel: object = None) -> httpx.Response:
        params = {} if idmodel is None else {"idmodel": str(idmodel)}
        return self.http.get(f"{self.base}/purchase/{purchase_id}/get", params=params)

    def put(self, purchase_id: str, body: object) -> httpx.Response:
        # In ASCII, as httpx itself cannot send half a surrogate pair.
        headers = {"Content-Type": "application/json"}
        return self.http.put(f"{self.base}/purchase/{purchase_id}/update", content=json.dumps(body), headers=headers)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(pace=0) as running:
        yield running


@pytest.fixture
def desk(server: SandboxServer) -> Iterator[Desk]:
    desk = Desk(server, server.first)
    with desk.http:
        yield desk


@pytest.fixture
def other(server: SandboxServer) -> Iterator[Desk]:
    desk = Desk(server, server.second)
    with desk.http:
        yield desk
