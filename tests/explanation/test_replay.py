"""A replay tells what a turn said from which versions, and what is different today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.dialogue.desk import Desk
from bot.explanation.explanation import explain
from bot.explanation.replay import Replay, replay
from bot.explanation.replay_telling import CODE, tell_replay
from bot.explanation.stored import StoredTurn
from bot.knowledge.history import Version
from bot.knowledge.record import Record
from tests.explanation.samples import ORIGIN, SESSION, WORDS, FakeAssistant, answer, user
from tests.small import TODAY

FISHING = "service:fishing-license"
AT = datetime(2026, 11, 21, 20, 0, tzinfo=timezone.utc)
SAVED = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)
OLD = Record(FISHING, "Fishing license, as it was", "It cost $5.", version=4)
TURN = StoredTurn(
    sender="u1",
    number=2,
    turns=3,
    at=AT,
    slots={},
    opening=(),
    events=(user(WORDS), *answer(FISHING, "Buy a fishing license online.")),
    earlier=({}, tuple(SESSION)),
)


def replayed(
    desk: Desk,
    *reply: Mapping[str, Any],
    published: Mapping[str, Version] | None = None,
    today: Mapping[str, int] | None = None,
) -> Replay:
    now = explain(WORDS, TURN.before, assistant=FakeAssistant(*reply), desk=desk, origin=ORIGIN, today=TODAY)
    kept = {FISHING: Version(OLD, SAVED)} if published is None else published
    return replay(TURN, now, kept, {FISHING: 5} if today is None else today)


def different(replay: Replay) -> set[str]:
    return {one.what for one in replay.compared if not one.is_same}


def test_the_same_reply_differs_in_model_and_knowledge_only(desk: Desk) -> None:
    assert different(replayed(desk)) == {"model", "knowledge"}


def test_another_reply_is_told_thing_by_thing(desk: Desk) -> None:
    found = replayed(desk, *answer("service:boat-title", "Register it.", score=None))
    assert different(found) == {"records", "score", "text", "model", "knowledge"}
    lines = tell_replay(found)
    assert "different  records: service:fishing-license → service:boat-title" in lines
    assert "different  score: 0.80 → none" in lines
    assert "different  text: read both replies" in lines


def test_records_are_told_as_they_stood_then(desk: Desk) -> None:
    found = replayed(desk)
    (source,) = found.sources
    assert (source.version, source.title, source.summary) == (4, OLD.title, OLD.summary)
    assert source.record == OLD.as_data()
    text = "\n".join(tell_replay(found))
    assert f"{FISHING}: version 4, saved 2026-11-20 06:00:00 CST; today version 5" in text
    assert "derived from when each version was saved" in text
    assert "It cost $5." in text


@pytest.mark.parametrize(("today", "told"), [({FISHING: 4}, "the same"), ({}, "not published")])
def test_what_became_of_them(desk: Desk, today: Mapping[str, int], told: str) -> None:
    assert any(line.endswith(f"; today {told}") for line in tell_replay(replayed(desk, today=today)))


def test_versions_that_are_not_kept_are_said(desk: Desk) -> None:
    found = replayed(desk, published={})
    lines = tell_replay(found)
    assert f"  {FISHING}: no version of that time is kept; today version 5" in lines
    assert "knowledge  no version of that time is kept" in lines


def test_the_rest_is_code_when_model_and_knowledge_are_the_same(desk: Desk) -> None:
    found = replayed(desk, *answer("service:boat-title", "Register it."))
    assert CODE not in tell_replay(found)
    versions = ("model", "knowledge")
    compared = tuple(replace(one, is_same=one.is_same or one.what in versions) for one in found.compared)
    assert CODE in tell_replay(replace(found, compared=compared))


def test_it_begins_with_the_turn(desk: Desk) -> None:
    lines = tell_replay(replayed(desk))
    assert lines[0] == "turn 2 of 3 of u1, 2026-11-21 14:00:00 CST"
    assert f"words      {WORDS}" in lines
