"""Invented strategy outputs: three models that spread a purchase over the markets by a plausible price curve.

Deterministic: the shares of a period depend on its month, its time of day and whether it is a weekend, alone.

- model 1 buys everything in MD;
- model 2 buys more than 100 % in MD and sells the surplus in the dearest later market;
- model 3 buys part in MD, the more the lower its price, and waits with the rest for MID1 and MID2, after noon for MID3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

MARKETS = ("MD", "MID1", "MID2", "MID3")
MODELS = {
    1: ("Day-ahead", "Everything in the day-ahead auction."),
    2: ("Day-ahead with resale", "More than needed in the day-ahead auction, the surplus sold in the intraday ones."),
    3: ("Wait for intraday", "A part in the day-ahead auction, the rest in the last intraday ones."),
}
"""Name and description by `idmodel`."""

ZONE = ZoneInfo("Europe/Madrid")
PRICED = {
    "md_pdbc_spain": "MD",
    "mid_pibc01_spain": "MID1",
    "mid_pibc02_spain": "MID2",
    "mid_pibc03_spain": "MID3",
}
"""The markets of endpoint 7 and which of `MARKETS` each is."""

_NOON = 12 * 60
_WHOLE = 1000
"""Shares are counted in thousandths, so that they add up exactly."""


class Moment(NamedTuple):
    """What the price of a period depends on; `minute` is that of the day at its start."""

    month: int
    weekend: bool
    minute: int


class Share(NamedTuple):
    """Thousandths of a period's purchase bought and sold in one market."""

    bought: int
    sold: int


NOTHING = Share(0, 0)


def price(moment: Moment) -> float:
    """Day-ahead price in EUR/MWh: peaks in the morning and the evening, low around midday when the sun shines."""
    hour = moment.minute / 60
    sun = 30 + 16 * math.cos(2 * math.pi * (moment.month - 6.5) / 12)
    value = 62 + 34 * _bump(hour, 8.5, 1.6) + 58 * _bump(hour, 20.75, 1.9) - sun * _bump(hour, 14, 3)
    return max(1.0, value * (0.8 if moment.weekend else 1.0))


def intraday_prices(moment: Moment) -> dict[str, float]:
    """Prices in the intraday auctions that trade this period, EUR/MWh."""
    hour, day_ahead = moment.minute / 60, price(moment)
    prices = {
        "MID1": day_ahead + 3 * math.sin(math.pi * (hour + moment.month) / 6),
        "MID2": day_ahead + 4 * math.sin(math.pi * (hour - 2) / 4),
    }
    if moment.minute >= _NOON:
        prices["MID3"] = day_ahead + 6 * math.sin(math.pi * (hour - 13) / 5)
    return prices


def predicted(name: str, days: Sequence[date]) -> list[dict[str, str]]:
    """The rows of endpoint 7 for one of `PRICED`: the quarter hours of these days, labelled by their ends."""
    rows = []
    for day in days:
        begin, end = (datetime(each.year, each.month, each.day, tzinfo=ZONE) for each in (day, day + timedelta(days=1)))
        instant, stop = begin.astimezone(UTC), end.astimezone(UTC)
        while instant < stop:
            local = instant.astimezone(ZONE)
            moment = Moment(local.month, local.weekday() >= 5, local.hour * 60 + local.minute)
            instant += timedelta(minutes=15)
            known = {"MD": price(moment)} | intraday_prices(moment)
            if PRICED[name] in known:
                label = instant.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
                rows.append({"datetime": label, "price": f"{known[PRICED[name]]:.3f}"})
    return rows


def _bump(hour: float, middle: float, width: float) -> float:
    return math.exp(-(((hour - middle) / width) ** 2))


def _all_day_ahead(_moment: Moment) -> dict[str, Share]:
    return {"MD": Share(_WHOLE, 0)}


def _resell(moment: Moment) -> dict[str, Share]:
    later = intraday_prices(moment)
    dearest = max(later, key=lambda market: later[market])
    gain = later[dearest] - price(moment)
    surplus = min(250, max(20, round(60 + 25 * gain)))
    return {"MD": Share(_WHOLE + surplus, 0), dearest: Share(0, surplus)}


def _wait(moment: Moment) -> dict[str, Share]:
    day_ahead = min(600, max(200, round(800 - 6 * price(moment))))
    rest = _WHOLE - day_ahead
    first = rest // 5
    if moment.minute < _NOON:
        return {"MD": Share(day_ahead, 0), "MID1": Share(first, 0), "MID2": Share(rest - first, 0)}
    later = intraday_prices(moment)
    second = min(900, max(100, round(500 + 40 * (later["MID3"] - later["MID2"])))) * (rest - first) // _WHOLE
    return {
        "MD": Share(day_ahead, 0),
        "MID1": Share(first, 0),
        "MID2": Share(second, 0),
        "MID3": Share(rest - first - second, 0),
    }


_RULES: dict[int, Callable[[Moment], dict[str, Share]]] = {1: _all_day_ahead, 2: _resell, 3: _wait}


def resolution(labels: Sequence[str]) -> int:
    """Minutes of a period: the smallest distance between neighbouring labels, at most an hour (also for one row)."""
    times = [datetime.fromisoformat(label) for label in labels]
    steps = {abs((later - earlier) // timedelta(minutes=1)) for earlier, later in pairwise(times)}
    return min({step for step in steps if step} | {60})


def moments(labels: Sequence[str]) -> list[Moment]:
    """When each period starts by the clock on the wall, read from labels that mark its end."""
    step = timedelta(minutes=resolution(labels))
    earliest = datetime.min + step
    starts = (max(datetime.fromisoformat(label), earliest) - step for label in labels)
    return [Moment(start.month, start.weekday() >= 5, start.hour * 60 + start.minute) for start in starts]


@lru_cache(maxsize=4)
def outputs(labels: tuple[str, ...]) -> dict[int, bytes]:
    """The JSON of each model's object by `idmodel`, its rows labelled as `labels`, in their order.

    A year of quarter hours is 12 MB a model, so the last few answers are kept and no more.
    """
    periods = moments(labels)
    afternoon = [index for index, period in enumerate(periods) if period.minute >= _NOON]
    traded = dict.fromkeys(MARKETS, (labels, periods))
    traded["MID3"] = (tuple(labels[index] for index in afternoon), [periods[index] for index in afternoon])
    found = {}
    for idmodel, rule in _RULES.items():
        shares = {period: rule(period) for period in set(periods)}
        markets = ", ".join(f'"{market}": {_rows(market, *traded[market], shares)}' for market in MARKETS)
        found[idmodel] = f'{{"idmodel": {idmodel}, "value": {{{markets}}}}}'.encode()
    return found


_ROW = '{"datetime": "'


def _rows(market: str, labels: Sequence[str], periods: Sequence[Moment], shares: dict[Moment, dict[str, Share]]) -> str:
    """One market's rows as a JSON array. Joined from pieces that the rows share, as there may be very many."""
    if not labels:
        return "[]"
    ends = {}
    for period in set(periods):
        bought, sold = shares[period].get(market, NOTHING)
        ends[period] = f'", "purchase_percentage": {bought / _WHOLE}, "sale_percentage": {sold / _WHOLE}}}, {_ROW}'
    pieces = [""] * (2 * len(labels))
    pieces[0::2] = labels
    pieces[1::2] = [ends[period] for period in periods]
    # The last row's end opens a row that does not come.
    return f"[{_ROW}{''.join(pieces).removesuffix(f', {_ROW}')}]"
