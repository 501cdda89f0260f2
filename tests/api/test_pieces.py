"""Long answers read in pieces say the same as read whole, whatever is in them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravenwits_desktop.api import outputs, pieces, wire
from ravenwits_desktop.api.outputs import decode_output
from tests.api.conftest import PURCHASE_ID, STANDING

ROWS = [
    {
        "datetime": f"2026-01-{1 + index // 96:02} {index // 4 % 24:02}:{index % 4 * 15:02}",
        "purchase_percentage": index / 977,
        "sale_percentage": 0.1,
    }
    for index in range(2500)
]


def output_with(rows, **more):
    return [{"idmodel": model, "value": {"MD": rows, "MID1": rows[:1200], "MID2": []}, **more} for model in (1, 2)]


def read(raw):
    found = decode_output(raw)
    return (
        [
            (model.idmodel, market, series.labels.tolist(), series.purchase_share.tolist(), series.sale_share.tolist())
            for model in found.models
            for market, series in model.markets.items()
        ],
        [str(problem) for problem in found.problems],
    )


def read_whole(raw, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(outputs, "apart", lambda _: None)
        return read(raw)


def changed(row, **values):
    return [*ROWS[:700], {**ROWS[700], **values}, *ROWS[701:]] if row else ROWS


CASES = {
    "as it should be": output_with(ROWS),
    "a text for a number": output_with(changed(1, purchase_percentage="1.0")),
    "null": output_with(changed(1, sale_percentage=None)),
    "nested": output_with(changed(1, more=[{"a": [1, 2]}])),
    "brackets within a text": output_with(changed(1, note="} ], [ {")),
    "an opened bracket before": output_with(ROWS, note="see [ there"),
    "a closed bracket before": output_with(ROWS, note="see ] there"),
    "braces and commas": output_with(changed(1, note="},{")),
    "a row that is none": output_with([*ROWS, 5, "x", None]),
    "an object alone": output_with(ROWS)[0],
    "a list of numbers": [{"idmodel": 1, "value": {"MD": list(range(40_000))}}],
    "something else": {"rows": ROWS},
    "escapes": output_with(changed(1, note='\\" [ \\\\')),
}


@pytest.mark.dose(10)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("shape", [None, 2])
def test_pieces_say_what_the_whole_says(name, shape, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 4096)
    raw = json.dumps(CASES[name], indent=shape).encode()
    assert len(raw) > pieces.SHORTEST
    assert read(raw) == read_whole(raw, monkeypatch)
    assert decode_output(raw).raw == raw


@pytest.mark.parametrize("cut", [10, 60_000, 100_001, -1])
def test_what_was_cut_off_is_no_json_either_way(cut, monkeypatch):
    raw = json.dumps(output_with(ROWS)).encode()[:cut]
    assert read(raw) == read_whole(raw, monkeypatch)
    assert decode_output(raw).models == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet='[]{},"\\ a1:', max_size=6), max_size=40), st.integers(1, 400))
def test_texts_full_of_signs_change_nothing(notes, piece):
    rows = [{**row, **({"n": notes[index % len(notes)]} if notes else {})} for index, row in enumerate(ROWS[:1000])]
    raw = json.dumps(output_with(rows)).encode()
    patch = pytest.MonkeyPatch()
    try:
        patch.setattr(pieces, "PIECE", piece)
        patch.setattr(pieces, "SHORTEST", 100)
        assert read(raw) == read_whole(raw, patch)
        answer = json.dumps({**STANDING, "status": "completed", "strategy_output": output_with(rows)}).encode()
        assert wire.read_status(answer, 200, PURCHASE_ID).output_raw == raw
    finally:
        patch.undo()


def test_the_output_in_an_answer_is_kept_byte_for_byte():
    output = json.dumps(output_with(ROWS), indent=1)
    answer = f'{{"id": "{PURCHASE_ID}", "status": "completed", "strategy_output": {output}, "x": "[]"}}'
    assert wire.read_status(answer.encode(), 200, PURCHASE_ID).output_raw == output.encode()
    with pytest.raises(wire.WireError):
        wire.read_status(answer.replace('"MID1"', "MID1", 1).encode(), 200, PURCHASE_ID)
    with pytest.raises(wire.WireError):
        wire.read_status(
            answer.replace('"sale_percentage": 0.1', '"sale_percentage" 0.1', 1).encode(), 200, PURCHASE_ID
        )


def test_a_list_is_cut_where_an_object_ends(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 1000)
    raw = json.dumps(ROWS).encode()
    parts = list(pieces.pieces(raw, (0, len(raw))))
    assert len(parts) > 100
    assert max(map(len, parts)) < 1200
    assert [row for part in parts for row in json.loads(part)] == ROWS
    assert np.isfinite([row["purchase_percentage"] for row in ROWS]).all()
