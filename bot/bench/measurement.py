"""The whole run: training, start-ups and rushes of each bot alone, then turns of both in alternating blocks.

Gives what `bot.bench.report` shows and writes; called by `missi bench`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from bot.bench.bots import OURS, THEIRS, Bot, our_bot, their_bot
from bot.bench.client import Turn, play
from bot.bench.fleet import Fleet
from bot.bench.memory import measure_pss
from bot.bench.questions import converse, read_phrases, read_questions
from bot.bench.rival import Say, prepare_rival
from bot.bench.rush import Rush, hold_rush
from bot.bench.startup import await_reply
from bot.operations.model import train
from bot.settings import ROOT, Settings

STARTS = 3
TURNS, BLOCK = 300, 30
WARM_UP = 30  # turns that count for nothing: the first ones load what is loaded late
TUNING = ROOT / "data" / "tuning"


@dataclass
class Sample:
    """Everything measured of one bot."""

    starts: list[float] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    rush: Rush = Rush((), 1.0)
    memory_bytes: int = 0
    training_seconds: float = 0.0
    """From its data to an assistant that can start; of the other bot, how long `rasa init` took."""

    @property
    def unanswered(self) -> int:
        """How many turns got no good reply, single ones and those of the rush."""
        return sum(not turn.is_good for turn in (*self.turns, *self.rush.turns))


@dataclass(frozen=True)
class Contestant:
    """A bot to measure: `make` gives it anew, on free ports, for each start."""

    name: str
    make: Callable[[], Bot]
    texts: Sequence[str]
    sample: Sample = field(default_factory=Sample)


@dataclass(frozen=True)
class Measurement:
    """What was measured of both bots."""

    ours: Sample
    theirs: Sample


def measure(settings: Settings, fleet: Fleet, say: Say) -> Measurement:
    """Measure both bots; takes about eight minutes."""
    folder = settings.var.resolve() / "bench"
    rival = prepare_rival(folder, fleet, say)
    with tempfile.TemporaryDirectory(prefix="run-", dir=folder) as scratch:
        ours = Contestant(OURS, lambda: our_bot(settings, Path(scratch)), read_questions(TUNING))
        theirs = Contestant(THEIRS, lambda: their_bot(settings, rival.project), read_phrases(rival.phrases))
        for number in range(1, STARTS + 1):
            for contestant in (ours, theirs):
                _measure_alone(contestant, fleet, say, is_last=number == STARTS)
        _measure_turns((ours, theirs), fleet, say)
        ours.sample.training_seconds = _train_ours(settings, Path(scratch))
        theirs.sample.training_seconds = rival.training_seconds
        say(f"{OURS}: trained in {ours.sample.training_seconds:.0f} s")
    return Measurement(ours.sample, theirs.sample)


def _train_ours(settings: Settings, folder: Path) -> float:
    """Train into a folder of its own, everything anew; how many seconds that took."""
    began = time.monotonic()
    train(replace(settings, models=folder / "models"), force=True)
    return time.monotonic() - began


def _measure_alone(contestant: Contestant, fleet: Fleet, say: Say, *, is_last: bool) -> None:
    """Start a bot; the last time hold the rush and then look at its memory too.

    Alone, because two Rasa processes share the pages of their libraries, and each would seem smaller.
    """
    bot, sample, texts = contestant.make(), contestant.sample, contestant.texts
    began = time.monotonic()
    with fleet.running(bot.commands) as servers:
        sample.starts.append(await_reply(bot, servers, texts[0], began=began))
        say(f"{contestant.name}: first reply after {sample.starts[-1]:.1f} s")
        if is_last:
            play(bot.port, islice(converse(texts, "warm-up"), WARM_UP))
            sample.rush = hold_rush(bot.port, texts)
            sample.memory_bytes = measure_pss(server.session for server in servers)
            say(f"{contestant.name}: {sample.rush.per_second:.0f} turns a second in a rush")


def _measure_turns(contestants: Sequence[Contestant], fleet: Fleet, say: Say) -> None:
    """Run both at once, and let each in turn have a block, so that a drift of the machine hits both alike."""
    bots = [contestant.make() for contestant in contestants]
    began = time.monotonic()
    with fleet.running([command for bot in bots for command in bot.commands]) as servers:
        said: list[Iterator[tuple[str, str]]] = []
        for bot, contestant in zip(bots, contestants, strict=True):
            await_reply(bot, servers, contestant.texts[0], began=began)
            play(bot.port, islice(converse(contestant.texts[::-1], "warm-up"), WARM_UP))
            said.append(converse(contestant.texts, "turn"))
        for done in range(0, TURNS, BLOCK):
            for bot, contestant, turns in zip(bots, contestants, said, strict=True):
                contestant.sample.turns += play(bot.port, islice(turns, BLOCK))
            if (done + BLOCK) % 60 == 0:
                say(f"turns: {done + BLOCK} of {TURNS} each")
