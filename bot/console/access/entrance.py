"""The way in: name and password, perhaps a code, or the single sign-on; each attempt is counted and logged.

Whether a name exists can be told neither from an answer nor from the time it takes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Engine, Row

from bot.audit.log import AuditLog
from bot.console.access.account import Account, read_account
from bot.console.access.codes import find_step
from bot.console.access.identity import Identity
from bot.console.access.lockout import Lockout
from bot.console.access.passwords import is_right
from bot.console.access.sessions import Session, Sessions
from bot.console.access.tables import ACCOUNT
from bot.handoff.vault import Vault

CONSOLE = "console"
UNKNOWN = "staff:unknown"


@dataclass(frozen=True)
class Caller:
    """Who knocks: the token their browser has, its address, and what it calls itself."""

    token: str
    address: str
    browser: str


class Refusal(Exception):
    """Not let in; what is said is the same whatever the reason was."""


class Entrance:
    """The way into one database's console.

    Args:
        engine: the database.
        audit: its log.
        sessions: its sessions.
        lockout: its counted attempts.
        vault: decrypts the secrets of codes.
    """

    def __init__(
        self, engine: Engine, audit: AuditLog, *, sessions: Sessions, lockout: Lockout, vault: Vault
    ) -> None:
        self._engine = engine
        self._audit = audit
        self._sessions = sessions
        self._lockout = lockout
        self._vault = vault

    def enter(self, name: str, password: str, caller: Caller) -> tuple[str, Account]:
        """Return the token of a new session and the account; half open when a code is asked for.

        Raises Refusal, Locked.
        """
        name = name.strip().lower()
        self._lockout.take("address", caller.address)
        is_last = self._lockout.take("name", name)
        row = self._row(ACCOUNT.c.name == name)
        kept = row.password if row and not row.is_disabled else None
        if not is_right(password, kept) or row is None:
            self._refuse(row, "wrong name or password", is_last)
        self._lockout.forgive("address", caller.address)
        if row.code_secret is None:
            self._lockout.forgive("name", name)
        return self._begin(row, caller, "password", is_open=row.code_secret is None)

    def give_code(self, session: Session, code: str, caller: Caller) -> tuple[str, Account]:
        """Return the token of an open session instead of a half open one; raises Refusal, Locked."""
        self._lockout.take("address", caller.address)
        is_last = self._lockout.take("code", str(session.account))
        row = self._row(ACCOUNT.c.id == session.account)
        if row is None or row.is_disabled or not self._is_code(row, code):
            self._refuse(row, "wrong code", is_last)
        self._lockout.forgive("address", caller.address)
        self._lockout.forgive("code", str(session.account))
        self._lockout.forgive("name", row.name)
        return self._begin(row, caller, "password and code", is_open=True)

    def confirm(self, account: Account, password: str, caller: Caller) -> None:
        """Ask somebody who is in for their password once more; raises Refusal, Locked."""
        is_last = self._lockout.take("name", account.name)
        row = self._row(ACCOUNT.c.id == account.id)
        if not is_right(password, row.password if row else None):
            self._refuse(row, "wrong password for a change", is_last)
        self._lockout.forgive("name", account.name)

    def let_in(self, identity: Identity, caller: Caller) -> tuple[str, Account]:
        """Let in whom the single sign-on names: a linked account, or one whose name is the verified address.

        Raises Refusal when there is no such account, or it is another's already.
        """
        same = (ACCOUNT.c.issuer == identity.issuer) & (ACCOUNT.c.subject == identity.subject)
        row = self._row(same)
        if row is None and identity.email:
            row = self._row((ACCOUNT.c.name == identity.email) & ACCOUNT.c.subject.is_(None))
        if row is None or row.is_disabled:
            self._refuse(row, "single sign-on names nobody who may enter", is_last=False)
        if row.subject is None:
            self._link(row, identity)
        return self._begin(row, caller, "single sign-on", is_open=True)

    def leave(self, account: Account, token: str) -> None:
        """End one's session."""
        with self._engine.begin() as connection:
            self._log(connection, "staff.sign-out", account.subject, account.name, "signed out")
            self._sessions.end(connection, token)

    def _begin(self, row: Row, caller: Caller, way: str, *, is_open: bool) -> tuple[str, Account]:
        """A session with a new token: one that was planted in the browser is worth nothing."""
        account = read_account(row)
        with self._engine.begin() as connection:
            if is_open:
                self._log(connection, "staff.sign-in", account.subject, account.name, way)
                signed = update(ACCOUNT).where(ACCOUNT.c.id == account.id)
                connection.execute(signed.values(signed_in=time.time()))
            self._sessions.end(connection, caller.token)
            token = self._sessions.start(connection, account.id, caller.browser, is_open=is_open)
        return token, account

    def _is_code(self, row: Row, code: str) -> bool:
        """Whether a code is right, and of a step that was not used before; then it is used."""
        secret = (self._vault.unlock(row.code_secret) or {}).get("secret", "") if row.code_secret else ""
        step = find_step(secret, code, row.code_step) if secret else None
        if step is None:
            return False
        unused = (ACCOUNT.c.code_step.is_(None)) | (ACCOUNT.c.code_step < step)
        with self._engine.begin() as connection:
            used = update(ACCOUNT).where(ACCOUNT.c.id == row.id, unused).values(code_step=step)
            return bool(connection.execute(used).rowcount)

    def _link(self, row: Row, identity: Identity) -> None:
        with self._engine.begin() as connection:
            self._log(connection, "staff.link", f"staff:{row.name}", row.name, "first single sign-on")
            free = update(ACCOUNT).where(ACCOUNT.c.id == row.id, ACCOUNT.c.subject.is_(None))
            if not connection.execute(free.values(**identity.named)).rowcount:
                raise Refusal

    def _refuse(self, row: Row | None, why: str, is_last: bool) -> NoReturn:
        """Log a failure, the name only if there is one: what was typed may be a password; raises Refusal."""
        subject = f"staff:{row.name}" if row else UNKNOWN
        with self._engine.begin() as connection:
            self._log(connection, "staff.sign-in.failed", subject, CONSOLE, why)
            if is_last:
                self._log(connection, "staff.locked", subject, CONSOLE, "too many attempts")
        raise Refusal

    def _log(self, connection: Connection, action: str, subject: str, who: str, why: str) -> None:
        self._audit.append(connection, who=who, action=action, subject=subject, why=why)

    def _row(self, condition: object) -> Row | None:
        with self._engine.connect() as connection:
            found: Row | None = connection.execute(select(ACCOUNT).where(condition)).first()
        return found
