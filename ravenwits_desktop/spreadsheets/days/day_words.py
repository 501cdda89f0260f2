"""What the words beside a date say of it: the day of delivery, the making of the file, or anything else."""

from __future__ import annotations

import enum
import re

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.days.making_words import leads_to_other_date, names_date_of_making
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS


class Voice(enum.IntEnum):
    """How surely words say that a date beside them is the day of the table."""

    UNKNOWN = 1
    """Words of anything: a system, a place, a customer."""
    TABLE = 2
    """None, or those of what stands in the table."""
    DAY = 3
    """“Fecha”, “Day”."""
    DELIVERY = 4
    """“Día de entrega”."""


_ISSUE = re.compile(
    r"(?<![a-z])(?:emision|emissao|emission(?![a-z])|emissione|emitid[oa]|emis(?![a-z])|emesso|issued?|stand(?![a-z])|erstell\w*|erzeugt|updated?|publica\w*|genera[dt]\w*|creat\w*|cread[oa]|creaci\w*|actualiz\w*|modifi\w*|enviad[oa]|envio|descarg\w*|download\w*|print\w*|impres\w*)"
    r"|(?<![a-z])(?:mise? a jour|envoye\w*|inviat[oa]|gesendet|redatt[oa]|redige\w*|aggiornat\w*|druckdatum)(?![a-z])"
    r"|(?<![a-z])(?:(?:datos|dados|dati|donnees) (?:al?|ao|au)|a fecha(?: de)?)(?=\W*(?:\d|$))"
    r"|(?<![a-z])(?:geandert|changed|cambiad[oa]|(?:fecha|data) (?:d[aeo] )?cambio|validad[oa]|validated|grabad[oa])"
    r"|(?<![a-z])(?:cria(?:c|d[oa])\w*|creazion[ei]|opp?rettet|skapa[dt]|luotu|aanmaak\w*|aangemaakt)(?![a-z])"
    r"|(?<![a-z])(?:creee?|udskrevet|utskrevet|utskrive[nt]|tulostettu)(?![a-z])"
)
_MADE_ON = re.compile(
    r"(?<![a-z])(?:hech[oa]|elaborad[oa]|preparad[oa]|feit[oa]|gerad[oa]|fatt[oa]|elaborat[oa]|genere|etablie?"
    r"|laget|lavet|utarbeidet|udarbejdet|upprattad|laadittu|opgesteld|gemaakt)(?: (?:el|em|il|le|den|de|dia|dato|op))*$"
)
"""What tells of a making only right before its date: words of which others speak of what was made."""
_DELIVERY = re.compile(
    r"(?<![a-z])(?:entrega|suministro|fornecimento|delivery|liefer\w*|livraison|consegna|fornitura|lliurament|valid[oae]?|gultig"
    r"|lever(?:ing|ans)?s?(?:dag|dato|datum|døgn|dygn)\w*|toimitus(?:paiva|pvm)\w*)(?![a-z])"
)
_OF = r"(?:d[eoai]l?|of|d|du|della|des|der)"
_UNTIL = r"(?:hasta|ate|until|till?|up to|to|through|bis|fino al?|fins(?: al?)?|jusqu\W?(?:au?|a)|tot|t\W?o\W?m)"
_VALID = r"(?:valid[oae]?s?|valable|valide[zs]|validade|validita|validite|validity|gultig\w*|gyldig|giltig|geldig)"
_OTHER_DATE = re.compile(
    r"(?<![a-z])(?:export(?:ad[oa]|acion|acao|ed|iert|e)?|exporte(?:e|es)|version(?:es|e)?|versao|revision|revisao|rev"
    r"|runs?|as (?:of|at)|stampat[oa]|stampa|edit\w*|edici\w*|extra(?:cc|ct|cao|kt|it)\w*|estratt[oa]|consultad[oa]"
    rf"|consulta|query|abfrage|abgefragt|vigen\w*|in force|contrat\w*|contract\w*|vertrag\w*|temperatur\w*|backup"
    r"|voimassa|gate|closure|cierre|auktion (?:vom|am)|auction (?:date|of|on|held)|subasta del?"
    rf"|(?:data|datos|daten|dati|dados|donnees)(?: {_OF})?(?: \w+)? (?:hasta|ate|until|till|up to|to|through|bis"
    r"|fino al?|jusqu\W?au)"
    rf"|(?:fin|fim|end|ende|fine) (?:{_OF} )?(?:la )?{_VALID}"
    r"|vence|vencimi?entos?|caduca|caducidad|caducite|scade|scadenza|echeance|expir\w*|verfalls?\w*"
    rf"|(?:real(?:es|i)?|reais|reel(?:le)?s?|actuals?|ist-?(?:werte?)?|consuntiv[oi]) {_UNTIL}"
    r"|(?:valid[oae]?|gultig|valable|validez) (?:from|since|desde|a partir|ab|seit|dal|depuis|a desde)"
    rf"|(?:dia|giorno|jour|day|tag|fecha|data|date|semana|week) (?:{_OF} )?(?:tipo|tipico|tipica|patron|similar"
    r"|comparable|equivalente|type|semelhante)|(?:dia|giorno|jour|dia base) (?:de|di) (?:referencia|riferimento"
    r"|reference|comparacion)|(?:dia|semana) anterior|typ(?:ical|en)?[ -]?(?:tag|day)|referenz-?tag|vergleichs-?tag"
    r"|(?:reference|similar|previous) day|vortag"
    r"|reports? (?:date|day|run|time)|(?:date|time) of (?:the )?report"
    rf"|(?:fecha|data|date|dia|hora)(?: y hora)?(?: {_OF})? (?:(?:el|la|o|a|los) )?(?:informe|relatorio|rapport"
    r"|carga|proceso|alta|baja|firma|factura\w*|registro|calculo|captura|lectura|pedido|backup"
    r"|elaboracion|elaboracao|elaborazione|preparacion|generacion|geracao|generazione|generation))(?![a-z])"
)
"""Dates of which a table may speak, and none of which is its day: of the making, of a contract, of a model day."""
_LAST_NOUN = (
    r"(?:dat[oi]s?|dados?|donnees?|daten|valor(?:es|e|i)?|valeurs?|wert|lecturas?|leituras?|letture?|lettura|releves?"
    r"|ist-?werte?|messwerte?|maling(?:er)?|verdi|matvarde|mittaus|meting|data)"
)
_LAST_KNOWN = re.compile(
    r"(?<![a-z])(?:(?:ultim[oa]s?|dern[a-z]+|letzte[a-z]*|sist[ea]|senaste|sidste|viimeisin|laatste) "
    rf"(?:(?:{_LAST_NOUN} |dia |giorno |jour )?(?:real(?:es|i|e)?|reais|reel(?:le)?s?|medid[oa]s?)"
    rf"|{_LAST_NOUN}(?: (?:disponib(?:le|il[ei])s?|conocid[oa]s?))?)(?! d[eoiu]l?(?![a-z]))"
    r"|(?:last|latest) (?:actuals?|data(?: ?points?)?|measure\w*|readings?|known|available))(?![a-z])"
)
"""The last of what was measured, which comes before what is planned."""
_PRICES = (
    r"(?<![a-z])(?:(?:strom|energie|markt)?preis(?:e|en|stand)?|precios?|precos?|prices?|prix|prezz[oi]|pris(?:er)?"
    r"|tarif(?:as?|fe|s)?|cotiza\w+|cotac\w+|quotazion[ei]|cotations?|quotes?)"
)
_PRICED_AS_OF = re.compile(
    rf"{_PRICES}(?: (?!(?:y|e|i|und|and|et|con|mit|with) )[\w']+){{0,3}} (?:al?|au|ao|at|per|pr|stand|as (?:of|at))"
    r"(?: (?:dia|el|den))?$|(?<![a-z])preisstand(?: vom)?$"
)
"""What leads to the day of which prices are known."""
_VALID_UNTIL = re.compile(rf"(?<![a-z])(?:{_VALID}|galler|gjelder|gælder)(?: \w+)? {_UNTIL}(?![a-z])")
_OF_TABLE = re.compile(
    r"(?<![a-z])(?:\w*(?:fahrplan|programma?)|mercado|market|markt|mercato|marche|diari[oa]|intradiari[oa]|\w*(?:prognos[ea]?|program)|plan(?:en)?"
    r"|intraday|day[- ]ahead|omie"
    r"|omel|mibel|pdbc|pdvd|pibc\w*|pbf|phf|p48|datos|valores|values|resultados?|results?|mibgas|sesion|session|zona|horari[oa]|hourly|mwh?|kwh?|md|mid\s?\d)(?![a-z])"
)
_OF_MARKET = re.compile(
    rf"(?<![a-z])(?:fechas?|dias?|datas?|dates?|giorno|jour|day)(?: (?:{_OF}|di|dell))?['’]?(?: (?:el|la|the))? ?"
    r"(?:ses(?:s?ion|sao|sione|sio)|trad(?:e|ing)|negocia\w*|negozia\w*|oferta|offert[ae]|offre|casacion|casamento"
    r"|subasta|leilao|enchere|asta|bid(?:ding)?|auction)(?![a-z])"
    r"|(?<![a-z])(?:trad(?:e|ing)|bid(?:ding)?|auction|session)[ -]?(?:dates?|days?)(?![a-z])"
    r"|(?<![a-z])(?:handels|auktions|gebots)-?\s?(?:tag|datum|dag)(?:e?s)?(?![a-z])"
    rf"|{_PRICES} vom$"
)
"""Days of the market itself, which for the day ahead come before that of the delivery."""
_OF_ORDER = re.compile(
    rf"(?<![a-z])(?:fechas?|datas?|dates?|dia|dato|datum)(?: (?:{_OF}|dell?|van|av|af))?['’]?(?: (?:el|la|the|l))?['’]?"
    r" ?(?:doc(?:umen\w*)?|orden|order|ordine|ordre|encomenda|encargo|comanda|commande|pedido|solicit\w+|petici\w+"
    r"|richiesta|request|beleg\w*)(?![a-z])"
    r"|(?<![a-z])(?:order|doc(?:ument)?\.?|request)[ -]?(?:dates?|day)(?![a-z])"
    r"|(?<![a-z])(?:bestell?|bestillings|auftrags|order|ordre|beleg|dokument)-?\s?(?:datum|dato|tag)(?:e?s)?(?![a-z])"
    r"|(?<![a-z])tilaus-?(?:paiva|pvm)\w*|(?<![a-z])(?:ordered on|bestellt am|ordinato il|commande le)(?![a-z])"
)
"""Dates of an order or of a document, which come before that of the delivery as well."""
_DATE_OF = re.compile(
    r"(?<![a-z])(?:fecha|data|date|dia|giorno|jour|day|datum|tag|dato|dag)"
    rf" (?:{_OF}|dell?['’]|d['’]|van|av|af)(?: ?(?:el|l|la|las|los|les|the)['’]?(?![a-z]))?(?= |(?<=['’]))"
    r"|(?<![a-z])(?:fecha|data|date) (?=documen|fichero|archivo|arquivo|file|fichier)"
)
_OF_DELIVERY_DAY = re.compile(
    r"operac|operat|operaz|aplica|applic|fluj|flux|flus|flow|despach|dispatch|program|planif|planning|pianif|efect"
    r"|effe[ct]|eficac|vigor|lliur|subminis|fourni|consum|consom|tabl|tabell|quadr|cuadr|dat[oi]s?$|dad[oe]s|dades|donne"
    r"|negoc|inici|comienz|inizio|debut|beg|start|fin|seman|week|settiman|sett|mes$|month|gas|jornad|refer|object|objet"
    r"|target|balanc|despatx|hora|hour|ore|heure|energi|schedul|forecast|jour|nomina|curv|perfil|profil|valor|valid"
    r"|lieferung|leveri|levera|abnahme|bezug|verbrauch|fahrplan"
)
"""Beginnings of what the day of a table may be called after, beside the purchase and what is bought."""
_CONNECTING = re.compile(
    r"al?|am|an|at|au|de[lnr]?|des|d[oau]|el?|em|en|et|feira|for|fur|i[lm]|l[aeo]s?|of?|on|para|per|por|pour|pro|the|vo[mn]|y"
    r"|and|und"
)
_SHORT = 4
"""Letters of words that lead to a date behind the word for until: “hasta el día”, “hasta las 24 h del”."""
_LETTER_HEAD = re.compile(r"[a-z .]*[a-z],? a$")
"""The place before the date of a letter: Madrid, a 13 de junio de 2026."""


def names_issue(text: str) -> bool:
    """Whether a text speaks of when something was made, sent or changed, not of when it holds."""
    folded = words.folded(text)
    return bool(_ISSUE.search(folded)) or names_date_of_making(folded)


def names_market_day(text: str) -> bool:
    """Whether a text speaks of the day of a trade, an offer, an auction, a session or an order, not of the delivery."""
    return _is_of_market(words.spaced(text))


def _is_of_market(plain: str) -> bool:
    return bool(_OF_MARKET.search(plain) or _OF_ORDER.search(plain))


def names_delivery(text: str) -> bool:
    """Whether a text speaks of the delivery."""
    return bool(_DELIVERY.search(words.folded(text)))


def voice_of(said: str) -> Voice | None:
    """How surely the words `said` beside a date make it the day of the table; None where they say that it is another.

    These are those of an issue, a stamp, a contract, the end of the data or of a validity, the prices that were known,
    the head of a letter.
    """
    plain = " ".join(re.sub(r"[^\w'+/-]", " ", words.spaced(said)).split())
    if _ISSUE.search(plain) or _MADE_ON.search(plain) or leads_to_other_date(plain) or _ends_validity(plain):
        return None
    priced = _PRICED_AS_OF.search(plain)
    if priced is not None and not words.names_purchase(plain[: priced.start()]) and not words.names_amount(plain):
        return None
    if others := [match.end() for other in (_OTHER_DATE, _LAST_KNOWN) for match in other.finditer(plain)]:
        # “Versión 3: programa de compra del” leads to the day of the purchase
        return Voice.UNKNOWN if words.names_purchase(plain[max(others) :]) else None
    if _is_of_market(plain):
        return Voice.UNKNOWN
    if _DELIVERY.search(plain):
        return Voice.DELIVERY
    if time_words.names_date(plain):
        return Voice.UNKNOWN if _is_of_anything(plain) else Voice.DAY
    if not any(map(_means_anything, plain.split())):
        return Voice.TABLE
    if _names_table(plain) or stated_unit(said) is not None:
        return Voice.TABLE
    return None if _LETTER_HEAD.fullmatch(plain) else Voice.UNKNOWN


def _names_table(plain: str) -> bool:
    """Whether words speak of what a table may hold."""
    known = (words.names_purchase, words.names_load, words.names_forecast, words.names_amount, words.names_net,
             time_words.names_period, words.names_sale, words.names_price)  # fmt: skip
    return any(names(plain) for names in known) or bool(_OF_TABLE.search(plain))


def _is_of_anything(plain: str) -> bool:
    """Whether a date is said to be that of something that is not known: “Fecha de la reunión”."""
    of = _DATE_OF.search(plain)
    rest = plain[of.end() :].split() if of is not None else []
    if not any(map(_means_anything, rest)) or _names_table(plain):
        return False
    return not any(_OF_DELIVERY_DAY.match(word) or time_words.names_date(word) for word in rest)


def _ends_validity(plain: str) -> bool:
    """Whether words lead to the day until which something is valid, with nothing else said behind them."""
    until = _VALID_UNTIL.search(plain)
    rest = plain[until.end() :].split() if until is not None else []
    return until is not None and not any(len(word) > _SHORT and _means_anything(word) for word in rest)


def _means_anything(word: str) -> bool:
    """Whether a word is none that only leads to a date, such as a weekday."""
    if not any(map(str.isalpha, word)) or _CONNECTING.fullmatch(word):
        return False
    return not weekdays_named(word.rstrip(".")) and not any(
        word.startswith(name) for names in MONTHS for name in names.split("|")
    )
