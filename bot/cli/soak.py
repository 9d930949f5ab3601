"""`missi bench soak`: many citizens for minutes, on the REST and the web channel; `make soak` calls it.

Starts an assistant of its own, leaves no process behind."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import click

from bot.bench.questions import read_questions
from bot.bench.soak.run import Soak, show_table, soak
from bot.cli.progress import Progress
from bot.knowledge.wiring import open_store
from bot.operations.throwaway import throwaway
from bot.settings import ROOT, Settings, read_settings

CITIZENS = (16, 64)
MOST_GROWTH = 0.05
MOST_MINUTES = 60.0


@click.command("soak")
@click.option(
    "--minutes",
    default=5.0,
    show_default=True,
    type=click.FloatRange(0.1, MOST_MINUTES),
    help="For each crowd.",
)
@click.option("--citizens", "crowds", type=click.IntRange(1, 200), multiple=True, default=CITIZENS)
@click.option("--gate", is_flag=True, help="Exit 1 when a turn failed or memory grew.")
def command(minutes: float, crowds: tuple[int, ...], gate: bool) -> None:
    """Let many citizens talk for minutes and look for errors, lost replies, and growing memory."""
    settings, say = read_settings(), Progress()
    # All of them come from one address; each conversation stays within its own limit.
    os.environ["MISSI_ADDRESS_RATE"] = "1000000"
    records, texts = _records(settings), read_questions(ROOT / "data" / "tuning")
    soaks: list[Soak] = []
    with throwaway(settings) as running:
        port = urlsplit(running.address).port
        assert port
        servers = list(running.servers.values())
        for citizens in crowds:
            say(f"{citizens} citizens, {minutes:g} minutes")
            seconds = minutes * 60
            soaks.append(
                soak(port, servers, records=records, texts=texts, citizens=citizens, seconds=seconds)
            )
    click.echo("\n" + show_table(soaks) + "\n")
    if gate and any(one.faults or one.growth > MOST_GROWTH for one in soaks):
        raise click.exceptions.Exit(1)


def _records(settings: Settings) -> list[str]:
    """Records that citizens may choose; none of them is about danger, whose reply names more than one."""
    found = [record.id for record in open_store(settings).all() if record.type == "service"]
    return found[: max(200, *CITIZENS)]
