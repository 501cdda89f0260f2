"""Strategy outputs: read from whatever the server answered, and checked before they are sent.

Reading never fails: a clear number or label is taken, everything else is counted and told, and the JSON itself is kept.
Checking before sending is strict and says where the first mistake is.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from ravenwits_desktop.api.odd_numbers import with_nothing
from ravenwits_desktop.api.pieces import SHORTEST, Apart, apart, pieces
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.strategy import LARGE_SHARES, LARGEST_SHARE, MarketSeries, Model, StrategyOutput
from ravenwits_desktop.domain.timegrid import Minutes

MOST_PROBLEMS = 50

NO_JSON = QT_TRANSLATE_NOOP("Message", "The strategy output could not be read. It is kept as it came.")
SERVER_SAYS = QT_TRANSLATE_NOOP("Message", "The server has no strategy output: {text}")
UNKNOWN_SHAPE = QT_TRANSLATE_NOOP("Message", "The strategy output has an unknown form. It is kept as it came.")
UNKNOWN_MODEL = QT_TRANSLATE_NOOP("Message", "Entry {number} of the strategy output is not a model.")
TWICE = QT_TRANSLATE_NOOP("Message", "{name} is there more than once in one place: the last one is shown.")
SAME_MODEL = QT_TRANSLATE_NOOP("Message", "Model {model} is there more than once: the first one is shown.")
UNKNOWN_SERIES = QT_TRANSLATE_NOOP("Message", "Model {model}, {market}: not a list of rows.")
ROWS_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: {count} rows could not be read and are left out, the first is row {row}."
)
SHARE_ABSENT = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: {count} rows give only one of purchase and sale; the other is taken as none."
)
SHARES_AS_TEXT = QT_TRANSLATE_NOOP(
    "Message",
    "Model {model}, {market}: {count} rows have a share that is written as a text, the first is row {row}: “{text}”. "
    "It is read as that number.",
)
NEGATIVE_SHARES = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: {count} rows have a share below zero. They are shown as they came."
)
AND_MORE = QT_TRANSLATE_NOOP("Message", "And {count} more.")

_NOTHING = np.zeros(0)
_MOST_LOOKED_THROUGH = 400_000
"""Bytes of an answer, without its long lists, in which names that stand twice are looked for."""
_LENGTH = len("YYYY-MM-DD HH:MM")
_DIGITS = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15]
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""A number as JSON writes it."""
_SHARES = ("purchase_percentage", "sale_percentage")
_LENIENT_LABEL = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::00(?:\.0+)?)?")


class _Share(msgspec.Struct, gc=False):
    datetime: str
    purchase_percentage: float
    sale_percentage: float


class _Model(msgspec.Struct, gc=False):
    idmodel: int | str
    value: dict[str, msgspec.Raw]


_models = msgspec.json.Decoder(list[_Model])
_series = msgspec.json.Decoder(list[_Share])
_unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_labels(texts: Sequence[str]) -> Minutes | None:
    """Labels written ``YYYY-MM-DD HH:MM`` (or with a ``T``) as ``datetime64[m]``; None if any is written otherwise."""
    if not texts:
        return np.zeros(0, dtype="datetime64[m]")
    joined = "".join(texts)
    if len(joined) != _LENGTH * len(texts) or not joined.isascii():
        return None
    # numpy reads far more than this form ("now", offsets, seconds that it drops), so the form is checked first.
    signs = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, _LENGTH)
    digits = signs[:, _DIGITS]
    if ((digits < ord("0")) | (digits > ord("9"))).any() or (signs[:, [4, 7]] != ord("-")).any():
        return None
    if (signs[:, 13] != ord(":")).any() or not np.isin(signs[:, 10], (ord(" "), ord("T"))).all():
        return None
    try:
        return np.array(texts, dtype="datetime64[m]")
    except ValueError:
        return None


class _Reader:
    """Reads one strategy output; `problems` gathers what could not be read."""

    def __init__(self, cut: Apart | None = None) -> None:
        self.problems: list[Message] = []
        self.sure = True
        """Whether every list that was cut out of the answer was one."""
        self.lists = 0
        """How many lists of rows the models that were read have."""
        self._cut = cut
        self._texts: list[str] = []
        self._labels: Minutes | None = None

    def models(self, raw: bytes) -> list[Model]:
        try:
            found = _models.decode(raw)
        except _unreadable:
            without = with_nothing(raw)
            return self._lenient_models(raw) if without is None else self.models(without)
        if not all(str(model.idmodel).strip() for model in found):
            return self._lenient_models(raw)
        return self._distinct([Model(str(model.idmodel).strip(), self._markets(model)) for model in found])

    def _distinct(self, models: list[Model]) -> list[Model]:
        distinct: dict[str, Model] = {}
        for model in models:
            if model.idmodel in distinct:
                self.problems.append(Message(SAME_MODEL, {"model": model.idmodel}))
            else:
                distinct[model.idmodel] = model
        return list(distinct.values())

    def _markets(self, model: _Model) -> dict[str, MarketSeries]:
        markets = {}
        for market, raw in model.value.items():
            span = self._cut.span(bytes(raw)) if self._cut is not None else None
            self.lists += span is not None or bytes(raw).lstrip()[:1] == b"["
            series = self._typed_series([raw] if span is None else pieces(self._whole, span))
            if series is None:
                whole = raw if span is None else msgspec.Raw(self._whole[span[0] : span[1]])
                series = self._lenient_series(str(model.idmodel), market, whole)
            if series is not None:
                markets[market] = self._sensible(str(model.idmodel), market, series)
        return markets

    @property
    def _whole(self) -> bytes:
        return self._cut.raw if self._cut is not None else b""

    def _typed_series(self, parts: Iterable[msgspec.Raw | bytes]) -> MarketSeries | None:
        texts: list[str] = []
        bought, sold = [_NOTHING], [_NOTHING]
        try:
            for part in parts:
                rows = _series.decode(part)
                count = len(rows)
                texts += [row.datetime for row in rows]
                bought.append(np.fromiter((row.purchase_percentage for row in rows), dtype=np.float64, count=count))
                sold.append(np.fromiter((row.sale_percentage for row in rows), dtype=np.float64, count=count))
        except _unreadable:
            return None
        # The markets of a model, and the models, mostly have the same labels: read them once.
        if texts != self._texts or self._labels is None:
            labels = read_labels(texts)
            if labels is None:
                return None
            labels.setflags(write=False)
            self._texts, self._labels = texts, labels
        return MarketSeries(self._labels, np.concatenate(bought), np.concatenate(sold))

    def _sensible(self, model: str, market: str, series: MarketSeries) -> MarketSeries:
        largest = max(float(np.abs(shares).max(initial=0)) for shares in (series.purchase_share, series.sale_share))
        if largest > LARGEST_SHARE:
            values = {"model": model, "market": market, "largest": largest}
            self.problems.append(Message(LARGE_SHARES, values))
        negative = int(((series.purchase_share < 0) | (series.sale_share < 0)).sum())
        if negative:
            self.problems.append(Message(NEGATIVE_SHARES, {"model": model, "market": market, "count": negative}))
        return series

    def _lenient_models(self, raw: bytes) -> list[Model]:
        try:
            output = msgspec.json.decode(raw, type=list[msgspec.Raw] | dict[str, msgspec.Raw] | None)
        except _unreadable as error:
            template = UNKNOWN_SHAPE if isinstance(error, msgspec.ValidationError) else NO_JSON
            self.problems.append(Message(template, detail=_cut(str(error))))
            return []
        if isinstance(output, list):
            found = [self._lenient_model(entry, number) for number, entry in enumerate(output, start=1)]
            return self._distinct([model for model in found if model is not None])
        if not output:
            return []
        if "value" in output:
            one = self._lenient_model(msgspec.Raw(raw), 1)
            return [one] if one is not None else []
        if "error" in output:
            text = _decoded(output["error"])
            shown = text if isinstance(text, str) else bytes(output["error"]).decode(errors="replace")
            self.problems.append(Message(SERVER_SAYS, {"text": _cut(shown)}))
        else:
            self.problems.append(Message(UNKNOWN_SHAPE, detail=_cut(", ".join(output))))
        return []

    def _lenient_model(self, raw: msgspec.Raw, number: int) -> Model | None:
        try:
            members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
            idmodel = _model_id(_decoded(members.get("idmodel", b"null")))
            value = msgspec.json.decode(members["value"], type=dict[str, msgspec.Raw] | None)
        except (*_unreadable, KeyError) as error:
            self.problems.append(Message(UNKNOWN_MODEL, {"number": number}, _cut(str(error))))
            return None
        if idmodel is None:
            self.problems.append(Message(UNKNOWN_MODEL, {"number": number}, "idmodel"))
            return None
        return Model(idmodel, self._markets(_Model(idmodel, value or {})))

    def _lenient_series(self, model: str, market: str, raw: msgspec.Raw) -> MarketSeries | None:
        rows = _decoded(raw)
        if rows is None and bytes(raw).strip() == b"null":
            return None
        if rows is None:
            # one number that JSON has not takes its own row away, not the others
            rows = _decoded(with_nothing(bytes(raw)) or b"null")
        if rows is None and len(bytes(raw)) >= SHORTEST:
            self.sure = False
        if not isinstance(rows, list):
            self.problems.append(Message(UNKNOWN_SERIES, {"model": model, "market": market}))
            return None
        walls = _lenient_labels(rows)
        shares, kept, left_out, absent = [], [], [], 0
        as_text: list[tuple[int, str]] = []
        for number, row in enumerate(rows, start=1):
            read = None if walls[number - 1] is None else _lenient_shares(row)
            if read is None:
                left_out.append(number)
                continue
            kept.append(walls[number - 1])
            shares.append(read.shares)
            absent += read.absent
            if read.text:
                as_text.append((number, read.text))
        where = {"model": model, "market": market}
        if left_out:
            self.problems.append(Message(ROWS_LEFT_OUT, {**where, "count": len(left_out), "row": left_out[0]}))
        if absent:
            self.problems.append(Message(SHARE_ABSENT, {**where, "count": absent}))
        if as_text:
            number, text = as_text[0]
            values = {**where, "count": len(as_text), "row": number, "text": _cut(text, 40)}
            self.problems.append(Message(SHARES_AS_TEXT, values))
        table = np.array(shares, dtype=np.float64).reshape(-1, 2)
        # numpy makes an array of texts in a hundredth of the time that it needs for moments one by one
        labels = np.array(kept, dtype="datetime64[m]")
        return MarketSeries(labels, table[:, 0].copy(), table[:, 1].copy(), unread=len(left_out))


def _lenient_labels(rows: list[Any]) -> list[str | None]:
    """The labels of rows in the one form that `read_labels` reads; None for each that says no clear time."""
    found = [row.get("datetime") if isinstance(row, dict) else None for row in rows]
    texts = [text for text in found if isinstance(text, str)]
    if len(texts) == len(found) and read_labels(texts) is not None:
        return list(texts)
    return [_lenient_label(text) if isinstance(text, str) else None for text in found]


def _lenient_label(text: str) -> str | None:
    match = _LENIENT_LABEL.fullmatch(text)
    if match is None:
        return None
    label = f"{match[1]} {match[2]}"
    return None if read_labels([label]) is None else label


class _Shares(NamedTuple):
    shares: tuple[float, float]
    absent: bool
    """Whether one of the two is not there, or null."""
    text: str
    """The first of them that is a text; empty where none is."""


def _lenient_shares(row: dict[str, Any]) -> _Shares | None:
    """The shares of a row; None where one is not clear, or both are absent."""
    given = [row.get(name) for name in _SHARES]
    if given == [None, None]:
        return None
    bought, sold = (_share(0.0 if value is None else value) for value in given)
    if bought is None or sold is None:
        return None
    text = next((value for value in given if isinstance(value, str)), "")
    return _Shares((bought, sold), None in given, text)


def _share(value: Any) -> float | None:
    """A clear, finite number; of texts only one that is a number in JSON's own notation, and nothing else."""
    if isinstance(value, str) and _NUMBER.fullmatch(value) is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _model_id(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return text or None


def _decoded(raw: msgspec.Raw | bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except _unreadable:
        return None


def _cut(text: str, length: int = 200) -> str:
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain if len(plain) <= length else plain[:length] + "…"


def _names_twice(raw: bytes, cut: Apart | None, lists: int) -> list[Message]:
    """Names that stand twice in one object, of which JSON keeps the last alone and says nothing.

    Lists that were dropped are missed when they are counted; only then is the answer looked through.
    """
    text, away = (raw, 0) if cut is None else (cut.marked, len(cut.spans))
    there = text.count(b"[") + away - (raw.lstrip()[:1] == b"[")
    if there <= lists or len(text) > _MOST_LOOKED_THROUGH:
        return []
    twice: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            twice.update(dict.fromkeys(name for name in names if names.count(name) > 1))

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return []
    return [Message(TWICE, {"name": _cut(name)}) for name in twice]


def decode_output(raw: bytes) -> StrategyOutput:
    """The models of a ``strategy_output`` (its JSON text), in every form it has been seen in. Never raises.

    Nothing computed yet (null, empty) gives no models and no problems.
    """
    raw_json = raw.removeprefix(b"\xef\xbb\xbf")
    cut = apart(raw_json)
    reader = _Reader(cut)
    models = reader.models(raw_json if cut is None else cut.marked)
    if cut is not None and not (reader.sure and models):
        cut, reader = None, _Reader()
        models = reader.models(raw_json)
    problems = reader.problems + _names_twice(raw_json, cut, reader.lists)
    if len(problems) > MOST_PROBLEMS:
        more = Message(AND_MORE, {"count": len(problems) - MOST_PROBLEMS})
        problems = [*problems[:MOST_PROBLEMS], more]
    return StrategyOutput(tuple(models), raw, tuple(problems))
