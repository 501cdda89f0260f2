"""What is said around the chart: titles, totals, and why there is no strategy to be seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.purchase import Purchase, energy_mwh
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.sums import Sums, sums
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.changes import change_sentence
from ravenwits_desktop.ui.chart.heat import Heat
from ravenwits_desktop.ui.chart.later_remarks import remarks_on_later
from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.chart.scenes import Kind, Material, Scene, Wish, compared_costs
from ravenwits_desktop.ui.chart.units import Step, Unit, minutes_of, period_word

translate = QCoreApplication.translate
MOST_TOLD = 3
"""Problems of an output that are told at once; a button beside them opens all, as it does where there is no room."""
_NOTHING = frozenset({b"", b"null", b"{}", b"[]", b'""'})
_WAITING = frozenset({State.PENDING, State.IN_PROGRESS, State.UNKNOWN})
_NOT_SENT = frozenset({State.QUEUED, State.SENDING})
_OPEN_MWH = 0.0005
"""Below this, energy that is left open is not seen in its three decimals."""
_WRONG = frozenset({State.FAILED, State.REJECTED, State.NOT_FOUND})


def _moment(moment: datetime, zone: str = DEFAULT_ZONE) -> str:
    """An instant (UTC) with its day and the name of its zone: paper is read on other days too."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{words.day(local.date().isoformat())} {local:%H:%M} {zone}"


def is_empty(output: StrategyOutput | None) -> bool:
    """Whether the server has sent no strategy at all (as against one that cannot be read)."""
    return output is None or (not output.models and not output.problems and output.raw.strip() in _NOTHING)


def title_of(submission: Submission) -> str:
    """Day or days and retailer of a submission; its id where neither is known."""
    days = words.days(submission.first_day, submission.last_day) or submission.purchase_id or submission.id
    retailer = submission.retailer_name or submission.retailer_id
    return f"{days} · {retailer}" if retailer else days


def about(submission: Submission) -> tuple[str, ...]:
    """What paper says of a submission below its title: when it was sent, its id, when the data were asked for."""
    found = []
    if submission.sent is not None:
        found.append(translate("Chart", "sent {time}").format(time=_moment(submission.sent)))
    if submission.purchase_id:
        found.append(submission.purchase_id)
    if submission.checked is not None:
        found.append(translate("Chart", "as of {time}").format(time=_moment(submission.checked)))
    return tuple(found)


def remarks_on(
    submission: Submission,
    output: StrategyOutput | None,
    usual: float | None = None,
    later: LaterAnswer | None = None,
    zone: str = DEFAULT_ZONE,
) -> list[Remark]:
    """Why the chart shows what it shows: the state, the server's own words, what could not be read.

    `usual` is how many seconds a strategy usually takes from this state on, `later` the last answer where that gave no
    outputs, its times told in `zone`.
    """
    found = remarks_on_later(later, submission, zone)
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
    elif state in _WAITING and later is not None and later.why is not None:
        found.append(Remark(translate("Chart", "{state}, by the last answer that could be read.").format(state=named)))
    elif state in _WAITING and is_empty(output):
        text = translate("Chart", "{state}. The strategy appears here as soon as the server has it{when}.")
        found.append(Remark(text.format(state=named, when=_usually(usual))))
    elif state is not State.COMPLETED:
        found.append(Remark(f"{named}."))
    elif is_empty(output):
        found.append(
            Remark(translate("Chart", "{state}, but the server sent no strategy.").format(state=named), Tone.WARNING)
        )
    if output is not None and not is_empty(output) and not output.models:
        text = translate("Chart", "The strategy could not be read. This is what the server sent.")
        found.append(Remark(text, Tone.WARNING))
    return found


def remarks_on_problems(problems: Sequence[str]) -> list[Remark]:
    """The first of what could not be read or is doubtful, and how many more there are."""
    if not problems:
        return []
    told = " ".join(problems[:MOST_TOLD])
    if len(problems) > MOST_TOLD:
        told += " " + translate("Chart", "And {count} more.").format(count=len(problems) - MOST_TOLD)
    return [Remark(told, Tone.WARNING)]


def told_in_full(notes: Sequence[Remark], problems: Sequence[str]) -> tuple[str, ...]:
    """The notes one by one, and in place of the one that tells the first of the problems all of them."""
    found: list[str] = []
    for note in notes:
        found += problems if [note] == remarks_on_problems(problems) else [note.text]
    return tuple(found)


def _usually(seconds: float | None) -> str:
    """When to expect more, by what was; empty where nothing is known."""
    if seconds is None:
        return ""
    if seconds < 90:
        return translate("Chart", ", usually within {count} s").format(count=max(1, math.ceil(seconds / 10)) * 10)
    return translate("Chart", ", usually within {count} min").format(count=math.ceil(seconds / 60))


def remarks_on_scene(scene: Scene, material: Material, wish: Wish) -> list[Remark]:
    """What of a picture is not drawn, and where its prices come from."""
    found = []
    if scene.left_out:
        text = translate("Chart", "{count} more models are not drawn: choose one above to see it.")
        found.append(Remark(text.format(count=scene.left_out)))
    if wish.kind is Kind.CHANGES and material.previous is None:
        found.append(Remark(translate("Chart", "Nothing was submitted before for these days.")))
    if wish.unit is Unit.EUR:
        found.append(Remark(prediction_words(material)))
        found += _remarks_on_prices(material, wish)
    return found


def _remarks_on_prices(material: Material, wish: Wish) -> list[Remark]:
    """How many periods are in no sum of EUR, and whether models are compared over the same ones."""
    found, total = [], len(material.purchase)
    costs = material.costs(wish.model)
    left_out = total - (costs.counted if costs is not None else 0)
    if left_out:
        text = translate(
            "Chart",
            "{count} of {total} periods have no predicted price in MD or in a market that is used: no sum has them.",
        )
        found.append(Remark(text.format(count=left_out, total=total), Tone.WARNING))
    if wish.kind is Kind.COMPARE:
        found += _remarks_on_compared_costs(material, wish)
    return found


def _remarks_on_compared_costs(material: Material, wish: Wish) -> list[Remark]:
    """Which models are not drawn where others are, and over which periods the others are summed."""
    found, costs = [], compared_costs(material, wish)
    each_of = period_word(material.purchase.resolution if wish.step is Step.SUBMITTED else minutes_of(wish.step))
    if costs.missing:
        text = translate("Chart", "{model} ({count} × {period})")
        told = [
            text.format(model=material.names.get(idmodel, idmodel), count=count, period=each_of)
            for idmodel, count in costs.missing.items()
        ]
        sentence = translate(
            "Chart", "Models that are not drawn where others are, for want of predicted prices: {models}."
        )
        found.append(Remark(sentence.format(models=", ".join(told)), Tone.WARNING))
    if costs.uneven:
        text = translate(
            "Chart",
            "The models are not priced over the same periods: hours and days hold the {count} periods that all that "
            "are drawn there have, the totals of a model all of its own.",
        )
        found.append(Remark(text.format(count=costs.counted), Tone.WARNING))
    return found


def heat_words(heat: Heat, material: Material, wish: Wish) -> str:
    """What a heat map shows: what the cells say, before it in how many periods of which market two models differ.

    All markets together may hide that: then sides are those of MD.
    """
    said = [_heat_title(heat, material, wish)]
    flips = int(heat.flips.sum())
    if heat.differs and (heat.values < 0).any():
        said.insert(0, translate("Chart", "hatched: below zero"))
    if heat.differs and (flips or not heat.is_even):
        text = translate("Chart", "{count} periods change sides in {market} (underlined)")
        # The count first: the names of models may take all of the line.
        said.insert(0, text.format(count=words.decimal(flips, 0), market=wish.market or "MD"))
    if heat.is_even:
        said.insert(0, translate("Chart", "No difference"))
    return " · ".join(said)


def _heat_title(heat: Heat, material: Material, wish: Wish) -> str:
    """What the cells of a heat map say."""
    market = wish.market or ("MD" if not heat.differs else translate("Chart", "all markets"))
    name = material.names.get(wish.model or "", "")
    if heat.models:
        return translate("Chart", "Share of the purchase bought in {market}, all days").format(market=market)
    if not heat.differs:
        text = translate("Chart", "Share of the purchase bought in {market}: {model}")
        return text.format(market=market, model=name)
    text = translate("Chart", "Net in {market}: {first} less {second}")
    return text.format(market=market, first=name, second=material.names.get(wish.against or "", ""))


def totals_line(material: Material, scene: Scene, wish: Wish) -> str:
    """The line below the picture: energies and shares, what it would cost, or what changed."""
    if wish.kind is Kind.CHANGES and scene.comparison is not None:
        return change_sentence(scene.comparison, material.purchase)
    allocation = material.allocation(wish.model)
    previous = material.previous if allocation is None else None
    line = totals_of(material.purchase, allocation, previous, material.sums(wish.model))
    if wish.kind is Kind.COMPARE and wish.model is not None and allocation is not None:
        line = f"{material.names.get(wish.model, wish.model)}:\u2003 {line}"
    cost = cost_words(material, wish.model)
    return f"{line}\u2003 {cost}" if cost else line


def prediction_words(material: Material) -> str:
    """That prices are predicted, and when they were."""
    made = max((each.made for each in material.prices.values() if each.made is not None), default=None)
    if made is None:
        return translate("Chart", "At predicted prices; when they were predicted is not known.")
    text = translate("Chart", "At prices predicted {time}.")
    return text.format(time=_moment(made, material.purchase.zone))


def cost_words(material: Material, idmodel: str | None) -> str:
    """What a model costs at predicted prices, on average, and against buying all of it in MD; empty without prices."""
    costs = material.costs(idmodel)
    if costs is None or costs.saving is None:
        return ""
    parts = [translate("Chart", "predicted {eur} EUR").format(eur=words.decimal(costs.total, 0))]
    if not costs.complete.all():
        text = translate("Chart", "in {count} of {total} periods")
        parts[0] += " " + text.format(count=costs.counted, total=len(material.purchase))
    average = costs.average()
    if average is not None:
        parts.append(translate("Chart", "{price} EUR/MWh").format(price=words.decimal(average, 2)))
    saving, is_open = costs.saving, abs(costs.open_energy) >= _OPEN_MWH
    if abs(saving) >= 0.5:
        text = translate("Chart", "{eur} EUR less than all in MD")
        if is_open:
            text = translate("Chart", "{eur} EUR less than the same energy in MD")
        if saving < 0:
            text = translate("Chart", "{eur} EUR more than all in MD")
            if is_open:
                text = translate("Chart", "{eur} EUR more than the same energy in MD")
        parts.append(text.format(eur=words.decimal(abs(saving), 0)))
    if is_open:
        text = translate("Chart", "the {energy} MWh left open not among it ({eur} EUR in MD)")
        energy, eur = words.mwh(costs.open_energy), words.decimal(costs.open_in_md, 0)
        parts.append(text.format(energy=energy, eur=eur))
    return ", ".join(parts)


def model_title(idmodel: str, names: Mapping[str, str]) -> str:
    """A model as the box names it: ``Model 2 — wait for MID2``."""
    title = translate("Chart", "Model {idmodel}").format(idmodel=idmodel)
    name = names.get(idmodel, "")
    return f"{title} — {name}" if name and name != idmodel else title


def _share(fraction: float | None) -> str:
    return "" if fraction is None else f" {words.decimal(100 * fraction, 0)} %"


def _previous_words(purchase: Purchase, previous: Purchase) -> list[str]:
    """The energy submitted before for the market days of a purchase, and the change on those that both have."""
    if np.array_equal(purchase.starts, previous.starts):
        same = same_before = np.ones(len(purchase), dtype=np.bool_)
    else:
        days, days_before = (
            timegrid.market_days(each.starts, purchase.zone).astype(np.int64) for each in (purchase, previous)
        )
        # days are few and near each other: a table of them costs a tenth of sorting the periods of a year
        same, same_before = np.isin(days, days_before, kind="table"), np.isin(days_before, days, kind="table")
    if not same.any():
        return []
    before = energy_mwh(previous.mw[same_before], previous.resolution)
    change = energy_mwh(purchase.mw[same], purchase.resolution) - before
    sign = "+" if change > 0 else ""
    text = translate("Chart", "previous {energy} MWh, change {change} MWh")
    if not same.all():
        text = translate("Chart", "previous {energy} MWh, change {change} MWh on its days")
    return [text.format(energy=words.mwh(before), change=f"{sign}{words.mwh(change)}")]


def totals_of(
    purchase: Purchase, allocation: Allocation | None, previous: Purchase | None = None, known: Sums | None = None
) -> str:
    """Energy of the purchase, of the previous one on its days, of each market with its share, of what is open.

    `known` are the sums of the allocation, where they were made already.
    """
    whole = purchase.energy_mwh
    parts = [translate("Chart", "Purchase {energy} MWh").format(energy=words.mwh(whole))]
    if previous is not None:
        parts += _previous_words(purchase, previous)
    if allocation is not None:
        found = known or sums(purchase, allocation)
        for market in found.bought:
            energy = found.net(market)
            parts.append(f"{market} {words.mwh(energy)} MWh{_share(found.share(energy))}")
        left = found.open_position
        parts.append(translate("Chart", "open {energy} MWh").format(energy=words.mwh(left)) + _share(found.share(left)))
    unbroken = (part.replace(" ", "\u00a0") for part in parts)
    return "\u2003 ".join(unbroken)
