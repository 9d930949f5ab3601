"""`missi bench`: measures how fast and how large the assistant is, against an untouched `rasa init` bot.

Starts both on free ports of this machine, leaves no process behind; writes `var/bench/results.json`.
`missi bench scale` measures growth instead."""

from __future__ import annotations

import click

from bot.bench.fleet import Fleet
from bot.bench.machine import look_at_machine, sample_busy
from bot.bench.measurement import measure
from bot.bench.report import make_report, show_notes, show_table, to_json
from bot.cli.lazy import LazyGroup
from bot.cli.progress import Progress
from bot.errors import ModelError
from bot.operations.database import require_records
from bot.operations.model import model_path
from bot.settings import read_settings

LAZY = {
    "scale": ("bot.cli.scale", "Measure how a turn's time grows with the knowledge base."),
    "soak": ("bot.cli.soak", "Let many citizens talk for minutes: errors, lost replies, memory."),
    "nlu": ("bot.cli.bench_nlu", "Measure the intent model on public benchmarks."),
}


@click.group("bench", cls=LazyGroup, lazy=LAZY, invoke_without_command=True)
@click.option("--gate", is_flag=True, help="Exit 1 when a bar is missed or a turn of ours has no good reply.")
@click.pass_context
def command(context: click.Context, gate: bool) -> None:
    """Measure how fast and how large the assistant is."""
    if context.invoked_subcommand:
        return
    settings, say = read_settings(), Progress()
    if not model_path(settings).is_file():
        raise ModelError(f"{model_path(settings)}: not trained yet; run 'make train'")
    require_records(settings)
    say("measuring, about eight minutes; other work on this machine spoils the figures")
    busy_before = sample_busy()
    with Fleet() as fleet:
        measured = measure(settings, fleet, say)
    report = make_report(measured, look_at_machine(busy_before, sample_busy()))
    results = settings.var / "bench" / "results.json"
    results.write_text(to_json(report), encoding="utf-8")
    click.echo("\n" + show_table(report.rows) + "\n")
    for note in show_notes(report):
        click.echo(f"missi: {note}")
    say(f"written to {results}")
    if gate and not report.is_met:
        raise click.exceptions.Exit(1)
