"""Column types that keep values exact whatever the database makes of dates and numbers."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Text, TypeDecorator

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.store import codec

E = TypeVar("E", bound=enum.Enum)


class Utc(TypeDecorator[datetime]):
    """A moment as ISO text in UTC with microseconds, so that texts sort as moments do. Refuses one without a zone."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """As text."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """As a moment."""
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise codec.DamagedBlobError(str(error)) from error


class Double(TypeDecorator[float]):
    """A double as its shortest exact text: REAL would lose minus zero and make null of NaN."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> str | None:
        """As text."""
        return None if value is None else repr(float(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> float | None:
        """As a double."""
        if value is None:
            return None
        try:
            return float(value)
        except ValueError as error:
            raise codec.DamagedBlobError(str(error)) from error


class Word(TypeDecorator[E], Generic[E]):
    """A member of an enumeration as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> Any:
        """As text."""
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        """As the member."""
        if value is None:
            return None
        try:
            return self.kind(value)
        except ValueError as error:
            raise codec.DamagedBlobError(str(error)) from error


class Words(TypeDecorator[str]):
    """A text for people. Half characters, as file names on Linux may give, become the replacement character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As text that has an encoding."""
        return None if value is None else with_encoding(value)


def with_encoding(text: str) -> str:
    """`text` as `Words` keeps it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class MessageText(TypeDecorator[Message]):
    """A message as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Message | None, dialect: Dialect) -> str | None:
        """As text."""
        return None if value is None else codec.write_message(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Message | None:
        """As a message."""
        return None if value is None else codec.read_message(value)


class MessagesText(TypeDecorator[tuple[Message, ...]]):
    """Messages as JSON; nothing where there are none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Message, ...] | None, dialect: Dialect) -> str | None:
        """As text."""
        return codec.write_messages(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Message, ...]:
        """As messages."""
        return () if value is None else codec.read_messages(value)


class TraitsText(TypeDecorator[tuple[tuple[str, str], ...]]):
    """Pairs of texts as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, str], ...] | None, dialect: Dialect) -> str | None:
        """As text."""
        return None if value is None else codec.write_traits(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[tuple[str, str], ...] | None:
        """As pairs."""
        return None if value is None else codec.read_traits(value)


class OptionsText(TypeDecorator[ReadingOptions]):
    """What a person chose about a file, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: ReadingOptions | None, dialect: Dialect) -> str | None:
        """As text."""
        return None if value is None else codec.write_options(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ReadingOptions | None:
        """As options."""
        return None if value is None else codec.read_options(value)
