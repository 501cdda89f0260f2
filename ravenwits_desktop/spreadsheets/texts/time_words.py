"""Words of headers that speak of times: days, hours and their parts, which end of a period, UTC."""

from __future__ import annotations

import re
from functools import lru_cache

from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.texts.words import any_word, spaced

_HOUR = any_word(
    "hora",
    "horas",
    "hour",
    "hours",
    "h",
    "hr",
    "ora",
    "ore",
    "heures?",
    "(?:liefer|handels|tages|markt|kalender)?stunden?",
    "stdn?",
    "hour ending",
    "he",
    "hb",
    "time",
    "timer",
    "timm[ae]r?",
    "tun(?:ti|nit)",
    "uur",
    "uren",
    "klokkesl[ae]+tt?",
    "klockslag",
    "kellonaika",
)
_DATE = any_word(
    "fechas?", "datas?", "dates?", "datum", "dias?", "days?", "tag", "liefertag", "jours?", "giorno", "jornada",
    "delivery", "entrega", "dato(?:er)?", "dag", "dagur", "d[oø]gn", "dygn", "paivamaara", "paiva", "pvm",
)  # fmt: skip
_QUARTER = any_word(
    "cuartos?", "cuartohorari[oa]s?", "quarters?", "qtrs?", "quartos?", "quartohorari[oa]s?", "quarti", "quarts?", "qh",
    "viertel", "viertelstund[a-z]*", "kvart(?:er|ar)?", "kvartstim[a-z]*", "vartti(?:tunti)?", "vartit",
    "kwartier(?:en)?",
)  # fmt: skip
_HALF = any_word(
    "medias? horas?", "mitad(?:es)?", "semi[ -]?horas?", "semi[ -]?periodos?", "half[ -]?hours?", "half", "halves",
    "meias? horas?", "metades?", "demi[ -]?heures?", "moities?", "mezz['’]? ?or[ae]", "mezza or[ae]", "semi[ -]?or[ae]",
    "meta", "halbe?[ -]?stunden?", "halften?",
)  # fmt: skip
_OF_AN_HOUR = any_word(
    "horas?", "horari[oa]s?", "hours?", "or[ae]", "heures?", "horaires?", "stunden?", "d[aei]", "d", "of"
)
_PARTS_OF_HOURS = re.compile(
    r"(?<!\d)(?:15|30) ?min|cuarto ?horari|quart[oi] ?orari|semi ?horari|media hora|demi-?heure|demi-?horaire|halbstund"
    r"|half-?hour"
)
_MINUTE = any_word("minutos?", "minutes?", "minuten?", "mins?", "mm")
_END = any_word(
    "fin", "final", "hasta", "end", "ends", "ende", "ending", "bis", "fim", "ate", "fine", "to", "til", "till", "slut",
    "stop", "he", "termino", "endzeit", "einde", "eindtijd", "sluttid[a-z]*", "slutt",
    "jusqu'a", "until", "loppu[a-z]*", "paattyy",
)  # fmt: skip
_START = any_word(
    "inicio", "inicial", "desde", "comienzo", "starts?", "starting", "begins?", "beginn", "beginning", "von", "anfang",
    "from", "fra", "fran", "debut", "inizio", "hb", "startzeit", "starttid[a-z]*", "starttijd", "begintijd", "vanaf",
    "dalle", "borjan", "alku[a-z]*", "alkaa", "aloitus",
)  # fmt: skip
_PERIOD = any_word("periodos?", "periods?", "periode[nr]?", "jakso", "mtu", "intervalos?", "intervals?", "bloque")


def names_hour(header: str) -> bool:
    """Whether a header means hours of the day."""
    return bool(_HOUR.search(spaced(header)))


def names_date(header: str) -> bool:
    """Whether a header means days."""
    return bool(_DATE.search(spaced(header)))


def names_minute(header: str) -> bool:
    """Whether a header means minutes of an hour."""
    return bool(_MINUTE.search(spaced(header)))


def label_named(header: str) -> Label | None:
    """Which end of its period the times below a header name, where its words say so."""
    plain = spaced(header)
    end, start = _END.search(plain), _START.search(plain)
    if bool(end) == bool(start):
        return None
    return Label.END if end else Label.START


def names_quarter(header: str) -> bool:
    """Whether a header means quarters of an hour."""
    return bool(_QUARTER.search(spaced(header)))


def names_part_of_hour(header: str) -> bool:
    """Whether a header means quarters or halves of an hour."""
    return names_quarter(header) or bool(_HALF.search(spaced(header)))


def names_only_part_of_hour(header: str) -> bool:
    """Whether a header means quarters or halves of an hour and says nothing else: Cuarto de hora (1-4)."""
    plain = spaced(header)
    rest = _OF_AN_HOUR.sub(" ", _HALF.sub(" ", _QUARTER.sub(" ", plain)))
    return names_part_of_hour(header) and not any(map(str.isalpha, rest))


def names_parts_of_hours(text: str) -> bool:
    """Whether a text means quarters or halves of hours, or their minutes."""
    return names_quarter(text) or bool(_PARTS_OF_HOURS.search(spaced(text)))


def names_other_periods(text: str) -> bool:
    """Whether a text means periods of a day that are parts of hours, or of any length."""
    plain = spaced(text)
    return names_part_of_hour(text) or names_parts_of_hours(text) or bool(_PERIOD.search(plain))


@lru_cache(maxsize=1024)
def names_period(header: str) -> bool:
    """Whether a header means periods of a day: hours, quarters or others."""
    return names_hour(header) or names_quarter(header) or bool(_PERIOD.search(spaced(header)))
