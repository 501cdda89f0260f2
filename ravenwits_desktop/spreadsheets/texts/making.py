"""The date on which a file was generated, whose word is that for the generation of energy as well."""

from __future__ import annotations

import re

_DATE_OF_MAKING = re.compile(
    r"(?<![a-z])(?:fechas?|datas?|dates?|dia|hora|zeit)(?: y hora)?(?: (?:d[aeio]l?|of))? ?"
    r"(?:generacion|generation|geracao|generazione|produccion|producao|produzione|production)(?![a-z])"
    r"|(?<![a-z])(?:generation|production) (?:date|time)(?![a-z])"
)
"""When a file was made: “Fecha de generación: 29/11/2026”, and nothing that is sold."""


def without_making(plain: str) -> str:
    """A folded text without the date on which a file was generated: the word is that for energy as well."""
    return _DATE_OF_MAKING.sub(" ", plain)
