"""A decimal sign that was answered before, held against the size of the next file of its kind, which tells none."""

from __future__ import annotations

from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.kept import A_COMMA, A_POINT, KeptReading
from ravenwits_desktop.domain.kept_sizes import is_of_another_size
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Alternative, Question, Reading, UnreadableFileError
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.usual import mean_mw

DECIMAL_ANSWERED = QT_TRANSLATE_NOOP(
    "Message",
    "Such files had a decimal {sign} before, and no number of this one tells its sign: with a decimal {sign} its mean "
    "is {chosen} MW, with a decimal {other} it is {plain} MW; it was {before} MW before. Say which sign it is.",
)
_SIGNS = {Decimal.COMMA.value: A_COMMA, Decimal.POINT.value: A_POINT}


def kept_decimal_question(
    before: KeptReading, reading: Reading, asked: UnreadableFileError, usual_mw: float | None
) -> UnreadableFileError | None:
    """The question which decimal sign a file has, where the one answered for its kind gives values of another size.

    `reading` was made with that sign, `asked` is what the file asks without it. `usual_mw` is the mean of the
    retailer's last submission, MW; without one that of the confirmed file counts. None where the size speaks for the
    sign, and where no other sign can be read.
    """
    sign, confirmed = before.options.decimal, before.options.usual_mw
    if asked.question is not Question.DECIMAL or sign is None:
        return None
    if reading.out_of_proportion is None and not is_of_another_size(confirmed, reading, usual_mw):
        return None
    others = [each for each in asked.alternatives if each.options.decimal not in (None, sign) and each.rows]
    if not others:
        return None
    values = {
        "sign": Message(_SIGNS[sign]),
        "other": Message(_SIGNS[others[0].options.decimal or ""]),
        "chosen": Figure(mean_mw(reading.rows.mw)),
        "plain": Figure(_mean_of(others[0], reading.resolution)),
        "before": Figure(usual_mw or confirmed or 0.0),
    }
    return UnreadableFileError(
        Message(DECIMAL_ANSWERED, values),
        asked.choices,
        question=Question.DECIMAL,
        alternatives=asked.alternatives,
        grid=asked.grid,
    )


def _mean_of(alternative: Alternative, resolution: int) -> float:
    """The mean, MW, of what an answer would give, whose periods last `resolution` minutes."""
    return alternative.energy_mwh / (alternative.rows * resolution / 60)
