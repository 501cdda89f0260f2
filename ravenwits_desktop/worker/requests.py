"""Everything that the window may ask of the worker. Every method returns at once; its docstring says what follows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ravenwits_desktop.domain.account import SignInRequest
    from ravenwits_desktop.domain.decision import Annotation, Decision, FollowRequest, UpdateRequest
    from ravenwits_desktop.domain.draft import Draft
    from ravenwits_desktop.domain.examination import Examination, Question
    from ravenwits_desktop.domain.gates import Gate
    from ravenwits_desktop.domain.message import Message
    from ravenwits_desktop.domain.purchase import Purchase
    from ravenwits_desktop.domain.reading import ReadingOptions
    from ravenwits_desktop.domain.review import Review
    from ravenwits_desktop.domain.rows import Problem
    from ravenwits_desktop.domain.sheet import Sheet
    from ravenwits_desktop.domain.text import Decimal
    from ravenwits_desktop.worker import events
    from ravenwits_desktop.worker.service import Service


class Requests:
    """The requests of a worker: each names the part of the service that answers it."""

    @abstractmethod
    def _ask(self, what: Callable[[Service], Callable[..., Awaitable[None]]], *arguments: Any) -> None:
        """Hand a request over, to be answered in the order of asking."""

    @abstractmethod
    def _hide(self, secret: str) -> None:
        """Let no report or log tell this."""

    @abstractmethod
    def _next_request(self) -> int:
        """A number that no request had before."""

    def save_draft(self, draft: Draft) -> None:
        """Write a draft down; `draft_saved` follows."""
        self._ask(lambda service: service.save_draft, draft)

    def delete_draft(self, draft_id: str) -> None:
        """Remove a draft for good."""
        self._ask(lambda service: service.delete_draft, draft_id)

    def examine(self, question: Question, before: Examination | None) -> int:
        """Examine the rows of a long draft; `examined` follows with the number given back here.

        What `before`, an earlier examination of the draft, knows and still holds is not worked out anew.
        """
        return self._read(lambda service: service.examiner.examine, question, before)

    def read_file(self, path: str, options: ReadingOptions) -> int:
        """Read a spreadsheet; `file_read` or `file_not_read` follows with the number given back here."""
        return self._read(lambda service: service.readings.read, path, options)

    def open_file(self, path: str, options: ReadingOptions) -> int:
        """Read a spreadsheet as one of its kind was read before; what follows is as for `read_file`."""
        return self._read(lambda service: service.readings.open, path, options)

    def open_table(self, text: str, options: ReadingOptions) -> int:
        """Read a table that was copied from somewhere; what follows is as for `open_file`."""
        return self._read(lambda service: service.readings.open_text, text, options)

    def read_table(self, text: str, options: ReadingOptions) -> int:
        """Read such a table again with other options; what follows is as for `read_file`."""
        return self._read(lambda service: service.readings.read_text, text, options)

    def _read(self, what: Callable[[Service], Callable[..., Awaitable[None]]], *arguments: Any) -> int:
        request = self._next_request()
        self._ask(what, request, *arguments)
        return request

    def keep_reading(self, confirmation: events.Confirmation) -> None:
        """Keep a reading that a person has confirmed; `kept_readings` follows."""
        self._ask(lambda service: service.readings.keep, confirmation)

    def use_reading(self, reading_id: str) -> None:
        """A kept reading was used once more; `kept_readings` follows."""
        self._ask(lambda service: service.readings.use, reading_id)

    def ask_kept_readings(self) -> None:
        """Get what is kept; `kept_readings` follows."""
        self._ask(lambda service: service.readings.tell)

    def rename_reading(self, reading_id: str, name: str) -> None:
        """Give a kept reading another name; `kept_readings` follows."""
        self._ask(lambda service: service.readings.rename, reading_id, name)

    def forget_reading(self, reading_id: str) -> None:
        """Delete a kept reading; `kept_readings` follows."""
        self._ask(lambda service: service.readings.forget, reading_id)

    def cancel_reading(self, request: int) -> None:
        """Stop reading a spreadsheet; nothing follows."""
        self._ask(lambda service: service.files.cancel, request)

    def export_draft(self, draft: Draft, path: str, decimal: Decimal) -> None:
        """Write a draft's rows to a file, a ``.csv`` with this decimal sign; `file_written` follows."""
        self._ask(lambda service: service.files.export, draft, path, decimal)

    def write_sheet(self, sheet: Sheet, path: str, decimal: Decimal) -> None:
        """Write a table of figures to a file, a ``.csv`` with this decimal sign; `file_written` follows."""
        self._ask(lambda service: service.files.write_sheet, sheet, path, decimal)

    def write_made(self, make: Callable[[], bytes], path: str) -> None:
        """Write a file whose content `make` makes in a thread beside the loop; `file_written` follows."""
        self._ask(lambda service: service.files.write_made, make, path)

    def write_file(self, content: bytes, path: str) -> None:
        """Write a file that the window has made; `file_written` follows."""
        self._ask(lambda service: service.files.write, content, path)

    def review(self, draft_id: str, retailer_id: str, purchase: Purchase, warnings: tuple[Problem, ...]) -> None:
        """Gather what has to be seen before sending; `reviewed` follows."""
        self._ask(lambda service: service.counter.review, draft_id, retailer_id, purchase, warnings)

    def previous(self, draft_id: str, retailer_id: str, first_day: str, last_day: str) -> None:
        """Find what was sent last for a draft's market days (ISO, both inclusive); `previous_found` follows."""
        self._ask(lambda service: service.counter.previous, draft_id, retailer_id, first_day, last_day)

    def submit(self, review: Review) -> None:
        """Put a reviewed purchase into the outbox; `submission_changed` follows, or `trouble` and `draft_reopened`."""
        self._ask(lambda service: service.counter.submit, review)

    def cancel(self, submission_id: str) -> None:
        """Withdraw one that was not sent yet; `submission_changed` and `draft_reopened` follow."""
        self._ask(lambda service: service.counter.cancel, submission_id)

    def decide(self, decision: Decision) -> None:
        """Carry out a decision on a doubt; `submission_changed`, `link_doubted` or `trouble` follows."""
        self._ask(lambda service: service.desk.decide, decision)

    def unlink(self, submission_id: str) -> None:
        """Take back the id to which one in doubt was linked; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.unlink, submission_id)

    def follow(self, request: FollowRequest) -> None:
        """Add a purchase from elsewhere; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.follow, request)

    def refresh(self, submission_ids: tuple[str, ...]) -> None:
        """Ask the server at once about these, about all open ones if empty."""
        self._ask(lambda service: service.desk.refresh, submission_ids)

    def open_submission(self, submission_id: str) -> None:
        """Get what the chart needs; `submission_opened` follows, once more when the models' names are known."""
        self._ask(lambda service: service.openings.open, submission_id)

    def details(self, submission_id: str) -> None:
        """Get everything that is kept; `submission_details` follows."""
        self._ask(lambda service: service.desk.details, submission_id)

    def open_as_draft(self, submission_id: str) -> None:
        """Make a new draft of what was sent; `draft_reopened` follows."""
        self._ask(lambda service: service.desk.open_as_draft, submission_id)

    def open_update(self, submission_id: str) -> None:
        """Begin an update; `update_opened` follows."""
        self._ask(lambda service: service.updates.open, submission_id)

    def review_update(self, request: UpdateRequest) -> None:
        """Compare an update with what the server has now; `update_reviewed` follows."""
        self._ask(lambda service: service.updates.review, request)

    def update(self, request: UpdateRequest) -> None:
        """Send an update; `update_ended` follows."""
        self._ask(lambda service: service.updates.send, request)

    def read_outputs(self, path: str) -> None:
        """Read outputs for an update from JSON or a spreadsheet; `outputs_read` follows."""
        self._ask(lambda service: service.files.read_outputs, path)

    def send_after_gate(self, submission_id: str) -> None:
        """Send one whose gate has closed all the same; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.send_after_gate, submission_id)

    def set_gates(self, gates: tuple[Gate, ...]) -> None:
        """Save when the gates close; `gates_changed` follows."""
        self._ask(lambda service: service.set_gates, gates)

    def annotate(self, annotation: Annotation) -> None:
        """Keep a label and a note; `submission_changed` follows."""
        self._ask(lambda service: service.desk.annotate, annotation)

    def export_bundle(self, submission_ids: tuple[str, ...], path: str) -> None:
        """Write submissions as one bundle; `file_written` follows."""
        self._ask(lambda service: service.bundles.export, submission_ids, path)

    def take_bundle(self, path: str) -> None:
        """Add the submissions of a colleague's bundle; `bundle_taken` follows."""
        self._ask(lambda service: service.bundles.take_in, path)

    def check_ledger(self) -> None:
        """Compare the ledger with itself; `ledger_checked` follows."""
        self._ask(lambda service: service.desk.check_ledger)

    def sign_in(self, request: SignInRequest) -> None:
        """Try an account and use it if it works; `sign_in_ended` follows."""
        # before anything can fail and be reported with it
        self._hide(request.token)
        self._hide(request.password)
        self._ask(lambda service: service.sign_in, request)

    def use_account(self, request: SignInRequest) -> None:
        """Save an account and use it without trying; `account_changed` follows."""
        # before anything can fail and be reported with it
        self._hide(request.token)
        self._hide(request.password)
        self._ask(lambda service: service.use_account, request)

    def save_version(self, path: str) -> None:
        """Save the installer of the newer version that was offered; `version_saved` follows."""
        self._ask(lambda service: service.versions.save, path)

    @staticmethod
    def check_outputs(text: str, purchase: Purchase | None = None) -> tuple[Message, ...]:
        """Warnings about outputs that are to be sent for `purchase`, at once.

        Raises `WireError`, whose message says what is wrong.
        """
        import msgspec

        from ravenwits_desktop.api.wire import check_outputs, decode_output
        from ravenwits_desktop.domain.update import misfits

        outputs, warnings = check_outputs(text)
        if purchase is None:
            return warnings
        return (*warnings, *misfits(purchase, decode_output(msgspec.json.encode(outputs))))

    def set_hidden(self, hidden: bool) -> None:
        """Ask the server more slowly while nobody looks."""
        self._ask(lambda service: service.set_hidden, hidden)
