"""What the sandbox remembers: its users, their tokens and purchases, and how far each purchase has come."""

from __future__ import annotations

import json
import secrets
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from ravenwits_desktop.sandbox import market
from ravenwits_desktop.sandbox.checks import RefusedError, Update, error

TOKEN_LIFE = timedelta(hours=12)
"""How long a token from a sign-in is good. The one in `Credentials` never expires, as a pasted API key."""
FAILING_TEXT = "No strategy could be computed: this retailer always fails in the sandbox."
NO_ACCOUNT_EMAIL = "unconfigured@sandbox.example"
"""Whoever signs in with this e-mail, and any password, is told that the account is not configured."""


@dataclass(frozen=True)
class Credentials:
    """One user of the sandbox and all that it takes to call as this user. Secrets do not show in its repr."""

    user: str
    token: str = field(repr=False)
    email: str
    password: str = field(repr=False)
    retailers: list[str]
    failing_retailer: str
    """A retailer of this user too; its purchases always end as failed."""
    name: str
    sees_prices: bool = True
    """Whether this user may ask for predicted prices."""


@dataclass(frozen=True)
class AcceptedPost:
    """A purchase that was created: the truth about what was sent."""

    id: str
    user: str
    retailer_id: str
    rows: tuple[tuple[str, float], ...]
    body: bytes = field(repr=False)
    received_at: datetime


@dataclass
class Purchase:
    """A purchase and how far it has come. Once `moving` is False only an update changes it."""

    post: AcceptedPost
    fails_with: str
    stepped_at: float
    status: str = "pending"
    error: str = ""
    moving: bool = True
    updated: list[dict[str, Any]] | None = None
    """The models of the last update, which replace the computed ones; None before any update."""

    def step(self) -> None:
        """One step on: pending, in_progress, then completed or failed."""
        if self.status == "pending":
            self.status = "in_progress"
        else:
            self.end(self.fails_with)

    def end(self, text: str) -> None:
        """As completed, or as failed if there is a `text`."""
        self.status, self.error, self.moving = ("failed" if text else "completed"), text, False

    def models(self) -> dict[int, bytes] | None:
        """The JSON of each model by `idmodel`; None while nothing is computed."""
        if self.updated is not None:
            return {model["idmodel"]: json.dumps(model).encode() for model in self.updated}
        if self.status != "completed":
            return None
        return market.outputs(tuple(label for label, _mw in self.post.rows))


@dataclass(frozen=True)
class View:
    """A purchase as it was at one moment."""

    id: str
    status: str
    error: str
    created_at: str
    models: dict[int, bytes] | None


def stamp(moment: datetime) -> str:
    """An instant as the API writes it, ``2024-01-15T14:35:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Book:
    """All that is known, in memory. Every method may be called from any thread.

    `pace` is the number of seconds between two statuses; with 0 each answer to a get moves the purchase on by one
    (after it was written: the first says pending, the second in_progress, the third the end). `now` is the clock of
    created_at and of expiry, and must be aware of its zone; `steady` counts the seconds of the pace.
    """

    def __init__(self, pace: float, now: Callable[[], datetime], steady: Callable[[], float] = time.monotonic) -> None:
        self.pace = pace
        self.users = (
            _user("desk-1", "desk", "Sandbox Desk", ["1001", "1002"], "1009"),
            _user("desk-2", "other", "Other Sandbox Desk", ["2001", "2002"], "2009", sees_prices=False),
        )
        self.posts: list[AcceptedPost] = []
        self.requests: list[str] = []
        self._now = now
        self._steady = steady
        self._lock = threading.RLock()
        self._purchases: dict[str, Purchase] = {}
        self._tokens: dict[str, tuple[Credentials, datetime | None]] = {user.token: (user, None) for user in self.users}
        self._fail_next: list[str] = []
        self._held = False
        self._rejecting = False

    def authenticate(self, authorization: str | None) -> Credentials:
        """Whose token the header holds."""
        scheme, _, token = (authorization or "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise _unauthorised("Authentication credentials were not provided.")
        with self._lock:
            user, expires = self._tokens.get(token, (None, None))
            if user is None:
                raise _unauthorised("Invalid token.")
            if self._rejecting or (expires is not None and self._now() >= expires):
                raise _unauthorised("Token has expired.")
            return user

    def sign_in(self, email: str, password: str) -> dict[str, str]:
        """A new token, good for `TOKEN_LIFE`."""
        if email == NO_ACCOUNT_EMAIL:
            raise error("Account not configured. Please contact support.", 401)
        for user in self.users:
            if (user.email, user.password) == (email, password):
                break
        else:
            raise error("Invalid credentials; check the e-mail and the password.", 401)
        token, expires = secrets.token_urlsafe(24), self._now() + TOKEN_LIFE
        with self._lock:
            self._tokens[token] = (user, expires)
        return {
            "token": token,
            "expires_at": stamp(expires),
            "customer_name": user.name,
            "customer_email": user.email,
        }

    def create(self, user: Credentials, retailer_id: str, rows: list[tuple[str, float]], body: bytes) -> View:
        """A new pending purchase."""
        with self._lock:
            post = AcceptedPost(str(uuid.uuid4()), user.user, retailer_id, tuple(rows), body, self._now())
            fails_with = FAILING_TEXT if retailer_id == user.failing_retailer else ""
            if self._fail_next:
                fails_with = self._fail_next.pop(0)
            purchase = Purchase(post, fails_with, self._steady())
            self._purchases[post.id] = purchase
            self.posts.append(post)
            return self._view(purchase)

    def read(self, user: Credentials, purchase_id: str) -> View:
        """A purchase of this user, moved on to where it stands by now."""
        with self._lock:
            purchase = self.find(user, purchase_id)
            self._settle(purchase)
            view = self._view(purchase)
            if purchase.moving and not self._held and not self.pace:
                purchase.step()
            return view

    def update(self, user: Credentials, purchase_id: str, change: Update) -> View:
        """A purchase of this user with status, error and outputs replaced; it moves no more by itself."""
        with self._lock:
            purchase = self.find(user, purchase_id)
            purchase.status, purchase.error, purchase.updated = change.status, change.error, change.models
            purchase.moving = False
            return self._view(purchase)

    def priced_days(self, user: Credentials) -> list[date]:
        """The days for which this user gets prices: today, the next two, and those of the user's purchases."""
        today = self._now().astimezone(market.ZONE).date()
        with self._lock:
            labels = {label[:10] for post in self.posts if post.user == user.user for label, _mw in post.rows}
        days = {today + timedelta(days=ahead) for ahead in range(3)} | {date.fromisoformat(day) for day in labels}
        return sorted(days)

    def http_date(self) -> str:
        """This instant as a header writes it."""
        return format_datetime(self._now().astimezone(UTC), usegmt=True)

    def now(self) -> str:
        """This instant as the API writes it."""
        return stamp(self._now())

    def fail_next(self, text: str) -> None:
        """Let the next purchase created end as failed with this text; asked several times, the next several."""
        with self._lock:
            self._fail_next.append(text)

    def finish(self, purchase_id: str, text: str = "") -> None:
        """End a purchase at once: failed if there is a `text` or it was to fail, else completed."""
        with self._lock:
            purchase = self._purchases[purchase_id]
            purchase.end(text or purchase.fails_with)

    def hold(self) -> None:
        """Let no purchase move, new ones neither, until `release`."""
        with self._lock:
            for purchase in self._purchases.values():
                self._settle(purchase)
            self._held = True

    def release(self) -> None:
        """Let them move again, from where they stand."""
        with self._lock:
            self._held = False
            for purchase in self._purchases.values():
                purchase.stepped_at = self._steady()

    def reject_tokens(self, rejecting: bool) -> None:
        """Whether every token counts as expired, new ones too."""
        with self._lock:
            self._rejecting = rejecting

    def expire_tokens(self) -> None:
        """Let every token given so far count as expired; one from a new sign-in is good."""
        with self._lock:
            past = self._now()
            self._tokens = {token: (user, past) for token, (user, _expires) in self._tokens.items()}

    def find(self, user: Credentials, purchase_id: str) -> Purchase:
        """The purchase of that id if it is this user's; answered with 404 otherwise."""
        purchase = self._purchases.get(purchase_id)
        if purchase is None or purchase.post.user != user.user:
            raise error("Purchase not found.", 404)
        return purchase

    def _settle(self, purchase: Purchase) -> None:
        if self._held or not self.pace:
            return
        while purchase.moving and self._steady() - purchase.stepped_at >= self.pace:
            purchase.stepped_at += self.pace
            purchase.step()

    @staticmethod
    def _view(purchase: Purchase) -> View:
        return View(
            purchase.post.id, purchase.status, purchase.error, stamp(purchase.post.received_at), purchase.models()
        )


def _user(
    user: str, mailbox: str, name: str, retailers: list[str], failing_retailer: str, *, sees_prices: bool = True
) -> Credentials:
    return Credentials(
        user=user,
        token=secrets.token_urlsafe(24),
        email=f"{mailbox}@sandbox.example",
        password=secrets.token_urlsafe(9),
        retailers=retailers,
        failing_retailer=failing_retailer,
        name=name,
        sees_prices=sees_prices,
    )


def _unauthorised(text: str) -> RefusedError:
    return RefusedError(401, {"detail": text}, {"WWW-Authenticate": "Bearer"})
