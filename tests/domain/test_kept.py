"""Which file is one of the same kind, and what is said of one that has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ravenwits_desktop.domain import kept
from ravenwits_desktop.domain.kept_doubts import pattern_of
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label

TRAITS = {
    "layout": "one column",
    "headers": "fecha | compra (mw) | notas",
    "column": "compra (mw)",
    "resolution": "60",
    "unit": "MW",
    "delimiter": ";",
}
NOTHING = ReadingOptions()
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def a_reading(file="programa_20261124.csv", labels=Label.END, fingerprint="new", made=False, own=True, **traits):
    """`own`: which end the file itself shows; True for `labels`, those it is read with."""
    rows = Rows(np.array(["2026-11-24T01:00"], dtype="datetime64[m]"), np.array([1.5]))
    return Reading(
        file=file,
        sheet="",
        sheets=(),
        layout="one column",
        column=(traits.get("column") or "compra (mw)").title().replace("Mw", "MW"),
        candidates=(),
        labels=labels,
        resolution=60,
        unit="MW",
        unit_stated=True,
        factor=1.0,
        rows=rows,
        source_rows=np.array([2]),
        problems=(),
        traits=tuple((TRAITS | traits).items()),
        fingerprint=fingerprint,
        made_labels=made,
        own_labels=labels if own is True else own,
    )


def a_kept(options=NOTHING, plain="plain", **changes):
    made = kept.kept("1", a_reading(fingerprint="old"), options, plain, "Europe/Madrid")
    return replace(made, **changes)


def said(before, reading):
    return " ".join(map(str, kept.differences(before, reading)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("programa_20261124.xlsx", "Programa_20261125.XLSX", True),
        ("24-11-2026 v2.csv", "1-12-2026 v10.csv", True),
        ("programa.xlsx", "programa.csv", False),
        ("compra_1.csv", "venta_1.csv", False),
    ],
)
def test_names_of_one_kind(one, other, same):
    assert (pattern_of(one) == pattern_of(other)) is same


def test_only_what_a_person_chose_is_applied_to_the_account_of_now():
    before = a_kept(ReadingOptions(column="B", account_label=Label.END))
    now = ReadingOptions(zone="Europe/Lisbon", account_label=Label.START)
    assert kept.applied(before, now) == ReadingOptions(
        column="B", zone="Europe/Lisbon", account_label=Label.START, usual_unit="MW"
    )
    assert kept.applied(a_kept(ReadingOptions(unit="kWh")), now).usual_unit is None
    chosen = a_kept(ReadingOptions(zone="Europe/Paris"))
    assert kept.applied(chosen, now).zone == "Europe/Paris"
    assert (a_kept().chosen, before.chosen, chosen.chosen) == (False, True, True)


def test_the_same_kind_is_found_by_what_is_read_without_choices():
    known = [a_kept(plain="x"), a_kept(plain="y"), a_kept(plain="", fingerprint="z")]
    assert kept.same_kind(known, a_reading(fingerprint="y")) is known[1]
    assert kept.same_kind(known, a_reading(fingerprint="z")) is known[2]
    assert kept.same_kind(known, a_reading(fingerprint="old")) is None


def test_likely_ones_have_such_a_name_then_were_used_last():
    choice = ReadingOptions(column="B")
    old, late = (a_kept(choice, pattern="x", used=NOW + timedelta(days=day)) for day in (0, 1))
    named = a_kept(choice, used=NOW - timedelta(days=9))
    every = [old, a_kept(), late, named]
    assert kept.likely(every, "programa_1.csv", Question.COLUMN) == [named, late, old]
    seen = replace(a_kept(), options=ReadingOptions(zone=kept.ACCOUNT_ZONE, usual_month_first=False))
    assert seen not in kept.likely([*every, seen], "programa_1.csv", Question.COLUMN)
    assert seen in kept.likely([*every, seen], "programa_1.csv", Question.DATE_ORDER)


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"headers": "fecha | compra (mw) | notas | venta"}, "New columns: “venta”."),
        ({"headers": "fecha | compra (mw)"}, "Columns that are gone: “notas”."),
        ({"headers": "fecha | notas | compra (mw)"}, "another order"),
        ({"resolution": "15"}, "one value per 60 minutes, now one per 15"),
        ({"unit": "MWh"}, "were in MW, now in MWh"),
        ({"unit": ""}, "were in MW, now in no unit that is named"),
        ({"column": "venta"}, "taken from “Compra (MW)”, now from “Venta”"),
        ({"layout": "stacked"}, "laid out as “one column”, now it is “stacked”"),
        ({"periods": "number 1 15"}, "told by dates and times, now by the numbers of quarters of an hour"),
        ({"season": "said"}, "now tells summer time"),
        ({"headers": "fecha | compra (mwh) | notas"}, "column “compra (mw)” is now called “compra (mwh)”"),
    ],
)
def test_what_is_different_is_said(traits, words):
    assert words in said(a_kept(), a_reading(**traits))
    assert said(a_kept(), a_reading()) == ""


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"delimiter": ";"}, {"delimiter": "\t"}, "parted by semicolons, now by tabs"),
        ({"delimiter": ","}, {"delimiter": ""}, "parted by commas, now by the cells of a workbook"),
        ({"delimiter": ";"}, {"delimiter": "|"}, "parted by semicolons, now by “|”"),
        ({"periods": "number 1 60"}, {"periods": "number 0 60"}, "numbered from 1, now from 0"),
    ],
)
def test_what_is_different_is_said_in_words(before, now, words):
    confirmed = kept.kept("1", a_reading(**before), NOTHING, "plain", "Europe/Madrid")
    assert words in said(confirmed, a_reading(**now))


def test_how_long_numbered_periods_are_is_said_once():
    confirmed = kept.kept("1", a_reading(periods="number 1 60"), NOTHING, "plain", "Europe/Madrid")
    changed = kept.differences(confirmed, a_reading(periods="number 1 15", resolution="15"))
    assert list(map(str, changed)) == ["There was one value per 60 minutes, now one per 15."]


def test_times_that_name_the_other_end_are_different():
    assert "named the end of each period, now the start" in said(a_kept(), a_reading(labels=Label.START))
    assert said(a_kept(), a_reading(labels=None)) == ""
    assert said(a_kept(), a_reading(labels=Label.START, made=True)) == ""
    # a file whose times name the start, shifted to the end: the reading has end labels
    for own in (Label.START, None):
        shifted = kept.kept("1", a_reading(own=own), ReadingOptions(shift=True), "plain", "Europe/Madrid")
        assert shifted.labels is Label.START
        assert said(shifted, a_reading(own=Label.START)) == said(shifted, a_reading(own=None)) == ""
        assert "named the start of each period, now the end" in said(
            shifted, a_reading(labels=Label.START, own=Label.END)
        )


@pytest.mark.parametrize(
    ("factor", "differs"), [(1000.0, True), (0.001, True), (10.0, True), (0.1, True), (9.0, False), (0.12, False)]
)
def test_values_that_are_ten_times_as_large_or_small_are_different(factor, differs):
    before, after = a_kept(), a_reading()
    scaled = replace(after, rows=Rows(after.rows.labels, after.rows.mw * factor))
    assert ("had a mean of 1.5 MW" in said(before, scaled)) == differs
    assert "e+" not in said(before, replace(after, rows=Rows(after.rows.labels, after.rows.mw * 1e5)))


@pytest.mark.parametrize(
    ("factor", "resolution", "differs"),
    [
        (0.25, 15, True),
        (4.0, 15, True),
        (0.25 * 1.65, 15, True),
        (4.0 * 0.6, 15, True),
        (250.0, 15, True),
        (0.001, 15, True),
        (0.5, 15, False),
        (0.65, 15, False),
        (2.0, 15, False),
        (0.3, 30, True),
        (0.5, 30, True),
        (0.6, 30, False),
        (0.25, 60, False),
    ],
)
def test_in_parts_of_an_hour_another_unit_of_energy_is_a_difference_and_a_weekend_is_none(factor, resolution, differs):
    """A quarter of an hour's MWh are a quarter of its MW; a weekend has half to two thirds of a weekday."""
    before, after = a_kept(), replace(a_reading(), resolution=resolution)
    scaled = replace(after, rows=Rows(after.rows.labels, after.rows.mw * factor))
    assert ("had a mean of 1.5 MW" in said(before, scaled)) == differs


def test_the_retailers_last_submission_tells_more_than_the_file_that_was_confirmed():
    before, after = a_kept(), replace(a_reading(), resolution=15)
    grown = replace(after, rows=Rows(after.rows.labels, after.rows.mw * 4))
    assert kept.differences(before, grown, 5.5) == ()
    assert "last submission of this retailer had a mean of 5.5 MW, these values have 1.5 MW" in str(
        kept.differences(before, after, 5.5)[0]
    )


def test_an_account_that_labels_the_other_end_is_a_difference():
    before = a_kept(ReadingOptions(account_label=Label.END))
    assert kept.other_account(before, ReadingOptions(account_label=Label.END)) == ()
    assert "by the end" in str(kept.other_account(before, ReadingOptions(account_label=Label.START))[0])


def test_what_a_file_resembles():
    by_name, by_columns = a_kept(), a_kept(pattern="other#.csv")
    changed = a_reading(unit="MWh", resolution="15")
    assert kept.nearest([by_columns], changed) is by_columns
    assert kept.nearest([by_columns, by_name], changed) is by_name
    stranger = a_reading(file="x.csv", headers="time | load | price")
    assert kept.nearest([by_columns, by_name], stranger) is None
    assert kept.nearest([], changed) is None


def test_an_account_with_another_clock_is_a_difference_where_the_times_were_read_by_it():
    before = a_kept()
    for zone, differs in (("Europe/Madrid", False), ("Europe/Lisbon", True)):
        now = ReadingOptions(zone=zone, account_zone=zone)
        said_of_it = " ".join(map(str, kept.other_account(before, now)))
        assert ("the clock of Europe/Madrid when" in said_of_it) is differs
        assert kept.other_account(a_kept(ReadingOptions(zone="Europe/Paris")), now) == ()
    assert not before.chosen


@pytest.mark.parametrize(
    ("before", "now", "differs"),
    [
        ("Programa", "Ventas", True),
        ("Programa 24-11", "Programa_25-11", False),
        ("Miércoles", "Jueves", False),
        ("Noviembre 2026", "Diciembre 2026", False),
        ("", "Programa", False),
    ],
)
def test_another_sheet_is_a_difference_unless_it_is_named_by_its_day(before, now, differs):
    confirmed = kept.kept("1", replace(a_reading(), sheet=before), NOTHING, "plain", "Europe/Madrid")
    assert said(confirmed, replace(a_reading(), sheet=before)) == ""
    expected = f"in the sheet “{before}”, now in “{now}”" if differs else ""
    assert expected in said(confirmed, replace(a_reading(), sheet=now))
    assert bool(said(confirmed, replace(a_reading(), sheet=now))) is differs


def numbered(period, value, *, minutes="60", unit="MW"):
    """A reading of dates, periods and values whose headers are written so."""
    written = ("Fecha", period, value)
    read = a_reading(
        file="otra.xlsx",
        headers=" | ".join(written).casefold(),
        column=value.casefold(),
        resolution=minutes,
        unit=unit,
        periods=f"number 1 {minutes}",
    )
    return replace(read, headers=written, period_column=period, column=value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (numbered("Hora", "Compra (MWh)", unit="MWh"), "column “Compra (MW)” is now called “Compra (MWh)”"),
        (numbered("Hora", "Compra", unit=""), "were in MW, now in no unit that is named"),
        (numbered("Hora", "compra_kwh", unit="kWh"), "is now called “compra_kwh”"),
        (numbered("Periodo", "Compra (MW)", minutes="15"), "column “Hora” is now called “Periodo”"),
        (numbered("Periodo", "Compra (MWh)", minutes="15", unit="MWh"), "one per 15"),
    ],
)
def test_three_columns_of_which_one_has_another_unit_or_other_periods_are_the_same_kind_changed(changed, words):
    confirmed = kept.kept("1", numbered("Hora", "Compra (MW)"), NOTHING, "plain", "Europe/Madrid")
    confirmed = replace(confirmed, pattern="programa_#.xlsx")
    assert kept.nearest([confirmed], changed) is confirmed
    said_of_it = said(confirmed, changed)
    assert words in said_of_it
    assert not any(name in said_of_it for name in ("New columns", "gone", "number 1", "compra (mw)"))
    assert kept.nearest([confirmed], numbered("Hora", "Precio (MW)")) is None


def test_only_zeros_and_only_negative_values_are_different_where_they_were_positive():
    before, after = a_kept(), a_reading()
    for mw, words in ((0.0, "All values are zero"), (-1.5, "No value is positive")):
        changed = replace(after, rows=Rows(after.rows.labels, np.array([mw])))
        assert words in said(before, changed)
        confirmed = kept.kept("1", changed, NOTHING, "plain", "Europe/Madrid")
        assert said(confirmed, changed) == ""


@pytest.mark.parametrize(
    ("factor", "words"),
    [(4.0, "about four times"), (3.6, "about four times"), (0.25, "about a quarter"), (0.28, "about a quarter")],
)
def test_the_factor_between_an_hour_and_its_quarters_stops(factor, words):
    before, after = a_kept(), a_reading()
    scaled = replace(after, rows=Rows(after.rows.labels, after.rows.mw * factor))
    assert words in said(before, scaled)
    assert said(before, replace(after, rows=Rows(after.rows.labels, after.rows.mw * 1.5))) == ""


@pytest.mark.parametrize(("factor", "remarked"), [(0.5, False), (2.9, False), (3.0, True), (0.2, True), (4.7, True)])
def test_much_larger_or_smaller_values_are_remarked_upon(factor, remarked):
    before, after = a_kept(), a_reading()
    scaled = replace(after, rows=Rows(after.rows.labels, after.rows.mw * factor))
    assert (kept.remark_on_size(before, scaled, None) is not None) is remarked
    assert said(before, scaled) == ""
    # another kind of the same retailer was submitted last
    assert kept.remark_on_size(before, after, 1.5 * 20) is None
    assert (
        said(before, replace(after, resolution=60)) == "" == " ".join(map(str, kept.differences(before, after, 30.0)))
    )
