"""Predicted prices: asked for at most every so often, and not at all where the account may not see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import anyio

from ravenwits_desktop.api.client import Client
from ravenwits_desktop.api.errors import ApiError, ForbiddenError
from ravenwits_desktop.api.prices import PRICED
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.worker.access import Access

GOOD_FOR = timedelta(minutes=15)
"""How long prices are used before they are asked for again; after a failure too."""


class Forecasts:
    """The prices that are known, by market. Lives on the worker's loop.

    A failure is no trouble to tell: without prices the chart has no EUR. A market that fails leaves the others.
    """

    def __init__(self, access: Access, now: Callable[[], datetime]) -> None:
        self._access = access
        self._now = now
        self._known: Mapping[str, MarketPrices] = {}
        self._client: Client | None = None
        """Whose prices they are: another account or token may see others."""
        self._asked: datetime | None = None
        self._forbidden = False
        self._lock = anyio.Lock()

    @property
    def known(self) -> Mapping[str, MarketPrices]:
        """The prices that were got for the account that is in use."""
        return self._known if self._client is self._access.client else {}

    async def refresh(self) -> None:
        """Ask for prices where it is time; who comes while they are asked for waits for them."""
        async with self._lock:
            client = self._access.client
            if client is None:
                return
            if client is not self._client:
                self._client, self._known, self._asked, self._forbidden = client, {}, None, False
            now = self._now()
            if self._forbidden or (self._asked is not None and now - self._asked < GOOD_FOR):
                return
            self._asked = now
            found = await self._ask(client)
            if found:
                self._known = {**self._known, **found}

    async def _ask(self, client: Client) -> dict[str, MarketPrices]:
        found = {}
        for market in PRICED:
            try:
                found[market] = await client.prices(market)
            except ForbiddenError:
                self._forbidden = True
                return {}
            except ApiError as error:
                self._access.note(client, error)
                if market == "MD":
                    return {}
        return found
