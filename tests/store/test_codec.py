"""What is written comes back bit for bit, whatever it was; what is damaged is found."""

from __future__ import annotations

import decimal
import string
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.store import codec

texts = st.text(st.characters(), max_size=20)
lengths = st.shared(st.integers(0, 50), key="length")
any_rows = st.builds(
    Rows,
    arrays.arrays(np.int64, lengths).map(lambda array: array.view("datetime64[m]")),
    arrays.arrays(np.uint64, lengths).map(lambda array: array.view(np.float64)),
    st.dictionaries(st.tuples(st.integers(0, 10**6), st.sampled_from(Column)), texts, max_size=5),
)
messages = st.recursive(
    st.builds(
        Message,
        texts,
        st.dictionaries(
            st.text(string.ascii_letters, min_size=1),
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
            max_size=4,
        ),
        texts,
    ),
    lambda inner: st.builds(Message, texts, st.dictionaries(texts, inner, max_size=3), texts),
    max_leaves=4,
)


@st.composite
def any_purchases(draw):
    starts = draw(st.lists(st.integers(-(10**7), 10**8), min_size=1, max_size=60, unique=True).map(sorted))
    mw = draw(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=len(starts), max_size=len(starts)))
    zone = draw(st.sampled_from(["Europe/Madrid", "Europe/Lisbon"]))
    label = draw(st.sampled_from(Label))
    return Purchase(np.array(starts).astype("datetime64[m]"), np.array(mw), draw(st.integers(1, 1440)), label, zone)


@given(any_rows)
def test_rows_come_back_bit_for_bit(rows):
    read = codec.unpack_rows(codec.pack_rows(rows))
    assert read.labels.dtype == rows.labels.dtype
    assert read.labels.tobytes() == rows.labels.tobytes()
    assert read.mw.tobytes() == rows.mw.tobytes()
    assert read.texts == rows.texts


@given(any_purchases())
def test_a_purchase_comes_back_bit_for_bit(purchase):
    blob = codec.pack_purchase(purchase)
    read = codec.unpack_purchase(blob, purchase.resolution, purchase.label, purchase.zone)
    assert read == purchase
    assert read.mw.tobytes() == purchase.mw.tobytes()


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29", "2024-02-29"])
def test_days_when_the_clocks_change_come_back(day):
    starts = timegrid.day_starts(np.datetime64(day), 15, "Europe/Madrid")
    purchase = Purchase(starts, np.linspace(-8e307, 8e307, len(starts)), 15)
    read = codec.unpack_purchase(codec.pack_purchase(purchase), 15, purchase.label, purchase.zone)
    assert read == purchase
    assert read.fingerprint() == purchase.fingerprint()


@given(messages)
def test_a_message_comes_back_equal(message):
    assert codec.read_message(codec.write_message(message)) == message


def test_other_values_of_a_message_become_numbers_or_texts():
    values = {"count": np.int64(3), "mw": np.float32(0.5), "day": np.datetime64("2026-11-24"), "x": decimal.Decimal(2)}
    read = codec.read_message(codec.write_message(Message("{count}", values)))
    assert read.values == {"count": 3, "mw": 0.5, "day": "2026-11-24", "x": "2"}


@given(st.binary(max_size=200))
def test_bytes_come_back(raw):
    assert codec.unpack(codec.pack(raw)) == raw


def test_every_damaged_byte_of_a_blob_is_found():
    rows = Rows(np.zeros(3, dtype="datetime64[m]"), np.array([1.0, 2.0, 3.0]), {(0, Column.PURCHASE): "x"})
    blob = codec.pack_rows(rows)
    for place in range(len(blob)):
        damaged = bytearray(blob)
        damaged[place] ^= 0x5A
        for wrong in (bytes(damaged), blob[:place]):
            try:
                read = codec.unpack_rows(wrong)
            except codec.DamagedBlobError:
                continue
            # A byte of zlib's own head may change without changing what it says.
            assert read == rows


@pytest.mark.parametrize("raw", [b"", b"\x01", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x00" + bytes(16) + b"[[0, 7, 1]]"])
def test_a_whole_blob_that_says_nonsense_is_found(raw):
    with pytest.raises(codec.DamagedBlobError):
        codec.unpack_rows(codec.pack(raw))


def test_a_purchase_that_could_not_be_is_found():
    rows = Rows(np.zeros(2, dtype="datetime64[m]"), np.array([1.0, 2.0]))
    with pytest.raises(codec.DamagedBlobError, match="order"):
        codec.unpack_purchase(codec.pack_rows(rows), 15, Label.END, "Europe/Madrid")


def test_days_and_times_in_messages_stay_what_they_are():
    values = {"day": date(2026, 11, 25), "label": datetime(2026, 11, 25, 2), "text": Message("odd")}
    read = codec.read_message(codec.write_message(Message("{day} {label} {text}", values)))
    assert read.values == values
    assert list(map(type, read.values.values())) == [date, datetime, Message]


NO_DAY = '{"template": "x", "values": {"a": {"day": "x"}}, "detail": ""}'


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"template": "x", "values": 3, "detail": ""}', NO_DAY])
def test_a_damaged_message_is_found(text):
    with pytest.raises(codec.DamagedBlobError):
        codec.read_message(text)


def test_a_year_is_small():
    count = 35_040
    starts = np.datetime64("2025-12-31T23:00", "m") + np.arange(count) * np.timedelta64(15, "m")
    noise = np.random.default_rng(1).normal(0, 1, count)
    purchase = Purchase(starts, np.round(20 + 10 * np.sin(np.arange(count) / 96 * 2 * np.pi) + noise, 3), 15)
    assert len(codec.pack_purchase(purchase)) < 0.3 * 16 * count
