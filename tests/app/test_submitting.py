"""From a draft to the server: what stands in the way, what has to be seen, and what the server makes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from ravenwits_desktop.assets import resource
from ravenwits_desktop.ui.notice import Notice
from tests.faults import FaultServer, respond

WRONG_ITEM = {"error": 'Purchase item at index 2: field "purchase" must be a number (in MW unit).'}


def test_wrong_cells_are_gone_to_instead(desk):
    desk.take(resource("samples/purchase_with_mistakes.csv"))
    desk.press("submitButton")
    desk.hears("Nothing was sent: 4 cells", "F8")
    place = desk.table.currentIndex()
    assert (place.row(), place.column()) in {(each.row, each.column) for each in desk.editor().checked().errors}
    assert desk.seen(QPushButton, "confirmSubmitButton") is None
    assert desk.sandbox.posts == []


def test_no_draft_is_said(desk):
    desk.press("submitButton")
    desk.hears("no draft to submit")


def test_a_draft_without_rows_is_said(desk, day):
    desk.take(day)
    desk.editor().select_all_action.trigger()
    desk.editor().delete_action.trigger()
    assert desk.table.model().rowCount() == 0
    desk.press("submitButton")
    desk.hears("no rows")


def test_without_a_retailer_nothing_goes_out(start, day):
    desk = start()
    desk.take(day)
    desk.press("submitButton")
    desk.hears("Choose the retailer first")
    assert desk.submissions() == []


def test_what_is_unusual_has_to_be_ticked(desk, day):
    desk.take(day)
    desk.type(0, "-4")
    dialog = desk.review()
    confirm = desk.child(QPushButton, "confirmSubmitButton", dialog)
    assert not confirm.isEnabled()
    assert "Row 1" in desk.child(Notice, "warningsNote", dialog).text
    desk.child(QCheckBox, "seenBox", dialog).click()
    desk.click(confirm)
    desk.stands("completed")
    assert desk.sandbox.posts[0].rows[0] == ("2026-11-24 01:00", -4.0)


def test_cancel_sends_nothing_and_keeps_the_draft(desk, day):
    desk.take(day)
    dialog = desk.review()
    desk.key(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.gone("submitDialog")
    assert len(desk.names()) == 1
    assert desk.submissions() == []
    desk.submit()
    desk.stands("completed")


def test_one_dialog_and_one_purchase_however_often_the_keys_are_hit(desk, day):
    desk.take(day)
    for _ in range(3):
        desk.window.actions_.submit.trigger()
    dialog = desk.dialog("submitDialog")
    desk.window.actions_.submit.trigger()
    confirm = desk.child(QPushButton, "confirmSubmitButton", dialog)
    for _ in range(3):
        desk.bot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    dialog.accept()
    desk.window.actions_.submit.trigger()
    desk.until(lambda: desk.names() == [])
    desk.window.actions_.submit.trigger()
    desk.hears("no draft to submit")
    desk.stands("completed")
    assert len(desk.sandbox.posts) == len(desk.submissions()) == 1


def test_the_same_purchase_twice_is_asked_about(desk, day):
    desk.take(day)
    desk.submit()
    desk.stands("completed")
    desk.take(day)
    dialog = desk.review()
    assert "completed" in desk.child(Notice, "sameNote", dialog).text
    confirm = desk.child(QPushButton, "confirmSubmitButton", dialog)
    assert not confirm.isEnabled()
    desk.child(QCheckBox, "sameBox", dialog).click()
    desk.click(confirm)
    desk.until(lambda: len(desk.sandbox.posts) == 2)


def test_another_purchase_for_the_day_is_shown_beside_it(desk, day):
    desk.take(day)
    desk.submit()
    desk.stands("completed")
    desk.take(day)
    desk.type(0, "11.5")
    dialog = desk.review()
    table = desk.seen(QLabel, "submitHeading").parent().findChild(object, "sameDaysTable")
    assert table.item(0, 4).text() == "+1.0"
    assert "1 hour changed, +1.0 MWh" in desk.child(QLabel, "changeFact", dialog).text()
    assert not desk.child(QPushButton, "confirmSubmitButton", dialog).isEnabled()
    desk.child(QCheckBox, "sameDaysBox", dialog).setChecked(True)
    assert desk.child(QPushButton, "confirmSubmitButton", dialog).isEnabled()
    dialog.reject()


def test_not_signed_in_it_waits_and_goes_out_after_the_sign_in(start, server, day):
    desk = start()
    desk.hears("No account is set up yet")
    dialog = desk.open_account()
    desk.fill_in(dialog, server, token="")
    desk.press("saveAccountButton", dialog)
    desk.until(lambda: "Sign-in needed" in desk.link())
    desk.take(day)
    desk.submit()
    assert "waiting to be sent" in desk.submissions()[0]
    assert server.requests == []
    desk.sign_in(server)
    desk.until(lambda: len(server.posts) == 1)
    desk.until(lambda: "Online" in desk.link())
    desk.stands("completed")


def test_what_waits_can_be_withdrawn_and_is_a_draft_again(start, server, day):
    desk = start()
    dialog = desk.open_account()
    desk.fill_in(dialog, server, token="")
    desk.press("saveAccountButton", dialog)
    desk.until(lambda: desk.window.tool_bar.retailer_id())
    desk.take(day)
    desk.submit()
    desk.until(lambda: desk.names() == [])
    desk.list.selectRow(0)
    desk.child(object, "cancelAction").trigger()
    desk.until(lambda: len(desk.names()) == 1)
    desk.until(lambda: "withdrawn" in desk.submissions()[0])
    desk.sign_in(server)
    desk.until(lambda: "Online" in desk.link())
    assert server.posts == []


def test_what_the_server_refuses_comes_back_with_its_row_marked(with_server, day):
    with FaultServer(respond(400, WRONG_ITEM)) as refusing:
        desk = with_server(refusing.url)
        desk.take(day)
        desk.submit()
        desk.hears("rejected", "refused")
        desk.until(lambda: len(desk.names()) == 1)
        assert "rejected" in desk.submissions()[0]
        marked = [each for each in desk.editor().model.problems() if each.row == 2]
        assert len(marked) == 1
        assert "must be a number" in str(desk.table.model().index(2, 2).data())
        assert desk.table.currentIndex().row() == 2
        assert sum(each.method == "POST" for each in refusing.received) == 1
        desk.type(2, "12")
        assert desk.editor().error_count() == 0
        desk.close()
