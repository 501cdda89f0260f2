"""The headers of files of one kind: which are new or gone, and which are only called otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading

NEW_COLUMNS = QT_TRANSLATE_NOOP("Message", "New columns: {columns}.")
GONE_COLUMNS = QT_TRANSLATE_NOOP("Message", "Columns that are gone: {columns}.")
OTHER_ORDER = QT_TRANSLATE_NOOP("Message", "The columns stand in another order.")
OTHER_NAME = QT_TRANSLATE_NOOP("Message", "The column “{before}” is now called “{now}”.")
READ_INSTEAD = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{before}” is not there any more, and “{now}” was read in its place. Look whether it is right.",
)
_TRAIT, _COLUMN = "headers", "column"
_WRITTEN, _PERIODS, _VALUES = "headers as written", "period column", "column as written"
HEADER_FACTS = (_WRITTEN, _PERIODS, _VALUES)
"""The names under which such facts are kept."""
BELOW_GROUP = " · "
"""What parts the name of a column from that of the group above it."""
_LIKE_HEADERS = 0.6
_MONEY = re.compile(r"pre[cçtz]|pri[cxs]|preis|cost|coût|tarif|eur(?![a-z]{3})|[€$£]")
"""Beginnings of words of a folded header that speaks of money, whatever unit it names."""
_UNIT = re.compile(r"[\s_]*[\[(]?\s*(?:(?:en|in|em)\s+)?(?<![^\W_])[gmk]?w(?:h|att)?(?![^\W_])\s*[\])]?")
"""A unit of power or energy in a folded header, with what stands around it."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a file by their folded names, in their order, each as it is written.

    `periods` is the folded name of the column that names the periods, `column` that of the values; empty where they are
    not headers. `values` is the latter as it is written.
    """

    names: tuple[str, ...]
    written: Mapping[str, str]
    periods: str
    column: str
    values: str

    @property
    def of_values(self) -> str | None:
        """The column of the values, to be chosen; None where they stand in several."""
        known = {*self.written, *self.written.values()}
        return self.values if self.values in known and self.names.count(self.column) == 1 else None

    @property
    def all_written(self) -> str:
        """The columns as they are written, with commas between them."""
        return ", ".join(self.written[name] for name in dict.fromkeys(self.names))

    def quoted(self, names: Iterable[str]) -> str:
        """These columns as they are written, with commas between them."""
        return ", ".join(f"“{self.written.get(name, name)}”" for name in dict.fromkeys(names))

    def kinds(self) -> tuple[str, ...]:
        """What is compared of two files to tell whether they resemble each other: the columns whatever their unit."""
        return tuple("\n" if name == self.periods else _without_unit(name) for name in self.names)


def header_facts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is kept of the headers of a reading beside its traits."""
    written = [" ".join(text.split()) for text in reading.headers]
    return (_WRITTEN, "\n".join(written)), (_PERIODS, reading.period_column), (_VALUES, reading.column)


def headers_of(traits: Mapping[str, str]) -> Headers:
    """The headers of a file by its traits and `header_facts`; by their folded names where the latter are not known."""
    names = traits.get(_TRAIT, "").split(" | ")
    written = traits.get(_WRITTEN, "").split("\n")
    if len(written) != len(names):
        written = names
    alike: dict[str, list[str]] = {}
    for name, text in zip(names, written, strict=True):
        alike.setdefault(name, []).append(text)
    of_periods = " ".join(traits.get(_PERIODS, "").split())
    column = traits.get(_COLUMN, "")
    return Headers(
        tuple(name for name in names if name),
        {name: texts[0] if len(texts) == 1 else f"{texts[0]} … {texts[-1]}" for name, texts in alike.items()},
        next((name for name, texts in alike.items() if of_periods and of_periods in texts), ""),
        column,
        traits.get(_VALUES, "") or column,
    )


def renamed(before: Headers, now: Headers) -> dict[str, str]:
    """The columns that have another name now: but for its unit the same, or that of the periods."""
    gone, added = _only_in(before, now), _only_in(now, before)
    found = {}
    for name in gone:
        if name == before.periods and now.periods in added:
            found[name] = now.periods
            continue
        like = [other for other in added if _without_unit(other) == _without_unit(name) and other != now.periods]
        if len(like) == 1 and like[0] not in found.values():
            found[name] = like[0]
    if before.column not in found and values_alone_renamed(before, now):
        found[before.column] = now.column
    return found


def values_alone_renamed(before: Headers, now: Headers) -> bool:
    """Whether the values stand where they stood under another name, and all other columns are the same in their order.

    Both names state a unit of power or energy, or there are two other columns at least, and neither speaks of money.
    """
    if before.column == now.column or len(before.names) != len(now.names) or len(now.names) < 2:
        return False
    others = [place for place, names in enumerate(zip(before.kinds(), now.kinds(), strict=True)) if len(set(names)) > 1]
    if len(others) != 1:
        return False
    names = before.names[others[0]], now.names[others[0]]
    stated = all(_UNIT.search(name) for name in names) or len(now.names) > 2
    return names == (before.column, now.column) and stated and not any(_MONEY.search(name) for name in names)


def other_headers(before: Headers, now: Headers) -> Iterator[Message]:
    """What is said of columns that are called otherwise, new, gone or in another order."""
    names = renamed(before, now)
    for was, other in names.items():
        guessed = was == before.column and _without_unit(was) != _without_unit(other)
        yield Message(
            READ_INSTEAD if guessed else OTHER_NAME,
            {"before": before.written.get(was, was), "now": now.written.get(other, other)},
        )
    added = [name for name in _only_in(now, before) if name not in names.values()]
    gone = [name for name in _only_in(before, now) if name not in names]
    if added:
        yield Message(NEW_COLUMNS, {"columns": now.quoted(added)})
    if gone:
        yield Message(GONE_COLUMNS, {"columns": before.quoted(gone)})
    if not added and not gone and tuple(names.get(name, name) for name in before.names) != now.names:
        yield Message(OTHER_ORDER)


def resemble(before: Headers, now: Headers) -> bool:
    """Whether most columns of the one are those of the other.

    Or all but one with another name in its place: not that of the values, whose name tells what they are.
    """
    if len(before.names) == len(now.names) > 1:
        kinds = zip(before.kinds(), now.kinds(), before.names, strict=True)
        others = [name for one, other, name in kinds if one != other]
        if len(others) == 1 and others[0] != before.column:
            return True
    one, other = frozenset(before.kinds()), frozenset(now.kinds())
    return bool(one & other) and len(one & other) >= _LIKE_HEADERS * len(one | other)


def have_headers(before: Headers, texts: Iterable[str]) -> bool:
    """Whether most of the headers, as they stand, are in a row of a file, whatever their unit and their groups."""
    wanted = {_kind(text.rpartition(BELOW_GROUP)[2]) for text in before.written.values() if text}
    found = {_kind(text) for text in texts}
    return len(wanted & found) >= _LIKE_HEADERS * len(wanted)


def now_called(column: str | None, choices: Iterable[str]) -> str | None:
    """The one of `choices` that is the same `column` in another unit; None where none is, or several are."""
    if not column:
        return None
    wanted, found = _kind(column), list(dict.fromkeys(choices))
    like = [each for each in found if wanted and _kind(each) == wanted]
    return like[0] if len(like) == 1 and like[0] != column else None


def _kind(header: str) -> str:
    """A header as it stands, folded and without its unit."""
    return _without_unit(" ".join(header.casefold().split()))


def _only_in(one: Headers, other: Headers) -> list[str]:
    return [name for name in dict.fromkeys(one.names) if name not in other.names]


def _without_unit(name: str) -> str:
    """A folded header without the unit it names."""
    return _UNIT.sub("", name).strip()
