"""What each endpoint answers when all is well, and how a purchase moves."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest

from ravenwits_desktop.sandbox.server import SandboxServer
from tests.sandbox.conftest import QUARTERS, Desk

MODEL = {
    "idmodel": 7,
    "note": "kept",
    "value": {"MD": [{"datetime": QUARTERS[0], "purchase_percentage": 1.0, "sale_percentage": 0.25}], "MID1": []},
}


def test_a_purchase_is_accepted_and_kept_as_sent(server: SandboxServer, desk: Desk) -> None:
    body = (
        b'{"purchase": [{"datetime": "2025-11-11 00:15", "purchase": -1},'
        b'              {"datetime": "2025-11-11 00:30", "purchase": 13.25}]}'
    )
    answer = desk.submit(json=None, content=body, headers={"Content-Type": "application/json; charset=utf-8"})
    assert answer.status_code == 201
    told = answer.json()
    assert told["status"] == "pending"
    assert told["rows_uploaded"] == 2
    assert told["error"] is None
    assert told["message"]
    assert str(uuid.UUID(told["id"])) == told["id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["created_at"])
    (post,) = server.posts
    assert (post.id, post.user, post.retailer_id) == (told["id"], server.user, server.retailers[0])
    assert post.rows == (("2025-11-11 00:15", -1.0), ("2025-11-11 00:30", 13.25))
    assert post.body == body


def test_the_same_purchase_twice_makes_two(server: SandboxServer, desk: Desk) -> None:
    first, again = desk.submit().json()["id"], desk.submit().json()["id"]
    assert first != again
    assert [post.id for post in server.posts] == [first, again]


def test_without_a_pace_each_answer_moves_a_purchase_on(desk: Desk) -> None:
    purchase = desk.submit().json()
    answers = [desk.get(purchase["id"]).json() for _ in range(4)]
    assert [answer["status"] for answer in answers] == ["pending", "in_progress", "completed", "completed"]
    assert [answer["strategy_output"] for answer in answers[:2]] == [None, []]
    assert [model["idmodel"] for model in answers[2]["strategy_output"]] == [1, 2, 3]
    assert answers[2] == answers[3]
    assert answers[2]["id"] == purchase["id"]
    assert answers[2]["created_at"] == purchase["created_at"]
    assert answers[2]["error"] == ""


def test_with_a_pace_a_purchase_moves_by_itself() -> None:
    with SandboxServer(pace=0.02) as server:
        desk = Desk(server, server.first)
        with desk.http:
            purchase = desk.submit().json()["id"]
            seen = []
            while not seen or seen[-1] != "completed":
                seen.append(desk.get(purchase).json()["status"])
    assert seen == sorted(seen, key=["pending", "in_progress", "completed"].index)


def test_with_a_long_pace_a_purchase_stays_until_it_is_finished() -> None:
    with SandboxServer(pace=3600) as server:
        desk = Desk(server, server.first)
        with desk.http:
            purchase = desk.submit().json()["id"]
            assert [desk.get(purchase).json()["status"] for _ in range(4)] == ["pending"] * 4
            server.finish(purchase)
            assert desk.get(purchase).json()["status"] == "completed"


def test_a_held_purchase_moves_when_it_is_released(server: SandboxServer, desk: Desk) -> None:
    early = desk.submit().json()["id"]
    desk.get(early)
    server.hold()
    late = desk.submit().json()["id"]
    assert [desk.get(early).json()["status"] for _ in range(3)] == ["in_progress"] * 3
    assert [desk.get(late).json()["status"] for _ in range(3)] == ["pending"] * 3
    server.release()
    assert [desk.get(late).json()["status"] for _ in range(3)] == ["pending", "in_progress", "completed"]


def test_a_held_purchase_can_be_finished(server: SandboxServer, desk: Desk) -> None:
    server.hold()
    good, bad = desk.submit().json()["id"], desk.submit().json()["id"]
    server.finish(good)
    server.finish(bad, "Prices are missing.")
    assert desk.get(good).json()["status"] == "completed"
    assert desk.get(bad).json()["status"] == "failed"
    assert desk.get(bad).json()["error"] == "Prices are missing."


def test_the_next_purchase_fails_on_request(server: SandboxServer, desk: Desk) -> None:
    server.fail_next("No prices for this day.")
    bad, good = desk.submit().json()["id"], desk.submit().json()["id"]
    assert desk.submit(json={}).status_code == 400  # what is refused uses up no wish
    answers = [desk.get(bad).json() for _ in range(4)]
    assert [answer["status"] for answer in answers] == ["pending", "in_progress", "failed", "failed"]
    assert [answer["error"] for answer in answers] == ["", "", "No prices for this day.", "No prices for this day."]
    assert answers[-1]["strategy_output"] == []
    assert [desk.get(good).json()["status"] for _ in range(3)][-1] == "completed"


def test_a_refused_purchase_leaves_the_wish_to_fail(server: SandboxServer, desk: Desk) -> None:
    server.fail_next("Later.")
    assert desk.submit(json={"purchase": []}).status_code == 400
    purchase = desk.submit().json()["id"]
    assert [desk.get(purchase).json()["error"] for _ in range(3)][-1] == "Later."


def test_one_retailer_always_fails(server: SandboxServer, desk: Desk) -> None:
    assert server.failing_retailer not in server.retailers
    purchase = desk.submit(retailer=server.failing_retailer).json()["id"]
    last = [desk.get(purchase).json() for _ in range(3)][-1]
    assert last["status"] == "failed"
    assert last["error"]


def test_one_model_is_told_alone(server: SandboxServer, desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    assert desk.get(purchase, 2).json()["strategy_output"] is None
    server.finish(purchase)
    every = desk.get(purchase).json()["strategy_output"]
    assert desk.get(purchase, 2).json()["strategy_output"] == every[1]
    assert desk.get(purchase, 44).json()["strategy_output"] == {"error": "idmodel 44 not found in strategy_output"}


def test_an_update_replaces_all_and_may_be_repeated(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    body = {"status": "failed", "error": "Wrong prices.", "outputs": [MODEL]}
    answers = [desk.put(purchase, body) for _ in range(2)]
    for answer in answers:
        assert answer.status_code == 200
        told = answer.json()
        assert (told["id"], told["status"], told["error"]) == (purchase, "failed", "Wrong prices.")
        assert set(told) == {"id", "status", "error", "updated_at", "message"}
    for _ in range(3):
        read = desk.get(purchase).json()
        assert (read["status"], read["error"], read["strategy_output"]) == ("failed", "Wrong prices.", [MODEL])


def test_an_updated_purchase_moves_no_more_by_itself(desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    assert desk.put(purchase, {"status": "pending", "outputs": []}).json()["error"] == ""
    assert [desk.get(purchase).json()["status"] for _ in range(4)] == ["pending"] * 4


@pytest.mark.parametrize(("sent", "kept"), [(MODEL, [MODEL]), ({}, []), ([], [])])
def test_outputs_may_be_an_object(desk: Desk, sent: object, kept: object) -> None:
    purchase = desk.submit().json()["id"]
    assert desk.put(purchase, {"status": "completed", "error": None, "outputs": sent}).status_code == 200
    assert desk.get(purchase).json()["strategy_output"] == kept


def test_signing_in_gives_a_token_that_works_until_it_expires() -> None:
    clock = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    with (
        SandboxServer(pace=0, now=lambda: clock) as server,
        httpx.Client(base_url=server.url, trust_env=False, verify=False) as http,
    ):
        answer = http.post("/api/v0/auth/login/", json={"email": server.email, "password": server.password})
        assert answer.status_code == 200
        told = answer.json()
        assert set(told) == {"token", "expires_at", "customer_name", "customer_email"}
        assert told["customer_email"] == server.email
        expires = datetime.fromisoformat(told["expires_at"])
        headers = {"Authorization": f"Bearer {told['token']}"}
        url = f"/api/v0/strategies/{server.user}?idretailer={server.retailers[0]}"
        clock = expires - timedelta(seconds=1)
        assert http.get(url, headers=headers).status_code == 200
        clock = expires
        assert http.get(url, headers=headers).status_code == 401
        assert http.get(url, headers={"Authorization": f"Bearer {server.token}"}).status_code == 200


def test_strategies_name_the_models(desk: Desk) -> None:
    answer = desk.http.get(f"/api/v0/strategies/{desk.who.user}", params={"idretailer": desk.who.retailers[1]})
    assert answer.status_code == 200
    assert [model["idmodel"] for model in answer.json()] == [1, 2, 3]
    assert all(model["name"] and model["description"] for model in answer.json())


@pytest.mark.parametrize(("day", "rows"), [("2026-10-25", 100), ("2026-03-29", 92), ("2026-11-25", 96)])
def test_prices_are_texts_for_the_days_of_the_purchases(desk: Desk, day: str, rows: int) -> None:
    desk.submit([f"{day} 12:00"])
    for name, count in (("md_pdbc_spain", rows), ("mid_pibc03_spain", 48)):
        answer = desk.http.get(f"/api/v0/prices/spain/{name}")
        assert answer.status_code == 200
        assert parsedate_to_datetime(answer.headers["Last-Modified"]).tzinfo is not None
        following = str(date.fromisoformat(day) + timedelta(days=1))
        mine = [
            row
            for row in answer.json()
            if (row["datetime"] > f"{day} 00:00" and row["datetime"] <= f"{following} 00:00")
        ]
        assert len(mine) == count
        assert all(re.fullmatch(r"\d+\.\d{3}", row["price"]) for row in mine)


def test_prices_are_for_known_markets_and_for_those_who_may_see_them(desk: Desk, other: Desk) -> None:
    assert desk.http.get("/api/v0/prices/spain/xbid").status_code == 404
    answer = other.http.get("/api/v0/prices/spain/md_pdbc_spain")
    assert (answer.status_code, answer.json()) == (
        403,
        {"detail": "You do not have permission to perform this action."},
    )


def test_health_needs_no_token(server: SandboxServer) -> None:
    answer = httpx.get(f"{server.url}/health/", trust_env=False, verify=False)
    assert (answer.status_code, answer.json()) == (200, {"status": "healthy"})


def test_every_request_is_counted(server: SandboxServer, desk: Desk) -> None:
    purchase = desk.submit().json()["id"]
    desk.get(purchase)
    desk.http.delete("/nowhere")
    assert server.requests == [
        f"POST /api/v0/user/{server.user}/submit-purchase",
        f"GET /api/v0/user/{server.user}/purchase/{purchase}/get",
        "DELETE /nowhere",
    ]
