"""An account can be saved when something can be sent with it; secrets leave by one door only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton, QTableWidget

from ravenwits_desktop.domain.account import (
    Account,
    Retailer,
    SignInRequest,
    account_problem,
    address_problem,
    is_loopback,
)
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.account.dialog import AccountDialog
from ravenwits_desktop.ui.notice import Notice, Tone
from tests.ui.builders import heard

ACCOUNT = Account(user="trader", retailers=(Retailer("123", "Norte"), Retailer("456")))


@pytest.fixture
def show(qtbot):
    def shown(account=ACCOUNT, *, keychain=True, has_token=False):
        dialog = AccountDialog(account, keychain=keychain, has_token=has_token)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return shown


def line(dialog, name):
    return dialog.findChild(QLineEdit, name)


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


def notice(dialog, name):
    return dialog.findChild(Notice, name)


def test_an_untouched_account_comes_back_equal(show):
    account = Account("https://x.example/base", "u", ACCOUNT.retailers, "a@b.es", Label.START, "Atlantic/Canary")
    assert show(account).account() == account
    assert show().account() == ACCOUNT


def test_changes_come_back_tidied(show):
    dialog = show()
    line(dialog, "addressEdit").setText(" https://api.example/ ")
    line(dialog, "userEdit").setText(" desk ")
    table = dialog.findChild(QTableWidget, "retailersTable")
    table.item(0, 1).setText("Energía Sur")
    table.selectRow(1)
    button(dialog, "deleteRetailerButton").click()
    dialog.findChild(QComboBox, "labelBox").setCurrentIndex(1)
    dialog.findChild(QComboBox, "zoneBox").setCurrentText("Europe/Lisbon")
    wanted = Account("https://api.example", "desk", (Retailer("123", "Energía Sur"),), "", Label.START, "Europe/Lisbon")
    assert dialog.account() == wanted


def test_a_retailer_is_added_by_typing(qtbot, show):
    dialog = show(Account(user="u"))
    button(dialog, "addRetailerButton").click()
    table = dialog.findChild(QTableWidget, "retailersTable")
    field = table.findChild(QLineEdit)
    qtbot.keyClicks(field, "789")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.account().retailers == (Retailer("789"),)


def test_a_row_left_empty_is_no_retailer(show):
    dialog = show()
    button(dialog, "addRetailerButton").click()
    assert dialog.account().retailers == ACCOUNT.retailers
    assert button(dialog, "saveAccountButton").isEnabled()


def test_a_retailer_twice_is_said_and_stops(show):
    dialog = show()
    dialog.findChild(QTableWidget, "retailersTable").item(1, 0).setText("123")
    assert "twice" in notice(dialog, "accountProblem").text
    assert not button(dialog, "saveAccountButton").isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_an_address_that_is_not_safe_is_said_where_it_is_typed(show):
    dialog = show()
    assert not notice(dialog, "addressProblem").isVisible()
    line(dialog, "addressEdit").setText("http://api.example")
    assert notice(dialog, "addressProblem").isVisible()
    assert not button(dialog, "saveAccountButton").isEnabled()
    line(dialog, "addressEdit").setText("http://127.0.0.1:8000")
    assert not notice(dialog, "addressProblem").isVisible()
    assert button(dialog, "saveAccountButton").isEnabled()


def test_without_a_keychain_it_is_said(show):
    assert "this run only" in notice(show(keychain=False), "keychainNote").text
    assert not notice(show(), "keychainNote").isVisible()


def test_a_token_is_tried_and_its_result_shown(show):
    dialog = show()
    asked = heard(dialog.sign_in_requested)
    trying = button(dialog, "signInButton")
    assert not trying.isEnabled()
    line(dialog, "tokenEdit").setText(" secret-token \n")
    trying.click()
    trying.click()
    assert asked == [SignInRequest(ACCOUNT, "secret-token", "")]
    assert not button(dialog, "saveAccountButton").isEnabled()
    dialog.show_result(Message("The token is not valid."), ok=False)
    assert notice(dialog, "signInResult").tone is Tone.ERROR
    assert trying.isEnabled()
    dialog.show_result("Signed in.", ok=True)
    assert notice(dialog, "signInResult").tone is Tone.SUCCESS
    assert dialog.token() == "secret-token"


def test_the_kept_token_can_be_tried_without_typing_it(show):
    dialog = show(has_token=True)
    asked = heard(dialog.sign_in_requested)
    button(dialog, "signInButton").click()
    assert asked == [SignInRequest(ACCOUNT)]
    assert dialog.token() == ""


def test_e_mail_and_password_take_the_place_of_the_token(show):
    dialog = show(has_token=True)
    line(dialog, "tokenEdit").setText("typed before")
    dialog.findChild(QRadioButton, "passwordChoice").setChecked(True)
    assert not line(dialog, "tokenEdit").isVisible()
    assert not button(dialog, "signInButton").isEnabled()
    line(dialog, "emailEdit").setText("a@b.es")
    line(dialog, "passwordEdit").setText(" pass word ")
    asked = heard(dialog.sign_in_requested)
    button(dialog, "signInButton").click()
    assert (asked[0].account.email, asked[0].password, asked[0].token) == ("a@b.es", " pass word ", "")
    assert dialog.token() == ""


def test_secrets_are_covered_and_forgotten_on_cancel(show):
    dialog = show()
    for name in ("tokenEdit", "passwordEdit"):
        assert line(dialog, name).echoMode() == QLineEdit.EchoMode.Password
        line(dialog, name).setText("planted-secret")
    dialog.reject()
    assert line(dialog, "tokenEdit").text() == line(dialog, "passwordEdit").text() == ""


def test_a_request_does_not_show_its_secrets():
    shown = repr(SignInRequest(ACCOUNT, "planted-token", "planted-password"))
    assert "planted" not in shown


@pytest.mark.parametrize(
    "address",
    [
        "https://api.ravenwits.com",
        "HTTPS://API.example:8443/base",
        "http://localhost:80",
        "http://127.9.9.9",
        "http://[::1]:8000",
    ],
)
def test_addresses_that_can_be_used(address):
    assert address_problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.ravenwits.com",
        "ftp://api.example",
        "https://",
        "http://api.example",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "https://user:secret@api.example",
        "https://api.example?x=1",
        "https://api.example#x",
        "https://two words.example",
        "https://api.example:99999",
        "https://a..b",
        "https://[zz]",
        "https://evil.example\\@api.example",
        "http://10.0.0.1",
    ],
)
def test_addresses_that_cannot(address):
    problem = address_problem(address)
    assert problem is not None
    assert "secret" not in str(problem)


def test_this_computer_is_told_from_others():
    assert is_loopback("LocalHost")
    assert not is_loopback("localhost.example")


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (Account(), "Enter your user"),
        (Account(user="a b"), "letters, digits"),
        (Account(user="../x"), "letters, digits"),
        (Account(user="u", retailers=(Retailer("", "Norte"),)), "“Norte” has no retailer id"),
        (Account(user="u", retailers=(Retailer("1\n2"),)), "cannot be sent"),
        (Account(address="http://x.example", user="u"), "https://"),
    ],
)
def test_an_account_says_what_it_lacks(account, words):
    assert words in str(account_problem(account))


def test_what_the_computer_locks_is_grey_and_said(qtbot):
    dialog = AccountDialog(ACCOUNT, keychain=True, locked={"address", "label", "proxy"})
    qtbot.addWidget(dialog)
    dialog.show()
    address, user = dialog.findChild(QLineEdit, "addressEdit"), dialog.findChild(QLineEdit, "userEdit")
    label, note = dialog.findChild(QComboBox, "labelBox"), dialog.findChild(Notice, "lockedNote")
    assert (address.isEnabled(), label.isEnabled(), user.isEnabled()) == (False, False, True)
    assert note.text.startswith("The address and what datetimes mark are set for everybody on this computer")
    assert dialog.account().address == ACCOUNT.address


def test_nothing_is_grey_where_nothing_is_locked(qtbot):
    dialog = AccountDialog(ACCOUNT, keychain=True, locked={"proxy"})
    qtbot.addWidget(dialog)
    assert dialog.findChild(QLineEdit, "addressEdit").isEnabled()
    assert dialog.findChild(Notice, "lockedNote").text == ""
