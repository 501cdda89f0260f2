"""Units that headers state, and what turns their values into MW."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.date_numbers import without_dates
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.unit_sizes import without_sizes, without_thresholds

_PER_MW = {"W": 1_000_000, "kW": 1_000, "MW": 1, "Wh": 1_000_000, "kWh": 1_000, "MWh": 1}
_LARGE = {"GW": 1_000, "GWh": 1_000}
_NAMES = {name.lower(): name for name in (*_PER_MW, *_LARGE)}
_UNIT = re.compile(r"(?<![a-z/])(gwh|mwh|kwh|wh|gw|mw|kw)(/h)?(?![a-z/]|\s*/\s*\d)|[\[(](w)[\])]", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![^\W_])([GMkK])[\s.·⋅_-]([Ww])(?=[\s.·⋅_-]?[hH]?(?![^\W_]))")
"""Watts, perhaps watt-hours, whose size is parted from them: M.W.h., k W, M-Wh."""
_PARTED = re.compile(r"(?<![a-z])([gmk]?w)\s?[·⋅.\s_-]\s?h(?!\w)", re.IGNORECASE)
"""Watt-hours written in two parts: kW·h, MW h, MW_h, MW-h."""
_GLUED = re.compile(r"(?<=[a-z]{3})([gmk]wh?)(?![a-z/])", re.IGNORECASE)
"""A unit at the end of a word: ConsumokWh, COMPRAKW."""
_BEFORE = re.compile(r"(?<![A-Za-z])([GMkK][Ww]h?)(?=[A-Z][a-z])|(?<=[a-z]{3})([GMK][Ww]h?)(?=[A-Z][a-z])")
"""A unit before or between words that begin with a capital: kWCompra, PotenciaKwMedia."""
_OVER = re.compile(
    r"^\s*(energ[ií]\w*|[eé]nergies?|leistung|last|power|loads?|puissances?|pot[eê]n\w+|consum\w*|consommations?"
    r"|demand\w*|verbrauch|bezug|arbeit|wirkleistung|wirkarbeit)(_\w+)?\s?/\s?(?=[gmk]?wh?(?![a-z/]))",
    re.IGNORECASE,
)
"""A quantity over its unit, as DIN 1313 has it: Leistung/kW. With no other word before it, it is no price."""
_WATTS = r"\s?(?:vatios?|watt?)"
_HOURS = r"(?:hora\w*|hours?|heures?|stunden?|or[ae](?![a-z]))"
_TIMES_OF_NORTH = r"tim(?:e[rn]?|mar)(?![a-z])"
_WATT_HOURS = rf"(?:(?:s?[-_·]\s*)?(?:{_HOURS}|{_TIMES_OF_NORTH})|\s+{_HOURS}(?!\s*\d))"
"""Behind a blank “Ora 1” may be an hour of its own, and “Megawatts hour ending” the power of one."""
_SPELLED = tuple(
    (re.compile(f"{size}{_WATTS}{rest}", re.IGNORECASE), f"{letter}{unit}")
    for rest, unit in ((rf"s?\s*/\s*{_HOURS}", "W/h"), (_WATT_HOURS, "Wh"), ("s?", "W"))
    for size, letter in (("giga", "G"), ("m[eé]ga", "M"), ("(?:k|ch|qu)ilo", "k"))
)
"""Units in words, singular and plural, in the languages around us; the longer ones first."""
_ODD = re.compile(
    r"(?<![a-z])(?![gmk]?wh?(?![a-z]))[a-z]{1,2}wh(?![a-z])|(?<![a-z])[gmk]w[ap](?![a-z])"
    r"|(?<![a-z])[gmk]w\s?[(\[]h[)\]]|(?<![a-z])kw\s*/\s*h(?!\w)|(?<![a-z])[gmk]wh?\s*/\s*(?:[\d¼½]|[gmk]wh?(?![a-z]))|/\s?(?:[gmk]w|gwh)(?![a-z/])",
    re.IGNORECASE,
)
"""What looks like a unit of power or energy and is none that is known: dMWh, MWp, MW(h); or a rate: Compra/kW."""
_EITHER = re.compile(r"(?<![a-z])[gmk]w\s?[(\[]h[)\]]", re.IGNORECASE)
"""Power or energy, as it pleases: MW(h)."""
_HOUR = r"(?:h|horas?|hours?|heures?|stunden?|std|or[ae]|hrs?)(?![a-z])(?!\s+end)"
_PER_HOUR = re.compile(
    r"(?<![a-z])([gmk]?wh)(?:\s?/\s?|\s+(?:per|por|pro|par|je|an|cada|each|chaque|jede|ogni)\s+|\s+(?:all|à l)['’])"
    rf"{_HOUR}\.?",
    re.IGNORECASE,
)
"""Energy by the hour, which is power: MWh/h, MWh por hora, kWh per hour."""
_ONCE_OR_YEAR = r"(?!1(?!\d|[.,]\d))(?!(?:19|20)\d\d(?!\d))"
_TEN = r"(?:10+|1[.,\s]000(?:[.,\s]000)*|0[.,]0*1)(?![\d/:]|[.,-]\d)"
_POWER_OF_TEN = r"(?:10\s?(?:\^\s?-?\d|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|1?e[+-]?[36])"
_GROUPS = (
    r"(?:dec|cent|mil)[eé]sim[ao]s?|d[eé]cim[ao]s?|decenas?|centenas?|centenares|cientos|mill[oó]n(?:es)?"
    r"|tens|tenths?|hundreds?|hundredths?|thousandths?|millions?|dezenas|centenas|milh[oõ]es"
    r"|zehner|zehntel|hunderte?r?|hundertstel|tausendstel|million(?:en)?"
    r"|dizaines?|dixi[eè]mes?|centaines?|centi[eè]mes?|milli[eè]mes?|decin[ae]|decimi|centinaia|centesimi|milion[ei]"
)
"""Parts and numbers of something in words. Thousands are asked about by the words of their own question."""
_TIMES = re.compile(
    rf"(?<![a-z])[gmk]?wh?\s?[(\[]?\s?[x×*]\s?{_ONCE_OR_YEAR}\d"
    r"|(?<![a-z\d.,])(?!1\s?[x×*])\d[\d.,]*\s?[x×*]\s?[gmk]?wh?(?![a-z])"
    rf"|(?<![a-z])(?:[gmk]wh?|wh)\s?(?:[·⋅]\s?{_TEN}|[(\[]\s?{_TEN}\s?[)\]]|[(\[·⋅]?\s?{_POWER_OF_TEN})"
    rf"|(?<![a-z])[gmk]?wh?\s?[)\]]\s?[(\[]?\s?[x×*÷/·⋅]\s?{_TEN}"
    rf"|(?<![a-z\d])(?<!\d\s)[x×*]\s?{_ONCE_OR_YEAR}\d[\d.,]*\s?[·⋅]?\s?[gmk]?wh?(?![a-z])"
    rf"|(?<![\d.,/])1\s?/\s?{_TEN}\s?(?:de\s|of\s)?[gmk]?wh?(?![a-z])"
    rf"|(?<![^\W_])(?:{_GROUPS})\s+(?:(?:de|of|von|di)\s+|d['’]\s*)?[gmk]?wh?(?![a-z])",
    re.IGNORECASE,
)
"""Some number of a unit, or a part of one: MW x 10, kWh·1000, kWh e3, (kW) /100, x100 kW, cientos de kWh."""
_TENS = re.compile(
    rf"(?<![\w.,/:+-])(?:{_TEN}|{_POWER_OF_TEN})\s?[·⋅]?\s?[gmk]?wh?(?![a-z])",
    re.IGNORECASE,
)
"""A power of ten before a unit: 100 kW, 10³ kWh. In a total it is an amount."""
_COUNTED = re.compile(
    rf"(?:[(\[]|^|(?<![a-z])(?:en|em|in|je|pro|per|por|par)\s)\s*{_ONCE_OR_YEAR}\d[\d.,]*\s?[gmk]?wh?(?![a-z])",
    re.IGNORECASE,
)
"""A number where the unit stands: (5 MW). In a title or a total it is an amount."""
_BY_MINUTES = re.compile(
    r"(?<![a-z])([gmk]?wh)\s*/\s*(?:(15|30|60)\s*(?:min(?:uto?s?|utes)?\b|['’′])|(?P<quarter>qh|(?:1/4|¼)\s?h(?:ora)?"
    r"|(?:cuarto|quarto|quarter|quart)(?:[\s-]?(?:(?:de\s|di\s|d['’])?(?:hora|ora|heure|hour)|hor[aá]ri[oa]|orari[oa]))?"
    r"|viertelstunde)(?![a-z])|(?P<half>media\shora|meia\shora|half[\s-]?hour|demi-?heure|halbe\sstunde)(?![a-z]))",
    re.IGNORECASE,
)
_POWER_BY_HOUR = re.compile(r"(?<![a-z])[gm]w\s?/\s?h(?![a-z])", re.IGNORECASE)
_PURE = re.compile(r"[\[(]?\s*(?:[gmk]?wh?)(?:/h)?\s*[\])]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a cell becomes MW: times `multiplier`, by `divisor`; both are whole, so that nothing is rounded twice."""

    multiplier: int
    divisor: int

    @property
    def factor(self) -> float:
        """What a cell is multiplied by."""
        return self.multiplier / self.divisor

    def apply(self, values: Floats) -> Floats:
        """`values` in MW."""
        result: Floats = values * self.multiplier / self.divisor if self != UNITY else np.array(values)
        return result


UNITY = Scale(1, 1)


def known_units() -> tuple[str, ...]:
    """The units that can be read."""
    return tuple(_NAMES.values())


def proper_name(unit: str) -> str | None:
    """`unit` as it is properly written; None if it is none of ours."""
    return _NAMES.get(unit.strip().lower())


def without_stroke(text: str) -> str:
    """`text` with a quantity and its unit parted by a blank instead of a stroke: “Energie kWh” for “Energie/kWh”."""
    return _OVER.sub(r"\1\2 ", text) if "/" in text else text


def stated_unit(text: str, *, amounts: bool = False) -> str | None:
    """The one unit that a header or title states; None where there is none or several. A price's unit is none.

    With `amounts` the text is that of a total, or one in which a number stands before its unit: “Total: 100 MWh”.
    """
    units = named_units(text, amounts=amounts)
    return next(iter(units)) if len(units) == 1 else None


def named_units(text: str, *, amounts: bool = False) -> frozenset[str]:
    """The units that a text names; none where it names one by multiples, or kW/h. A price's unit is none.

    With `amounts` a number before a unit is that of an amount, and no multiple. Otherwise it is the size of customers
    or of a plant, which says nothing of the values.
    """
    if not _may_name_unit(text) or _EITHER.search(text) or _is_of_several(text):
        return frozenset()
    text = _without_thresholds(text)
    if not amounts:
        if _TENS.search(text) or _COUNTED.search(text):
            return frozenset()
        text = without_sizes(text)
    text = _abbreviated(without_stroke(text))
    found = set()
    apart = _BEFORE.sub(r" \1\2 ", _GLUED.sub(r" \1", _joined(text)))
    for name, per_hour, watts in _UNIT.findall(apart):
        unit = _NAMES[(name or watts).lower()]
        if per_hour and unit == "kW":
            return frozenset()  # no unit, and people mean either by it
        found.add(unit.removesuffix("h") if per_hour else unit)
    return frozenset(found)


def names_multiple(text: str) -> bool:
    """Whether a text speaks of some number of a unit: a thousand kWh, a hundred kW."""
    if not _may_name_unit(text):
        return False
    return _is_of_several(text) or _TENS.search(_without_thresholds(text)) is not None


def _without_thresholds(text: str) -> str:
    """`text` without its dates, and without the sizes that it says customers are below, above or between."""
    return without_thresholds(_abbreviated(without_dates(text)))


def _is_of_several(text: str) -> bool:
    """Whether a unit is multiplied or divided in a text, whatever the text is about."""
    return _TIMES.search(_joined(_abbreviated(text))) is not None


def _may_name_unit(text: str) -> bool:
    """Whether a text has the letters without which no unit is written."""
    low = text.lower()
    return "w" in low or "vat" in low


def _joined(text: str) -> str:
    """`text` with the letters of a unit together that signs part: M.W.h, k W, MW_h."""
    return _PARTED.sub(r"\1h", _LETTERS.sub(r"\1\2", text))


def _abbreviated(text: str) -> str:
    """`text` with the signs of the units that it spells out."""
    for pattern, unit in _SPELLED if "at" in text.lower() else ():
        text = pattern.sub(f" {unit} ", text)
    return _PER_HOUR.sub(r"\1/h", text)


def is_doubtful(text: str) -> bool:
    """Whether a header names units, but not one that is known: two of them, one such as MWp, or some number of one.

    Or nothing but what may be a size: “Hotel 450 kW”.
    """
    if not _may_name_unit(text):
        return False
    whole = _abbreviated(without_stroke(text))
    text = _without_thresholds(whole)
    stated = stated_unit(whole)
    several = stated is None and len(_UNIT.findall(_joined(text))) > 1
    return (
        several
        or names_multiple(text)
        or (stated is None and without_sizes(text) != text)
        or _COUNTED.search(text) is not None
        or _ODD.search(whole) is not None
    )


def unit_by_minutes(text: str, resolution: int) -> str | None:
    """The unit of energy that a header states for each of its periods of `resolution` minutes: kWh/15min, kWh/QH."""
    found = {
        (_NAMES[each[1].lower()], 15 if each["quarter"] else 30 if each["half"] else int(each[2]))
        for each in _BY_MINUTES.finditer(text)
    }
    if len(found) != 1 or len(_UNIT.findall(_BY_MINUTES.sub(" ", text))):
        return None
    unit, minutes = found.pop()
    return unit if minutes == resolution else None


def names_power_by_hour(text: str) -> bool:
    """Whether a text says MW/h, by which people mean power as well as energy."""
    return "/" in text and _POWER_BY_HOUR.search(_joined(_abbreviated(text))) is not None


def is_power_or_energy(text: str) -> bool:
    """Whether a text says kW/h or MW(h), by which people mean power as well as energy; kW is a price by its stroke."""
    if not _may_name_unit(text):
        return False
    by_hour = _UNIT.findall(_joined(_abbreviated(without_stroke(text))))
    return _EITHER.search(text) is not None or any(name.lower() == "kw" and hour for name, hour, _ in by_hour)


def is_pure_unit(text: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    return bool(_PURE.fullmatch(_joined(_abbreviated(text).strip())))


def is_large(unit: str) -> bool:
    """Whether a unit is larger than any in which a retailer buys: GW, GWh."""
    return unit in _LARGE


def scale_of(unit: str, resolution: int) -> Scale:
    """What turns values of `unit` into MW over periods of `resolution` minutes (15, 30 or 60)."""
    multiplier = 60 // resolution if unit.endswith("h") else 1
    if unit in _LARGE:
        return Scale(multiplier * _LARGE[unit], 1)
    return Scale(multiplier, _PER_MW[unit])
