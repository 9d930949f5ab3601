"""`missi bench nlu`: the intent model on public benchmarks, beside published figures.

Their files are looked for in MISSI_BENCH_DATA, by default `var/benchmarks`; without them one line says so."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bot.bench.intents import TASKS, run_task, tell_scores
from bot.cli.progress import Progress
from bot.encoder import Encoder
from bot.evaluation.section import write_section
from bot.settings import read_settings

SECTION = "benchmarks"


@click.command("nlu")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the benchmark files.")
@click.option("--write", "page", type=click.Path(path_type=Path), help="Markdown page to put the table into.")
def command(data: Path | None, page: Path | None) -> None:
    """Measure the intent model on BANKING77 and HWU64."""
    settings, say = read_settings(), Progress()
    folder = data or Path(os.environ.get("MISSI_BENCH_DATA") or settings.var / "benchmarks")
    here = [task for task in TASKS if (folder / task.train).is_file() and (folder / task.test).is_file()]
    if not here:
        say(
            f"{folder}: no benchmark files here, so nothing is measured; set MISSI_BENCH_DATA to their folder"
        )
        return
    encoder = Encoder(settings.encoder, settings.tokenizer)
    scores = []
    for task in here:
        scores.append(run_task(task, folder, encoder))
        say(f"{task.name}: {scores[-1].accuracy:.1f} %")
    told = tell_scores(scores)
    click.echo("\n" + told)
    if page:
        write_section(page, SECTION, told)
