"""Fills the inbox of a running console as citizens do, and its forms as staff do."""

from __future__ import annotations

import re
import time
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.review.tables import DECISION, TURN
from tests.console.member import Member

TAKEN_S = 20.0


def ask(database: Engine, question: str, outcome: str = "refuse", times: int = 1, **values: Any) -> int:
    """Write turns in the journal, wait until the console has taken them in, and return their cluster."""
    entry = Entry(
        f"rest-{question[:40]}", time.time(), "rest", outcome, question, "I am not sure.", intent="ask_about"
    )
    row = entry.as_row() | {"score": 0.2} | values
    with database.begin() as connection:
        for _ in range(times):
            number = connection.execute(insert(ENTRY), row).inserted_primary_key[0]
    last = time.monotonic() + TAKEN_S
    while time.monotonic() < last:
        with database.connect() as connection:
            found = connection.execute(select(TURN.c.cluster).where(TURN.c.entry == number)).first()
        if found:
            return int(found[0])
        time.sleep(0.1)
    raise AssertionError("the console took nothing in")


def form_of(member: Member, cluster: int, **typed: str) -> dict[str, Any]:
    """The form of a cluster as the page shows it, with what is typed."""
    page = member.get(f"/inbox/{cluster}").text
    wordings = re.findall(r'name="wordings" value="(\d+)"', page)
    return {"cluster": cluster, "wordings": wordings, "csrf": member.csrf(f"/inbox/{cluster}")} | typed


def decide(member: Member, kind: str, cluster: int, **typed: str) -> Any:
    """Fill in the form of a cluster and press one of its buttons."""
    form = form_of(member, cluster, **typed)
    return member.post(f"/inbox/{kind}", form, csrf=form["csrf"])


def latest_decision(database: Engine) -> Any:
    """The newest decision's row."""
    with database.connect() as connection:
        return connection.execute(select(DECISION).order_by(DECISION.c.id.desc())).first()
