"""The list of submissions: the chart, new drafts, purchases from elsewhere, updates, failures, details."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import httpx
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QTableView

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.store.codec import pack_purchase, unpack_purchase
from ravenwits_desktop.store.location import default_url
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.ui.notice import Notice
from ravenwits_desktop.ui.submissions.columns import Column
from tests.spreadsheets.builders import hours, xlsx
from tests.store.factory import MOMENT, a_purchase, a_submission


@pytest.fixture
def sent(desk, tmp_path):
    """With a purchase of a day that was sent and completed."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.submit()
    desk.stands("completed")
    return desk


def act(desk, name):
    action = desk.child(object, name)
    assert action.isEnabled()
    action.trigger()


def post(server, retailer="1001"):
    """A purchase sent from somewhere else; its id."""
    rows = [{"datetime": f"2026-11-25 {hour:02}:00", "purchase": 5.0} for hour in range(1, 24)]
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.token}"}, verify=False) as http:
        path = f"/api/v0/user/{server.user}/submit-purchase"
        answer = http.post(path, params={"retailer_id": retailer}, json={"purchase": rows})
    assert answer.status_code == 201
    return answer.json()["id"]


def test_selecting_shows_it_in_the_chart_and_a_draft_takes_it_back(sent, tmp_path):
    chart = sent.workspace.chart
    sent.until(lambda: "MD" in chart.visible_series())
    other = tmp_path / "other.xlsx"
    other.write_bytes(xlsx(hours(value=100)))
    sent.take(other)
    sent.until(lambda: "MD" not in chart.visible_series())
    assert chart.visible_series()["purchase"][0] == 100
    place = sent.list.visualRect(sent.list.model().index(0, 0)).center()
    sent.list.clearSelection()
    sent.bot.mouseClick(sent.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    sent.until(lambda: "MD" in chart.visible_series())
    assert chart.visible_series()["purchase"][0] == 10.5
    with sent.bot.waitActive(sent.window):
        sent.window.activateWindow()
    sent.table.setFocus()
    sent.until(lambda: "MD" not in chart.visible_series())


def test_its_values_become_a_new_draft(sent):
    act(sent, "openAsDraftAction")
    sent.until(lambda: len(sent.names()) == 1)
    assert sent.editor().draft().rows.mw.tolist() == [mw for _, mw in sent.sandbox.posts[0].rows]
    assert sent.editor().draft().retailer_id == "1001"
    sent.type(0, "1")
    sent.submit()
    sent.until(lambda: len(sent.sandbox.posts) == 2)


def test_a_purchase_from_elsewhere_is_followed(desk):
    purchase_id = post(desk.sandbox)
    desk.window.actions_.follow.trigger()
    dialog = desk.dialog("followDialog")
    field = desk.child(QLineEdit, "purchaseIdEdit", dialog)
    desk.bot.keyClicks(field, "not an id!")
    assert not desk.child(QPushButton, "followButton", dialog).isEnabled()
    field.clear()
    desk.bot.keyClicks(field, purchase_id)
    desk.pick(desk.child(QComboBox, "followRetailerBox", dialog), "Energía Sur · 1002")
    desk.press("followButton", dialog)
    desk.stands("completed")
    assert "Energía Sur" in desk.submissions()[0]
    desk.until(lambda: "MD" in desk.workspace.chart.visible_series() or desk.workspace.chart.model_box.count())


@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_a_purchase_that_the_server_does_not_know_is_not_added(desk, whose):
    purchase_id = "6f1c9a52-0000-4000-8000-000000000000"
    desk.window.actions_.follow.trigger()
    dialog = desk.dialog("followDialog")
    if whose == "another's":
        other = desk.sandbox.second
        rows = {"purchase": [{"datetime": "2026-11-25 01:00", "purchase": 1.0}]}
        path = f"{desk.sandbox.url}/api/v0/user/{other.user}/submit-purchase?retailer_id={other.retailers[0]}"
        headers = {"Authorization": f"Bearer {other.token}"}
        purchase_id = httpx.post(path, json=rows, headers=headers, verify=False).json()["id"]
    desk.bot.keyClicks(desk.child(QLineEdit, "purchaseIdEdit", dialog), purchase_id)
    desk.press("followButton", dialog)
    desk.hears(purchase_id, "could not be looked up")
    assert desk.submissions() == []


def test_one_that_is_in_the_list_already_is_not_added_twice(sent):
    sent.window.actions_.follow.trigger()
    dialog = sent.dialog("followDialog")
    sent.bot.keyClicks(sent.child(QLineEdit, "purchaseIdEdit", dialog), sent.sandbox.posts[0].id)
    sent.press("followButton", dialog)
    sent.hears("in the list already")
    assert len(sent.submissions()) == 1


def test_an_update_is_checked_sent_and_answered(sent, tmp_path):
    act(sent, "updateAction")
    dialog = sent.dialog("updateDialog")
    text = sent.child(QPlainTextEdit, "outputsEditor", dialog)
    review = sent.child(QPushButton, "reviewUpdateButton", dialog)
    sent.until(review.isEnabled)
    text.setPlainText('[{"idmodel": 1, "value": ')
    sent.until(lambda: sent.child(Notice, "outputsFindings", dialog).text.startswith("Line"))
    assert not review.isEnabled()
    row = {"datetime": "2026-11-24 01:00", "purchase_percentage": 0.5, "sale_percentage": 0.0}
    file = tmp_path / "outputs.json"
    file.write_text(json.dumps([{"idmodel": 7, "value": {"MD": [row]}}]))
    with sent.answering_file_dialog(file):
        sent.press("loadOutputsButton", dialog)
    sent.until(lambda: '"idmodel": 7' in text.toPlainText())
    sent.until(review.isEnabled)
    found = sent.child(Notice, "outputsFindings", dialog).text
    assert "do not add up to the purchase, the first is 2026-11-24 01:00 with 50 %" in found
    assert "MD: 23 periods of the purchase have no row" in found
    sent.click(review)
    send = sent.child(QPushButton, "sendUpdateButton", dialog)
    sent.until(send.isEnabled)
    changes = sent.child(QListWidget, "updateChanges", dialog)
    told = [changes.item(row).text() for row in range(changes.count())]
    assert told[-4:] == ["Model 1 goes.", "Model 2 goes.", "Model 3 goes.", "Model 7 is new."]
    sent.click(send)
    sent.until(lambda: "has been updated" in sent.child(Notice, "updateAnswer", dialog).text)
    dialog.reject()
    sent.gone("updateDialog")
    sent.until(lambda: "7" in sent.workspace.chart.model_box.itemText(0))


def test_a_file_of_outputs_that_cannot_be_read_is_said_in_the_dialog(sent, tmp_path):
    act(sent, "updateAction")
    dialog = sent.dialog("updateDialog")
    file = tmp_path / "outputs.json"
    file.write_bytes(b"\xff\xfe\x00\x01")
    with sent.answering_file_dialog(file):
        sent.press("loadOutputsButton", dialog)
    sent.until(lambda: "not a text file" in sent.child(Notice, "updateAnswer", dialog).text)
    dialog.reject()


def test_an_update_from_a_spreadsheet(sent, tmp_path):
    act(sent, "updateAction")
    dialog = sent.dialog("updateDialog")
    file = tmp_path / "outputs.xlsx"
    lines = [[moment, "MD", 100, 0] for moment, _ in hours()]
    file.write_bytes(xlsx([["datetime", "market", "purchase %", "sale %"], *lines]))
    with sent.answering_file_dialog(file):
        sent.press("loadOutputsButton", dialog)
    sent.until(lambda: "divided by 100" in sent.child(Notice, "outputsFindings", dialog).text)
    review = sent.child(QPushButton, "reviewUpdateButton", dialog)
    sent.click(review)
    send = sent.child(QPushButton, "sendUpdateButton", dialog)
    sent.until(send.isEnabled)
    sent.click(send)
    sent.until(lambda: "has been updated" in sent.child(Notice, "updateAnswer", dialog).text)
    dialog.reject()


def test_an_update_that_the_server_does_not_take_is_said_in_the_dialog(sent):
    act(sent, "updateAction")
    dialog = sent.dialog("updateDialog")
    review = sent.child(QPushButton, "reviewUpdateButton", dialog)
    sent.until(review.isEnabled)
    sent.click(review)
    send = sent.child(QPushButton, "sendUpdateButton", dialog)
    sent.until(send.isEnabled)
    sent.sandbox.stop()
    sent.click(send)
    sent.until(lambda: "refused" in sent.child(Notice, "updateAnswer", dialog).text)
    sent.until(review.isEnabled)
    sent.click(review)
    sent.until(lambda: "could not be read" in sent.child(Notice, "updateAnswer", dialog).text)
    assert not send.isVisible()
    dialog.reject()
    sent.hears("refused")


def test_a_purchase_that_fails_says_why(desk, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.sandbox.fail_next("No prices for that day.")
    desk.take(path)
    desk.submit()
    desk.stands("failed")
    desk.hears("failed", "No prices for that day.")
    assert "No prices for that day." in desk.submissions()[0]


def test_the_message_leads_to_its_submission(sent):
    sent.list.clearSelection()
    show = next(button for button in sent.window.messages.findChildren(QPushButton) if button.text() == "Show")
    sent.click(show)
    assert len(sent.list.selectionModel().selectedRows()) == 1
    assert sent.said() == ""


def test_details_tell_everything_that_was_answered(sent):
    act(sent, "detailsAction")
    dialog = sent.dialog("detailsDialog")
    box = sent.child(QComboBox, "answerBox", dialog)
    assert box.count() >= 2
    box.setCurrentIndex(0)
    assert sent.sandbox.posts[0].id in sent.text_of("answerText", dialog)
    assert sent.child(QTableView, "rowsSent", dialog).model().rowCount() == 24
    assert sent.sandbox.token not in "".join(each.toPlainText() for each in dialog.findChildren(QPlainTextEdit))
    sent.key(dialog, Qt.Key.Key_Escape)
    sent.gone("detailsDialog")


def test_submissions_and_their_charts_are_there_at_the_next_start(start, sent):
    before = sent.submissions()
    sent.close()
    again = start(sandbox=True)
    assert [row.split("  ")[:5] for row in again.submissions()] == [row.split("  ")[:5] for row in before]
    again.list.selectRow(0)
    again.until(lambda: "MD" in again.workspace.chart.visible_series())


def test_the_ledger_is_checked_from_the_help_menu(start, sent):
    sent.window.actions_.check_ledger.trigger()
    dialog = sent.dialog("ledgerDialog")
    assert "No change was found" in sent.child(Notice, "ledgerVerdict", dialog).text
    assert "Not vouched for: the message" in sent.child(QLabel, "ledgerLimits", dialog).text()
    dialog.reject()
    sent.gone("ledgerDialog")
    sent.close()
    file = next(sent.folders.data.rglob("ravenwits.sqlite3"))
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE steps SET why = 'never mind' WHERE entry = 2")
        plain.commit()
    again = start(sandbox=True)
    again.window.actions_.check_ledger.trigger()
    dialog = again.dialog("ledgerDialog")
    assert "Entry 2 is not as it was written" in again.child(Notice, "ledgerVerdict", dialog).text
    assert "purchase of Comercializadora Norte for Tue 24 Nov" in again.child(Notice, "ledgerVerdict", dialog).text
    again.list.clearSelection()
    again.press("showBrokenButton", dialog)
    again.until(lambda: len(again.list.selectionModel().selectedRows()) == 1)


def test_powers_that_were_never_sent_are_found_before_anybody_believes_the_chart(start, sent):
    sent.close()
    file = next(sent.folders.data.rglob("ravenwits.sqlite3"))
    with closing(sqlite3.connect(file)) as plain:
        (blob,) = plain.execute("SELECT periods FROM purchases").fetchone()
        before = unpack_purchase(blob, 60, Label.END, "Europe/Madrid")
        forged = replace(before, mw=np.full(len(before), 999.0))
        plain.execute("UPDATE purchases SET periods = ?", (pack_purchase(forged),))
        plain.commit()
    again = start(sandbox=True)
    again.list.selectRow(0)
    again.until(lambda: again.workspace.chart.visible_series().get("purchase", [0])[0] == 999)
    again.window.actions_.check_ledger.trigger()
    dialog = again.dialog("ledgerDialog")
    assert "rows shown are not those that were sent" in again.child(Notice, "ledgerVerdict", dialog).text


def test_a_label_and_a_note_are_kept_shown_and_found(start, sent):
    act(sent, "noteAction")
    dialog = sent.dialog("noteDialog")
    sent.bot.keyClicks(sent.child(QLineEdit, "labelEdit", dialog), "after the call")
    sent.bot.keyClicks(sent.child(QPlainTextEdit, "noteEdit", dialog), "RavenWits says it counts.")
    sent.press("saveNoteButton", dialog)
    sent.until(lambda: "after the call" in sent.submissions()[0])
    sent.bot.keyClicks(sent.child(QLineEdit, "submissionsFilter"), "says it counts")
    assert len(sent.submissions()) == 1
    sent.close()
    again = start(sandbox=True)
    assert "after the call" in again.submissions()[0]
    again.list.selectRow(0)
    act(again, "detailsAction")
    dialog = again.dialog("detailsDialog")
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "RavenWits says it counts." in shown
    assert "after the call" in shown
    dialog.reject()


def test_the_list_is_filtered_by_retailer_and_day_and_stays_so(sent, tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(xlsx(hours(value=100)))
    sent.take(other)
    sent.pick(sent.window.tool_bar.retailer_box, "Energía Sur · 1002")
    sent.submit()
    sent.stands("completed")
    assert len(sent.submissions()) == 2
    box = sent.child(QComboBox, "retailerFilter")
    sent.pick(box, "Energía Sur · 1002")
    assert len(sent.submissions()) == 1
    act(sent, "refreshAction")
    sent.until(lambda: "Energía Sur" in sent.submissions()[0])
    day = sent.child(QComboBox, "dayFilter")
    sent.pick(day, day.itemText(1))
    assert len(sent.submissions()) == 1
    assert box.currentText() == "Energía Sur · 1002"


def test_the_chart_shows_it_again_when_asked(sent, tmp_path):
    chart = sent.workspace.chart
    other = tmp_path / "other.xlsx"
    other.write_bytes(xlsx(hours(value=100)))
    sent.take(other)
    sent.until(lambda: "MD" not in chart.visible_series())
    act(sent, "showInChartAction")
    sent.until(lambda: "MD" in chart.visible_series())


def test_a_bundle_leaves_the_house_and_is_followed_elsewhere(start, sent, tmp_path):
    sent.list.selectRow(0)
    bundle = tmp_path / "bundle.zip"
    with sent.answering_file_dialog(bundle):
        act(sent, "exportBundleAction")
    sent.hears("The bundle was written")
    other = start(tmp_path / "elsewhere", sandbox=True)
    with other.answering_file_dialog(bundle):
        other.window.actions_.take_bundle.trigger()
    other.hears("1 submission of", "was added")
    assert "from desk-1@" in other.submissions()[0]
    other.list.selectRow(0)
    other.until(lambda: "MD" in other.workspace.chart.visible_series())
    assert not other.child(object, "updateAction").isEnabled()
    bundle.write_bytes(b"PK")
    with other.answering_file_dialog(bundle):
        act(other, "importBundleAction")
    other.hears("Nothing was imported", "is not a bundle")


def test_a_day_that_is_none_keeps_nothing_from_being_told(start, tmp_path):
    """As a bundle of before may have left it in the store: the list shows it, and what was in flight is told."""
    folder = tmp_path / "data"
    with Store.open(default_url(folder)) as store:
        for number, day in enumerate(("24/11/2026", "zzz")):
            odd = a_submission(f"odd-{number}", state=State.COMPLETED, purchase_id=f"odd-{number}")
            store.follow(replace(odd, first_day=day, last_day=day))
        flying = store.enqueue(a_submission("flying"), a_purchase(), b"{}")
        store.advance(flying.id, State.SENDING, why="its turn", by="program", sent=MOMENT)
    desk = start(folder)
    desk.until(lambda: desk.list.model().rowCount() == 3)
    shown = [desk.list.model().index(row, Column.DAYS).data() for row in range(3)]
    assert {"24/11/2026", "zzz"} <= set(shown)
    desk.hears("was being sent when the program ended")
