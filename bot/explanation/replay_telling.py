"""Puts a replay in words: what was said then, from which records, and what would be said today."""

from __future__ import annotations

from collections.abc import Iterator

from bot.explanation.moments import show_moment
from bot.explanation.replay import Compared, Replay, Source
from bot.explanation.telling import DIGITS, tell_explanation, tell_told, tell_understood

LONG = ("model", "knowledge")
CODE = "note       model and knowledge are the same: it is the search weights, the code or the day"


def tell_replay(replay: Replay) -> list[str]:
    """Return everything: then, the records of then, what is different, and now."""
    return [
        f"turn {replay.number} of {replay.turns} of {replay.sender}, {show_moment(replay.at)}",
        "",
        "THEN",
        *tell_understood(replay.understood),
        "",
        *tell_told(replay.told),
        "",
        f"model      {replay.model or 'not kept'}",
        f"knowledge  {(replay.knowledge or '')[:DIGITS] or 'no version of that time is kept'}",
        *_tell_sources(replay),
        "",
        "COMPARED WITH TODAY'S MODEL AND KNOWLEDGE",
        *_tell_compared(replay),
        "",
        "NOW",
        *tell_explanation(replay.now),
    ]


def _tell_sources(replay: Replay) -> Iterator[str]:
    if replay.sources:
        yield f"sources    {replay.versions}"
    for source in replay.sources:
        yield from _tell_source(source)


def _tell_source(source: Source) -> Iterator[str]:
    if source.version is None or source.saved_at is None:
        yield f"  {source.id}: no version of that time is kept; today {_today(source)}"
        return
    saved = show_moment(source.saved_at)
    yield f"  {source.id}: version {source.version}, saved {saved}; today {_today(source)}"
    yield f"    {source.title}"
    yield f"    {source.summary}"


def _today(source: Source) -> str:
    if source.version_now is None:
        return "not published"
    return "the same" if source.version_now == source.version else f"version {source.version_now}"


def _tell_compared(replay: Replay) -> Iterator[str]:
    same = [one.what for one in replay.compared if one.is_same]
    yield f"same       {', '.join(same) or 'nothing'}"
    different = [one for one in replay.compared if not one.is_same]
    if not different:
        yield "different  nothing"
    for one in different:
        yield from _tell_difference(one)
    if different and set(LONG) <= set(same):
        yield CODE


def _tell_difference(one: Compared) -> Iterator[str]:
    if "\n" in one.then + one.now:
        yield f"different  {one.what}: read both replies"
        return
    most = DIGITS if one.what in LONG else None
    yield f"different  {one.what}: {one.then[:most]} → {one.now[:most]}"
