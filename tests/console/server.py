"""A console that runs: a process of its own over a database of its own, with staff in every role."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.audit.log import AuditLog
from bot.console.access.accounts import Accounts
from bot.console.access.roles import ROLES
from bot.knowledge.database import migrate, open_database
from bot.knowledge.files import read_records
from bot.knowledge.store import Store
from bot.operations.endpoints import conversations_address
from bot.settings import ROOT, Settings, read_settings
from tests.authoring.checkout import make_checkout
from tests.small import SMALL

PASSWORD = "correct horse battery"
START_S = 60.0


@dataclass(frozen=True)
class Console:
    """A running console."""

    port: int
    settings: Settings
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[Console]:
    """A console with the small knowledge base and an account named after each role; stopped at the end."""
    port = _free_port()
    chosen = {
        "MISSI_VAR": str(folder),
        "MISSI_CONSOLE_PORT": str(port),
        "MISSI_MODELS": str(folder / "models"),
        "MISSI_CHECKOUT": str(make_checkout(folder / "checkout")),
    }
    settings = read_settings(chosen | environment)
    fill(settings)
    log = folder / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.console"],
            cwd=ROOT,
            env=_without_ours(os.environ) | chosen | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await(f"http://127.0.0.1:{port}/health", process)
        yield Console(port, settings, log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def fill(settings: Settings) -> None:
    """Publish the small knowledge base, and add the staff."""
    knowledge = open_database(settings.database_url)
    migrate(knowledge)
    Store(knowledge).save_all(read_records(SMALL))
    knowledge.dispose()
    engine = open_database(conversations_address(settings))
    accounts = Accounts(engine, AuditLog(engine))
    for role in ROLES:
        add_account(accounts, role, (role,))
    engine.dispose()


def add_account(accounts: Accounts, name: str, roles: tuple[str, ...], shown: str = "") -> None:
    """Add an account that has chosen its password already."""
    told, first = shown or f"{name.title()} of ITS", f"{PASSWORD} first"
    account = accounts.add(name, told, roles, first, who="test", why="a test")
    accounts.change_password(account, PASSWORD, token="")


def _without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("MISSI_")}


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + START_S
    while time.monotonic() < last and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the console does not answer on {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
