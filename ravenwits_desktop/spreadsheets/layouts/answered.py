"""What a recogniser answers where its reading of a sheet ends in a refusal or in a question on the dates."""

from __future__ import annotations

from collections.abc import Callable

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets.days.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet


def answered(
    read: Callable[[Sheet, Context], Found],
    sheet: Sheet,
    context: Context,
    near: float,
    columns: Callable[[Sheet], tuple[str, ...]] | None = None,
) -> Found | Refusal:
    """The find of `read`, or why it is none.

    `near` is the score of the question in which order day and month stand, where that is open; `columns` names those
    that can then be chosen.
    """
    try:
        return read(sheet, context)
    except RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, near, () if columns is None else columns(sheet), Question.DATE_ORDER)
