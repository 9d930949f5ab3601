"""`missi voice`: checks what is said of the records, and writes what voice assistants are given."""

from __future__ import annotations

from pathlib import Path

import click

from bot.knowledge.files import read_records
from bot.settings import read_settings


@click.group("voice")
def command() -> None:
    """Check what is said of records; write what Alexa is given."""


@command.command()
def check() -> None:
    """Say what a voice would stumble over (exit 1), and what the web shows that is not said."""
    from bot.voice.lint import check_voice
    from bot.voice.parity import compare
    from bot.voice.report import tell_parity

    records = read_records(read_settings().knowledge)
    findings = check_voice(records)
    for finding in findings:
        click.echo(f"{finding.level}: {finding.record}: {finding.field}: {finding.message}")
    for line in tell_parity(compare(records)):
        click.echo(line)
    click.echo(f"{len(findings)} faults")
    if findings:
        raise click.exceptions.Exit(1)


@command.command("alexa-model")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("skill-package"), metavar="[DIR]")
def alexa_model(folder: Path) -> None:
    """Write the skill package that Amazon's tools take: the manifest and a model for each locale."""
    from bot.channels.alexa.package import write_package

    for path in write_package(folder, read_settings().public_url):
        click.echo(path)
