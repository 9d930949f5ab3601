"""`missi agent`: a tiny desk in the terminal, over the same API as any help desk; for trying it."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from typing import Any

import click

from bot.errors import OversightError, ProcessError
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight
from bot.settings import read_settings

TIMEOUT_S = 40.0
HELP = "queue · take N · say WORDS · read · return · close · contacts · done REFERENCE · quit"


@click.group("agent")
def command() -> None:
    """Answer citizens in person, and rotate the key of contact requests."""


@command.command()
@click.option("--token", help="Your token; else the environment's MISSI_AGENT_TOKEN.")
def desk(token: str | None) -> None:
    """Sit at a desk: see who waits, take a conversation, talk."""
    token = token or os.environ.get("MISSI_AGENT_TOKEN", "")
    line = Desk(f"http://127.0.0.1:{read_settings().assistant_port}/agents/api/v1", token)
    line.show_queue()
    click.echo(HELP)
    while True:
        try:
            word, _, rest = input("desk> ").strip().partition(" ")
        except EOFError:
            return
        if word in ("quit", "exit"):
            return
        try:
            line.do(word, rest)
        except Refusal as refusal:
            click.echo(f"not done: {refusal}")


@command.command("rotate-key")
def rotate_key() -> None:
    """Encrypt every contact request with the newest key, so that older ones can go."""
    oversight = open_oversight()
    with reporting(oversight.engine), oversight.engine.begin() as connection:
        renewed, lost = oversight.contacts.renew(connection)
    click.echo(f"{renewed} contact requests encrypted with the newest key; {lost} that no key opens")


class Refusal(Exception):
    """The API's no, by its code."""


class Desk:
    """One agent's connection, and the conversation in front of them."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._token = token
        self._waiting: list[str] = []
        self._current = ""
        self._seen = 0

    def do(self, word: str, rest: str) -> None:
        """Do what a line asks for."""
        match word:
            case "queue" | "":
                self.show_queue()
            case "take":
                self._take(rest)
            case "say":
                self._post("messages", {"text": rest})
            case "read":
                self._read()
            case "return" | "close":
                self._post(word)
            case "contacts":
                for one in self._call("GET", "/contacts")["contacts"]:
                    click.echo(f"{one['reference']}  {one['name']}  {one['reach']}")
            case "done":
                self._call("POST", f"/contacts/{rest}/close")
            case _:
                click.echo(HELP)

    def show_queue(self) -> None:
        """Show who waits, numbered."""
        found = self._call("GET", "/queue")
        self._waiting = [one["conversation"] for one in found["queue"]]
        for one in found["queue"]:
            click.echo(f"{one['position']}. {one['conversation']} has waited {one['waiting_s']} s")
        click.echo(f"{found['agent']}: {len(self._waiting)} waiting, {len(found['mine'])} yours")

    def _take(self, number: str) -> None:
        if not number.isdecimal() or not 0 < int(number) <= len(self._waiting):
            raise Refusal("take a number of the queue")
        self._current, self._seen = self._waiting[int(number) - 1], 0
        self._show(self._post("take"))

    def _read(self) -> None:
        self._show(self._call("GET", f"/conversations/{self._current}?after={self._seen}"))

    def _post(self, what: str, body: Any = None) -> Any:
        if not self._current:
            raise Refusal("take a conversation first")
        return self._call("POST", f"/conversations/{self._current}/{what}", body)

    def _show(self, found: Any) -> None:
        for turn in found["turns"]:
            if turn["question"]:
                click.echo(f"  citizen: {turn['question']['text']}")
            reply = turn["reply"] or {}
            for text in reply.get("texts", ()):
                click.echo(f"  {reply.get('agent', 'missi')}: {text}")
        self._seen = found["last"]

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"}
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            if error.code == 401:
                raise OversightError("agent: no such token; see MISSI_AGENT_TOKENS") from None
            raise Refusal(f"{error.code} {error.reason}") from None
        except (OSError, ValueError) as error:
            raise ProcessError(f"no assistant answers on {self._address}: {error}") from error
