"""`missi explain`: why words are answered as they are, and what a stored turn said and would say today.

Takes words, or a stored turn; loads the trained assistant into this process and asks no other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from operator import methodcaller
from typing import Any

import click

from bot.channels.base.cleaning import clean
from bot.explanation.moments import read_moment
from bot.operations.environment import be_plain
from bot.operations.quiet import drop_warnings
from bot.settings import Settings, read_settings

_DATE = methodcaller("isoformat")


@click.command("explain")
@click.argument("words", required=False)
@click.option("--after", metavar="RECORD", help="Id of the record told just before the words.")
@click.option("--conversation", "sender", metavar="SENDER", help="Replay a stored turn of this conversation.")
@click.option("--turn", "number", type=int, metavar="N", help="Which turn, from 1; without it the last.")
@click.option("--at", metavar="TIME", help="The last turn by then: 2026-11-21T14:30, in the state's time.")
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
def command(
    words: str | None,
    after: str | None,
    sender: str | None,
    number: int | None,
    at: str | None,
    as_json: bool,
) -> None:
    """Tell why WORDS, or a stored turn, are answered as they are.

    A stored turn is told as it was, with its records as they stood then, and replayed with today's
    model and knowledge. A citizen's stored words are printed, and written nowhere else.
    """
    words = clean(words or "")
    _check(words, after, sender, [number, at])
    settings = read_settings()
    if sender:
        data, lines = _replay(settings, sender, number, _moment(at) if at else None)
    else:
        data, lines = _explain(settings, words, after)
    shown = json.dumps(asdict(data), indent=1, ensure_ascii=False, default=_DATE)
    click.echo(shown if as_json else "\n".join(lines))


def _check(words: str, after: str | None, sender: str | None, which: Sequence[object]) -> None:
    if bool(words) == bool(sender):
        raise click.UsageError("give either words or --conversation")
    if sender and after:
        raise click.UsageError("--after goes with words; a stored turn knows what came before it")
    given = sum(one is not None for one in which)
    if given and not sender:
        raise click.UsageError("--turn and --at choose a turn of a --conversation")
    if given > 1:
        raise click.UsageError("give either --turn or --at")


def _explain(settings: Settings, words: str, after: str | None) -> tuple[Any, list[str]]:
    _prepare()
    from bot.explanation.telling import tell_explanation
    from bot.explanation.wiring import explain_words

    explanation = explain_words(settings, words, after)
    return explanation, tell_explanation(explanation)


def _replay(
    settings: Settings, sender: str, number: int | None, at: datetime | None
) -> tuple[Any, list[str]]:
    _prepare()
    from bot.explanation.replay_telling import tell_replay
    from bot.explanation.wiring import replay_turn

    replay = replay_turn(settings, sender, number, at)
    return replay, tell_replay(replay)


def _prepare() -> None:
    """Make Rasa quiet, before it is imported."""
    be_plain()
    drop_warnings()


def _moment(text: str) -> datetime:
    try:
        return read_moment(text)
    except ValueError:
        raise click.BadParameter(f"expected a time such as 2026-11-21T14:30, got {text!r}") from None
