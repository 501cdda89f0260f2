"""The account of the practice server, from what that server says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ravenwits_desktop.domain.account import Account, Retailer

NAMES = ("Comercializadora Norte", "Energía Sur", "Luz del Este")


def practice_account(described: Mapping[str, Any]) -> tuple[Account, str]:
    """The account and token for the JSON object that the sandbox prints in its first line."""
    ids = [str(retailer_id) for retailer_id in described["retailers"]]
    retailers = tuple(
        Retailer(retailer_id, NAMES[number] if number < len(NAMES) else "") for number, retailer_id in enumerate(ids)
    )
    account = Account(
        address=str(described["url"]), user=str(described["user"]), retailers=retailers, email=str(described["email"])
    )
    return account, str(described["token"])
