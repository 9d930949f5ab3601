"""Opens what staff oversee the assistant with, while it runs or not: the database of the conversations.

Called by the commands of `missi` that change or show something of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.secret import keep_secret
from bot.handoff.contacts import Contacts
from bot.handoff.tables import METADATA as CONTACT_TABLES
from bot.handoff.vault import open_vault
from bot.knowledge.database import make_tables, open_database, reporting
from bot.knowledge.store import LoadResult
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
    def contacts(self) -> Contacts:
        """The contact requests, with the keys of the settings."""
        chosen = self.settings.handoff
        with reporting(self.engine):
            make_tables(self.engine, CONTACT_TABLES)
        return Contacts(self.engine, open_vault(chosen.contact_keys, self.settings.var), chosen.contact_days)

    @cached_property
    def knowledge(self) -> Engine:
        """The database of the knowledge, whose topics and counties can be named."""
        return prepare_store(self.settings).engine


def note_publication(result: LoadResult, *, who: str, why: str) -> None:
    """Note in the audit log what was published, if anything changed."""
    if not (result.added or result.changed or result.retired):
        return
    oversight = open_oversight()
    counts = {"added": result.added, "changed": result.changed, "retired": result.retired}
    with reporting(oversight.engine):
        log = oversight.audit
        with oversight.engine.begin() as connection:
            named = {"action": "knowledge.publish", "subject": "knowledge"}
            log.append(connection, who=who, why=why, details=counts, **named)


def open_oversight() -> Oversight:
    """Open the database that the settings name; raises DatabaseError when it cannot be used."""
    settings = read_settings()
    return Oversight(settings, open_database(conversations_address(settings)))
