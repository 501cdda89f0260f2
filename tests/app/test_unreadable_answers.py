"""In the window: an answer that cannot be read, and one that has no outputs where an earlier one had some."""

from __future__ import annotations

import json

from tests.faults import respond
from tests.spreadsheets.builders import hours
from tests.worker.bench import PURCHASE_ID, Wrong, taken

ROWS = [
    {"datetime": f"{when:%Y-%m-%d %H:%M}", "purchase_percentage": 0.5, "sale_percentage": 0.0}
    for when, _ in hours()[1:]
]
MODELS = [{"idmodel": 1, "value": {"MD": ROWS}}]
WHOLE = json.dumps({"id": PURCHASE_ID, "status": "completed", "error": "", "strategy_output": MODELS}).encode()
BROKEN = WHOLE[:-400]


def shown(desk, chart, words):
    desk.until(lambda: words in chart.remark.text())
    return chart.remark.text()


def submitted(with_server, server, day):
    desk = with_server(server.url)
    desk.take(day)
    desk.submit()
    desk.until(lambda: desk.submissions())
    desk.list.selectRow(0)
    return desk, desk.workspace.chart


def check_now(desk):
    desk.child(object, "refreshAction").trigger()


def test_an_answer_that_cannot_be_read_has_its_own_state_with_the_answer_beside_it(with_server, day):
    with Wrong(taken(rows=24), gets=(respond(200, BROKEN),)) as server:
        desk, chart = submitted(with_server, server, day)
        told = shown(desk, chart, "Unreadable answer")
        assert "breaks off in the middle" in told
        assert "asked again at" in told
        assert "by the last answer that could be read" in told
        assert "usually within" not in told
        assert list(chart.visible_series()) == ["purchase"]
        desk.until(lambda: chart.raw.isVisible())
        chart.raw.search.setText("purchase_percentage")
        assert chart.raw.text.textCursor().selectedText() == "purchase_percentage"
        chart.head.raw_button.click()
        asked = len(server.gets)
        desk.until(lambda: len(server.gets) > asked + 1)
        assert not chart.raw.isVisible(), "who has closed it is not shown the same again and again"
        chart.head.raw_button.click()
        desk.close()


def test_what_was_there_before_stays_with_a_remark(with_server, day):
    empty = WHOLE.replace(json.dumps(MODELS).encode(), b"[]")
    gets = (respond(200, WHOLE), respond(200, BROKEN), respond(200, empty), respond(200, WHOLE))
    with Wrong(taken("completed", rows=24), gets=gets) as server:
        desk, chart = submitted(with_server, server, day)
        desk.until(lambda: "MD" in chart.visible_series())
        before = chart.remark.text()
        check_now(desk)
        told = shown(desk, chart, "Unreadable answer")
        assert "What is shown is of" in told
        assert "MD" in chart.visible_series()
        assert not chart.raw.isVisible()
        # what could not be read is asked again by the program itself
        told = shown(desk, chart, "newest answer")
        assert "has no outputs. What is shown is of" in told
        assert "MD" in chart.visible_series()
        check_now(desk)
        desk.until(lambda: chart.remark.text() == before)
        assert "MD" in chart.visible_series()
        desk.close()
