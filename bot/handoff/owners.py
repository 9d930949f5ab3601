"""Who owns a conversation, in the database: the bot is silent unless it does.

Every change is one conditional statement, so that of two processes, or two agents, only one succeeds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from bot.handoff.tables import HANDOFF, PICKUP
from bot.knowledge.database import insert_into

Owner = Literal["bot", "queued", "agent", "closed"]
RECENT_S = 2 * 3600.0
FEWEST_PICKUPS = 3  # with fewer nothing is known of how long it takes


@dataclass(frozen=True)
class Standing:
    """How a conversation stands: its owner, the agent if there is one, and what the door has asked itself."""

    owner: Owner = "bot"
    agent: str | None = None
    since: float = 0.0
    asking: str | None = None
    draft: str | None = None


THE_BOTS = Standing()


class Owners:
    """The owners of a database's conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        columns = (HANDOFF.c.owner, HANDOFF.c.agent, HANDOFF.c.since, HANDOFF.c.asking, HANDOFF.c.draft)
        self._columns = columns

    def standing(self, sender: str) -> Standing:
        """Return how a conversation stands."""
        query = select(*self._columns).where(HANDOFF.c.sender == sender)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return Standing(**row._mapping) if row else THE_BOTS

    def owner_of(self, sender: str) -> Owner:
        """Return who owns a conversation."""
        return self.standing(sender).owner

    def ask(self, sender: str, channel: str, asking: str | None, draft: str | None = None) -> None:
        """Note what the door has asked, and the answers so far, encrypted; None when it asks nothing more."""
        values: dict[str, Any] = {"asking": asking, "draft": draft, "since": time.time()}
        with self._engine.begin() as connection:
            self._set(connection, sender, channel, values, ("bot", "closed"))

    def queue(self, connection: Connection, sender: str, channel: str) -> bool:
        """Put a conversation at the end of the queue; False when it is there, or with a person, already."""
        free = ("bot", "closed")
        values = {"owner": "queued", "agent": None, "since": time.time(), "asking": None, "draft": None}
        return self._set(connection, sender, channel, values, free)

    def take(self, connection: Connection, sender: str, agent: str) -> bool:
        """Make a waiting conversation an agent's own; False when another was first, or it waits no more."""
        waiting = _of(sender, select(HANDOFF.c.since)).where(HANDOFF.c.owner == "queued")
        since = connection.execute(waiting).scalar()
        now = time.time()
        claim = _of(sender, update(HANDOFF)).where(HANDOFF.c.owner == "queued")
        if not connection.execute(claim.values(owner="agent", agent=agent, since=now)).rowcount:
            return False
        connection.execute(insert(PICKUP), {"at": now, "waited": max(0.0, now - (since or now))})
        return True

    def release(self, connection: Connection, sender: str, owner: Owner, of: str, agent: str | None) -> bool:
        """Give a conversation from one owner, or one agent, to another; False when it is not theirs."""
        mine = _of(sender, update(HANDOFF)).where(HANDOFF.c.owner == of)
        if agent is not None:
            mine = mine.where(HANDOFF.c.agent == agent)
        values: dict[str, Any] = {"owner": owner, "agent": None}
        values["since"] = time.time()
        if owner == "queued":  # who waits again comes first
            first = connection.execute(
                select(func.min(HANDOFF.c.since)).where(HANDOFF.c.owner == owner)
            ).scalar()
            values["since"] = min(time.time(), (first or time.time()) - 1.0)
        return bool(connection.execute(mine.values(**values)).rowcount)

    def queued(self) -> list[tuple[str, str, float]]:
        """Return the sender, channel, and since when, of everybody who waits, in order."""
        return self._owned("queued")

    def of_agent(self, agent: str) -> list[tuple[str, str, float]]:
        """Return the conversations of an agent."""
        return self._owned("agent", agent)

    def taken(self) -> list[tuple[str, str, str]]:
        """Return the sender, channel, and agent of each conversation that an agent owns."""
        query = select(HANDOFF.c.sender, HANDOFF.c.channel, HANDOFF.c.agent)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(HANDOFF.c.owner == "agent")).all()
        return [(row.sender, row.channel, row.agent) for row in rows]

    def position(self, sender: str) -> int:
        """Return the place in the queue, from 1; 0 for one that does not wait."""
        order = [waiting for waiting, _, _ in self.queued()]
        return order.index(sender) + 1 if sender in order else 0

    def usual_wait(self) -> float | None:
        """Return how many seconds people waited lately (the median), or None when too few did to tell."""
        recent = select(PICKUP.c.waited).where(PICKUP.c.at > time.time() - RECENT_S)
        with self._engine.connect() as connection:
            waits = list(connection.execute(recent).scalars())
        return median(waits) if len(waits) >= FEWEST_PICKUPS else None

    def forget_pickups(self) -> None:
        """Remove the waits that no longer tell anything."""
        with self._engine.begin() as connection:
            connection.execute(delete(PICKUP).where(PICKUP.c.at <= time.time() - RECENT_S))

    def mark(self) -> tuple[int, float]:
        """Return a value that changes with the queue."""
        changed = select(func.count(), func.coalesce(func.max(HANDOFF.c.since), 0.0))
        with self._engine.connect() as connection:
            count, newest = connection.execute(changed.where(HANDOFF.c.owner.in_(["queued", "agent"]))).one()
        return int(count), float(newest)

    def _owned(self, owner: str, agent: str | None = None) -> list[tuple[str, str, float]]:
        query = select(HANDOFF.c.sender, HANDOFF.c.channel, HANDOFF.c.since).where(HANDOFF.c.owner == owner)
        if agent is not None:
            query = query.where(HANDOFF.c.agent == agent)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(HANDOFF.c.since, HANDOFF.c.sender)).all()
        return [(row.sender, row.channel, row.since) for row in rows]

    def _set(
        self,
        connection: Connection,
        sender: str,
        channel: str,
        values: dict[str, Any],
        owners: tuple[str, ...] | None = None,
    ) -> bool:
        """Change the row of a conversation, made when there is none; False for another owner's."""
        fresh = {"sender": sender, "channel": channel, "owner": "bot", "since": time.time()}
        made = insert_into(self._engine, HANDOFF).values(fresh)
        connection.execute(made.on_conflict_do_nothing(index_elements=["sender"]))
        mine = _of(sender, update(HANDOFF))
        if owners:
            mine = mine.where(HANDOFF.c.owner.in_(owners))
        return bool(connection.execute(mine.values(**values)).rowcount)


def _of(sender: str, statement: Any) -> Any:
    return statement.where(HANDOFF.c.sender == sender)
