"""Limits hold across processes, and hardly anything is written for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.channels.base.answer import Refused
from bot.channels.base.counts import Counts
from bot.channels.base.limits import Limiter, group_address
from bot.channels.base.tables import COUNT, METADATA
from bot.knowledge.database import make_tables

SECRET = "s" * 64


def at(now: list[float]) -> Callable[[], float]:
    return lambda: now[0]


def count(limiter: Limiter, times: int, most: int, who: str = "who") -> int:
    """How many of so many requests were let through."""
    passed = 0
    for _ in range(times):
        try:
            limiter.count("kind", who, most)
        except Refused:
            continue
        passed += 1
    return passed


def test_counting_begins_anew_each_minute() -> None:
    now = [30.0]
    limiter = Limiter(None, SECRET, at(now))
    assert count(limiter, 9, 3) == 3
    limiter.count("another", "who", 3)
    assert count(limiter, 1, 3, "another") == 1
    with pytest.raises(Refused) as refused:
        limiter.count("kind", "who", 3)
    assert (refused.value.code, refused.value.retry_after_s) == ("rate_limited", 30)
    now[0] = 60.0
    assert count(limiter, 1, 3) == 1


@pytest.fixture
def limiters(engine: Engine) -> tuple[Limiter, Limiter, list[float]]:
    """Those of two processes, and their clock."""
    make_tables(engine, METADATA)
    now = [600.0]
    return Limiter(Counts(engine), SECRET, at(now)), Limiter(Counts(engine), SECRET, at(now)), now


def test_processes_share_a_limit(limiters: tuple[Limiter, Limiter, list[float]]) -> None:
    one, other, now = limiters
    assert count(one, 12, 20) == 12
    assert count(other, 3, 20) == 3
    for limiter in (one, other, one):
        limiter.exchange()
    assert count(other, 20, 20) == 5, "20 in all"
    assert count(one, 20, 20) == 5, "it has not heard of the last five"
    one.exchange()
    other.exchange()
    assert count(one, 9, 20) == count(other, 9, 20) == 0
    now[0] += 60
    assert count(one, 30, 20) == 20


def test_whoever_says_little_is_not_written(
    limiters: tuple[Limiter, Limiter, list[float]], engine: Engine
) -> None:
    one, _, now = limiters
    count(one, 9, 100, "203.0.113.7")
    one.exchange()
    assert rows(engine) == []
    count(one, 1, 100, "203.0.113.7")
    one.exchange()
    assert [row.count for row in rows(engine)] == [10]
    assert "203.0.113.7" not in str(rows(engine))


def test_other_minutes_are_forgotten_also_after_a_clock_jumped(
    limiters: tuple[Limiter, Limiter, list[float]], engine: Engine
) -> None:
    one, _, _ = limiters
    with engine.begin() as connection:
        for minute in (1, 99_999):
            connection.execute(insert(COUNT), {"minute": minute, "who": "x", "count": 1})
    count(one, 5, 5)
    one.exchange()
    assert [row.minute for row in rows(engine)] == [10]


def rows(engine: Engine) -> list:
    with engine.connect() as connection:
        return list(connection.execute(select(COUNT)).all())


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("not an address", "not an address"),
    ],
)
def test_an_ipv6_site_counts_as_one(address: str, group: str) -> None:
    assert group_address(address) == group
