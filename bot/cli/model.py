"""`missi model`: tells which models there are, goes back to one, and accepts the drafts of the live one."""

from __future__ import annotations

import click

from bot.authoring.trail import Trail
from bot.authoring.workspace import Workspace
from bot.cli.staff import moment, staff_options
from bot.errors import OversightError
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight
from bot.publishing.room import Room, open_room


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


@command.command()
@staff_options
def accept(who: str, why: str) -> None:
    """Bring the drafts that the live model was made from into the files of the checkout, as a commit."""
    oversight = open_oversight()
    room = Room(oversight)
    with reporting(room.engine):
        model = room.publisher.published()
    if model is None or model.commit is None:
        raise OversightError("accept: the live model was not made from drafts")
    workspace = Workspace(room.settings.console.checkout, Trail(room.engine, oversight.audit))
    click.echo(
        f"the checkout is at {workspace.accept(model.commit, who, why)[:12]}; './missi setup' trains it"
    )
