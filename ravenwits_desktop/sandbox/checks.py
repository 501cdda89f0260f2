"""What a request body must hold. Every refusal is a `RefusedError` with the documented text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ravenwits_desktop.sandbox.market import MARKETS

STATUSES = ("failed", "pending", "in_progress", "completed")

_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_INDEX = re.compile(r"-?[0-9]{1,18}")


@dataclass
class RefusedError(Exception):
    """A call that is answered with `status` and `body` and changes nothing."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


def error(text: str, status: int = 400) -> RefusedError:
    """A refusal in the usual shape, ``{"error": text}``."""
    return RefusedError(status, {"error": text})


def json_object(content_type: str, body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; refuses any other content."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError(415, {"detail": f'Unsupported media type "{kind}" in request.'})
    try:
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise RefusedError(400, {"detail": "JSON parse error: the body is not JSON in UTF-8."}) from None
    if not isinstance(value, dict):
        raise RefusedError(400, {"detail": "The body must be a JSON object."})
    return value


def purchase_rows(body: dict[str, Any]) -> list[tuple[str, float]]:
    """The rows of a purchase as (label, MW), in the order sent."""
    if "purchase" not in body:
        raise RefusedError(400, {"purchase": ["This field is required."]})
    items = body["purchase"]
    if not isinstance(items, list) or not items:
        raise error('"purchase" must be a list with at least one item.')
    rows = []
    for index, item in enumerate(items):
        where = f"Purchase item at index {index}"
        if not isinstance(item, dict):
            raise error(f"{where} must be an object.")
        for name in ("datetime", "purchase"):
            if name not in item:
                raise error(f'{where} is missing required field "{name}".')
        if not _is_datetime(item["datetime"]):
            raise error(f"{where}: invalid datetime format. Use YYYY-MM-DD HH:MM, without seconds or offset.")
        if not _is_number(item["purchase"]):
            raise error(f'{where}: field "purchase" must be a number (in MW unit).')
        rows.append((item["datetime"], float(item["purchase"])))
    return rows


@dataclass(frozen=True)
class Update:
    """A checked update of a purchase; `models` as sent, one object per model."""

    status: str
    error: str
    models: list[dict[str, Any]]


def update(body: dict[str, Any]) -> Update:
    """What an update asks for. `outputs` may be an array of models, or one model alone."""
    if "outputs" not in body:
        raise RefusedError(400, {"outputs": ["This field is required."]})
    if "status" not in body:
        raise RefusedError(400, {"status": ["This field is required."]})
    status, text = body["status"], body.get("error")
    if status not in STATUSES:
        raise error(f'"status" must be one of {", ".join(STATUSES)}.')
    if text is not None and not isinstance(text, str):
        raise error('"error" must be a text.')
    models = body["outputs"]
    if isinstance(models, dict):
        models = [models] if models else []
    if not isinstance(models, list):
        raise error('"outputs" must be an array or an object.')
    seen: set[int] = set()
    for index, model in enumerate(models):
        where = f"Output at index {index}"
        if not isinstance(model, dict):
            raise error(f"{where} must be an object.")
        for name in ("idmodel", "value"):
            if name not in model:
                raise error(f'{where} is missing required field "{name}".')
        idmodel = model["idmodel"]
        if not isinstance(idmodel, int) or isinstance(idmodel, bool):
            raise error(f'{where}: field "idmodel" must be an integer.')
        if idmodel in seen:
            raise error(f"{where}: idmodel {idmodel} is given twice.")
        seen.add(idmodel)
        _check_markets(where, model["value"])
    try:
        json.dumps(models, allow_nan=False)
    except ValueError:
        raise error("NaN and Infinity are not numbers in JSON.") from None
    return Update(status, text or "", models)


def _check_markets(where: str, value: object) -> None:
    if not isinstance(value, dict):
        raise error(f'{where}: field "value" must be an object.')
    for market, rows in value.items():
        if market not in MARKETS:
            raise error(f'{where}: unknown market "{market}". The markets are {", ".join(MARKETS)}.')
        if not isinstance(rows, list):
            raise error(f"{where}, {market}: the rows must be a list.")
        for index, row in enumerate(rows):
            _check_row(f"{where}, {market}, item at index {index}", row)


def _check_row(where: str, row: object) -> None:
    if not isinstance(row, dict):
        raise error(f"{where} must be an object.")
    for name in ("datetime", "purchase_percentage", "sale_percentage"):
        if name not in row:
            raise error(f'{where} is missing required field "{name}".')
    if not _is_datetime(row["datetime"]):
        raise error(f"{where}: invalid datetime format. Use YYYY-MM-DD HH:MM, without seconds or offset.")
    for name in ("purchase_percentage", "sale_percentage"):
        if not _is_number(row[name]):
            raise error(f'{where}: field "{name}" must be a number.')


def credentials(body: dict[str, Any]) -> tuple[str, str]:
    """E-mail and password of a sign-in."""
    pair = body.get("email"), body.get("password")
    if not all(isinstance(text, str) and text for text in pair):
        raise error("Both 'email' and 'password' are required.")
    return str(pair[0]), str(pair[1])


def one_value(name: str, values: Sequence[str]) -> str:
    """The value of a query parameter that must be there, once."""
    if len(values) != 1 or not values[0]:
        raise error(f"Query parameter '{name}' is required, once.")
    return values[0]


def model_id(values: Sequence[str]) -> int | None:
    """The model asked for in the query, None if none is."""
    if not values:
        return None
    if len(values) != 1 or not _INDEX.fullmatch(values[0]):
        raise error("Query parameter 'idmodel' must be an integer.")
    return int(values[0])


def _is_datetime(value: object) -> bool:
    if not isinstance(value, str) or not _DATETIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    # JSON's true is an int to Python; NaN and Infinity are read by Python though JSON has no such numbers.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
