"""A purchase whose answer is lost: left to a person, linked to an id or sent again on that person's word alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton

from ravenwits_desktop.ui.notice import Notice
from tests.faults import FaultServer, close_after_request
from tests.worker.bench import PURCHASE_ID, Wrong, standing, taken


@pytest.fixture
def losing():
    """A server that is there, and breaks the connection after each purchase."""

    def behave(exchange):
        if exchange.request().method == "POST":
            exchange.reset()
        else:
            exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n")
            exchange.send(b'{"status":"healthy"}')

    with FaultServer(behave) as server:
        yield server


@pytest.fixture
def forgetful():
    """A server that says nothing of the first purchase, and of any that is asked for no more than its status."""
    with Wrong(close_after_request, taken(), gets=(standing("in_progress"),)) as server:
        yield server


@pytest.fixture
def in_doubt(with_server, day):
    """Signs in to the server of that address and submits a day, which ends in doubt."""

    def starter(url):
        desk = with_server(url)
        desk.take(day)
        desk.submit()
        desk.hears("unconfirmed", "may have received")
        return desk

    return starter


def decide(desk, choice, row=0):
    """Open the question of a row and choose; the dialog."""
    desk.until(lambda: "unconfirmed" in desk.submissions()[row])
    desk.list.selectRow(row)
    desk.press("decideButton")
    dialog = desk.dialog("decideDialog")
    desk.child(QRadioButton, choice, dialog).click()
    return dialog


def link(desk, row=0):
    """Say that it exists, and under which id."""
    dialog = decide(desk, "linkChoice", row)
    desk.bot.keyClicks(desk.child(QLineEdit, "purchaseIdEdit", dialog), PURCHASE_ID)
    desk.press("decideButton", dialog)


def sent(server):
    return sum(each.method == "POST" for each in server.received)


def test_it_is_never_sent_again_by_itself(in_doubt, start, losing):
    desk = in_doubt(losing.url)
    desk.hears("bytes had gone out, and nothing had come back")
    desk.window.actions_.refresh.trigger()
    desk.until(lambda: "Online" in desk.link())
    desk.close()
    again = start()
    dialog = decide(again, "dropChoice")
    again.press("decideButton", dialog)
    again.until(lambda: "dropped" in again.submissions()[0])
    again.close()
    assert sent(losing) == 1


def test_sent_again_only_when_a_person_says_so(in_doubt, losing):
    desk = in_doubt(losing.url)
    dialog = decide(desk, "sendAgainChoice")
    button = desk.child(QPushButton, "decideButton", dialog)
    assert not button.isEnabled()
    desk.child(QCheckBox, "sureBox", dialog).click()
    desk.click(button)
    desk.until(lambda: sent(losing) == 2)
    desk.until(lambda: "unconfirmed" in desk.submissions()[0])
    desk.close()


def test_what_was_said_of_a_doubt_goes_with_the_doubt(in_doubt, losing):
    desk = in_doubt(losing.url)
    desk.press("decideButton", decide(desk, "dropChoice"))
    desk.until(lambda: "dropped" in desk.submissions()[0])
    desk.until(lambda: not any("unconfirmed" in text for text in desk.window.messages.texts()))
    desk.close()


def test_a_purchase_of_which_nothing_can_be_compared_is_linked_by_a_tick(in_doubt, forgetful):
    desk = in_doubt(forgetful.url)
    link(desk)
    asked = desk.dialog("linkDialog")
    assert PURCHASE_ID in desk.child(Notice, "linkEvidence", asked).text
    asked.reject()
    desk.gone("linkDialog")
    link(desk)
    asked = desk.dialog("linkDialog")
    button = desk.child(QPushButton, "linkButton", asked)
    assert not button.isEnabled()
    desk.child(QCheckBox, "comparedBox", asked).click()
    desk.click(button)
    desk.until(lambda: "in progress" in desk.submissions()[0])
    desk.close()
    assert len(forgetful.posts) == 1


def test_a_link_is_taken_back_and_the_purchase_sent_again(in_doubt, forgetful):
    desk = in_doubt(forgetful.url)
    link(desk)
    asked = desk.dialog("linkDialog")
    desk.child(QCheckBox, "comparedBox", asked).click()
    desk.press("linkButton", asked)
    desk.until(lambda: "in progress" in desk.submissions()[0])
    desk.child(object, "unlinkAction").trigger()
    asked = desk.dialog("unlinkDialog")
    assert PURCHASE_ID in desk.child(QLabel, "linkFact", asked).text()
    asked.reject()
    desk.gone("unlinkDialog")
    assert "in progress" in desk.submissions()[0]
    desk.child(object, "unlinkAction").trigger()
    desk.press("unlinkButton", desk.dialog("unlinkDialog"))
    desk.hears("unconfirmed", "may have received")
    assert len(forgetful.posts) == 1
    dialog = decide(desk, "sendAgainChoice")
    desk.child(QCheckBox, "sureBox", dialog).click()
    desk.press("decideButton", dialog)
    desk.until(lambda: len(forgetful.posts) == 2)
    desk.until(lambda: "unconfirmed" not in desk.submissions()[0])
    desk.close()
    assert len(forgetful.posts) == 2


def test_a_doubt_and_the_purchase_that_was_followed_for_it_become_one(in_doubt, forgetful):
    desk = in_doubt(forgetful.url)
    desk.window.actions_.follow.trigger()
    asked = desk.dialog("followDialog")
    desk.bot.keyClicks(desk.child(QLineEdit, "purchaseIdEdit", asked), PURCHASE_ID)
    desk.press("followButton", asked)
    desk.until(lambda: len(desk.submissions()) == 2)
    desk.until(lambda: "in progress" in desk.submissions()[0])
    link(desk, row=1)
    asked = desk.dialog("linkDialog")
    assert "has been followed since" in desk.child(Notice, "mergeNote", asked).text
    desk.child(QCheckBox, "comparedBox", asked).click()
    desk.press("linkButton", asked)
    desk.until(lambda: "in progress" in desk.submissions()[1])
    desk.until(lambda: "dropped" in desk.submissions()[0])
    assert "Merged" in desk.submissions()[0]
    desk.close()
    assert len(forgetful.posts) == 1
