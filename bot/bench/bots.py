"""The two bots as commands to start: ours from the Procfile, the other as `rasa run` in its own folder.

Each call takes free ports; everything listens on this machine only."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from honcho.environ import parse_procfile

from bot.bench.client import LOOPBACK
from bot.bench.server import Command
from bot.errors import ProcessError
from bot.operations.counts import FOLDER_VARIABLE
from bot.operations.endpoints import adapt_endpoints
from bot.operations.environment import process_environment
from bot.settings import ROOT, Settings

OURS, THEIRS = "ours", "theirs"
PROCESSES = ("assistant", "actions")
PYTHON, ENDPOINTS = ".venv/bin/python", "${MISSI_ENDPOINTS"
# Bytecode is written as on any machine that has started the bot once; both start from it.
_NOT_FOR_BENCH = ("PYTHONDONTWRITEBYTECODE",)


@dataclass(frozen=True)
class Bot:
    """A bot to start: its processes, and the port its REST channel answers on."""

    commands: tuple[Command, ...]
    port: int


def our_bot(settings: Settings, folder: Path) -> Bot:
    """Return the assistant and its actions as the Procfile starts them, with conversations in `folder`.

    Nothing of it reaches a service that runs: neither its conversations, its figures, nor its help desk.
    """
    port, actions_port = free_ports(2)
    settings = replace(settings, assistant_port=port, actions_port=actions_port)
    endpoints = folder / f"endpoints-{port}.yml"
    configured = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    conversations = folder / f"conversations-{port}.db"
    adapted = adapt_endpoints(configured, actions_port, conversations)
    if str(conversations) not in adapted:
        raise ProcessError("endpoints.yml: tracker_store: expected SQLite; a benchmark writes to no other")
    endpoints.write_text(adapted, encoding="utf-8")
    lines = procfile_lines((ROOT / "Procfile").read_text(encoding="utf-8"), sys.executable)
    own = {"PYTHONPATH": str(ROOT), "MISSI_ENDPOINTS": str(endpoints), "MISSI_WEBHOOK_URL": ""}
    # Ours last: when the running service starts a bot, its own endpoints are in the environment, and the bot
    # would pull the live model, talk to the live actions, and write among the conversations of citizens.
    environment = _without(process_environment(settings), FOLDER_VARIABLE) | own
    logs = settings.var / "bench" / "log"
    return Bot(
        tuple(Command(name, line, ROOT, environment, logs / f"{name}.log") for name, line in lines.items()),
        port,
    )


def their_bot(settings: Settings, project: Path) -> Bot:
    """Return the other bot, run in its folder as its makers say."""
    (port,) = free_ports(1)
    line = f"exec {shlex.quote(sys.executable)} -m rasa run --interface {LOOPBACK} --port {port}"
    log = settings.var / "bench" / "log" / "theirs.log"
    return Bot((Command(THEIRS, line, project, their_environment(), log),), port)


def their_environment() -> dict[str, str]:
    """Return our environment without what is only ours; quiet, and without telemetry."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUNBUFFERED": "1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MISSI_")}
    return _without(kept, "PYTHONPATH", "RASA_CACHE_DIRECTORY") | quiet


def procfile_lines(procfile: str, python: str) -> dict[str, str]:
    """Return the lines of the assistant and of its actions, with this interpreter."""
    commands: Mapping[str, str] = parse_procfile(procfile).processes
    lines = {name: line.replace(PYTHON, shlex.quote(python)) for name, line in commands.items()}
    if any(name not in lines for name in PROCESSES) or ENDPOINTS not in lines["assistant"]:
        raise ProcessError(f"Procfile: expected {' and '.join(PROCESSES)}, the first with {ENDPOINTS}")
    return {name: lines[name] for name in PROCESSES}


def free_ports(number: int) -> tuple[int, ...]:
    """Return ports that nobody uses, no two the same."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return tuple(int(probe.getsockname()[1]) for probe in probes)


def _without(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in (*_NOT_FOR_BENCH, *names)}
