"""Opens what staff oversee the assistant with, while it runs or not: the database of the conversations.

Called by the commands of `missi` that change or show something of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.secret import keep_secret
from bot.knowledge.database import open_database, reporting
from bot.operations.database import prepare_store
from bot.operations.endpoints import conversations_address
from bot.retention.retention import Retention
from bot.settings import Settings, read_settings
from bot.switches.switchboard import Switchboard


@dataclass(frozen=True)
class Oversight:
    """What there is to oversee, each part opened when it is first wanted."""

    settings: Settings
    engine: Engine

    @cached_property
    def audit(self) -> AuditLog:
        """The audit log."""
        with reporting(self.engine):
            return AuditLog(self.engine)

    @cached_property
    def switchboard(self) -> Switchboard:
        """The switches and notices."""
        with reporting(self.engine):
            return Switchboard(self.engine, self.audit)

    @cached_property
    def retention(self) -> Retention:
        """The conversations, as long as they are kept."""
        secret = self.settings.web.secret or keep_secret(self.settings.var)
        days = {"most_days": self.settings.retention_days, "idle_days": self.settings.web.idle_days}
        with reporting(self.engine):
            return Retention(self.engine, self.audit, secret, **days)

    @cached_property
    def knowledge(self) -> Engine:
        """The database of the knowledge, whose topics and counties can be named."""
        return prepare_store(self.settings).engine


def open_oversight() -> Oversight:
    """Open the database that the settings name; raises DatabaseError when it cannot be used."""
    settings = read_settings()
    return Oversight(settings, open_database(conversations_address(settings)))
