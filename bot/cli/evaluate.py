"""`missi eval`: asks the held-out questions and prints a table by slice with its failures.

Asks a running assistant (--url), or one that it starts for the purpose."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from bot.cli.progress import Progress
from bot.evaluation.questions import read_conversations
from bot.evaluation.report import tell_failures, tell_table
from bot.evaluation.run import ask_all
from bot.operations.throwaway import throwaway_assistant
from bot.settings import ROOT, read_settings


@click.command("eval")
@click.argument("folder", type=click.Path(path_type=Path), default=ROOT / "data" / "eval")
@click.option("--url", help="REST address of a running assistant; without it one is started.")
@click.option("--failures/--no-failures", default=True, help="Whether to list what was not right.")
def command(folder: Path, url: str | None, failures: bool) -> None:
    """Ask the held-out questions and print how good the answers are."""
    conversations = read_conversations(folder)
    say = Progress()
    with nullcontext(url) if url else throwaway_assistant(read_settings()) as address:
        results = ask_all(conversations, address, lambda done, total: say.report("asked", done, total))
    if failures:
        click.echo(tell_failures(results) + "\n")
    click.echo(tell_table(results))
