"""What the worker tells the window: immutable values, one class per kind of news."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.decision import Decision, UpdateRequest
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.examination import Examination
from ravenwits_desktop.domain.gates import Gate
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.ledger import LedgerReport
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.plausibility import NO_HISTORY, History
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.reading import Alternative, Grid, Question, Reading, ReadingOptions
from ravenwits_desktop.domain.review import Review
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import Floats


class Link(enum.Enum):
    """How the program stands with the server."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    NO_ACCOUNT = "no_account"


@dataclass(frozen=True, slots=True)
class Started:
    """The store is open: everything that was there at the last end. `recovered` were being sent when it ended."""

    drafts: tuple[Draft, ...]
    submissions: tuple[Submission, ...]
    recovered: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The store cannot be used: nothing can be kept, so nothing is sent."""

    message: Message


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Whose purchases these are from now on. `keychain` says whether the secret outlives this run.

    `locked` names the fields of the account that the settings of this computer do not let anybody change.
    """

    account: Account
    has_token: bool
    keychain: bool
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The server became reachable, unreachable, or asks to sign in; `message` says why."""

    link: Link
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """This draft is on disk as it was when it was handed over."""

    draft_id: str


@dataclass(frozen=True, slots=True)
class DraftReopened:
    """A draft comes back to the editor: withdrawn from the outbox, refused by the server, or opened from a submission.

    `refused` is the start of the period (``datetime64[m]``, UTC, as ISO text) that the server named, with its reason.
    """

    draft: Draft
    refused: str | None = None
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is to say of the rows of a long draft; `request` is the number that `examine` gave.

    `examination` is None where that failed by a fault of this program, which `Unexpected` reports.
    """

    request: int
    examination: Examination | None


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was understood, read with `options`; `request` is the number that `read_file` or `open_file` gave.

    For a file that was opened: `plain` is the fingerprint of what is read with nothing chosen, empty where that asks.
    `kept` is the confirmed reading of such files, and with `same` this one is as it was; else `changed` says in words
    what is not. `remark` is what has to be said of one that is `same` all the same, None mostly.
    For a file that is read again, after a question, `kept` is the reading it resembles and `changed` what is different.
    `rivals` are the sheets from which the one that was chosen before has to be, none where it is the only one.
    """

    request: int
    path: str
    reading: Reading
    options: ReadingOptions
    plain: str = ""
    kept: KeptReading | None = None
    changed: tuple[Message, ...] = ()
    same: bool = False
    remark: Message | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileNotRead:
    """A file was not understood, and why. Where a person has to decide something, `question` says what.

    `choices` are the columns and `sheets` the sheets there are to choose from; `alternatives` what each answer would
    give, `grid` the file's first cells, where they could be told.
    """

    request: int
    path: str
    message: Message
    choices: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    question: Question | None = None
    alternatives: tuple[Alternative, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A reading that a person has taken, as the window hands it over to be kept; `plain` is that of its `FileRead`.

    `rivals` are the sheets from which its own had to be chosen.
    """

    reading: Reading
    options: ReadingOptions
    plain: str
    account_zone: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """All readings that are kept, the one used last first."""

    readings: tuple[KeptReading, ...]


@dataclass(frozen=True, slots=True)
class FileWritten:
    """An export ended: where it is, or why it is not."""

    path: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a person has to see before this draft is sent."""

    review: Review


@dataclass(frozen=True, slots=True)
class PreviousFound:
    """The purchase that was sent last for a draft's days, None where there is none, and what was sent lately."""

    draft_id: str
    purchase: Purchase | None
    history: History = NO_HISTORY


@dataclass(frozen=True, slots=True)
class SubmissionChanged:
    """A submission is new or stands elsewhere; `before` is the state it left (its value), None for a new one."""

    submission: Submission
    before: str | None = None


@dataclass(frozen=True, slots=True)
class OutputsCame:
    """The server has given outputs, or other ones than before; `open_submission` gets them."""

    submission_id: str


@dataclass(frozen=True, slots=True)
class AnswerNoted:
    """The server's last answer could not be read, or has no outputs any more; None once that is no longer so."""

    submission_id: str
    later: LaterAnswer | None


@dataclass(frozen=True, slots=True)
class SubmissionOpened:
    """What the chart needs of one submission. `names` are the models' names by their id.

    `previous` is what went out before for its days. `allocations` are those of its first models, by id; `prices` the
    predicted ones by market, empty where there are none or the account may not see them; `priced` are those at the
    periods of the purchase. `later` is the last answer where that gave no outputs.
    """

    submission: Submission
    purchase: Purchase | None
    output: StrategyOutput | None
    names: Mapping[str, str] = field(default_factory=dict)
    previous: Purchase | None = None
    allocations: Mapping[str, Allocation] = field(default_factory=dict)
    prices: Mapping[str, MarketPrices] = field(default_factory=dict)
    priced: Mapping[str, Floats] = field(default_factory=dict)
    later: LaterAnswer | None = None


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """One answer of the server as it came."""

    at: datetime
    call: str
    status: int | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class SubmissionDetails:
    """Everything that is kept of one submission."""

    submission: Submission
    purchase: Purchase | None
    answers: tuple[AnswerKept, ...]


@dataclass(frozen=True, slots=True)
class UpdateOpened:
    """What the update dialog begins with: the outputs stored now, as JSON text, and the rows that were sent."""

    submission: Submission
    outputs_text: str
    purchase: Purchase | None = None


@dataclass(frozen=True, slots=True)
class UpdateReviewed:
    """What an update changes at the server, and by which state of it (`seen`); or why nobody can tell (`message`)."""

    request: UpdateRequest
    changes: tuple[Message, ...]
    seen: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class OutputsRead:
    """A file of outputs for an update, as JSON text, and what was decided about it; `text` is None if `message` is."""

    path: str
    text: str | None
    notes: tuple[Message, ...] = ()
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class UpdateEnded:
    """The server answered an update (`answer`), or it failed (`message`)."""

    submission_id: str
    answer: str | None
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class BundleTaken:
    """A colleague's bundle was read: how many submissions were added, were here already, or were never at the server.

    `message` says why nothing was.
    """

    path: str
    added: int
    known: int
    left_out: int
    made_by: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class GatesChanged:
    """When the gates close, from now on."""

    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class LedgerChecked:
    """What a check of the ledger came to; `concerned` is the submission of the entry that is broken, if it is there."""

    report: LedgerReport
    concerned: Submission | None = None


@dataclass(frozen=True, slots=True)
class LinkDoubted:
    """The id of `decision` was not linked to `submission`: something has to be seen first, and sent back as seen.

    `what` speaks against it, None if nothing does; `followed` has that id already and would be merged into it.
    """

    decision: Decision
    submission: Submission
    what: Message | None
    followed: Submission | None = None


@dataclass(frozen=True, slots=True)
class SignInEnded:
    """A sign-in, or a test of the connection, came to this."""

    ok: bool
    message: Message


@dataclass(frozen=True, slots=True)
class VersionOffered:
    """A newer version is there: what is new in it, where a person finds it, and the file for this computer, if any."""

    version: str
    notes: str
    place: str
    file: str


@dataclass(frozen=True, slots=True)
class VersionRemark:
    """The look for a newer version came to nothing; not worth more than a line."""

    message: Message


@dataclass(frozen=True, slots=True)
class VersionSaved:
    """The newer version lies at `path`, whole and as it was signed, or why it does not."""

    path: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a person should know now, in one message."""

    message: Message


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A fault of this program, as a report without secrets."""

    report: str


Event = (
    Started
    | NotStarted
    | AccountChanged
    | LinkChanged
    | DraftSaved
    | DraftReopened
    | Examined
    | FileRead
    | FileNotRead
    | KeptReadings
    | FileWritten
    | Reviewed
    | PreviousFound
    | SubmissionChanged
    | OutputsCame
    | AnswerNoted
    | SubmissionOpened
    | SubmissionDetails
    | UpdateOpened
    | UpdateReviewed
    | OutputsRead
    | UpdateEnded
    | BundleTaken
    | GatesChanged
    | LedgerChecked
    | LinkDoubted
    | SignInEnded
    | VersionOffered
    | VersionRemark
    | VersionSaved
    | Trouble
    | Unexpected
)
