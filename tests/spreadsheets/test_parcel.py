"""Objects with large arrays go from one process to another in pieces."""

from __future__ import annotations

import multiprocessing
import threading

import numpy as np
import pytest

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
def test_arrays_come_as_they_went_and_can_be_written_to(pipe, count):
    numbers = np.arange(count) / 7
    times = np.datetime64("2026-10-25T00:15", "m") + np.arange(count)
    strided = np.arange(2 * count)[::2]
    got = sent(pipe, {"rows": (numbers, times, strided), "name": "día"})
    assert got["name"] == "día"
    for ours, theirs in zip((numbers, times, strided), got["rows"], strict=True):
        np.testing.assert_array_equal(theirs, ours, strict=True)
        assert theirs.flags.writeable


def test_one_after_the_other(pipe):
    assert [sent(pipe, "ready"), sent(pipe, np.ones(3)).tolist(), sent(pipe, None)] == ["ready", [1.0, 1.0, 1.0], None]


def test_a_sender_that_ends_in_the_middle_is_noticed(pipe):
    receiver, sender = pipe
    sender.send((b"", [1_000]))
    sender.close()
    with pytest.raises(EOFError):
        parcel.receive(receiver)
