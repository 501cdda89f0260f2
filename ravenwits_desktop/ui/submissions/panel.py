"""The list of submissions with its filter and its commands. Asks by signals; changes nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QItemSelection, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.decision import Decision, FollowRequest
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.submissions.actions import SubmissionActions
from ravenwits_desktop.ui.submissions.bar import SubmissionsBar
from ravenwits_desktop.ui.submissions.decide_dialog import DecideDialog
from ravenwits_desktop.ui.submissions.doubt import asks
from ravenwits_desktop.ui.submissions.follow_dialog import FollowDialog
from ravenwits_desktop.ui.submissions.late_dialog import LateDialog
from ravenwits_desktop.ui.submissions.model import SubmissionsModel
from ravenwits_desktop.ui.submissions.note_dialog import NoteDialog
from ravenwits_desktop.ui.submissions.unlink_dialog import UnlinkDialog
from ravenwits_desktop.ui.submissions.view import SubmissionsView, kept_selection

_CHECK = QKeySequence.StandardKey.Refresh
_REFRESHABLE = life.ACCEPTED | {State.NOT_FOUND}


class SubmissionsPanel(QWidget):
    """The submissions of the account, newest first.

    Every signal carries one value: ids are our own submission ids.
    """

    selection_changed = Signal(object)
    """`Submission`, or None."""
    refresh_requested = Signal(object)
    """A tuple of ids: the selected ones, all open ones if none is selected."""
    open_as_draft_requested = Signal(object)
    follow_requested = Signal(object)
    """`FollowRequest`."""
    update_requested = Signal(object)
    cancel_requested = Signal(object)
    decision_requested = Signal(object)
    """`Decision`."""
    unlink_requested = Signal(object)
    """The id of a submission that was linked to another purchase."""
    details_requested = Signal(object)
    send_after_gate_requested = Signal(object)
    export_requested = Signal(object)
    """A tuple of ids: the selected ones."""
    bundle_wanted = Signal()
    """A colleague's bundle is to be chosen."""
    annotation_written = Signal(object)
    """`Annotation`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("submissionsPanel")
        self.setAccessibleName(self.tr("Submissions"))
        self._zone = DEFAULT_ZONE
        self._retailers: tuple[Retailer, ...] = ()
        self._told: str | None = None
        self._resetting = False
        self.model = SubmissionsModel(self)
        self._actions = SubmissionActions(self)
        self._view = SubmissionsView(self.model, self)
        self._view.delegate.decide_clicked.connect(self._on_decide)
        self._view.opened.connect(self._on_opened)
        self._view.selectionModel().selectionChanged.connect(self._on_selection)
        self._empty = QLabel(self)
        self._empty.setObjectName("submissionsEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(16)
        self._clear = QPushButton(self.tr("Show all"), self)
        self._clear.setObjectName("clearFilterButton")
        empty_page = QWidget(self)
        empty = QVBoxLayout(empty_page)
        empty.addStretch()
        empty.addWidget(self._empty)
        empty.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._view)
        self._pages.addWidget(empty_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = SubmissionsBar(self._actions, self)
        """Filter and commands. A window may put them into the title of its dock."""
        # “Check now” stays with the list: anywhere else its key is the window's, for all that are open.
        self.bar.addActions([action for action in self.actions() if action is not self._actions.refresh])
        self.bar.filter_changed.connect(self._on_filter)
        self._clear.clicked.connect(self.bar.clear)
        layout.addWidget(self.bar)
        layout.addLayout(self._pages, 1)
        self._wire_actions()
        self._colour()
        self._show_state()

    # What it shows

    def set_submissions(self, submissions: Iterable[Submission]) -> None:
        """Show these and nothing else; what was selected stays so if it is among them."""
        self._resetting = True
        with kept_selection(self._view):
            self.model.set_submissions(submissions)
        self._resetting = False
        self.bar.offer(self.model.retailers(), self.model.days())
        self._on_selection()

    def put(self, submission: Submission) -> None:
        """Add a submission or change the one of the same id."""
        before = self.model.by_id(submission.id)
        self.model.put(submission)
        if before is None or _choices(before) != _choices(submission):
            self.bar.offer(self.model.retailers(), self.model.days())
        self._show_state()

    def select(self, submission_id: str) -> None:
        """Select that submission and scroll to it; the filter is cleared if it hides it."""
        row = self.model.row_of(submission_id)
        if row is None and self.model.by_id(submission_id) is not None:
            self.bar.clear()
            row = self.model.row_of(submission_id)
        if row is not None:
            self._view.selectRow(row)
            self._view.scrollTo(self.model.index(row, 0))

    def selected(self) -> Submission | None:
        """The submission that commands apply to: the selected one, of several the one last gone to."""
        return self._view.selected()

    def set_zone(self, zone: str) -> None:
        """Tell times in this zone."""
        self._zone = zone
        self.model.set_zone(zone)

    def set_retailers(self, retailers: Sequence[Retailer]) -> None:
        """The retailers for whom a purchase from elsewhere can be followed."""
        self._retailers = tuple(retailers)

    @property
    def view(self) -> SubmissionsView:
        """The table."""
        return self._view

    def _wire_actions(self) -> None:
        for action, slot in (
            (self._actions.decide, self._on_decide),
            (self._actions.details, self._on_details),
            (self._actions.refresh, self._on_refresh),
            (self._actions.chart, self._on_chart),
            (self._actions.note, self._on_note),
            (self._actions.draft, self._on_open_as_draft),
            (self._actions.update, self._on_update),
            (self._actions.cancel, self._on_cancel),
            (self._actions.unlink, self._on_unlink),
            (self._actions.copy_id, self._on_copy),
            (self._actions.export, self._on_export),
            (self._actions.take_in, self.bundle_wanted),
            (self._actions.follow, self.ask_to_follow),
        ):
            action.triggered.connect(slot)

    # How it stands

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of a new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_view"):
            self._view.viewport().update()
            self._colour()

    def _colour(self) -> None:
        palette = self._empty.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.current_theme().muted))
        self._empty.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ages move while they are seen."""
        super().showEvent(event)
        self.model.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Ages rest while nobody sees them."""
        super().hideEvent(event)
        self.model.set_active(False)

    def event(self, event: QEvent) -> bool:
        """Take the key of “Check now” while the list has the focus: the window's menu has the same for all of them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(_CHECK):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Check what is selected."""
        if event.matches(_CHECK):
            self._actions.refresh.trigger()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """What can be done with the selected submission."""
        if not self._view.isVisible():
            return
        self.menu().popup(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint(8, 8)))

    def menu(self) -> QMenu:
        """The menu of the selected submission; deletes itself when closed."""
        return self._actions.menu()

    def _show_state(self) -> None:
        """Enable what the selection allows, and show the empty page where there are no rows."""
        self._actions.allow(self.selected(), refresh=self._can_refresh())
        rows = self.model.rowCount()
        self._pages.setCurrentIndex(0 if rows else 1)
        if not rows:
            hidden = self.model.total > 0
            self._clear.setVisible(hidden)
            self._empty.setText(
                self.tr("No submission matches the filter.")
                if hidden
                else self.tr(
                    "Nothing has been submitted yet.\n"
                    "Submit a draft, or follow a purchase that was made elsewhere by its id."
                )
            )

    def _can_refresh(self) -> bool:
        return bool(self._to_refresh()) if self._view.selectionModel().hasSelection() else self.model.any_open()

    def _to_refresh(self) -> tuple[str, ...]:
        chosen = self._view.all_selected()
        if not chosen:
            return self.model.open_ids()
        return tuple(one.id for one in chosen if one.state in _REFRESHABLE and one.purchase_id is not None)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, *_changes: QItemSelection) -> None:
        if self._resetting:
            return
        self._show_state()
        submission = self.selected()
        own_id = submission.id if submission else None
        if own_id != self._told:
            self._told = own_id
            self.selection_changed.emit(submission)

    @Slot()
    def _on_filter(self) -> None:
        self._resetting = True
        with kept_selection(self._view):
            self.model.set_filter(self.bar.words(), self.bar.states(), self.bar.retailer(), self.bar.day())
        self._resetting = False
        self._on_selection()

    # Commands

    @Slot()
    def _on_opened(self) -> None:
        if self._actions.decide.isEnabled():
            self._on_decide()
        else:
            self._on_details()

    @Slot()
    def _on_refresh(self) -> None:
        if ids := self._to_refresh():
            self.refresh_requested.emit(ids)

    @Slot()
    def _on_details(self) -> None:
        if submission := self.selected():
            self.details_requested.emit(submission.id)

    @Slot()
    def _on_chart(self) -> None:
        self.selection_changed.emit(self.selected())

    @Slot()
    def _on_export(self) -> None:
        if chosen := self._view.all_selected():
            self.export_requested.emit(tuple(one.id for one in chosen))

    @Slot()
    def _on_note(self) -> None:
        if submission := self.selected():
            dialog = NoteDialog(submission, self)
            dialog.written.connect(self.annotation_written)
            self._open(dialog)

    @Slot()
    def _on_open_as_draft(self) -> None:
        if submission := self.selected():
            self.open_as_draft_requested.emit(submission.id)

    @Slot()
    def _on_update(self) -> None:
        if submission := self.selected():
            self.update_requested.emit(submission.id)

    @Slot()
    def _on_cancel(self) -> None:
        if submission := self.selected():
            self.cancel_requested.emit(submission.id)

    @Slot()
    def _on_unlink(self) -> None:
        if submission := self.selected():
            dialog = UnlinkDialog(submission, zone=self._zone, parent=self)
            dialog.unlink_requested.connect(self.unlink_requested)
            self._open(dialog)

    @Slot()
    def _on_copy(self) -> None:
        submission = self.selected()
        if submission and submission.purchase_id:
            QGuiApplication.clipboard().setText(submission.purchase_id)

    @Slot(object)
    def _on_decide(self, submission: object = None) -> None:
        asked = submission if isinstance(submission, Submission) else self.selected()
        if asked is None or not asks(asked):
            return
        if asked.state in life.LEFT_BY_A_PERSON:
            later = life.sent_after(asked, self.model.every())
            dialog = DecideDialog(asked, later, zone=self._zone, parent=self)
            dialog.decided.connect(self._on_decided)
            self._open(dialog)
            return
        late = LateDialog(asked, datetime.now(UTC), zone=self._zone, parent=self)
        late.send_requested.connect(self.send_after_gate_requested)
        late.withdraw_requested.connect(self.cancel_requested)
        self._open(late)

    @Slot()
    def ask_to_follow(self) -> None:
        """Ask for the id of a purchase made elsewhere; `follow_requested` brings it."""
        dialog = FollowDialog(self._retailers, self)
        dialog.follow_requested.connect(self._on_follow_asked)
        self._open(dialog)

    @Slot(object)
    def _on_decided(self, decision: Decision) -> None:
        self.decision_requested.emit(decision)

    @Slot(object)
    def _on_follow_asked(self, request: FollowRequest) -> None:
        self.follow_requested.emit(request)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _choices(submission: Submission) -> tuple[str | None, ...]:
    """What the filter offers because of a submission."""
    return submission.retailer_id, submission.retailer_name, submission.first_day, submission.last_day
