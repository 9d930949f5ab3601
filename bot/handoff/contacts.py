"""Contact requests: somebody left a name and a number, encrypted, for agents to read until it expires."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from bot.handoff.tables import CONTACT_REQUEST
from bot.handoff.vault import Vault

DAY_S = 86400.0
# No letters or digits that look or sound alike on the phone.
_LETTERS = "ACDEFHJKLMNPRTUVWXY3479"
_PHONE = re.compile(r"(?:\+?1[\s.-]*)?\(?([2-9]\d{2})\)?[\s.-]*([2-9]\d{2})[\s.-]*(\d{4})(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
MOST_NAME = 80  # characters


@dataclass(frozen=True)
class ContactRequest:
    """Who wants to be reached, and how; `sender` is None once the conversation is deleted."""

    reference: str
    at: float
    name: str
    reach: str
    sender: str | None


class Contacts:
    """The contact requests of a database; they expire after so many days."""

    def __init__(self, engine: Engine, vault: Vault, days: int) -> None:
        self._engine = engine
        self._vault = vault
        self.days = days

    def add(self, connection: Connection, sender: str, name: str, reach: str) -> str:
        """Keep a request in the caller's transaction; return its reference number."""
        reference = "M-" + "".join(secrets.choice(_LETTERS) for _ in range(7))
        body = self._vault.lock({"name": name, "reach": reach})
        row = {"reference": reference, "sender": sender, "at": time.time(), "body": body}
        connection.execute(insert(CONTACT_REQUEST), row)
        return reference

    def open(self) -> list[ContactRequest]:
        """Return the requests that nobody has closed, oldest first; those that no key opens are left out."""
        query = select(CONTACT_REQUEST).where(
            CONTACT_REQUEST.c.done_by.is_(None), CONTACT_REQUEST.c.at > self._oldest()
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(CONTACT_REQUEST.c.at)).all()
        return [
            ContactRequest(row.reference, row.at, data["name"], data["reach"], row.sender)
            for row in rows
            if (data := self._vault.unlock(row.body))
        ]

    def close(self, connection: Connection, reference: str, agent: str) -> bool:
        """Mark a request as done in the caller's transaction; False when there is no open one."""
        open_one = (CONTACT_REQUEST.c.reference == reference, CONTACT_REQUEST.c.done_by.is_(None))
        done = update(CONTACT_REQUEST).where(*open_one).values(done_by=agent)
        return bool(connection.execute(done).rowcount)

    def expire(self) -> int:
        """Remove what is too old, and return how many."""
        with self._engine.begin() as connection:
            old = delete(CONTACT_REQUEST).where(CONTACT_REQUEST.c.at <= self._oldest())
            return int(connection.execute(old).rowcount)

    def renew(self, connection: Connection) -> tuple[int, int]:
        """Encrypt all with the newest key; return how many were, and how many no key opens."""
        renewed = lost = 0
        for row in connection.execute(select(CONTACT_REQUEST)).all():
            body = self._vault.renew(row.body)
            mine = CONTACT_REQUEST.c.reference == row.reference
            if body is None:
                lost += 1
                continue
            connection.execute(update(CONTACT_REQUEST).where(mine).values(body=body))
            renewed += 1
        return renewed, lost

    def _oldest(self) -> float:
        return time.time() - self.days * DAY_S


def read_reach(text: str) -> str | None:
    """Return the phone number (as 601-555-0123) or e-mail address in a text, or None."""
    phone = _PHONE.search(text)
    if phone:
        return "-".join(phone.groups())
    mail = _MAIL.search(text)
    return mail[0] if mail else None
