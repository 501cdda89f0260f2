"""Names of periods as people speak them, made plain: de 0 a 1 h, HE01, PH01, 1 hs, 00 → 01, 1 (00:00-01:00)."""

from __future__ import annotations

import re

_DASHES = str.maketrans(dict.fromkeys("→➔➝⇒‐‑‒−~>\N{SOFT HYPHEN}", "-"))
_DASH = re.compile(r"(?<=[\dh.])\s*(?:[-=]{1,3}|\.{2,3}|/)\s*(?=\d)|\s*[-=]{1,3}\s*(?=\d)")
_FROM = r"(?:desde|de|das|da|do|del|dalle|dalla|delle|from|von|between|entre|zwischen)(?:\s+las?)?"
_TO = r"(?:hasta|a|al|as|ao|aos|ate|alle|alla|to|till|until|bis|e|y|und|and)(?:\s+las?|\s+as)?"
_HOURS = r"(?:h|hs|hrs?|horas?|hours?|uhr|ore)"
_AT = rf"(\d{{1,2}}(?:[:.h]\d{{2}}(?::\d{{2}})?)?)\s*{_HOURS}?\.?"
_RANGE = re.compile(rf"(?:{_FROM}\s+)?(?:(?:{_HOURS})\s+)?{_AT}\s*(?:-|\s{_TO}\s)\s*{_AT}")
_SECONDS = re.compile(r"(?<=:\d\d):(?:00|01|59)(?!\d)")
_ENDING = re.compile(r"(?:he|hour ending|hora fin(?:al)?)[ ._-]?(0?[1-9]|1\d|2[0-5])")
_NUMBERED = re.compile(r"(?:ph|stunde|std|viertelstunde)[ ._-]{0,2}(\d{1,3})")
_AT_CLOCK = re.compile(r"(?:kl|klo|klockan|klokken|klokka)(?:\.\s*|\s+)(?=\d)")
"""What the north writes before a time of day: kl. 00-01, klo 13.00."""
_BEHIND = re.compile(rf"(\d{{1,2}})\s*{_HOURS}\.?")
_CLOCK = re.compile(rf"(\d{{1,2}}[:.]\d{{2}})\s*{_HOURS}\.?")
_TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?"
_TIMES = rf"{_TIME}(?:\s*(?:-|a|to|bis)\s*{_TIME})?"
_HOUR_TO_HOUR = r"\d{1,2}\s*h?\s*-\s*\d{1,2}"
_EXPLAINED = re.compile(
    rf"h?[ ]?(\d{{1,3}})\s*[(\[]\s*{_TIMES}\s*h?\s*[)\]]|h[ ]?(\d{{1,2}})\s?[-:]\s?{_TIMES}"
    rf"|h[ ]?(\d{{1,2}})\s*[(\[]\s*{_HOUR_TO_HOUR}\s*h?\s*[)\]]|h[ ]?(\d{{1,2}})\s+{_TIME}\s*(?:-|a|to|bis)\s*{_TIME}"
)
"""A number with the time beside it that explains it: 1 (00:00-01:00), H1 - 00:00, H1 00:00-01:00. The number counts."""


def plain_name(text: str) -> str:
    """`text`, as `words.folded` writes it, as a number, a time of day or ``begin-end``; the same for anything else.

    The hour that ends at 1 is the first of the day, number 1: there is none that is called HE00.
    """
    dashed = _DASH.sub("-", _AT_CLOCK.sub("", text.translate(_DASHES), count=1))
    if (spoken := _RANGE.fullmatch(dashed)) is not None:
        return "-".join(_SECONDS.sub("", end).replace(".", ":") for end in spoken.groups())
    if (explained := _EXPLAINED.fullmatch(dashed)) is not None:
        return str(next(filter(None, explained.groups())))
    for pattern in (_ENDING, _NUMBERED, _BEHIND, _CLOCK):
        if (found := pattern.fullmatch(dashed)) is not None:
            return found.group(1)
    return dashed if _AT_CLOCK.match(text) else text
