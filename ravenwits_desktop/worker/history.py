"""What a retailer submitted lately, out of the store."""

from __future__ import annotations

from datetime import date, timedelta

from ravenwits_desktop.domain.plausibility import History, history_of
from ravenwits_desktop.domain.submission import ACCEPTED, State
from ravenwits_desktop.store.store import Store

DAYS_BACK = 60
"""From how far before the first day of a purchase submissions are looked at."""
MOST_SUBMISSIONS, MOST_ROWS = 40, 200_000
"""How much is read of it; the newest come first."""
SENT = ACCEPTED | {State.SENDING, State.UNCONFIRMED}
"""States of what went out."""


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
