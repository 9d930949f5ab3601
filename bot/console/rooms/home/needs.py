"""What needs somebody in these roles today; each finder looks for one thing."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from bot.console.access.roles import (
    ADMINISTRATOR,
    AGENT,
    ANALYST,
    APPROVER,
    EDITOR,
    TRAINER,
)
from bot.console.desk import Desk
from bot.health.queue import read_figures
from bot.journal.figures import count_votes
from bot.knowledge.drafts.draft import WAITING
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.tables import RecordRow
from bot.review.inbox import count_open
from bot.review.tickets import Tickets
from bot.settings import STATE_TIME

WEEK_S = 7 * 86400.0
MOST_NAMED = 5  # records


@dataclass(frozen=True)
class Need:
    """Something to do: how many, of what (`name` is of the template), and a few of them."""

    name: str
    count: int
    named: tuple[tuple[str, date], ...] = ()
    """Some of them: a title and a day."""
    wait_s: float = 0.0


def find_needs(desk: Desk, roles: Collection[str]) -> list[Need]:
    """Return what there is to do for these roles, nothing that there is none of."""
    found = [find(desk) for may, find in FINDERS if may.intersection(roles)]
    return [need for need in found if need.count]


def _waiting(desk: Desk) -> Need:
    figures = read_figures(desk.engine)
    wait = figures["missi_longest_wait_seconds"]
    return Need("waiting", int(figures["missi_citizens_waiting"]), wait_s=wait)


def _contacts(desk: Desk) -> Need:
    return Need("contacts", int(read_figures(desk.engine)["missi_contact_requests_open"]))


def _voted_down(desk: Desk) -> Need:
    return Need("voted_down", count_votes(desk.engine, "down", time.time() - WEEK_S))


def _inbox(desk: Desk) -> Need:
    return Need("inbox", count_open(desk.engine))


def _gaps(desk: Desk) -> Need:
    return Need("gaps", Tickets(desk.engine, desk.audit).count_open())


def _reviews(desk: Desk) -> Need:
    today = datetime.now(STATE_TIME).date()
    due = (RecordRow.status == "published", RecordRow.review_by < today)
    first = select(RecordRow.title, RecordRow.review_by).where(*due).order_by(RecordRow.review_by)
    with desk.knowledge.connect() as connection:
        count = connection.execute(select(func.count()).select_from(RecordRow).where(*due)).scalar_one()
        rows = connection.execute(first.limit(MOST_NAMED)).all()
    return Need("reviews", count, tuple((row.title, row.review_by) for row in rows))


def _changes(desk: Desk) -> Need:
    live = desk.live_changes()
    waiting = [c for c in desk.workspace.pending() if not c.undone_by and c.id not in live]
    return Need("changes", len(waiting))


def _drafts(desk: Desk) -> Need:
    return Need("drafts", len(Drafts(desk.knowledge).find((WAITING,))))


def _candidates(desk: Desk) -> Need:
    """Models that passed the gate, for whoever may approve them."""
    models = desk.publishing.models.newest()
    return Need("candidates", sum(model.is_kept and model.waits_for_approval for model in models))


FINDERS: tuple[tuple[frozenset[str], Callable[[Desk], Need]], ...] = (
    (frozenset({AGENT, ADMINISTRATOR}), _waiting),
    (frozenset({AGENT, ADMINISTRATOR}), _contacts),
    (frozenset({EDITOR, TRAINER}), _inbox),
    (frozenset({EDITOR, TRAINER, APPROVER, ANALYST}), _voted_down),
    (frozenset({APPROVER}), _drafts),
    (frozenset({EDITOR, TRAINER}), _gaps),
    (frozenset({APPROVER}), _candidates),
    (frozenset({EDITOR, APPROVER}), _reviews),
    (frozenset({TRAINER, APPROVER}), _changes),
)
"""Who is told of what, the most urgent first; the inbox and the other rooms add theirs here."""
