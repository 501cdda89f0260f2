"""How far a request got, by the events of httpcore."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ravenwits_desktop.api.faults import Evidence

pytestmark = pytest.mark.anyio
POST = {"request": SimpleNamespace(method=b"POST")}
CONNECT = {"request": SimpleNamespace(method=b"CONNECT")}


async def test_evidence_follows_the_request_and_forgets_the_last_one():
    evidence = Evidence(100)
    told = [str(evidence)]
    for event, info in (
        ("connection.connect_tcp.started", {"host": "api.example"}),
        ("http11.send_request_headers.started", CONNECT),
        ("http11.send_request_body.complete", {}),
        ("http11.receive_response_headers.complete", {}),
        ("http11.send_request_headers.started", POST),
        ("http11.send_request_body.complete", {}),
        ("http11.receive_response_headers.complete", {}),
    ):
        await evidence.trace(event, info)
        told.append(str(evidence))
    assert told == [
        *["nothing was sent"] * 5,
        "0 of 100 bytes were sent",
        "the whole request was sent",
        "the answer had begun",
    ]
    assert evidence.host == "api.example"
    evidence.restart()
    assert (str(evidence), evidence.begun) == ("nothing was sent", False)
