"""Strategy outputs that a person wants to store: checked before they are sent, every mistake told with its place."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

import msgspec

from ravenwits_desktop.api.errors import WireError
from ravenwits_desktop.api.outputs import read_labels
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.strategy import LARGEST_SHARE, MARKETS

NOT_TEXT = QT_TRANSLATE_NOOP("Message", "The outputs are not a text in UTF-8.")
NOT_JSON = QT_TRANSLATE_NOOP("Message", "The outputs are not JSON: line {line}, column {column}.")
TOO_DEEP = QT_TRANSLATE_NOOP("Message", "The outputs are nested too deeply.")
NOT_A_NUMBER = QT_TRANSLATE_NOOP("Message", "The outputs hold {word}, which is not a number.")
TWICE = QT_TRANSLATE_NOOP("Message", "The outputs hold “{name}” twice in the same place.")
NOT_A_LIST = QT_TRANSLATE_NOOP("Message", "The outputs are a list of models, each with “idmodel” and “value”.")
NOT_A_MODEL = QT_TRANSLATE_NOOP("Message", "Entry {number}: a model is an object with “idmodel” and “value”.")
NO_IDMODEL = QT_TRANSLATE_NOOP("Message", "Entry {number}: “idmodel” must be a whole number or a text.")
SAME_IDMODEL = QT_TRANSLATE_NOOP("Message", "Entry {number}: model {model} is there already.")
NO_VALUE = QT_TRANSLATE_NOOP("Message", "Model {model}: “value” must hold the markets, such as MD and MID1.")
NOT_ROWS = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: must be a list of rows.")
NOT_A_ROW = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}, row {row}: must be an object.")
NO_DATETIME = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}, row {row}: “datetime” must be written as 2025-11-11 00:15."
)
NO_SHARE = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}, row {row}: “{name}” must be a number; 1.0 is all of the purchase."
)
NOT_SENDABLE = QT_TRANSLATE_NOOP("Message", "The outputs hold a text or a number that cannot be sent.")
NOTHING = QT_TRANSLATE_NOOP("Message", "The outputs hold no model.")
NO_ROWS = QT_TRANSLATE_NOOP("Message", "Model {model} has no rows in any market.")
UNKNOWN_MARKET = QT_TRANSLATE_NOOP("Message", "Model {model}: “{market}” is not a market that this program knows.")
LARGE_SHARE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}, row {row}: {share} is {times} times the purchase.")
ONLY_OUTPUTS = QT_TRANSLATE_NOOP("Message", "Only “outputs” is taken from the text; the rest of it is left out.")

_SHARES = ("purchase_percentage", "sale_percentage")
_LABEL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def check_outputs(text: str | bytes) -> tuple[list[Any], tuple[Message, ...]]:
    """The outputs of an update, ready for `update_body`, and what is unusual in them.

    `text` is JSON: a list of models, one model, or a whole body with ``outputs``. Raises `WireError` whose message says
    where the first mistake is. Keys that are not known are sent as they are.
    """
    warnings: list[Message] = []
    outputs = _parsed(text)
    if isinstance(outputs, dict) and "outputs" in outputs and "idmodel" not in outputs:
        if len(outputs) > 1:
            warnings.append(Message(ONLY_OUTPUTS))
        outputs = outputs["outputs"]
    if isinstance(outputs, dict) and outputs:
        outputs = [outputs]
    if not isinstance(outputs, list):
        raise WireError(Message(NOT_A_LIST))
    if not outputs:
        warnings.append(Message(NOTHING))
    seen: set[str] = set()
    for number, model in enumerate(outputs, start=1):
        warnings.extend(_check_model(model, number, seen))
    try:
        msgspec.json.encode(outputs)
    except (UnicodeEncodeError, OverflowError, RecursionError) as error:
        raise WireError(Message(NOT_SENDABLE, detail=type(error).__name__)) from error
    return outputs, tuple(warnings)


def _parsed(text: str | bytes) -> Any:
    """The JSON of `text`, strictly: no NaN, no key twice."""
    try:
        written = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise WireError(Message(NOT_TEXT, detail=f"byte {error.start}")) from error
    try:
        return json.loads(
            written, object_pairs_hook=_distinct, parse_constant=_no_constant, parse_float=_finite, parse_int=_int
        )
    except json.JSONDecodeError as error:
        raise WireError(Message(NOT_JSON, {"line": error.lineno, "column": error.colno}, error.msg)) from error
    except RecursionError as error:
        raise WireError(Message(TOO_DEEP)) from error


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise WireError(Message(TWICE, {"name": next(name for name in names if names.count(name) > 1)}))
    return members


def _no_constant(word: str) -> NoReturn:
    raise WireError(Message(NOT_A_NUMBER, {"word": word}))


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise WireError(Message(NOT_A_NUMBER, {"word": digits[:40]}))
    return number


def _int(digits: str) -> int:
    # Python refuses to read whole numbers of thousands of digits; nobody means them.
    if len(digits) > 300:
        raise WireError(Message(NOT_A_NUMBER, {"word": digits[:40] + "…"}))
    return int(digits)


def _check_model(model: Any, number: int, seen: set[str]) -> list[Message]:
    if not isinstance(model, dict):
        raise WireError(Message(NOT_A_MODEL, {"number": number}))
    idmodel = model.get("idmodel")
    if isinstance(idmodel, bool) or not isinstance(idmodel, int | str) or not str(idmodel).strip():
        raise WireError(Message(NO_IDMODEL, {"number": number}))
    name = str(idmodel)
    if name in seen:
        raise WireError(Message(SAME_IDMODEL, {"number": number, "model": name}))
    seen.add(name)
    markets = model.get("value")
    if not isinstance(markets, dict):
        raise WireError(Message(NO_VALUE, {"model": name}))
    warnings = []
    for market, rows in markets.items():
        if market not in MARKETS:
            warnings.append(Message(UNKNOWN_MARKET, {"model": name, "market": market}))
        if not isinstance(rows, list):
            raise WireError(Message(NOT_ROWS, {"model": name, "market": market}))
        warnings.extend(_check_rows(rows, {"model": name, "market": market}))
    if not any(markets.values()):
        warnings.append(Message(NO_ROWS, {"model": name}))
    return warnings


def _check_rows(rows: list[Any], where: dict[str, object]) -> list[Message]:
    warnings: list[Message] = []
    labels = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise WireError(Message(NOT_A_ROW, {**where, "row": number}))
        label = row.get("datetime")
        if not isinstance(label, str) or not _LABEL.fullmatch(label):
            raise WireError(Message(NO_DATETIME, {**where, "row": number}))
        labels.append(label)
        for name in _SHARES:
            share = row.get(name)
            if isinstance(share, bool) or not isinstance(share, int | float):
                raise WireError(Message(NO_SHARE, {**where, "row": number, "name": name}))
            # One warning for each market says enough.
            if abs(share) > LARGEST_SHARE and not warnings:
                values = {**where, "row": number, "share": f"{share:g}", "times": f"{abs(share):g}"}
                warnings.append(Message(LARGE_SHARE, values))
    if read_labels(labels) is None:
        wrong = next(number for number, label in enumerate(labels, start=1) if read_labels([label]) is None)
        raise WireError(Message(NO_DATETIME, {**where, "row": wrong}))
    return warnings
