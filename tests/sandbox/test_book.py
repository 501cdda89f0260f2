"""The pace, by a clock that a test turns."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ravenwits_desktop.sandbox.book import Book


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(clock: Clock) -> Book:
    return Book(2.0, lambda: datetime(2026, 11, 24, tzinfo=UTC), clock)


def created(book: Book) -> str:
    return book.create(book.users[0], "1001", [("2026-11-25 01:00", 1.0)], b"").id


def status(book: Book, purchase_id: str) -> str:
    return book.read(book.users[0], purchase_id).status


def test_a_purchase_moves_on_once_in_a_pace(book: Book, clock: Clock) -> None:
    purchase, seen = created(book), []
    for _ in range(6):
        seen.append(status(book, purchase))
        clock.seconds += 1
    assert seen == ["pending", "pending", "in_progress", "in_progress", "completed", "completed"]


def test_a_purchase_nobody_looked_at_has_moved_all_the_same(book: Book, clock: Clock) -> None:
    purchase, late = created(book), created(book)
    clock.seconds += 3
    assert status(book, purchase) == "in_progress"
    clock.seconds += 1  # two paces from the start, not from the last look
    assert status(book, purchase) == "completed"
    clock.seconds += 100
    assert status(book, late) == "completed"


def test_time_does_not_count_while_purchases_are_held(book: Book, clock: Clock) -> None:
    early = created(book)
    clock.seconds += 2
    book.hold()
    late = created(book)
    clock.seconds += 100
    assert (status(book, early), status(book, late)) == ("in_progress", "pending")
    book.release()
    clock.seconds += 1
    assert (status(book, early), status(book, late)) == ("in_progress", "pending")
    clock.seconds += 1
    assert (status(book, early), status(book, late)) == ("completed", "in_progress")
