"""Guessing names and passwords: what an answer gives away, and how long whoever guesses must wait."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.console.access.lockout import FREE, Locked, Lockout
from bot.console.access.tables import ATTEMPT
from tests.console.member import Member, words_of
from tests.console.server import Console

REFUSED = "That name and password do not fit, or there were too many attempts."
pytestmark = pytest.mark.usefixtures("forgiven")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(console: Console) -> None:
    answers = []
    for name in ("analyst", "nobody-of-this-name"):
        response = Member(console).sign_in(name, "wrong but long enough")
        answers.append((response.status_code, words_of(response).replace(name, "")))
    assert answers[0] == answers[1] and REFUSED in answers[0][1]


def test_an_unknown_name_takes_as_long_as_a_known_one(console: Console, database: Engine) -> None:
    took: dict[str, list[float]] = {"analyst": [], "nobody-of-this-name": []}
    for _ in range(6):
        for name, seconds in took.items():
            with database.begin() as connection:
                connection.execute(delete(ATTEMPT))
            member = Member(console)
            csrf = member.csrf()
            began = time.perf_counter()
            member.post("/sign-in", {"name": name, "password": "wrong but long enough"}, csrf=csrf)
            seconds.append(time.perf_counter() - began)
    known, unknown = (statistics.median(seconds) for seconds in took.values())
    assert 0.5 < known / unknown < 2.0, took


@pytest.mark.parametrize("is_known", [True, False])
def test_after_a_few_attempts_even_the_right_password_must_wait(
    console: Console, database: Engine, somebody: str, is_known: bool
) -> None:
    name = somebody if is_known else "nobody-of-this-name"
    member = Member(console)
    for number in range(FREE["name"]):
        assert member.sign_in(name, f"wrong number {number}").status_code == 403
    response = member.sign_in(name)
    assert response.status_code == 403 and REFUSED in words_of(response)
    with database.begin() as connection:
        connection.execute(update(ATTEMPT).values(until=0.0))
    assert member.sign_in(name).status_code == (303 if is_known else 403)


def test_waits_grow_and_are_forgotten(database: Engine) -> None:
    lockout, waits = Lockout(database, "s" * 32), []
    for _ in range(FREE["name"] + 8):
        lockout.take("name", "ana")
        with database.begin() as connection:
            until = connection.execute(select(ATTEMPT.c.until)).scalar_one()
            waits.append(round(max(0.0, until - time.time())))
            connection.execute(update(ATTEMPT).values(until=0.0))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    with database.begin() as connection:
        connection.execute(update(ATTEMPT).values(at=time.time() - 3700))
    assert lockout.take("name", "ana") is False


def test_many_guesses_at_once_are_no_way_around_it(database: Engine) -> None:
    lockout = Lockout(database, "s" * 32)

    def guess(_: int) -> bool:
        try:
            lockout.take("name", "ben")
        except Locked:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == FREE["name"]


def test_one_address_may_not_try_name_after_name(console: Console, database: Engine) -> None:
    member = Member(console)
    csrf = member.csrf()
    for number in range(FREE["address"]):
        member.post("/sign-in", {"name": f"name-{number}", "password": "one password for all"}, csrf=csrf)
    assert member.sign_in("analyst").status_code == 403


def test_failures_are_in_the_audit_log_but_not_what_was_typed(console: Console, log: AuditLog) -> None:
    before = log.head().seq
    Member(console).sign_in("my secret typed into the wrong field", "wrong but long enough")
    Member(console).sign_in("analyst", "wrong but long enough")
    entries = list(log.entries(before))
    assert [(e.action, e.subject) for e in entries] == [
        ("staff.sign-in.failed", "staff:unknown"),
        ("staff.sign-in.failed", "staff:analyst"),
    ]
    assert "secret" not in str(entries)
    assert log.verify() is None
