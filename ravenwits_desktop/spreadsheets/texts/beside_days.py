"""Names of what stands beside the days of a table and is none of them: totals, prices, hours, remarks.

And of what stands for several days: “L-V”, “Laborable”, “Lunes a jueves”.
"""

from __future__ import annotations

import re

from ravenwits_desktop.domain.month_names import ANY
from ravenwits_desktop.spreadsheets.texts import decoys, time_words, words
from ravenwits_desktop.spreadsheets.texts.weekday_names import days_lettered, is_whole_weekday, weekdays_named

_FIGURE = words.any_word(
    "medi[ao]s?", "promedios?", "means?", "averages?", "avg", "moyennes?", "mittel(?:wert)?", "durchschnitt",
    "gemiddelde?", "medel(?:varde)?", "gjennomsnitt", "gennemsnit", "keskiarvo", "median[ae]?", "moda",
    "percentil(?:es)?", r"p ?\d{1,3}", "varianza", "variance", "var(?:iacion)?", "desv[a-z]*", "dev(?:iation)?",
    "std(?:dev)?", "stdev", "diff?(?:er[a-z]*)?", "delta", "[δσ∑]", "ratios?", "check", "control", "cuadre",
)  # fmt: skip
"""Figures over the days, wherever they stand in a name: “Consumo medio”, “Desv. típica”."""
_YESTERDAY = words.any_word("ayer", "ontem", "yesterday", "gestern", "hier", "ieri")
_COUNTERS = words.any_word(
    "id", "n[ro]?", "num(?:ero)?", "dias?", "days?", "dates?", "datas?", "fechas?", "datum", "tag", "jours?", "giorno",
    "mes", "month", "ano", "year", "row", "fila", "codigo", "code", "semanas?", "weeks?", "orden", "order",
)  # fmt: skip
_NUMBERED_DAY = re.compile(r"(?:dia|day|tag|jour|giorno|dag|data|date|fecha|datum) ?0?(?:[1-9]|[12]\d|3[01])")
"""A day of which only its number is said, “Día 7”: no count of days, “Días 7”."""
_WORKING = words.any_word(
    "(?:dias? )?laborables?", "lab(?:or)?", "(?:dias? )?lectivos?", "(?:dias? )?habil(?:es)?",
    "(?:dias? )?u(?:til|teis)",
    "(?:giorn[oi] )?(?:ferial[ei]|lavorativ[oi])", "jours? (?:ouvres?|ouvrables?|de semaine)",
    "ouvres?", "ouvrables?", "werkdag(?:en)?", "werktage?s?", "wochentage?s?", "arbeitstage?s?", "(?:work(?:ing)?|week|"
    "business) ?days?", "hverdag(?:e|er)?", "virkedag(?:er)?", "arbejdsdag(?:e)?", "vardag(?:ar)?", "arkipaiv[a-z]*",
    "(?:dias? )?feiners?", "entre ?semana", "fin(?:es)? de semana", "(?:fim|fins) de semana", "fine ?settimana",
    "week-?ends?", "wochenenden?", "cap de setmana", "resto(?: de la semana)?", "(?:todos los|cada) dias?", "festivos",
)  # fmt: skip
_DATE = re.compile(rf"\d\s*[/.-]+\s*\d|\d\W*(?:de )?(?:{ANY})(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_SPAN = re.compile(
    r"(?:d[eo]s? |von |from |du |da |dal )?([a-zø]+(?:-feira)?)\.?"
    r"(?:\s*[-–—/]\s*|\s+(?:al?|ate|to|bis|au|y|e|and|und|et|t/?m|till?)\s+)"
    r"([a-zø]+(?:-feira)?)\.?"
)


def names_no_day(text: str) -> bool:
    """Whether a name surely means something else than a day, or than several of them, beside the days of a table.

    What names hours, remarks or numbers of something is no day, unless it has a date or a weekday: “Día 30/11”.
    """
    plain = words.spaced(text)
    if names_several_days(text):
        return False
    if words.is_total(text) or words.is_figure(text) or words.speaks_of_total(text) or _FIGURE.search(plain):
        return True
    quantities = (
        words.names_price, words.names_share, words.names_other_quantity, words.names_sale, words.names_meter,
        decoys.names_market, decoys.names_source, decoys.names_remainder, decoys.names_contract,
    )  # fmt: skip
    if any(names(text) for names in quantities):
        return True
    if words.names_beside_purchase(text) and not _YESTERDAY.fullmatch(plain):
        return True
    if _DATE.search(plain) or _NUMBERED_DAY.fullmatch(plain) or any(map(is_whole_weekday, _WORD.findall(plain))):
        return False
    others = (words.names_remark, words.names_version, words.names_unit, time_words.names_period)
    if any(names(text) for names in others):
        return True
    return any(map(str.isalpha, plain)) and not any(map(str.isalpha, _COUNTERS.sub(" ", plain)))


def names_several_days(text: str) -> bool:
    """Whether a name stands for several days: working days, weekends, from one weekday to another."""
    plain = words.folded(text)
    if _WORKING.fullmatch(plain.strip(" .")):
        return True
    match = _SPAN.fullmatch(plain)
    return match is not None and all(_named(word) for word in match.groups())


def _named(word: str) -> frozenset[int]:
    return days_lettered(word) if len(word) == 1 else weekdays_named(word)
