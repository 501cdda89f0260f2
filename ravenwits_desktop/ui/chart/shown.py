"""What the chart's panel was last given: a draft or a submission, and all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication, QLocale

from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import LARGE_SHARES, Allocation, Model, StrategyOutput
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Floats
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart import remarks
from ravenwits_desktop.ui.chart.model_remarks import remarks_on_compared, remarks_on_model, remarks_on_undecided
from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.chart.scenes import Kind, Material, Scene, Wish
from ravenwits_desktop.ui.chart.units import Unit

translate = QCoreApplication.translate


@dataclass(slots=True)
class Shown:
    """A purchase, perhaps with its strategy; `key` tells one draft or submission from another."""

    key: tuple[str, str]
    title: str
    purchase: Purchase | None
    previous: Purchase | None = None
    output: StrategyOutput | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of models by their idmodel, as endpoint 5 gives them."""
    remarks: tuple[Remark, ...] = ()
    nothing: str = ""
    """What stands in place of the plot where there is no purchase."""
    preview: Purchase | None = None
    """What the purchase would become."""
    allocations: Mapping[str, Allocation] = field(default_factory=dict)
    """Of models for which they were made already, by idmodel."""
    prices: Mapping[str, MarketPrices] = field(default_factory=dict)
    priced: Mapping[str, Floats] | None = None
    """The prices at the periods of the purchase, where they were joined already."""
    later: LaterAnswer | None = None
    """The last answer, where that gave no outputs."""
    usual: float | None = None
    """How many seconds a strategy usually takes from here."""
    about: tuple[str, ...] = ()
    """What is said of it on paper: its id, the time of the data."""

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, so that its rows can be selected and dragged."""
        return self.key[0] == "draft"

    @property
    def models(self) -> tuple[Model, ...]:
        """The models there are."""
        return self.output.models if self.output is not None else ()

    @property
    def has_odd_model(self) -> bool:
        """Whether a model has a value of a shape that is not known, so that nothing of it can be drawn."""
        output = self.output
        return output is not None and bool(output.problems) and any(not model.markets for model in output.models)

    def problems(self, idmodel: str | None) -> tuple[str, ...]:
        """What could not be read of the answer or is doubtful, in words, that of this model first.

        But for shares that may be per cents, about which the chart asks once for each model.
        """
        if self.output is None:
            return ()
        told = (each for each in self.output.problems if each.template != LARGE_SHARES)
        first = sorted(told, key=lambda each: str(each.values.get("model", "")) != str(idmodel))
        return tuple(words.translated(problem) for problem in first)

    @property
    def titles(self) -> dict[str, str]:
        """What each model is called, by idmodel."""
        return {model.idmodel: remarks.model_title(model.idmodel, self.names) for model in self.models}

    @property
    def has_answer(self) -> bool:
        """Whether there is an answer of the server to be looked at."""
        return bool(self.answer)

    @property
    def answer(self) -> bytes:
        """The answer that can be looked at: the last one where it could not be read, else that with the outputs."""
        if self.later is not None and self.later.raw:
            return self.later.raw
        return b"" if self.output is None or remarks.is_empty(self.output) else self.output.raw

    def noting(self, submission: Submission, later: LaterAnswer | None) -> Shown:
        """The same with this as the last answer."""
        zone = self.purchase.zone if self.purchase is not None else DEFAULT_ZONE
        said = remarks.remarks_on(submission, self.output, self.usual, later, zone)
        return replace(self, later=later, remarks=tuple(said))

    def kinds(self, wanted: object) -> frozenset[Kind]:
        """The pictures there are of it; before and after too where it is `wanted` and only says that there is none."""
        if self.purchase is None:
            return frozenset()
        found = {Kind.MARKETS}
        if self.models:
            found |= {Kind.COMPARE, Kind.HEAT}
        if self.previous is not None or wanted is Kind.CHANGES:
            found.add(Kind.CHANGES)
        return frozenset(found)

    def units(self, kind: Kind) -> frozenset[Unit]:
        """The units in which that picture can be drawn; EUR where MD has prices."""
        found = {Unit.MW, Unit.MWH}
        if self.models and kind is not Kind.CHANGES:
            found.add(Unit.SHARE)
            if "MD" in self.prices and kind is not Kind.HEAT:
                found.add(Unit.EUR)
        return frozenset(found)

    def material(self, decided: Mapping[str, bool]) -> Material:
        """What its pictures are made of; `decided` says of models whether shares are per cents. Needs a purchase."""
        purchase = self.purchase if self.preview is None else self.preview
        assert purchase is not None
        return Material(
            purchase,
            output=self.output,
            names=self.titles,
            previous=self.previous,
            replaced=self.purchase if self.preview is not None else None,
            prices=self.prices,
            ready=self.allocations,
            priced_ready=self.priced if self.preview is None else None,
            decided=decided,
        )


def nothing_shown() -> Shown:
    """Nothing is selected."""
    text = translate("Chart", "Select a submission to see its strategy, or open a draft to see its purchase.")
    return Shown(("nothing", ""), "", None, nothing=text)


def draft_shown(title: str, purchase: Purchase | None, previous: Purchase | None, draft_id: str, undrawn: int) -> Shown:
    """A draft, `previous` behind it; `purchase` is None while no row can be drawn, `undrawn` rows cannot."""
    text = translate("Chart", "The chart appears as soon as a row of the draft has a time and a value.")
    remarked: tuple[Remark, ...] = ()
    if purchase is not None and undrawn:
        said = translate("Chart", "One row is not drawn: it has an error.")
        if undrawn > 1:
            more = translate("Chart", "{count} rows are not drawn: they have errors.")
            said = more.format(count=QLocale().toString(undrawn))
        remarked = (Remark(said, Tone.WARNING),)
    key = ("draft", draft_id or title)
    return Shown(key, title, purchase, previous, remarks=remarked, nothing=text)


def waiting_shown(title: str, draft_id: str) -> Shown:
    """A draft whose rows are still being checked."""
    text = translate("Chart", "The chart appears as soon as the rows are checked.")
    return Shown(("draft", draft_id), title, None, nothing=text)


def _dated(submission: Submission, title: str) -> str:
    """The title with the year of its last day, which words leave out in the year that is: paper outlives it."""
    days = words.days(submission.first_day, submission.last_day)
    year = (submission.last_day or "")[:4]
    return title.replace(days, f"{days} {year}", 1) if days and year.isdigit() and year not in days else title


def submission_shown(
    submission: Submission,
    purchase: Purchase | None,
    output: StrategyOutput | None,
    usual: float | None,
    later: LaterAnswer | None = None,
) -> Shown:
    """A submission; `usual` is how many seconds its strategy usually takes from here.

    `later` is the last answer, where that gave no outputs.
    """
    text = translate("Chart", "The rows of this purchase are not known here, so its strategy cannot be shown in MW.")
    shown = Shown(
        ("submission", submission.id),
        _dated(submission, remarks.title_of(submission)),
        purchase,
        output=output,
        about=remarks.about(submission),
        usual=usual,
        nothing=text,
    )
    return shown.noting(submission, later)


def notes_on(shown: Shown, scene: Scene, material: Material, wish: Wish) -> list[Remark]:
    """All that is said above the picture."""
    notes = [*shown.remarks, *remarks.remarks_on_problems(shown.problems(wish.model))]
    if shown.preview is not None:
        notes.append(Remark(translate("Chart", "Preview. The dashed line is the draft as it is now.")))
    if wish.kind is Kind.COMPARE:
        notes += remarks_on_compared(material, wish)
    elif wish.kind is not Kind.CHANGES:
        notes += remarks_on_model(material, wish.model)
        notes += remarks_on_undecided(material, wish.model)
    if scene.even:
        text = translate("Chart", "No difference between {first} and {second}{market}.")
        if scene.unknown:
            text = translate("Chart", "No difference between {first} and {second}{market} where both have prices.")
        market = translate("Chart", " in {market}").format(market=wish.market) if wish.market else ""
        first, second = (material.names.get(each or "", each or "") for each in (wish.model, wish.against))
        notes.append(Remark(text.format(first=first, second=second, market=market)))
    return notes + remarks.remarks_on_scene(scene, material, wish)
