"""`missi channel`: tries the vendors' channels on a running assistant, without an account at any vendor."""

from __future__ import annotations

import os

import click

from bot.channels.lab.raw import write_raw
from bot.channels.lab.sending import Came, send
from bot.channels.lab.vendor import Shown, Vendor
from bot.channels.lab.vendors import MODULES, find_vendor
from bot.settings import read_settings

MARKS = {
    "said": "says",
    "written": "shows",
    "choice": "choice",
    "link": "link",
    "card": "card",
    "note": "note",
}
"""What stands before each line of a reply."""
WIDTH = 8


@click.group("channel")
def command() -> None:
    """Try the vendors' channels without an account there."""


@command.command("send")
@click.argument("channel", type=click.Choice(list(MODULES)))
@click.argument("text")
@click.option("--raw/--no-raw", default=True, help="Show the reply as the vendor gets it, too.")
def send_text(channel: str, text: str, raw: bool) -> None:
    """Send TEXT as CHANNEL's vendor would, signed, and show what comes back.

    The assistant must serve the channel: start it with MISSI_LAB=1.
    """
    vendor = find_vendor(channel)
    environment = {**vendor.ENVIRONMENT, **os.environ}
    for came in send(channel, vendor, text, environment, read_settings().assistant_port):
        _tell(came, vendor, raw=raw)


def _tell(came: Came, vendor: Vendor, *, raw: bool) -> None:
    """Print one thing that came; a bare acknowledgment has nothing to show."""
    if raw:
        click.echo(f"<- {came.status}" if came.status else "<- call")
        if came.body:
            click.echo(write_raw(came.body))
    if came.body and (came.status is None or vendor.OUTGOING is None):
        for shown in vendor.show(came.body):
            click.echo(_line(shown))


def _line(shown: Shown) -> str:
    first, *others = shown.text.splitlines() or [""]
    lines = [f"{MARKS[shown.kind]:>{WIDTH}}  {first}", *(f"{'':>{WIDTH}}  {line}" for line in others)]
    return "\n".join(lines)
