"""`missi bench scale`: measures how a turn's time grows when the knowledge base grows a hundredfold.

Works on a throw-away database in a temporary folder; writes `var/bench/scale.json`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from bot.bench.machine import look_at_machine, sample_busy
from bot.bench.scale.crowd import Crowd, read_real
from bot.bench.scale.plot import plot_sizes
from bot.bench.scale.report import MADE_UP, show_notes, show_section, show_sizes, to_json
from bot.bench.scale.run import measure_sizes
from bot.bench.scale.sizes import parse_sizes
from bot.cli.progress import Progress
from bot.evaluation.section import write_section
from bot.operations.encoder import require_encoder
from bot.operations.model import find_model
from bot.settings import read_settings

SECTION = "speed"
SOME_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("scale")
@click.option("--sizes", default="1,3,10,30,100", show_default=True, help="How many times the real records.")
@click.option("--svg", type=SOME_FILE, metavar="FILE", help="Draw the figures there.")
@click.option("--write", "page", type=SOME_FILE, metavar="PAGE", help="Replace the speed section there.")
def command(sizes: str, svg: Path | None, page: Path | None) -> None:
    """Measure how a turn's time grows with the knowledge base."""
    times = parse_sizes(sizes)
    settings, say = read_settings(), Progress()
    require_encoder(settings)
    find_model(settings)
    say(MADE_UP)
    busy_before = sample_busy()
    folder = settings.var.resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="scale-", dir=folder) as scratch:
        crowd = Crowd(f"sqlite:///{scratch}/missi.db", read_real(settings), say.report)
        measured = list(measure_sizes(settings, crowd, times, Path(scratch), say))
        crowd.close()
    machine = look_at_machine(busy_before, sample_busy())
    _write(folder / "scale.json", to_json(measured, machine))
    click.echo("\n" + show_sizes(measured) + "\n")
    for note in show_notes(measured, machine):
        click.echo(f"missi: {note}")
    if svg:
        _write(svg, plot_sizes(measured))
    if page:
        plot = os.path.relpath(svg, page.parent) if svg else None
        write_section(page, SECTION, show_section(measured, machine, plot))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(path), hint=error.strerror) from error
