"""What the chart needs of a submission: its purchase, its outputs, the models' names, predicted prices."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from anyio import to_thread

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.errors import ApiError
from ravenwits_desktop.domain.prices import MarketPrices, priced
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput, allocate
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.access import Access
from ravenwits_desktop.worker.events import Event, SubmissionOpened
from ravenwits_desktop.worker.forecasts import Forecasts
from ravenwits_desktop.worker.history import submitted_before
from ravenwits_desktop.worker.last_words import LastWords, recalled

MOST_ALLOCATED = 12
"""Models whose allocation is made here; of more it is made when somebody looks at them."""


class Openings:
    """Opens submissions for the chart. Lives on the worker's loop. Raises `StoreError` to its caller.

    Much of it is worked out beside the loop or asked of the server, so that one opening can outrun another: what an
    opening has found is told only while no later one of the same submission has told more.
    """

    def __init__(
        self,
        store: Store,
        access: Access,
        words: LastWords,
        emit: Callable[[Event], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._words = words
        self._access = access
        self._emit = emit
        self._names: dict[tuple[str, str], dict[str, str]] = {}
        self._forecasts = Forecasts(access, now)
        self._turns = itertools.count(1)
        self._told: dict[str, int] = {}
        """By submission, the turn of what was told last."""

    async def open(self, submission_id: str) -> None:
        """Give the chart a submission with purchase and outputs; names and prices follow once they are known."""
        submission = self._store.submission(submission_id)
        if submission is None:
            return
        turn = next(self._turns)  # taken with what is read here: the later turn knows more
        raw = self._store.output(submission_id)
        purchase = self._store.purchase(submission_id)
        previous = submitted_before(self._store, submission)
        on_disk = self._words.unread_on_disk(submission)
        prices = self._forecasts.known
        output, allocations, known = await to_thread.run_sync(_understood, raw, purchase, prices)
        if on_disk is not None:
            later = await to_thread.run_sync(recalled, *on_disk)
            self._words.recall(submission_id, later)
        whose = (submission.account, submission.retailer_id)
        names = self._names.get(whose) or {}
        opened = SubmissionOpened(submission, purchase, output, names, previous, allocations, prices, known)
        self._tell(turn, opened)
        if output is None or not output.models:
            return
        told = True
        if whose not in self._names:
            named = await self._learn_names(*whose)
            if named:
                opened = replace(opened, names=named)
                told = self._tell(turn, opened)
        if purchase is not None and submission.account == self._access.account.key:
            await self._forecasts.refresh()
            fresh = self._forecasts.known
            if fresh and fresh is not prices:
                known = await to_thread.run_sync(priced, purchase, fresh)
                told = self._tell(turn, replace(opened, prices=fresh, priced=known))
        if not told:
            # a later one has told more of the submission, and perhaps less of names and prices
            await self.open(submission_id)

    def _tell(self, turn: int, opened: SubmissionOpened) -> bool:
        """Tell it, unless a later turn has told more; whether it was told."""
        if self._told.get(opened.submission.id, 0) > turn:
            return False
        self._told[opened.submission.id] = turn
        # asked again now: names and prices may have taken long
        self._emit(replace(opened, later=self._words.of(opened.submission.id)))
        return True

    async def _learn_names(self, account: str, retailer_id: str) -> dict[str, str]:
        """The models' names; without them the chart shows their numbers, so a failure is no trouble to tell."""
        client = self._access.client
        if client is None or account != self._access.account.key:
            return {}
        try:
            names = await client.strategies(retailer_id)
        except ApiError as error:
            self._access.note(client, error)
            return {}
        self._access.note(client, None)
        self._names[account, retailer_id] = names
        return names


def _understood(
    raw: bytes | None, purchase: Purchase | None, prices: Mapping[str, MarketPrices]
) -> tuple[StrategyOutput | None, dict[str, Allocation], dict[str, Floats]]:
    """The strategy in an answer, what its first models make of the purchase, and prices at its periods.

    All of it may be large, and so is worked out beside the loop.
    """
    output = wire.decode_output(raw) if raw is not None else None
    if output is None or purchase is None or not output.models:
        return output, {}, {}
    made = {model.idmodel: allocate(purchase, model) for model in output.models[:MOST_ALLOCATED]}
    return output, made, priced(purchase, prices)
