"""Whether a purchase that the server has can be the one whose answer was lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.strategy import StrategyOutput
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import utc_to_wall

Days = npt.NDArray[np.datetime64]
CLOCKS = timedelta(minutes=10)
"""How far the server's clock and this computer's may be apart."""
EARLIER = QT_TRANSLATE_NOOP(
    "Message",
    "The purchase {id} was made at the server {created}, before this one was sent ({sent}): it is another one.",
)
LATER = QT_TRANSLATE_NOOP(
    "Message",
    "The purchase {id} was made at the server {created}, after the connection had broken ({ended}): it is another one.",
)
OTHER_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "The strategy of the purchase {id} is for other days than this purchase, {first} to {last}: it is another one.",
)
NOTHING = QT_TRANSLATE_NOOP(
    "Message",
    "The server has a purchase {id}, but says neither when it was made nor for which days it is: nothing of it can be "
    "compared with this one.",
)


def speaks_against(
    submission: Submission, purchase_id: str, created: datetime | None, output: StrategyOutput | None, zone: str
) -> Message | None:
    """What the server says of the purchase `purchase_id` that does not fit `submission`, which is unconfirmed.

    It was `created` (UTC) while this one was on its way, as far as clocks agree, and the rows of its strategy, if there
    are any, lie in the days of this one. Where the server says neither, nothing can be compared, and that is said. None
    where nothing speaks against it, which is no proof. `zone` is the market's, in which moments are told.
    """
    # any attempt may have made it, where there were several
    began = min((step.at for step in submission.history if step.after is State.SENDING), default=submission.sent)
    ended = max((step.at for step in submission.history if step.before is State.SENDING), default=None)
    if created is not None and began is not None and created < began - CLOCKS:
        return Message(EARLIER, {"id": purchase_id, "created": _wall(created, zone), "sent": _wall(began, zone)})
    if created is not None and ended is not None and created > ended + CLOCKS:
        return Message(LATER, {"id": purchase_id, "created": _wall(created, zone), "ended": _wall(ended, zone)})
    days = _days(output)
    if created is None and not days:
        return Message(NOTHING, {"id": purchase_id})
    if days and submission.first_day and submission.last_day:
        first, last = np.datetime64(submission.first_day), np.datetime64(submission.last_day)
        # a label may be that of an end: midnight after the last day
        if not any(((day >= first) & (day <= last + 1)).any() for day in days):
            between = {
                "first": date.fromisoformat(submission.first_day),
                "last": date.fromisoformat(submission.last_day),
            }
            return Message(OTHER_DAYS, {"id": purchase_id} | between)
    return None


def _days(output: StrategyOutput | None) -> list[Days]:
    """The days of the rows of each series that has any."""
    models = output.models if output is not None else ()
    series = [each.labels for model in models for each in model.markets.values()]
    return [labels.astype("datetime64[D]") for labels in series if len(labels)]


def _wall(moment: datetime, zone: str) -> datetime:
    instant = np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "m")
    wall: datetime = utc_to_wall(np.array([instant]), zone)[0].item()
    return wall
