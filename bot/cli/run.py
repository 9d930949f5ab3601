"""`missi run`: checks what can be checked before, then starts everything of the Procfile.

Ends with Ctrl-C or SIGTERM, leaving no process behind."""

from __future__ import annotations

import os
import sys
import threading
from datetime import datetime

import click
from honcho.printer import Message, Printer

from bot.cli.progress import Progress
from bot.operations.counts import FOLDER_VARIABLE, empty_counts
from bot.operations.database import require_records
from bot.operations.encoder import require_encoder
from bot.operations.endpoints import prepare_endpoints
from bot.operations.environment import process_environment
from bot.operations.model import require_model
from bot.operations.ports import require_ports
from bot.operations.production import require_production
from bot.operations.supervisor import Plan, supervise
from bot.settings import ROOT, Settings, read_settings

NAME_WIDTH = 9  # of the longest name in the Procfile, so that the output lines up


@click.command("run")
def command() -> None:
    """Start the assistant, its actions, and the staff console until Ctrl-C."""
    settings, say = read_settings(), Progress()
    require_production(settings, os.environ)
    require_ports(settings)
    require_encoder(settings)
    require_model(settings)
    require_records(settings)
    say("starting, about ten seconds")
    plan = Plan(
        procfile=ROOT / "Procfile",
        environment=process_environment(settings)
        | {"MISSI_ENDPOINTS": str(prepare_endpoints(settings)), FOLDER_VARIABLE: str(empty_counts(settings))},
        logs=settings.var / "log",
        addresses={
            # The assistant's /status needs its API, which stays off: it lets anybody read conversations.
            "assistant": f"http://127.0.0.1:{settings.assistant_port}/",
            "actions": f"http://127.0.0.1:{settings.actions_port}/health",
            "console": f"http://127.0.0.1:{settings.console.port}/health",
        },
    )
    supervise(plan, _Terminal().show, lambda: _announce(settings, say))
    say("stopped")


def _announce(settings: Settings, say: Progress) -> None:
    address = f"http://127.0.0.1:{settings.assistant_port}"
    say("ready; Ctrl-C stops everything")
    click.echo(f"""
  open  {address}/chat/ to talk to it in a browser
  talk  make chat
  or    curl {address}/webhooks/rest/webhook -d '{{"sender": "me", "message": "renew my driver license"}}'
  staff http://127.0.0.1:{settings.console.port}/ (first: ./missi staff add NAME --role administrator)
""")


class _Terminal:
    """Shows the processes' lines, one at a time, each with the name of its process."""

    def __init__(self) -> None:
        self._printer = Printer(sys.stdout, width=NAME_WIDTH)
        self._lock = threading.Lock()

    def show(self, name: str, line: str) -> None:
        try:
            with self._lock:
                self._printer.write(Message("line", line, datetime.now(), name, None))
        except OSError:
            return  # the terminal is gone; the log has the line
