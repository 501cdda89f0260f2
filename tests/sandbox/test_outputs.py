"""The strategy outputs: what must hold of them whatever the purchase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.sandbox.server import SandboxServer
from tests.sandbox.conftest import Desk

MARKETS = ["MD", "MID1", "MID2", "MID3"]


def labels(first: str, count: int, minutes: int) -> list[str]:
    start = datetime.fromisoformat(first)
    return [(start + timedelta(minutes=minutes * step)).strftime("%Y-%m-%d %H:%M") for step in range(count)]


DAYS = {
    "quarters": labels("2025-11-11 00:15", 96, 15),
    "halves": labels("2025-07-12 00:30", 48, 30),
    "hours": labels("2025-07-13 01:00", 24, 60),
    "one row": ["2025-11-11 13:00"],
    "March": [label for label in labels("2026-03-29 00:15", 96, 15) if not "02:00" < label[11:] <= "03:00"],
    "October": [
        label
        for label in labels("2025-10-26 01:00", 24, 60)
        for _ in range(2 if label == "2025-10-26 02:00" else 1)
    ],
    "backwards": labels("2025-11-11 00:15", 96, 15)[::-1],
}  # fmt: skip


def outputs(server: SandboxServer, desk: Desk, sent: Sequence[str]) -> list[dict[str, Any]]:
    purchase = desk.submit(sent).json()["id"]
    server.finish(purchase)
    answer: list[dict[str, Any]] = desk.get(purchase).json()["strategy_output"]
    return answer


@pytest.mark.parametrize("day", DAYS)
def test_rows_carry_the_labels_sent_and_the_nets_are_whole(server: SandboxServer, desk: Desk, day: str) -> None:
    sent = DAYS[day]
    step = 60 if day in ("hours", "one row", "October") else 30 if day == "halves" else 15
    afternoon = [
        label for label in sent if (datetime.fromisoformat(label) - timedelta(minutes=step)).strftime("%H:%M") >= "12"
    ]
    models = outputs(server, desk, sent)
    assert [model["idmodel"] for model in models] == [1, 2, 3]
    for model in models:
        value = model["value"]
        assert list(value) == MARKETS
        for market in MARKETS:
            assert [row["datetime"] for row in value[market]] == (afternoon if market == "MID3" else sent)
        late = iter(value["MID3"])
        for index, label in enumerate(sent):
            rows = [value[market][index] for market in MARKETS[:3]]
            if label in afternoon:
                rows.append(next(late))
            net = sum(row["purchase_percentage"] - row["sale_percentage"] for row in rows)
            assert net == pytest.approx(1.0, abs=1e-9)
            assert all(row["purchase_percentage"] >= 0 and row["sale_percentage"] >= 0 for row in rows)


def test_the_models_differ_as_their_names_say(server: SandboxServer, desk: Desk) -> None:
    first, second, third = (model["value"] for model in outputs(server, desk, DAYS["quarters"]))
    assert all(row["purchase_percentage"] == 1.0 for row in first["MD"])
    assert all(row["purchase_percentage"] > 1.0 for row in second["MD"])
    later = [row for market in MARKETS[1:] for row in second[market]]
    assert sum(row["sale_percentage"] > 0 for row in later) == 96
    assert all(row["purchase_percentage"] < 0.7 for row in third["MD"])
    assert sum(row["purchase_percentage"] for row in third["MID2"]) > 20
    assert len({row["purchase_percentage"] for row in third["MID3"]}) > 10


def test_the_same_purchase_gets_the_same_outputs(server: SandboxServer, desk: Desk) -> None:
    assert outputs(server, desk, DAYS["hours"]) == outputs(server, desk, DAYS["hours"])


def test_a_year_of_quarters_is_answered_whole(server: SandboxServer, desk: Desk) -> None:
    sent = labels("2025-01-01 00:15", 35_040, 15)
    purchase = desk.submit(sent)
    assert purchase.json()["rows_uploaded"] == 35_040
    server.finish(purchase.json()["id"])
    value = desk.get(purchase.json()["id"], 3).json()["strategy_output"]["value"]
    assert [len(value[market]) for market in MARKETS] == [35_040, 35_040, 35_040, 17_520]


def test_the_first_and_the_last_moment_of_the_calendar_are_answered(server: SandboxServer, desk: Desk) -> None:
    for label in ("0001-01-01 00:00", "9999-12-31 23:45"):
        assert outputs(server, desk, [label])[0]["value"]["MD"][0]["datetime"] == label
