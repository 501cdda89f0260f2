"""Titles, sheets and files that are called after something else than a purchase: sales, prices, weather, deviations.

A column “MWh” is read for what it is, whatever stands above it. Whoever chooses the file of what is sold has to see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading_notes import BESIDE_READ
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.making import without_making
from ravenwits_desktop.spreadsheets.texts.other_energy import names_other_energy, titles_other_energy

_BOUGHT = re.compile(
    r"(?<![a-z])(?:compra\w*|purchas\w*|buy|bought|achats?|acquist\w*|(?:ein)?kauf\w*|bezug|consum\w*|consommation\w*"
    r"|demand[ae]s?|verbrauch\w*|necesidad\w*|bedarf|fabbisogn\w*|(?:inn?)?kj?[oø]p\w*|inkoop|[a-zø]*forbru[kg]\w*"
    r"|verbruik\w*|kulutus\w*|carga|lastgang|net[oa]s?|netto|sin|without|ohne|sans|senza|excl\w*)(?![a-z])"
)
"""A text with any of these speaks of a purchase, or of what is taken off it."""
_SOLD = words.any_word(
    "ventas?", "vendas?", "ventes?", "vendit[ae]", "verkauf", "sales", "einspeisung", "generacion", "generation",
    "geracao", "generazione", "produccion", "producao", "production", "produzione", "erzeugung", "excedentes?",
    "vertidos?", "produktion", "produksjon", "salg", "forsaljning", "verkoop", "myynti", "tuotanto", "autoproduccion",
)  # fmt: skip
_PRICES = words.any_word(
    "precios?", "precos?", "prices?", "prix", "preise?", "prezz[oi]", "costes?", "costs?", "custos?", "kosten",
    "garantias?", "importes?", "facturacion",
)  # fmt: skip
_OTHERS = words.any_word(
    "temperaturas?", "temperatures?", "temperaturen?", "meteo(?:rologia)?", "viento", "humedad", "radiacion",
    "caudal(?:es)?", "flow ?rates?", "durchfluss", "portat[ae]", "[ns]?m3/h",
)  # fmt: skip
_BESIDE = words.any_word(
    "desvios?", "desviacion(?:es)?", "desequilibrios?", "imbalances?", "abweichung(?:en)?", "ecarts?",
    "sbilanciament[oi]", "perdidas", "perdas",
)  # fmt: skip
_KINDS = (
    (_SOLD, words.names_sale, refusals.SALE_CHOSEN),
    (_PRICES, words.names_price, refusals.PRICES_READ),
    (_OTHERS, words.names_other_quantity, refusals.OTHERS_READ),
    (_BESIDE, words.names_beside_purchase, BESIDE_READ),
)
"""What a title may say, how a column of that is known by its header, and what is told of it."""
_POWERS = ("MW", "kW", "GW", "W")
"""Units that no price is per: “€/MWh” may be cut short to “MWh”, and never to these."""
_OF_FIGURE = re.compile(r"[^:=]{0,25}[:=]\s*[-−]?\d+(?:[.,]\d+)?(?![\d/.-])")
"""What makes a word the name of one figure and no title: “Precio medio: 52,10”."""
_WITHIN = 40
"""Letters of a title within which its subject stands; what comes later is said beside it."""
_LONGEST = 80


def title_warnings(series: Series, sheet: Sheet, file: str) -> tuple[Message, ...]:
    """What has to be seen where a title, the sheet or the file is called after what is no purchase.

    The nearest word counts: a column that is called a purchase, or a title that speaks of one, is believed. What
    another column of the table is called after is explained by it. Nothing is added to a doubt about the column itself;
    one called after gas or a reserve is told of here where its layout does not tell.
    """
    known = {template for _, _, template in _KINDS} | refusals.NO_POWER
    if any(warning.template in known for warning in series.warnings):
        return ()
    if names_other_energy(words.spaced(series.column)):
        return (Message(BESIDE_READ, {"column": series.column}),)
    if _is_bought(series.column):
        return ()
    heads = [head for head in series.headers if head != series.column]
    for text, whole in _texts(series, sheet, file):
        plain = without_making(words.spaced(text))
        if titles_other_energy(words.spaced(whole)) and not any(map(words.names_beside_purchase, heads)):
            return (Message(BESIDE_READ, {"column": text}),)
        if _BOUGHT.search(plain):
            return ()
        for kind, is_column, template in _KINDS:
            said = kind.search(plain[:_WITHIN])
            if said is None or _OF_FIGURE.match(plain, said.end()) or any(map(is_column, heads)):
                continue
            if kind is _PRICES and series.unit in _POWERS:
                continue
            return (Message(template, {"column": text}),)
    return ()


def _is_bought(column: str) -> bool:
    return words.names_purchase(column) or bool(_BOUGHT.search(words.spaced(column)))


def _texts(series: Series, sheet: Sheet, file: str) -> Iterator[tuple[str, str]]:
    """What names the table, the nearest first: its titles, a cell or two each, the sheet, the file.

    With each the whole of it: of two cells the first may but name the second, “Autoconsumo: No”.
    """
    top = series.header_row or 0
    for row in sheet.rows[max(top - 5, 0) : top][::-1]:
        cells = [text for cell in row if (text := cell_text(cell))]
        if cells and len(cells) <= 2 and len(cells[0]) <= _LONGEST and not number_share(row)[0]:
            yield cells[0], ": ".join(cells)
    for name in (sheet.name, PurePath(file).stem):
        yield name, name
