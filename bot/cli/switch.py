"""`missi switch`: switches the service, a channel, or a topic off and on again, while everything runs.

Every process of the assistant follows within a second or two; who and why go into the audit log."""

from __future__ import annotations

import click

from bot.cli.staff import moment, staff_options
from bot.knowledge.database import reporting
from bot.operations.oversight import Oversight, open_oversight
from bot.switches.names import read_channels, read_slugs, require_name
from bot.switches.state import SERVICE, Off

WHAT = click.Choice([SERVICE, "channel", "topic"])


@click.group("switch")
def command() -> None:
    """Switch the service, a channel, or a topic off and on."""


@command.command()
@click.argument("what", type=WHAT)
@click.argument("name", required=False)
@staff_options
def off(what: str, name: str | None, who: str, why: str) -> None:
    """Switch off: `service`, `channel NAME`, or `topic NAME`."""
    oversight = open_oversight()
    target = _target(oversight, what, name)
    with reporting(oversight.engine):
        oversight.switchboard.off(target, who, why)
    click.echo(f"{target}: off; every channel follows within seconds")


@command.command()
@click.argument("what", type=WHAT)
@click.argument("name", required=False)
@staff_options
def on(what: str, name: str | None, who: str, why: str) -> None:
    """Switch on again: `service`, `channel NAME`, or `topic NAME`."""
    oversight = open_oversight()
    target = _target(oversight, what, name)
    with reporting(oversight.engine):
        oversight.switchboard.on(target, who, why)
    click.echo(f"{target}: on; every channel follows within seconds")


@command.command()
def show() -> None:
    """Show what is off, and the notices that are on."""
    state = open_oversight().switchboard.now()
    offs: dict[str, Off] = {SERVICE: state.service} if state.service else {}
    offs |= {f"channel:{name}": off for name, off in state.channels.items()}
    offs |= {f"topic:{name}": off for name, off in state.topics.items()}
    for target, off in offs.items():
        click.echo(f"{target}: off since {moment(off.since)}, by {off.who}: {off.why}")
    for notice in state.notices:
        click.echo(f"notice:{notice.id}: {notice.level}: {notice.text}")
    if not offs and not state.notices:
        click.echo("everything is on; there is no notice")


def _target(oversight: Oversight, what: str, name: str | None) -> str:
    if (what == SERVICE) != (name is None):
        raise click.UsageError(f"{what}: {'takes no name' if name else 'expected a name'}")
    if name is None:
        return SERVICE
    known = read_channels() if what == "channel" else read_slugs(oversight.knowledge, what)
    return f"{what}:{require_name(name, known, what)}"
