"""What a retailer submitted lately, out of the store."""

from __future__ import annotations

from datetime import date, timedelta

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


def submitted_before(store: Store, submission: Submission) -> Purchase | None:
    """What went out before `submission` for its retailer and days; what has all of them goes before what is newer."""
    if submission.first_day is None or submission.last_day is None:
        return None
    days = submission.first_day, submission.last_day
    found = [
        each
        for each in store.same_days(submission.account, submission.retailer_id, *days)
        if each.id != submission.id and each.state in SENT and each.created <= submission.created
    ]
    whole = [each for each in found if (each.first_day or "~") <= days[0] and days[1] <= (each.last_day or "")]
    for each in (*whole, *found):
        purchase = store.purchase(each.id)
        if purchase is not None:
            return purchase
    return None
