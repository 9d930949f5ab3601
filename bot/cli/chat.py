"""`missi chat`: a conversation with the running assistant, in the terminal.

Posts to its REST channel as any client may; typing a button's number presses it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

import click

from bot.errors import ProcessError
from bot.operations.loopback import answers, post
from bot.settings import read_settings

TIMEOUT_SECONDS = 30.0
QUIT = ("quit", "exit")


@click.command("chat")
@click.option("--details", is_flag=True, help="Show what each answer is made of, as JSON.")
def command(details: bool) -> None:
    """Talk to the running assistant."""
    address = f"http://127.0.0.1:{read_settings().assistant_port}"
    if not answers(address):
        raise ProcessError(f"no assistant answers on {address}: start it with 'make run', or set MISSI_PORT")
    sender = f"terminal-{uuid.uuid4().hex[:12]}"
    click.echo("Ask your question; 'quit' ends.")
    buttons: list[dict[str, Any]] = []
    while (line := _ask()) is not None:
        if line:
            replies = _send(address, sender, pressed(line, buttons))
            buttons = [button for reply in replies for button in reply.get("buttons") or ()]
            click.echo("\n".join(told(replies, details)))


def pressed(line: str, buttons: Sequence[dict[str, Any]]) -> str:
    """Return the payload of the button whose number was typed; anything else is a message."""
    if line.isdecimal() and 0 < int(line) <= len(buttons):
        button = buttons[int(line) - 1]
        return str(button.get("payload") or button.get("title"))
    return line


def told(replies: Sequence[dict[str, Any]], details: bool = False) -> list[str]:
    """Return the lines that show these replies, their buttons numbered across all of them."""
    lines: list[str] = []
    number = 0
    for reply in replies:
        lines += str(reply.get("text") or "").splitlines()
        for button in reply.get("buttons") or ():
            number += 1
            lines.append(f"  {number}. {button.get('title')}")
        if details and reply.get("custom"):
            lines.append(json.dumps(reply["custom"], indent=1, ensure_ascii=False))
    return lines


def _ask() -> str | None:
    """The next line typed, None at the end."""
    try:
        line = input("\n> ").strip()
    except EOFError:
        click.echo()
        return None
    return None if line.lower() in QUIT else line


def _send(address: str, sender: str, message: str) -> list[dict[str, Any]]:
    url = f"{address}/webhooks/rest/webhook"
    try:
        replies = post(url, {"sender": sender, "message": message}, timeout_seconds=TIMEOUT_SECONDS)
    except (OSError, ValueError) as error:
        raise ProcessError(f"{url}: no answer: {error}") from error
    return list(replies)
