"""The window's actions: one place for their texts, keys and icons; menus and tool bar show the same ones."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ravenwits_desktop.ui.theme import icon

Key = QKeySequence.StandardKey


class Actions(QObject):
    """All actions of the main window. What they do is connected by the workspace; until then they are disabled."""

    about_to_run = Signal()
    """One of the actions was chosen; what has to be settled before it runs is settled by those who hear this."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icons: dict[QAction, str] = {}
        self.import_file = self._make(self.tr("&Import…"), "import", Key.Open, self.tr("Open spreadsheets as drafts"))
        self.paste_draft = self._make(
            self.tr("&Paste as a new draft"),
            "",
            QKeySequence("Ctrl+Shift+V"),
            self.tr("Read the table on the clipboard as a file is read, with its units and layouts"),
        )
        self.new_draft = self._make(self.tr("&New…"), "new", Key.New, self.tr("Begin an empty draft for a day"))
        self.export_draft = self._make(
            self.tr("&Export draft…"), "", Key.SaveAs, self.tr("Write the draft to a spreadsheet")
        )
        self.print_draft = self._make(self.tr("&Print…"), "", Key.Print, self.tr("Print the draft, a page a day"))
        self.save_pdf = self._make(self.tr("Save as P&DF…"), "", None, self.tr("Write the pages of the draft as PDF"))
        self.close_draft = self._make(
            self.tr("&Close draft"), "close", Key.Close, self.tr("Close the tab; the draft is kept")
        )
        self.reopen_draft = self._make(
            self.tr("&Reopen closed draft"),
            "",
            QKeySequence("Ctrl+Shift+T"),
            self.tr("Open the draft closed last again"),
        )
        self.duplicate_draft = self._make(
            self.tr("D&uplicate draft"), "copy", None, self.tr("Begin another draft with the same rows")
        )
        self.closed_drafts = self._make(
            self.tr("C&losed drafts…"), "", None, self.tr("Find a closed draft, open it again or delete it")
        )
        self.delete_draft = self._make(self.tr("&Delete draft…"), "delete", None, self.tr("Remove the draft for good"))
        self.quit = self._make(self.tr("&Quit"), "", Key.Quit, "")
        self.submit = self._make(
            self.tr("Review && &submit…"),
            "submit",
            QKeySequence("Ctrl+Return"),
            self.tr("Look at the purchase and send it"),
        )
        self.refresh = self._make(self.tr("&Refresh"), "refresh", Key.Refresh, self.tr("Ask the server now"))
        self.follow = self._make(
            self.tr("&Follow a purchase…"), "follow", None, self.tr("Add a purchase that was sent elsewhere")
        )
        self.take_bundle = self._make(
            self.tr("Import a &bundle…"), "", None, self.tr("Add the submissions that a colleague has exported")
        )
        self.account = self._make(self.tr("&Account…"), "account", None, self.tr("Address, user, retailers, sign-in"))
        self.preferences = self._make(
            self.tr("Pre&ferences…"),
            "",
            Key.Preferences,
            self.tr("When the gates close, and the kinds of files that are imported without a question"),
        )
        self.check_ledger = self._make(
            self.tr("Check the &ledger…"),
            "",
            None,
            self.tr("Whether the history of the submissions is as it was written"),
        )
        self.about = self._make(self.tr("&About RavenWits Desktop"), "", None, "")
        self.whole_chart = self._make(
            self.tr("Show &whole chart"), "", QKeySequence("Ctrl+0"), self.tr("Zoom out to everything")
        )
        self.chart = self._make(self.tr("&Chart"), "", None, self.tr("Show or hide the chart"))
        self.problems = self._make(
            self.tr("&Problems"), "", None, self.tr("Show or hide the list of what is wrong with the draft in front")
        )
        self.next_panel = self._make(
            self.tr("&Next panel"), "", QKeySequence("F6"), self.tr("Go from the drafts on to the problems, the chart…")
        )
        self.previous_panel = self._make(
            self.tr("Previous p&anel"), "", QKeySequence("Shift+F6"), self.tr("Go back to the panel before")
        )
        for action in (self.chart, self.problems):
            action.setCheckable(True)
        self.chart.setChecked(True)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.schemes = QActionGroup(window)
        for text, name in ((self.tr("&System"), "system"), (self.tr("&Light"), "light"), (self.tr("&Dark"), "dark")):
            action = QAction(text, window, checkable=True)
            action.setData(name)
            self.schemes.addAction(action)
        bar = window.menuBar()
        file_menu = bar.addMenu(self.tr("&File"))
        file_menu.addActions(
            [self.new_draft, self.import_file, self.paste_draft, self.export_draft, self.save_pdf, self.print_draft]
        )
        file_menu.addSeparator()
        file_menu.addActions([self.duplicate_draft, self.close_draft, self.reopen_draft, self.closed_drafts])
        file_menu.addAction(self.delete_draft)
        file_menu.addSeparator()
        file_menu.addActions([self.account, self.preferences, self.quit])
        self.edit_menu = bar.addMenu(self.tr("&Edit"))
        submission_menu = bar.addMenu(self.tr("&Submission"))
        submission_menu.addActions([self.submit, self.refresh, self.follow, self.take_bundle])
        self._view_menu = bar.addMenu(self.tr("&View"))
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addActions([self.check_ledger, self.about])
        for action in self.everything():
            action.setEnabled(action in (self.quit, self.about))
        self.dress()

    def _make(
        self, text: str, icon_name: str, keys: QKeySequence | QKeySequence.StandardKey | None, tip: str
    ) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(self.about_to_run)
        if isinstance(keys, QKeySequence):
            action.setShortcut(keys)
        elif keys is not None:
            action.setShortcuts(keys)
        if tip:
            action.setStatusTip(tip)
            action.setToolTip(tip)
        self._icons[action] = icon_name
        return action

    def add_undo(self, undo: QAction, redo: QAction) -> None:
        """Put the drafts' undo and redo, which have their keys, into the edit menu."""
        self.edit_menu.addActions([undo, redo])
        self._icons |= {undo: "undo", redo: "redo"}
        self.dress()

    def everything(self) -> tuple[QAction, ...]:
        """All actions of the menus but the views and schemes."""
        return tuple(self._icons)

    def dress(self) -> None:
        """Draw the icons in the colours of light or dark."""
        for action, name in self._icons.items():
            if name:
                action.setIcon(icon(name))

    def fill_view_menu(self, toggles: Iterable[QAction]) -> None:
        """Put the docks' own switches into the view menu, and those of what is no dock."""
        self._view_menu.addActions([*toggles, self.chart, self.problems])
        self._view_menu.addSeparator()
        self._view_menu.addActions([self.whole_chart, self.next_panel, self.previous_panel])
        self._view_menu.addSeparator()
        appearance: QMenu = self._view_menu.addMenu(self.tr("&Appearance"))
        appearance.addActions(self.schemes.actions())
