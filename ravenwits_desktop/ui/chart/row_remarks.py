"""What is said of a model's rows: those that do not fit, what they leave out, shares that are too large."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.joining import Joined
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import LARGEST_SHARE, Allocation, Over
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.axis import clock
from ravenwits_desktop.ui.chart.remark import Remark, Tone

translate = QCoreApplication.translate


def remarks_on_allocation(allocation: Allocation, purchase: Purchase) -> list[Remark]:
    """What of a strategy has no place in the purchase, what of the purchase it leaves out, and where it buys more."""
    found = _remarks_on_ends(allocation, purchase)
    if not allocation.markets:
        found.append(translate("Chart", "This model says nothing for any market: all of it is open."))
    elif allocation.uncovered:
        text = translate("Chart", "{count} of {total} periods have no row in any market: they are shown as open.")
        if allocation.unread:
            text = translate(
                "Chart",
                "{count} of {total} periods have no row that could be read in any market: they are shown as open.",
            )
        found.append(text.format(count=allocation.uncovered, total=len(purchase)))
    rows = {market: allocation.rows[market] for market in allocation.markets if market in allocation.rows}
    missing = allocation.missing if any(allocation.missing_apart.values()) else {}
    texts = (
        (
            translate("Chart", "Periods without a row that could be read count as nothing there: {rows}.")
            if allocation.unread
            else translate("Chart", "Periods without a row count as nothing there: {rows}."),
            missing,
        ),
        (
            translate("Chart", "Periods with rows for a part of them alone, where the rest counts as nothing: {rows}."),
            {market: _partial(joined, purchase) for market, joined in rows.items()},
        ),
        (
            translate(
                "Chart",
                "Rows longer than the periods of the purchase, as far as so few can show, hold for all of theirs: "
                "{rows}.",
            ),
            {market: _guessed(joined) for market, joined in rows.items()},
        ),
        (
            translate("Chart", "Rows that have no place in this purchase are left out: {rows}."),
            {market: joined.outside for market, joined in rows.items()},
        ),
        (
            translate("Chart", "Rows that lack a share are left out: {rows}."),
            {market: joined.without_share for market, joined in rows.items()},
        ),
        (
            translate("Chart", "Rows that do not begin where the periods around them do are left out: {rows}."),
            {market: _off_grid(joined) for market, joined in rows.items()},
        ),
        (
            translate("Chart", "Rows repeat the time of another row and are left out, the first one counts: {rows}."),
            {market: _repeated(joined) for market, joined in rows.items()},
        ),
        (
            translate("Chart", "Of the hour that is there twice only one is given, and taken as summer time: {rows}."),
            allocation.assumed_summer,
        ),
    )
    for text, each in texts:
        told = ", ".join(f"{market} {each[market]}" for market in allocation.markets if each.get(market))
        if told:
            found.append(text.format(rows=told))
    warned = [Remark(text, Tone.WARNING) for text in found] + _remarks_on_over(allocation, purchase)
    silent = [
        market
        for market, joined in rows.items()
        if not (joined.covered.any() or joined.unused or allocation.unread.get(market))
    ]
    if not silent:
        return warned
    text = translate("Chart", "Markets without any row, of which the model says nothing: {markets}.")
    return [*warned, Remark(text.format(markets=", ".join(silent)))]


def _remarks_on_ends(allocation: Allocation, purchase: Purchase) -> list[str]:
    """That rows look as if they were labelled otherwise than the purchase, from which they would be off by one."""
    if not allocation.other_end:
        return []
    if purchase.label is Label.END:
        text = translate(
            "Chart",
            "All of it may be drawn {minutes} min too early: the labels look like the starts of periods ({rows}), and "
            "are read as ends like those of this purchase. Nothing was shifted; ask whoever computes the strategy.",
        )
    else:
        text = translate(
            "Chart",
            "All of it may be drawn {minutes} min too late: the labels look like the ends of periods ({rows}), and are "
            "read as starts like those of this purchase. Nothing was shifted; ask whoever computes the strategy.",
        )
    each_of = translate("Chart", "{market} from {first} to {last}")
    told = [
        each_of.format(
            market=market,
            first=words.label(allocation.other_end[market].first),
            last=words.label(allocation.other_end[market].last),
        )
        for market in allocation.markets
        if market in allocation.other_end
    ]
    minutes = " / ".join(dict.fromkeys(str(each.minutes) for each in allocation.other_end.values()))
    return [text.format(rows=", ".join(told), minutes=minutes)]


def _partial(joined: Joined, purchase: Purchase) -> str:
    if joined.partial is None:
        return ""
    first = _period(purchase, int(np.argmax(joined.partial)))
    return translate("Chart", "{count} (the first {period})").format(count=int(joined.partial.sum()), period=first)


def _off_grid(joined: Joined) -> str:
    if joined.first_off_grid is None:
        return ""
    text = translate("Chart", "{count} (the first is labelled {label})")
    return text.format(count=joined.off_grid, label=timegrid.format_label(joined.first_off_grid))


def _guessed(joined: Joined) -> str:
    if joined.first_guessed is None:
        return ""
    text = translate("Chart", "{count} (the first is labelled {label})")
    return text.format(count=joined.guessed, label=timegrid.format_label(joined.first_guessed))


def _repeated(joined: Joined) -> str:
    if not joined.repeated:
        return ""
    if joined.first_differing is None:
        return translate("Chart", "{count} (all say the same)").format(count=joined.repeated)
    text = translate("Chart", "{count}, of which {other} say something else (the first is labelled {label})")
    label = timegrid.format_label(joined.first_differing)
    return text.format(count=joined.repeated, other=joined.differing, label=label)


def _remarks_on_over(allocation: Allocation, purchase: Purchase) -> list[Remark]:
    """Where more than the purchase is bought: in one market it may be meant, in all together it seldom is."""
    found = []
    # above that they are asked about in other words
    too_large = any(over.largest > LARGEST_SHARE for over in allocation.over.values())
    text = translate("Chart", "{count} (the first {period}, the largest {share} %)")
    told = ", ".join(
        f"{market} {_over_words(text, allocation.over[market], purchase)}"
        for market in allocation.markets
        if market in allocation.over
    )
    if told and not too_large:
        sentence = translate("Chart", "Periods in which a market buys more than 100 % of the purchase: {periods}.")
        found.append(Remark(sentence.format(periods=told)))
    if allocation.over_in_all is not None and not too_large:
        sentence = translate("Chart", "Periods in which all markets together buy more than the purchase: {periods}.")
        told = _over_words(text, allocation.over_in_all, purchase)
        found.append(Remark(sentence.format(periods=told), Tone.WARNING))
    return found


def _over_words(text: str, over: Over, purchase: Purchase) -> str:
    share = words.decimal(100 * over.largest, 1)
    return text.format(count=over.count, period=_period(purchase, over.first), share=share)


def _period(purchase: Purchase, place: int) -> str:
    """A period as ``Wed 25 Nov 18:15 – 18:30``."""
    start = purchase.starts[place : place + 1]
    begin, end = clock(np.append(start, start + timegrid.minutes(purchase.resolution)), purchase.zone)
    return f"{words.day(timegrid.market_days(start, purchase.zone)[0])} {begin} – {end}"
