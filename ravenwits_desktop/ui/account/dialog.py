"""Where to send and as whom: address, user, retailers, how to sign in, how datetimes are meant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.account import Account, SignInRequest, account_problem, address_problem
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.ui.account.retailers import RetailersEdit
from ravenwits_desktop.ui.notice import Notice, Tone

ZONES = (DEFAULT_ZONE, "Europe/Lisbon", "Europe/Paris", "Europe/Berlin", "Europe/Rome", "Europe/London")
"""Zones of the markets offered; the account's own is there too."""


class AccountDialog(QDialog):
    """Edits an account. Reads and writes no secrets itself: what was typed is fetched by `token` and `password`.

    `keychain` says whether the system keeps secrets, `has_token` whether it keeps one for this account already;
    `locked` names the fields (``address``, ``label``) that the settings of this computer keep as they are.
    """

    sign_in_requested = Signal(object)
    """`SignInRequest`: try what is typed; answered by `show_result`."""

    def __init__(
        self,
        account: Account,
        *,
        keychain: bool,
        has_token: bool = False,
        locked: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before, self._has_token = account, has_token
        self._busy = False
        self.setObjectName("accountDialog")
        self.setWindowTitle(self.tr("Account"))
        self._build(account, keychain)
        self._lock(frozenset(locked) & {"address", "label"})
        self.setMinimumWidth(600)
        self._address.setFocus() if account.user else self._user.setFocus()
        self._show_state()

    # What it is asked

    def account(self) -> Account:
        """The account as it stands in the fields."""
        return replace(
            self._before,
            address=self._address.text().strip().rstrip("/"),
            user=self._user.text().strip(),
            retailers=self._retailers.retailers(),
            email=self._email.text().strip() if self._by_password.isChecked() else "",
            label=self._label.currentData(),
            zone=self._zone.currentText(),
        )

    def token(self) -> str:
        """The token that was typed; empty where the one kept before stays, or where a password is used."""
        return self._token.text().strip() if self._by_token.isChecked() else ""

    def password(self) -> str:
        """The password that was typed; empty where none was, or where a token is used."""
        return self._password.text() if self._by_password.isChecked() else ""

    def show_result(self, result: Message | str, ok: bool) -> None:
        """How the sign-in went."""
        self._busy = False
        self._result.say(result, Tone.SUCCESS if ok else Tone.ERROR)
        self._show_state()

    def accept(self) -> None:
        """Close, if the account can be used as it stands."""
        if account_problem(self.account()) is None and not self._busy:
            super().accept()

    def done(self, result: int) -> None:
        """Nothing typed stays in a dialog that was left without saving."""
        if result != QDialog.DialogCode.Accepted:
            self._token.clear()
            self._password.clear()
        super().done(result)

    # How it is built

    def _build(self, account: Account, keychain: bool) -> None:
        self._address = self._line("addressEdit", account.address)
        self._address_problem = Notice(self)
        self._address_problem.setObjectName("addressProblem")
        self._user = self._line("userEdit", account.user)
        self._user.setPlaceholderText(self.tr("the identifier that RavenWits gave you, not an e-mail"))
        self._retailers = RetailersEdit(account.retailers, self)
        self._retailers.changed.connect(self._show_state)
        self._by_token = QRadioButton(self.tr("&Token"), self)
        self._by_token.setObjectName("tokenChoice")
        self._by_password = QRadioButton(self.tr("&E-mail and password"), self)
        self._by_password.setObjectName("passwordChoice")
        ways = QButtonGroup(self)
        ways.addButton(self._by_token)
        ways.addButton(self._by_password)
        (self._by_password if account.email else self._by_token).setChecked(True)
        self._by_token.toggled.connect(self._on_edited)
        self._token = self._line("tokenEdit", "", secret=True)
        self._email = self._line("emailEdit", account.email)
        self._password = self._line("passwordEdit", "", secret=True)
        if self._has_token:
            self._token.setPlaceholderText(self.tr("kept before; leave it empty to go on with it"))
        self._password.setPlaceholderText(self.tr("used once to sign in, never kept"))
        self._label = QComboBox(self)
        self._label.setObjectName("labelBox")
        self._label.addItem(self.tr("the end of their period (00:15 is 00:00 – 00:15)"), Label.END)
        self._label.addItem(self.tr("the start of their period (00:15 is 00:15 – 00:30)"), Label.START)
        self._label.setCurrentIndex(0 if account.label is Label.END else 1)
        self._zone = QComboBox(self)
        self._zone.setObjectName("zoneBox")
        self._zone.addItems([*ZONES, *([] if account.zone in ZONES else [account.zone])])
        self._zone.setCurrentText(account.zone)
        self._keychain = Notice(self)
        self._keychain.setObjectName("keychainNote")
        if not keychain:
            self._keychain.say(
                self.tr(
                    "This computer has no keychain to keep secrets in. The token is kept in memory for this run only; "
                    "you will be asked for it at the next start."
                ),
                Tone.WARNING,
            )
        self._locked = Notice(self)
        self._locked.setObjectName("lockedNote")
        self._problem = Notice(self)
        self._problem.setObjectName("accountProblem")
        self._result = Notice(self)
        self._result.setObjectName("signInResult")
        self._try = QPushButton(self)
        self._try.setObjectName("signInButton")
        self._try.setAutoDefault(False)
        self._try.clicked.connect(self._on_try)
        self._place()

    def _lock(self, names: frozenset[str]) -> None:
        """Keep these fields as they are, and say who set them."""
        self._address.setEnabled("address" not in names)
        self._label.setEnabled("label" not in names)
        if names == {"address", "label"}:
            text = self.tr(
                "The address and what datetimes mark are set for everybody on this computer by those who look after it."
            )
        elif names == {"address"}:
            text = self.tr("The address is set for everybody on this computer by those who look after it.")
        else:
            text = self.tr("What datetimes mark is set for everybody on this computer by those who look after it.")
        if names:
            self._locked.say(text)

    def _line(self, name: str, text: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setObjectName(name)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(self._on_edited)
        return line

    def _place(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Add&ress"), self._address)
        form.addRow("", self._address_problem)
        form.addRow(self.tr("&User"), self._user)
        form.addRow(_top_label(self.tr("Retai&lers"), self._retailers.table, self), self._retailers)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        ways.addWidget(self._by_token)
        ways.addWidget(self._by_password)
        ways.addStretch()
        form.addRow(self.tr("Sign in with"), ways)
        form.addRow(self.tr("To&ken"), self._token)
        form.addRow(self.tr("E-&mail"), self._email)
        form.addRow(self.tr("&Password"), self._password)
        form.addRow("", self._keychain)
        trying = QHBoxLayout()
        trying.addWidget(self._try)
        trying.addStretch()
        form.addRow("", trying)
        form.addRow("", self._result)
        form.addRow(self.tr("&Datetimes mark"), self._label)
        form.addRow(self.tr("Market’s &clock"), self._zone)
        self._form = form
        buttons = QDialogButtonBox(self)
        self._save = buttons.addButton(QDialogButtonBox.StandardButton.Save)
        self._save.setObjectName("saveAccountButton")
        self._save.setDefault(True)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._locked)
        layout.addWidget(self._problem)
        layout.addStretch()
        layout.addWidget(buttons)

    # How it stands

    @Slot()
    def _on_edited(self) -> None:
        if hasattr(self, "_result"):
            self._result.clear()
            self._show_state()

    @Slot()
    def _show_state(self) -> None:
        by_token = self._by_token.isChecked()
        self._form.setRowVisible(self._token, by_token)
        self._form.setRowVisible(self._email, not by_token)
        self._form.setRowVisible(self._password, not by_token)
        account = self.account()
        problem = address_problem(account.address)
        if problem is not None:
            self._address_problem.say(problem, Tone.ERROR)
        else:
            self._address_problem.clear()
        problem = account_problem(account) if problem is None else problem
        if problem is not None and not self._address_problem.text and account.user:
            self._problem.say(problem, Tone.ERROR)
        else:
            self._problem.clear()
        secrets = bool(self.token()) or self._has_token if by_token else bool(account.email and self.password())
        self._try.setText(self._try_text(by_token))
        self._try.setEnabled(not self._busy and problem is None and secrets)
        self._save.setEnabled(not self._busy and problem is None)

    def _try_text(self, by_token: bool) -> str:
        if self._busy:
            return self.tr("Asking…")
        return self.tr("Test the connection") if by_token else self.tr("Sign in")

    @Slot()
    def _on_try(self) -> None:
        self._busy = True
        self._result.clear()
        self._show_state()
        self.sign_in_requested.emit(SignInRequest(self.account(), self.token(), self.password()))


def _top_label(text: str, buddy: QWidget, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setBuddy(buddy)
    return label
