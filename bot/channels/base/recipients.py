"""Where citizens can be written to later, encrypted, no longer than it is needed.

A conversation is named by a pseudonym; a person's words still must reach the citizen behind it. Whoever left
a conversation is written to no more, by any process, until they write again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from bot.channels.base.tables import RECIPIENT
from bot.handoff.vault import Vault
from bot.knowledge.database import insert_into

LEFT_S = 7 * 86400.0
"""Longer than anything waits to be sent."""


class Recipients:
    """The recipients of a database; each goes with its conversation, or earlier by itself."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault

    def remember(self, sender: str, address: Mapping[str, str], until: float) -> None:
        """Keep, until a time, how a vendor calls the citizen, who from now on may be written to."""
        self._write(sender, until, self._vault.lock(address))

    def find(self, sender: str) -> dict[str, str] | None:
        """Return the address of a conversation; None when there is none, or none any more."""
        mine = select(RECIPIENT.c.body).where(RECIPIENT.c.sender == sender, RECIPIENT.c.until > time.time())
        with self._engine.connect() as connection:
            body = connection.execute(mine).scalar()
        return self._vault.unlock(body) if body else None

    def leave(self, sender: str) -> None:
        """Forget the address of somebody who left the conversation, and that they did until they write."""
        self._write(sender, time.time() + LEFT_S, None)

    def has_left(self, sender: str) -> bool:
        """Whether they left, and have not written since."""
        mine = select(RECIPIENT.c.sender).where(RECIPIENT.c.sender == sender, RECIPIENT.c.body.is_(None))
        with self._engine.connect() as connection:
            return connection.execute(mine).first() is not None

    def expire(self) -> int:
        """Remove what is too old, and return how many."""
        with self._engine.begin() as connection:
            old = delete(RECIPIENT).where(RECIPIENT.c.until <= time.time())
            return int(connection.execute(old).rowcount)

    def _write(self, sender: str, until: float, body: str | None) -> None:
        values = {"until": until, "body": body}
        row = insert_into(self._engine, RECIPIENT).values(sender=sender, **values)
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["sender"], set_=values))
