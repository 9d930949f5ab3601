"""The first minutes after a publish: left alone when all is well, rolled back by itself when not."""

from __future__ import annotations

import time

from sqlalchemy import insert, update
from sqlalchemy.engine import Engine

from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.publishing.publication import AUTOMATIC, JUMPED, LEFT, STEADY, WATCHING
from bot.publishing.room import Room
from bot.publishing.tables import PUBLICATION
from bot.publishing.watch import BEFORE_S, TAKES_S, WATCHED_S, WHO, watch
from tests.publishing.conftest import publish


def talk(engine: Engine, at: float, **outcomes: int) -> None:
    """Turns in the journal, all of one moment."""
    rows = [
        Entry(f"c{n}", at, "web", outcome, "how do I renew", "so").as_row()
        for outcome, count in outcomes.items()
        for n in range(count)
    ]
    with engine.begin() as connection:
        connection.execute(insert(ENTRY), rows)


def published(room: Room, at: float, content: str = "one") -> int:
    """A model that went live at a moment; gives its number."""
    model = publish(room, content)
    with room.engine.begin() as connection:
        connection.execute(update(PUBLICATION).where(PUBLICATION.c.model == model.id).values(at=at))
    return model.id


def test_errors_that_jump_bring_the_model_before_back(room: Room) -> None:
    now = time.time()
    before = room.publisher.live()
    talk(room.engine, now - 3600, answer=480, refuse=15, error=5)
    model = published(room, now - 60)
    talk(room.engine, now - 60 + TAKES_S + 1, answer=6, error=6)
    rolled_back = watch(room.publisher, now)
    assert before and rolled_back and rolled_back.model == model
    live = room.publisher.live()
    assert live and live.id == before.id
    back, first = room.publisher.history()[:2]
    assert (back.kind, back.who, back.watch) == (AUTOMATIC, WHO, LEFT)
    assert first.watch == JUMPED and "errors 50.0 % of 12, before 1.0 % of 500" in first.told
    entry = list(room.publisher.audit.entries())[-1]
    assert (entry.who, entry.action) == (WHO, "model.automatic")
    assert watch(room.publisher, now + 1) is None, "it does not go back and forth"


def test_refusals_that_jump_do_too(room: Room) -> None:
    now = time.time()
    talk(room.engine, now - 3600, answer=900, refuse=100)
    published(room, now - 60)
    talk(room.engine, now - 40, answer=2, refuse=18)
    assert watch(room.publisher, now)


def test_what_goes_on_as_before_is_left_alone_and_steady_after_half_an_hour(room: Room) -> None:
    now = time.time()
    talk(room.engine, now - 3600, answer=900, refuse=95, error=5)
    model = published(room, now - 60)
    talk(room.engine, now - 40, answer=90, refuse=9, error=1)
    assert watch(room.publisher, now) is None
    assert room.publisher.history()[0].watch == WATCHING
    assert watch(room.publisher, now + WATCHED_S) is None
    assert room.publisher.history()[0].watch == STEADY
    live = room.publisher.live()
    assert live and live.id == model


def test_turns_before_every_assistant_has_the_model_do_not_count(room: Room) -> None:
    now = time.time()
    talk(room.engine, now - BEFORE_S / 2, answer=500)
    published(room, now - 60)
    talk(room.engine, now - 60 + TAKES_S / 2, error=50)
    assert watch(room.publisher, now) is None


def test_errors_after_the_first_half_hour_are_for_people(room: Room) -> None:
    now = time.time()
    talk(room.engine, now - 4 * WATCHED_S, answer=500)
    published(room, now - 2 * WATCHED_S)
    talk(room.engine, now - 10, error=50)
    assert watch(room.publisher, now) is None
    assert room.publisher.history()[0].watch == STEADY


def test_where_the_model_before_is_gone_the_page_says_so_and_the_live_one_stays(room: Room) -> None:
    now = time.time()
    before = room.publisher.live()
    talk(room.engine, now - 3600, answer=500)
    model = published(room, now - 60)
    assert before
    room.stock.shelf.drop(before.digest)
    talk(room.engine, now - 40, error=50)
    assert watch(room.publisher, now) is None
    live, told = room.publisher.live(), room.publisher.history()[0]
    assert live and live.id == model
    assert told.watch == JUMPED and "Not rolled back" in told.told


def test_only_the_newest_publication_is_watched(room: Room) -> None:
    now = time.time()
    published(room, now - 120, "one")
    published(room, now - 60, "two")
    assert [one.watch for one in room.publisher.history()] == [WATCHING, LEFT]
