"""Edits while a purchase is looked at, reviewed and written down: what is sent was seen, and no edit is lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import autosave
from ravenwits_desktop.worker.events import Trouble
from tests.faults import FaultServer, respond
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def day(tmp_path):
    """A whole day in a file."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    return path


def put(desk, text, row=2):
    """Write into a value and let no event of the loop come between this and what follows."""
    model = desk.editor().model
    model.setData(model.index(row, 1), text)


def open_cell(desk, text, row=2):
    """Type into a cell and do not press Enter."""
    table = desk.table
    index = table.model().index(row, 1)
    table.setCurrentIndex(index)
    table.edit(index)
    field = table.viewport().findChild(QLineEdit)
    field.selectAll()
    desk.bot.keyClicks(field, text)


def confirm(desk, dialog):
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(True)
    desk.child(QPushButton, "confirmSubmitButton", dialog).click()


@pytest.mark.parametrize("edit", [put, open_cell])
def test_an_edit_before_the_dialog_comes_is_in_it(desk, day, edit):
    desk.take(day)
    desk.workspace.submit()
    edit(desk, "7")
    dialog = desk.dialog("submitDialog")
    assert dialog.review.purchase.mw[2] == 7
    confirm(desk, dialog)
    desk.stands("completed")
    assert [post.rows[2][1] for post in desk.sandbox.posts] == [7.0]


def test_an_error_before_the_dialog_comes_stops_it(desk, day):
    desk.take(day)
    desk.workspace.submit()
    put(desk, "x")
    desk.hears("Nothing was sent: one cell")
    assert desk.sandbox.posts == []


def test_another_retailer_before_the_dialog_comes_is_in_it(desk, day):
    desk.take(day)
    before = desk.editor().draft().retailer_id or desk.window.tool_bar.retailer_id()
    other = next(each.id for each in desk.workspace.account_flow.account.retailers if each.id != before)
    desk.workspace.submit()
    desk.editor().set_retailer(other)
    assert desk.dialog("submitDialog").review.retailer.id == other
    desk.dialog("submitDialog").reject()


def test_an_edit_after_the_dialog_is_kept_as_a_draft_and_said(desk, day):
    desk.take(day)
    dialog = desk.review()
    confirm(desk, dialog)
    put(desk, "7")
    desk.stands("completed")
    assert [post.rows[2][1] for post in desk.sandbox.posts] == [11.0]
    desk.hears("was edited after Submit was pressed")
    assert desk.names() == ["Tue 24 Nov (edited after it was sent)"]
    assert desk.editor().model.rows().mw[2] == 7


def test_a_draft_that_is_closed_meanwhile_is_not_reviewed(desk, day):
    desk.take(day)
    desk.workspace.submit()
    desk.window.actions_.close_draft.trigger()
    desk.hears("Nothing was sent", "no longer in front")
    assert desk.sandbox.posts == []


def test_the_error_that_stops_a_submission_is_gone_to_and_no_warning(desk, day):
    desk.take(day)
    put(desk, "x", row=3)
    put(desk, "-5", row=20)
    desk.table.go_to(10, 1)
    desk.press("submitButton")
    desk.hears("Nothing was sent: one cell")
    assert (desk.table.currentIndex().row(), desk.table.currentIndex().column()) == (3, 1)


def test_a_refused_purchase_comes_back_with_the_edit_that_was_sent(with_server, day, monkeypatch):
    monkeypatch.setattr(autosave, "PAUSE", 60_000)  # what is on disk is what Submit has put there
    with FaultServer(respond(400, {"error": "The purchase is not for a day of the market."})) as refusing:
        desk = with_server(refusing.url)
        desk.take(day)
        desk.workspace.autosave.flush()
        desk.workspace.submit()
        put(desk, "7")
        confirm(desk, desk.dialog("submitDialog"))
        desk.hears("rejected", "refused")
        desk.until(lambda: len(desk.names()) == 1)
        assert desk.editor().model.rows().mw[2] == 7
        desk.close()


def test_an_edit_is_kept_though_a_trouble_came_and_another_draft_is_submitted_meanwhile(desk, day):
    desk.take(day)
    desk.window.actions_.duplicate_draft.trigger()
    _, second = desk.workspace.tabs.editors()
    desk.workspace.tabs.tabs.setCurrentIndex(0)
    dialog = desk.review()
    confirm(desk, dialog)
    put(desk, "7")
    desk.application.worker.trouble.emit(Trouble(Message("The disk was busy.")))
    desk.workspace.submitting.begin(second)
    desk.hears("was edited after Submit was pressed")
    kept = [each for each in desk.workspace.tabs.editors() if each.draft().name.endswith("(edited after it was sent)")]
    assert [each.model.rows().mw[2] for each in kept] == [7]
