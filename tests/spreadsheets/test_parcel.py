"""Objects with large arrays go from one process to another in pieces."""

from __future__ import annotations

import multiprocessing
import threading

import numpy as np
import pytest

from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.spreadsheets import parcel


@pytest.fixture
def pipe():
    ends = multiprocessing.Pipe(duplex=False)
    yield ends
    for end in ends:
        end.close()


def sent(pipe, content):
    receiver, sender = pipe
    sending = threading.Thread(target=parcel.send, args=(sender, content))
    sending.start()
    try:
        return parcel.receive(receiver)
    finally:
        sending.join()


@pytest.mark.parametrize("count", [0, 1, 300_000])
def test_arrays_come_as_they_went_and_nobody_can_write_into_them(pipe, count):
    numbers = np.arange(count) / 7
    times = np.datetime64("2026-10-25T00:15", "m") + np.arange(count)
    strided = np.arange(2 * count)[::2]
    got = sent(pipe, {"rows": (numbers, times, strided), "name": "día"})
    assert got["name"] == "día"
    for ours, theirs in zip((numbers, times, strided), got["rows"], strict=True):
        np.testing.assert_array_equal(theirs, ours, strict=True)
        assert not theirs.flags.writeable
        with pytest.raises(ValueError, match="WRITEABLE"):
            theirs.setflags(write=True)


def test_times_and_numbers_are_not_packed_into_the_frame(pipe):
    """What is unpacked is copied in one go, and the window of the program that receives it stands still."""
    receiver, sender = pipe
    rows = np.datetime64("2026-10-25T00:15", "m") + np.arange(9_000), np.arange(9_000) / 7, np.arange(18_000)[::2]
    sending = threading.Thread(target=parcel.send, args=(sender, rows))
    sending.start()
    frame, *arrays = receiver.recv()
    for size in (frame, *arrays):
        assert len(receiver.recv_bytes()) == size
    sending.join()
    assert frame < 1_000
    assert arrays == [72_000] * 3


def test_rows_that_came_are_as_good_as_any_others(pipe):
    """A draft is made of them without another copy."""
    labels = np.datetime64("2026-10-25T00:15", "m") + np.arange(96)
    rows = sent(pipe, Rows(labels, np.arange(96.0)))
    again = Rows(rows.labels, rows.mw)
    assert again.labels is rows.labels
    assert again.mw is rows.mw


def test_a_part_of_them_is_copied(pipe):
    """Else one hour of a year would keep the whole year."""
    numbers = sent(pipe, np.arange(96.0))
    part = Rows(np.full(4, np.datetime64("2026-10-25T00:15", "m")), numbers[:4])
    assert part.mw.base is None


def test_one_after_the_other(pipe):
    assert [sent(pipe, "ready"), sent(pipe, np.ones(3)).tolist(), sent(pipe, None)] == ["ready", [1.0, 1.0, 1.0], None]


def test_a_sender_that_ends_in_the_middle_is_noticed(pipe):
    receiver, sender = pipe
    sender.send([1_000])
    sender.close()
    with pytest.raises(EOFError):
        parcel.receive(receiver)
