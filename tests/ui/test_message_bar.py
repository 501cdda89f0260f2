"""The bar of messages: which give way to others, and which wait to be read."""

from __future__ import annotations

import pytest

from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone


@pytest.fixture
def bar(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_news_give_way_to_news(bar):
    for number in range(5):
        bar.tell(f"news {number}")
    assert bar.texts() == ["news 2", "news 3", "news 4"]


@pytest.mark.parametrize("tone", [Tone.WARNING, Tone.ERROR])
def test_what_has_to_be_read_does_not_give_way_to_news(bar, tone):
    bar.tell("serious", tone=tone)
    for number in range(5):
        bar.tell(f"news {number}", tone=Tone.SUCCESS)
    assert bar.texts() == ["serious", "news 3", "news 4"]


def test_three_of_them_stand_with_the_latest_news_and_a_fourth_takes_the_place_of_the_first(bar):
    for number in range(3):
        bar.tell(f"file {number} cannot be read", tone=Tone.ERROR)
        bar.tell(f"news {number}")
    assert bar.texts() == [*(f"file {number} cannot be read" for number in range(3)), "news 2"]
    bar.tell("file 3 cannot be read", tone=Tone.ERROR)
    assert bar.texts() == [f"file {number} cannot be read" for number in range(1, 4)]


def test_what_goes_on_keeps_its_cancel(bar):
    bar.tell("reading", busy=True, action=("Cancel", lambda: None))
    for number in range(4):
        bar.tell(f"news {number}")
    assert bar.texts() == ["reading", "news 2", "news 3"]


def test_one_of_the_same_key_takes_its_place(bar):
    bar.tell("one", key="a", tone=Tone.ERROR)
    bar.tell("two", key="a")
    assert bar.texts() == ["two"]
    bar.clear("a")
    assert not bar.isVisibleTo(None)
