"""A throw-away PostgreSQL server: programs of the system in, addresses of fresh databases out.

Used by `tests/conftest.py`; everything it writes lies in one folder, which goes away with it."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

LOOPBACK = "127.0.0.1"
SUPERUSER = "missi"
USERS = ("postgres", "nobody")
"""Who runs the server when the tests run as root, which PostgreSQL refuses."""
START_ATTEMPTS = 3
GUARD = 'read -r _; exec "$0" stop --mode immediate --wait'
"""Stops the server when its input ends: on `stop`, and also when the tests die without a word."""
OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=50")
"""Fast, since no machine fails here; a commit still outlives the server, which tests end in mid-work."""


def find_program(name: str) -> str | None:
    """The path of a PostgreSQL program: on PATH, or where Debian puts it; the newest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    folders = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *map(str, debian)]
    return shutil.which(name, path=os.pathsep.join(folders))


def is_installed() -> bool:
    return all(map(find_program, ("initdb", "pg_ctl")))


class Cluster:
    """One server with its own data, port and password, listening on the loopback only."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="missi-postgresql-"))
        self._user = _other_user()
        self._password = secrets.token_hex(16)
        self._port = 0
        self._count = 0
        self._guard: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the data folder and start the server; raises RuntimeError with its log when it fails."""
        secret = self._folder / "password"
        secret.write_text(self._password)
        secret.chmod(0o600)
        if self._user:
            shutil.chown(self._folder, self._user)
            shutil.chown(secret, self._user)
        access = ("--username", SUPERUSER, "--auth", "scram-sha-256", "--pwfile", str(secret))
        self._run("initdb", *access, "--encoding", "UTF8", "--no-locale", "--no-sync")
        for attempt in range(1, START_ATTEMPTS + 1):
            self._port = _free_port()
            try:
                self._run("pg_ctl", "start", "--wait", "--log", self._log, "--options", self._options)
                break
            except RuntimeError:  # another process may have taken the port meanwhile
                if attempt == START_ATTEMPTS:
                    raise
        self._guard = subprocess.Popen(
            [*_as_user(self._user), "sh", "-c", GUARD, find_program("pg_ctl") or "pg_ctl"],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # out of reach of Ctrl-C, which would end it before the server
        )

    def stop(self) -> None:
        """End the server at once and remove all it wrote."""
        if self._guard:
            self._guard.communicate()
        shutil.rmtree(self._folder)

    def restart(self) -> None:
        """End the server in the middle of its work and start it again, with the same data."""
        self._run("pg_ctl", "restart", "--wait", "--mode", "immediate", "--log", self._log)

    def create_database(self) -> str:
        """The address of a new, empty database."""
        self._count += 1
        name = f"test_{self._count}"
        self._execute(f"CREATE DATABASE {name}")
        return self._url(name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Remove a database, whoever may still be connected to it."""
        self._execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {"PGDATA": str(self._folder / "data")}

    @property
    def _log(self) -> str:
        return str(self._folder / "server.log")

    @property
    def _options(self) -> str:
        settings = (f"listen_addresses={LOOPBACK}", f"unix_socket_directories={self._folder}", *OPTIONS)
        return " ".join(["-p", str(self._port), *(f"-c {setting}" for setting in settings)])

    def _url(self, database: str) -> URL:
        address = {"host": LOOPBACK, "port": self._port, "database": database}
        return URL.create("postgresql", username=SUPERUSER, password=self._password, **address)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self._url("postgres"), future=True, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_user(self._user), find_program(program) or program, *arguments]
        # Not a pipe: the server would inherit it and keep this waiting for its end.
        with (self._folder / f"{program}.out").open("w+") as output:
            done = subprocess.run(
                command, cwd=self._folder, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
            output.seek(0)
            if done.returncode:
                raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}: {output.read()}")


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


def _other_user() -> str | None:
    """Whom to become, when root; None when the tests are run by somebody else."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next((user for user in USERS if user in known), None)


def _as_user(user: str | None) -> Sequence[str]:
    if user is None:
        return ()
    if shutil.which("setpriv"):
        entry = pwd.getpwnam(user)
        return ("setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups", "--")
    return ("runuser", "-u", user, "--")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
