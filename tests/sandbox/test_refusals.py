"""What is refused, with which answer; and that what is refused leaves no trace."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from ravenwits_desktop.sandbox.server import SandboxServer
from tests.sandbox.conftest import QUARTERS, Desk, rows

GOOD = rows(QUARTERS)
JSON = {"Content-Type": "application/json"}
NOT_A_NUMBER = 'Purchase item at index 1: field "purchase" must be a number (in MW unit).'
NOT_A_TIME = "Purchase item at index 1: invalid datetime format."


def refused(answer: httpx.Response, status: int, **body: str) -> None:
    assert (answer.status_code, answer.json()) == (status, body)


@pytest.mark.parametrize(
    "value", ["true", "null", '"12.0"', "NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400, "[1]", "{}"]
)
def test_a_value_that_is_no_number_is_named(server: SandboxServer, desk: Desk, value: str) -> None:
    content = json.dumps({"purchase": [GOOD[0], {"datetime": "2025-11-11 00:30", "purchase": "?"}]})
    content = content.replace('"?"', value)
    refused(desk.submit(json=None, content=content, headers=JSON), 400, error=NOT_A_NUMBER)
    assert server.posts == []


@pytest.mark.parametrize(
    "label",
    [
        "2025-11-11T00:30", "2025-11-11 00:30:00", "2025-11-11 0:30", "11/11/2025 00:30", "2025-02-29 00:30",
        "2025-11-11 24:00", "2025-11-11 00:60", "2025-11-11 00:30 ", "2025-11-11 00:30Z", "٢٠٢٥-11-11 00:30", "", None,
        20251111, ["2025-11-11 00:30"],
    ],
)  # fmt: skip
def test_a_datetime_in_another_form_is_named(server: SandboxServer, desk: Desk, label: object) -> None:
    answer = desk.submit(json={"purchase": [GOOD[0], {"datetime": label, "purchase": 1}]})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(NOT_A_TIME)
    assert server.posts == []


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"purchase": 1.0}, 'Purchase item at index 1 is missing required field "datetime".'),
        ({"datetime": "2025-11-11 00:30"}, 'Purchase item at index 1 is missing required field "purchase".'),
        ({}, 'Purchase item at index 1 is missing required field "datetime".'),
        ("2025-11-11 00:30", "Purchase item at index 1 must be an object."),
        (None, "Purchase item at index 1 must be an object."),
    ],
)
def test_an_item_that_lacks_something_is_named(desk: Desk, item: object, text: str) -> None:
    refused(desk.submit(json={"purchase": [GOOD[0], item]}), 400, error=text)


@pytest.mark.parametrize("purchase", [[], {}, None, "rows", 3])
def test_a_purchase_without_rows_is_refused(server: SandboxServer, desk: Desk, purchase: object) -> None:
    refused(desk.submit(json={"purchase": purchase}), 400, error='"purchase" must be a list with at least one item.')
    assert server.posts == []


def test_a_body_without_a_purchase_is_refused(desk: Desk) -> None:
    answer = desk.submit(json={"rows": GOOD})
    assert (answer.status_code, answer.json()) == (400, {"purchase": ["This field is required."]})


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b"\xff\xfe{\x00}\x00", b"[" * 100_000, b"9" * 5000])
def test_a_body_that_is_no_json_object_is_refused(desk: Desk, content: bytes) -> None:
    answer = desk.submit(json=None, content=content, headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_a_body_that_does_not_say_it_is_json_is_refused(desk: Desk) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = desk.submit(json=None, content=b'{"purchase": []}', headers=headers)
    refused(answer, 415, detail='Unsupported media type "text/plain" in request.')


@pytest.mark.parametrize("params", [{}, {"retailer_id": ""}, {"idretailer": "1001"}, {"retailer_id": ["1001", "1002"]}])
def test_a_purchase_needs_a_retailer(desk: Desk, params: dict[str, Any]) -> None:
    refused(desk.submit(params=params), 400, error="Query parameter 'retailer_id' is required, once.")


def test_another_desks_retailer_is_unknown(server: SandboxServer, desk: Desk) -> None:
    theirs = server.second.retailers[0]
    refused(desk.submit(retailer=theirs), 400, error=f"Unknown retailer: {theirs}.")
    answer = desk.http.get(f"/api/v0/strategies/{desk.who.user}", params={"idretailer": theirs})
    refused(answer, 400, error=f"Unknown retailer: {theirs}.")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Token {token}", "{token}"])
def test_without_a_bearer_token_nothing_is_answered(server: SandboxServer, desk: Desk, header: str | None) -> None:
    purchase = desk.submit().json()["id"]
    del desk.http.headers["Authorization"]
    if header is not None:
        desk.http.headers["Authorization"] = header.format(token=server.token)
    for answer in (
        desk.submit(),
        desk.get(purchase),
        desk.put(purchase, {}),
        desk.http.get(f"/api/v0/strategies/{server.user}"),
    ):
        refused(answer, 401, detail="Authentication credentials were not provided.")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert len(server.posts) == 1


def test_a_wrong_token_is_refused(server: SandboxServer, desk: Desk) -> None:
    desk.http.headers["Authorization"] = f"Bearer {server.token}x"
    refused(desk.submit(), 401, detail="Invalid token.")
    assert server.posts == []


def test_tokens_can_be_rejected_for_a_while(server: SandboxServer, desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    server.reject_tokens()
    refused(desk.submit(), 401, detail="Token has expired.")
    refused(desk.get(purchase), 401, detail="Token has expired.")
    signed_in = desk.http.post("/api/v0/auth/login/", json={"email": server.email, "password": server.password})
    headers = {"Authorization": f"Bearer {signed_in.json()['token']}"}
    assert desk.submit(headers=headers).status_code == 401
    server.accept_tokens()
    assert desk.get(purchase).status_code == 200
    assert desk.submit(headers=headers).status_code == 201


def test_after_tokens_expired_a_new_one_helps(server: SandboxServer, desk: Desk) -> None:
    server.expire_tokens()
    refused(desk.submit(), 401, detail="Token has expired.")
    signed_in = desk.http.post("/api/v0/auth/login/", json={"email": server.email, "password": server.password})
    assert desk.submit(headers={"Authorization": f"Bearer {signed_in.json()['token']}"}).status_code == 201
    refused(desk.submit(), 401, detail="Token has expired.")


def test_one_users_purchases_are_invisible_to_another(server: SandboxServer, desk: Desk, other: Desk) -> None:
    purchase = desk.submit().json()["id"]
    server.finish(purchase)
    before = desk.get(purchase).json()
    change = {"status": "failed", "error": "", "outputs": []}
    refused(other.get(purchase), 404, error="Purchase not found.")
    refused(other.put(purchase, change), 404, error="Purchase not found.")
    other.base = desk.base
    refused(other.get(purchase), 404, error="Purchase not found.")
    refused(other.put(purchase, change), 404, error="Purchase not found.")
    refused(other.submit(), 403, detail="You do not have permission to perform this action.")
    answer = other.http.get(f"/api/v0/strategies/{server.user}", params={"idretailer": server.retailers[0]})
    refused(answer, 403, detail="You do not have permission to perform this action.")
    assert desk.get(purchase).json() == before
    assert len(server.posts) == 1


@pytest.mark.parametrize("purchase_id", ["00000000-0000-4000-8000-000000000000", "not-a-uuid", "%2E%2E", "a%20b"])
def test_a_purchase_that_is_not_there_is_not_found(desk: Desk, purchase_id: str) -> None:
    refused(desk.get(purchase_id), 404, error="Purchase not found.")
    refused(desk.put(purchase_id, {}), 404, error="Purchase not found.")


@pytest.mark.parametrize("idmodel", ["", "two", "1.0", "٢", "1" * 30])
def test_a_model_is_asked_for_by_an_integer(desk: Desk, idmodel: str) -> None:
    purchase = desk.submit().json()["id"]
    refused(desk.get(purchase, idmodel), 400, error="Query parameter 'idmodel' must be an integer.")


def row(**changed: object) -> dict[str, object]:
    return {"datetime": QUARTERS[0], "purchase_percentage": 1.0, "sale_percentage": 0.0} | changed


def update(**changed: object) -> dict[str, object]:
    return {"status": "completed", "error": "", "outputs": [{"idmodel": 1, "value": {"MD": [row()]}}]} | changed


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (update(status="done"), '"status" must be one of failed, pending, in_progress, completed.'),
        (update(status=None), '"status" must be one of failed, pending, in_progress, completed.'),
        (update(error=3), '"error" must be a text.'),
        (update(outputs=None), '"outputs" must be an array or an object.'),
        (update(outputs="[]"), '"outputs" must be an array or an object.'),
        (update(outputs=[3]), "Output at index 0 must be an object."),
        (update(outputs=[{"value": {}}]), 'Output at index 0 is missing required field "idmodel".'),
        (update(outputs={"idmodel": 1}), 'Output at index 0 is missing required field "value".'),
        (update(outputs=[{"idmodel": "1", "value": {}}]), 'Output at index 0: field "idmodel" must be an integer.'),
        (update(outputs=[{"idmodel": True, "value": {}}]), 'Output at index 0: field "idmodel" must be an integer.'),
        (update(outputs=[{"idmodel": 1, "value": {}}] * 2), "Output at index 1: idmodel 1 is given twice."),
        (update(outputs=[{"idmodel": 1, "value": []}]), 'Output at index 0: field "value" must be an object.'),
        (
            update(outputs=[{"idmodel": 1, "value": {"MID\ud800": []}}]),
            'Output at index 0: unknown market "MID\ud800". The markets are MD, MID1, MID2, MID3.',
        ),
        (update(outputs=[{"idmodel": 1, "value": {"MD": {}}}]), "Output at index 0, MD: the rows must be a list."),
        (
            update(outputs=[{"idmodel": 1, "value": {"MD": [row(), 1]}}]),
            "Output at index 0, MD, item at index 1 must be an object.",
        ),
        (
            update(outputs=[{"idmodel": 1, "value": {"MD": [{"datetime": QUARTERS[0]}]}}]),
            'Output at index 0, MD, item at index 0 is missing required field "purchase_percentage".',
        ),
        (
            update(outputs=[{"idmodel": 1, "value": {"MD": [row(datetime="00:15")]}}]),
            "Output at index 0, MD, item at index 0: invalid datetime format. "
            "Use YYYY-MM-DD HH:MM, without seconds or offset.",
        ),
        (
            update(outputs=[{"idmodel": 1, "value": {"MD": [row(sale_percentage=None)]}}]),
            'Output at index 0, MD, item at index 0: field "sale_percentage" must be a number.',
        ),
    ],
)
def test_an_update_is_checked_whole(desk: Desk, body: object, text: str) -> None:
    purchase = desk.submit().json()["id"]
    refused(desk.put(purchase, body), 400, error=text)
    assert desk.get(purchase).json()["status"] == "pending"


def test_an_update_needs_outputs_and_status(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    for name in ("outputs", "status"):
        body = update()
        del body[name]
        answer = desk.put(purchase, body)
        assert (answer.status_code, answer.json()) == (400, {name: ["This field is required."]})


@pytest.mark.parametrize("value", ["NaN", "-1e999"])
def test_an_update_keeps_nothing_that_json_has_no_number_for(desk: Desk, value: str) -> None:
    purchase = desk.submit().json()["id"]
    content = f'{{"status": "completed", "outputs": [{{"idmodel": 1, "value": {{}}, "note": {value}}}]}}'
    answer = desk.http.put(f"{desk.base}/purchase/{purchase}/update", content=content, headers=JSON)
    refused(answer, 400, error="NaN and Infinity are not numbers in JSON.")


def test_half_a_surrogate_pair_is_kept_as_it_came(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    content = '{"status": "failed", "error": "\\ud800", "outputs": []}'
    answer = desk.http.put(f"{desk.base}/purchase/{purchase}/update", content=content, headers=JSON)
    assert answer.json()["error"] == "\ud800"
    assert desk.get(purchase).json()["error"] == "\ud800"


@pytest.mark.parametrize(
    "body", [{}, {"email": "desk@sandbox.example"}, {"password": "x"}, {"email": "", "password": ""}, {"email": 1}]
)
def test_signing_in_needs_both(server: SandboxServer, body: object) -> None:
    answer = httpx.post(f"{server.url}/api/v0/auth/login/", json=body, trust_env=False, verify=False)
    refused(answer, 400, error="Both 'email' and 'password' are required.")


def test_signing_in_with_a_wrong_password_is_refused(server: SandboxServer, desk: Desk) -> None:
    for email, password in (
        (server.email, server.second.password),
        ("nobody@sandbox.example", server.password),
        (server.email, "\ud800"),
    ):
        content = json.dumps({"email": email, "password": password})
        answer = desk.http.post("/api/v0/auth/login/", content=content, headers=JSON)
        assert answer.status_code == 401
        assert answer.json()["error"].startswith("Invalid credentials;")


def test_an_account_that_is_not_configured_says_so(server: SandboxServer) -> None:
    body = {"email": "unconfigured@sandbox.example", "password": "any"}
    answer = httpx.post(f"{server.url}/api/v0/auth/login/", json=body, trust_env=False, verify=False)
    refused(answer, 401, error="Account not configured. Please contact support.")


@pytest.mark.parametrize("path", ["", "/", "/health", "/api/v0/auth/login", "/api/v0/prices/spain"])
def test_an_unknown_path_is_not_found_and_nobody_is_sent_on(desk: Desk, path: str) -> None:
    for method in ("GET", "POST"):
        refused(desk.http.request(method, path), 404, detail="Not found.")


def test_a_slash_too_many_is_not_found(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    for method, path in (
        ("POST", f"{desk.base}/submit-purchase/?retailer_id=1001"),
        ("GET", f"{desk.base}/purchase/{purchase}/get/"),
        ("PUT", f"{desk.base}/purchase/{purchase}/update/"),
        ("GET", f"/api/v0/strategies/{desk.who.user}/?idretailer=1001"),
    ):
        refused(desk.http.request(method, path), 404, detail="Not found.")


def test_a_wrong_method_is_named(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    for method, path, allowed in (
        ("GET", f"{desk.base}/submit-purchase", "POST"),
        ("DELETE", f"{desk.base}/purchase/{purchase}/get", "GET"),
        ("POST", f"{desk.base}/purchase/{purchase}/update", "PUT"),
        ("GET", "/api/v0/auth/login/", "POST"),
        ("POST", "/health/", "GET"),
    ):
        answer = desk.http.request(method, path)
        refused(answer, 405, detail=f'Method "{method}" not allowed.')
        assert allowed in answer.headers["Allow"]
