"""Numbers in a text that say when, or which one of several, and are no amounts: “30/11/2026 kWh”, “Semana 49 kWh”."""

from __future__ import annotations

import re

from ravenwits_desktop.domain.month_names import ANY

_ACCENTED, _BARE = "áàâãäéèêëíìîïóòôõöúùûüçñªº", "aaaaaeeeeiiiiooooouuuucnao"
_PLAIN = str.maketrans(_ACCENTED + _ACCENTED.upper(), _BARE + _BARE)
"""Letters without their accents, one for one: the places in a text stay what they are."""
_YEAR, _SHORT_YEAR = r"20[1-3]\d", r"(?:1[5-9]|[23]\d)"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_FULL_DAY, _FULL_MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_FREE = r"(?<![\d.,])(?<!\d[/-])"
_NO_AMOUNT = r"(?<![:=])(?<![:=]\s)(?<!total\s)"
_END = r"(?!\d|[.,/]\d)"
_NAME, _PART = rf"(?<![a-z])(?:{ANY})(?![a-z])\.?", r"[\s/.,'’-]{0,3}"
_OF = r"(?:(?:de|del|of|do|di)\s+)?"
_WEEK = r"(?:semanas?|weeks?|woche|kalenderwoche|cw|semaine|settimana|setmana|sem|wk|w)"
_COUNTED = (
    r"(?:dia|day|tag|jour|giorno|mes|month|monat|trimestre|quarter|quartal|vers[ai]on|ver|v|rev(?:ision)?|cliente?|kunde"
    r"|customer|grupo|group|gruppe|escenario|scenario|szenario|caso|case|hoja|sheet|blatt|tabla|table|tabelle|pagina|page"
    r"|seite|perfil|profile?|zona|zone|sesion|session|intradiario|intraday|tarifa|no?|num(?:ero)?|number|nr)"
)
_DATES = re.compile(
    rf"{_FREE}{_DAY}(?P<one>[/.-]){_MONTH}(?P=one)(?:{_YEAR}|{_SHORT_YEAR}){_END}"
    rf"|{_FREE}{_MONTH}(?P<two>[/.-]){_DAY}(?P=two){_YEAR}{_END}"
    rf"|(?<!\d){_YEAR}(?P<three>[/._-]){_MONTH}(?P=three){_DAY}{_END}"
    rf"|(?<!\d){_NO_AMOUNT}(?:{_YEAR}{_FULL_MONTH}{_FULL_DAY}|{_FULL_DAY}{_FULL_MONTH}{_YEAR}){_END}"
    rf"|(?<![\d.,/-])(?:{_FULL_DAY}/{_MONTH}|{_DAY}/(?:0[1-9]|1[12]))(?![\d/])"
    rf"|(?<![\d.,/-])(?:{_DAY}\.{_MONTH}\.(?!\d)|(?:1[3-9]|2\d|3[01])-{_MONTH}(?![\d-]))"
    rf"|{_FREE}{_MONTH}[/.-]{_YEAR}{_END}|(?<!\d){_YEAR}[/-]{_FULL_MONTH}{_END}"
    rf"|{_FREE}{_FULL_DAY}\s{_FULL_MONTH}\s{_YEAR}{_END}|(?<![\d.,:=])(?:[01]?\d|2[0-4])(?::[0-5]\d){{1,2}}(?![\d:])"
    # with the month's name
    rf"|(?<!\d){_YEAR}{_PART}{_NAME}{_PART}{_DAY}{_END}"
    rf"|(?<!\d){_DAY}(?:st|nd|rd|th|o|er)?{_PART}{_OF}{_NAME}(?:{_PART}{_OF}(?:{_YEAR}|{_SHORT_YEAR}){_END})?"
    rf"|{_NAME}{_PART}{_OF}(?:{_DAY}(?:st|nd|rd|th)?,?[\s-]+{_YEAR}|{_YEAR}|\d\d?(?:st|nd|rd|th)?){_END}"
    # weeks
    rf"|(?<![a-z]){_WEEK}[\s.:#-]{{0,3}}(?:n[uo]?m?\W{{1,3}})?\d\d?(?:\s?(?:[/-]|de)\s?(?:{_YEAR}|{_SHORT_YEAR}))?{_END}"
    rf"|(?<!\d){_YEAR}[\s-]?(?:[ws]|kw)[\s-]?\d\d{_END}|(?<![a-z\d])s[\s-]?\d\d{_END}"
    rf"|(?<!\d)\d\d?\.?[ao]?\s?{_WEEK}(?![a-z])"
    # which one of several, and how many days ahead
    rf"|(?<![a-z]){_COUNTED}[\s.:#-]{{0,2}}\d\d?(?:[.,]\d)?(?!\d|[.,/]\d)|(?<![a-z])[dm]\s?[+-]\s?\d\d?(?!\d|[.,]\d)"
    r"|(?<=[a-df-wyz])(?<!kw)(?<!mw)(?<!wh)\d+(?![\d.,])"
    rf"|(?<![\d.,+/-]){_NO_AMOUNT}{_YEAR}{_END}",
    re.IGNORECASE,
)
_CALENDAR_WEEK = re.compile(
    r"(?<![A-Za-z])(?:KW[\s._-]*|Kw[\s._-]*|kw[._-]?|kw\s(?!15|30))(?:0?[1-9]|[1-4]\d|5[0-3])"
    r"(?!\d|[.,]\d|\s*(?:['’′]|(?i:min|h(?:r|rs)?(?![a-z])|horas?|hours?|heures?|or[ae](?![a-z])|std|stund)))"
)
"""The week of the year as German writes it, KW 48; a unit stands behind its number."""
_OF_POWER = re.compile(
    r"potenc|pot[eê]ncia|power|leist|puiss|potenza|contrat|contract|vertrag|max|limit|peak|punta", re.IGNORECASE
)


def without_dates(text: str) -> str:
    """`text` with blanks in place of the numbers that are dates, years, weeks or the number of one of several.

    The words that go with them are left out too. It is as long as before.
    """
    if not any(map(str.isdigit, text)):
        return text
    if "kw" in text.lower() and not _OF_POWER.search(text):
        text = _CALENDAR_WEEK.sub(_blank, text)
    plain, end, parts = text.translate(_PLAIN), 0, []
    for match in _DATES.finditer(plain):
        parts += [text[end : match.start()], _blank(match)]
        end = match.end()
    return "".join((*parts, text[end:]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
