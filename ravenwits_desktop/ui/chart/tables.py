"""The tables beside the chart, and those that are taken away: totals of models, days, and what is drawn."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import gates, timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.domain.strategy import Allocation
from ravenwits_desktop.domain.sums import Sums, sums_by_day
from ravenwits_desktop.domain.timegrid import Bools, Floats, Label, Minutes
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.axis import clock
from ravenwits_desktop.ui.chart.crosshair import series_word
from ravenwits_desktop.ui.chart.picture import Picture, sums_within
from ravenwits_desktop.ui.chart.scenes import MOST_COMPARED, Material
from ravenwits_desktop.ui.chart.series import seconds
from ravenwits_desktop.ui.chart.units import DAY_MINUTES, Unit

translate = QCoreApplication.translate
_MOST_AT_ONCE = 420_480
"""Periods of all models together whose sums are made in one go: twelve models of a year of quarters."""


def _listed(material: Material, chosen: str | None) -> tuple[str, ...]:
    """All models; of many over a long time, which would take too long, the first so many with the chosen one first."""
    if len(material.models) * len(material.purchase) <= _MOST_AT_ONCE:
        return material.models
    first = (chosen,) if chosen in material.models else ()
    return tuple(dict.fromkeys((*first, *material.models)))[:MOST_COMPARED]


def totals_sheet(material: Material, chosen: str | None = None) -> Sheet:
    """A row for each market of each model: energies, share and, with prices, cost.

    Where not all models are listed `chosen` (an idmodel) is, and the last row says how many are not.

    EUR are sums over the periods that are priced whole; where a model has others too, their number stands beside them.
    """
    rows: list[tuple[str, str, str, float, float, float, float, float, float, float]] = []
    listed = _listed(material, chosen)
    for idmodel in listed:
        allocation, found, costs = material.allocation(idmodel), material.sums(idmodel), material.costs(idmodel)
        if allocation is None or found is None:
            continue
        name = material.names.get(idmodel, idmodel)
        unpriced = len(material.purchase) - (costs.counted if costs is not None else 0)
        for market in allocation.markets:
            eur = costs.of_market(market) if costs is not None else None
            average = costs.average(market) if costs is not None else None
            net = found.net(market)
            energies = (found.bought[market], found.sold[market], net, _percent(found, net))
            rows.append((idmodel, name, market, *energies, _number(eur), _number(average), unpriced))
        left = found.open_position
        open_row = (np.nan, np.nan, left, _percent(found, left), np.nan, np.nan, np.nan)
        rows.append((idmodel, name, translate("Chart", "Open"), *open_row))
    left_out = len(material.models) - len(listed)
    if left_out:
        told = translate("Chart", "{count} more models: choose one above to see it").format(count=left_out)
        rows.append((chosen or "", told, "", np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan))
    fields = list(zip(*rows, strict=True)) if rows else [()] * 10
    numbers = [np.array(each, dtype=np.float64) for each in fields[3:]]
    columns = [
        SheetColumn(translate("Chart", "Model"), tuple(fields[1])),
        SheetColumn(translate("Chart", "Market"), tuple(fields[2])),
        SheetColumn(translate("Chart", "Net MWh"), numbers[2]),
        SheetColumn(translate("Chart", "Share %"), numbers[3], 1),
        SheetColumn(translate("Chart", "Bought MWh"), numbers[0]),
        SheetColumn(translate("Chart", "Sold MWh"), numbers[1]),
    ]
    if material.prices:
        columns.append(SheetColumn(translate("Chart", "EUR"), numbers[4], 2))
        columns.append(SheetColumn(translate("Chart", "EUR/MWh"), numbers[5], 2))
        if np.nansum(numbers[6]):
            columns.append(SheetColumn(translate("Chart", "Periods not in EUR"), numbers[6], 0))
    return Sheet(translate("Chart", "Totals"), tuple(columns), keys=tuple(fields[0]))


def days_sheet(material: Material, idmodel: str | None) -> Sheet:
    """A row for each market day: the purchase, the net and share of each market of a model, what is open."""
    purchase, allocation = material.purchase, material.allocation(idmodel)
    found = sums_by_day(purchase, allocation or _nothing(purchase))
    days, each = list(found), list(found.values())
    columns = [
        SheetColumn(translate("Chart", "Day"), tuple(words.day(day) for day in days)),
        SheetColumn(translate("Chart", "Purchase MWh"), np.array([one.purchase for one in each])),
    ]
    if allocation is not None:
        for market in allocation.markets:
            nets = [one.net(market) for one in each]
            shares = [_percent(one, net) for one, net in zip(each, nets, strict=True)]
            columns.append(SheetColumn(f"{market} MWh", np.array(nets)))
            columns.append(SheetColumn(f"{market} %", np.array(shares), 1))
        columns.append(SheetColumn(translate("Chart", "Open MWh"), np.array([one.open_position for one in each])))
    midnights = np.array(days, dtype="datetime64[D]").astype("datetime64[m]")
    starts = timegrid.wall_to_utc(midnights, purchase.zone)[0]
    return Sheet(translate("Chart", "Days"), tuple(columns), starts=starts)


def _nothing(purchase: Purchase) -> Allocation:
    return Allocation("", {}, {}, purchase.mw)


def periods_sheet(picture: Picture, hidden: Set[str], sight: tuple[float, float] | None = None) -> Sheet:
    """What is drawn, period by period: the visible series in their unit; of the time in `sight` (seconds UTC) alone."""
    ends = picture.period_ends()
    shown = slice(None)
    if sight is not None:
        low = int(np.searchsorted(seconds(ends), sight[0], side="right"))
        high = int(np.searchsorted(seconds(picture.starts), sight[1], side="left"))
        shown = slice(low, max(low, high))
    starts, behind = picture.starts[shown], picture.behind()
    columns = period_columns(starts, ends[shown], picture.resolution, picture.zone)
    for name, values in picture.series().items():
        if name in hidden:
            continue
        numbers = behind[name].values_at(starts, ends[shown]) if name in behind else values[shown]
        title = f"{picture.names.get(name) or series_word(name)} {picture.unit.value}"
        columns.append(SheetColumn(title, numbers, picture.unit.places))
    if len(picture.partial) and picture.partial[shown].any():
        told = tuple(_in_part() if partial else "" for partial in picture.partial[shown].tolist())
        columns.append(SheetColumn(_remark_title(), told))
    return Sheet(translate("Chart", "Periods"), tuple(columns), starts=starts)


def with_strip(sheet: Sheet, main: Picture, strip: Picture, more: str = "") -> Sheet:
    """The same with the series of a strip beside the others, where the strip has a value for that period of `main`.

    A strip of shorter periods is gathered: the mean of its power, the sum of its energy. `more` says what is told apart
    by the series: the two models of a difference.
    """
    ends = main.period_ends()[np.searchsorted(main.starts, sheet.starts)]
    columns = [column for column in sheet.columns if column.title != _remark_title()]
    told = next((column.values for column in sheet.columns if column.title == _remark_title()), None)
    texts = [[text] if text else [] for text in told] if isinstance(told, tuple) else [[] for _ in range(len(sheet))]
    for name, values in strip.series().items():
        numbers, in_part = _of_strip(strip, values, sheet.starts, ends)
        title = f"{series_word(name)} ({more})" if more else series_word(name)
        columns.append(SheetColumn(f"{title} {strip.unit.value}", numbers, strip.unit.places))
        for place in np.flatnonzero(in_part).tolist():
            texts[place].append(f"{series_word(name)}: {_in_part()}")
    if any(texts):
        columns.append(SheetColumn(_remark_title(), tuple("; ".join(each) for each in texts)))
    return replace(sheet, columns=tuple(columns))


def _of_strip(strip: Picture, values: Floats, starts: Minutes, ends: Minutes) -> tuple[Floats, Bools]:
    """The values of a strip in the periods of a picture, NaN where it has none, and which of them are of a part."""
    numbers, in_part = np.full(len(starts), np.nan), np.zeros(len(starts), dtype=np.bool_)
    lengths = (ends - starts).astype(np.int64)
    if strip.ends is None and (lengths > strip.resolution).any():
        sums, counts = sums_within(strip.starts, values, starts, ends)
        there = counts > 0
        numbers[there] = sums[there] if strip.unit is Unit.MWH else sums[there] / counts[there]
        return numbers, there & (counts * strip.resolution < lengths)
    place = np.searchsorted(strip.starts, starts)
    there = place < len(strip.starts)
    there[there] &= strip.starts[place[there]] == starts[there]
    numbers[there] = values[place[there]]
    if len(strip.partial):
        in_part[there] = strip.partial[place[there]]
    return numbers, in_part


def _remark_title() -> str:
    return translate("Chart", "Remark")


def _in_part() -> str:
    return translate("Chart", "not all of it given")


def period_columns(starts: Minutes, ends: Minutes, resolution: int, zone: str) -> list[SheetColumn]:
    """Day, number and clock times of periods; of the hour that October repeats the halves are marked A and B."""
    days = timegrid.market_days(starts, zone)
    columns = [SheetColumn(translate("Chart", "Market day"), tuple(np.datetime_as_string(days).tolist()))]
    if resolution == DAY_MINUTES:
        hours = (ends - starts).astype(np.int64) / 60
        return [*columns, SheetColumn(translate("Chart", "Hours"), hours, 0)]
    numbers = timegrid.period_numbers(starts, resolution, zone).astype(np.float64)
    return [
        *columns,
        SheetColumn(translate("Chart", "Period"), numbers, 0),
        SheetColumn(translate("Chart", "From"), tuple(clock(starts, zone))),
        SheetColumn(translate("Chart", "To"), tuple(clock(ends, zone))),
    ]


def bids_sheet(purchase: Purchase, allocation: Allocation) -> Sheet:
    """MW per market as a bidding tool takes it: a row for each period as it was submitted, a column for each market.

    Values are nets, so that what is sold is below zero. Times are the labels that were sent. Where the model has not a
    whole row for every period, a last column says of which.
    """
    ends = purchase.starts + timegrid.minutes(purchase.resolution)
    columns = period_columns(purchase.starts, ends, purchase.resolution, purchase.zone)
    at_end = translate("Chart", "Date and time (end)")
    title = at_end if purchase.label is Label.END else translate("Chart", "Date and time (start)")
    columns.insert(2, SheetColumn(title, purchase.labels))
    columns += [SheetColumn(f"{market} MW", allocation.net(market)) for market in allocation.markets]
    told = _incomplete(purchase, allocation)
    if any(told):
        columns.append(SheetColumn(_remark_title(), told))
    return Sheet(translate("Chart", "MW per market"), tuple(columns), starts=purchase.starts)


def _incomplete(purchase: Purchase, allocation: Allocation) -> tuple[str, ...]:
    """For each period the markets that have no row, or one for a part of it alone; empty where nothing lacks."""
    parts: list[list[str]] = [[] for _ in range(len(purchase))]
    for market in allocation.markets:
        joined = allocation.rows.get(market)
        if joined is None:
            continue
        lacking = gates.traded(market, purchase.starts) & ~joined.covered & joined.covered.any()
        partial = np.zeros(len(purchase), dtype=np.bool_) if joined.partial is None else joined.partial
        for text, marked in (
            (translate("Chart", "{market}: no row"), lacking),
            (translate("Chart", "{market}: in part"), partial),
        ):
            for place in np.flatnonzero(marked).tolist():
                parts[place].append(text.format(market=market))
    return tuple(", ".join(each) for each in parts)


def _percent(found: Sums, energy: float) -> float:
    share = found.share(energy)
    return np.nan if share is None else 100 * share


def _number(value: float | None) -> float:
    return np.nan if value is None else value
