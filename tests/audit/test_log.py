"""The audit log on both databases: it grows whole, never forks, and any tampering shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.audit.anchor import read_anchor, verify_from_anchor
from bot.audit.entry import BEGINNING
from bot.audit.log import AuditLog, Head
from bot.audit.tables import ENTRY, HEAD
from bot.errors import OversightError
from bot.settings import ROOT


@pytest.fixture
def log(engine: Engine) -> AuditLog:
    return AuditLog(engine)


def add(log: AuditLog, engine: Engine, *subjects: str) -> None:
    for subject in subjects:
        with engine.begin() as connection:
            log.append(
                connection, who="Ana", action="switch.off", subject=subject, why="flood", details={"n": 1}
            )


def tamper(engine: Engine, change: Callable[[Connection], object]) -> None:
    """Change the log as somebody may who owns the database: the triggers that refuse it go first."""
    drop = {
        "sqlite": ("DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"),
        "postgresql": ("DROP TRIGGER audit_entry_only_added ON audit_entry",),
    }
    with engine.begin() as connection:
        for statement in drop[engine.dialect.name]:
            connection.execute(text(statement))
        change(connection)


def test_an_entry_says_who_what_when_and_why(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "service", "topic:taxes")
    first, second = log.entries()
    assert (first.seq, first.who, first.action, first.subject, first.why) == (
        1, "Ana", "switch.off", "service", "flood",
    )  # fmt: skip
    assert first.as_data()["details"] == {"n": 1} and first.at.endswith("+00:00")
    assert first.previous == BEGINNING and second.previous == first.hash
    assert log.head() == Head(2, second.hash)
    assert log.verify() is None
    assert [entry.seq for entry in log.entries(after=1)] == [2]


@pytest.mark.parametrize("missing", ["who", "why"])
def test_who_and_why_are_required(log: AuditLog, engine: Engine, missing: str) -> None:
    told = {"who": "Ana", "why": "flood"} | {missing: " \n"}
    with pytest.raises(OversightError, match=f"{missing}: expected"), engine.begin() as connection:
        log.append(connection, action="switch.off", subject="service", **told)
    assert log.head().seq == 0


def test_an_entry_goes_with_what_it_tells_of(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "kept")
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        log.append(connection, who="Ana", action="switch.off", subject="undone", why="flood")
        raise ZeroDivisionError
    add(log, engine, "next")
    assert [entry.subject for entry in log.entries()] == ["kept", "next"]
    assert log.verify() is None


def test_many_at_once_never_fork_the_chain(log: AuditLog, engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: add(AuditLog(engine), engine, f"channel:{n}"), range(40)))
    assert sorted(entry.subject for entry in log.entries()) == sorted(f"channel:{n}" for n in range(40))
    assert log.verify() is None


WRITER = """
import sys
from bot.audit.log import AuditLog
from bot.knowledge.database import open_database
engine = open_database(sys.argv[1])
log = AuditLog(engine)
for number in range(25):
    with engine.begin() as connection:
        log.append(connection, who=sys.argv[2], action="test", subject=str(number), why="many processes")
"""


def test_many_processes_never_fork_the_chain(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, url, name], cwd=ROOT)
        for name in ("Ana", "Ben", "Cleo")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    log = AuditLog(engine)
    assert log.head().seq == 75 and log.verify() is None


def test_the_database_refuses_what_is_not_appending(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "service")
    for statement in (update(ENTRY).values(who="Ben"), delete(ENTRY)):
        with pytest.raises(DBAPIError, match="only added"), engine.begin() as connection:
            connection.execute(statement)
    assert log.verify() is None


@pytest.mark.parametrize("column", ["at", "who", "action", "subject", "why", "details", "previous", "hash"])
def test_an_edited_entry_shows(log: AuditLog, engine: Engine, column: str) -> None:
    add(log, engine, "a", "b", "c")
    tamper(engine, lambda c: c.execute(update(ENTRY).where(ENTRY.c.seq == 2).values({column: "other"})))
    fault = log.verify()
    assert fault is not None and fault.seq == 2


def test_an_entry_edited_with_its_hash_shows_in_the_next(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "a", "b", "c")
    second = [*log.entries()][1]
    forged = type(second)(**vars(second) | {"who": "Ben"})
    values = {"who": "Ben", "hash": forged.hash}
    tamper(engine, lambda c: c.execute(update(ENTRY).where(ENTRY.c.seq == 2).values(values)))
    fault = log.verify()
    assert fault is not None and fault.seq == 3


@pytest.mark.parametrize("removed", [1, 2, 3])
def test_a_removed_entry_shows(log: AuditLog, engine: Engine, removed: int) -> None:
    add(log, engine, "a", "b", "c")
    tamper(engine, lambda c: c.execute(delete(ENTRY).where(ENTRY.c.seq == removed)))
    assert log.verify() is not None


def test_exchanged_entries_show(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "a", "b", "c")

    def exchange(connection: Connection) -> None:
        for before, after in ((2, 9), (3, 2), (9, 3)):
            connection.execute(update(ENTRY).where(ENTRY.c.seq == before).values(seq=after))

    tamper(engine, exchange)
    assert log.verify() is not None


def test_a_log_cut_short_shows_by_the_head_outside(log: AuditLog, engine: Engine, tmp_path: Path) -> None:
    add(log, engine, "a", "b")
    shorter = log.head()
    add(log, engine, "c")
    assert verify_from_anchor(log, tmp_path) is None
    assert read_anchor(tmp_path) == log.head()

    def cut(connection: Connection) -> None:
        connection.execute(delete(ENTRY).where(ENTRY.c.seq > shorter.seq))
        connection.execute(update(HEAD).values(seq=shorter.seq, hash=shorter.hash))

    tamper(engine, cut)
    assert log.verify() is None, "within the database all fits together"
    fault = verify_from_anchor(log, tmp_path)
    assert fault is not None and fault.seq == 3
    add(log, engine, "another third")
    fault = verify_from_anchor(log, tmp_path)
    assert fault is not None and fault.seq == 3, "also when it has grown again"


def test_without_its_head_a_log_is_at_fault(log: AuditLog, engine: Engine) -> None:
    add(log, engine, "a", "b")
    tamper(engine, lambda c: c.execute(delete(HEAD)))
    assert log.verify() is not None
    assert AuditLog(engine).verify() is not None, "a new head does not mend it"


def test_a_broken_anchor_is_one_line(log: AuditLog, tmp_path: Path) -> None:
    (tmp_path / "audit-head").write_text("nonsense")
    with pytest.raises(OversightError, match="audit-head: expected the head"):
        verify_from_anchor(log, tmp_path)
