"""Compares a stored turn with what would be said today, and finds the records as they stood then.

A reply keeps no versions: they are those that had been saved last when the turn ended (`saved_at`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.understanding import read_parse
from bot.evaluation.evaluation import hash_records
from bot.explanation.explanation import Explanation
from bot.explanation.stored import StoredTurn
from bot.explanation.told import Told, read_told
from bot.explanation.understood import Understood, describe_turn
from bot.knowledge.history import Version

NOTHING = "none"
VERSIONS = "derived from when each version was saved; the reply itself keeps none"


@dataclass(frozen=True)
class Source:
    """A record that a stored reply names, as it stood then."""

    id: str
    version: int | None
    """None when the database keeps no version of that time."""
    saved_at: datetime | None
    title: str | None
    summary: str | None
    record: Mapping[str, Any] | None
    """All that the record said, as in the knowledge files."""
    version_now: int | None
    """The version published today, None when there is none."""


@dataclass(frozen=True)
class Compared:
    """One thing of a turn, then and now."""

    what: str
    then: str
    now: str
    is_same: bool


@dataclass(frozen=True)
class Replay:
    """A stored turn, and the same turn today."""

    sender: str
    number: int
    turns: int
    at: datetime
    model: str | None
    knowledge: str | None
    """Version of the records published then, None when the database keeps none of that time."""
    understood: Understood
    told: Told
    sources: tuple[Source, ...]
    versions: str
    """How the versions are known."""
    compared: tuple[Compared, ...]
    now: Explanation


Versions = Mapping[str, int]


def replay(turn: StoredTurn, now: Explanation, published: Mapping[str, Version], today: Versions) -> Replay:
    """Return a stored turn beside its explanation of today.

    Args:
        turn: the stored turn.
        now: what the same words, said after the same, give today.
        published: what was published when the turn ended, by id.
        today: the version of each record that is published today, by id.
    """
    understood = describe_turn(turn.words, read_parse(turn.parse, today=turn.at.date(), memory=turn.memory))
    told = read_told(turn.events)
    knowledge = hash_records(v.record for v in published.values()) if published else None
    sources = (_source(i, published.get(i), today.get(i)) for i in told.contract["records"])
    then = _traits(understood, told, turn.model, knowledge)
    traits = _traits(now.understood, now.told, now.origin.model, now.origin.knowledge)
    return Replay(
        turn.sender,
        turn.number,
        turn.turns,
        turn.at,
        turn.model,
        knowledge,
        understood,
        told,
        tuple(sources),
        VERSIONS,
        tuple(Compared(what, a, b, a == b) for (what, a), (_, b) in zip(then, traits)),
        now,
    )


def _source(identity: str, then: Version | None, now: int | None) -> Source:
    if then is None:
        return Source(identity, None, None, None, None, None, now)
    record = then.record
    told = (record.title, record.summary, record.as_data())
    return Source(identity, record.version, then.saved_at, *told, now)


def _traits(
    understood: Understood, told: Told, model: str | None, knowledge: str | None
) -> Iterator[tuple[str, str]]:
    """What is compared, each as text."""
    contract = told.contract
    score = contract["score"]
    yield "mended", understood.mended
    yield "intent", next(iter(understood.intents), NOTHING)
    yield "entities", ", ".join(f"{e.kind} {e.value}" for e in understood.entities) or NOTHING
    yield "action", ", ".join(told.actions) or NOTHING
    yield "outcome", contract["outcome"]
    yield "records", ", ".join(contract["records"]) or NOTHING
    yield "aspect", contract["aspect"] or NOTHING
    yield "score", NOTHING if score is None else f"{score:.2f}"
    yield "text", "\n".join((*told.texts, *told.choices)) or NOTHING
    yield "model", model or NOTHING
    yield "knowledge", knowledge or NOTHING
