"""A row of groups above the header of a long table: Precio and Energía, each over its own Compra and Venta."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ravenwits_desktop.domain.kept_headers import BELOW_GROUP
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import decoys, time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import token_of

PRICE_UNIT = re.compile(
    r"[\[(]?\s*(?:c?€|eur|euros?|cts?|£|gbp|\$|usd|nok|sek|dkk)\s*(?:/\s*[gmk]wh)?\s*[\])]?", re.IGNORECASE
)
"""What a column of prices has in a row of units."""
_LONGEST = 60
"""Letters of the name of a group; what is longer is a sentence about the table."""
_WORDS = 3
_JOINT = re.compile(r"\s(?:y|e|and|und|et|ed|og|och|o|or|ou|oder|vs)\s|\s[-–]\s|[/&+,;|]")
"""What parts the two quantities of a group that is of both: “Compras y ventas”."""
_IN_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]")
_AGAINST = (words.names_price, words.names_sale, words.names_beside_purchase, words.names_other_quantity)
_TELLING = (
    *_AGAINST, words.names_purchase, words.names_load, words.names_amount, words.names_forecast, words.names_net,
    words.speaks_of_total, words.names_version, decoys.is_decoy,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Groups:
    """The names of the groups by the columns below them, those that stand above their own column alone in `first`."""

    names: Mapping[int, str]
    first: frozenset[int]


def groups_above(sheet: Sheet, row: int, times: Sequence[int], numeric: Sequence[int]) -> Groups | None:
    """The groups in the row directly above the header in `row`; None where what stands there is no row of groups.

    `times` are the columns of dates and times, `numeric` those of numbers. The cells of groups stand above the latter,
    each over the blank ones behind it as well, as merged cells do; above the former is nothing, or a word for them. A
    title is none: it stands at the left or above the whole table, or holds a date; nor is a name beside its value.
    """
    values = [column for column in numeric if column > max(times)] or list(numeric)
    if row == 0 or not values or sheet.numbers[row] - sheet.numbers[row - 1] != 1:
        return None
    left, right = min(values), max(values)
    cells = [cell_text(column[row - 1]) if isinstance(column[row - 1], str) else None for column in sheet.columns]
    found = {column: text for column, text in enumerate(cells) if text and left <= column <= right}
    if not found or None in cells[left : right + 1] or not all(map(_may_be_group, found.values())):
        return None
    title = [column for column, text in enumerate(cells[:left]) if text and not _is_of_times(text)]
    if title and not _stand_beside_title(found, title[-1]):
        return None
    names = dict(_carried(found, right, times))
    heads = {column: cell_text(sheet.columns[column][row]) for column in names}
    if len(set(found.values())) == 1 and not _tells_against(next(iter(found.values())), heads, values):
        return None
    return Groups(names, frozenset(found))


def under_groups(names: Sequence[str], groups: Groups) -> list[str]:
    """The names of the columns with those of their groups before them: “Precio · Compra”; those of units behind them.

    A column without a name is called after the group that stands above it alone. A group of two quantities tells none
    of them, and one of prices is none of a column that states a unit of energy.
    """
    return [
        _joined(groups.names[column], name) if column in groups.names and (name or column in groups.first) else name
        for column, name in enumerate(names)
    ]


def by_own_names(names: Sequence[str], columns: Sequence[int]) -> list[str] | None:
    """All `names`, those of the `columns` without the group that they share; None where they share none."""
    groups = {names[column].rpartition(BELOW_GROUP)[0] for column in columns}
    if len(groups) != 1 or not groups.pop():
        return None
    return [name.rpartition(BELOW_GROUP)[2] if at in columns else name for at, name in enumerate(names)]


def are_alike(one: str, other: str) -> bool:
    """Whether columns stand below groups of one kind: “Versión 1 · Compra” and “Versión 2 · Programa”."""
    groups = [words.folded(name.rpartition(BELOW_GROUP)[0]) for name in (one, other)]
    kinds = [group.split()[:-1] for group in groups]
    return groups[0] != groups[1] and bool(kinds[0]) and kinds[0] == kinds[1]


def _joined(group: str, name: str) -> str:
    unit = stated_unit(name)
    if not name or words.folded(group) == words.folded(name):
        return group
    if is_pure_unit(group) or PRICE_UNIT.fullmatch(group):
        return name if unit or words.names_price(name) else f"{name} ({group.strip('()[] ')})"
    if (words.names_price(group) and unit is not None) or _is_of_both(group):
        of_both = stated_unit(group)
        return name if unit or of_both is None or words.names_price(name) else f"{name} ({of_both})"
    if unit is not None and stated_unit(group) is not None:
        group = _IN_BRACKETS.sub("", group).strip() or group
    return f"{group}{BELOW_GROUP}{name}"


def _may_be_group(text: str) -> bool:
    """Whether a text may name a group: words, no date, no period, and no name with its value behind a colon."""
    if len(text) > _LONGEST or ":" in text or not any(letter.isalpha() or letter in "€£$" for letter in text):
        return False
    return not days_in(text) and token_of(text) is None


def _is_of_times(text: str) -> bool:
    return time_words.names_date(text) or time_words.names_period(text) or words.names_unit(text)


def _stand_beside_title(found: Mapping[int, str], title: int) -> bool:
    """Whether groups stand in the row of a title in the column `title`: all tell something, and none is its value."""
    return all(map(_tells, found.values())) and (len(set(found.values())) > 1 or min(found) > title + 1)


def _carried(found: Mapping[int, str], right: int, times: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Each column up to `right` with the name of its group, which ends at the next one and at a column of times."""
    text = ""
    for column in range(min(found), right + 1):
        text = found.get(column, "" if column in times else text)
        if text:
            yield column, text


def _tells_against(group: str, heads: Mapping[int, str], values: Sequence[int]) -> bool:
    """Whether the only group of a table tells that the columns below it are no purchase, and is no title of it.

    Above all `values` it is a title, but for a word or three that none of the columns explains: “Ayer”, “Precio”.
    """
    against = [names for names in _AGAINST if names(group)]
    if not against or _is_of_both(group):
        return False
    if any(column not in heads for column in values):
        return True
    if len(group.split()) > _WORDS or words.names_purchase(group) or words.names_load(group):
        return False
    own_unit = words.names_price in against and any(stated_unit(head) is not None for head in heads.values())
    return not own_unit and not any(names(head) for names in against for head in heads.values())


def _tells(text: str) -> bool:
    return stated_unit(text) is not None or any(names(text) for names in _TELLING)


def _is_of_both(group: str) -> bool:
    """Whether a group is of what is bought and of what is sold or paid: “Compras y ventas”, “Energía y precio”."""
    kinds = {_kind(part) for part in _JOINT.split(_IN_BRACKETS.sub(" ", group))} - {""}
    return len(kinds) > 1


def _kind(text: str) -> str:
    if words.names_price(text):
        return "price"
    if words.names_sale(text):
        return "sale"
    return "purchase" if words.names_purchase(text) or words.names_load(text) else ""
