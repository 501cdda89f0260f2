"""Notices on the desktop: only for somebody who looks elsewhere, and a click leads back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from ravenwits_desktop.ui.desktop_notices import DesktopNotices
from ravenwits_desktop.ui.notice import Tone
from tests.ui.builders import heard


class Tray(QSystemTrayIcon):
    """A desktop that has a place for notices, as the platform of the tests has not."""

    available = True

    def __init__(self, icon, parent):
        super().__init__(icon, parent)
        self.told = []

    def isSystemTrayAvailable(self):  # noqa: N802 - Qt's name
        return self.available

    def showMessage(self, *what):  # noqa: N802 - Qt's name
        self.told.append(what)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_notice_is_shown_and_a_click_leads_to_its_submission(window):
    notices = DesktopNotices(window, Tray)
    clicked = heard(notices.clicked)
    notices.tell("Purchase for Wed 25 Nov: completed.", "", Tone.INFO, "one")
    notices.tell("Purchase for Thu 26 Nov: failed.", "No prices.", Tone.ERROR, "two")
    (tray,) = notices.findChildren(QSystemTrayIcon)
    assert [what[:2] for what in tray.told] == [
        ("Purchase for Wed 25 Nov: completed.", ""),
        ("Purchase for Thu 26 Nov: failed.", "No prices."),
    ]
    assert tray.told[1][2] is QSystemTrayIcon.MessageIcon.Critical
    tray.messageClicked.emit()
    assert clicked == ["two"]
    notices.hide()
    assert not tray.isVisible()


def test_who_looks_at_the_window_needs_none(window, qtbot):
    notices = DesktopNotices(window, Tray)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    notices.tell("Purchase: completed.", "", Tone.INFO, "one")
    assert notices.findChildren(QSystemTrayIcon) == []


def test_a_desktop_without_a_place_for_notices_is_no_trouble(window, monkeypatch):
    monkeypatch.setattr(Tray, "available", False)
    notices = DesktopNotices(window, Tray)
    notices.tell("Purchase: completed.", "", Tone.INFO, "one")
    notices.tell("Purchase: failed.", "", Tone.ERROR, "two")
    assert all(tray.told == [] for tray in notices.findChildren(QSystemTrayIcon))
    notices.hide()
