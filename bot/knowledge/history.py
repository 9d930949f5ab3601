"""Tells what was published at a moment, from the versions that the store keeps.

A version counts from when it was saved until the next one of its record; called by `missi explain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.knowledge.database import reporting
from bot.knowledge.record import Record
from bot.knowledge.store import Store, read_body
from bot.knowledge.tables import VersionRow


@dataclass(frozen=True)
class Version:
    """A record as it stood from a moment on."""

    record: Record
    saved_at: datetime
    """In UTC."""


def published_at(store: Store, moment: datetime) -> dict[str, Version]:
    """Return by id every record that was published at a moment, as it stood then."""
    newest = (
        select(VersionRow.id, func.max(VersionRow.version).label("version"))
        .where(VersionRow.saved_at <= moment.astimezone(timezone.utc))
        .group_by(VersionRow.id)
        .subquery()
    )
    is_newest = and_(VersionRow.id == newest.c.id, VersionRow.version == newest.c.version)
    with reporting(store.engine), Session(store.engine, future=True) as session:
        rows = session.execute(select(VersionRow).join(newest, is_newest)).scalars()
        versions = [Version(read_body(row.body), in_utc(row.saved_at)) for row in rows]
    return {v.record.id: v for v in versions if v.record.status == "published"}


def versions_of(store: Store, identity: str) -> list[Version]:
    """Return every version of a record, the newest first."""
    query = select(VersionRow).where(VersionRow.id == identity).order_by(VersionRow.version.desc())
    with reporting(store.engine), Session(store.engine, future=True) as session:
        rows = session.execute(query).scalars()
        return [Version(read_body(row.body), in_utc(row.saved_at)) for row in rows]


def in_utc(moment: datetime) -> datetime:
    """SQLite keeps no time zone: what it gives back is in UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc)
