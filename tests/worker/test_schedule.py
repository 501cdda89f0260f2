"""When to ask, by a clock and dice that the test turns."""

from __future__ import annotations

import itertools
import random

import pytest

from ravenwits_desktop.worker.schedule import GROWTH, JITTER, MOST_A_SECOND, MOST_IN_FLIGHT, Pauses, Schedule, steady


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def schedule(clock: Clock) -> Schedule:
    """Without jitter; what is spread is spread to the last moment."""
    throws = itertools.cycle([0.0])
    return Schedule(clock, lambda: next(throws))


def with_dice(clock: Clock, *throws: float) -> Schedule:
    turn = itertools.cycle(throws)
    return Schedule(clock, lambda: next(turn))


def ask(schedule: Schedule, clock: Clock) -> float:
    """Wait for what is due, ask about it, and tell how long it took."""
    wait = schedule.wait()
    assert wait is not None
    clock.now += wait
    (asked,) = schedule.take_due()
    schedule.answered(asked)
    return wait


def test_nothing_is_due_while_nothing_is_watched(schedule):
    assert schedule.wait() is None
    assert schedule.take_due() == []
    assert schedule.planned("a") is None
    schedule.answered("a")


def test_the_first_time_is_after_two_seconds_and_the_pauses_grow_to_a_minute(schedule, clock):
    schedule.watch("a")
    waits = [ask(schedule, clock) for _ in range(14)]
    assert waits[:4] == pytest.approx([2, 2, 3, 4.5])
    assert all(later / before <= GROWTH + 1e-9 for before, later in itertools.pairwise(waits))
    assert waits == sorted(waits)
    assert waits[-3:] == pytest.approx([60, 60, 60])


def test_what_is_not_due_is_not_asked(schedule, clock):
    schedule.watch("a")
    clock.now += 1.99
    assert schedule.take_due() == []
    clock.now += 0.02
    assert schedule.take_due() == ["a"]


def test_jitter_shortens_and_never_lengthens(clock):
    schedule = Schedule(clock, random.Random(7).random)
    for number in range(50):
        schedule.watch(str(number))
    clock.now += 2
    while due := schedule.take_due(50):
        for submission_id in due:
            schedule.answered(submission_id)
    planned = [schedule.planned(str(number)) for number in range(50)]
    assert len(set(planned)) == 50
    assert all(2 * (1 - JITTER) <= pause <= 2 for pause in planned)


def test_the_time_that_is_planned_is_the_time_at_which_it_is_asked(clock):
    schedule = with_dice(clock, 0.3, 0.9, 0.5)
    schedule.watch("a")
    for _ in range(10):
        clock.now += schedule.wait()
        assert schedule.take_due() == ["a"]
        planned = schedule.planned("a")
        clock.now += 0.4  # the server takes its time
        schedule.answered("a")
        assert schedule.wait() == pytest.approx(planned)


def test_asked_at_once_means_now_and_begins_anew(schedule, clock):
    schedule.watch("a")
    for _ in range(8):
        ask(schedule, clock)
    schedule.watch("a", at_once=True)
    assert ask(schedule, clock) == 0
    assert ask(schedule, clock) == 2


def test_watching_again_puts_nothing_off(schedule, clock):
    schedule.watch("a", at_once=True)
    schedule.watch("a")
    assert schedule.wait() == 0


def test_asked_at_once_while_an_answer_is_on_its_way_asks_once_more(schedule, clock):
    schedule.watch("a", at_once=True)
    assert schedule.take_due() == ["a"]
    schedule.watch("a", at_once=True)
    assert schedule.take_due() == []
    schedule.answered("a")
    assert schedule.take_due() == ["a"]
    schedule.answered("a")
    assert schedule.take_due() == []


def test_one_is_asked_one_question_at_a_time(schedule, clock):
    schedule.watch("a", at_once=True)
    assert schedule.take_due() == ["a"]
    clock.now += 500
    assert schedule.take_due() == []
    assert schedule.wait() is None


def test_at_most_so_many_at_a_time_and_the_longest_due_first(schedule, clock):
    for number in range(20):
        schedule.watch(f"{number:02}")
        clock.now += 0.01
    clock.now += 10
    first = schedule.take_due()
    assert first == [f"{number:02}" for number in range(MOST_IN_FLIGHT)]
    assert schedule.take_due(0) == schedule.take_due(-3) == []
    assert schedule.take_due(2) == ["08", "09"]


def test_nobody_looks_and_it_is_asked_more_slowly(schedule, clock):
    schedule.watch("a")
    schedule.set_hidden(True)
    ask(schedule, clock)
    assert ask(schedule, clock) == pytest.approx(6)
    for _ in range(12):
        ask(schedule, clock)
    assert ask(schedule, clock) == pytest.approx(180)


def test_somebody_looks_again_and_it_is_asked_soon(clock):
    schedule = with_dice(clock, 0.5)
    schedule.watch("a")
    schedule.set_hidden(True)
    for _ in range(12):
        ask(schedule, clock)
    schedule.set_hidden(True)
    assert schedule.wait() > 60
    schedule.set_hidden(False)
    assert schedule.wait() == pytest.approx(2.5)


def test_the_server_is_left_alone_for_as_long_as_it_asks(schedule, clock):
    schedule.watch("a")
    schedule.watch("b", at_once=True)
    schedule.hold(30)
    schedule.hold(10)
    assert schedule.held() == schedule.wait() == 30
    schedule.watch("c", at_once=True)
    clock.now += 29
    assert schedule.take_due() == []
    clock.now += 1
    assert schedule.held() == 0
    assert sorted(schedule.take_due()) == ["a", "b", "c"]


def test_the_hold_of_one_account_is_not_that_of_the_next(schedule):
    schedule.hold(30)
    schedule.lift()
    assert schedule.held() == 0


def test_after_the_connection_was_down_everything_is_asked_spread_out(clock):
    schedule = Schedule(clock, random.Random(3).random)
    for number in range(40):
        schedule.watch(str(number))
    for _ in range(8):
        clock.now += 70
        while due := schedule.take_due():
            for submission_id in due:
                schedule.answered(submission_id)
    assert schedule.wait() > 20
    schedule.spread()
    counts = []
    for _ in range(50):
        clock.now += 0.1
        due = schedule.take_due(40)
        counts.append(len(due))
        for submission_id in due:
            schedule.forget(submission_id)
    assert sum(counts) == 40
    assert max(counts) < 8
    assert sum(1 for count in counts if count) > 15


def test_what_was_open_at_the_start_is_asked_spread_out(clock):
    schedule = with_dice(clock, 0.1, 0.5, 0.9)
    schedule.watch_many(["a", "b", "c"])
    assert schedule.watched() == {"a", "b", "c"}
    clock.now += 1
    assert schedule.take_due() == ["a"]
    clock.now += 5
    assert sorted(schedule.take_due()) == ["b", "c"]


def test_a_spread_puts_nothing_off(clock):
    schedule = with_dice(clock, 1.0)
    schedule.watch("a", at_once=True)
    schedule.spread()
    assert schedule.wait() == 0


def test_what_is_forgotten_is_asked_no_more_even_while_it_is_answered(schedule, clock):
    schedule.watch("a", at_once=True)
    schedule.watch("b", at_once=True)
    schedule.forget("b")
    assert schedule.take_due() == ["a"]
    schedule.forget("a")
    schedule.answered("a")
    schedule.forget("a")
    assert schedule.watched() == frozenset()
    clock.now += 1000
    assert schedule.take_due() == []


def test_a_long_sleep_of_the_computer_is_one_question_and_no_burst(schedule, clock):
    schedule.watch("a")
    ask(schedule, clock)
    clock.now += 8 * 3600
    assert schedule.wait() < 0
    assert ask(schedule, clock) < 0
    assert schedule.take_due() == []
    assert schedule.wait() == pytest.approx(3)


def rounds(schedule, clock, seconds, step=0.1, most=MOST_IN_FLIGHT):
    """How many were asked about in each step of so many seconds; each answer comes at once."""
    counts = []
    for _ in range(round(seconds / step)):
        clock.now += step
        due = schedule.take_due(most)
        counts.append(len(due))
        for submission_id in due:
            schedule.answered(submission_id)
        schedule.wait()
    return counts


@pytest.fixture
def thousand(clock):
    """A thousand open submissions that have been asked about for a while."""
    schedule = Schedule(clock, random.Random(5).random)
    schedule.watch_many(map(str, range(1000)))
    rounds(schedule, clock, 300, 1, most=1000)
    return schedule


@pytest.mark.parametrize("asleep", [60, 3600, 72 * 3600])
def test_after_a_sleep_a_thousand_are_asked_again_without_a_burst_or_a_stall(thousand, clock, asleep):
    thousand.wait()
    clock.now += asleep
    counts = rounds(thousand, clock, 1000 / MOST_A_SECOND + 2, most=1000)
    assert sum(counts) >= 1000
    # as many a second as they are spread to, chance, and the first of the second round
    assert max(sum(counts[place : place + 10]) for place in range(len(counts) - 10)) < 2 * MOST_A_SECOND
    # nobody waits for longer than that
    assert sum(counts[:100]) > 300


def test_a_sleep_while_an_answer_is_awaited(schedule, clock):
    schedule.watch("a", at_once=True)
    schedule.watch("b")
    assert schedule.take_due() == ["a"]
    clock.now += 3600
    assert schedule.take_due() == ["b"]
    schedule.answered("a")
    schedule.answered("b")
    assert schedule.wait() <= 2


def test_a_sleep_counts_for_the_time_that_the_server_asked_for(schedule, clock):
    schedule.watch("a")
    schedule.hold(1800)
    assert schedule.take_due() == []
    clock.now += 3600
    assert schedule.held() == 0
    assert schedule.take_due() == ["a"]


def test_what_a_person_waits_for_is_asked_first_after_a_sleep_too(clock):
    schedule = with_dice(clock, 0.9)
    for number in range(20):
        schedule.watch(str(number))
    ask_all = schedule.take_due(50)
    assert ask_all == []
    clock.now += 3600
    schedule.watch("17", at_once=True)
    assert schedule.take_due() == ["17"]


def test_a_slow_server_is_no_sleep(clock):
    """All places are taken for long: those that wait keep their turn, and are not put off again and again."""
    schedule = Schedule(clock, random.Random(9).random)
    for number in range(100):
        schedule.watch(f"{number:03}", at_once=True)
        clock.now += 0.001
    asked = []
    while len(asked) < 100:
        due = schedule.take_due()
        assert due
        asked += due
        clock.now += 25  # close to the time that a silent server is given
        for submission_id in due:
            schedule.forget(submission_id)
    assert asked == [f"{number:03}" for number in range(100)]


def test_the_clock_goes_on_and_nobody_sets_it():
    first = steady()
    assert steady() >= first
    assert abs(steady() - first) < 60


def test_the_pauses_are_given(clock):
    schedule = Schedule(clock, lambda: 0.0, Pauses(first=1, longest=2, spread=3))
    schedule.watch("a")
    assert [ask(schedule, clock) for _ in range(5)] == pytest.approx([1, 1, 1.5, 2, 2])
