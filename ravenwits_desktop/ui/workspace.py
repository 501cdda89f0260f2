"""The features in the window, and the wires between them. Made when their modules are there; holds no rule."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from ravenwits_desktop import __version__
from ravenwits_desktop.assets import resource
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.usual import SAID_NOTHING, usual_mw
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.account.flow import AccountFlow
from ravenwits_desktop.ui.chart.choices import choices_of, choose
from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.chart.snap import snap_of
from ravenwits_desktop.ui.chart.taking import ChartTaking
from ravenwits_desktop.ui.drafts_flow import DraftsFlow
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.gate_clock import GateClock
from ravenwits_desktop.ui.importing.flow import ImportFlow
from ravenwits_desktop.ui.importing.pasted import PastedTables
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.panel_keys import PanelKeys
from ravenwits_desktop.ui.preferences.flow import PreferencesFlow
from ravenwits_desktop.ui.printing.flow import PrintFlow
from ravenwits_desktop.ui.report_dialog import ReportDialog
from ravenwits_desktop.ui.showing import Showing
from ravenwits_desktop.ui.submissions.bundle_flow import BundleFlow
from ravenwits_desktop.ui.submissions.flow import SubmissionsFlow
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.ui.submitting.flow import SubmitFlow
from ravenwits_desktop.ui.theme import apply_scheme
from ravenwits_desktop.ui.version_flow import VersionFlow
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import (
    NotStarted,
    Trouble,
    Unexpected,
)

SAMPLE = "samples/purchase_quarter_hours.xlsx"
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_COLUMNS = "submissionColumns"
_SNAP = "snapStep"
_PROBLEMS = "problems"
_CHART = "chartChoices"


class Workspace(QObject):
    """Editor, chart and submissions in their places, connected with each other and with the worker."""

    ready = Signal()
    """The store's drafts and submissions are shown, and whose they are is known; or that there is no store is said."""

    def __init__(self, worker: Worker, window: MainWindow, *, sandbox: bool) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._ready = False
        self._report: ReportDialog | None = None
        self._leaving = False
        window.must_stay = self._must_stay
        self.tabs = DraftTabs(worker=worker)
        self.chart = ChartPanel()
        self.submissions = SubmissionsPanel()
        window.place(self.tabs, self.chart, self.submissions, self.submissions.bar)
        self.drafts = DraftsFlow(worker, window, self.tabs, self.submissions, self)
        self.autosave = self.drafts.autosave
        self.printing = PrintFlow(worker, window, self.tabs)
        self.importing = ImportFlow(worker, window.messages, window, self._usual_mw, self._made_of, self._open_drafts)
        self.pasted = PastedTables(self.importing, window.messages, window)
        self.preferences = PreferencesFlow(worker, window)
        self.submitting = SubmitFlow(
            worker, window.messages, window, sandbox=sandbox, retailer_of=self._retailer_of, save=self.autosave.flush
        )
        self.submission_flow = SubmissionsFlow(worker, self.submissions, window.messages, window)
        self.bundle_flow = BundleFlow(worker, self.submissions, window.messages, window)
        self.account_flow = AccountFlow(worker, window)
        self.versions = VersionFlow(worker, window)
        self.gate_clock = GateClock(window.tool_bar, self._something_open)
        self.taking = ChartTaking(worker, self.chart, window)
        self.taking.told.connect(self._say_copied)
        self.taking.warned.connect(self._warn_of_taking)
        PanelKeys(window, self.tabs, self.chart, self.submissions)
        self._showing = Showing(worker, self.tabs, self.chart, self.submissions, self)
        self.chart.head.snap_button.set_step(snap_of(window.remembered(_SNAP)))
        choose(self.chart.tools, self.chart.head, window.remembered(_CHART))
        self.submissions.view.set_columns(window.remembered(_COLUMNS))
        self._connect_actions()
        self._connect_features()
        self._connect_worker()

    @Slot(object)
    def _say_copied(self, text: str) -> None:
        self._window.statusBar().showMessage(text, 8000)

    @Slot(object)
    def _warn_of_taking(self, text: str) -> None:
        self._window.messages.tell(text, tone=Tone.WARNING, key="taking")

    def _connect_actions(self) -> None:
        actions = self._window.actions_
        actions.about_to_run.connect(self.tabs.commit_open_cell)
        for action, slot in (
            (actions.import_file, self.choose_files),
            (actions.paste_draft, self.pasted.open),
            (actions.new_draft, self.drafts.new),
            (actions.duplicate_draft, self.drafts.duplicate),
            (actions.export_draft, self.drafts.export),
            (actions.print_draft, self.printing.print),
            (actions.save_pdf, self.printing.save_pdf),
            (actions.close_draft, self.drafts.close),
            (actions.reopen_draft, self.drafts.reopen),
            (actions.closed_drafts, self.drafts.show_closed),
            (actions.delete_draft, self.drafts.delete_current),
            (actions.submit, self.submit),
            (actions.refresh, self.refresh),
            (actions.follow, self.submissions.ask_to_follow),
            (actions.take_bundle, self.bundle_flow.choose),
            (actions.check_ledger, self.submission_flow.check_ledger),
            (actions.account, self.account_flow.open),
            (actions.preferences, self.preferences.open),
            (actions.whole_chart, self.chart.show_everything),
            (actions.problems, self._problems_asked),
        ):
            action.setEnabled(True)
            action.triggered.connect(slot)
        actions.chart.setEnabled(True)
        actions.problems.setChecked(bool(self._window.remembered(_PROBLEMS)))
        self.tabs.show_problems(actions.problems.isChecked())
        actions.add_undo(self.tabs.undoing.undo, self.tabs.undoing.redo)
        scheme = self._window.remembered("scheme") or "system"
        for action in actions.schemes.actions():
            action.setChecked(action.data() == scheme)
        actions.schemes.triggered.connect(self._scheme_chosen)
        actions.about.triggered.connect(self._about)
        actions.quit.triggered.connect(self._window.close)

    def _connect_features(self) -> None:
        self._window.files_dropped.connect(self.importing.open)
        self._window.table_dropped.connect(self.importing.open_text)
        self._window.tool_bar.retailer_chosen.connect(self._retailer_chosen)
        self._window.visibility_changed.connect(self._visibility)
        self._window.layout_kept.connect(self._keep_layout)
        self.tabs.current_changed.connect(self._draft_chosen)
        self.tabs.draft_changed.connect(self._draft_changed)
        self.tabs.problems_shown.connect(self._problems_shown)
        self.tabs.message.connect(self._say)
        self.tabs.preview.connect(self._showing.preview)
        self.tabs.duplicate_requested.connect(self.drafts.duplicate)
        self.tabs.import_requested.connect(self.choose_files)
        self.tabs.paste_requested.connect(self.pasted.open)
        self.tabs.sample_requested.connect(self.open_sample)
        self.preferences.account_requested.connect(self.account_flow.open)
        self.importing.imported.connect(self.drafts.add_imported)
        self.importing.taken_back.connect(self.drafts.take_back)
        self.importing.replaced.connect(self.drafts.give_way)
        self.tabs.import_undone.connect(self.importing.forget)
        self.submitting.edited_since.connect(self.drafts.keep_edited)
        self.submitting.submitted.connect(self.drafts.submitted)
        self.drafts.shown.connect(self._showing.show_draft)
        self.account_flow.changed.connect(self._account_changed)
        self.tabs.current_changed.connect(self.gate_clock.look)
        self._window.visibility_changed.connect(self.gate_clock.set_seen)

    def _connect_worker(self) -> None:
        worker = self._worker
        worker.not_started.connect(self._not_started)
        worker.gates_changed.connect(self.gate_clock.set_gates)
        worker.submission_changed.connect(self.gate_clock.look)
        worker.started.connect(self.gate_clock.look)
        worker.trouble.connect(self._trouble)
        worker.unexpected.connect(self._unexpected)

    def _something_open(self) -> bool:
        """Whether a draft is being edited, or a submission is on its way."""
        return self.tabs.current() is not None or self.submissions.model.under_way()

    # what the user does

    @Slot()
    def choose_files(self) -> None:
        """Pick spreadsheets and open each as a draft."""
        title = self.tr("Open spreadsheets")
        kinds = self.tr("Spreadsheets (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)")
        folder = self._window.remembered("folder")
        paths, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds)
        if paths:
            self._window.remember("folder", paths[0].rpartition("/")[0])
            self.importing.open(tuple(paths))

    @Slot()
    def open_sample(self) -> None:
        """Open the sample that comes with the program."""
        self.importing.open((str(resource(SAMPLE)),))

    def _usual_mw(self, account: str, retailer_id: str) -> float | None:
        return usual_mw(self.submissions.model.every(), account, retailer_id)

    def _made_of(self, sha256: str) -> str:
        """What there is already of a file with that check sum, in words: an open draft, a submission; else nothing."""
        for draft in self.tabs.drafts():
            if draft.provenance is not None and draft.provenance.source.sha256 == sha256:
                return self.tr("This very file is open already, as the draft “{name}”.").format(name=draft.name)
        for sent in self.submissions.model.every():
            if sent.file_sha256 == sha256 and sent.state not in SAID_NOTHING:
                text = self.tr("A purchase was made of this very file already, for {days}: look at the submissions.")
                return text.format(days=words.days(sent.first_day, sent.last_day))
        return ""

    def _open_drafts(self) -> list[Draft]:
        return self.tabs.drafts()

    @Slot()
    def submit(self) -> None:
        """Review and send the current draft."""
        self.submitting.begin(self.tabs.current())

    @Slot()
    def refresh(self) -> None:
        """Ask the server about everything that is open."""
        self._worker.refresh(())

    # drafts

    @Slot(object)
    def _draft_chosen(self, _editor: object) -> None:
        editor = self.tabs.current()
        if editor is not None and editor.draft().retailer_id:
            self._window.tool_bar.choose(editor.draft().retailer_id or "")
        self._showing.show_draft()

    @Slot(object)
    def _draft_changed(self, draft: Draft) -> None:
        current = self.tabs.current()
        if current is not None and current.draft().id == draft.id:
            self._showing.show_draft()

    def _retailer_of(self, editor: PurchaseEditor | None) -> str:
        own = editor.draft().retailer_id if editor is not None else None
        return own or self._window.tool_bar.retailer_id()

    @Slot(str)
    def _retailer_chosen(self, retailer_id: str) -> None:
        self._window.remember("retailer", retailer_id)
        self.importing.set_account(self.account_flow.account, retailer_id)
        editor = self.tabs.current()
        if editor is not None:
            editor.set_retailer(retailer_id)

    @Slot(object)
    def _account_changed(self, account: Account) -> None:
        self.importing.set_account(account, self._window.tool_bar.retailer_id())
        self.submission_flow.set_account(account)
        self.drafts.set_account(account)
        self.preferences.set_account(account)
        if not self._ready:
            self._ready = True
            self.ready.emit()

    # news

    @Slot(str)
    def _say(self, text: str) -> None:
        self._window.statusBar().showMessage(text, 15_000)

    @Slot(object)
    def _not_started(self, event: NotStarted) -> None:
        text, detail = words.translated(event.message), event.message.detail
        self._window.messages.tell(text, tone=Tone.ERROR, detail=detail, key="store")
        self.importing.available = False
        self._window.setAcceptDrops(False)
        for widget in (self.tabs, self.submissions, self._window.tool_bar.retailer_box):
            widget.setEnabled(False)
        for action in self._window.actions_.everything():
            action.setEnabled(action in (self._window.actions_.quit, self._window.actions_.about))
        self.ready.emit()

    @Slot(object)
    def _trouble(self, event: Trouble) -> None:
        text = words.translated(event.message)
        self._window.messages.tell(text, tone=Tone.WARNING, detail=event.message.detail)

    @Slot(object)
    def _unexpected(self, event: Unexpected) -> None:
        self.show_report(event.report)

    def show_report(self, report: str) -> None:
        """Show a fault of the program itself."""
        if self._report is None:
            self._report = ReportDialog(__version__, self._window)
        self._report.add(report)

    @Slot()
    def _keep_layout(self) -> None:
        self._window.remember(_COLUMNS, self.submissions.view.columns())
        self._window.remember(_SNAP, str(self.chart.plot.step_drag.snap))
        self._window.remember(_CHART, choices_of(self.chart.tools, self.chart.head))

    @Slot(bool)
    def _problems_asked(self, shown: bool) -> None:
        """The menu's tick: in front at once, and with the focus, where somebody wants to see them."""
        self.tabs.show_problems(shown, focus=shown)

    @Slot(bool)
    def _problems_shown(self, shown: bool) -> None:
        self._window.actions_.problems.setChecked(shown)
        self._window.remember(_PROBLEMS, "shown" if shown else "")

    @Slot(bool)
    def _visibility(self, visible: bool) -> None:
        self._worker.set_hidden(not visible)

    @Slot(object)
    def _scheme_chosen(self, action: object) -> None:
        name = str(getattr(action, "data", str)())
        self._window.remember("scheme", name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_scheme(app, SCHEMES.get(name, Qt.ColorScheme.Unknown))

    def _must_stay(self) -> bool:
        """Ask before changes are lost that the disk has not taken."""
        if self._leaving or not self.autosave.failed:
            return False
        box = QMessageBox(self._window)
        box.setObjectName("unsavedBox")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Changes of drafts are not saved yet: the disk does not take them."))
        box.setInformativeText(self.tr("Make room on the disk and wait a moment, or close and lose the last changes."))
        leave = box.addButton(self.tr("Close and &lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: self._leave() if button is leave else None)
        box.finished.connect(box.deleteLater)
        box.open()
        return True

    def _leave(self) -> None:
        self._leaving = True
        self._window.close()

    @Slot()
    def _about(self) -> None:
        text = self.tr("RavenWits Desktop {version}").format(version=__version__)
        licences = resource("licences")
        if licences.is_dir():
            note = self.tr("It is made with the work of many others. Their licences are in {folder}.")
            text = f"{text}\n\n{note.format(folder=licences)}"
        QMessageBox.about(self._window, self.tr("About RavenWits Desktop"), text)
