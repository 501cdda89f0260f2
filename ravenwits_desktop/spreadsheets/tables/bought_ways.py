"""Columns that are called after a tariff, a market or a way of pricing alone, and may hold what is bought by it.

“PVPC” beside “Libre”, “Spot” beside “Termin”, “DA” beside “ID”: no purchase among them says so, and none is a price.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.sheet import Cell
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, read_figures

_WAY = words.any_word(
    "spot", "pvpc", r"tari(?:f|ff|fa|fas|fs|ffs|fe|fes|ffe)", "day[ -]?ahead", "dayahead", "intraday", "omie", "omip",
    "omel", "epex", "mibel", "nord ?pool", r"(?:a )?precios? (?:fijos?|indexad[oa]s?|libres?)", "precos? fixos?",
    "prix fixes?", "prezz[oi] fiss[oi]", "fixed prices?", "fixpreise?", "fast ?pris(?:er)?",
)  # fmt: skip
_DAY_AHEAD = words.any_word("da", "dam", "day[ -]?ahead", "dayahead", "diari[oa]")
_INTRADAY = words.any_word(r"ida?\s?\d?")
_DAY = words.any_word("dias?", "days?")
_BESIDE_WAY = words.any_word(
    "termine?", "termin(?:markt|kauf)", "arenh", "libres?", "regulad[oa]s?", "fij[oa]s?", "fix[aeo]?s?", "fiss[oi]",
    "indexad[oa]s?", "indexe[es]?", "indicizzat[oi]", "resto", "rest", "otr[oa]s", "others?", "autres?", "altri",
    "intraday", "intradiari[oa]s?", r"ida?\s?\d?", "da", "dam", "day[ -]?ahead", "dayahead",
)  # fmt: skip
"""What is bought in another way than by a tariff or a market, and is never beside the price of one."""
_TIMES = 10.0
"""By how much what is bought in one way may differ from what is bought in another, where no unit is stated."""


def ways_bought(
    names: Mapping[int, str], cells_of: Callable[[int], Sequence[Cell]], *, of_unit: bool
) -> frozenset[int]:
    """Which of the columns called `names` are named by a way to buy, or like a number, and may be what is bought.

    `of_unit` says whether the table states a unit of power or energy for all. Without, a way to buy may be bought by
    where its values are as large as those of another column that is called after one, or it names customers. None is
    where another column says that it is a purchase.
    """
    ways = {column for column, name in names.items() if names_way(name)}
    counted = {
        column
        for column, name in names.items()
        if column not in ways and _may_count_nothing(name, names.values()) and _has_fractions(cells_of(column))
    }
    others = [column for column, name in names.items() if column not in ways | counted and not _is_none(name)]
    if len(names) < 2 or not ways | counted or any(_tells_energy(names[column]) for column in others):
        return frozenset()
    found = {column for column in ways if of_unit or stated_unit(names[column]) is not None}
    if len(found) < len(ways):
        known = {column: size for column in (*others, *counted) if (size := _size(cells_of(column)))}
        for column in ways:
            own, size = decoys.names_customers(names[column]), _size(cells_of(column))
            usual = [known[other] for other in known if own or _stands_beside_way(names[other])]
            found |= {column} if any(_are_alike(size, other) for other in usual) else set()
    return frozenset(found | counted)


def names_way(name: str) -> bool:
    """Whether a name is that of a tariff, a market or a way of pricing, and neither plainly a price nor an amount."""
    plain = words.spaced(name)
    rest = _WAY.sub(" ", plain)
    if rest == plain or words.names_sale(plain) or not (_sounds_like_price(name) or words.names_counter(name)):
        return False
    other = words.names_other_quantity(decoys.without_customers(rest))
    return not (other or _sounds_like_price(rest) or words.names_counter(rest))


def _sounds_like_price(name: str) -> bool:
    return words.names_price(name) or decoys.is_decoy(name) or decoys.names_bare_share(name)


def _may_count_nothing(name: str, every: Iterable[str]) -> bool:
    """Whether a name like that of a number may be one of amounts: “ID” beside “DA”, the intraday; “Plan Día”."""
    plain = words.spaced(name)
    if _INTRADAY.fullmatch(plain):
        return any(_DAY_AHEAD.search(words.spaced(other)) for other in every)
    rest = _DAY.sub(" ", plain).split()
    return rest != plain.split() and any(map(str.isalpha, "".join(rest))) and not _is_none(" ".join(rest))


def _stands_beside_way(name: str) -> bool:
    return bool(_BESIDE_WAY.search(words.spaced(name))) or decoys.names_contract(name)


def _is_none(name: str) -> bool:
    """Whether a name means anything but energy that may be bought."""
    number = words.names_counter(name) or words.names_identity(name) or words.names_state(name)
    return number or _sounds_like_price(name) or words.names_other_quantity(decoys.without_customers(name))


def _tells_energy(name: str) -> bool:
    """Whether a name says that it may be the purchase, beside which what is called after a market is its price."""
    says_so = (words.names_purchase, words.names_load, words.names_amount, words.names_forecast, words.names_net)
    return is_pure_unit(name) or stated_unit(name) is not None or any(names(name) for names in says_so)


def _has_fractions(cells: Sequence[Cell]) -> bool:
    numbers = _numbers(cells)
    return numbers is None or bool((numbers % 1 != 0).any() and (numbers > 1).any())


def _numbers(cells: Sequence[Cell]) -> Floats | None:
    """The numbers of some cells; None where they can be read in two ways."""
    try:
        values = read_figures(cells).values
    except AmbiguousDecimalError:
        return None
    return values[np.isfinite(values)]


def _size(cells: Sequence[Cell]) -> float | None:
    """How large the values of some cells mostly are; None where that cannot be told."""
    numbers = _numbers(cells)
    return float(np.median(np.abs(numbers))) if numbers is not None and len(numbers) else None


def _are_alike(one: float | None, other: float) -> bool:
    return one is None or (one > 0 and 1 / _TIMES <= one / other <= _TIMES)
