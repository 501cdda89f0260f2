"""The unit that a file's own totals prove: values that come to 875 MWh in no other unit are in that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import known_units, scale_of, stated_unit
from ravenwits_desktop.spreadsheets.layout import Series, UnitProof
from ravenwits_desktop.spreadsheets.tables.unit_questions import unit_question

UNIT_OF_TOTAL = QT_TRANSLATE_NOOP(
    "Message", "The unit, {unit}, follows from the file's own total: only so do the values come to {total} {said}."
)
ASK_TOTAL = QT_TRANSLATE_NOOP(
    "Message",
    "The file says {unit}, but its own total of {total} {said} comes out only in {proved}. Say which unit the values "
    "of “{column}” are in.",
)
_POWER = ("MW", "kW")
_NEAR = 0.1
"""A total with a row more or less still tells units apart that are four times or a thousand times as large."""
_FEWEST_DIGITS = 2


def proof_of(values: Floats, total: float, header: str, resolution: int) -> UnitProof | None:
    """The units in which `values`, over periods of `resolution` minutes, come to `total`; None where nothing is told.

    `header` is the name of the total. One without a unit tells power from energy, where it is the energy of power.
    """
    known = values[np.isfinite(values)]
    if len(known) < 2 or not np.isfinite(total) or _is_rough(total):
        return None
    said, plain, hours = stated_unit(header, amounts=True), float(known.sum()), resolution / 60
    if said is None:
        if _is_near(total, plain) or not _is_near(total, plain * hours):
            return None
        return UnitProof(_POWER, total, "")
    fitting: tuple[str, ...] = (said,) if _is_near(total, plain) else ()
    if said.endswith("h"):
        wanted = scale_of(said, 60).apply(np.array([total]))[0]
        energies = {unit: float(scale_of(unit, resolution).apply(known).sum()) * hours for unit in known_units()}
        fitting = (*fitting, *(unit for unit, energy in energies.items() if _is_near(wanted, energy)))
    return UnitProof(tuple(dict.fromkeys(fitting)), total, said) if fitting else None


def joined(proofs: Iterable[UnitProof | None]) -> UnitProof | None:
    """What several totals prove together; None where one of them fits no unit, or they do not agree."""
    first: UnitProof | None = None
    for proof in proofs:
        if proof is None:
            return None
        units = proof.units if first is None else tuple(unit for unit in first.units if unit in proof.units)
        if not units:
            return None
        first = replace(first or proof, units=units)
    return first


def proof_of_totals(series: Series, resolution: int) -> UnitProof | None:
    """What the totals of the rows of `series` prove together; None without any."""
    return joined(_proofs(series, resolution)) if series.totals else None


def with_unit_of_totals(series: Series, resolution: int, options: ReadingOptions) -> Series:
    """`series` with what its totals prove, and with the unit where they leave one and the table states none.

    Raises `UnreadableFileError` to ask where the table states another one than its totals allow.
    """
    proof = series.proof or proof_of_totals(series, resolution)
    if proof is None:
        return series
    series = replace(series, proof=proof)
    factors = {scale_of(unit, resolution).factor for unit in proof.units}
    if series.unit is not None:
        if options.unit is None and not is_allowed(series, series.unit, resolution):
            values = {"unit": series.unit, "proved": " / ".join(proof.units), "column": series.column}
            told = {"total": without_exponent(proof.total), "said": proof.said}
            raise unit_question(Message(ASK_TOTAL, {**values, **told}), resolution)
        return series
    if len(factors) > 1:
        return series
    unit = proof.units[0]
    note = Message(UNIT_OF_TOTAL, {"unit": unit, "total": without_exponent(proof.total), "said": proof.said})
    return replace(series, unit=unit, notes=(*series.notes, note))


def is_allowed(series: Series, unit: str, resolution: int) -> bool:
    """Whether the totals of `series` leave it open that its values are in `unit`."""
    factors = {scale_of(each, resolution).factor for each in series.proof.units} if series.proof else set()
    return not factors or scale_of(unit, resolution).factor in factors


def _proofs(series: Series, resolution: int) -> Iterator[UnitProof | None]:
    """What each total of the values since the last one proves; of all of them where it is no sum of these.

    A day's sum may come to the energy of two days by chance: half hours in MWh would then seem to be in MW.
    """
    before = 0
    for total in series.totals:
        since = series.values[total.covers(series.rows, before)]
        before = before if total.through else total.row
        is_plain_sum = _is_near(total.value, float(np.nansum(since)))
        if is_plain_sum and stated_unit(total.name, amounts=True) is None:
            continue  # a subtotal without a unit says nothing, and nothing against the others
        proof = proof_of(since, total.value, total.name, resolution)
        if proof is None and not is_plain_sum:
            proof = proof_of(series.values, total.value, total.name, resolution)
        yield proof


def _is_near(one: float, other: float) -> bool:
    return bool(np.isclose(one, other, rtol=_NEAR, atol=0.0))


def _is_rough(total: float) -> bool:
    """Whether a small total has but one digit, or none: it may be rounded to anything."""
    return abs(total) <= _NEAR and len(without_exponent(abs(total)).lstrip("0.")) < _FEWEST_DIGITS
