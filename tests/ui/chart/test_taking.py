"""What is taken away from the chart: the same numbers on the clipboard and in files, the picture on white paper."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QFileDialog

from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput, allocate
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets.sheets import write_sheet
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.prints import maker_of, pdf_of, png_of, svg_of
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.taking import ChartTaking, table_data
from ravenwits_desktop.ui.chart.units import Unit
from tests.ui.chart.builders import output_of, purchase_of, series_of, submission_of
from tests.ui.chart.test_pictures import NAMES, press, prices_for, say_against


class NoWorker:
    """Whom files would be handed to; remembers what."""

    def __init__(self):
        self.made = []
        self.sheets = []

    def write_made(self, make, path):
        self.made.append((make, path))

    def write_sheet(self, sheet, path, decimal):
        self.sheets.append((sheet, path, decimal))


@pytest.fixture
def taking(panel):
    purchase = purchase_of("2026-10-25", 2)
    panel.show_submission(
        submission_of(purchase_id="5d1c4c1e"), purchase, output_of(purchase), NAMES, prices=prices_for(purchase)
    )
    panel.choose_model("2")
    yield ChartTaking(NoWorker(), panel, panel)
    panel.head.take_button.setMenu(None)


def image_from(content):
    buffer = QBuffer(data := QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    image = QImageReader(buffer, QByteArray(b"png")).read()
    assert not image.isNull(), len(data)
    return image


def by_title(sheet):
    return {column.title: column.values for column in sheet.columns}


def read_back(path, sheet, decimal):
    """The cells of a file by another library: titles and columns as they were, numbers as numbers."""
    if path.suffix == ".xlsx":
        rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
        titles, body = rows[0], rows[1:]
    else:
        text = path.read_text(encoding="utf-8-sig")
        read = list(csv.reader(io.StringIO(text), delimiter=";" if decimal is Decimal.COMMA else ","))
        titles, body = read[0], read[1:]
    found = {}
    for place, (title, column) in enumerate(zip(titles, sheet.columns, strict=True)):
        cells = [row[place] for row in body]
        if column.is_text:
            found[title] = tuple(cells)
        elif column.is_time:
            texts = [cell if isinstance(cell, str) else cell.strftime("%Y-%m-%d %H:%M") for cell in cells]
            found[title] = np.array(texts, dtype="datetime64[m]")
        else:
            found[title] = np.array(
                [np.nan if cell in ("", None) else float(str(cell).replace(decimal.value, ".")) for cell in cells]
            )
    return found


KINDS = [(".xlsx", Decimal.POINT), (".csv", Decimal.POINT), (".csv", Decimal.COMMA)]


@pytest.mark.dose(12)
@pytest.mark.parametrize(("suffix", "decimal"), KINDS)
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("unit", list(Unit))
def test_what_is_shown_is_written_and_read_back_with_the_same_numbers(
    taking, panel, tmp_path, suffix, decimal, kind, unit
):
    press(panel, kind)
    press(panel, unit)
    if kind in (Kind.COMPARE, Kind.HEAT):
        say_against(panel, "1")
    panel.plot.zoom(0.3)
    sheet = taking.sheet()
    path = tmp_path / f"figures{suffix}"
    write_sheet(path, sheet, decimal)
    found = read_back(path, sheet, decimal)
    assert list(found) == [column.title for column in sheet.columns]
    for column in sheet.columns:
        if column.is_text:
            assert found[column.title] == column.values
        else:
            np.testing.assert_array_equal(found[column.title], column.values)


def test_the_figures_are_those_in_sight_of_the_visible_series(taking, panel):
    whole = taking.sheet()
    assert len(whole) == 196
    assert "MD MW" in by_title(whole)
    panel.legend.button("MD").click()
    panel.plot.show_span(*(np.array([20, 24]) * 900 + panel.plot.drawing.periods.left[0] + [1, -1]))
    sheet = taking.sheet()
    assert "MD MW" not in by_title(sheet)
    assert by_title(sheet)["Period"].tolist() == [20, 21, 22, 23, 24, 25] or len(sheet) <= 7
    picture = panel.plot.picture
    first = int(np.searchsorted(picture.starts, sheet.starts[0]))
    np.testing.assert_array_equal(by_title(sheet)["MID1 MW"], picture.markets["MID1"][first : first + len(sheet)])


def test_both_panes_are_in_the_figures(taking, panel):
    press(panel, Kind.COMPARE)
    say_against(panel, "1")
    sheet = by_title(taking.sheet())
    difference = sheet["Difference (Model 2 — wait for MID2 less Model 1 — all in MD) MW"]
    np.testing.assert_array_equal(difference, panel.scene.strip.markets["difference"])
    np.testing.assert_allclose(
        difference, sheet["Model 2 — wait for MID2 MW"] - sheet["Model 1 — all in MD MW"], atol=1e-12
    )


@pytest.mark.parametrize(("suffix", "decimal"), KINDS)
def test_mw_per_market_has_every_period_as_it_was_sent_and_a_column_a_market(taking, panel, tmp_path, suffix, decimal):
    press(panel, Unit.SHARE)
    panel.head.hour_button.click()
    panel.plot.zoom(0.1)
    sheet = taking.bids()
    path = tmp_path / f"bids{suffix}"
    write_sheet(path, sheet, decimal)
    found = read_back(path, sheet, decimal)
    purchase = panel.material.purchase
    allocation = allocate(purchase, panel.material.output.model("2"))
    titles = ["Market day", "Period", "Date and time (end)", "From", "To", "MD MW", "MID1 MW", "MID2 MW", "MID3 MW"]
    assert list(found) == [*titles, "Remark"]
    # its rows of MID3 begin with the second day: of the first one the afternoon is missing
    assert [text or "" for text in found["Remark"]] == [
        "MID3: no row" if 52 <= each < 98 else "" for each in range(196)
    ]
    assert (found["Date and time (end)"] == purchase.labels).all()
    assert found["Period"].tolist() == [*range(1, 101), *range(1, 97)]
    assert found["From"][8:17:4] == ("2A:00", "2B:00", "03:00")
    for market in allocation.markets:
        np.testing.assert_array_equal(found[f"{market} MW"], allocation.net(market))
    if suffix == ".xlsx":
        about = [row[0] for row in load_workbook(path)["About"].iter_rows(values_only=True)]
        assert about[1] == "Model 2 — wait for MID2"
        assert "5d1c4c1e" in about


def test_text_that_a_spreadsheet_could_take_for_a_formula_stays_text(tmp_path):
    sheet = Sheet("=1+1", (SheetColumn("=cmd", ("=1+1", "@x")), SheetColumn("MW", np.array([-1.5, np.nan]))))
    write_sheet(tmp_path / "a.csv", sheet)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines() == ["'=cmd,MW", "'=1+1,-1.5", "'@x,"]
    write_sheet(tmp_path / "a.xlsx", sheet)
    page = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.data_type for cell in page["A"]] == ["s", "s", "s"]
    assert page["B3"].value is None


def test_figures_are_copied_with_the_decimals_of_the_user_and_as_a_table_for_mail(taking, panel):
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
    sheet = taking.sheet()
    taking.copy_table_action.trigger()
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert lines[0] == [column.title for column in sheet.columns]
    place = lines[0].index("Purchase MW")
    values = [float(line[place].replace(",", ".")) for line in lines[1:]]
    np.testing.assert_allclose(values, by_title(sheet)["Purchase MW"], atol=1e-6)
    assert any("," in line[place] for line in lines[1:])
    assert "<table" in data.html()
    assert "Comercializadora Norte" in data.html()
    assert "Model 2" in data.html()


def test_the_table_beside_the_chart_is_copied_by_its_key(taking, panel, qtbot):
    panel.head.table_button.click()
    panel.side.view.setFocus()
    qtbot.keyClick(panel.side.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Model\tMarket\tNet MWh")
    assert len(lines) == 1 + len(panel.side.model.sheet)


def test_sales_have_a_true_minus_where_they_are_read_and_a_hyphen_where_they_are_taken(taking, panel):
    panel.choose_model("3")
    start = panel.material.purchase.starts[40]
    panel.set_cursor(start)
    sold = -panel.visible_series()["MID1"][40]
    assert sold > 0
    assert f"MID1 −{sold:.3f}" in panel.readout_text()
    assert "MID1 −" in panel.totals.text().replace("\u00a0", " ")
    panel.head.table_button.click()
    panel.side.box.setCurrentIndex(panel.side.box.findText("Periods in sight"))
    model = panel.side.model
    column = [each.title for each in model.sheet.columns].index("MID1 MW")
    assert model.index(40, column).data() == f"−{sold:.3f}"
    taking.copy_table_action.trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert float(lines[41][lines[0].index("MID1 MW")]) == pytest.approx(-sold, abs=1e-6)


def test_a_clipboard_has_an_end():
    sheet = Sheet("x", (SheetColumn("n", np.arange(50_000.0), 0),))
    assert len(table_data(sheet).text().splitlines()) == 40_001


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("kind", list(Kind))
def test_paper_is_white_whatever_the_theme_and_the_same_in_both(taking, panel, qapp, scheme, kind):
    press(panel, kind)
    light = png_of(taking.figure(), 1)
    theme.apply_scheme(qapp, scheme)
    panel.refresh_theme()
    image = image_from(png_of(taking.figure(), 1))
    assert (image.width(), image.height()) == (1200, 750)
    assert image.pixelColor(3, 3) == QColor("#ffffff")
    assert image == image_from(light)
    assert image.text("Title") == "Wed 25 Nov 2026 · Comercializadora Norte"


@pytest.mark.parametrize("scale", [1, 2, 3, 4])
def test_a_png_is_as_large_as_asked(taking, scale):
    image = image_from(maker_of(taking.figure(), ".png", scale)())
    assert (image.width(), image.height()) == (1200 * scale, 750 * scale)
    inches = image.width() / (image.dotsPerMeterX() * 0.0254), image.height() / (image.dotsPerMeterY() * 0.0254)
    assert inches == pytest.approx((12.5, 7.8125), rel=1e-3), "as large on a page, and sharper"


def test_svg_and_pdf_are_the_same_picture_with_its_words(taking, panel):
    figure = taking.figure()
    svg = svg_of(figure)
    text = svg.decode()
    for word in ("Wed 25 Nov", "Comercializadora Norte", "Model 2", "5d1c4c1e", "2026-10-25", "MID3", "Europe/Madrid"):
        assert word in text, word
    renderer = QSvgRenderer(QByteArray(svg))
    drawn = QImage(1200, 750, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    for colour in theme.MARKET_COLOURS.values():
        assert share_of(drawn, colour) == pytest.approx(share_of(image_from(png_of(figure, 1)), colour), abs=0.03)
    pdf = pdf_of(figure)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def share_of(image, colour):
    """How much of an image is nearly of this colour."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)[..., 2::-1]
    wanted = QColor(colour)
    distance = np.abs(pixels.astype(int) - [wanted.red(), wanted.green(), wanted.blue()]).max(axis=2)
    return float((distance < 24).mean())


def test_a_picture_is_copied(taking):
    taking.copy_picture_action.trigger()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2400, 1500)


def test_nothing_is_offered_where_nothing_is_shown(taking, panel):
    panel.show_nothing()
    panel.head.take_button.menu().aboutToShow.emit()
    assert not any(action.isEnabled() for action in panel.head.take_button.menu().actions() if action.text())
    assert taking.figure() is None
    assert taking.sheet() is None
    panel.show_purchase("Draft", purchase_of())
    panel.head.take_button.menu().aboutToShow.emit()
    assert taking.save_picture_action.isEnabled()
    assert not taking.save_bids_action.isEnabled()
    assert taking.figure().title == "Draft"


def test_a_year_on_paper_is_drawn_too(panel):
    purchase = purchase_of("2026-01-01", 365)
    panel.show_submission(submission_of(), purchase, output_of(purchase), NAMES)
    taking = ChartTaking(NoWorker(), panel, panel)
    for kind in Kind:
        press(panel, kind)
        assert len(svg_of(taking.figure())) < 3_000_000
    panel.head.take_button.setMenu(None)


def test_a_comparison_that_is_taken_away_names_its_two_models_and_the_one_of_the_totals(taking, panel):
    press(panel, Kind.COMPARE)
    say_against(panel, "1")
    for about in (taking.figure().about, taking.sheet().about):
        assert "Difference: Model 2 — wait for MID2 less Model 1 — all in MD" in about
    assert taking.figure().totals.startswith("Model 2 — wait for MID2:\u2003 Purchase ")
    assert "Difference: Model 2" in svg_of(taking.figure()).decode()


@pytest.fixture
def flawed(panel):
    """Quarters of which some are lost under hours, in MD; a row off the grid; a market without some of its prices."""
    hours, quarters = purchase_of(resolution=60), purchase_of()
    labels = np.insert(
        np.delete(quarters.labels, [9, 10, 40, 41, 42, 43]), 0, quarters.labels[0] - np.timedelta64(8, "m")
    )
    md = MarketSeries(labels, np.full(91, 0.5), np.zeros(91))
    model = Model("1", {"MD": md, "MID1": series_of(hours, 0.5)})
    prices = {
        "MD": MarketPrices(hours.labels, np.full(24, 50.0)),
        "MID1": MarketPrices(hours.labels, np.where(np.arange(24) == 7, np.nan, 60.0)),
    }
    panel.show_submission(submission_of(), hours, StrategyOutput((model,)), NAMES, prices=prices)
    taking = ChartTaking(NoWorker(), panel, panel)
    yield taking
    panel.head.take_button.setMenu(None)


def test_what_is_said_of_the_numbers_goes_with_them_wherever_they_are_taken(flawed, panel, tmp_path):
    said = [
        "Periods without a row count as nothing there: MD 1.",
        "Periods with rows for a part of them alone, where the rest counts as nothing: "
        "MD 1 (the first Wed 25 Nov 02:00 – 03:00).",
        "Rows that do not begin where the periods around them do are left out: "
        "MD 1 (the first is labelled 2026-11-25 00:07).",
    ]
    prices = "1 of 24 periods have no predicted price in MD or in a market that is used: no sum has them."
    press(panel, Unit.EUR)
    panel.head.table_button.click()
    panel.side.view.setFocus()
    flawed.copy_side()
    html = QGuiApplication.clipboard().mimeData().html()
    svg = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg_of(flawed.figure()).decode()))
    for text in (*said, prices):
        assert text in flawed.sheet().about
        assert text in flawed.figure().totals
        assert text in html
        assert text[:40] in svg
    write_sheet(tmp_path / "bids.xlsx", flawed.bids())
    about = [row[0] for row in load_workbook(tmp_path / "bids.xlsx")["About"].iter_rows(values_only=True)]
    assert set(said) <= set(about)
    told = by_title(flawed.bids())["Remark"]
    assert (told[2], told[10], sum(map(bool, told))) == ("MD: in part", "MD: no row", 2)
    press(panel, Unit.MW)
    assert by_title(flawed.sheet())["Remark"][2] == "not all of it given"
    press(panel, Kind.HEAT)
    assert set(said) <= set(flawed.sheet().about)


def test_a_text_file_leaves_what_is_said_to_the_window(flawed, panel, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "bids.csv"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])
    with qtbot.waitSignal(flawed.warned) as warned:
        flawed.save_bids()
    assert warned.args[0].startswith("bids.csv holds the numbers alone. What is said of them: Periods without a row")


@pytest.mark.parametrize("shares", [(80.0,), (9.0,), (5.0, 3.0)])
def test_mw_per_market_are_refused_until_somebody_says_what_the_shares_are(panel, qtbot, shares):
    purchase = purchase_of()
    markets = {market: series_of(purchase, share) for market, share in zip(("MD", "MID1"), shares, strict=False)}
    panel.show_submission(submission_of(), purchase, StrategyOutput((Model("2", markets),)), NAMES)
    taking = ChartTaking(NoWorker(), panel, panel)
    assert taking.bids() is None
    undecided = "Are they per cents? Until somebody says what they are they are read as fractions"
    assert undecided in panel.remark.text()
    assert any(undecided in text for text in taking.sheet().about)
    with qtbot.waitSignal(taking.warned) as warned:
        taking.save_bids_action.trigger()
    assert warned.args[0].startswith("The MW per market of Model 2 — wait for MID2 are not saved: its shares look like")
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(by_title(taking.bids())["MD MW"], purchase.mw * shares[0] / 100)
    assert "Its shares are read as per cents: 100 is all of the purchase." in taking.bids().about
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    assert taking.bids() is None
    qtbot.mouseClick(panel.remarks.fractions, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(by_title(taking.bids())["MD MW"], purchase.mw * shares[0])
    assert undecided not in panel.remark.text()
    assert (panel.remarks.switch.isChecked(), panel.remarks.fractions.isChecked()) == (False, True)
    panel.head.take_button.setMenu(None)


def test_a_copy_says_how_many_rows_it_has(taking, panel, qtbot):
    with qtbot.waitSignal(taking.told) as told:
        taking.copy_table_action.trigger()
    assert told.args == ["196 rows were copied."]
    purchase = purchase_of("2025-01-01", 420)
    panel.show_submission(submission_of(), purchase, output_of(purchase), NAMES)
    with qtbot.waitSignal(taking.warned) as warned:
        taking.copy_table_action.trigger()
    assert warned.args == ["The first 40,000 of 40,320 rows were copied: save the figures to have all of them."]
