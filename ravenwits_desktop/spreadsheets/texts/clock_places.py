"""The clocks of countries, their capitals and parts of Europe, by what they are called beside words for times.

Each is heard as an adjective or a name, before or behind a word for time, in the languages of the desks: Swedish time,
svensk tid, hora de Suecia, heure suédoise, Stockholmer Zeit, Ruotsin aika.
"""

from __future__ import annotations

import re
from functools import cache

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.texts import words

_PLACES = {
    "Europe/Lisbon": r"lisb\w*|lissab\w*|portug\w*|portogh\w*|portogallo",
    "Atlantic/Azores": r"acores|acorian[ao]|azores|azoren",
    "Atlantic/Canary": r"canari\w*|canary",
    "Europe/Madrid": r"madrid\w*|espan\w*|espagn\w*|spagn\w*|spain|spanish|spani(?:a|e)\w*|spanisch\w*|spansk\w*"
    r"|spaanse?|peninsul\w*|balear\w*",
    "Europe/London": r"londres|london\w*|londra|lontoon|uk|united kingdom|reino unido|regno unito|royaume[ -]uni"
    r"|(?:great |stor|gross)?britain|british|britan+i\w*|grande bretagne|storbrit\w*|grossbrit\w*|britisk\w*"
    r"|britisch\w*|brittisk\w*|britse?|english|england|engelsk\w*|engelse?|englannin|inglaterra|inghilterra|ingles[ae]?|anglaise?"
    r"|angleterre|englisch\w*",
    "Europe/Dublin": r"dublin\w*|irlan\w*|ireland|irish|irisch\w*|irsk\w*|ierland|ierse?",
    "Europe/Paris": r"paris\w*|parigi|pariisin|france|francia|franca|frances[ae]?|francaise?|french|franzosisch\w*"
    r"|frankreich|fransk\w*|franse?|frankrijk|frankrike?|frankrig|ranskan?",
    "Europe/Berlin": r"berlin\w*|alema\w*|german|germany|germania|allema\w*|deutsch\w*|tedesc\w*|tysk\w*"
    r"|duits\w*|saksan?",
    "Europe/Rome": r"rom[ae]|rooman|italia\w*|italie|italien\w*|italy",
    "Europe/Amsterdam": r"amsterdam\w*|nederl\w*|(?:the )?netherlands|dutch|holand\w*|holland\w*|oland\w*|neerland\w*"
    r"|niederl\w*|pa[iy]s(?:es)? ?(?:bajos|baixos|bassi|bas)|hollannin|alankomai\w*",
    "Europe/Brussels": r"brussels?|brussel\w*|bruxel\w*|bruselas|bryssel\w*|belg\w*",
    "Europe/Vienna": r"vienna|viena|vienne|wien\w*|wenen|austri\w*|autrich\w*|osterrei\w*|osterrik\w*|ostrig\w*"
    r"|oostenrijk\w*|itavallan?",
    "Europe/Zurich": r"zurich\w*|zurigo|suiza|suizo|suica|suisse|svizzer\w*|switzerland|swiss|schwei[zt]\w*|sveit\w*"
    r"|zwitser\w*",
    "Europe/Stockholm": r"stockholm\w*|estocolmo|stoccolma|tukholman|suecia|suec[oa]|suede|suedoise?|swed\w*|schwed\w*"
    r"|svensk\w*|sverige\w*|svezia|svedese|zweedse?|zweden|ruotsin?",
    "Europe/Oslo": r"oslo\w*|norueg\w*|norveg\w*|norway|norwegian|norweg\w*|norsk\w*|norge\w*|noorse?"
    r"|noorwegen|norjan?",
    "Europe/Copenhagen": r"copenha\w*|kopenha\w*|k[oø]benhavn\w*|kopenhamn\w*|copenaghen|dinamar\w*|danes[ae]|danoise?"
    r"|danemark|danimarca|denmark|danish|danisch\w*|dansk\w*|danmark\w*|denemarken|deense?|tanskan?",
    "Europe/Helsinki": r"helsin\w*|finland\w*|finnish|finnisch\w*|finnland|finnlandisch\w*|finsk\w*|finesa|finse|suomen"
    r"|suomi",
    "Europe/Athens": r"athens?|athen\w*|atenas|atene|grecia|grece|greece|greek|grieg[oa]|greg[oa]|grec[ao]|grecque"
    r"|griech\w*|grekisk\w*|grekland|graesk\w*|gresk\w*|griek\w*|kreikan?",
    "Europe/Warsaw": r"warsaw|varsovi\w*|warschau\w*|warszaw\w*|poloni\w*|polog?n\w*|poland|polish|polac[oa]|polacca"
    r"|polnisch\w*|polsk\w*|polen|poolse?|puolan?",
    "Europe/Bucharest": r"bucuresti|bucarest|bukarest\w*|bucharest|ruman\w*|romania\w*|roumain\w*|roumanie",
}
"""Countries, capitals and adjectives, in lower case without accents, of clocks that market files name."""
_REGIONS = {
    "Europe/Madrid": r"central[ -]european|centraleurop\w*|sentraleurop\w*|(?:midden|mittel|mellem)[ -]?europ[ae]\w*"
    r"|cent(?:ro|er)[ -]?europe\w*|europ[ae]o? centr[ao]l\w*|europe centrale|central europe[ao]?|centrale europe\w*"
    r"|central europeia|keski-?euroopan",
    "Europe/Lisbon": r"west(?:ern)?[ -]europ(?:ean|ae?isch\w*|eisk\w*|aeisk\w*|ese)|europ[ae] oc[ck]ident\w*"
    r"|europe occidentale|europe de l.ouest|lansi-?euroopan|vasteuropeisk\w*|vesteurop\w*",
    "Europe/Athens": r"east(?:ern)?[ -]europ(?:ean|ese)|osteurop\w*|oosteurop\w*|oost-europese|europ[ae] orient\w*"
    r"|europe orientale|ita-?euroopan|ost-?europ\w*",
}
"""Parts of Europe whose clock has a name: its zone stands for all of them."""
_ALONE = {
    "Europe/Lisbon": r"wet(?:\s*/\s*west)?|we\(s\)t|wes?z",
    "Europe/Athens": r"eet(?:\s*/\s*eest)?|eest|ee\(s\)t|oes?z|(?:gtb|e\.? europe) standard time",
    "Europe/Helsinki": r"fle standard time",
    "Europe/London": r"bst|gmt\s*/\s*bst|gmt standard time",
    "Europe/Madrid": r"ces?t|ce\(s\)t|mes?z|me\(s\)z|(?:romance|w\.? europe|central european?) standard time",
}
"""What means a clock without any other word."""
_CODES = {"Europe/Lisbon": "pt", "Europe/London": "uk|gb", "Europe/Madrid": "es"}
"""Countries by their letters, where a text says nothing but them and “Hora”."""
_CODES_IN_BRACKETS = {
    "Europe/Paris": "fr", "Europe/Berlin": "de", "Europe/Rome": "it", "Europe/Amsterdam": "nl",
    "Europe/Brussels": "be", "Europe/Stockholm": "se", "Europe/Copenhagen": "dk", "Europe/Helsinki": "fi",
    "Europe/Warsaw": "pl", "Europe/Dublin": "ie", "Europe/Athens": "gr", "Europe/Madrid": "hec|mes?t",
}  # fmt: skip
"""Letters that are words as well: “Hora de”, “Tijd met”."""
_BEHIND_HOUR = {"Europe/Lisbon": "west", "Europe/Madrid": "hec"}
"""What means something else as well, so that it needs “Hora” before it."""
_WORD = (
    r"(?<![a-z])(?:horas?|hours?|times?|heures?|or[ae]|uhrzeit|zeit|tid|tijd|aika|time ?zone|huso(?: horario)?"
    r"|fuso(?: horario)?|zona horaria|tz)"
)
_HOUR = (
    r"(?<!por )(?:(?:zona|huso|fuso) horari[ao]|horas?|horario|hours?|times?|tempo|zeit|heures?|zeitzone|time ?zone"
    r"|huso|fuso|tz|(?<![a-z])(?:or[ae]|orari[oa]|tid(?:er)?|tijd(?:en)?|tids?zone|tidszon|tijdzone|aika))"
)
_LEADING = (
    r"(?:\s+(?:de|del|da|do|di|du|des|della|dell|oficial|ufficiale|officielle|legale?|locale?|em|en|in|la|i|fra|fran|von|van|av))*"
    r"\s*[\s(\[,:=-]+\s*(?:d[’']|de l[’']|l[’']|dell[’'])?"
)
_BEHIND = (
    r"\s+(?:summer |local |standard )?(?:times?|hours?|clock|(?:uhr|sommer)?zeit(?:en)?"
    r"|(?:lokal|sommar|sommer)?tid(?:en|er)?|(?:zomer)?tijd(?:en)?|(?:kesa)?aikaa?|aikavyohyke|ajassa)(?![a-z])"
    r"(?![\s-](?:series|of use|slots?|horizon|lag))"
)
_BOTH = {zone: "|".join(filter(None, (_PLACES.get(zone), _REGIONS.get(zone)))) for zone in (*_PLACES, *_REGIONS)}
_ANY_PLACE = re.compile(
    rf"(?<![a-z])(?:{'|'.join((*_BOTH.values(), *_CODES.values(), *_BEHIND_HOUR.values()))})(?![a-z])"
)
"""What every name of a place's clock has as well."""
_BY_THEMSELVES = tuple((zone, re.compile(rf"(?<![a-z])(?:{clocks})(?![a-z])")) for zone, clocks in _ALONE.items())
_OF_TIMES = (
    r"(?<![a-z])(?<!por )(?:horas?|hours?|(?:date)?times?|heures?|ora|orari|uhrzeit|zeit|tid|tijd|aika|fechas?|datas?"
    r"|dates?|datum|dato)(?![a-z])"
)
_TIMES = re.compile(r"hor|hour|clock|time|tempo|zeit|heure|or[ae]|huso|fuso|tz|tid|tijd|aika|ajassa")
"""What every name of a place's clock has somewhere: most cells have none of it."""
_LAST_WORD = re.compile(r"([a-z]+) $")
_BY_THE_HOUR = frozenset(
    ("perfil", "perfis", "curva", "curve", "mercado", "market", "desglose", "detalle", "resolucion", "tarifa", "valor")
)
"""What is given by the hour: “Perfil horario Portugal” names no clock."""


_OTHER_TIMES = re.compile(r"(?<![a-z])(?:real|lead|run|peak|full|part|response|hora a|hour by)[ -]$")
"""What makes no clock of “time” or “hora” behind it: real time, hora a hora."""
_OF_A_QUANTITY = re.compile(
    r"(?:horario|horas|hours)[ -].*"
    r"|(?:hora|hour|heure|ora)[ -]+(?:portugal|portogallo|espana|espanha|espagne|spagna|spain|france|francia|franca"
    r"|itali[ae]|italy|alemania|alemanha|germany|uk|reino unido)"
)


@cache
def _of_places() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Zones by what is said of a place with a word for times beside it.

    Made when a text first has both: few files have, and a process that reads one would make them for nothing.
    """
    return (
        *(
            (zone, re.compile(rf"{_HOUR}{_LEADING}(?:{places})(?![a-z])|(?<![a-z])(?:{places}){_BEHIND}"))
            for zone, places in _BOTH.items()
        ),
        *((zone, re.compile(rf"{_WORD}{_LEADING}(?:{codes})(?![a-z])[)\]]?$")) for zone, codes in _CODES.items()),
        *((zone, re.compile(rf"{_WORD}{_LEADING}(?:{clocks})(?![a-z])")) for zone, clocks in _BEHIND_HOUR.items()),
    )


@cache
def _in_brackets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A place in brackets behind words for times, whatever stands between: “Hora de início (Lisboa)”."""
    return tuple(
        (zone, re.compile(rf"{_OF_TIMES}.*[(\[]\s*(?:de |em |en |in |i )?(?:{places})\s*[)\]]"))
        for zone, places in (*_BOTH.items(), *_CODES_IN_BRACKETS.items())
    )


def clock_named(text: str) -> str | None:
    """The zone whose clock `text` names, a header, a title or a note; None for any other text.

    A place behind a quantity by the hour (“Consumo horario Portugal”) is where that is bought, and no clock.
    """
    folded = words.folded(text)
    has_place = _TIMES.search(folded) and _ANY_PLACE.search(folded)
    for zone, pattern in (*_of_places(), *_BY_THEMSELVES) if has_place else _BY_THEMSELVES:
        if any(not _is_by_the_hour(folded[: match.start()], match[0]) for match in pattern.finditer(folded)):
            return zone
    if "(" not in folded and "[" not in folded:
        return None
    if words.names_purchase(text) or words.names_load(text) or stated_unit(text):
        return None
    return next((zone for zone, pattern in _in_brackets() if pattern.search(folded)), None)


def _is_by_the_hour(before: str, named: str) -> bool:
    """Whether `named`, an hour and a place, may be that of the quantity right before: “Compra hora Portugal”.

    “Compra hora portuguesa” is none: an adjective, a town or “de” makes it a clock.
    """
    if _OTHER_TIMES.search(before):
        return True
    last = _LAST_WORD.search(before)
    if last is None or _OF_A_QUANTITY.fullmatch(named) is None:
        return False
    word = last[1]
    return (
        word in _BY_THE_HOUR
        or words.names_purchase(word)
        or words.names_load(word)
        or words.names_price(word)
        or stated_unit(word) is not None
    )
