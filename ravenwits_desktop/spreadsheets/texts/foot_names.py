"""Names of rows below a table that are read only in place of its times: a result, a count, the hour of the most.

Anywhere else the same words head a column of values, or name the hours themselves.
"""

from __future__ import annotations

import re

from ravenwits_desktop.spreadsheets.texts import words

_RESULT = re.compile(
    r"(?:resultado|result|ergebnis|resultat|risultato)s?"
    r"(?: (?:total|general|geral|global|generale|gesamt))?(?: ?[(\[]?[gmk]wh?[)\]]?)?[ .:]*"
)
"""What reports of SAP call a sum."""
_OF_PART = re.compile(
    r"(?:zwischen|teil|tages|block|stunden|tussen|deel|dag|dags|dogns?|mell[ae][mn]|mellom|del|vali|paivan?|osa"
    r"|sub|sous|sotto|inter)[ -]?(?:summ[aen]{0,2}|sum|total(?:e[ns]?|es|t)?|totaal|som(?:ma|me)?|ergebnis|resultat)"
    r"(?: [a-z0-9./-]+){0,3}(?: ?[(\[]?[gmk]?wh?[)\]]?)?[ .:]*"
    r"|(?:suma|soma|somma|somme|sum) (?:parcial|parziale|partielle|partial)(?!\w).*"
)
"""What the sum of a day or another part of a table is called: Zwischensumme, Delsum, Tussentotaal, Välisumma."""
_SUM = r"(?:(?:total(?:e|es)?|suma|somme|gesamt) (?:de |di |do |des |of |der )?)?"
_NUMBER = (
    r"(?:n\.?[o°]?\.?|nr\.?|num\.?|numero|number|nb\.?|nombre|anzahl|cantidad|cuenta|count|recuento|conteo|conteggio"
    r"|contagem|antal|aantal)"
)
_JOIN = r" ?(?:de |di |of |der |d.)?"
_HOURS = "horas|hours|stunden|ore|heures|timer|timmar|uren|periodos|periods|perioden|periodi|periodes|registros|records"
_ROWS = "filas|rows|zeilen|righe|lignes|valores|values|werte|valori|valeurs|datos|intervalos|cuartos"
_COUNT = re.compile(
    rf"{_SUM}(?:(?:{_NUMBER}{_JOIN})?(?:{_HOURS})|{_NUMBER}{_JOIN}(?:{_ROWS})"
    r"|count|cuenta|recuento|conteo|contagem|conteggio|anzahl)(?: ?[(\[]h[)\]])?[ .:]*"
)
_HOUR = r"(?:horas?|hours?|heures?|ora|ore|stunden?|uur|uren|timer?|timm[ae]r?)"
_EXTREME = (
    r"(?:(?:mayor|maior|menor|mas alt[oa]|mas baj[oa]|highest|lowest|hochster?|niedrigster?)(?: [a-z]+)?"
    r"|max(?:im[oae]|imum|imale?)?|min(?:im[oae]|imum|imale?)?"
    r"|punta|ponta|pointe|pico|picco|peak|off-?peak|valle|llan[oa]|(?:super )?vazi[oa]|cheias?|creuses?|pleines?)"
)
_HOUR_OF_EXTREME = re.compile(
    rf"{_HOUR} (?:de |del |de la |da |do |di |du |des |of |of the |mit )?{_EXTREME}"
    r"(?: (?:de |di |da |do |of )?(?:consumo|compra|demanda|carga|energia|potencia|load|demand|consommation))?[ .:]*"
    rf"|{_EXTREME} {_HOUR}[ .:]*|(?:spitzen|hochst|hochlast|schwachlast)stunden?[ .:]*"
)


def is_result(text: str) -> bool:
    """Whether a cell in place of a time is but a word for a result: the sum of the table."""
    return _RESULT.fullmatch(words.folded(text)) is not None


def is_sum_of_part(text: str) -> bool:
    """Whether a cell in place of a time opens the sum of a table or of a part of it: Total día, Zwischensumme."""
    return words.is_total(text) or _OF_PART.fullmatch(words.folded(text)) is not None


def is_count(text: str) -> bool:
    """Whether a cell in place of a time says that hours or rows are counted: Nº horas, Anzahl Stunden."""
    return _COUNT.fullmatch(words.folded(text)) is not None


def is_hour_of_extreme(text: str) -> bool:
    """Whether a cell in place of a time says in which hour most or least is used: Hora punta, Spitzenstunde."""
    return _HOUR_OF_EXTREME.fullmatch(words.folded(text)) is not None
