"""`missi model`: tells which model answers and which are kept, and goes back to one without the console."""

from __future__ import annotations

import click

from bot.cli.staff import moment, staff_options
from bot.knowledge.database import reporting
from bot.publishing.room import open_room


@click.group("model")
def command() -> None:
    """Show the live model, and go back to an earlier one."""


@command.command("list")
def list_() -> None:
    """List the models, the newest first."""
    room = open_room()
    with reporting(room.engine):
        live, models = room.publisher.live(), room.models.newest()
    for model in models:
        state = "live" if live and model.id == live.id else "kept" if model.is_kept else "thrown away"
        told = f"{model.id}  {state}  trained {moment(model.made_at)} by {model.author}: {model.why}"
        click.echo(told)
    if not models:
        click.echo("no model was trained")


@command.command()
@click.argument("number", type=int)
@staff_options
def back(number: int, who: str, why: str) -> None:
    """Let model NUMBER answer again, which was live before."""
    room = open_room()
    with reporting(room.engine):
        room.publisher.roll_back(number, who, why)
    click.echo(f"model {number}: live; assistants take it over within seconds")


@command.command()
@staff_options
def checkout(who: str, why: str) -> None:
    """Let every assistant answer with the model of its own checkout, as before anything was published."""
    room = open_room()
    with reporting(room.engine):
        room.publisher.leave_to_checkout(who, why)
    click.echo("every assistant answers with the model of its own checkout within seconds")
