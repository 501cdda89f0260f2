"""The account: its dialog, the retailers of the tool bar, and the word on how we stand with the server."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ravenwits_desktop.domain.account import Account, SignInRequest
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.account.dialog import AccountDialog
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import AccountChanged, Link, LinkChanged, SignInEnded

_LINK_KEY = "link"


class AccountFlow(QObject):
    """Connects the account dialog, the tool bar and the worker. `changed` carries the `Account` in use."""

    changed = Signal(object)

    def __init__(self, worker: Worker, window: MainWindow) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._state = AccountChanged(Account(), has_token=False, keychain=False)
        self.dialog: AccountDialog | None = None
        """The open dialog, if there is one."""
        worker.account_changed.connect(self._changed)
        worker.link_changed.connect(self._link)
        worker.sign_in_ended.connect(self._sign_in_ended)

    @property
    def account(self) -> Account:
        """The account in use."""
        return self._state.account

    @Slot()
    def open(self) -> None:
        """Show the dialog."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        state = self._state
        self.dialog = AccountDialog(
            state.account,
            keychain=state.keychain,
            has_token=state.has_token,
            locked=state.locked,
            parent=self._window,
        )
        self.dialog.sign_in_requested.connect(self._worker.sign_in)
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    @Slot(int)
    def _finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        if result == AccountDialog.DialogCode.Accepted:
            request = SignInRequest(dialog.account(), dialog.token(), dialog.password())
            if request.password:
                self._worker.sign_in(request)
            else:
                self._worker.use_account(request)
        dialog.deleteLater()

    @Slot(object)
    def _sign_in_ended(self, event: SignInEnded) -> None:
        if self.dialog is not None:
            self.dialog.show_result(event.message, event.ok)
        else:
            tone = Tone.INFO if event.ok else Tone.ERROR
            self._window.messages.tell(words.translated(event.message), tone=tone, detail=event.message.detail)

    @Slot(object)
    def _changed(self, event: AccountChanged) -> None:
        self._state = event
        retailers = [(retailer.id, retailer.title) for retailer in event.account.retailers]
        chosen = self._window.tool_bar.retailer_id() or self._window.remembered("retailer")
        self._window.tool_bar.set_retailers(retailers, chosen)
        self.changed.emit(event.account)

    @Slot(object)
    def _link(self, event: LinkChanged) -> None:
        shape, word, colour = {
            Link.UNKNOWN: ("○", self.tr("Not connected yet"), "muted"),
            Link.ONLINE: ("●", self.tr("Online"), "success"),
            Link.OFFLINE: ("▲", self.tr("Offline"), "warning"),
            Link.SIGN_IN: ("▲", self.tr("Sign-in needed"), "error"),
            Link.NO_ACCOUNT: ("○", self.tr("No account"), "muted"),
        }[event.link]
        user = "" if event.link is Link.NO_ACCOUNT else self.account.email or self.account.user
        self._window.tool_bar.show_link(shape, word, colour, user)
        messages = self._window.messages
        if event.link in (Link.UNKNOWN, Link.ONLINE) or event.message is None:
            messages.clear(_LINK_KEY)
            return
        text, detail = words.translated(event.message), event.message.detail
        if event.link is Link.SIGN_IN:
            action = (self.tr("Sign in…"), self.open)
            messages.tell(text, tone=Tone.WARNING, detail=detail, key=_LINK_KEY, action=action)
        elif event.link is Link.NO_ACCOUNT:
            messages.tell(text, key=_LINK_KEY, action=(self.tr("Set up the account…"), self.open))
        else:
            messages.tell(text, tone=Tone.WARNING, detail=detail, key=_LINK_KEY)
