"""Ways to buy that have the word for a price and are none: whatever the price will be, or up to a limit."""

from __future__ import annotations

import re

_AT_ANY_PRICE = re.compile(
    r"(?<![a-z])(?:a precios? (?:aceptantes?|instrumental(?:es)?|de mercado|limites?|limitad[oa]s?)|a cualquier precio"
    r"|a qualquer preco|a preco (?:aceitante|limite)|precio[ -]?aceptantes?(?= *[(\[]? *[gmk]wh?(?![a-z]))"
    r"|price[ -]?tak(?:ers?|ing)|at any price|a qualsiasi prezzo|a tout prix|zu jedem preis)(?![a-z])"
)


def without_way_to_buy(plain: str) -> str:
    """A folded text without the words that something is bought “a precio aceptante”, as a price taker."""
    return _AT_ANY_PRICE.sub(" ", plain)
