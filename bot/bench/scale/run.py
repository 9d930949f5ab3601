"""The whole run: at each size the assistant is started on the grown database, asked, measured and stopped.

Gives what `report` and `plot` show; called by `missi bench scale`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bot.bench.bots import Bot, our_bot
from bot.bench.client import play
from bot.bench.fleet import Fleet
from bot.bench.measurement import TUNING, WARM_UP
from bot.bench.memory import measure_pss
from bot.bench.questions import converse, read_questions
from bot.bench.scale.crowd import Crowd
from bot.bench.scale.processor import processor_seconds
from bot.bench.scale.sizes import Size
from bot.bench.startup import Patience, await_reply
from bot.settings import Settings

TURNS = 300
START_SECONDS = 1200.0  # the index of a million passages takes minutes
LOOK_SECONDS, TELL_SECONDS = 0.5, 20.0
Say = Callable[[str], None]


def measure_sizes(
    settings: Settings, crowd: Crowd, times: Sequence[int], folder: Path, say: Say
) -> Iterator[Size]:
    """Yield each size as it is measured, ascending; conversations go into the folder."""
    texts, real = read_questions(TUNING), crowd.records
    with Fleet() as fleet:
        for number in times:
            crowd.grow(number * real)
            say(f"{number} times: {crowd.records} records, {crowd.passages} passages; starting")
            bot = _on_database(our_bot(settings, folder), crowd.url)
            size = _measure(bot, fleet, texts, say)
            yield replace(size, times=number, records=crowd.records, passages=crowd.passages)


def _measure(bot: Bot, fleet: Fleet, texts: Sequence[str], say: Say) -> Size:
    """Start it, let it answer, and stop it; how large its knowledge is the caller knows."""
    began = time.monotonic()
    with fleet.running(bot.commands) as servers:
        patience = Patience(START_SECONDS, LOOK_SECONDS, _every(TELL_SECONDS, say))
        first = await_reply(bot, servers, texts[0], began=began, patience=patience)
        say(f"first reply after {first:.1f} s; {TURNS} turns")
        play(bot.port, islice(converse(texts[::-1], "warm-up"), WARM_UP))
        sessions = [server.session for server in servers]
        before = processor_seconds(sessions)
        turns = play(bot.port, islice(converse(texts, "turn"), TURNS))
        spent = processor_seconds(sessions) - before
        memory = measure_pss(s.session for s in servers if s.command.name == "actions")
    size = Size(1, 0, 0, tuple(turns), spent, first, memory)
    say(f"p50 {size.turn_ms(50):.0f} ms, p95 {size.turn_ms(95):.0f} ms, {memory / 1e6:.0f} MB")
    return size


def _on_database(bot: Bot, url: str) -> Bot:
    """The same bot reading its knowledge from another database."""
    commands = [
        replace(command, environment={**command.environment, "MISSI_DATABASE_URL": url})
        for command in bot.commands
    ]
    return replace(bot, commands=tuple(commands))


def _every(seconds: float, say: Say) -> Callable[[float], None]:
    """A listener that says how long we have waited, but not at every look."""
    told = 0.0

    def tell(gone: float) -> None:
        nonlocal told
        if gone - told >= seconds:
            told = gone
            say(f"no reply yet after {gone:.0f} s")

    return tell
