"""Outputs that a person wants to store: what may be sent, and where a mistake is said to be."""

from __future__ import annotations

import copy
import json

import pytest

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.outgoing import check_outputs
from ravenwits_desktop.api.wire import WireError
from tests.api.test_outputs import MODEL, ROWS


@pytest.mark.parametrize(
    "text", [json.dumps([MODEL]), json.dumps(MODEL), json.dumps({"outputs": [MODEL]}), "\ufeff" + json.dumps([MODEL])]
)
def test_a_list_a_model_or_a_body_become_a_list(text):
    for written in (text, text.encode()):
        outputs, warnings = check_outputs(written)
        assert outputs == [MODEL]
        assert warnings == ()
        assert json.loads(wire.update_body("completed", "", outputs))["outputs"] == [MODEL]


def test_keys_that_are_not_known_are_sent_too():
    model = {**MODEL, "note": {"a": [1.5, None, True, "ñ"]}, "value": {"MD": [{**ROWS[0], "price": 81.25}]}}
    outputs, _ = check_outputs(json.dumps([model]))
    assert json.loads(wire.update_body("completed", "", outputs))["outputs"] == [model]


def _with(path: list[object], value: object) -> str:
    model = copy.deepcopy(MODEL)
    place = model
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps([model])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1"),
        ("[\n  {", "line 2, column"),
        ("[1, 2", "line 1, column 6"),
        (b"\xff", "UTF-8"),
        ("[" * 100_000, "nested"),
        ("5", "list of models"),
        ("null", "list of models"),
        ("{}", "list of models"),
        ('{"outputs": "x"}', "list of models"),
        ("[5]", "Entry 1: a model"),
        (_with(["idmodel"], None), "Entry 1: “idmodel”"),
        (_with(["idmodel"], True), "Entry 1: “idmodel”"),
        (_with(["idmodel"], 1.5), "Entry 1: “idmodel”"),
        (_with(["idmodel"], " "), "Entry 1: “idmodel”"),
        (json.dumps([MODEL, MODEL]), "Entry 2: model 1 is there already"),
        (_with(["value"], []), "Model 1: “value”"),
        (_with(["value", "MD"], {}), "Model 1, MD: must be a list"),
        (_with(["value", "MD", 1], 5), "Model 1, MD, row 2: must be an object"),
        (_with(["value", "MD", 1, "datetime"], "11/11/2025 00:30"), "Model 1, MD, row 2: “datetime”"),
        (_with(["value", "MD", 1, "datetime"], "2025-11-11T00:30"), "Model 1, MD, row 2: “datetime”"),
        (_with(["value", "MD", 1, "datetime"], "2025-02-30 00:30"), "Model 1, MD, row 2: “datetime”"),
        (_with(["value", "MD", 1, "datetime"], "2025-11-11 24:00"), "Model 1, MD, row 2: “datetime”"),
        (_with(["value", "MD", 1, "datetime"], None), "Model 1, MD, row 2: “datetime”"),
        (_with(["value", "MD", 0, "sale_percentage"], "0"), "Model 1, MD, row 1: “sale_percentage”"),
        (_with(["value", "MD", 0, "purchase_percentage"], None), "Model 1, MD, row 1: “purchase_percentage”"),
        (_with(["value", "MD", 0, "purchase_percentage"], False), "Model 1, MD, row 1: “purchase_percentage”"),
        (_with(["value", "MD", 0, "purchase_percentage"], float("nan")), "NaN, which is not a number"),
        (_with(["note"], float("inf")), "Infinity, which is not a number"),
        (_with(["note"], "\ud800"), "cannot be sent"),
        ('[{"idmodel": 1, "value": {"MD": [], "MD": []}}]', "“MD” twice"),
        ('[{"idmodel": 1e999}]', "1e999, which is not a number"),
        ('[{"idmodel": ' + "9" * 5000 + "}]", "which is not a number"),
    ],
)
def test_a_mistake_is_named_with_its_place(text, said):
    with pytest.raises(WireError) as caught:
        check_outputs(text)
    assert said in str(caught.value.message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no model"),
        (_with(["value"], {"MD": []}), "no rows in any market"),
        (_with(["value", "XBID"], ROWS), "“XBID” is not a market"),
        (_with(["value", "MD", 1, "purchase_percentage"], 80), "row 2: 80 is 80 times the purchase"),
        (json.dumps({"status": "failed", "outputs": [MODEL]}), "the rest of it is left out"),
    ],
)
def test_what_is_unusual_is_said(text, said):
    _, warnings = check_outputs(text)
    assert said in str(warnings[0])
