"""Energy that is no purchase of electricity: gas, self-consumption, reserves for the grid, errors of forecasts."""

from __future__ import annotations

import re

from ravenwits_desktop.domain.month_names import ANY

_SELF = re.compile(
    r"(?<![a-z])(?<!con )(?<!sin )(?<!com )(?<!sem )(?<!with )(?<!mit )(?<!ohne )(?<!avec )(?<!sans )(?<!senza )"
    r"(?:auto-? ?consum(?:os?|id[ao]s?|i)|self[ -]?consum(?:ption|ed)|auto-? ?consomm(?:ation|ee?)s?"
    r"|eigenverbrauch(?:e?s)?|eigenverbruik|zelfverbruik)(?![a-z])(?! ?:(?! ?\d{1,4}[/.-]))"
)
"""Not what has it, nor what it is: “Autoconsumo: No”."""
_LEFT_OF_SELF = re.compile(
    r"(?<![a-z])(?:compra\w*|purchas\w*|achats?|acquist\w*|\w*bezug|\w*kauf|consum\w*|consomm\w*|\w*verbrauch|demand\w*"
    r"|programas?|cargas?|load|bedarf|fabbisogn\w*|red|grid|netz\w*|reseau|rete|net[oa]?s?|netto|nett[oa]|sin|without"
    r"|ohne|sans|senza|sem|excl\w*|menos|minus|moins|meno|abzuglich|tras|descontad\w*|despues|after)(?![a-z])|[+−]| - "
)
"""What a header may be of which self-consumption is a part, or is taken off."""
_ERROR = (
    r"(?<![a-z])(?<!sin )(?<!without )(?<!no )(?<!sem )(?<!ohne )(?<!sans )(?<!senza )"
    r"(?:error(?:es|s|e|i)?|erros?|erreurs?|fehler)(?![a-z])"
)
_FORECAST = r"(?:prev\w+|forecast\w*|pronostic\w*|prognos\w*|estimac\w*|estimation|programac\w*)"
_FORECAST_ERROR = re.compile(
    rf"{_ERROR}(?: (?:d[eoai]l?|en|in|la|el))* {_FORECAST}|(?<![a-z]){_FORECAST}[ -]?(?:error|fehler)s?(?![a-z])"
    r"|(?<![a-z])(?:\w*prognose-?(?:fehler|feil|fejl)|prognosfel|ennustevirhe)(?![a-z])"
)
_RESERVE = re.compile(
    r"(?<![a-z])(?:banda (?:d[eio] )?(?:secundaria|terciaria|regula(?:cion|cao)|regolazione|reserva)"
    r"|reservas? (?:d[eo] )?(?:secundaria|terciaria|primaria|regula(?:cion|cao)|rodante|balance)"
    r"|regula(?:cion|cao) (?:secundaria|terciaria|primaria)"
    r"|(?:secondary|tertiary|primary|spinning|balancing|regulation|regulating|frequency|operating)"
    r" (?:reserves?|regulation|control|band|containment)"
    r"|reserves? (?:secondaires?|tertiaires?|primaires?)|riserv[ae] (?:secondari[ae]|terziari[ae]|primari[ae])"
    r"|\w*regel(?:leistung|energie|reserve|arbeit)|(?:sekundar|tertiar|primar|minuten)reserve"
    r"|regulerkraft|reglerkraft|[am]?frr|fcr)(?![a-z])"
)
_BOUGHT = re.compile(
    r"(?<![a-z])(?:compra\w*|purchas\w*|achats?|acquist\w*|\w*kauf|programas?|consum\w*|consomm\w*|demand\w*"
    r"|\w*verbrauch|bezug|sin|without|ohne|sans|senza|sem)(?![a-z])"
)
_CURTAILED = re.compile(
    r"(?<![a-z])(?:curtail(?:ments?|ed)|abregelung(?:en)?|abgeregelt[a-z]*|redispatch|ecretements?)(?![a-z])"
)
_OVER_BORDER = re.compile(
    r"(?<![a-z])(?:programad[oa]s?|programa|saldos?|intercambios?|interconexion(?:es)?|exchanges?|flujos?|flows?)"
    r"(?: (?:con|con la|de|por|with|en))? (?:francia|france|marruecos|morocco|marrocos|andorra)(?![a-z])"
)
"""What crosses a border to countries in which nobody buys on the Iberian market."""
_BY_CALORIFIC = re.compile(r"(?<![a-z])[gmk]wh?[ _/]?[(\[]?(?:pcs|pci|hhv|lhv|ho|hs)(?![a-z])")
"""Gas is counted by its gross or net calorific value: MWh PCS."""
_GAS = re.compile(
    r"gas|gaz|erdgas|gasnomin\w+|gas(?:verbrauch|bezug|menge|bedarf|abnahme|forbru\w+)|gnl|lng|aardgas|gass"
)
_NATURAL = re.compile(r"natural|naturale|naturel")
_OF_GAS = re.compile(
    r"compras?|purchases?|programas?|nomina\w*|consumos?|consumption|consommation|consumi|demandas?|demand|necesidad\w*"
    r"|prev\w+|forecast|prognose|suministros?|cantidad|quantity|volumen?|energia|energy|caudal|flow|real|total"
)
"""What may stand beside the word for gas in a name of a quantity, and in none of a company."""
_LEADS = re.compile(
    r"d|de|del|di|do|du|of|el|la|para|for|fur|am|vom|dia|day|fecha|data|hora|horari[oa]"
    rf"|{ANY}|[gmk]?wh?|termicos?|pcs|pci|th"
)
_WORDS = re.compile(r"[a-z]+(?:\d[a-z]*)?")


def names_other_energy(plain: str) -> bool:
    """Whether a folded header means energy or power that is no purchase of electricity, and no remainder of one.

    An error is one whatever else the header says; self-consumption and reserves are parts of a purchase or taken off it
    where the header speaks of one.
    """
    return _names_gas(plain) or bool(re.search(_ERROR, plain)) or titles_other_energy(plain)


def names_self_consumption(plain: str) -> bool:
    """Whether a folded header means what is generated and used at one place, and nothing of which it is a part."""
    own = _SELF.search(plain)
    return own is not None and not _LEFT_OF_SELF.search(f"{plain[: own.start()]} | {plain[own.end() :]}")


def titles_other_energy(plain: str) -> bool:
    """Whether a folded title surely means the same; a company called Gas Natural and an error alone are none."""
    if _FORECAST_ERROR.search(plain) or (_names_gas(plain) and _says_quantity(plain)):
        return True
    if _SELF.search(plain):
        return names_self_consumption(plain)
    if _BY_CALORIFIC.search(plain) or _OVER_BORDER.search(plain):
        return True
    return bool(_RESERVE.search(plain) or _CURTAILED.search(plain)) and not _BOUGHT.search(plain)


def _names_gas(plain: str) -> bool:
    """Whether all words of a header are those for an amount of gas: of another the gas may be part of a company's name.

    What is bought by Gas Natural is no gas.
    """
    said = [word for word in _WORDS.findall(plain) if not _LEADS.fullmatch(word)]
    if not any(map(_GAS.fullmatch, said)):
        return False
    natural = any(map(_NATURAL.fullmatch, said))
    if natural and any(re.fullmatch(r"compras?|purchases?|programas?", word) for word in said):
        return False
    return all(any(known.fullmatch(word) for known in (_GAS, _NATURAL, _OF_GAS)) for word in said)


def _says_quantity(plain: str) -> bool:
    """Whether words for gas speak of its amount, and not but of Gas Natural."""
    said = _WORDS.findall(plain)
    return not any(map(_NATURAL.fullmatch, said)) or any(
        _OF_GAS.fullmatch(word) or re.fullmatch(r"[gmk]?wh", word) for word in said
    )
