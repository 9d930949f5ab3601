"""`missi notice`: puts up, lists, and takes down what everybody should read first, while everything runs."""

from __future__ import annotations

import time

import click

from bot.cli.staff import Moment, moment, staff_options
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight
from bot.switches.names import read_slugs, require_name
from bot.switches.state import LEVELS, Notice


@click.group("notice")
def command() -> None:
    """Put up and take down what everybody should read first."""


@command.command()
@click.argument("text")
@click.option("--spanish", help="The same in Spanish.")
@click.option("--level", type=click.Choice(LEVELS), default=LEVELS[0], show_default=True)
@click.option("--url", help="A page that says more.")
@click.option("--county", "counties", multiple=True, help="Only for this county; may be given again.")
@click.option("--starts", type=Moment(), help="When it begins, 2026-11-22T14:30; at once when left out.")
@click.option("--ends", type=Moment(), help="When it ends; when left out, with `missi notice end`.")
@staff_options
def add(
    text: str,
    spanish: str | None,
    level: str,
    url: str | None,
    counties: tuple[str, ...],
    starts: float | None,
    ends: float | None,
    who: str,
    why: str,
) -> None:
    """Put up TEXT, for the whole state or for counties; it leads the answers of every channel."""
    oversight = open_oversight()
    if url is not None and not url.startswith(("https://", "http://")):
        raise click.BadParameter(f"expected an address of the web, got {url!r}", param_hint="--url")
    known = read_slugs(oversight.knowledge, "county") if counties else []
    slugs = tuple(require_name(county, known, "county") for county in counties)
    notice = Notice("", text, spanish, url, level, slugs, starts, ends)
    with reporting(oversight.engine):
        notice = oversight.switchboard.notify(notice, who, why)
    click.echo(f"notice {notice.id} is up; take it down with: missi notice end {notice.id}")


@command.command()
@click.argument("identity", metavar="ID")
@staff_options
def end(identity: str, who: str, why: str) -> None:
    """Take the notice of this ID down."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        oversight.switchboard.end(identity, who, why)
    click.echo(f"notice {identity} is down")


@command.command("list")
def list_() -> None:
    """List every notice, also those that are over or have not begun."""
    notices = open_oversight().switchboard.notices()
    for notice in notices:
        state = "on" if notice.is_on(time.time()) else "off"
        place = ", ".join(notice.counties) or "the whole state"
        begins = moment(notice.starts) if notice.starts else "at once"
        ends = moment(notice.ends) if notice.ends else "open end"
        click.echo(f"{notice.id} {state} {notice.level} ({place}; {begins} to {ends}): {notice.text}")
    if not notices:
        click.echo("there is no notice")
