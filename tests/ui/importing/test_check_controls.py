"""The command `check` names the window's controls as they are called there."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.spreadsheets import check_questions
from ravenwits_desktop.ui.importing.settings import ASKED, ReadingSettings


def test_each_question_names_its_control(qtbot):
    settings = ReadingSettings(ReadingOptions())
    qtbot.addWidget(settings)
    names = {label.buddy(): label.text().replace("&", "") for label in settings.findChildren(QLabel)}
    for question, asked in check_questions.ASKED.items():
        assert ASKED[question] == asked.setting
        assert names[settings.box(asked.setting)] == asked.control
