"""The numbers of every picture: units, hours and market days, compared models, changes, cells of the heat map."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.crosshair import read_out
from ravenwits_desktop.ui.chart.drawing import padded
from ravenwits_desktop.ui.chart.heat import heat_of
from ravenwits_desktop.ui.chart.picture import ALL_IN_MD, CHANGE, DIFFERENCE, Line, picture_of
from ravenwits_desktop.ui.chart.remarks import cost_words, prediction_words, remarks_on_scene
from ravenwits_desktop.ui.chart.scenes import MOST_COMPARED, Kind, Material, Wish, scene_of
from ravenwits_desktop.ui.chart.series import levels, stack
from ravenwits_desktop.ui.chart.side import cell_text
from ravenwits_desktop.ui.chart.tables import periods_sheet, totals_sheet
from ravenwits_desktop.ui.chart.units import Step, Unit
from tests.ui.chart.builders import MADRID, purchase_of, series_of

OCTOBER, MARCH = "2026-10-25", "2026-03-29"


def output_with(purchase, *models, seed=1):
    """Random shares of these models' markets."""
    random = np.random.default_rng(seed)
    return StrategyOutput(
        tuple(
            Model(
                name,
                {market: series_of(purchase, *random.uniform(0, 1, (2, len(purchase)))) for market in ("MD", "MID1")},
            )
            for name in models
        )
    )


def frame_of(purchase, material, idmodel):
    """The same by pandas: bought less sold of each market, by local time."""
    model = material.output.model(idmodel)
    index = pd.DatetimeIndex(purchase.starts.astype("datetime64[ns]"), tz="UTC").tz_convert(purchase.zone)
    frame = pd.DataFrame({"mw": purchase.mw}, index=index)
    for market, series in model.markets.items():
        frame[market] = purchase.mw * (series.purchase_share - series.sale_share)
        frame[f"{market} bought"] = purchase.mw * series.purchase_share
    return frame


@pytest.mark.parametrize("day", [OCTOBER, MARCH, "2026-11-25"])
@pytest.mark.parametrize("resolution", [15, 30, 60])
@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("unit", [Unit.MW, Unit.MWH, Unit.SHARE])
def test_markets_in_every_unit_by_hour_and_by_day_are_those_of_pandas(day, resolution, step, unit):
    purchase = purchase_of(day, 2, resolution)
    material = Material(purchase, output=output_with(purchase, "1"))
    picture = scene_of(material, Wish(unit=unit, step=step, model="1")).main
    frame = frame_of(purchase, material, "1")
    groups = {
        Step.SUBMITTED: frame.index,
        Step.HOUR: frame.index.tz_convert("UTC").floor("h"),
        Step.DAY: frame.index.date,
    }
    mean = frame.groupby(groups[step]).mean()
    hours = frame["mw"].groupby(groups[step]).count().to_numpy() * resolution / 60
    for market in ("MD", "MID1"):
        expected = mean[market].to_numpy()
        if unit is Unit.MWH:
            expected = expected * hours
        if unit is Unit.SHARE:
            expected = 100 * expected / mean["mw"].to_numpy()
        np.testing.assert_allclose(picture.markets[market], expected)
    assert picture.unit is unit
    assert not picture.partial.any()
    if step is Step.DAY:
        lengths = (picture.period_ends() - picture.starts).astype(int) // 60
        assert lengths.tolist() == [{OCTOBER: 25, MARCH: 23}.get(day, 24), 24]


def test_a_day_that_is_not_all_given_says_so_and_counts_what_is():
    whole = purchase_of()
    purchase = Purchase(whole.starts[:40], whole.mw[:40], 15)
    day = picture_of(purchase).by(Step.DAY)
    assert day.partial.tolist() == [True]
    assert day.energies(Unit.MWH).purchase[0] == pytest.approx(purchase.energy_mwh)


@pytest.mark.parametrize("unit", [Unit.MW, Unit.MWH, Unit.SHARE])
@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("resolution", [15, 30, 60])
@pytest.mark.parametrize(("day", "lengths"), [(OCTOBER, (60, 15)), (MARCH, (15, 60)), ("2025-09-30", (60, 15, 30))])
def test_markets_whose_rows_change_their_length_are_those_of_pandas(unit, step, resolution, day, lengths):
    purchase = purchase_of(day, len(lengths), resolution)
    parts = [purchase_of(np.datetime64(day) + number, 1, length) for number, length in enumerate(lengths)]
    random = np.random.default_rng(resolution)
    shares = [random.uniform(0, 1, len(part)) for part in parts]
    labels = np.concatenate([part.labels for part in parts])
    stray = labels[3] + timegrid.minutes(7)
    series = MarketSeries(
        np.insert(labels, 4, stray), np.insert(np.concatenate(shares), 4, 5.0), np.zeros(len(labels) + 1)
    )
    material = Material(purchase, output=StrategyOutput((Model("1", {"MD": series}),)))
    picture = scene_of(material, Wish(unit=unit, step=step, model="1")).main

    finest = [pd.Series(share, index=part.starts) for part, share in zip(parts, shares, strict=True)]
    fine = pd.concat(finest).resample("15min").ffill()
    last = pd.date_range(fine.index[-1], periods=lengths[-1] // 15, freq="15min")
    fine = fine.reindex(fine.index.union(last)).ffill()
    frame = pd.DataFrame({"mw": purchase.mw}, index=pd.DatetimeIndex(purchase.starts))
    frame["MD"] = fine.resample(f"{resolution}min").mean().reindex(frame.index) * frame["mw"]
    local = frame.index.tz_localize("UTC").tz_convert(MADRID)
    keys = {Step.SUBMITTED: frame.index, Step.HOUR: frame.index.floor("h"), Step.DAY: local.date}[step]
    means, hours = frame.groupby(keys).mean(), frame["mw"].groupby(keys).count() * resolution / 60
    factor = {Unit.MW: 1.0, Unit.MWH: hours, Unit.SHARE: 100 / means["mw"]}[unit]
    np.testing.assert_allclose(picture.markets["MD"], (means["MD"] * factor).to_numpy())
    assert not picture.partial.any()


def test_per_cents_of_nothing_are_nothing():
    purchase = Purchase(purchase_of(resolution=60).starts, np.where(np.arange(24) < 12, 0.0, 5.0), 60)
    material = Material(purchase, output=output_with(purchase, "1"))
    picture = scene_of(material, Wish(unit=Unit.SHARE, model="1")).main
    for values in (picture.purchase, picture.open_position, *picture.markets.values()):
        assert np.isnan(values).tolist() == [True] * 12 + [False] * 12, "per cents of nothing are no number"
    assert (picture.purchase[12:] == 100.0).all()
    assert "Purchase – · MD – · MID1 – · Open – %" in read_out(picture, 0).plain()


@pytest.mark.parametrize("step", list(Step))
def test_costs_are_energy_times_price_beside_all_of_it_in_md(step):
    purchase = purchase_of(days=2)
    random = np.random.default_rng(5)
    prices = {market: MarketPrices(purchase.labels, random.normal(60, 20, len(purchase))) for market in ("MD", "MID1")}
    material = Material(purchase, output=output_with(purchase, "1"), prices=prices)
    picture = scene_of(material, Wish(unit=Unit.EUR, step=step, model="1")).main
    frame = frame_of(purchase, material, "1")
    keys = {Step.SUBMITTED: frame.index, Step.HOUR: frame.index.floor("h"), Step.DAY: frame.index.date}[step]
    for market in ("MD", "MID1"):
        eur = (frame[market] / 4 * prices[market].eur_mwh).groupby(keys).sum()
        np.testing.assert_allclose(picture.markets[market], eur.to_numpy())
    all_in_md = (frame["mw"] / 4 * prices["MD"].eur_mwh).groupby(keys).sum()
    assert picture.main == ALL_IN_MD
    np.testing.assert_allclose(picture.purchase, all_in_md.to_numpy())


@pytest.mark.parametrize("step", list(Step))
def test_periods_without_a_price_are_blank_and_in_no_sum(step):
    purchase = purchase_of(days=2)
    eur = {market: np.random.default_rng(5).normal(60, 20, len(purchase)) for market in ("MD", "MID1")}
    eur["MID1"][[5, 150]], eur["MD"][60:64] = np.nan, np.nan
    prices = {market: MarketPrices(purchase.labels, values) for market, values in eur.items()}
    material = Material(purchase, output=output_with(purchase, "1", "2"), prices=prices)
    picture = scene_of(material, Wish(unit=Unit.EUR, step=step, model="1")).main
    frame = frame_of(purchase, material, "1")
    keys = {Step.SUBMITTED: frame.index, Step.HOUR: frame.index.floor("h"), Step.DAY: frame.index.date}[step]
    whole = np.isfinite(eur["MD"]) & np.isfinite(eur["MID1"])
    for market in ("MD", "MID1"):
        cost = frame[market] / 4 * eur[market]
        if step is not Step.SUBMITTED:
            cost = cost.where(whole)
        np.testing.assert_allclose(picture.markets[market], cost.groupby(keys).sum(min_count=1).to_numpy())
    assert np.isnan(picture.purchase).sum() == {Step.SUBMITTED: 4, Step.HOUR: 1, Step.DAY: 0}[step]
    marked = frame.assign(blank=~whole).groupby(keys)["blank"].any().to_numpy()
    if step is not Step.SUBMITTED:
        np.testing.assert_array_equal(picture.partial, marked)
    if step is Step.DAY:
        costs, totals = material.costs("1"), totals_sheet(material)
        assert sum(values.sum() for values in picture.markets.values()) == pytest.approx(costs.total)
        columns = {column.title: column.values for column in totals.columns}
        assert columns["EUR"][0] == pytest.approx(picture.markets["MD"].sum()), "the table and the days say the same"
        assert columns["Periods not in EUR"][0] == 6


@pytest.mark.parametrize("step", list(Step))
def test_a_market_that_has_no_price_at_all_is_blank_in_the_picture_and_in_the_table(step):
    purchase = purchase_of(resolution=60)
    late = series_of(purchase, 0.5, rows=slice(12, None))
    output = StrategyOutput((Model("1", {"MD": series_of(purchase, 0.5), "MID3": late}),))
    material = Material(purchase, output=output, prices={"MD": MarketPrices(purchase.labels, np.full(24, 50.0))})
    picture = scene_of(material, Wish(unit=Unit.EUR, step=step, model="1")).main
    assert np.isnan(picture.markets["MID3"]).all()
    alone = scene_of(material, Wish(Kind.COMPARE, Unit.EUR, step, model="1", market="MID3")).main
    assert np.isnan(alone.lines["model:1"]).all()
    columns = {column.title: column.values for column in totals_sheet(material).columns}
    assert columns["EUR"][0] == pytest.approx(25 * purchase.mw[:12].sum())
    assert np.isnan(columns["EUR"][1])
    assert columns["Periods not in EUR"][:2].tolist() == [12, 12]


def test_a_missing_price_is_blank_in_the_read_out_and_in_the_figures():
    purchase = purchase_of(resolution=60)
    md = np.full(24, 50.0)
    md[3] = np.nan
    prices = {"MD": MarketPrices(purchase.labels, md), "MID1": MarketPrices(purchase.labels, np.full(24, 60.0))}
    material = Material(purchase, output=output_with(purchase, "1"), prices=prices)
    picture = scene_of(material, Wish(unit=Unit.EUR, model="1")).main
    assert "All in MD – · MD –" in read_out(picture, 3).plain()
    assert "0.00" not in read_out(picture, 3).plain()
    columns = {column.title: column for column in periods_sheet(picture, frozenset()).columns}
    assert np.flatnonzero(np.isnan(columns["MD EUR"].values)).tolist() == [3]
    assert cell_text(columns["MD EUR"], 3) == ""


@pytest.mark.parametrize("step", list(Step))
def test_a_model_that_lacks_prices_takes_none_of_the_others_away(step):
    purchase = purchase_of(days=2, resolution=60)
    whole, half = series_of(purchase, 1.0), series_of(purchase, 0.5)
    models = (Model("1", {"MD": whole}), Model("2", {"MD": half, "MID1": half}), Model("3", {"XBID": whole}))
    late = np.where(np.arange(48) < 30, 40.0, np.nan)
    prices = {
        "MD": MarketPrices(purchase.labels, np.full(48, 50.0)),
        "MID1": MarketPrices(purchase.labels, late),
    }
    material = Material(purchase, output=StrategyOutput(models), prices=prices)
    wish = Wish(Kind.COMPARE, Unit.EUR, step, model="1", against="2")
    scene = scene_of(material, wish)
    first, second = (scene.main.lines[f"model:{name}"] for name in "12")
    if step is Step.DAY:
        first_day, second_day = purchase.mw[:24].sum(), purchase.mw[24:].sum()
        np.testing.assert_allclose(first, [first_day * 50, second_day * 50])
        np.testing.assert_allclose(second, [first_day * 45, np.nan])
        assert np.isnan(scene.main.lines["model:3"]).all()
    else:
        np.testing.assert_allclose(first, purchase.mw * 50)
        np.testing.assert_allclose(second, np.where(np.arange(48) < 30, purchase.mw * 45, np.nan))
    np.testing.assert_allclose(scene.strip.markets[DIFFERENCE], first - second)
    said = [each.text for each in remarks_on_scene(scene, material, wish)]
    lacking = {Step.DAY: "Model 2 (1 × day), Model 3 (2 × day)"}.get(step, "Model 2 (18 × hour), Model 3 (48 × hour)")
    names = lacking.replace("Model ", "")
    assert f"Models that are not drawn where others are, for want of predicted prices: {names}." in said
    assert " EUR in 30 of 48 periods, " in cost_words(material, "2")
    left_out = "18 of 48 periods have no predicted price in MD or in a market that is used: no sum has them."
    assert left_out in [each.text for each in remarks_on_scene(scene, material, replace(wish, model="2"))]


@pytest.mark.parametrize("step", [Step.HOUR, Step.DAY])
def test_models_that_have_most_prices_are_compared_over_the_same_periods(step):
    purchase = purchase_of(days=2)
    whole, half = series_of(purchase, 1.0), series_of(purchase, 0.5)
    models = (Model("1", {"MD": whole}), Model("2", {"MD": half, "MID1": half}))
    lost = np.where(np.isin(np.arange(192), (5, 100, 102, 103)), np.nan, 40.0)
    prices = {"MD": MarketPrices(purchase.labels, np.full(192, 50.0)), "MID1": MarketPrices(purchase.labels, lost)}
    material = Material(purchase, output=StrategyOutput(models), prices=prices)
    wish = Wish(Kind.COMPARE, Unit.EUR, step, model="1", against="2")
    scene = scene_of(material, wish)
    keys = np.arange(192) // (4 if step is Step.HOUR else 96)
    # of the hour of the last two but one quarter has no price: model 2 is not there, model 1 is, whole
    gone = np.isnan(lost) & ~((keys == 25) & (step is Step.HOUR))
    kept = pd.Series(np.where(gone, np.nan, purchase.mw / 4)).groupby(keys).sum()
    np.testing.assert_allclose(scene.main.lines["model:1"], kept * 50)
    np.testing.assert_allclose(
        scene.main.lines["model:2"], (kept * 45).where((kept.index != 25) | (step is not Step.HOUR))
    )
    said = " ".join(each.text for each in remarks_on_scene(scene, material, wish))
    assert f"hours and days hold the {192 - int(gone.sum())} periods that all that are drawn there have" in said
    assert ("prices: 2 (1 × hour)." in said) == (step is Step.HOUR)


def test_what_is_left_open_is_said_and_is_no_saving():
    purchase = Purchase(purchase_of(resolution=60).starts, np.full(24, 10.0), 60)
    half, quarter = (series_of(purchase, share) for share in (0.5, 0.25))
    models = (Model("1", {"MD": half}), Model("2", {"MD": quarter, "MID1": quarter}), Model("3", {"MID1": half}))
    prices = {"MD": MarketPrices(purchase.labels, np.full(24, 50.0))}
    for mid1, found in ((40.0, "less"), (60.0, "more")):
        prices["MID1"] = MarketPrices(purchase.labels, np.full(24, mid1))
        material = Material(purchase, output=StrategyOutput(models), prices=prices)
        left = "the 120.0 MWh left open not among it (6,000 EUR in MD)"
        assert cost_words(material, "1") == f"predicted 6,000 EUR, 50.00 EUR/MWh, {left}"
        assert f", 600 EUR {found} than the same energy in MD, {left}" in cost_words(material, "2")
        assert f", 1,200 EUR {found} than the same energy in MD, {left}" in cost_words(material, "3")
    whole = Material(purchase, output=StrategyOutput((Model("1", {"MID1": series_of(purchase, 1.0)}),)), prices=prices)
    assert cost_words(whole, "1") == "predicted 14,400 EUR, 60.00 EUR/MWh, 2,400 EUR more than all in MD"


@pytest.mark.parametrize("level", [0, 1])
def test_what_has_no_value_is_drawn_as_nothing_and_takes_nothing_from_the_others(level):
    purchase = purchase_of(days=30)
    blocks = levels(purchase.starts, 15, "Europe/Madrid")[level]
    values = np.arange(float(len(purchase)))
    values[:3], values[8:12] = np.nan, np.nan
    if level:
        assert blocks.mean(values)[[0, 1]].tolist() == [3.0, 5.5]
        assert np.isnan(blocks.mean(values)[2])
        assert (blocks.lowest(values)[0], blocks.highest(values)[0]) == (3.0, 3.0)
    shown = blocks.mean(values)
    (low, high), (above, _) = stack([shown, np.ones(len(shown))])
    place = int(np.flatnonzero(np.isnan(shown))[0])
    assert (low[place], high[place], above[place]) == (0.0, 0.0, 0.0)
    least, most = padded([shown, high])
    assert np.isfinite([least, most]).all()


@pytest.mark.parametrize("market", ["", "MD", "MID1", "XBID"])
@pytest.mark.parametrize("unit", [Unit.MW, Unit.MWH, Unit.SHARE])
def test_models_are_lines_of_a_market_or_of_the_sum_and_their_difference_is_a_strip(market, unit):
    purchase = purchase_of()
    material = Material(purchase, output=output_with(purchase, "1", "2", "3"))
    scene = scene_of(material, Wish(Kind.COMPARE, unit, model="3", against="1", market=market))
    assert list(scene.main.lines) == ["model:1", "model:2", "model:3"]
    factor = {Unit.MW: 1.0, Unit.MWH: 0.25, Unit.SHARE: 100 / purchase.mw}[unit]
    frames = {name: frame_of(purchase, material, name) for name in "123"}
    nets = {
        name: (frame["MD"] + frame["MID1"] if not market else frame.get(market, 0.0 * frame["MD"])).to_numpy() * factor
        for name, frame in frames.items()
    }
    for name, net in nets.items():
        np.testing.assert_allclose(scene.main.lines[f"model:{name}"], net)
    if market == "XBID":
        assert scene.strip is None, "none of them has it"
        assert scene.even
        return
    np.testing.assert_allclose(scene.strip.markets[DIFFERENCE], nets["3"] - nets["1"], atol=1e-12)
    assert scene.strip.main == ""
    assert list(scene.strip.series()) == [DIFFERENCE]


def test_fifty_models_are_not_all_drawn_but_the_chosen_ones_are():
    purchase = purchase_of(resolution=60)
    names = [str(number) for number in range(50)]
    material = Material(purchase, output=output_with(purchase, *names))
    scene = scene_of(material, Wish(Kind.COMPARE, model="48", against="49"))
    assert len(scene.main.lines) == MOST_COMPARED
    assert {"model:48", "model:49"} <= set(scene.main.lines)
    assert scene.left_out == 50 - MOST_COMPARED
    assert scene.strip is not None
    assert scene_of(material, Wish(Kind.COMPARE, model="48", against="48")).strip is None


def test_before_and_after_draws_both_and_what_changed_between_them():
    purchase, previous = purchase_of(), purchase_of(days=2, resolution=60, scale=1.1)
    material = Material(purchase, previous=previous)
    scene = scene_of(material, Wish(Kind.CHANGES, Unit.SHARE))
    assert scene.main.unit is Unit.MW
    assert list(scene.main.series()) == ["purchase", "previous"]
    np.testing.assert_allclose(scene.strip.markets[CHANGE], purchase.mw - np.repeat(previous.mw[:24], 4))
    energies = scene_of(material, Wish(Kind.CHANGES, Unit.MWH, Step.DAY))
    change = purchase.energy_mwh - previous.mw[:24].sum()
    assert energies.strip.markets[CHANGE].tolist() == [pytest.approx(change)]
    assert energies.main.previous.mw.tolist() == [
        pytest.approx(previous.mw[:24].sum()),
        pytest.approx(previous.mw[24:].sum()),
    ]
    assert scene_of(Material(purchase), Wish(Kind.CHANGES)).strip is None
    elsewhere = scene_of(Material(purchase, previous=purchase_of("2026-01-01")), Wish(Kind.CHANGES))
    assert elsewhere.strip is None


def test_a_line_by_the_day_is_read_to_the_end_of_its_day():
    purchase = purchase_of(OCTOBER, 2, 60)
    line = Line(purchase.starts, purchase.mw, 60).by(Step.DAY, MADRID)
    hour = timegrid.minutes(60)
    for place, mean in ((24, purchase.mw[:25].mean()), (25, purchase.mw[25:].mean())):
        start = purchase.starts[place]
        assert line.value_at(start, start + hour) == pytest.approx(mean)
    after = purchase.starts[-1] + hour
    assert line.value_at(after, after + hour) is None


@pytest.mark.parametrize("step", [Step.SUBMITTED, Step.HOUR])
def test_the_heat_map_has_the_share_of_each_period_in_its_place_through_change_overs(step):
    starts = np.concatenate(
        [timegrid.day_starts(np.datetime64(day), 15, MADRID) for day in (MARCH, OCTOBER, "2026-10-26")]
    )
    purchase = Purchase(starts, np.random.default_rng(2).uniform(1, 9, len(starts)), 15)
    material = Material(purchase, output=output_with(purchase, "1"))
    heat = heat_of(material, Wish(Kind.HEAT, step=step, model="1"))
    frame = frame_of(purchase, material, "1")
    if step is Step.HOUR:
        frame = frame.groupby(frame.index.tz_convert("UTC").floor("h")).mean().tz_convert(MADRID)
    assert heat.shape == (3, 25 if step is Step.HOUR else 100)
    assert [str(day) for day in heat.days] == [MARCH, OCTOBER, "2026-10-26"]
    for when, row in frame.iterrows():
        second = when.fold == 1
        hour = ("2B" if second else "2A") if when.hour == 2 else f"{when:%H}"
        column = heat.columns.index(f"{hour}:{when:%M}")
        place = [str(day) for day in heat.days].index(str(when.date())), column
        assert heat.values[place] == pytest.approx(100 * row["MD bought"] / row["mw"])
        assert heat.starts[place] == np.datetime64(when.tz_convert("UTC").tz_localize(None), "m")
    # March has no 02:00, and only October has it twice.
    empty = {(str(heat.days[row]), heat.columns[column][:2]) for row, column in np.argwhere(np.isnan(heat.values))}
    assert empty == {(MARCH, "2A"), (MARCH, "2B"), ("2026-10-26", "2B")}


def test_hours_that_change_sides_are_marked():
    purchase = purchase_of(resolution=60)
    morning = np.where(np.arange(24) < 12, 0.9, 0.2)
    output = StrategyOutput(
        (Model("1", {"MD": series_of(purchase, morning)}), Model("2", {"MD": series_of(purchase, 0.4)}))
    )
    heat = heat_of(Material(purchase, output=output), Wish(Kind.HEAT, Unit.SHARE, model="1", against="2"))
    assert heat.differs
    assert heat.flips[0].tolist() == [True] * 12 + [False] * 12
    np.testing.assert_allclose(heat.values[0], 100 * (morning - 0.4))
    in_mw = heat_of(Material(purchase, output=output), Wish(Kind.HEAT, Unit.MW, model="1", against="2"))
    np.testing.assert_allclose(in_mw.values[0], purchase.mw * (morning - 0.4))


def test_models_down_have_their_share_over_all_days_weighted():
    purchase = purchase_of(days=3, resolution=60)
    purchase = Purchase(purchase.starts, np.random.default_rng(3).uniform(1, 9, 72), 60)
    material = Material(purchase, output=output_with(purchase, "1", "2"))
    heat = heat_of(material, Wish(Kind.HEAT, model="1", against="2", market="MID1", models_down=True))
    assert heat.models == ("1", "2")
    for row, name in enumerate(heat.models):
        frame = frame_of(purchase, material, name)
        sums = frame.groupby(frame.index.hour).sum()
        np.testing.assert_allclose(heat.values[row], 100 * (sums["MID1 bought"] / sums["mw"]).to_numpy())
    assert heat.starts[1][5] == purchase.starts[5]


def test_prices_have_the_time_of_their_prediction():
    made = datetime(2026, 11, 24, 9, tzinfo=UTC)
    purchase = purchase_of(resolution=60)
    prices = {"MD": MarketPrices(purchase.labels, np.full(24, 50.0), made)}
    material = Material(purchase, output=output_with(purchase, "1"), prices=prices)
    assert material.costs("1").complete.sum() == 0, "MID1 has no price"
    assert material.costs("9") is None
    today = datetime.now(UTC).replace(hour=7, minute=50)
    prices["MD"] = replace(prices["MD"], made=today)
    said = prediction_words(Material(purchase, output=output_with(purchase, "1"), prices=prices))
    local = today.astimezone(ZoneInfo(MADRID))
    assert said == f"At prices predicted {words.day(local.date().isoformat())} {local:%H:%M} Europe/Madrid."
