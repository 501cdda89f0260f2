"""What is said of the models in a picture: how their shares are read, and what of them does not fit the purchase."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.chart.row_remarks import remarks_on_allocation
from ravenwits_desktop.ui.chart.scenes import Material, Wish, asked_about, drawn_models, held_back

translate = QCoreApplication.translate


def remarks_on_model(material: Material, idmodel: str | None) -> list[Remark]:
    """How the shares of a model are read, and what of it does not fit the purchase."""
    found = []
    if material.undecided(idmodel):
        text = translate(
            "Chart",
            "Its shares go up to {largest}. Are they per cents? Until somebody says what they are they are read as "
            "fractions, and its MW per market are not given out.",
        )
        found.append(Remark(text.format(largest=f"{material.largest_share(idmodel):g}"), Tone.WARNING))
    elif idmodel in material.per_cents:
        text = translate("Chart", "Its shares are read as per cents: 100 is all of the purchase.")
        found.append(Remark(text, Tone.WARNING))
    allocation = material.allocation(idmodel)
    return found if allocation is None else found + remarks_on_allocation(allocation, material.purchase)


def remarks_on_undecided(material: Material, but: str | None) -> list[Remark]:
    """Which other models have shares that look like per cents: each is asked about where it is shown."""
    others = [material.names.get(each, each) for each in material.models if each != but and material.undecided(each)]
    if not others:
        return []
    text = translate("Chart", "The shares of other models look like per cents too: {models}.")
    if but is None or not material.undecided(but):
        text = translate("Chart", "The shares of other models look like per cents: {models}.")
    return [Remark(text.format(models=", ".join(others)), Tone.WARNING)]


def remarks_on_compared(material: Material, wish: Wish) -> list[Remark]:
    """The same of the two models that are compared, and which of the others that are drawn have any.

    Before that, whether all that are drawn have the same scale.
    """
    two = [each for each in dict.fromkeys((wish.model, wish.against)) if each is not None]
    found = _remarks_on_scales(material, wish)
    found += [
        replace(remark, text=f"{material.names.get(each, each)}: {remark.text}")
        for each in two
        for remark in remarks_on_model(material, each)
    ]
    others = [
        material.names.get(each, each)
        for each in drawn_models(material, wish)
        if each not in two and any(remark.tone is not Tone.PLAIN for remark in remarks_on_model(material, each))
    ]
    if others:
        text = translate("Chart", "There are remarks on other models that are drawn: {models}.")
        found.append(Remark(text.format(models=", ".join(others)), Tone.WARNING))
    return found


def _remarks_on_scales(material: Material, wish: Wish) -> list[Remark]:
    """Which models are not drawn beside the others for want of a word on their scale, and which are read otherwise."""
    found = []
    held = held_back(material, wish)
    if held:
        text = translate(
            "Chart",
            "Not drawn beside the others before somebody says whether their shares are per cents: {models}.",
        )
        each_of = translate("Chart", "{model} (shares up to {largest})")
        told = [
            each_of.format(model=material.names.get(each, each), largest=f"{material.largest_share(each):g}")
            for each in held
        ]
        found.append(Remark(text.format(models=", ".join(told)), Tone.WARNING))
    asked = asked_about(material, wish)
    as_said = {said: [each for each in asked if material.decided.get(each) is said] for said in (True, False)}
    if all(as_said.values()):
        text = translate(
            "Chart",
            "Models whose shares look alike are read in different ways: as per cents {per_cents}, as fractions "
            "{fractions}.",
        )
        names = {said: ", ".join(material.names.get(each, each) for each in those) for said, those in as_said.items()}
        found.append(Remark(text.format(per_cents=names[True], fractions=names[False]), Tone.WARNING))
    return found
