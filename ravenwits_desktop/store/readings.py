"""Statements about confirmed readings."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.store.schema import readings

_FIELDS = tuple(field.name for field in dataclasses.fields(KeptReading))
_SELECT = select(*(readings.c[name] for name in _FIELDS))


def keep(connection: Connection, reading: KeptReading, now: datetime) -> KeptReading:
    """Write a reading; one of the same kind gives it its id, its name and its count of uses."""
    same = readings.c.fingerprint == reading.fingerprint
    if reading.plain:
        same = or_(readings.c.plain == reading.plain, same)
    before = [KeptReading(**row._asdict()) for row in connection.execute(_SELECT.where(same).order_by(readings.c.used))]
    made = dataclasses.replace(reading, created=reading.created or now, used=now, uses=1)
    if before:
        last = before[-1]
        made = dataclasses.replace(made, id=last.id, name=last.name, created=last.created, uses=last.uses + 1)
        connection.execute(delete(readings).where(readings.c.id.in_([each.id for each in before])))
    connection.execute(insert(readings).values({name: getattr(made, name) for name in _FIELDS}))
    return made


def every(connection: Connection) -> list[KeptReading]:
    """All of them, the one used last first."""
    found = connection.execute(_SELECT.order_by(readings.c.used.desc(), readings.c.number.desc()))
    return [KeptReading(**row._asdict()) for row in found]


def use(connection: Connection, reading_id: str, now: datetime) -> None:
    """Count one use more."""
    values = {"used": now, "uses": readings.c.uses + 1}
    connection.execute(update(readings).where(readings.c.id == reading_id).values(values))


def rename(connection: Connection, reading_id: str, name: str) -> None:
    """Give another name."""
    connection.execute(update(readings).where(readings.c.id == reading_id).values(name=name))


def remove(connection: Connection, reading_id: str) -> None:
    """Forget it, if it is there."""
    connection.execute(delete(readings).where(readings.c.id == reading_id))
