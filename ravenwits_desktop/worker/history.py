"""What a retailer submitted lately, out of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.comparison import of_each_day
from ravenwits_desktop.domain.plausibility import History, history_of
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import ACCEPTED, State, Submission
from ravenwits_desktop.store.store import Store

DAYS_BACK = 60
"""From how far before the first day of a purchase submissions are looked at."""
MOST_SUBMISSIONS, MOST_ROWS = 40, 200_000
"""How much is read of it; the newest come first."""
SENT = ACCEPTED | {State.SENDING, State.UNCONFIRMED}
"""States of what went out."""
_MOST_READ = 62
"""So many submissions are looked at for what was submitted last for each day."""


def history_before(store: Store, account: str, retailer_id: str, first_day: str, last_day: str) -> History:
    """What went out for a retailer of `account` and the weeks up to these market days (ISO). Raises `StoreError`."""
    begin = (date.fromisoformat(first_day) - timedelta(days=DAYS_BACK)).isoformat()
    purchases, rows = [], 0
    for submission in store.same_days(account, retailer_id, begin, last_day):
        if submission.state not in SENT:
            continue
        purchase = store.purchase(submission.id)
        if purchase is not None:
            purchases.append(purchase)
            rows += len(purchase)
        if len(purchases) >= MOST_SUBMISSIONS or rows >= MOST_ROWS:
            break
    return history_of(purchases)


def last_submitted(
    store: Store, found: Sequence[Submission], first_day: str, last_day: str, states: frozenset[State] = SENT
) -> Purchase | None:
    """What was submitted last for each of these days (ISO, inclusive), as one purchase; None where nothing was.

    `found` are those that share a day, newest first, of which those in one of `states` count. A correction of one day
    counts for that day, whatever was sent before for all of them. Raises `StoreError`.
    """
    fitting = [each for each in found if each.state in states and each.rows is not None]
    # what has all of the days ends the search, and may lie behind more corrections than are read
    behind = [each for each in fitting[_MOST_READ:] if _covers(each, first_day, last_day)]
    days = np.arange(np.datetime64(first_day), np.datetime64(last_day) + 1)
    read = (store.purchase(each.id) for each in (*fitting[:_MOST_READ], *behind[:1]))
    return of_each_day((each for each in read if each is not None), days)


def _covers(submission: Submission, first_day: str, last_day: str) -> bool:
    return (submission.first_day or last_day) <= first_day and last_day <= (submission.last_day or first_day)


def submitted_before(store: Store, submission: Submission) -> Purchase | None:
    """What went out last before `submission` for its retailer and each of its days. Raises `StoreError`."""
    if submission.first_day is None or submission.last_day is None:
        return None
    days = submission.first_day, submission.last_day
    found = [
        each
        for each in store.same_days(submission.account, submission.retailer_id, *days)
        if each.id != submission.id and each.created <= submission.created
    ]
    return last_submitted(store, found, *days)
