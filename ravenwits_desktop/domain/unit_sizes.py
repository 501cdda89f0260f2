"""Units behind a number in a name, which say how large customers or a plant are: “Clientes < 15 kW”, “Hotel 450 kW”.

They state nothing of the values below the name. The texts are without dates and the numbers of one of several.
"""

from __future__ import annotations

import re

_UNIT = r"[gmk]?wh?(?![a-z])"
_NUMBER = r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_LESS_OR_MORE = (
    r"hasta|desde|(?:menor|mayor|inferior|superior)(?:es)?|m[aá]s|menos|a partir|por (?:debajo|encima)|at[eé]|mais"
    r"|(?:maior|menor)(?:es)?|(?:a)?(?:cima|baixo)|up to|from|over|under|above|below|(?:less|more|greater|smaller) than"
    r"|at (?:least|most)|bis(?: zu)?|ab|[uü]ber|unter|(?:mehr|weniger|gr[oö](?:ss|ß)er|kleiner) als|mindestens"
    r"|h[oö]chstens|jusqu['’]\s?[aà]|plus|moins|(?:sup|inf)[eé]rieure?s?|[aà] partir|au-?del[aà]|fino|oltre|sopra|sotto"
    r"|(?:superior|inferior|maggior|minor)[ei]|pi[uù]|meno|meer dan|minder dan|tot|vanaf"
)
_LINK = r"(?:de|del|da|di|do|[aà]|ao|que|than|of|los|las|the)"
_COMPARISON = rf"(?:(?:=\s?[<>]|[<>]\s?=?|[≤≥⩽⩾≦≧])|(?<![^\W\d_])(?:{_LESS_OR_MORE})(?![^\W\d_]))\s?(?:{_LINK}\s)?"
_THRESHOLD = re.compile(
    rf"(?:{_COMPARISON})\s*(?:{_NUMBER})\s*{_UNIT}|(?<![\w.,])(?:{_NUMBER})\s*{_UNIT}(?=\s?[<>≤≥])", re.IGNORECASE
)
"""A unit behind a number that something is less or more than: < 15 kW, hasta 15 kW, 15 kW < P."""
_RANGE = re.compile(
    rf"(?<![\w.,:/+-])(?P<low>{_NUMBER})\s*(?:{_UNIT}\s*)?(?:[-–—]|(?:a|à|y|e|et|and|to|bis|und|tot|en|até)(?=\s))\s*"
    rf"(?P<high>{_NUMBER})\s*{_UNIT}",
    re.IGNORECASE,
)
"""From one size to another: de 15 a 50 kW, 15-50 kW."""
_HOURS = frozenset(f"{low}-{high}" for low in (0, 1) for high in (23, 24, 25, 95, 96, 100))
_OF_ONE = (
    r"(?:horas?|h|hours?|stunden?|heures?|or[ae]|periodos?|per[ií]odos?|periods?|p|q|cuartos?|quarters?|cups|contador|punto"
    r"|meter|z[aä]hler|ps|upr?|uof|unidad|unit|tienda|local|edificio|nave|bloque|block|escal[oó]n|tramo|l[ií]nea)"
)
_PLANT = (
    r"(?:plantas?|parques?|central(?:es|e)?|instalaci[oó]n(?:es)?|anlagen?|plants?|farms?|\w*parks?|parcs?|impiant[oi]"
    r"|huertos?|autoconsumos?|bater[ií]as?|hotel(?:es)?|f[aá]bricas?|industrias?)"
)
_SIZE = re.compile(
    rf"(?<![\w.,:/+\d-])(?<!\d\s)(?<!\d[-–—]\s)(?!0\d|[236]\.[0-4]\s)"
    rf"(?!20[1-3]\d(?!\d))(?:\d{{1,3}}(?:[.,\s]\d{{3}})+(?:[.,]\d+)?|\d+[.,]\d+|\d{{2,5}})\s*{_UNIT}"
    rf"|(?<![^\W_])(?:{_PLANT})\s(?:de\s|of\s|von\s)?\d\s*[gmk]?w(?![a-z])",
    re.IGNORECASE,
)
"""A number that is none of a few, before its unit: Hotel 450 kW. A single figure mostly tells one of several."""
_ONE_OF_SEVERAL = re.compile(rf"(?<![^\W_]){_OF_ONE}[\s.:#_-]{{0,2}}\d\d?\s*(?={_UNIT})", re.IGNORECASE)


def without_thresholds(text: str) -> str:
    """`text` without the units of the sizes that it says something is less or more than, or between."""
    if not any(map(str.isdigit, text)):
        return text
    return _THRESHOLD.sub(" ", _RANGE.sub(_without_range, text))


def without_sizes(text: str) -> str:
    """`text` without the units that stand right behind a number, which may be a size without a word of comparison."""
    if not any(map(str.isdigit, text)):
        return text
    return _SIZE.sub(" ", _ONE_OF_SEVERAL.sub(" ", text))


def _without_range(match: re.Match[str]) -> str:
    """Nothing for a range of sizes; a range of hours, 10-11 or 0-24, stays with its unit."""
    low, high = match["low"], match["high"]
    is_hour = f"{low}-{high}" in _HOURS or (low.isdecimal() and high.isdecimal() and int(high) - int(low) == 1)
    return match.group() if is_hour else " "
