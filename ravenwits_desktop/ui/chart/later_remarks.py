"""What is said of an answer that gave no outputs: that it could not be read, or that it has none any more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.submission import OPEN, Submission
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.remark import Remark, Tone

translate = QCoreApplication.translate


def remarks_on_later(later: LaterAnswer | None, submission: Submission, zone: str) -> list[Remark]:
    """When it came, why it could not be read, whose outputs are seen, and what happens next; times in `zone`."""
    if later is None:
        return []
    time = words.moment(later.at, zone)
    said = []
    if later.why is not None:
        text = translate("Chart", "Unreadable answer: what the server sent at {time} could not be read. {why}")
        said.append(text.format(time=time, why=words.translated(later.why)))
        said.append(translate("Chart", "It is kept as it came and can be searched under “Answer”."))
    else:
        said.append(translate("Chart", "The server's newest answer, of {time}, has no outputs.").format(time=time))
    if later.outputs_at is not None:
        text = translate("Chart", "What is shown is of {time}.")
        said.append(text.format(time=words.moment(later.outputs_at, zone)))
    if later.asked_again is not None:
        text = translate("Chart", "The server is asked again at {time}.")
        said.append(text.format(time=words.moment(later.asked_again, zone)))
    elif submission.state in OPEN:
        said.append(translate("Chart", "The server is asked again by itself."))
    else:
        said.append(translate("Chart", "“Check now” asks the server again."))
    return [Remark(" ".join(said), Tone.WARNING)]
