"""Predicted prices: where they are asked for, and what an answer holds. Read leniently: what is none is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec
import numpy as np

from ravenwits_desktop.api.errors import WireError
from ravenwits_desktop.api.outputs import read_labels
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.prices import MarketPrices

PRICED = {
    "MD": "md_pdbc_spain",
    "MID1": "mid_pibc01_spain",
    "MID2": "mid_pibc02_spain",
    "MID3": "mid_pibc03_spain",
}
"""What each market is called in the path of endpoint 7."""
NO_PRICES = QT_TRANSLATE_NOOP("Message", "The server's answer holds no prices.")


def read_prices(raw: bytes, last_modified: str | None) -> MarketPrices:
    """The prices of an answer, EUR/MWh; `last_modified` is its header, which says when they were predicted.

    Raises `WireError` for anything but a list of rows.
    """
    try:
        rows = msgspec.json.decode(raw, type=list[Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(Message(NO_PRICES, detail=str(error)[:200])) from None
    found = [(row["datetime"], _price(row.get("price"))) for row in rows if _is_row(row)]
    texts = [text for text, _ in found]
    labels = read_labels(texts)
    if labels is None:
        # one strange label does not take the others with it
        single = [read_labels([text]) for text in texts]
        kept = [place for place, each in enumerate(single) if each is not None]
        labels = np.array([single[place][0] for place in kept], dtype="datetime64[m]")  # type: ignore[index]
        found = [found[place] for place in kept]
    return MarketPrices(labels, np.array([price for _, price in found], dtype=np.float64), made_at(last_modified))


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("datetime"), str)


def _price(value: object) -> float:
    """A text with a decimal point, as documented, or a number; NaN for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return np.nan
    try:
        price = float(value)
    except (ValueError, OverflowError):
        return np.nan
    return price if np.isfinite(price) else np.nan


def made_at(last_modified: str | None) -> datetime | None:
    """The instant of a ``Last-Modified`` header, UTC; None where it says none."""
    try:
        found = parsedate_to_datetime(last_modified or "")
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
