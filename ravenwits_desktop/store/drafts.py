"""Statements about drafts."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.store import codec, origins
from ravenwits_desktop.store.schema import drafts

_FIELDS = tuple(field.name for field in dataclasses.fields(Draft))
_SELECT = select(*(drafts.c[name] for name in _FIELDS))


def save(connection: Connection, draft: Draft, now: datetime) -> Draft:
    """Insert or replace; the time of making is that of the first save."""
    known = connection.execute(select(drafts.c.created).where(drafts.c.id == draft.id)).first()
    created = known.created if known else draft.created or now
    draft = dataclasses.replace(draft, created=created, modified=now)
    values = {name: getattr(draft, name) for name in _FIELDS} | {
        "rows": codec.pack_rows(draft.rows),
        "provenance": origins.pack(draft.provenance),
    }
    if known:
        connection.execute(update(drafts).where(drafts.c.id == draft.id).values(values))
    else:
        connection.execute(insert(drafts).values(values))
    return draft


def every(connection: Connection) -> list[Draft]:
    """All of them in order of making."""
    return [_draft(row) for row in connection.execute(_SELECT.order_by(drafts.c.number))]


def one(connection: Connection, draft_id: str) -> Draft | None:
    """The draft of that id."""
    row = connection.execute(_SELECT.where(drafts.c.id == draft_id)).first()
    return _draft(row) if row else None


def remove(connection: Connection, draft_id: str) -> None:
    """Forget the draft of that id, if there is one."""
    connection.execute(delete(drafts).where(drafts.c.id == draft_id))


def set_closed(connection: Connection, draft_id: str, closed: bool) -> None:
    """Take the tab of the draft of that id or give it back, if the draft is still there."""
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(closed=closed))


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    values = row._asdict()
    unpacked = {"rows": codec.unpack_rows(values["rows"]), "provenance": origins.unpack(values["provenance"])}
    return Draft(**values | unpacked)
