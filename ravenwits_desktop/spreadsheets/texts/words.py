"""Words of headers and footers, in the languages of the markets around us, and what they say."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ravenwits_desktop.domain.units import stated_unit, without_stroke
from ravenwits_desktop.spreadsheets.texts.at_any_price import without_way_to_buy
from ravenwits_desktop.spreadsheets.texts.losses import without_losses_told
from ravenwits_desktop.spreadsheets.texts.making import without_making
from ravenwits_desktop.spreadsheets.texts.other_energy import names_other_energy


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`text` in lower case, without accents, its blanks and line breaks made single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """`folded`, with a blank for each underscore: many systems join the words of a name so."""
    return folded(text.replace("_", " "))


def any_word(*words: str) -> re.Pattern[str]:
    """A pattern that finds any of `words`, themselves patterns, standing alone in a folded text."""
    return re.compile(r"(?<![a-z])(?:" + "|".join(words) + r")(?![a-z])")


_PURCHASE = any_word("osto[a-z]*", "ostet[a-z]*", "inkoop", "aankoop",
    "compras?", "comprad[oa]s?", "acquistat[oaie]", "achetee?s?", "koop", "indkøb",
    "purchases?", "purchased", "programas?", "programmes?", "programm[ai]?", "programs?", "buy", "achats?",
    "acquist[io]", "a comprar", "da acquistare", "zu kaufen", "beschaffung", "kauf", "einkauf",
    "(?:inn?)?kj?[oø][pb]t?", "comprar", "acquistare", "acheter", "kaufen", "kopen",
    "(?:ein)?kaufs?(?:menge|volumen|programm|plan|bedarf)", "(?:in|aan)koop[a-z]+",
    "kj?[oø]ps?(?:volym|volum|plan)",
    # what is nominated is what is bought
    "nomina(?:cion(?:es)?|coes|cao|tions?|ties?|d[oa]s?|ted|t[oaie])", "nomeac(?:ao|oes)", "nominier(?:ung|t)[a-z]*",
    "nomine(?:e|ring)[a-z]*", "adquisicion(?:es)?", "aquisic(?:ao|oes)", "adquirid[oa]s?", "nominare?", "nomead[oa]s?",
    "genomineerd[a-z]*", "zukauf[a-z]*", "beschaffungs?(?:menge|volumen|plan|programm|bedarf)", "comprador(?:as?|es)?",
)  # fmt: skip
_LOAD = any_word(
    "consumos?",
    "consumptions?",
    "demandas?",
    "demands?",
    "potencias?",
    "power",
    "energias?",
    "energy",
    "loads?",
    "netzlast",
    "volumen?",
    "verbrauch",
    "bezug",
    "leistung",
    "consommations?",
    "soutirages?",
    "prelevements?",
    "consumi",
    "preliev[io]",
    "[a-zø]*forbr(?:uk|ug|ukning)",
    "verbruik",
    "kulutus[a-z]*",
    "ae",
)
_POWER = any_word("potencias?", "power", "leistung", "puissances?", "potenz[ae]")
_PRICE = any_word(
    "precios?",
    "precos?",
    "prices?",
    "prix",
    "preise?",
    "pris(?:er|et)?",
    "prezz[oi]",
    "eur",
    "euros?",
    "gbp",
    "usd",
    "nok",
    "sek",
    "marginalp[di]bc",
    "costes?",
    "costs?",
    "custos?",
    "importes?",
    "kosten",
    "controvalor[ei]",
)
_PRICED = any_word("marginal", "pun", "pvpc", "spot")
_TARIFF = any_word("tarifas?", "tariffs?", "tarif[fe]?s?")
"""What a price is called after, and as well what is bought at it."""
_FIXED = re.compile(
    r"(?<![a-z])(?:(?:a )?precios? (?:fijos?|indexad[oa]s?|libres?)|precos? fixos?|prix fixes?|prezz[oi] fiss[oi]"
    r"|fixed prices?|fixpreise?|fast ?pris(?:er)?)(?![a-z])"
)
_PRICE_SIGNS = re.compile(r"[€£$]|/\s?[km]wh\b")
_PER_CENT = re.compile(
    r"(?<!\d)(?<!\d )%|(?<![a-z])(?:porcentajes?|percentagens?|percentages?|percent|prozent|pourcentages?"
    r"|percentual[ei]|procent|prosent(?:ti)?)(?![a-z])"
)
"""The values are per cent themselves; “50 %” is a part of what is bought."""
_USED = any_word("consum[a-z]*", "demand[a-z]*", "verbrauch", "bezug", "[a-zø]*forbr(?:uk|ug|ukning)", "preliev[io]")
_FOREIGN_UNITS = re.compile(
    r"(?<![a-z])[km]?varh?(?![a-z])|[°º]\s?c\b|\bm/s\b|\bhpa\b|\bw/m2\b"
    r"|(?<![a-z])[kmgt]j(?![^\W\d_])|(?<![a-z])[km]va(?![a-z])|(?<![a-z])kcal(?![a-z])|[\[(]n?m[3³][\])]"
    r"|(?<![a-z])(?:termias?|thermies?|therms?|mmbtu|btu|te[ep])(?![a-z])|[\[(](?:p\.?\s?u\.?|kg|tn?|toneladas)[\])]"
    r"|(?<![a-z])[ns]?m[3³]\s?/\s?(?:h|s|d[ií]a|hora)(?![a-z])|(?<![a-z])l/(?:s|min)(?![a-z])"
    r"|\bmiles de\b|\bthousands?\b|10\s?(?:\^\s?[36]|[³⁶])|\bx\s?1[.,]?000\b"
    r"|wh?\s?/\s?(?:d[ií]a|day|mes|month|a[nñ]o|year)\b"
)
_THOUSANDS = re.compile(r"(?<![a-z])(?:miles|thousands?|tausend|milhares)(?![a-z])|10\s?\^\s?3|10³|\bx\s?1[.,]?000\b")
_FORECAST = any_word(
    "previsi(?:on(?:es)?|o)", "previsao", "previst[oa]s?", "forecasts?", "prognosen?", "fahrplan", "planned",
    "estimad[oa]s?", "prevu(?:es?|s)?", "previsions?", "prevision[ie]", "programad[oa]s?", "soll",
)  # fmt: skip
_NET = any_word(
    "net[oa]s?", "nets?", "netto", "nett[oa]", "liquid[oa]s?", "saldos?", "soldes?", "balances?", "posicion", "posicao",
)  # fmt: skip
_BESIDE_PURCHASE = any_word(
    # a limit; “15 min” is none
    r"max(?:im[oaei]s?|imum|imal[es]?)?", r"(?<!\d)(?<!\d[ -])min(?:im[oaei]s?|imum|imal[es]?)?", "limit[es]?s?",
    "obergrenze", "untergrenze", "hochstwert", "capacidad(?:es)?", "capacit(?:y|ies|es?|a)", "kapazitat(?:en)?",
    "instalad[oa]s?", "installed", "installiert[a-z]*", "installee?s?", "installat[oaei]",
    "(?:hochst|spitzen)(?:last|leistung)", "peak (?:load|demand|power)",
    # another time
    "anterior(?:es)?", "previous", "prior", "precedent[ei]?s?", "vorherig[a-z]*", "vor(?:jahr|woche|tag|monat)[a-z]*",
    "ant", "ayer", "ontem", "yesterday", "gestern", "hier", "ieri",
    "(?:last|past) (?:year|month|week|day)", "scors[oa]",
    "(?:ultim[oa]|pasad[oa]|passad[oa]) (?:ano|mes|semana|dia)", "(?:ano|mes|semana|dia) (?:pasad[oa]|passad[oa])",
    "(?:annee|mois|semaine) (?:passee?|derni[a-z]*)", r"[dhjmsty] ?[-−] ?\d{1,3}", "historic[oa]s?", "historical",
    "historique", "historisch[a-z]*", "storic[oaih]+",
    # what is left, or adds up
    "desvios?", "desviacion(?:es)?", "deviations?", "imbalances?", "abweichung(?:en)?", "ecarts?", "scostament[oi]",
    "sbilanciament[oi]", "desequilibrios?", "acum(?:ulad[oa]s?)?", "cumul(?:ative|ated|ees?|es?|at[oa])?",
    "accumulated", "kumul[a-z]*",
    # another quantity, or of others
    "rea[ck]?tiv[oae]s?", "reattiv[oae]", "blind(?:energie|leistung|arbeit)", "nacional(?:es)?", "national[es]?",
    "nazional[ei]",
)  # fmt: skip
_CONTRACTED = any_word("contratad[oa]s?", "contracted", "contractual", "souscrite?s?", "impegnat[oa]", "vertragliche?")
_AMOUNT = any_word(
    "programacion(?:es)?", "programacao", "nomina(?:cion(?:es)?|cao|tions?)", "nominier(?:ung|t)[a-z]*", "nomine[es]?",
    "nomina", "cantidad(?:es)?", "quantidades?", "quantit(?:y|ies|es?|a)", "menge", "fabbisogn[oi]", "cargas?",
    "charges?", "carico", "last", "lastgang", "bedarf", "besoins?", "posicion(?:es)?", "posicao", "positions?",
    "posizion[ei]", "suministros?",
)  # fmt: skip
_SALE = any_word(
    "myynti[a-z]*", "myyty", "tuotan[a-z]*", "ventas?", "vendas?", "sales?", "sell", "sold", "vendit[ae]",
    "vendid[oa]s?", "vendut[oaie]", "vendue?s?", "verkauft?", "einspeisung", "ventes?", "injections?", "generacion",
    "generation", "produccion", "producao", "production", "produzione", "erzeugung", "salg", "solgt", "salj(?:er|a)?",
    "sal[dt]", "forsaljning", "verkoop", "productie", "immission[ei]", "immess[aeio]", "produ[kc]s?t?jon",
    "produktion", "excedentes?", "vertid[ao]s?", "inyectad[ao]s?", "injetad[ao]s?", "exportad[ao]s?",
    "export(?:s|iert[a-z]*|a(?:cion|ciones|cao|coes|tions?))?",
    "esporta(?:zion[ei]|ta)|salientes?|terug(?:ge)?lever[a-z]*|rucklieferung", "as",
)  # fmt: skip
_COUNTRIES = {"Europe/Madrid": "espan", "Europe/Lisbon": "portug"}
_QUARTERS_OF_HOURS = re.compile(
    r"(?<!\d)15 ?-?(?:min|['’′])|(?:cuarto|quarto|quart)s? ?-?(?:de hora|d.ora|d.heure|h?orari|horaire)|quarti d.ora"
    r"|viertelstund|quarter[ -]?hour|(?<![a-z])(?:kvarter|qh|cuartos)(?![a-z])|hora ?[/|\\-] ?cuarto"
)
_OF_YEARS = re.compile(r"trimestr|quartal|(?<![a-z])q[1-4](?![a-z\d])")
_WEATHER = any_word(
    "temperaturas?", "temperatures?", "temperatur", "viento", "wind", "humedad", "humidity", "radiacion", "irradiance",
    "irradiancia", "lluvia", "temp", "ta", "intensidad", "corriente", "tension", "voltage", "clientes", "customers",
    "kunden", "caudal(?:es)?", "flow ?rates?", "durchfluss", "portat[ae]",
)  # fmt: skip
_ENERGY_UNIT = re.compile(r"(?<![a-z])[gmk]wh?(?![a-z])")
_METER = any_word(
    "acumulad[ao]s?", "cumulative", "accumulated", "lecturas?", "leituras?", "readings?", "contador(?:es)?", "meters?",
    "zahlerstand", "index",
)  # fmt: skip
_SHARE = re.compile(
    r"%|(?<![a-z])(?:porcentajes?|percentagens?|percentages?|percent|prozent|pourcentages?|percentual[ei]|procent|perfil(?:es)?|profiles?|perd\d*\w*|perdidas|losses|coef(?:icientes?)?|fac?tor(?:es|s)?)(?![a-z])"
)
_STATE = any_word(
    "status", "state", "estado", "flags?", "calidad", "qualidade", "quality", "qualitat", "indicador", "firmeza",
    "validez", "validacion", "metodo", "method", "origen",
)  # fmt: skip
_COUNTER = any_word(
    "hora", "horas", "hour", "hours", "periodos?", "periods?", "cuartos?", "quarters?", "id", "geoid", "n", "no", "num",
    "cups", "codigo", "code", "dia", "mes", "ano", "day", "month", "year", "week", "semana", "row", "fila", "version",
)  # fmt: skip
_IDENTITY = any_word(
    "id", "geoid", "cups", "cpe", "codigo", "code", "series?", "unidad(?:es)?", "units?", "up", "uof", "punto", "zona",
    "zone", "area", "nodo", "node", "contador", "contrato", "comercializadora", "contract", "cliente", "customer",
    "identifiants?", "identificador(?:es)?", "prm", "pdl", "pod", "ean", "gsrn", "mpan", "ma-?lo", "me-?lo",
    "(?:markt|mess)lokation", "zahlpunkt",
)  # fmt: skip
_VERSION = any_word(
    "version(?:es)?", "versoes", "versao", "ver", "vers", "versione", "revision(?:es)?", "revisao", "rev", "edicion",
    "edition", "emision", "envio", "iteracion", "fassung", "stand",
)  # fmt: skip
_REMARK = any_word(
    "observacion(?:es)?", "comentarios?", "notas?", "notes?", "remarks?", "comments?", "avisos?", "fechas?", "dates?",
    "data", "datum", "usuario", "user", "tipo", "type",
)  # fmt: skip
_UNIT_HEAD = any_word(
    "unidad(?:es?)?", "units?", "unites?", "unita", "einheit", "eenheid", "enhe[td]", "yksikko", "uom", "udm",
    r"u\. ?m\.?", "ud",
)  # fmt: skip
_TOTAL = re.compile(
    r"^(?:gran(?:d)? )?(?:sub)?(?:total(?:es|e|s|t)?|(?:dag)?totaal|suma|sum|(?:tages)?summ[ae]|i ?alt|gesamt(?:summe)?"
    r"|insgesamt|soma|somma|somme|som|yhteensa|σ|∑)(?!\w)"
)
_TOTAL_WITHIN = any_word(
    "(?:sub)?total(?:es|e|s|is|i|t)?",
    "(?:dag)?totaal",
    r"som\W*$",
    "suma",
    "sum",
    "(?:tages)?summ[ae]",
    "i ?alt",
    "(?:ins)?gesamt(?:energie|verbrauch|summe)?",
    "yhteensa",
    "[σ∑]",
    "soma",
    "somma",
    "somme",
)
_FIGURE = re.compile(
    r"^(?:media|medio|mean|average|avg|promedio|moyenne|mittel(?:wert)?|durchschnitt|gemiddelde?|medel(?:varde)?|middel"
    r"|middelverdi|gjennomsnitt|gennemsnit|genomsnitt|snitt|keskiarvo|valor medio|acumulad[oa]s?|cumulato|cumule"
    r"|diferencias?|diferencas?|min(?:imo|imum|imi)?|max(?:imo|imum|imi)?|maks(?:imi|imum)?|minst[ae]?|base|off-?peak|peak"
    r"|valle|punta|llano)\b"
)
"""Running sums and differences are of anything: no sum of the table has to agree with them."""


def names_purchase(header: str) -> bool:
    """Whether a header clearly means what is bought."""
    return bool(_PURCHASE.search(folded(header))) and not names_sale(header) and not names_price(header)


def names_load(header: str) -> bool:
    """Whether a header means energy or power that may be what is bought."""
    return bool(_LOAD.search(folded(header))) and not names_sale(header) and not names_price(header)


def names_forecast(header: str) -> bool:
    """Whether a header means what is expected or planned, and so may be what is bought rather than what was used."""
    return bool(_FORECAST.search(spaced(header)))


def names_beside_purchase(header: str) -> bool:
    """Whether a header that may speak of a purchase means something beside it.

    Its limit, what it was at another time, its deviation or running sum, reactive energy, gas, a reserve of the grid,
    the load of a whole country.
    """
    plain = without_way_to_buy(spaced(header))
    contracted = bool(_CONTRACTED.search(plain)) and bool(_POWER.search(plain))
    return contracted or bool(_BESIDE_PURCHASE.search(plain)) or names_other_energy(plain)


def names_amount(header: str) -> bool:
    """Whether a header means an amount that may be what is bought, where its unit is one of power or energy."""
    return bool(_AMOUNT.search(spaced(header)))


def names_net(header: str) -> bool:
    """Whether a header means what remains of purchases and sales."""
    return bool(_NET.search(spaced(header)))


def names_power(header: str) -> bool:
    """Whether a header means power and no energy."""
    return bool(_POWER.search(spaced(header)))


def names_price(header: str) -> bool:
    """Whether a header means money or a share: never a purchase."""
    plain = without_way_to_buy(without_stroke(folded(header)))
    if _PRICE_SIGNS.search(plain) or _PRICE.search(_FIXED.sub(" ", plain)):
        return True
    amount = bool(_PURCHASE.search(plain) or _USED.search(plain))
    if _PER_CENT.search(plain) and stated_unit(header) is None:  # “Compra 50% (MW)” is one all the same
        return True
    if _PRICED.search(plain) or _FIXED.search(plain) or "%" in plain:
        return not amount and stated_unit(header) is None  # “Compra spot (MW)” is bought there, “Spot” its price
    return not amount and bool(_TARIFF.search(plain))


def names_only_price(text: str) -> bool:
    """Whether a name of a file or a sheet means money or a share and says nothing of what is bought or used."""
    plain = spaced(text)
    return names_price(plain) and not _PURCHASE.search(plain) and not _LOAD.search(plain)


def names_other_quantity(header: str) -> bool:
    """Whether a header states a unit that is not read: reactive energy, heat, weather, thousands of a unit, by day.

    Or whether it means weather, currents or customers without any unit of power or energy.
    """
    return bool(_FOREIGN_UNITS.search(header.casefold())) or (
        bool(_WEATHER.search(folded(header))) and not _ENERGY_UNIT.search(folded(header))
    )


def names_thousands(header: str) -> bool:
    """Whether a header speaks of thousands of its unit."""
    return bool(_THOUSANDS.search(header.casefold()))


def names_sale(header: str) -> bool:
    """Whether a header means what is sold or generated."""
    return bool(_SALE.search(without_making(folded(header))))


def names_only_sale(text: str) -> bool:
    """Whether a text means what is sold or generated and says nothing of what is bought or used."""
    plain = without_making(folded(text))
    return bool(_SALE.search(plain)) and not _PURCHASE.search(plain) and "consum" not in plain


def names_counter(header: str) -> bool:
    """Whether a header means a number or code of the row, not a quantity."""
    return bool(_COUNTER.search(spaced(header)))


def names_state(header: str) -> bool:
    """Whether a header means a code of how a value came about: measured or estimated, valid, final."""
    return bool(_STATE.search(spaced(header)))


def names_identity(header: str) -> bool:
    """Whether a header means a number or name that tells one series, unit or supply point from another."""
    return bool(_IDENTITY.search(spaced(header)))


def names_version(header: str) -> bool:
    """Whether a header means which of several versions of the same table a row is of."""
    return bool(_VERSION.search(spaced(header)))


def names_unit(header: str) -> bool:
    """Whether a header means the unit of a value."""
    return bool(_UNIT_HEAD.search(folded(header)))


def names_remark(header: str) -> bool:
    """Whether a header means remarks, dates or codes, and no amounts, whatever else it speaks of."""
    return bool(_REMARK.search(spaced(header))) or names_identity(header) or names_state(header)


def names_quarters_of_hours(text: str) -> bool:
    """Whether a text surely means the quarters of hours, not those of a year or the fourth of anything."""
    plain = spaced(text)
    return bool(_QUARTERS_OF_HOURS.search(plain)) and not _OF_YEARS.search(plain)


def names_country(text: str, zone: str) -> bool:
    """Whether a text means the part of the Iberian market that lies in `zone`."""
    return _COUNTRIES.get(zone, "\n") in folded(text)


def names_meter(header: str) -> bool:
    """Whether a header means what a meter shows."""
    return bool(_METER.search(folded(header)))


def names_share(text: str) -> bool:
    """Whether a text means losses or shares, in %; energy with its losses is none."""
    return bool(_SHARE.search(without_losses_told(folded(text))))


def is_total(text: str) -> bool:
    """Whether a cell opens a row of totals."""
    return bool(_TOTAL.match(folded(text)))


def speaks_of_total(text: str) -> bool:
    """Whether what stands in place of a date means a total, with whatever before it: “Energía total (MWh)”."""
    return bool(_TOTAL_WITHIN.search(folded(text)))


def is_figure(text: str) -> bool:
    """Whether a cell opens a row of another figure over the table, such as its mean."""
    return bool(_FIGURE.match(folded(text)))
