"""The account dialog against a real server: token, password, keychain, addresses that nothing is sent to."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from ravenwits_desktop.ui.account.dialog import AccountDialog
from ravenwits_desktop.ui.notice import Notice, Tone


def result(desk):
    dialog = desk.seen(AccountDialog, "accountDialog")
    return desk.child(Notice, "signInResult", dialog)


def test_a_token_is_tried_and_used(start, server):
    desk = start()
    desk.until(lambda: "No account" in desk.link())
    desk.sign_in(server)
    desk.until(lambda: "accepts this account" in result(desk).text)
    assert result(desk).tone is Tone.SUCCESS
    desk.press("saveAccountButton", desk.dialog("accountDialog"))
    desk.gone("accountDialog")
    desk.until(lambda: "Online" in desk.link())
    assert desk.child(QLabel, "userLabel").text() == server.user
    assert desk.window.tool_bar.retailer_box.count() == 2
    assert desk.said() == ""


def test_an_email_and_a_password_are_exchanged_for_a_token(start, server, safe):
    desk = start()
    desk.sign_in(server, password=True)
    desk.until(lambda: "Signed in as Sandbox Desk" in result(desk).text)
    desk.dialog("accountDialog").reject()
    desk.until(lambda: "Online" in desk.link())
    assert server.password not in str(safe.kept)
    assert len(safe.kept) == 1
    desk.close()
    assert server.password not in desk.folders.settings_file.read_text()
    again = start()
    again.until(lambda: "Online" in again.link())


def test_save_signs_in_with_what_was_typed(start, server):
    desk = start()
    dialog = desk.open_account()
    desk.fill_in(dialog, server, password=True)
    desk.press("saveAccountButton", dialog)
    desk.hears("Signed in as Sandbox Desk")
    desk.until(lambda: "Online" in desk.link())


def test_a_wrong_password_is_said(start, server):
    desk = start()
    dialog = desk.open_account()
    desk.fill_in(dialog, server, password=True)
    field = desk.child(QLineEdit, "passwordEdit", dialog)
    field.setText("guess")
    desk.press("signInButton", dialog)
    desk.until(lambda: result(desk).tone is Tone.ERROR and result(desk).text)
    assert "password" in result(desk).text
    assert "guess" not in result(desk).text + result(desk).detail
    assert "No account" in desk.link()
    dialog.reject()


def test_without_a_keychain_that_is_said_and_the_token_holds_for_this_run(start, server):
    desk = start()
    dialog = desk.open_account()
    assert "no keychain" in desk.child(Notice, "keychainNote", dialog).text
    desk.fill_in(dialog, server)
    desk.press("saveAccountButton", dialog)
    desk.until(lambda: "Online" in desk.link())
    desk.close()
    assert server.token not in "".join(path.read_text("latin-1") for path in desk.folders.data.rglob("*.*"))
    again = start()
    again.until(lambda: "Sign-in needed" in again.link())


def test_with_a_keychain_the_token_is_there_at_the_next_start(start, server, safe):
    desk = start()
    dialog = desk.open_account()
    assert desk.child(Notice, "keychainNote", dialog).text == ""
    desk.fill_in(dialog, server)
    desk.press("saveAccountButton", dialog)
    desk.until(lambda: "Online" in desk.link())
    desk.close()
    again = start()
    again.until(lambda: "Online" in again.link())


def test_nothing_is_sent_unprotected_to_another_computer(start, server):
    desk = start()
    dialog = desk.open_account()
    desk.fill_in(dialog, server, address="http://example.com")
    assert "https://" in desk.child(Notice, "addressProblem", dialog).text
    assert not desk.child(QPushButton, "signInButton", dialog).isEnabled()
    assert not desk.child(QPushButton, "saveAccountButton", dialog).isEnabled()
    dialog.reject()
    desk.gone("accountDialog")


def test_the_message_bar_leads_to_the_dialog(start):
    desk = start()
    desk.hears("No account is set up yet")
    [button] = [each for each in desk.window.messages.findChildren(QPushButton) if each.isVisible()]
    desk.click(button)
    desk.dialog("accountDialog").reject()
