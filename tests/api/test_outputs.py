"""Strategy outputs: every form they have been seen in, and none that breaks the program."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravenwits_desktop.api.errors import WireError
from ravenwits_desktop.api.outgoing import check_outputs
from ravenwits_desktop.api.outputs import decode_output, read_labels
from tests.api.test_wire import JSON

ROWS = [
    {"datetime": "2025-11-11 00:15", "purchase_percentage": 1.0, "sale_percentage": 0.0},
    {"datetime": "2025-11-11 00:30", "purchase_percentage": 1.2, "sale_percentage": 0.2},
]
MODEL = {"idmodel": 1, "value": {"MD": ROWS, "MID1": []}}


def read(output: object) -> tuple[dict[str, dict[str, list[tuple[str, float, float]]]], list[str]]:
    """What was read, as plain values, and the problems as texts."""
    decoded = decode_output(output if isinstance(output, bytes) else json.dumps(output).encode())
    models = {
        model.idmodel: {
            market: list(
                zip(
                    series.labels.astype(str).tolist(),
                    series.purchase_share.tolist(),
                    series.sale_share.tolist(),
                    strict=True,
                )
            )
            for market, series in model.markets.items()
        }
        for model in decoded.models
    }
    return models, [str(problem) for problem in decoded.problems]


READ_ROWS = [("2025-11-11T00:15", 1.0, 0.0), ("2025-11-11T00:30", 1.2, 0.2)]


@pytest.mark.parametrize(
    "output", [[MODEL], MODEL, [{**MODEL, "idmodel": "1", "name": "x"}], [{**MODEL, "idmodel": 1.0}]]
)
def test_models_in_a_list_or_alone(output):
    assert read(output) == ({"1": {"MD": READ_ROWS, "MID1": []}}, [])


@pytest.mark.parametrize("output", [None, {}, [], b" null ", b"[ ]"])
def test_nothing_computed_yet_is_no_problem(output):
    assert read(output) == ({}, [])


@pytest.mark.parametrize("count", [2, 2000], ids=["short", "cut in pieces"])
@pytest.mark.parametrize(
    ("output", "name"),
    [
        ('[{"idmodel": 1, "value": {"MD": %s, "MD": %s}}]', "MD"),
        ('{"idmodel": 1, "value": {"MID1": %s, "X": [], "MID1": %s}}', "MID1"),
        ('[{"idmodel": 1, "value": {"MD": %s}, "value": {"MD": %s}}]', "value"),
    ],
)
def test_a_name_that_stands_twice_is_told_since_one_of_the_two_is_dropped(output, name, count):
    first, second = (json.dumps([{**ROWS[0], "purchase_percentage": share}] * count) for share in (0.25, 0.5))
    models, problems = read((output % (first, second)).encode())
    assert problems == [f"{name} is there more than once in one place: the last one is shown."]
    rows = models["1"]["MID1" if name == "MID1" else "MD"]
    assert rows == [("2025-11-11T00:15", 0.5, 0.0)] * count


def test_lists_beside_the_rows_are_no_names_that_stand_twice():
    assert read([{**MODEL, "notes": [[1], ["[", {"a": [2]}]], "also": []}])[1] == []


def test_the_error_of_the_server_is_told():
    models, problems = read({"error": "idmodel XX not found in strategy_output"})
    assert models == {}
    assert problems == ["The server has no strategy output: idmodel XX not found in strategy_output"]


def test_everything_is_kept_as_it_came():
    raw = b'[ {"idmodel": 1, "value": {"MD": "soon"}, "note": "\xc3\xb1"} ]'
    assert decode_output(raw).raw == raw


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ({"purchase_percentage": "1,0"}, 1),
        ({"purchase_percentage": " 1.0"}, 1),
        ({"purchase_percentage": "1.0\n"}, 1),
        ({"purchase_percentage": "+1.0"}, 1),
        ({"purchase_percentage": ".5"}, 1),
        ({"purchase_percentage": "60 %"}, 1),
        ({"purchase_percentage": "0x1"}, 1),
        ({"purchase_percentage": "1_0"}, 1),
        ({"purchase_percentage": "\u0661"}, 1),
        ({"purchase_percentage": "NaN"}, 1),
        ({"purchase_percentage": "1e999"}, 1),
        ({"purchase_percentage": ""}, 1),
        ({"purchase_percentage": None, "sale_percentage": None}, 1),
        ({"purchase_percentage": True}, 1),
        ({"sale_percentage": [1]}, 1),
        ({"sale_percentage": 10**400}, 1),
        ({"datetime": "11/11/2025 00:30"}, 1),
        ({"datetime": "2025-11-11T00:30Z"}, 1),
        ({"datetime": "2025-11-11 00:30:30"}, 1),
        ({"datetime": "2025-02-30 00:30"}, 1),
        ({"datetime": "now"}, 1),
        ({"datetime": None}, 1),
    ],
)
def test_what_is_not_clear_is_left_out_and_counted(row, count):
    models, problems = read([{"idmodel": 1, "value": {"MD": [*ROWS, {**ROWS[1], **row}], "MID1": ROWS}}])
    assert models == {"1": {"MD": READ_ROWS, "MID1": READ_ROWS}}
    assert problems == [f"Model 1, MD: {count} rows could not be read and are left out, the first is row 3."]


def test_forms_of_a_label_that_say_the_same():
    rows = [
        {**ROWS[0], "datetime": text} for text in ("2025-11-11T00:15", "2025-11-11 00:15:00", "2025-11-11T00:15:00.000")
    ]
    models, problems = read([{"idmodel": 1, "value": {"MD": rows}}])
    assert [label for label, *_ in models["1"]["MD"]] == ["2025-11-11T00:15"] * 3
    assert problems == []


def test_a_share_that_is_absent_is_none_and_said():
    models, problems = read(
        [{"idmodel": 1, "value": {"MD": [{"datetime": "2025-11-11 00:15", "purchase_percentage": 1}]}}]
    )
    assert models == {"1": {"MD": [("2025-11-11T00:15", 1.0, 0.0)]}}
    assert "give only one of purchase and sale" in problems[0]


def test_a_share_that_is_null_is_as_one_that_is_absent():
    rows = [{**ROWS[0], "sale_percentage": None}, {**ROWS[1], "purchase_percentage": None}]
    models, problems = read([{"idmodel": 1, "value": {"MD": rows}}])
    assert models == {"1": {"MD": [("2025-11-11T00:15", 1.0, 0.0), ("2025-11-11T00:30", 0.0, 0.2)]}}
    assert problems == ["Model 1, MD: 2 rows give only one of purchase and sale; the other is taken as none."]


@pytest.mark.parametrize(
    ("text", "share"), [("0.6", 0.6), ("1", 1.0), ("0", 0.0), ("-0.25", -0.25), ("6e-1", 0.6), ("1.0E0", 1.0)]
)
def test_a_text_that_is_a_number_in_jsons_notation_is_that_number_and_said(text, share):
    rows = [ROWS[0], {**ROWS[1], "purchase_percentage": text, "sale_percentage": "0"}]
    models, problems = read([{"idmodel": 1, "value": {"MD": rows, "MID1": ROWS}}])
    assert models["1"]["MD"] == [READ_ROWS[0], ("2025-11-11T00:30", share, 0.0)]
    assert models["1"]["MID1"] == READ_ROWS
    assert problems[0] == (
        "Model 1, MD: 1 rows have a share that is written as a text, the first is row 2: “"
        f"{text}”. It is read as that number."
    )


def test_texts_are_no_numbers_in_what_is_sent():
    outputs = [{"idmodel": 1, "value": {"MD": [{**ROWS[0], "purchase_percentage": "0.6"}]}}]
    with pytest.raises(WireError, match="must be a number"):
        check_outputs(json.dumps(outputs))
    outputs[0]["value"]["MD"][0]["purchase_percentage"] = None
    with pytest.raises(WireError, match="must be a number"):
        check_outputs(json.dumps(outputs))


def test_per_cents_are_shown_as_they_came_and_said():
    models, problems = read([{"idmodel": 1, "value": {"MD": [{**ROWS[0], "purchase_percentage": 80}]}}])
    assert models["1"]["MD"][0][1] == 80.0
    assert "shares up to 80.0" in problems[0]


def test_shares_below_zero_are_shown_as_they_came_and_counted():
    models, problems = read([{"idmodel": 1, "value": {"MD": [ROWS[0], {**ROWS[1], "sale_percentage": -0.2}]}}])
    assert models["1"]["MD"][1] == ("2025-11-11T00:30", 1.2, -0.2)
    assert problems == ["Model 1, MD: 1 rows have a share below zero. They are shown as they came."]


def test_markets_that_are_missing_null_or_new():
    models, problems = read([{"idmodel": 1, "value": {"MD": None, "XBID": ROWS, "MID2": "later", "MID3": {}}}])
    assert models == {"1": {"XBID": READ_ROWS}}
    assert problems == ["Model 1, MID2: not a list of rows.", "Model 1, MID3: not a list of rows."]


def test_one_entry_that_is_no_model_does_not_hide_the_others():
    models, problems = read(
        [5, MODEL, {"idmodel": 2}, {"idmodel": None, "value": {}}, {"idmodel": 3, "value": None}, MODEL]
    )
    assert list(models) == ["1", "3"]
    assert problems == [
        "Entry 1 of the strategy output is not a model.",
        "Entry 3 of the strategy output is not a model.",
        "Entry 4 of the strategy output is not a model.",
        "Model 1 is there more than once: the first one is shown.",
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"soon",
        b"{",
        b'"text"',
        b"5",
        b"NaN",
        b'{"MD": []}',
        b"\xff\xfe",
        b"[" * 300_000,
        b'[{"idmodel": 1, "value": {"MD": [' + b"[" * 90_000,
        b'{"error": "\xff"}',
        b'[{"idmodel": 1, "value": {"MD": [{"datetime": "\xff"}]}}]',
    ],
)
def test_other_forms_are_told_and_kept(raw):
    decoded = decode_output(raw)
    assert decoded.problems
    assert all(str(problem) for problem in decoded.problems)
    assert decoded.raw == raw


def test_problems_without_end_are_cut():
    problems = decode_output(json.dumps([5] * 1000).encode()).problems
    assert len(problems) == 51
    assert str(problems[-1]) == "And 950 more."


@pytest.mark.parametrize(
    "text",
    ["2025-11-11 00+01", "2025-11-11T00:1Z", "2025-11-11  0:15", "2025/11/11 00:15", "+025-11-11 00:15", "now", ""],
)
def test_what_numpy_would_read_otherwise_is_no_label(text):
    assert read_labels([text]) is None
    assert read_labels(["2025-11-11 00:15", text]) is None


@given(st.lists(st.text(alphabet="0123456789-: T+Zn", max_size=17), max_size=4))
def test_labels_are_read_in_one_form_only(texts):
    labels = read_labels(texts)
    if labels is not None:
        assert np.datetime_as_string(labels, unit="m").tolist() == [text.replace(" ", "T") for text in texts]


ROW = st.fixed_dictionaries(
    {},
    optional={
        "datetime": st.just("2025-11-11 00:15") | st.text(max_size=16) | JSON,
        "purchase_percentage": st.floats() | JSON,
        "sale_percentage": st.floats() | JSON,
    },
)
MODELS = st.fixed_dictionaries(
    {},
    optional={
        "idmodel": st.integers() | JSON,
        "value": st.dictionaries(st.sampled_from(["MD", "MID1", "X"]), st.lists(ROW | JSON, max_size=3) | JSON) | JSON,
    },
)
OUTPUTS = st.lists(MODELS | JSON, max_size=3) | MODELS | JSON


def _never_breaks(raw: bytes) -> None:
    decoded = decode_output(raw)
    assert decoded.raw == raw
    for model in decoded.models:
        assert model.idmodel
        for series in model.markets.values():
            assert len(series.labels) == len(series.purchase_share) == len(series.sale_share)
            assert np.isfinite(series.purchase_share).all()
            assert np.isfinite(series.sale_share).all()
            assert not np.isnat(series.labels).any()


@settings(max_examples=150, deadline=None)
@given(OUTPUTS)
def test_no_output_breaks_the_program(output):
    _never_breaks(json.dumps(output).encode())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 400), st.binary(max_size=3))
def test_no_damage_breaks_the_program(place, piece):
    raw = json.dumps([MODEL, MODEL | {"idmodel": 2}]).encode()
    _never_breaks(raw[:place] + piece + raw[place + len(piece) :])


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(OUTPUTS, st.integers(0, 200), st.binary(max_size=2))
def test_twenty_thousand_outputs(output, place, piece):
    raw = json.dumps(output).encode()
    _never_breaks(raw[:place] + piece + raw[place + len(piece) :])


@pytest.mark.parametrize("count", [4, 2000])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_json_has_not_takes_its_row_away_and_no_other(number, count):
    """Short answers are decoded at once, of long ones the lists are cut out: in both one row is left out and said."""
    labels = [str(np.datetime64("2025-11-11T00:15") + 15 * step).replace("T", " ") for step in range(count)]
    rows = [{"datetime": label, "purchase_percentage": 0.5, "sale_percentage": 0.0} for label in labels]
    entry = {"idmodel": "NaN, -Infinity", "value": {"MD": rows, "MID1": rows}}
    text = json.dumps([entry, {**entry, "idmodel": 2}])
    place = text.index(labels[2])
    raw = (text[:place] + text[place:].replace("0.5", number, 1)).encode()
    decoded = decode_output(raw)
    assert [model.idmodel for model in decoded.models] == ["NaN, -Infinity", "2"]
    md, others = (
        decoded.models[0].markets["MD"],
        (decoded.models[0].markets["MID1"], *decoded.models[1].markets.values()),
    )
    assert [len(series.labels) for series in (md, *others)] == [count - 1, count, count, count]
    assert np.isfinite(md.purchase_share).all()
    assert [str(problem) for problem in decoded.problems] == [
        "Model NaN, -Infinity, MD: 1 rows could not be read and are left out, the first is row 3."
    ]
    assert decoded.raw == raw
