"""Opens what staff oversee the assistant with, while it runs or not: the database of the conversations.

Called by the commands of `missi` that change or show something of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.knowledge.database import open_database, reporting
from bot.operations.endpoints import conversations_address
from bot.settings import Settings, read_settings


@dataclass(frozen=True)
class Oversight:
    """The database of the conversations, and the log of what is done to it."""

    settings: Settings
    engine: Engine

    @cached_property
    def audit(self) -> AuditLog:
        """The audit log."""
        with reporting(self.engine):
            return AuditLog(self.engine)


def open_oversight() -> Oversight:
    """Open the database that the settings name; raises DatabaseError when it cannot be used."""
    settings = read_settings()
    return Oversight(settings, open_database(conversations_address(settings)))
