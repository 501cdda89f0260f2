"""Which quantity a short text says that values are: what is bought, what is sold, prices, losses, another one."""

from __future__ import annotations

import enum

from ravenwits_desktop.spreadsheets.texts import decoys, words

_LONGEST = 40


class Quantity(enum.Enum):
    """What values are, and so what may not stand in one purchase with others."""

    BOUGHT = "bought"
    SOLD = "sold"
    PRICE = "price"
    LOSSES = "losses"
    OTHER = "other"


def quantity_of(text: str) -> Quantity | None:
    """What a short text surely says that values are; None where it tells nothing of it."""
    if not text or len(text) > _LONGEST:
        return None
    if words.names_price(text):
        return Quantity.PRICE
    if words.names_only_sale(text):
        return Quantity.SOLD
    if not words.names_purchase(text) and (words.names_share(text) or decoys.names_remainder(text)):
        return Quantity.LOSSES
    if words.names_other_quantity(text) or words.names_beside_purchase(text):
        return Quantity.OTHER
    return Quantity.BOUGHT if words.names_purchase(text) or words.names_load(text) else None
