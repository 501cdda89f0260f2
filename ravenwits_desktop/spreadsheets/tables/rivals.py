"""Columns that may as well be the purchase as the one whose name has a word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ravenwits_desktop.domain.units import is_pure_unit
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.known_others import names_known_other
from ravenwits_desktop.spreadsheets.texts.losses import is_energy_with_losses

_LETTERS = re.compile(r"[^\W\d_]{3,}")
"""Words; shorter ones are prepositions, units and letters of columns."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
"""Where the words of energiaVertida_kWh are parted."""
_PLAIN = words.any_word(
    # what any header may have beside the word for its quantity
    "para", "por", "del", "los", "las", "the", "for", "and", "from", "von", "vom", "der", "die", "das", "und", "des",
    "par", "pour", "dei", "del(?:la|lo)?", "com", "con", "sin", "dos", "das", "uma?", "una?",
    "valor(?:es)?", "values?", "valore?", "wert", "datos?", "data", "final(?:e|es)?", "definitiv[oa]s?", "media",
    "mean", "medi[oa]s?", "average", "avg", "brut[oa]s?", "gross", "brutto", "total(?:es|e)?", "suma?", "summe",
    "activ[aeo]s?", "attiv[ao]", "ativ[ao]s?", "aktiv[ae]?", "wirk[a-z]*", "electric[a-z]*", "eletric[a-z]*",
    "elettric[a-z]*", "strom", "elektri[a-z]*", "kilo[a-z]*", "mega[a-z]*", "giga[a-z]*", "watts?", "vatios?", "mwh",
    "kwh", "gwh", "comprad[oa]s?", "adquirid[oa]s?", "consumid[oa]s?", "importad[oa]s?", "import(?:ed)?", "bought",
    "consumed", "entrantes?", "entrada", "activa", "perd[a-z]*", "losses", "clientes?", "customers?", "kunden",
    "clients?", "barras?", "central", "frontera", "puntos?", "sistema", "espa[nñ][a-z]*", "portug[a-z]*", "iberi[a-z]*",
    "zona", "planificad[oa]s?", "programad[oa]s?", "forecast", "propi[oa]s?",
    "prog", "necesidad(?:es)?", "volumen?s?", "volymen?",
    # when, and for when
    "manana", "amanha", "tomorrow", "morgen", "demain", "domani", "dia(?:s|ri[oa]s?)?", "daily", "days?", "ahead",
    "giorno", "giornalier[oa]", "jour", "tag", "horas?", "horari[oa]s?", "hours?", "hourly", "horaires?", "heures?",
    "or[ae]", "orari[oa]", "stunden?", "stundlich[a-z]*", "cuart[oa]s?", "quart[oa]?s?", "quarters?", "minut[a-z]*",
    "periodos?", "periods?", "semana(?:l|les)?", "week(?:ly)?",
    # at what price
    "precios?", "precos?", "prices?", "prix", "prezz[oi]", "[a-z]*preise?", "[a-zø]*pris(?:er|et)?", "tarifas?",
    "fij[oa]s?", "fix(?:[aeo]s?|ed)?", "fiss[oi]", "fast", "index[a-z]*", "libres?", "marginal(?:es)?", "pvpc",
    # where it is bought
    "mercados?", "markets?", "markt", "mercat[oi]", "marche", "omie", "omip", "mibel", "epex", "spot", "pbc", "pmd",
    "intradiari[oa]s?", "bilateral(?:es)?", "contrat[a-z]*",
)  # fmt: skip
_OTHERS = words.any_word(
    # what stands beside a load and is none: weather, what generates, what crosses a border, what it costs or emits
    "nub[a-z]*", "clouds?", "bewolkung", "solar(?:es)?", "eolic[oa]s?", "fotovoltaic[oa]s?", "pv", "nuclear(?:es)?",
    "hidraulic[oa]s?", "hydro", "cogeneracion", "irradia[a-z]*", "presion", "pressure", "precipita[a-z]*", "rain",
    "sensacion", "apuntamientos?", "emision(?:es)?", "huella", "turnos?", "minut[a-z]*", "spot", "coeficientes?",
    "imports?", "exports?", "factor(?:es)?", "festiv[oa]s?", "orden", "[a-zø]*pris(?:er|et)?", "[a-z]*preise?",
    "carbon", "charbon", "coal", "carvao", "[a-z]*kohle", "ciclos? combinados?", "biomasa", "biogas",
)  # fmt: skip


def has_rival(name: str, others: Sequence[str], units: Sequence[str | None], own_unit: str | None) -> bool:
    """Whether another of a table's columns may as well be what is bought as the one called `name`.

    The net of sales, the forecast of a load, an amount of energy beside one, energy with its losses. Beside a bare
    load, what tells nothing: the model that forecasts it. Where words of `name` are none that purchases have, it may
    be called after a company, or be one of several: then what tells nothing is a rival, and a forecast. `units` are
    those of the `others`.
    """
    bought = words.names_purchase(name)
    sold = bought and any(map(words.names_sale, others)) and not words.names_net(name)
    measured = not bought and not words.names_forecast(name)
    special = is_special(name)
    clear = bought and own_unit is not None  # “Compra enviada (MW)” is no forecast
    expected = bought or words.names_forecast(name)
    for other, unit in zip(others, units, strict=True):
        if (sold and words.names_net(other)) or (measured and words.names_forecast(other)):
            return True
        if not bought and unit is not None and words.names_amount(other) and not words.names_sale(other):
            return True
        if bought and is_energy_with_losses(words.spaced(other)):
            return True
        if expected and names_known_other(other):
            continue
        forecast = words.names_forecast(other) and (not clear or is_special(other))
        if special and (forecast or _tells_nothing(other)):
            return True
        if not bought and _tells_nothing(other) and (unit is not None or own_unit is None):
            return True
    return False


def is_special(name: str) -> bool:
    """Whether a header has words beside those that any purchase, load or forecast may have: “Compra enviada”."""
    return any(not _is_plain(word) for word in _LETTERS.findall(words.spaced(name)))


def _is_plain(word: str) -> bool:
    says_so = (words.names_purchase, words.names_load, words.names_amount, words.names_forecast, words.names_net)
    return bool(_PLAIN.search(word)) or any(names(word) for names in says_so)


def _tells_nothing(name: str) -> bool:
    """Whether a header has words of which none tells what its values are, such as the name of a company."""
    return bool(_LETTERS.search(_JOINED.sub(" ", name))) and names_nothing_known(name)


def names_nothing_known(name: str) -> bool:
    """Whether a header, be it but a few letters, tells nothing of what its values are: “PBF”, “Q2”."""
    name = _JOINED.sub(" ", name)
    if not any(map(str.isalpha, name)) or is_pure_unit(name) or words.is_total(name) or words.speaks_of_total(name):
        return False
    tells = (
        words.names_purchase, words.names_load, words.names_amount, words.names_forecast, words.names_net,
        words.names_sale, words.names_price, words.names_share, words.names_other_quantity, words.names_counter,
        words.names_state, words.names_version, words.names_meter, words.names_beside_purchase, decoys.is_decoy,
    )  # fmt: skip
    return not any(names(name) for names in tells) and not _OTHERS.search(words.folded(name))
