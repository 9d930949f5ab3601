"""With 100,000 turns the first page and the audit log still come at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.audit.entry import Entry
from bot.audit.tables import ENTRY as AUDIT
from bot.channels.base.tables import FEEDBACK
from bot.console.access.account import Account
from bot.console.access.entrance import Caller
from bot.console.access.roles import ROLES
from bot.console.desk import Desk
from bot.console.rooms import audit
from bot.console.rooms.home import page
from bot.console.visit import Visit
from bot.operations.oversight import Oversight
from bot.settings import read_settings
from tests.console.pictures import add_turns

pytestmark = [pytest.mark.slow, pytest.mark.timed]
TURNS = 100_000
MOST_S = 0.3  # half of the pages; the goal of the console
TIMES = 15
EVERYTHING = Account(1, "all", "All", tuple(ROLES), False, True, False, False, False, None)


def visit_of(desk: Desk, path: str, **query: str) -> Visit:
    asked = {name: [value] for name, value in query.items()}
    return Visit(desk, path, asked, {}, Caller("token", "127.0.0.1", ""), account=EVERYTHING)


@pytest.mark.parametrize("days", [30, 0.5], ids=["a month", "half a day"])
def test_pages_come_at_once(engine: Engine, tmp_path: Path, days: float) -> None:
    settings = read_settings({"MISSI_VAR": str(tmp_path), "MISSI_MODELS": str(tmp_path)})
    desk = Desk(Oversight(settings, engine))
    add_turns(engine, TURNS, days=days)
    now = time.time()
    vote = {"at": now, "seq": 1, "vote": "down", "outcome": "answer"}
    done = Entry(0, "2026-11-22T10:00:00.000+00:00", "ana", "switch.off", "topic:x", "why", "{}", "")
    with engine.begin() as connection:
        connection.execute(insert(FEEDBACK), [vote | {"conversation": f"web-{n}"} for n in range(10_000)])
        log = [vars(done) | {"seq": n, "previous": str(n), "hash": ""} for n in range(TURNS)]
        connection.execute(insert(AUDIT), log)
    for name, work in {
        "home": lambda: page.show_home(visit_of(desk, "/")),
        "audit": lambda: audit.show_log(visit_of(desk, "/audit")),
        "audit found": lambda: audit.show_log(visit_of(desk, "/audit", who="ana", about="nothing")),
    }.items():
        took = []
        for _ in range(TIMES):
            began = time.perf_counter()
            assert work().status == 200
            took.append(time.perf_counter() - began)
        median = statistics.median(took)
        print(f"{engine.dialect.name}, {days} days, {name}: p50 {1000 * median:.0f} ms")
        assert median < MOST_S, name
