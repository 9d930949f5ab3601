"""`missi hold`: keeps a conversation from being deleted or expiring while a law or a case asks for it."""

from __future__ import annotations

import click

from bot.cli.staff import moment, staff_options
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight


@click.group("hold")
def command() -> None:
    """Keep a conversation from being deleted or expiring."""


@command.command()
@click.argument("sender")
@staff_options
def add(sender: str, who: str, why: str) -> None:
    """Hold the conversation of SENDER, as `missi explain` calls it too."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        oversight.retention.hold(sender, who=who, why=why)
    click.echo(f"{sender}: held")


@command.command()
@click.argument("sender")
@staff_options
def remove(sender: str, who: str, why: str) -> None:
    """Let the conversation of SENDER expire like any other."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        oversight.retention.release(sender, who=who, why=why)
    click.echo(f"{sender}: no longer held")


@command.command("list")
def list_() -> None:
    """List the conversations that are held."""
    holds = open_oversight().retention.holds()
    for hold in holds:
        click.echo(f"{hold.sender} held since {moment(hold.since)}, by {hold.who}: {hold.why}")
    if not holds:
        click.echo("no conversation is held")
