"""What agents do: take a conversation, give it back, close it, and read and close contact requests.

Each is audited in the transaction of the change, and told to the help desk if there is one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Engine

from bot.audit.log import AuditLog
from bot.handoff.contacts import ContactRequest, Contacts
from bot.handoff.owners import Owner, Owners
from bot.handoff.tables import AGENT
from bot.handoff.webhook import Webhook
from bot.knowledge.database import insert_into

THERE_S = 60.0  # an agent's program asks at least twice a minute
GONE_S = 300.0
SEEN_EVERY_S = 10.0


class Agents:
    """The agents of a database.

    Args:
        engine: the database of the conversations.
        audit: the log of the same database.
        owners: who owns which conversation.
        contacts: the contact requests.
        webhook: tells the help desk.
        pseudonym: what a conversation is called in the audit log.
    """

    def __init__(
        self,
        engine: Engine,
        audit: AuditLog,
        *,
        owners: Owners,
        contacts: Contacts,
        webhook: Webhook,
        pseudonym: Callable[[str], str],
    ) -> None:
        self._engine = engine
        self._audit = audit
        self._owners = owners
        self._contacts = contacts
        self._webhook = webhook
        self._pseudonym = pseudonym
        self._noted: dict[str, float] = {}

    def note(self, agent: str) -> None:
        """Note that an agent's program is there; written every ten seconds at most."""
        now = time.time()
        if abs(now - self._noted.get(agent, 0.0)) < SEEN_EVERY_S:
            return
        self._noted[agent] = now
        with self._engine.begin() as connection:
            fresh = insert_into(self._engine, AGENT).values(name=agent, seen=now)
            connection.execute(fresh.on_conflict_do_nothing(index_elements=["name"]))
            connection.execute(update(AGENT).where(AGENT.c.name == agent).values(seen=now))

    def anybody_there(self) -> bool:
        """Whether some agent's program is there, or a help desk is told."""
        return self._webhook.is_set or bool(self.seen_within(THERE_S))

    def seen_within(self, seconds: float) -> set[str]:
        """Return the agents that were there so lately."""
        query = select(AGENT.c.name).where(AGENT.c.seen > time.time() - seconds)
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def take(self, agent: str, sender: str) -> bool:
        """Take a conversation from the queue; False when it does not wait (any more)."""
        with self._engine.begin() as connection:
            if not self._owners.take(connection, sender, agent):
                return False
            self._tell(connection, agent, "handoff.take", sender, "a person was asked for")
        return True

    def release(self, agent: str, sender: str, owner: Owner) -> bool:
        """Give a conversation back to the bot, or close it; False when it is not the agent's."""
        with self._engine.begin() as connection:
            if not self._owners.release(connection, sender, owner, "agent", agent):
                return False
            action = "handoff.close" if owner == "closed" else "handoff.return"
            self._tell(connection, agent, action, sender, "the person's part is done")
        return True

    def read_contacts(self, agent: str) -> list[ContactRequest]:
        """Return the open contact requests; that they were read is in the audit log."""
        requests = self._contacts.open()
        if requests:
            with self._engine.begin() as connection:
                details = {"references": [request.reference for request in requests]}
                self._audit.append(
                    connection,
                    who=agent,
                    action="contact.read",
                    subject="contact requests",
                    why="to reach citizens who asked for it",
                    details=details,
                )
        return requests

    def close_contact(self, agent: str, reference: str) -> bool:
        """Mark a contact request as done; False when there is no open one."""
        with self._engine.begin() as connection:
            if not self._contacts.close(connection, reference, agent):
                return False
            self._audit.append(
                connection, who=agent, action="contact.close", subject=f"contact:{reference}", why="done"
            )
            self._webhook.tell(connection, "contact.close", {"reference": reference, "agent": agent})
        return True

    def _tell(self, connection: Connection, agent: str, action: str, sender: str, why: str) -> None:
        subject = self._pseudonym(sender)
        self._audit.append(connection, who=agent, action=action, subject=subject, why=why)
        self._webhook.tell(connection, action, {"conversation": sender, "agent": agent})
