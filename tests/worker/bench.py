"""A real worker with everything it tells, and a server that answers each kind of call as it is told to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from PySide6.QtCore import QObject, Slot

from ravenwits_desktop.api.limits import Timeouts
from ravenwits_desktop.domain.account import Account, Retailer, SignInRequest
from ravenwits_desktop.domain.draft import Draft, rows_of
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.store.store import Answer, Store
from ravenwits_desktop.worker import events
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.schedule import Pauses
from ravenwits_desktop.worker.service import Config
from tests.faults import Behaviour, Exchange, FaultServer, Received, respond
from tests.faults.behaviours import answer
from tests.store.factory import a_purchase

TOKEN = "tok_4fe1c2d7a9b84c3e"
PURCHASE_ID = "5d1c4c1e-4a53-4a34-9d2e-1f2a3b4c5d6e"
QUICK = Pauses(first=0.05, longest=0.4, spread=0.05, store=0.05)
SLOW = Pauses(first=30, longest=30, spread=30, store=0.05)
"""Nothing is asked by itself within a test."""
IMPATIENT = Timeouts(connect=2, read=0.4, write=0.4, total=1)
PATIENT = Timeouts(connect=5, read=20, write=20, total=30)

_Kind = TypeVar("_Kind")


class Ear(QObject):
    """Hears every signal of a worker, in the thread of the test."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.ended = False
        self.imported = False
        for name, value in vars(Worker).items():
            if type(value).__name__ == "Signal" and name not in ("imported", "stopped"):
                getattr(worker, name).connect(self.hear)
        worker.imported.connect(self.hear_imported)
        worker.stopped.connect(self.hear_end)

    @Slot(object)
    def hear(self, event: object) -> None:
        self.heard.append(event)

    @Slot()
    def hear_imported(self) -> None:
        self.imported = True

    @Slot()
    def hear_end(self) -> None:
        self.ended = True


class Bench:
    """A worker on its store in `folder`."""

    def __init__(self, qtbot: Any, folder: Path, account: Account | None, token: str | None, **options: Any) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.store_url = f"sqlite:///{(folder / 'ravenwits.sqlite3').as_posix()}"
        self.settings_file = folder / "settings.json"
        self._config = {
            "store_url": self.store_url,
            "settings_file": self.settings_file,
            "keychain_service": None,
            "account": account,
            "token": token,
            "timeouts": PATIENT,
            "pauses": QUICK,
            **options,
        }
        self.redactor = Redactor()
        self.worker = Worker(self.config, self.redactor)
        self.ear = Ear(self.worker)
        self.expected: tuple[str, ...] = ()
        """Words of the faults that this test causes."""

    def config(self) -> Config:
        return Config(**self._config)

    def settle(self, **options: Any) -> None:
        """Change how the worker is started; only before it is."""
        self._config.update(options)

    def start(self) -> Self:
        self.worker.imported.connect(self.worker.go_on)
        self.worker.start()
        self.wait_for(events.Started)
        return self

    # what was told

    def all(self, kind: type[_Kind]) -> list[_Kind]:
        return [event for event in self.ear.heard if isinstance(event, kind)]

    def forget(self) -> None:
        """Wait for what is told from now on."""
        self.ear.heard.clear()

    def wait_until(self, condition: Callable[[], object], seconds: float = 20) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=int(seconds * 1000))

    def wait_for(self, kind: type[_Kind], fits: Callable[[_Kind], object] = lambda _: True) -> _Kind:
        self.wait_until(lambda: any(fits(event) for event in self.all(kind)))
        return next(event for event in self.all(kind) if fits(event))

    def trouble(self, words: str) -> events.Trouble:
        return self.wait_for(events.Trouble, lambda event: words in str(event.message))

    def latest(self, submission_id: str) -> Submission | None:
        known = [
            event.submission for event in self.all(events.SubmissionChanged) if event.submission.id == submission_id
        ]
        return known[-1] if known else None

    def wait_state(self, submission_id: str, *states: State) -> Submission:
        def stands() -> bool:
            latest = self.latest(submission_id)
            return latest is not None and latest.state in states

        self.wait_until(stands)
        found = self.latest(submission_id)
        assert found is not None
        return found

    def wait_link(self, link: events.Link) -> None:
        self.wait_until(lambda: self.all(events.LinkChanged) and self.all(events.LinkChanged)[-1].link is link)

    def states(self, submission_id: str) -> list[State]:
        """Through which states it went, as told."""
        states: list[State] = []
        for event in self.all(events.SubmissionChanged):
            if event.submission.id == submission_id and event.submission.state not in states[-1:]:
                states.append(event.submission.state)
        return states

    # what is asked

    def draft(self, purchase: Purchase, draft_id: str = "draft") -> Draft:
        """A draft with these values, on disk."""
        draft = Draft(draft_id, "Tue 24 Nov", rows_of(purchase), resolution=purchase.resolution)
        count = len(self.all(events.DraftSaved))
        self.worker.save_draft(draft)
        self.wait_until(lambda: len(self.all(events.DraftSaved)) > count)
        return draft

    def review(
        self, purchase: Purchase | None = None, draft_id: str = "draft", retailer: str = "1001"
    ) -> events.Reviewed:
        count = len(self.all(events.Reviewed))
        self.worker.review(draft_id, retailer, purchase if purchase is not None else a_purchase(), ())
        self.wait_until(lambda: len(self.all(events.Reviewed)) > count)
        return self.all(events.Reviewed)[-1]

    def submit(self, purchase: Purchase | None = None, draft_id: str = "draft", retailer: str = "1001") -> str:
        """Review and submit; the submission's id."""
        review = self.review(purchase, draft_id, retailer).review
        self.worker.submit(review)
        self.wait_until(lambda: self.latest(review.id))
        return review.id

    def sign_in_with(self, account: Account, token: str) -> None:
        self.worker.use_account(SignInRequest(account, token))

    # the end

    def stop(self) -> None:
        if self.worker.running:
            self.worker.stop()
            self.wait_until(lambda: self.ear.ended, 10)
        self.worker.join()

    def store(self) -> Store:
        """What is on disk, after the worker has ended."""
        assert not self.worker.running
        return Store.open(self.store_url)

    def faults(self) -> list[str]:
        """Reports of faults that nobody expected."""
        reports = [event.report for event in self.all(events.Unexpected)]
        return [report for report in reports if not any(words in report for words in self.expected)]


def account_for(url: str, user: str = "desk-1", *retailers: str) -> Account:
    return Account(url, user, tuple(Retailer(retailer, f"Retailer {retailer}") for retailer in retailers or ("1001",)))


def standing(status: str, output: object = None, error: str = "", **more: object) -> Behaviour:
    """The answer to a get, for whichever purchase."""

    def behave(exchange: Exchange) -> None:
        purchase_id = exchange.request().target.partition("/purchase/")[2].partition("/get")[0]
        body = {"id": purchase_id, "status": status, "error": error, "strategy_output": output or {}, **more}
        exchange.send(answer(200, body))

    return behave


def taken(status: str = "pending", rows: int = 96, purchase_id: str = PURCHASE_ID, **more: object) -> Behaviour:
    """The answer to a submission."""
    return respond(201, {"id": purchase_id, "status": status, "rows_uploaded": rows, "error": None, **more})


class Wrong:
    """A server whose answers to submissions, to gets and to updates are behaviours; the last of each holds on.

    It is healthy and knows no models. `posts`, `gets` and `priced` are what it received.
    """

    def __init__(
        self,
        *posts: Behaviour,
        gets: tuple[Behaviour, ...] = (standing("pending"),),
        puts: tuple[Behaviour, ...] = (respond(404),),
        health: tuple[Behaviour, ...] = (respond(200, {"status": "healthy"}),),
    ) -> None:
        self._behaviours = {
            "POST": list(posts),
            "GET": list(gets),
            "PUT": list(puts),
            "health": list(health),
            "strategies": [respond(200, [])],
            "prices": [respond(403, {"detail": "You do not have permission to perform this action."})],
        }
        self._server = FaultServer(self._serve)

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.__exit__(*error)

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def connections(self) -> int:
        return self._server.connections

    def _serve(self, exchange: Exchange) -> None:
        # looks at the first bytes and leaves them to the behaviour
        head = exchange._socket.recv(1 << 16, socket.MSG_PEEK).decode("latin-1")
        if not head:
            return  # the client has gone
        method, _, target = head.partition("\r\n")[0].partition(" ")
        kind = "health" if target.startswith("/health") else "strategies" if "/strategies/" in target else method
        kind = "prices" if "/prices/" in target else kind
        behaviours = self._behaviours[kind]
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(exchange)

    def _received(self, method: str, part: str) -> list[Received]:
        return [one for one in list(self._server.received) if one.method == method and part in one.target]

    @property
    def posts(self) -> list[Received]:
        return self._received("POST", "/submit-purchase")

    @property
    def gets(self) -> list[Received]:
        return self._received("GET", "/purchase/")

    @property
    def priced(self) -> list[Received]:
        return self._received("GET", "/prices/")

    @property
    def puts(self) -> list[Received]:
        return self._received("PUT", "/purchase/")

    @property
    def probes(self) -> list[Received]:
        return self._received("GET", "/health")


def only_the_answer_of(bench: Bench, submission_id: str) -> tuple[Submission | None, bytes | None, tuple[Answer, ...]]:
    """The worker is ended; what is on disk of this submission."""
    bench.stop()
    with bench.store() as store:
        return store.submission(submission_id), store.body(submission_id), store.answers(submission_id)
