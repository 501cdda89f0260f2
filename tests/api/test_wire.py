"""Bodies that are sent, and answers that are read by what is certain in them."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.wire import WireError
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Label
from tests.api.conftest import PURCHASE_ID, TAKEN, UPDATED, day_purchase

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_a_body_is_what_the_api_documents():
    starts = np.array(["2025-11-10T23:00", "2025-11-10T23:15"], dtype="datetime64[m]")
    body = wire.submit_body(Purchase(starts, np.array([12.0, 13.0]), 15))
    assert json.loads(body) == {
        "purchase": [
            {"datetime": "2025-11-11 00:15", "purchase": 12.0},
            {"datetime": "2025-11-11 00:30", "purchase": 13.0},
        ]
    }


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50))
@example([0.1, -0.0, 5e-324, 1.7976931348623157e308, 1 / 3, 1e16, 123456789.123456789])
def test_values_read_back_to_the_last_bit(mw):
    starts = np.datetime64("2026-10-24T22:00", "m") + np.arange(len(mw)) * np.timedelta64(60, "m")
    purchase = Purchase(starts, np.array(mw), 60)
    body = wire.submit_body(purchase)
    labels, values = wire.body_rows(body)
    assert values.tobytes() == purchase.mw.tobytes()
    assert (labels == purchase.labels).all()
    assert [row["purchase"] for row in json.loads(body)["purchase"]] == mw


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29"])
def test_labels_of_change_over_days_go_out_in_order(day, label):
    plain = day_purchase(day)
    purchase = Purchase(plain.starts, plain.mw, plain.resolution, label)
    labels, _ = wire.body_rows(wire.submit_body(purchase))
    read = timegrid.read_labels(labels, purchase.resolution, label, purchase.zone)
    assert (read.starts == purchase.starts).all()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"purchase": [{"datetime": "2026-11-25"}]}',
        b'{"purchase": [{"datetime": "now", "purchase": 1}]}',
        b'{"purchase": [{"datetime": "2026-11-25 24:00", "purchase": 1}]}',
        b"[" * 100_000,
        b'{"purchase": "\xff"}',
    ],
)
def test_what_is_no_body_is_told(body):
    with pytest.raises(WireError):
        wire.body_rows(body)


def test_update_body():
    assert json.loads(wire.update_body("failed", "no market", [])) == {
        "status": "failed",
        "error": "no market",
        "outputs": [],
    }
    for status, error in (("done", ""), ("", ""), ("failed", "\ud800")):
        with pytest.raises(WireError):
            wire.update_body(status, error, [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"rows_uploaded": 2, "error": "", "status": "pending"}),
        ({"rows_uploaded": 2.0}, {"rows_uploaded": 2}),
        ({"rows_uploaded": "2"}, {"rows_uploaded": None}),
        ({"rows_uploaded": True}, {"rows_uploaded": None}),
        ({"rows_uploaded": 1.5}, {"rows_uploaded": None}),
        ({"error": None}, {"error": ""}),
        ({"error": ""}, {"error": ""}),
        ({"error": {"code": 5}}, {"error": '{"code": 5}'}),
        ({"message": "Taken."}, {"message": "Taken."}),
        ({"status": "waiting_for_gate"}, {"status": "waiting_for_gate"}),
        ({"status": None}, {"status": ""}),
        ({"created_at": "2024-01-15T14:35:00"}, {"created_at": datetime(2024, 1, 15, 14, 35, tzinfo=UTC)}),
        ({"created_at": "2024-01-15T15:35:00+01:00"}, {"created_at": datetime(2024, 1, 15, 14, 35, tzinfo=UTC)}),
        ({"created_at": "yesterday"}, {"created_at": None}),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, {"created_at": None}),
        ({"created_at": 5}, {"created_at": None}),
        ({"extra": {"deep": [1]}}, {"purchase_id": PURCHASE_ID}),
    ],
)
def test_an_answer_with_an_id_is_a_purchase_taken(changes, expected):
    raw = json.dumps({**TAKEN, **changes}).encode()
    taken = wire.read_submitted(b"\xef\xbb\xbf" + raw, 201)
    assert {name: getattr(taken, name) for name in expected} == expected


@pytest.mark.parametrize("id", [None, "", 5, "..", "a/b", "a b", ["x"], "x" * 200])
def test_an_answer_without_a_usable_id_is_none(id):
    with pytest.raises(WireError, match="no purchase id"):
        wire.read_submitted(json.dumps({**TAKEN, "id": id}).encode(), 201)


def test_a_status_keeps_the_output_as_it_came():
    raw = b'{"id": "%s", "status": "completed", "strategy_output": [ {"idmodel" : 1.50} ]}' % PURCHASE_ID.encode()
    standing = wire.read_status(raw, 200, PURCHASE_ID.upper())
    assert standing.output_raw == b'[ {"idmodel" : 1.50} ]'
    assert standing.raw == raw
    assert wire.read_status(b'{"status": "pending"}', 200, PURCHASE_ID).output_raw == b"null"


@pytest.mark.parametrize(
    "raw", [b'{"id": "another", "status": "pending"}', b'{"id": 5, "status": "pending"}', b'{"status": 5}', b"{}"]
)
def test_a_status_of_nothing_or_another_purchase_is_refused(raw):
    with pytest.raises(WireError):
        wire.read_status(raw, 200, PURCHASE_ID)


def test_an_update_may_echo_its_outputs():
    raw = json.dumps({**UPDATED, "outputs": [{"idmodel": 1, "value": {}}], "message": "ok"}).encode()
    assert wire.read_updated(raw, 200, PURCHASE_ID).message == "ok"


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (
            [{"idmodel": 1, "name": "A"}, {"id": "b", "title": "B"}, {"id": 3, "description": "C"}],
            {"1": "A", "b": "B", "3": "C"},
        ),
        ({"strategies": [{"idmodel": 1, "name": "A", "markets": [{"id": "x"}]}]}, {"1": "A"}),
        ({"1": {"name": "A"}, "2": {"title": "B"}, "meta": {"name": "no id"}}, {"1": "A", "2": "B"}),
        ({"idmodel": 1, "name": " A "}, {"1": "A"}),
        ([{"idmodel": True, "name": "A"}, {"idmodel": 1}, {"idmodel": 2, "name": 5}, 7, None], {}),
        ([{"idmodel": 1, "name": "A"}, {"idmodel": 1, "name": "B"}], {"1": "A"}),
        ({}, {}),
        (None, {}),
    ],
)
def test_names_are_taken_from_whatever_is_recognisable(answer, names):
    assert wire.strategy_names(json.dumps(answer).encode()) == names


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_no_answer_breaks_a_reader(answer):
    raw = json.dumps(answer).encode()
    for read in (
        lambda: wire.read_submitted(raw, 201),
        lambda: wire.read_status(raw, 200, PURCHASE_ID),
        lambda: wire.read_updated(raw, 200, PURCHASE_ID),
        lambda: wire.read_login(raw),
        lambda: wire.read_health(raw),
        lambda: wire.strategy_names(raw),
    ):
        with contextlib.suppress(WireError):
            read()
