"""`missi conversation`: exports one conversation for the citizen whose it is, or deletes it everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.staff import staff_options
from bot.errors import ConversationError
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight
from bot.retention.export import export_conversation


@click.group("conversation")
def command() -> None:
    """Export or delete one conversation."""


@command.command()
@click.argument("sender")
@click.option(
    "--to", "path", type=click.Path(path_type=Path), help="Write it to this file; else it is printed."
)
@staff_options
def export(sender: str, path: Path | None, who: str, why: str) -> None:
    """Write all that is kept of the conversation of SENDER, as JSON."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        oversight.retention.note_export(sender, who=who, why=why)
        told = export_conversation(oversight.engine, sender)
    text = json.dumps({"conversation": sender, **told}, indent=1, ensure_ascii=False)
    if path is None:
        return click.echo(text)
    try:
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ConversationError(f"{path}: cannot be written: {error.strerror}") from error
    click.echo(f"{sender}: written to {path}")


@command.command()
@click.argument("sender")
@staff_options
def delete(sender: str, who: str, why: str) -> None:
    """Delete all that is kept of the conversation of SENDER, for good."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        oversight.retention.erase(sender, who=who, why=why)
    click.echo(f"{sender}: deleted")
