"""What is said around the chart: titles, totals, and why there is no strategy to be seen."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase, energy_mwh
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.sums import sums
from ravenwits_desktop.ui import words

translate = QCoreApplication.translate
_NOTHING = frozenset({b"", b"null", b"{}", b"[]", b'""'})
_WAITING = frozenset({State.PENDING, State.IN_PROGRESS, State.UNKNOWN})
_NOT_SENT = frozenset({State.QUEUED, State.SENDING})
_WRONG = frozenset({State.FAILED, State.REJECTED, State.NOT_FOUND})


class Tone(enum.Enum):
    """How a remark is to be taken."""

    PLAIN = "plain"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence or two above the chart."""

    text: str
    tone: Tone = Tone.PLAIN


def is_empty(output: StrategyOutput | None) -> bool:
    """Whether the server has sent no strategy at all (as against one that cannot be read)."""
    return output is None or (not output.models and not output.problems and output.raw.strip() in _NOTHING)


def title_of(submission: Submission) -> str:
    """Day or days and retailer of a submission; its id where neither is known."""
    days = words.days(submission.first_day, submission.last_day) or submission.purchase_id or submission.id
    retailer = submission.retailer_name or submission.retailer_id
    return f"{days} · {retailer}" if retailer else days


def remarks_on(submission: Submission, output: StrategyOutput | None) -> list[Remark]:
    """Why the chart shows what it shows: the state, the server's own words, what could not be read."""
    found = []
    state = submission.state
    said = words.translated(submission.message) if submission.message is not None else ""
    word = words.state_word(state, submission.server_status)
    named = f"{words.STATE_SHAPES[state]} {word[:1].upper()}{word[1:]}"
    if state in _WRONG:
        found.append(Remark(f"{named}. {said}" if said else f"{named}.", Tone.ERROR))
    elif state is State.UNCONFIRMED:
        found.append(Remark(f"{named}. {said}" if said else f"{named}.", Tone.WARNING))
    elif state in _NOT_SENT:
        found.append(Remark(translate("Chart", "{state}. The strategy comes after it was sent.").format(state=named)))
    elif state in _WAITING and is_empty(output):
        found.append(
            Remark(
                translate("Chart", "{state}. The strategy appears here as soon as the server has it.").format(
                    state=named
                )
            )
        )
    elif state is not State.COMPLETED:
        found.append(Remark(f"{named}."))
    elif is_empty(output):
        found.append(
            Remark(translate("Chart", "{state}, but the server sent no strategy.").format(state=named), Tone.WARNING)
        )
    if output is not None and not is_empty(output) and not output.models:
        text = translate("Chart", "The strategy could not be read. This is what the server sent.")
        found.append(Remark(text, Tone.WARNING))
    if output is not None and output.problems:
        shown = " ".join(words.translated(problem) for problem in output.problems[:3])
        if len(output.problems) > 3:
            shown += " " + translate("Chart", "And {count} more.").format(count=len(output.problems) - 3)
        found.append(Remark(shown, Tone.WARNING))
    return found


def remarks_on_allocation(allocation: Allocation, purchase: Purchase) -> list[Remark]:
    """What of a strategy has no place in the purchase, and what of the purchase it leaves out."""
    found = []
    if not allocation.markets:
        found.append(
            Remark(translate("Chart", "This model says nothing for any market: all of it is open."), Tone.WARNING)
        )
    elif allocation.uncovered:
        text = translate("Chart", "{count} of {total} periods have no row in any market: they are shown as open.")
        found.append(Remark(text.format(count=allocation.uncovered, total=len(purchase)), Tone.WARNING))
    some = {
        market: count for market, count in allocation.missing.items() if allocation.uncovered < count < len(purchase)
    }
    for text, counts in (
        (translate("Chart", "Periods without a row count as nothing there: {rows}."), some),
        (
            translate("Chart", "Rows that have no place in this purchase are left out: {rows}."),
            allocation.unmatched,
        ),
        (
            translate("Chart", "Of the hour that is there twice only one is given, and taken as summer time: {rows}."),
            allocation.assumed_summer,
        ),
    ):
        told = ", ".join(f"{market} {counts[market]}" for market in allocation.markets if counts.get(market))
        if told:
            found.append(Remark(text.format(rows=told), Tone.WARNING))
    return found


def model_title(idmodel: str, names: Mapping[str, str]) -> str:
    """A model as the box names it: ``Model 2 — wait for MID2``."""
    title = translate("Chart", "Model {idmodel}").format(idmodel=idmodel)
    name = names.get(idmodel, "")
    return f"{title} — {name}" if name and name != idmodel else title


def _share(fraction: float | None) -> str:
    return "" if fraction is None else f" {words.decimal(100 * fraction, 0)} %"


def totals_of(purchase: Purchase, allocation: Allocation | None, previous: Purchase | None = None) -> str:
    """Energy of the purchase, of the previous one in the same time, of each market with its share, of what is open."""
    whole = purchase.energy_mwh
    ends = purchase.starts[-1] + timegrid.minutes(purchase.resolution)
    parts = [translate("Chart", "Purchase {energy} MWh").format(energy=words.mwh(whole))]
    if previous is not None:
        same_time = (previous.starts >= purchase.starts[0]) & (previous.starts < ends)
        before = energy_mwh(previous.mw[same_time], previous.resolution)
        change = whole - before
        sign = "+" if change > 0 else ""
        text = translate("Chart", "previous {energy} MWh, change {change} MWh")
        parts.append(text.format(energy=words.mwh(before), change=f"{sign}{words.mwh(change)}"))
    if allocation is not None:
        found = sums(purchase, allocation)
        for market in found.bought:
            energy = found.net(market)
            parts.append(f"{market} {words.mwh(energy)} MWh{_share(found.share(energy))}")
        left = found.open_position
        parts.append(translate("Chart", "open {energy} MWh").format(energy=words.mwh(left)) + _share(found.share(left)))
    unbroken = (part.replace(" ", "\u00a0") for part in parts)
    return "\u2003 ".join(unbroken)
