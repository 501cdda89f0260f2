"""Drafts as tabs, and the ways in while there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QUndoGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QTabBar, QTabWidget, QToolButton, QWidget

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.ui.autosave import Saving
from ravenwits_desktop.ui.editor.empty_page import EmptyPage
from ravenwits_desktop.ui.editor.tab_bar import CloseButton, NameEdit, TabBar, TabState
from ravenwits_desktop.ui.editor.undoing import ImportDraft, Undoing, undone_import
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.worker.bridge import Worker

_PLUS = 28
PARKED, PARKED_ROWS = 50, 2_000_000
"""How many closed drafts, and rows of them in all, keep what can be undone."""


class DraftTabs(QWidget):
    """One tab for each open draft. Closing a tab asks nothing: the draft is kept."""

    current_changed = Signal(object)
    """The `PurchaseEditor` now in front; None where there is none."""
    draft_changed = Signal(object)
    """`Draft`: any of the open ones was edited, renamed or got another retailer."""
    closed = Signal(object)
    """`Draft`, with `closed` set."""
    import_undone = Signal(object)
    """`Draft` that was closed because its import was undone; `closed` has told of it before."""
    message = Signal(str)
    """What an action in an editor did, for the status bar."""
    preview = Signal(object)
    """`Rows` that an edit would make of the draft in front; None when it is done or given up."""
    new_requested = Signal()
    import_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()
    duplicate_requested = Signal()
    problems_shown = Signal(bool)
    """Whether the drafts show the list of their problems."""
    arranged = Signal()
    """Tabs have been opened, closed or moved, or another one is in front."""

    def __init__(self, parent: QWidget | None = None, *, worker: Worker | None = None) -> None:
        """`worker` checks long drafts."""
        super().__init__(parent)
        self._worker = worker
        self.setObjectName("draftTabs")
        self._parked: dict[str, PurchaseEditor] = {}
        """Editors of closed drafts, which keep what can be undone; the one closed last at the end."""
        self.undo_group = QUndoGroup(self)
        self.undoing = Undoing(self.undo_group, self)
        """Undo and Redo for the window's menu and every editor's."""
        self.undoing.about_to_step.connect(self.commit_open_cell)
        self.tabs = QTabWidget(self)
        self._bar = bar = TabBar(self.tabs)
        self._states: dict[str, TabState] = {}
        """What each tab says, by the draft's id."""
        self._saving: dict[str, Saving] = {}
        self._retailers: Mapping[str, str] = {}
        self._problems_shown = False
        self._begun_anew: set[str] = set()
        """The drafts that were worked on before, of which that can no longer be undone."""
        self.tabs.setTabBar(bar)
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.tabBar().setAccessibleName(self.tr("Drafts"))
        self.tabs.tabBar().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._plus = QToolButton(self.tabs)
        self._plus.setObjectName("newDraftButton")
        self._plus.setText("+")
        self._plus.setAutoRaise(True)
        self._plus.setFixedSize(_PLUS, _PLUS)
        self._plus.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._plus.setToolTip(self.tr("New empty draft"))
        self._plus.setAccessibleName(self.tr("New empty draft"))
        self._plus.clicked.connect(self.new_requested)
        room = QWidget(self.tabs)
        kept_free = QHBoxLayout(room)  # a corner takes no more room than its layout asks for
        kept_free.setContentsMargins(0, 0, 0, 0)
        kept_free.addSpacing(_PLUS)
        self.tabs.setCornerWidget(room, Qt.Corner.TopRightCorner)
        bar.arranged.connect(self._place_plus)
        self.empty = EmptyPage(self)
        self.empty.import_requested.connect(self.import_requested)
        self.empty.paste_requested.connect(self.paste_requested)
        self.empty.sample_requested.connect(self.sample_requested)
        self.empty.new_requested.connect(self.new_requested)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.tabs)
        self._renamed = ""
        self.tabs.currentChanged.connect(self._on_current)
        bar.tabMoved.connect(self.arranged)
        self.tabs.tabBarDoubleClicked.connect(self.start_rename)
        self.tabs.tabBar().customContextMenuRequested.connect(self._show_menu)

    def add(self, draft: Draft, *, focus: bool = True, known: bool = False) -> PurchaseEditor:
        """Open a draft in a new tab, in front where `focus`; one that is open already is only brought to the front.

        One that is `known` was worked on before: unless it was in this run, what was done can no longer be undone.
        """
        editor = self.editor(draft.id)
        if editor is None:
            parked = self._unparked(draft)
            editor = parked or self._made(draft)
            if known and parked is None:
                self._begun_anew.add(draft.id)
            self.undoing.forget(draft.id)
            QWidget.setTabOrder(self._plus, editor.table)  # else a new one comes after all else in the window
            QWidget.setTabOrder(editor.table, editor.footer.problems)
            self.undo_group.addStack(editor.undo_stack)
            index = self.tabs.addTab(editor, draft.name)
            button = CloseButton(draft.id, self.tabs)
            button.close_requested.connect(self.close_draft)
            self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, button)
            self._name_tabs()
            self.arranged.emit()
        self._layout.setCurrentWidget(self.tabs)
        if focus:
            self.tabs.setCurrentWidget(editor)
            editor.setFocus()
        return editor

    def _unparked(self, draft: Draft) -> PurchaseEditor | None:
        """The editor in which a closed draft was edited, if it has the same rows still."""
        parked = self._parked.pop(draft.id, None)
        if parked is not None and parked.draft().rows != draft.rows:
            parked.deleteLater()
            return None
        if parked is not None and undone_import(parked.undo_stack) is not None:
            with self.undoing.stepping():
                parked.undo_stack.redo()
        return parked

    def _made(self, draft: Draft) -> PurchaseEditor:
        undo_actions = (self.undoing.undo, self.undoing.redo)
        draft = replace(draft, closed=False)
        editor = PurchaseEditor(draft, self.tabs, undo_actions=undo_actions, worker=self._worker)
        editor.undo_stack.indexChanged.connect(self._on_step)
        editor.problem_list.set_shown(self._problems_shown)
        editor.problem_list.shown_changed.connect(self.show_problems)
        editor.draft_changed.connect(self._on_draft)
        editor.checked_changed.connect(self._name_tabs)
        editor.message.connect(self.message)
        editor.hands.preview.connect(self.preview)
        return editor

    @Slot(bool)
    def show_problems(self, shown: bool, *, focus: bool = False) -> None:
        """Show or hide the list of problems of every draft, those that are opened later among them."""
        changed, self._problems_shown = shown is not self._problems_shown, shown
        for editor in (*self.editors(), *self._parked.values()):
            editor.problem_list.set_shown(shown)
        if changed:
            self.problems_shown.emit(shown)
        current = self.current()
        if focus and current is not None:
            current.problem_list.open()

    def kept_steps(self, draft_id: str) -> int | None:
        """How many steps of a closed draft can be undone, or done again, once it is open; None: no longer any."""
        parked = self._parked.get(draft_id)
        return parked.undo_stack.count() if parked is not None else None

    def set_retailers(self, names: Mapping[str, str]) -> None:
        """What the retailers are called, by their id."""
        self._retailers = names
        self._name_tabs()

    @Slot(str, object)
    def set_saving(self, draft_id: str, saving: Saving) -> None:
        """Say on its tab whether a draft is saved."""
        self._saving.pop(draft_id, None)
        if saving is not Saving.SAVED:
            self._saving[draft_id] = saving
        self._name_tabs()

    def bring_to_front(self, draft_id: str) -> None:
        """Show the tab of a draft, if it is open; the focus stays where it is."""
        editor = self.editor(draft_id)
        if editor is not None:
            self.tabs.setCurrentWidget(editor)

    def editor(self, draft_id: str) -> PurchaseEditor | None:
        """The editor of an open draft."""
        return next((editor for editor in self.editors() if editor.draft().id == draft_id), None)

    def current(self) -> PurchaseEditor | None:
        """The editor in front."""
        widget = self.tabs.currentWidget()
        return widget if isinstance(widget, PurchaseEditor) else None

    @Slot()
    def commit_open_cell(self) -> None:
        """Take what is being typed into the draft in front, before anything is done with it."""
        current = self.current()
        if current is not None:
            current.commit_open_cell()

    def drafts(self) -> list[Draft]:
        """The open drafts in the order of their tabs."""
        return [editor.draft() for editor in self.editors()]

    def remove(self, draft_id: str) -> None:
        """Take a draft's tab away without a word, for instance when it has been sent; nothing of it can be undone."""
        editor = self.editor(draft_id) or self._parked.pop(draft_id, None)
        self.undoing.forget(draft_id)
        self._begun_anew.discard(draft_id)
        if editor is not None:
            self._take_away(editor)
            editor.deleteLater()

    @Slot()
    def close_current(self) -> None:
        """Close the tab in front."""
        current = self.current()
        if current is not None:
            self.close_draft(current.draft().id)

    @Slot(object)
    def close_draft(self, draft_id: str) -> None:
        """Close a draft's tab; `closed` tells of it."""
        editor = self.editor(draft_id)
        if editor is not None:
            editor.commit_open_cell()
            draft = replace(editor.draft(), closed=True)
            self._take_away(editor)
            self._park(editor)
            self.closed.emit(draft)

    def add_imported(self, draft: Draft, step: str) -> PurchaseEditor:
        """Open a draft that came from outside; that it came is the first step that can be undone, called `step`."""
        editor = self.add(draft)
        editor.undo_stack.push(ImportDraft(step))
        return editor

    def undo_import(self, draft_id: str) -> bool:
        """Close an imported draft with all that was done to it since, to be brought back by Redo.

        False where it is not open, or did not come from outside in this run.
        """
        editor = self.editor(draft_id)
        first = editor.undo_stack.command(0) if editor is not None and editor.undo_stack.count() else None
        if editor is None or not isinstance(first, ImportDraft):
            return False
        if editor.undo_stack.index() == 1:
            with self.undoing.stepping():
                editor.undo_stack.undo()
        else:
            self._close_as_undone(editor, first.text())
        return True

    @Slot()
    def _on_step(self) -> None:
        """A step was done or undone in an open draft, or in one that is about to be open again."""
        self.undoing.stepped()
        for editor in self.editors():
            name = undone_import(editor.undo_stack)
            if name is not None:
                self._close_as_undone(editor, name)

    def _close_as_undone(self, editor: PurchaseEditor, name: str) -> None:
        draft_id = editor.draft().id
        self.close_draft(draft_id)
        self.undoing.import_undone(draft_id, name)
        self.import_undone.emit(editor.draft())

    @Slot()
    def rename_current(self) -> None:
        """Write another name over the tab in front."""
        self.start_rename(self.tabs.currentIndex())

    @Slot(int)
    def start_rename(self, index: int) -> None:
        """Write another name over a tab."""
        editor = self.tabs.widget(index)
        if not isinstance(editor, PurchaseEditor):
            return
        bar = self.tabs.tabBar()
        self.tabs.setCurrentIndex(index)
        edit = NameEdit(editor.draft().name, bar)
        edit.setObjectName("tabNameEdit")
        edit.setAccessibleName(self.tr("Name of the draft"))
        rect = bar.tabRect(index)
        edit.setGeometry(rect.adjusted(2, 2, max(120 - rect.width(), 0), -2))
        edit.done.connect(self._rename)
        self._renamed = editor.draft().id
        edit.show()
        edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+PgDn and Ctrl+PgUp bring the next draft in front (as Ctrl+Tab does), F2 on the bar renames it."""
        way = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + way) % self.tabs.count())
        elif event.key() == Qt.Key.Key_F2 and self.current() is not None:
            self.rename_current()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing of its own to recolour; tabs are named again when the language changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._states.clear()
            self._name_tabs()

    def editors(self) -> list[PurchaseEditor]:
        """The editors of the open drafts in the order of their tabs."""
        widgets = (self.tabs.widget(index) for index in range(self.tabs.count()))
        return [widget for widget in widgets if isinstance(widget, PurchaseEditor)]

    def _park(self, editor: PurchaseEditor) -> None:
        """Keep the editor of a closed draft for this run, so that it can be undone when it is opened again."""
        self._parked[editor.draft().id] = editor
        rows = sum(len(each.draft().rows) for each in self._parked.values())
        while rows > PARKED_ROWS or len(self._parked) > PARKED:
            oldest = self._parked.pop(next(iter(self._parked)))
            rows -= len(oldest.draft().rows)
            oldest.deleteLater()

    def _take_away(self, editor: PurchaseEditor) -> None:
        self.undo_group.removeStack(editor.undo_stack)
        self._states.pop(editor.draft().id, None)
        place = self.tabs.indexOf(editor)
        if place >= 0:
            self.tabs.removeTab(place)
        editor.hide()
        self._name_tabs()
        self.arranged.emit()
        if not self.tabs.count():
            self._layout.setCurrentWidget(self.empty)
            self.empty.setFocus()

    @Slot()
    def _place_plus(self) -> None:
        """Beside the last tab; in the corner that is kept free for it where the tabs fill the whole width."""
        bar = self.tabs.tabBar()
        last = bar.tabRect(bar.count() - 1).right() + 4
        fits = bar.sizeHint().width() <= bar.width()
        x = bar.x() + (last if fits else bar.width())
        self._plus.move(x, bar.y() + (bar.height() - _PLUS) // 2)
        self._plus.raise_()

    @Slot(int)
    def _on_current(self, index: int) -> None:
        current = self.current()
        if current is not None:
            self.undo_group.setActiveStack(current.undo_stack)
        self.undoing.set_begun_anew(current is not None and current.draft().id in self._begun_anew)
        self.current_changed.emit(current)
        self.arranged.emit()

    @Slot(object)
    def _on_draft(self, draft: Draft) -> None:
        self._name_tabs()
        self.draft_changed.emit(draft)

    @Slot(object)
    def _rename(self, name: str | None) -> None:
        editor = self.editor(self._renamed)
        if editor is not None:
            if name is not None:
                editor.rename(name)
            editor.setFocus()

    @Slot()
    def _name_tabs(self) -> None:
        """Say on every tab how its draft stands; what has not changed is left alone, for a tab is laid out anew."""
        editors = self.editors()
        several = len({editor.draft().retailer_id for editor in editors} - {None}) > 1
        for index, editor in enumerate(editors):
            draft, (errors, warnings) = editor.draft(), editor.footer.counts
            retailer = self._retailers.get(draft.retailer_id or "", "") or draft.retailer_id or ""
            saving = self._saving.get(draft.id, Saving.SAVED)
            anew = draft.id in self._begun_anew
            state = TabState(draft.name, draft.source, retailer, several, errors, warnings, saving, anew)
            if self._states.get(draft.id) == state:
                continue
            self._states[draft.id] = state
            text = self._bar.text(state)
            if self.tabs.tabText(index) != text:
                self.tabs.setTabText(index, text)
            self.tabs.setTabToolTip(index, self._bar.tip(state))
            self._bar.setAccessibleTabName(index, self._bar.spoken(state))
            button = self._bar.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, CloseButton):
                button.set_saving(saving)

    @Slot(QPoint)
    def _show_menu(self, where: QPoint) -> None:
        bar = self.tabs.tabBar()
        index = bar.tabAt(where)
        if index < 0:
            return
        self.commit_open_cell()
        self.tabs.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename…"), self.rename_current)
        menu.addAction(self.tr("Duplicate"), self.duplicate_requested.emit)
        menu.addAction(self.tr("Close (the draft is kept)"), self.close_current)
        menu.popup(bar.mapToGlobal(where))
