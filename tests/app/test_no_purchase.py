"""What looks like no purchase is imported by nobody's habit: Enter cancels, and a list leaves it out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton

from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.notice import Notice
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def numbered(tmp_path):
    """A file of a day whose hours are numbered, its values below `header`."""

    def written(name, header):
        lines = [f"24/11/2026;{number};{number + 40},5" for number in range(1, 25)]
        path = tmp_path / name
        path.write_text("\n".join([f"Fecha;Hora;{header}", *lines]))
        return path

    return written


def key(dialog, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(dialog.focusWidget() or dialog, which, modifier)


def shown(desk, path):
    """The dialog of a file, with its reading or its question."""
    desk.drop(path)
    return desk.dialog("importDialog")


@pytest.mark.parametrize(
    ("name", "header", "says"),
    [
        ("PVPC_20261124.csv", "Valor", "“PVPC_20261124” looks like prices"),
        ("day.csv", "Ventas (MW)", "“Ventas (MW)” looks like what is sold"),
    ],
)
def test_enter_leaves_what_looks_like_no_purchase(desk, numbered, name, header, says):
    dialog = shown(desk, numbered(name, header))
    assert says in dialog.findChild(Notice, "importSuspicion").text
    assert "Choose the file with the programme, or another column" in dialog.findChild(Notice, "importSuspicion").text
    desk.until(lambda: QApplication.focusWidget() is not None)
    key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    key(dialog, Qt.Key.Key_Return)
    desk.gone("importDialog")
    assert desk.names() == []


def test_it_is_imported_by_who_chooses_the_button(desk, numbered):
    dialog = shown(desk, numbered("PVPC_20261124.csv", "Valor"))
    button = dialog.findChild(QPushButton, "acceptImport")
    assert button.text().replace("&", "") == "Import 24 rows all the same"
    while QApplication.focusWidget() is not button:
        key(dialog, Qt.Key.Key_Tab)
    key(dialog, Qt.Key.Key_Space)
    desk.gone("importDialog")
    assert desk.names() == ["Tue 24 Nov"]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Precio (EUR/MWh)", "are prices: “Precio (EUR/MWh)”. Choose the file with the programme"),
        ("Pérdidas (%)", "are losses, shares or profiles: “Pérdidas (%)”. Choose the file with the programme"),
    ],
)
def test_enter_answers_no_question_with_a_price(desk, numbered, header, says):
    path = numbered("day.csv", header)
    dialog = shown(desk, path)
    assert says in dialog.sentence_text()
    desk.until(lambda: QApplication.focusWidget() is not None)
    key(dialog, Qt.Key.Key_Return)
    desk.gone("importDialog")
    dialog = shown(desk, path)
    key(dialog, Qt.Key.Key_1)
    desk.until(dialog.findChild(QPushButton, "acceptImport").isEnabled)
    assert "looks like" in dialog.findChild(Notice, "importSuspicion").text
    assert "taken as MW" not in dialog.sentence_text()
    assert "No unit of power or energy in sight" in dialog.sentence_text()
    key(dialog, Qt.Key.Key_Return)
    desk.gone("importDialog")
    assert desk.names() == []


def test_another_column_is_a_purchase_again(desk, tmp_path):
    lines = [f"24/11/2026;{number};{number + 40},5;{number},25" for number in range(1, 25)]
    path = tmp_path / "day.csv"
    path.write_text("\n".join(["Fecha;Hora;Ventas (MW);Potencia (MW)", *lines]))
    desk.drop(path)
    dialog = desk.read()
    for column, purchase in (("Ventas (MW)", False), ("Potencia (MW)", True)):
        desk.pick(dialog.findChild(QComboBox, "columnBox"), column)
        desk.asked(f"values from “{column}”")
        assert dialog.findChild(Notice, "importSuspicion").isVisible() is not purchase
        assert dialog.findChild(QPushButton, "acceptImport").isDefault() is purchase
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert len(desk.names()) == 1


def test_in_a_list_it_is_not_sure_even_where_one_was_imported_before(desk, numbered, tmp_path):
    price, day = numbered("PVPC_20261124.csv", "Valor"), tmp_path / "day.xlsx"
    day.write_bytes(xlsx(hours()))
    dialog = shown(desk, price)
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    desk.drop(price, day)
    listed = desk.dialog("batchDialog")
    desk.until(lambda: Verdict.READING not in listed.verdicts())
    assert listed.verdicts() == [Verdict.QUESTION, Verdict.SURE]
    assert "looks like prices" in listed.texts()[0]
    desk.press("importSureButton", listed)
    assert len(desk.names()) == 2
    listed.reject()
    desk.gone("batchDialog")
    desk.drop(price)
    desk.dialog("importDialog").reject()
    desk.until(lambda: desk.seen(QDialog, "importDialog") is None)
    assert len(desk.names()) == 2
