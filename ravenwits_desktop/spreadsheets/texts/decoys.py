"""Columns that stand beside a purchase and are none, by their names: flags of the calendar, prices by their market."""

from __future__ import annotations

import re

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.losses import without_losses_told

_CALENDAR = re.compile(
    r"(?<![a-z])(?:festiv[oa]s?|laborables?|laboral(?:es)?|lectiv[oa]s?|feriad[oa]s?|holidays?|bank ?holidays?"
    r"|feiertage?|festivi|feries?|jours? feries?|dia(?:s)? (?:de (?:la )?)?semana|weekdays?|weekend|workdays?"
    r"|wochentage?|werktage?|jours? ouvres?|fin de semana|season|temporada|tipo (?:de )?dia|day ?type|bandera|orden"
    r"|order|semanas?|weeks?)(?![a-z])"
)
_MARKET = re.compile(
    r"(?<![a-z])(?:pmd|pmi|pmh|pmhd|ssaa|s\.s\.a\.a\.?|omie|omip|omel|epex|mibel|nord ?pool|pvpc|day[ -]ahead|dayahead"
    r"|servicios de ajuste|ancillary(?: services)?)(?![a-z])"
)
_CUSTOMERS = re.compile(r"(?<![a-z])(?:clientes?|customers?|kunden?|clients?|comercializadoras?|puntos?)(?![a-z])")
_REMAINDER = re.compile(
    r"(?<![a-z])(?:saldos?|balances?|perdidas?|perdas|losses|verluste?|pertes|perdite|error(?:es)?|erros?|fehler|erreurs?"
    r"|diferencias?|diferencas?|residuos?|residuals?)(?![a-z])"
)
_SOURCE = re.compile(
    r"(?<![a-z])(?:eolic[oa]s?|solar(?:es)?|fotovoltaic[oa]s?|photovoltai\w*|pv|fv|hidraulic[oa]s?|nuclear(?:es)?"
    r"|cogeneracion|carbon|charbon|coal|carbone|carvao|(?:stein|braun)?kohle|lignito|ciclos? combinados?|biomasa|biogas"
    r"|fuel[ -]?gas|windkraft|windpower|wasserkraft|eolien(?:ne)?)(?![a-z])"
)
_CONTRACT = re.compile(
    r"(?<![a-z])(?:ppas?|futuros?|futures?|forwards?|bilateral(?:es)?|coberturas?|hedges?|a plazo|termine|terminmarkt"
    r"|subastas? cesur|otc)(?![a-z])"
)
_COUNT = re.compile(r"(?<![a-z])(?:n[o.]|num(?:ero)?|number|numb|cuantos|anzahl|nombre)(?![a-z])")


def is_decoy(header: str) -> bool:
    """Whether a header names a flag of the calendar or the price of a market, and no unit, purchase or use with it."""
    return (_names_calendar(header) or names_market(header)) and not _says_amount(header)


def names_customers(header: str) -> bool:
    """Whether a header names customers or retailers: who they are, or what is bought for them; their number is none."""
    return bool(_CUSTOMERS.search(words.spaced(header))) and not _COUNT.search(words.spaced(header))


def without_customers(header: str) -> str:
    """What a header says beside customers and retailers."""
    return _CUSTOMERS.sub(" ", words.spaced(header))


def _names_calendar(header: str) -> bool:
    return bool(_CALENDAR.search(words.spaced(header)))


def names_market(header: str) -> bool:
    """Whether a header names a market: its price, or what is bought there."""
    return bool(_MARKET.search(words.spaced(header)))


def names_remainder(header: str) -> bool:
    """Whether a header means losses, an error or a balance, and no purchase or use, of which it may be a part."""
    return bool(_REMAINDER.search(without_losses_told(words.spaced(header)))) and not _says_use(header)


def names_bare_share(header: str) -> bool:
    """Whether a header means losses, shares or a profile, and no energy: it states no unit and no purchase."""
    return words.names_share(header) and stated_unit(header) is None and not words.names_purchase(header)


def names_source(header: str) -> bool:
    """Whether a header means what wind, sun or water generate, and no purchase or use."""
    return bool(_SOURCE.search(words.spaced(header))) and not _says_use(header)


def _says_use(header: str) -> bool:
    plain = words.spaced(header)
    says_so = (words.names_purchase, words.names_load, words.names_forecast, words.names_amount)
    return any(names(plain) for names in says_so)


def names_contract(header: str) -> bool:
    """Whether a header names a contract by which a part of the energy is bought ahead, and no price."""
    return bool(_CONTRACT.search(words.spaced(header))) and not words.names_price(header)


def _says_amount(header: str) -> bool:
    says_so = (words.names_purchase, words.names_load, words.names_sale, words.names_forecast, words.names_amount)
    return stated_unit(header) is not None or any(names(header) for names in says_so)
