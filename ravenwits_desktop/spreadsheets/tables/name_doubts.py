"""What has to be seen where values are called after something else than a purchase, or stand below such a concept."""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading_notes import BESIDE_READ
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.bought_ways import names_way
from ravenwits_desktop.spreadsheets.texts import decoys, words

_CONCEPT = words.any_word(
    "conceptos?", "conceitos?", "concetto", "magnitud(?:es)?", "variables?", "variavel", "variabile", "metricas?",
    "metrics?", "metriche?", "medidas?", "measures?", "misur[ae]", "mesures?", "messgro(?:ss|ß)e", "gro(?:ss|ß)e",
    "grandezz[ae]", "grandeurs?", "grandezas?", "descripcion", "descricao", "description", "descrizione", "bezeichnung",
    "parametros?", "parameters?", "indicador(?:es)?", "indicators?", "quantity",
    "partidas?", "items?", "libelle", "posten",
)  # fmt: skip
"""Heads of columns that say what the values of each row are."""


_NAMES = frozenset(("name", "nombre", "nome", "nom"))
_VALUES = frozenset(("value", "valor", "valore", "valeur"))
_IDENTITIES = frozenset(("id", "geoid", "geoname"))
"""Heads of the files of ESIOS, in which the name beside an id is that of the indicator."""
_MONEY = words.any_word(
    "rentas? de congestion", "congestion (?:rents?|incomes?)", "pagos? por capacidad", "capacity payments?",
    "liquidacion(?:es)?", "ingresos?", "revenues?", "recaudacion", "cobros?", "bonificacion(?:es)?",
)  # fmt: skip
_EMISSIONS = words.any_word("emision(?:es)?", "emissions?", "emissoes", "emissioni", "emissionen", "t?co2(?:[ -]?eq)?")


def name_doubts(name: str, *, of_unit: bool = False) -> tuple[Message, ...]:
    """What has to be seen of values called `name`: prices, shares, another quantity, a sale, a limit or deviation.

    Where they are known to be of a unit of power or energy (`of_unit`), a tariff or a market is how they are bought.
    """
    if stated_unit(name) is None and not words.names_purchase(name) and not (of_unit and names_way(name)):
        if words.names_price(name) or words.names_share(name):
            return (refusals.looks_like(name),)
        plain = words.spaced(name)
        if _MONEY.search(plain):
            return (Message(refusals.PRICES_READ, {"column": name}),)
        if words.names_other_quantity(decoys.without_customers(name)) or _EMISSIONS.search(plain):
            return (Message(refusals.OTHERS_READ, {"column": name}),)
    return energy_doubts(name)


def energy_doubts(name: str) -> tuple[Message, ...]:
    """The same of what is energy, and sold, generated, or beside a purchase."""
    if words.names_only_sale(name) or decoys.names_source(name):
        return (Message(refusals.SALE_CHOSEN, {"column": name}),)
    if words.names_beside_purchase(name) or decoys.names_remainder(name):
        return (Message(BESIDE_READ, {"column": name}),)
    return ()


def names_concept(head: str) -> bool:
    """Whether the head of a column means what the values of each row are."""
    return bool(_CONCEPT.search(words.spaced(head)))


def concept_doubts(
    sheet: Sheet, rows: Sequence[int], heads: Sequence[str], taken: Sequence[int]
) -> tuple[Message, ...]:
    """The same of what a column of concepts, by its head, says beside all of `rows` in the same words."""
    plain = set(map(words.folded, heads))
    named = bool(plain & _VALUES and plain & _IDENTITIES)
    for column, head in enumerate(heads):
        if column in taken or not (names_concept(head) or (named and words.folded(head) in _NAMES)):
            continue
        cells = sheet.columns[column]
        if not names_concept(head) and words.names_price(cell_text(cells[rows[0]])):
            continue  # all that stands beside the values tells it
        doubts = name_doubts(cell_text(cells[rows[0]]))
        if doubts and all(cells[row] == cells[rows[0]] for row in rows):
            return doubts
    return ()
