"""Values that the sheet itself calls measured, or of yesterday, taken together with others that it calls a forecast.

Whoever keeps both in one table imports yesterday as a purchase. Where a column beside the values says of some “Real”
and of others “Previsión”, or a row above the columns does, that has to be seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.reading_notes import MEASURED_TAKEN
from ravenwits_desktop.domain.states import Part, States
from ravenwits_desktop.domain.timegrid import Bools, Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

SPAN = QT_TRANSLATE_NOOP("Message", "{first} to {last}")
_MEASURED = words.any_word(
    r"(?<!tiempo )(?<!tempo )(?:real(?:es)?|reais)", "medid[oa]s?", "medicion(?:es)?", "medicao", "medicoes",
    "measure(?:d|ments?)", "metered", "actuals?", "realizad[oa]s?", "realised", "realized", "observad[oa]s?",
    "observed", "ist(?:werte?)?", "gemessen[a-z]*", "mess(?:ung|werte?)", "reel(?:le)?s?", "realise(?:e?s?)",
    "mesure(?:e?s?)", "reale", "misurat[oaie]", "misure?", "consuntiv[oi]", "effettiv[oi]", "gemeten",
    "werkelijk[a-z]*", "malt[e]?", "uppmatt[a-z]*", "faktisk[a-z]*", "verklig[a-z]*", "toteutun[a-z]*",
    "toteuma", "mitat[a-z]*", "historic[oa]s?", "historical", "historiques?", "historisch[a-z]*", "storic[oi]",
    "telemedid[oa]s?", "telemedicion(?:es)?", "consumid[oa]s?", "consumed", "verbraucht", "liquidad[oa]s?", "settled",
    "abgerechnet", "liquidat[oaie]",
)  # fmt: skip
_YESTERDAY = words.any_word(
    "ayer", "anteayer", "ontem", "yesterday", "gestern", "hier", "ieri", "gisteren", r"i ?g[ao]r", "eilen",
)  # fmt: skip
_NOW = words.any_word(
    "hoy", "hoje", "today", "heute", "aujourd.?hui", "oggi", "vandaag", r"i ?dag", "tanaan",
    "manana", "amanha", "tomorrow", "morgen", "demain", "domani", r"i ?morgen", r"i ?morgon", "huomenna",
)  # fmt: skip
_EXPECTED = words.any_word(
    "prognos[a-z]*", "ennuste[a-z]*", "verwachting[a-z]*", "verwacht", "voorspelling", "planlagt", "prev",
    "pronostic(?:o|os|ad[oa]s?)", "predict(?:ed|ions?)", "prediccion(?:es)?", "previsione", "fcst",
)  # fmt: skip
_ESTIMATED = words.any_word(
    "estimad[oa]s?", "estimated?", "estime(?:e?s?)", "stimat[oaie]", "geschatzt[a-z]*", "geschat", "provisional(?:es)?",
    "provisori[oa]s?", "provisoires?", "provvisori[oae]?", "vorlaufig[a-z]*",
)  # fmt: skip
"""A meter's own words for a value that was not measured; of days to come they are a forecast."""
_CLOSED = words.any_word("cerrad[oa]s?", "definitiv[oaie]?s?", "fechad[oa]s?", "closed")
"""A meter's own words for a value that is not changed any more."""
_MOST_STATES = 12
"""Different cells of a column of states."""
_LONGEST = 30
_MOST_ROWS_ABOVE = 8


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of values: that they were `measured`, or that they are expected."""

    measured: bool
    text: str
    of_meter: bool = False
    """Whether it is a meter's state, which says so only where the days tell the same."""


def measured_warnings(states: States | None) -> tuple[Message, ...]:
    """What has to be seen of values some of which are called measured and others expected."""
    parts = states.parts if states is not None else None
    if parts is None:
        return ()
    measured, expected = parts
    values = {"count": measured.values, "days": _span(measured), "measured": measured.texts[0]}
    others = {"others": expected.values, "other_days": _span(expected), "expected": expected.texts[0]}
    return (Message(MEASURED_TAKEN, {**values, **others}),)


def states_of(
    series: Series, sheet: Sheet, order: Integers, begun: Minutes, known: Bools, today: date
) -> States | None:
    """What the sheet says of the values of `series`, taken in this `order`; None where it says nothing of them.

    `begun` is when the period of each begins (wall clock), `known` whether it is a number. Where one column or row
    tells values measured from others expected, it is that one that counts.
    """
    if series.columns is None:
        return None
    kept = np.flatnonzero(known & ~np.isnat(begun))
    rows, columns = series.rows[order][kept], series.columns[order][kept]
    if not len(kept) or not _may_be_marked(sheet, rows, columns):
        return None
    places = np.searchsorted(np.array(sheet.numbers, dtype=np.int64), rows)
    first: States | None = None
    for cells, index in _marks(series, sheet, places, columns):
        states = _states_of(set(cells))
        if not states:
            continue
        found = _parted([states.get(cells[place]) for place in index.tolist()], begun[kept], today)
        if found is not None and found.parts is not None:
            return found
        first = first or found
    return first


def _may_be_marked(sheet: Sheet, rows: Integers, columns: Integers) -> bool:
    """Whether values in these `rows` (their numbers) and `columns` may have words above or beside them.

    Most tables are a column of times and one of values, and that is seen by the first and the last row alone.
    """
    if (columns != columns[0]).any():
        return True
    ends = [bisect_left(sheet.numbers, int(row)) for row in (rows.min(), rows.max())]
    return any(all(_is_word(cells[end]) for end in ends) for cells in sheet.columns)


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and cell[:1].isalpha()


def _marks(
    series: Series, sheet: Sheet, rows: Integers, columns: Integers
) -> Iterator[tuple[Sequence[Cell], Integers]]:
    """Cells that may say something of each value, and the place among them of that of each value."""
    first, last = int(rows.min()), int(rows.max())
    taken = {*np.unique(columns).tolist()}
    for role, (_, placed) in series.places:
        if role in (Role.DATE, Role.PERIOD) and len(placed):
            taken.update(np.unique(placed).tolist())
    for column, cells in enumerate(sheet.columns):
        if column not in taken and _is_word(cells[first]) and _is_word(cells[last]):
            yield cells[first : last + 1], rows - first
    left, right = int(columns.min()), int(columns.max())
    if left == right:
        return
    for at in range(first - 1, max(first - 1 - _MOST_ROWS_ABOVE, -1), -1):
        yield _carried(sheet.rows[at][left : right + 1], right - left + 1), columns - left


def _carried(cells: Sequence[Cell], width: int) -> list[Cell]:
    """The cells of a row, each over the blank ones behind it: a merged cell stands above several columns."""
    result: list[Cell] = []
    for cell in (*cells, *[""] * (width - len(cells))):
        result.append(cell if cell != "" or not result else result[-1])
    return result


def _states_of(cells: set[Cell]) -> dict[Cell, Said]:
    """What the different `cells` of a column or a row say; nothing where they are too many."""
    if len(cells) > _MOST_STATES:
        return {}
    return {cell: said for cell in cells if isinstance(cell, str) and (said := said_of(cell)) is not None}


def said_of(cell: str, longest: int = _LONGEST) -> Said | None:
    """What a cell of at most so many letters says of values; None where it says neither, or both."""
    text = cell_text(cell)
    if not text or len(text) > longest:
        return None
    plain = words.spaced(text)
    measured = bool(_MEASURED.search(plain) or _YESTERDAY.search(plain))
    planned = words.names_forecast(_ESTIMATED.sub(" ", plain)) or bool(_EXPECTED.search(plain) or _NOW.search(plain))
    if not measured and not planned:
        planned = words.names_purchase(plain)  # “Compra real” was measured all the same
    closed, estimated = bool(_CLOSED.search(plain)), bool(_ESTIMATED.search(plain))
    if not measured and not planned and closed is not estimated:
        return Said(closed, text, of_meter=True)
    return None if measured is planned else Said(measured, text)


def _parted(said: Sequence[Said | None], begun: Minutes, today: date) -> States | None:
    """The values by what is `said` of each; None where nothing is said of any.

    The states of a meter tell a forecast only of days from `today` on, beside measured ones that are of none after it.
    """
    kinds = np.array([-1 if each is None else int(each.measured) for each in said])
    parts: list[Part | None] = []
    for which in (True, False):
        at = np.flatnonzero(kinds == int(which))
        if not len(at):
            parts.append(None)
            continue
        texts = tuple(dict.fromkeys(each.text for each in said if each is not None and each.measured is which))
        days = np.unique(begun[at].astype("datetime64[D]"))
        parts.append(Part(texts, len(at), len(days), days[0].item(), days[-1].item()))
    measured, expected = parts
    if measured is None and expected is None:
        return None
    both = measured is not None and expected is not None
    if measured is not None and expected is not None:
        known = measured.first <= today <= expected.last
        if not known and any(each is not None and each.of_meter for each in said):
            return None
    in_order = both and bool(begun[kinds == 1].max() < begun[kinds == 0].min())
    past = measured is not None and measured.last < today
    return States(measured, expected, in_order, int((kinds < 0).sum()), past)


def _span(part: Part) -> object:
    return part.first if part.first == part.last else Message(SPAN, {"first": part.first, "last": part.last})
