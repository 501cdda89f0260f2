"""The life of drafts in the window: begun, closed with everything kept, opened again, duplicated, deleted, exported."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.autosave import Autosave
from ravenwits_desktop.ui.editor.closed_dialog import ClosedDialog
from ravenwits_desktop.ui.editor.export_dialog import ExportDialog
from ravenwits_desktop.ui.editor.fill_sources import FillSources
from ravenwits_desktop.ui.editor.new_dialog import NewDraftDialog
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import DraftReopened, FileWritten, Started

_ORDER, _FRONT = "tabs", "tabInFront"
_UNDONE, _ANEW = "undone import {}", "begun anew"


class DraftsFlow(QObject):
    """Keeps tabs, store and the closed drafts together. `shown` says that another draft, or another state, is seen."""

    shown = Signal()

    def __init__(
        self, worker: Worker, window: MainWindow, tabs: DraftTabs, submissions: SubmissionsPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._window = window
        self._tabs = tabs
        self._account = Account()
        self._closed: dict[str, Draft] = {}
        """The drafts without a tab, the one closed last at the end."""
        self.autosave = Autosave(worker, self)
        self._sources = FillSources(worker, self._open_purchases, submissions.model.every, self)
        tabs.draft_changed.connect(self.autosave.note)
        self.autosave.state_changed.connect(tabs.set_saving)
        tabs.closed.connect(self._on_closed)
        tabs.import_undone.connect(self._import_undone)
        tabs.undoing.redo_import_requested.connect(self._bring_back)
        tabs.arranged.connect(self._keep_order)
        tabs.new_requested.connect(self.new)
        worker.started.connect(self._started)
        worker.draft_reopened.connect(self._reopened)
        worker.file_written.connect(self._written)

    def set_account(self, account: Account) -> None:
        """Whose zone and labels new drafts have, and whose retailers they are for."""
        self._account = account
        self._tabs.set_retailers({retailer.id: retailer.name for retailer in account.retailers})

    # begun

    @Slot()
    def new(self) -> None:
        """Begin a draft for some days."""
        account, retailer = self._account, self._window.tool_bar.retailer_id() or None
        dialog = NewDraftDialog(account.zone, account.label, retailer, self._window, sources=self._sources)
        dialog.accepted.connect(lambda: self.add(dialog.draft()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def add(self, draft: Draft, *, known: bool = False) -> None:
        """Open a draft in front and keep it; one that is `known` was worked on before."""
        self._tabs.add(draft, known=known)
        self.autosave.note(draft)
        self.shown.emit()

    @Slot(object, str)
    def add_imported(self, draft: Draft, step: str) -> None:
        """Open a draft that was imported or pasted and keep it; `step` is what can be undone."""
        self._tabs.add_imported(draft, step)
        self.autosave.note(draft)
        self.shown.emit()

    @Slot()
    def duplicate(self) -> None:
        """Begin another draft with the rows of the one in front."""
        editor = self._tabs.current()
        if editor is None:
            return
        draft, now = editor.draft(), datetime.now(UTC)
        name = self.tr("{name} (copy)").format(name=draft.name)
        self.add(replace(draft, id=str(uuid.uuid4()), name=name, created=now, modified=now))

    @Slot(object)
    def keep_edited(self, draft: Draft) -> None:
        """A draft was edited while it was being sent: what it has become is a draft of its own, and is said."""
        name = self.tr("{name} (edited after it was sent)").format(name=draft.name)
        self.add(replace(draft, id=str(uuid.uuid4()), name=name, modified=datetime.now(UTC)))
        said = self.tr(
            "“{name}” was edited after Submit was pressed. It went out without that; the edited rows are here."
        )
        self._window.messages.tell(said.format(name=draft.name), tone=Tone.WARNING)

    def _open_purchases(self) -> list[tuple[str, Purchase]]:
        """Names and purchases of the open drafts that have no error."""
        checked = [(editor.draft().name, editor.checked().purchase) for editor in self._tabs.editors()]
        return [(name, purchase) for name, purchase in checked if purchase is not None]

    # closed and opened again

    @Slot()
    def close(self) -> None:
        """Close the current tab; the draft is kept."""
        self._tabs.close_current()

    @Slot()
    def reopen(self) -> None:
        """Open the draft that was closed last."""
        if self._closed:
            self._open_again((next(reversed(self._closed)),))
        else:
            self._window.statusBar().showMessage(self.tr("There is no closed draft."), 5000)

    @Slot()
    def show_closed(self) -> None:
        """List the closed drafts, to open some again or delete them for good."""
        steps = {draft_id: self._tabs.kept_steps(draft_id) for draft_id in self._closed}
        dialog = ClosedDialog(tuple(reversed(self._closed.values())), steps, self._window)
        dialog.reopen_requested.connect(self._open_again)
        dialog.delete_requested.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _open_again(self, draft_ids: tuple[str, ...]) -> None:
        for draft_id in draft_ids:
            self._window.messages.clear(_UNDONE.format(draft_id))
            draft = self._closed.pop(draft_id, None)
            if draft is not None:
                self.add(replace(draft, closed=False), known=True)

    @Slot(object)
    def _forget(self, draft_ids: tuple[str, ...]) -> None:
        for draft_id in draft_ids:
            if self._closed.pop(draft_id, None) is not None:
                self.delete(draft_id)

    @Slot(object)
    def _on_closed(self, draft: Draft) -> None:
        draft = replace(draft, modified=datetime.now(UTC))
        self._closed[draft.id] = draft
        self.autosave.note(draft)
        text = self.tr("Draft “{name}” closed; it is kept. File, Reopen closed draft brings it back.")
        self._window.statusBar().showMessage(text.format(name=draft.name), 8000)

    # gone

    @Slot()
    def delete_current(self) -> None:
        """Remove the current draft for good, after a question."""
        editor = self._tabs.current()
        if editor is None:
            return
        draft = editor.draft()
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Delete the draft “{name}” for good?").format(name=draft.name))
        box.setInformativeText(
            self.tr("It has %Ln rows. This cannot be undone.", "", len(draft.rows))
            if len(draft.rows) != 1
            else self.tr("It has 1 row. This cannot be undone.")
        )
        delete = box.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: self.delete(draft.id) if button is delete else None)
        box.finished.connect(box.deleteLater)
        box.open()

    @Slot(str)
    def take_back(self, draft_id: str) -> None:
        """Undo an import: the draft is closed, with what was done to it since, and kept. A submitted one stays."""
        if not self._tabs.undo_import(draft_id):
            text = self.tr("The draft is no longer open: nothing was undone. File, Closed drafts lists what is kept.")
            self._window.statusBar().showMessage(text, 8000)

    @Slot(str)
    def give_way(self, draft_id: str) -> None:
        """A file is read otherwise: its draft goes; one that was edited since is closed and kept."""
        editor = self._tabs.editor(draft_id)
        if editor is not None and editor.undo_stack.count() > 1:
            self._tabs.close_draft(draft_id)
            text = self.tr("The draft was edited since its import: it is closed and kept. File, Closed drafts has it.")
            self._window.statusBar().showMessage(text, 8000)
        elif editor is not None:
            self.delete(draft_id)

    @Slot(object)
    def _import_undone(self, draft: Draft) -> None:
        text = self.tr("Undone: “{name}” from {source} is closed, and kept among the closed drafts.")
        if not draft.source:
            text = self.tr("Undone: “{name}” is closed, and kept among the closed drafts.")
        text = text.format(name=draft.name, source=draft.source)
        self._window.statusBar().clearMessage()  # that it was closed is said here
        again = (self.tr("&Bring it back"), lambda: self._bring_back(draft.id))
        self._window.messages.tell(text, key=_UNDONE.format(draft.id), action=again)

    @Slot(object)
    def _bring_back(self, draft_id: str) -> None:
        self._open_again((draft_id,))
        self._tabs.undoing.forget(draft_id)

    @Slot(str)
    def submitted(self, draft_id: str) -> None:
        """A draft belongs to a submission now."""
        self.autosave.forget(draft_id)
        self._tabs.remove(draft_id)

    def delete(self, draft_id: str) -> None:
        """Remove a draft for good."""
        self._window.messages.clear(_UNDONE.format(draft_id))
        self.autosave.forget(draft_id)
        self._tabs.remove(draft_id)
        self._worker.delete_draft(draft_id)

    # into a file

    @Slot()
    def export(self) -> None:
        """Write the current draft to a spreadsheet."""
        editor = self._tabs.current()
        if editor is None:
            return
        draft = editor.draft()
        dialog = ExportDialog(draft.name, self._window)
        if dialog.exec():
            self._worker.export_draft(draft, dialog.path(), dialog.decimal())
        dialog.deleteLater()

    @Slot(object)
    def _written(self, event: FileWritten) -> None:
        if event.message is not None:
            self._window.messages.tell(words.translated(event.message), tone=Tone.ERROR)
        else:
            self._window.statusBar().showMessage(self.tr("Written to {path}").format(path=event.path), 8000)

    # from the store

    @Slot(object)
    def _started(self, event: Started) -> None:
        front = self._window.remembered(_FRONT)  # adding tabs puts others in front
        order = {draft_id: place for place, draft_id in enumerate(self._window.remembered(_ORDER).split())}
        open_ones = [draft for draft in event.drafts if not draft.closed]
        self._closed |= {draft.id: draft for draft in sorted(event.drafts, key=_closed_at) if draft.closed}
        for draft in sorted(open_ones, key=lambda draft: order.get(draft.id, len(order))):
            self._tabs.add(draft, focus=False, known=True)
        self._tabs.bring_to_front(front)
        ended_otherwise = self._window.begin_run()
        if open_ones and ended_otherwise:
            text = self.tr(
                "The program ended last time without being closed. Drafts that were open are here as they were saved: "
                "{count}. What was done in them before can no longer be undone."
            )
            self._window.messages.tell(text.format(count=len(open_ones)), key=_ANEW)
        elif open_ones:
            text = self.tr("Drafts as they were left: {count}. What can be undone begins anew.")
            self._window.statusBar().showMessage(text.format(count=len(open_ones)), 8000)
        self.shown.emit()

    @Slot(object)
    def _reopened(self, event: DraftReopened) -> None:
        self._closed.pop(event.draft.id, None)
        editor = self._tabs.editor(event.draft.id)
        editor = editor or self._tabs.add(event.draft, known=event.refused is not None)
        if event.refused is not None and event.message is not None:
            editor.mark_refused(np.datetime64(event.refused, "m"), event.message)
        self.shown.emit()

    @Slot()
    def _keep_order(self) -> None:
        editors, current = self._tabs.editors(), self._tabs.current()
        self._window.remember(_ORDER, " ".join(editor.draft().id for editor in editors))
        self._window.remember(_FRONT, current.draft().id if current is not None else "")


def _closed_at(draft: Draft) -> datetime:
    return draft.modified or datetime.min.replace(tzinfo=UTC)
