"""What `check` prints of a file that is not read: why, and what each answer to a question about it would give."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Question, ReadingOptions, UnreadableFileError

_MOST_ANSWERS = 30
"""Answers that are printed for people; `--json` has all of them."""
_PLAIN = re.compile(r"[\w./:+-]+", re.ASCII)
_OF_A_SHELL = frozenset('"\\$`!')


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question is answered: by the `option` of the command, which is the `setting` of `ReadingOptions`.

    `kind` is its name for scripts and never changes; `control` is the box of the import window.
    """

    kind: str
    option: str
    setting: str
    control: str


ASKED = {
    Question.SHEET: Asked("sheet", "--sheet", "sheet", "Sheet"),
    Question.COLUMN: Asked("column", "--column", "column", "Values from"),
    Question.TIMES: Asked("times", "--times", "date_column", "Times from"),
    Question.DECIMAL: Asked("decimal", "--decimal", "decimal", "Decimal sign"),
    Question.DATE_ORDER: Asked("date_order", "--dates", "month_first", "Date order"),
    Question.UNIT: Asked("unit", "--unit", "unit", "Unit"),
    Question.RESOLUTION: Asked("resolution", "--resolution", "resolution", "One value every"),
    Question.DAY: Asked("day", "--day", "day", "Day"),
}


def as_object(error: UnreadableFileError, path: str) -> dict[str, Any]:
    """What `check --json` prints; `path` as it was given. Without a question, nothing that is asked can mend it."""
    text = str(error.message)
    said = {"severity": "error", "text": text, **place_in(error.message)}
    return {"error": text, "file": path, "question": _question(error), "messages": [said]}


def place_in(message: Message) -> dict[str, Any]:
    """The row of the sheet and the header that a sentence names, null where it names none, or one of another sheet."""
    row, column = message.values.get("row", ""), message.values.get("column")
    here = "sheet" not in message.values and str(row).isdecimal()  # some tables name their rows
    return {"row": int(row) if here else None, "column": None if column is None else str(column)}


def _question(error: UnreadableFileError) -> dict[str, Any] | None:
    if error.question is None:
        return None
    asked = ASKED[error.question]
    given = [_given(asked, each.options) for each in error.alternatives]
    return {
        "kind": asked.kind,
        "text": str(error.message),
        "choices": given or list(error.sheets if error.question is Question.SHEET else error.choices),
        "option": asked.option,
        "control": asked.control,
        "answers": [_answer(asked, each) for each in error.alternatives],
    }


def _answer(asked: Asked, answer: Alternative) -> dict[str, Any]:
    """One answer and what it would give; the numbers are null where nothing was read, `tried` is false without time."""
    read = answer.message is None and answer.rows > 0
    then = ASKED[answer.question].kind if answer.question is not None else None
    text = None if answer.message is None else str(answer.message)
    return {
        "answer": _given(asked, answer.options),
        "name": answer.name,
        "arguments": _arguments(asked, answer.options),
        "tried": read or answer.message is not None,
        "rows": answer.rows if read else None,
        "first": answer.first,
        "last": answer.last,
        "energy_mwh": answer.energy_mwh if read else None,
        "first_mw": answer.first_mw,
        "question": {"kind": then, "text": text} if answer.asks else None,
        "refusal": None if answer.asks else text,
        "suspect": None if answer.suspect is None else str(answer.suspect),
    }


def lines_of(error: UnreadableFileError) -> Iterator[str]:
    """The same for people, below the question: an answer a line, as it is added to the command."""
    if error.question is None or not error.alternatives:
        return
    asked = ASKED[error.question]
    yield "  Add the answer to the command; each would give:"
    for each in error.alternatives[:_MOST_ANSWERS]:
        yield f"  {_typed(asked, each.options)}{_also(asked, each)}: {_gives(each)}"
    more = len(error.alternatives) - _MOST_ANSWERS
    if more > 0:
        yield f"  and {more} more, which --json has all"


def _gives(answer: Alternative) -> str:
    if answer.message is not None:
        return f"then asks: {answer.message}" if answer.asks else f"cannot be read: {answer.message}"
    if not answer.rows:
        return "not tried, for want of time"
    first = "no number" if answer.first_mw is None else f"{without_exponent(answer.first_mw)} MW"
    numbers = f"{answer.rows} rows, {answer.first} to {answer.last}, {answer.energy_mwh:,.3f} MWh, first value {first}"
    return numbers if answer.suspect is None else f"{numbers}; but: {answer.suspect}"


def _also(asked: Asked, answer: Alternative) -> str:
    """The name of an answer that says more than what is typed: units that give the same."""
    return f" ({answer.name})" if asked.kind == "unit" and answer.name != answer.options.unit else ""


def _given(asked: Asked, options: ReadingOptions) -> str:
    """What stands behind the option."""
    value = getattr(options, asked.setting)
    if asked.kind == "decimal":
        return "comma" if value == "," else "point"
    if asked.kind == "date_order":
        return "mm/dd" if value else "dd/mm"
    return str(value)


def _arguments(asked: Asked, options: ReadingOptions) -> list[str]:
    """The arguments of the command, as a program hands them over; a dash in front would look like an option."""
    given = _given(asked, options)
    return [f"{asked.option}={given}"] if given.startswith("-") else [asked.option, given]


def _typed(asked: Asked, options: ReadingOptions) -> str:
    """The same as it is typed at a prompt, in the quotes that the shells of all systems know, where they do."""
    given = _given(asked, options)
    named = asked.kind in ("sheet", "column", "times")
    if named or _PLAIN.fullmatch(given) is None:
        quoted = shlex.quote(given) if os.name == "posix" and _OF_A_SHELL & set(given) else f'"{given}"'
    else:
        quoted = given
    return f"{asked.option}{'=' if given.startswith('-') else ' '}{quoted}"
