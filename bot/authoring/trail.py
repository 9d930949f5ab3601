"""Tells the audit log of changes of the drafts: an entry is there if, and only if, the change is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog


@dataclass(frozen=True)
class Trail:
    """The audit log, and the database it is in."""

    engine: Engine
    log: AuditLog

    @contextmanager
    def telling(self, who: str, action: str, commit: str, why: str) -> Iterator[None]:
        """Keep an entry when what is done within does not fail."""
        with self.engine.begin() as connection:
            self.log.append(connection, who=who, action=action, subject=f"commit:{commit[:10]}", why=why)
            yield
