"""Amounts beside a demand or a purchase that add to it or are taken off: losses, its net, what other markets give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.tables.totals_beside import is_another_amount, values_of
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.losses import has_losses_in_it, names_losses
from ravenwits_desktop.spreadsheets.texts.other_energy import names_self_consumption

_NET = words.any_word("net[oa]s?", "nets?", "netto", "nett[oa]", "netter", "liquid[oa]s?")
_PLAIN = words.any_word("valor(?:es)?", "values?", "total(?:es)?", "energ[a-z]*", "[gmk]wh?", "de", "la", "el", "the")
_DAY_AHEAD = re.compile(
    r"(?<![a-z])(?:md|m\. ?diario|diari[oa]|day[ -]?ahead|dam|spot|omie|omel|pdbf|pdbc|pbc|pbf|mgp|epex|nord ?pool"
    r"|veille|giorno prima)(?![a-z])"
)
_INTRADAY = re.compile(
    r"(?<![a-z])(?:mid? ?[-.]?\d|mid|ida ?\d|intra-?diari[oa]s?|intra-?day|infragiornalier[oi]|infra-?journalier"
    r"|intrajournalier|xbid|sidc|sesion \d|continuo)(?![a-z])"
)
_CONTRACT = re.compile(r"(?<![a-z])(?:arenh|contratos?|contracts?|ppa)(?![a-z])")
_GRID = re.compile(
    r"(?<![a-z])(?:red|rede|grid|netz\w*|reseau|rete|\w*bezug|soutirages?|prelevements?|preliev[io]|importad[oa]s?)(?![a-z])"
)
"""What a demand is called that what was generated is not in any more."""
_LOSSES = (0.01, 0.5)
"""Shares of a demand that its losses are; what is more or less is written in another unit, or in %."""


def parts_beside(chosen: str, cells: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """Those of `cells`, by name, with which what is bought is another amount than the values called `chosen` alone."""
    named = [name for name in cells if name != chosen and may_be_part(chosen, name)]
    known = values_of({name: cells[name] for name in (chosen, *named)}) if named else {}
    if chosen not in known:
        return ()
    part = known.pop(chosen)
    return tuple(name for name, values in known.items() if len(values) == len(part) and _counts(name, values, part))


def may_be_part(chosen: str, name: str) -> bool:
    """Whether a column called `name` may hold the losses or the net of that called `chosen`, or a later market."""
    if words.names_price(name) or words.names_only_sale(name):
        return False
    if names_losses(words.spaced(name)):
        return _is_demand(chosen) and not has_losses_in_it(words.spaced(chosen)) and _is_of_its_unit(chosen, name)
    if _says_net(name):
        return not words.names_net(chosen) and not words.is_total(chosen)
    return _is_of_market(chosen) and bool(_INTRADAY.search(words.spaced(name))) and not words.names_share(name)


def is_left_beside(chosen: str, name: str) -> bool:
    """Whether a column called `name` may hold what is bought by contracts or generated beside that of `chosen`."""
    return _is_bought_elsewhere(chosen, name) or _is_used_from_own(chosen, name)


def counts_beside(name: str, values: Floats, part: Floats) -> bool:
    """Whether values of that kind count: what is generated for the demand's own use is at most the demand."""
    return not names_self_consumption(words.spaced(name)) or _is_within(values, part)


def _is_bought_elsewhere(chosen: str, name: str) -> bool:
    """Whether a column called `name` may hold what contracts give beside what is bought at the market of `chosen`."""
    contract = decoys.names_contract(name) or bool(_CONTRACT.search(words.spaced(name)))
    if not contract or words.names_price(name) or words.names_share(name) or words.names_only_sale(name):
        return False
    return _is_of_market(chosen) and _is_of_its_unit(chosen, name)


def _is_used_from_own(chosen: str, name: str) -> bool:
    """Whether a column called `name` may hold what was generated of the demand called `chosen`."""
    plain = words.spaced(chosen)
    own = names_self_consumption(words.spaced(name)) and not names_self_consumption(plain)
    left = words.names_net(chosen) or bool(_GRID.search(plain))
    return own and _is_demand(chosen) and not left and _is_of_its_unit(chosen, name)


def _is_within(values: Floats, part: Floats) -> bool:
    """Whether no value is more than that beside it of which it may be a part."""
    both = np.isfinite(values) & np.isfinite(part)
    return bool(np.all((values[both] >= 0) & (values[both] <= part[both])))


def _counts(name: str, values: Floats, part: Floats) -> bool:
    """Whether values are energy that counts: losses have their share, a net differs, and markets give anything."""
    if names_losses(words.spaced(name)):
        told = np.isfinite(values) & np.isfinite(part) & (part > 0)
        share = float(np.median(values[told] / part[told])) if told.any() else 0.0
        in_unit = stated_unit(name) is not None and share > 0
        varies = len(np.unique(values[told])) > 1  # the same everywhere they are a share
        return (in_unit or (varies and _LOSSES[0] <= share <= _LOSSES[1])) and is_another_amount(values, part, ())
    if _says_net(name):
        return is_another_amount(values, part, ())
    return bool(np.nan_to_num(values).any())


def _is_demand(name: str) -> bool:
    """Whether a name means what is used or will be, and not that it is bought."""
    says_so = (words.names_load, words.names_amount, words.names_forecast)
    return any(names(name) for names in says_so) and not words.names_purchase(name)


def _is_of_market(name: str) -> bool:
    plain = words.spaced(name)
    bought = words.names_purchase(name) or _is_demand(name)
    return bought and bool(_DAY_AHEAD.search(plain)) and not _INTRADAY.search(plain)


def _is_of_its_unit(chosen: str, name: str) -> bool:
    """Whether a column has a unit where that called `chosen` has one: below a bare name may be prices or shares."""
    return stated_unit(name) is not None or stated_unit(chosen) is None


def _says_net(name: str) -> bool:
    plain = words.spaced(name)
    return bool(_NET.search(plain)) and not any(map(str.isalpha, _PLAIN.sub(" ", _NET.sub(" ", plain))))
