"""Strategy outputs that are to be written: how they fit the purchase, and what they change at the server."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput, allocate, in_order
from ravenwits_desktop.domain.timegrid import format_label

OUTSIDE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} rows lie outside the purchase.")
TWICE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} rows repeat the time of another row.")
OFF_GRID = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: {count} rows do not begin where the periods around them do."
)
EMPTY = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} rows lack a fraction.")
IN_PART = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: {count} periods of the purchase have rows for a part of them alone."
)
LACKING = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} periods of the purchase have no row.")
NEGATIVE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} fractions are negative.")
OTHER_SUM = QT_TRANSLATE_NOOP(
    "Message",
    "Model {model}: in {count} periods the markets do not add up to the purchase, the first is {label} with {sum} %.",
)
NEW_MODEL = QT_TRANSLATE_NOOP("Message", "Model {model} is new.")
MODEL_GONE = QT_TRANSLATE_NOOP("Message", "Model {model} goes.")
NEW_MARKET = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: new, {count} rows.")
MARKET_GONE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: goes, {count} rows.")
ROWS_CHANGED = QT_TRANSLATE_NOOP(
    "Message",
    "Model {model}, {market}: {count} rows change, the most {label}, from {before} % to {after} %.",
)
ROWS_ADDED = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} rows come.")
ROWS_GONE = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: {count} rows go.")
NO_CHANGE = QT_TRANSLATE_NOOP("Message", "The outputs stay as they are.")
SAME_AS_READ = QT_TRANSLATE_NOOP(
    "Message",
    "What can be read of the outputs stays as it is. The server has them in a form that is not clear, and gets clear "
    "ones.",
)
STATUS_CHANGES = QT_TRANSLATE_NOOP("Message", "The status changes from “{before}” to “{after}”.")
ERROR_CHANGES = QT_TRANSLATE_NOOP("Message", "The error text changes from “{before}” to “{after}”.")

OTHER_END = QT_TRANSLATE_NOOP(
    "Message",
    "Model {model}, {market}: the labels run from {first} to {last}, as if they named the other end of each period "
    "than those of the purchase.",
)

_NEAR = 0.005
"""By how much the fractions of a period may miss the whole: three thirds written with two decimals."""
_SAME = 1e-9


def misfits(purchase: Purchase, output: StrategyOutput) -> tuple[Message, ...]:
    """What of the outputs does not fit the purchase: rows outside it, periods without, negative ones, other sums."""
    whole = Purchase(purchase.starts, np.ones(len(purchase)), purchase.resolution, purchase.label, purchase.zone)
    found: list[Message] = []
    for model in output.models:
        allocation = allocate(whole, model)
        for market in in_order(model.markets):
            where = {"model": model.idmodel, "market": market}
            series = model.markets[market]
            negative = int((series.purchase_share < 0).sum() + (series.sale_share < 0).sum())
            joined = allocation.rows[market]
            counts = (
                (OUTSIDE, joined.outside),
                (TWICE, joined.repeated),
                (OFF_GRID, joined.off_grid),
                (EMPTY, joined.without_share),
                (LACKING, allocation.missing[market]),
                (IN_PART, 0 if joined.partial is None else int(joined.partial.sum())),
                (NEGATIVE, negative),
            )
            ends = allocation.other_end.get(market)
            if ends is not None:
                values = {"first": format_label(ends.first), "last": format_label(ends.last)}
                found.append(Message(OTHER_END, {**where, **values}))
            for template, count in counts:
                if count:
                    found.append(Message(template, {**where, "count": count}))
        wrong = np.flatnonzero(np.abs(allocation.open_position) > _NEAR)
        if len(wrong) and model.markets:
            label = format_label(purchase.labels[wrong[0]])
            share = without_exponent(100 * (1 - float(allocation.open_position[wrong[0]])), 6)
            found.append(
                Message(OTHER_SUM, {"model": model.idmodel, "count": len(wrong), "label": label, "sum": share})
            )
    return tuple(found)


def output_changes(before: StrategyOutput, after: StrategyOutput) -> tuple[Message, ...]:
    """What an update of the outputs from `before` to `after` changes, in the order of the models."""
    names = list(dict.fromkeys(model.idmodel for model in (*before.models, *after.models)))
    found: list[Message] = []
    for name in names:
        old, new = before.model(name), after.model(name)
        if old is None:
            found.append(Message(NEW_MODEL, {"model": name}))
        elif new is None:
            found.append(Message(MODEL_GONE, {"model": name}))
        else:
            found.extend(_market_changes(old, new))
    return tuple(found) or (Message(NO_CHANGE if before.problems == after.problems else SAME_AS_READ),)


def _market_changes(old: Model, new: Model) -> list[Message]:
    found = []
    for market in in_order({**old.markets, **new.markets}):
        where = {"model": new.idmodel, "market": market}
        before, after = old.markets.get(market), new.markets.get(market)
        if before is None and after is not None:
            found.append(Message(NEW_MARKET, {**where, "count": len(after.labels)}))
        elif after is None and before is not None:
            found.append(Message(MARKET_GONE, {**where, "count": len(before.labels)}))
        elif before is not None and after is not None:
            found.extend(Message(template, {**where, **values}) for template, values in _row_changes(before, after))
    return found


def _row_changes(before: MarketSeries, after: MarketSeries) -> list[tuple[str, dict[str, object]]]:
    """Rows joined by their label and, where one stands there several times, by their order."""
    old, new = _rows(before), _rows(after)
    found: list[tuple[str, dict[str, object]]] = []
    changes = [
        (max(abs(there[side] - then[side]) for side in (0, 1)), label)
        for label, there in new.items()
        if (then := old.get(label)) is not None
    ]
    changed = [change for change in changes if change[0] > _SAME]
    if changed:
        # of equal ones the earliest
        label = max(changed, key=lambda change: (change[0], -change[1][0]))[1]
        side = int(abs(new[label][1] - old[label][1]) > abs(new[label][0] - old[label][0]))
        values = {
            "before": without_exponent(100 * old[label][side], 6),
            "after": without_exponent(100 * new[label][side], 6),
        }
        told = format_label(np.datetime64(label[0], "m"))
        found.append((ROWS_CHANGED, {"count": len(changed), "label": told, **values}))
    for template, count in ((ROWS_ADDED, len(new.keys() - old.keys())), (ROWS_GONE, len(old.keys() - new.keys()))):
        if count:
            found.append((template, {"count": count}))
    return found


def _rows(series: MarketSeries) -> dict[tuple[int, int], tuple[float, float]]:
    rows: dict[tuple[int, int], tuple[float, float]] = {}
    seen: dict[int, int] = {}
    labels = series.labels.astype("datetime64[m]").view(np.int64).tolist()
    for label, bought, sold in zip(labels, series.purchase_share.tolist(), series.sale_share.tolist(), strict=True):
        seen[label] = seen.get(label, -1) + 1
        rows[label, seen[label]] = (bought, sold)
    return rows
