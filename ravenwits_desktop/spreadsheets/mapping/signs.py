"""Files that give what is bought a minus: their words are told, since here a purchase is positive."""

from __future__ import annotations

import re
from functools import lru_cache

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.outside_units import words_outside
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words

BOUGHT_IS_NEGATIVE = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” says that what is bought is negative, or what is sold positive. The values were read with the signs that "
    "they have in the file, and a purchase is positive here: if yours are the other way round, turn their signs in the "
    "file.",
)
_BOUGHT = (
    r"(?:compras?|purchases?|buy|bought|achats?|acquist[io]|(?:ein)?kauf|bezug|consumos?|demandas?|import\w*|in?kj?op)"
)
_SOLD = r"(?:ventas?|vendas?|sales?|sell|sold|ventes?|vendit[ae]|verkauf|einspeisung|generacion|excedentes?|export\w*)"
_MINUS, _PLUS = r"(?:[-−–]|neg(?:ativ\w*|\.)?|menos|minus)", r"(?:\+|pos(?:itiv\w*|\.)?|mas|plus)"


def _signed(what: str, sign: str) -> str:
    """Either of them beside the other: Compra(-), (-) compra, compra = -, - = compra, compra negativa."""
    words_of_sign = sign.replace(r"[-−–]|", "").replace(r"\+|", "")
    return (
        rf"(?<![a-z]){what}\s*[(\[]\s*{sign}\s*[)\]]|[(\[]\s*{sign}\s*[)\]]?\s*{what}(?![a-z])"
        rf"|(?<![a-z]){what}\s*{sign}\s*[,;/)\]]|(?<![a-z]){what}\s*[:=]\s*{sign}(?![\w.,])|(?<![\w.,]){sign}\s*[:=]\s*{what}(?![a-z])"
        rf"|(?<![a-z]){what}\s+(?:en |in |con signo |as |is |are |son |sind |ist )?{words_of_sign}(?![a-z])"
    )


_TURNED = re.compile(
    f"{_signed(_BOUGHT, _MINUS)}|{_signed(_SOLD, _PLUS)}"
    + r"|(?<![a-z])(?:saldo|posicion|balance|position) (?:net[oa] )?(?:vendedora?|vendid[oa]|long|larg[oa])(?![a-z])"
    r"|(?<![a-z])net (?:sales?|seller)(?![a-z])"
)


def sign_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What is to be seen of values whose header, or a row above or below them, says that a purchase is negative."""
    for text in (series.column, *words_outside(series, sheet)):
        if _is_turned(text):
            return (Message(BOUGHT_IS_NEGATIVE, {"text": text[:120]}),)
    return ()


@lru_cache(maxsize=1 << 15)
def _is_turned(text: str) -> bool:
    return _TURNED.search(words.folded(text)) is not None
