"""What the chart shows: the draft or the submission that was chosen last."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ravenwits_desktop.domain.draft import check, drawable
from ravenwits_desktop.domain.plausibility import NO_HISTORY
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.submission import ACCEPTED, State, Submission
from ravenwits_desktop.domain.waiting import usual_seconds
from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.one_selection import OneSelection
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import AnswerNoted, OutputsCame, PreviousFound, SubmissionChanged, SubmissionOpened


class Showing(QObject):
    """Follows the selection in the list, the focus in the drafts, and the news of the submission that is shown."""

    def __init__(
        self, worker: Worker, tabs: DraftTabs, chart: ChartPanel, submissions: SubmissionsPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._tabs = tabs
        self._chart = chart
        self._submissions = submissions
        self._shown: str | None = None
        """The submission that is shown; None while it is a draft."""
        self._asked: tuple[str, str, str, str] | None = None
        """Draft, retailer, first and last day whose previous submission is known or asked for."""
        self._previous: Purchase | None = None
        self._history = NO_HISTORY
        self._waiting: PurchaseEditor | None = None
        """The draft that is shown once it has been checked."""
        self.selection = OneSelection(tabs, chart, self)
        """What is selected in the draft in front, in its table and in the chart alike."""
        submissions.selection_changed.connect(self._submission_chosen)
        worker.submission_changed.connect(self._submission_changed)
        worker.submission_opened.connect(self._submission_opened)
        worker.outputs_came.connect(self._outputs_came)
        worker.answer_noted.connect(self._answer_noted)
        worker.previous_found.connect(self._previous_found)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        chart.show_nothing()

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._shown is not None and self._tabs.isAncestorOf(now) and self._tabs.current():
            self.show_draft()

    def show_draft(self) -> None:
        """Show the draft in front; without one, what was shown stays."""
        editor = self._tabs.current()
        if editor is None:
            if self._shown is None:
                self._chart.show_nothing()
            return
        self._shown = None
        draft, known = editor.draft(), editor.model.examined()
        if known is None:
            self._wait_for(editor)
            return
        purchase = known.checked.purchase
        if purchase is not None and draft.retailer_id:
            asked = (draft.id, draft.retailer_id, str(purchase.first_day), str(purchase.last_day))
            if asked != self._asked:
                self._asked, self._previous, self._history = asked, None, NO_HISTORY
                self._worker.previous(*asked)
        previous = self._previous if self._asked is not None and self._asked[0] == draft.id else None
        editor.compare_with(previous)
        if purchase is not None:
            editor.judge_by(self._history if draft.retailer_id else NO_HISTORY)
        undrawn = len(draft.rows) - (len(known.drawn) if known.drawn is not None else 0)
        self._chart.show_purchase(draft.name, known.drawn, previous, draft_id=draft.id, undrawn=undrawn)
        self.selection.refresh()

    def _wait_for(self, editor: PurchaseEditor) -> None:
        """Show a draft as soon as its rows have been checked."""
        self._chart.show_waiting(editor.draft().name, editor.draft().id)
        if self._waiting is not editor:
            self._waiting = editor
            editor.checked_changed.connect(self._checks_came, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _checks_came(self) -> None:
        self._waiting = None
        if self._shown is None:
            self.show_draft()

    def preview(self, rows: Rows | None, resolution: int | None = None) -> None:
        """Show what the draft in front would become with these `rows` (`resolution` in minutes, None: its own).

        None shows the draft as it is again. Of rows with errors those are drawn that have a period and a value.
        """
        editor = self._tabs.current()
        if rows is None or editor is None:
            self._chart.show_preview(None)
            return
        if self._shown is not None:
            self.show_draft()
        draft, known = editor.draft(), editor.model.examined()
        label, zone = draft.label, draft.zone
        periods = known.checked.periods if known is not None else None
        checked = check(rows, resolution=resolution or draft.resolution, label=label, zone=zone, periods=periods)
        self._chart.show_preview(drawable(rows, checked, label, zone))

    @Slot(object)
    def _previous_found(self, event: PreviousFound) -> None:
        if self._asked is not None and event.draft_id == self._asked[0]:
            self._previous, self._history = event.purchase, event.history
            if self._shown is None:
                self.show_draft()

    @Slot(object)
    def _submission_chosen(self, submission: Submission | None) -> None:
        if submission is not None:
            self._shown = submission.id
            self._worker.open_submission(submission.id)

    @Slot(object)
    def _submission_opened(self, event: SubmissionOpened) -> None:
        if event.submission.id == self._shown:
            self._chart.show_submission(
                event.submission,
                event.purchase,
                event.output,
                event.names,
                previous=event.previous,
                allocations=event.allocations,
                prices=event.prices,
                priced=event.priced if event.prices else None,
                usual=self._usual(event.submission),
                later=event.later,
            )

    def _usual(self, submission: Submission) -> float | None:
        """How many seconds the account's strategies usually take from where this one stands."""
        ahead = {State.PENDING: (State.PENDING, State.IN_PROGRESS), State.IN_PROGRESS: (State.IN_PROGRESS,)}
        every = self._submissions.model.every()
        stays = [usual_seconds(every, submission.account, state) for state in ahead.get(submission.state, ())]
        known = [seconds for seconds in stays if seconds is not None]
        return sum(known) if known else None

    @Slot(object)
    def _outputs_came(self, event: OutputsCame) -> None:
        if event.submission_id == self._shown:
            self._worker.open_submission(event.submission_id)

    @Slot(object)
    def _answer_noted(self, event: AnswerNoted) -> None:
        if event.submission_id == self._shown:
            submission = self._submissions.model.by_id(event.submission_id)
            if submission is not None:
                self._chart.show_later(submission, event.later)

    @Slot(object)
    def _submission_changed(self, event: SubmissionChanged) -> None:
        if event.submission.state in ACCEPTED and event.before == State.SENDING.value:
            self._asked = None  # another one may be the previous now
        if event.submission.id == self._shown and event.before != event.submission.state.value:
            self._worker.open_submission(event.submission.id)
