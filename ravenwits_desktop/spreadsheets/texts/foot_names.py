"""Names of rows below a table that are read only in place of its times: the result of a report, a count of its hours.

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


def is_result(text: str) -> bool:
    """Whether a cell in place of a time is but a word for a result: the sum of the table."""
    return _RESULT.fullmatch(words.folded(text)) is not None


def is_count(text: str) -> bool:
    """Whether a cell in place of a time says that hours or rows are counted: Nº horas, Anzahl Stunden."""
    return _COUNT.fullmatch(words.folded(text)) is not None
