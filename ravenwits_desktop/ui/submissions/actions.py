"""What can be done with the submissions of the list, as actions with their keys; the panel says what each one does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ravenwits_desktop.domain.submission import State, Submission, is_linked
from ravenwits_desktop.ui.submissions.doubt import asks


class SubmissionActions(QObject):
    """The actions of one list, added to `panel` so that their keys work wherever in it the focus is."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        standard = QKeySequence.StandardKey
        self.decide = self._action("decideAction", self.tr("Decide…"), "Ctrl+D")
        self.details = self._action("detailsAction", self.tr("Details…"), "Ctrl+I")
        self.refresh = self._action("refreshAction", self.tr("Check now"), standard.Refresh)
        self.draft = self._action("openAsDraftAction", self.tr("Open the values as a new draft"))
        self.update = self._action("updateAction", self.tr("Update purchase…"), "Ctrl+U")
        self.cancel = self._action("cancelAction", self.tr("Withdraw and edit again"), standard.Delete)
        self.unlink = self._action("unlinkAction", self.tr("Take the link back…"))
        self.chart = self._action("showInChartAction", self.tr("Show in the chart"))
        self.note = self._action("noteAction", self.tr("Label and note…"), "Ctrl+E")
        self.copy_id = self._action("copyIdAction", self.tr("Copy the id"), standard.Copy)
        self.export = self._action("exportBundleAction", self.tr("Export as a bundle…"))
        self.take_in = self._action("importBundleAction", self.tr("Import a bundle…"))
        self.follow = self._action("followAction", self.tr("Follow a purchase…"))

    def _action(self, name: str, text: str, *keys: QKeySequence.StandardKey | str) -> QAction:
        made = QAction(text, self._panel)
        made.setObjectName(name)
        made.setShortcuts([QKeySequence(key) for key in keys])
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._panel.addAction(made)
        return made

    def allow(self, submission: Submission | None, *, refresh: bool) -> None:
        """Enable what `submission`, the selected one, allows; “Check now” by `refresh`, as it may act on others."""
        state = submission.state if submission else None
        known = submission is not None and submission.purchase_id is not None
        self.decide.setVisible(asks(submission))
        self.details.setEnabled(submission is not None)
        self.chart.setEnabled(submission is not None)
        self.note.setEnabled(submission is not None)
        self.draft.setEnabled(submission is not None and submission.rows is not None)
        self.update.setEnabled(submission is not None and known and submission.imported is None)
        self.export.setEnabled(submission is not None)
        self.cancel.setEnabled(state is State.QUEUED)
        self.unlink.setEnabled(submission is not None and is_linked(submission))
        self.copy_id.setEnabled(known)
        self.refresh.setEnabled(refresh)

    def menu(self) -> QMenu:
        """The menu of the selected submission; deletes itself when closed."""
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in (self.decide, self.cancel, self.unlink):
            if action.isEnabled():
                menu.addAction(action)
        menu.addActions([self.details, self.note, self.chart, self.draft, self.update])
        menu.addSeparator()
        menu.addActions([self.refresh, self.copy_id])
        menu.addSeparator()
        menu.addActions([self.export, self.take_in, self.follow])
        return menu
