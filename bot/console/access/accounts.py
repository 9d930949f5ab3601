"""The accounts of staff: added, changed, disabled; each change is in the audit log, in the same transaction.

Called by the console's pages and by `missi staff`. Each but the first also ends the account's sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine

from bot.audit.log import AuditLog
from bot.console.access.account import Account, read_account, require_name, require_shown
from bot.console.access.passwords import hash_password, require_password
from bot.console.access.roles import ADMINISTRATOR, require_roles
from bot.console.access.sessions import Sessions
from bot.console.access.tables import ACCOUNT, METADATA
from bot.errors import OversightError
from bot.knowledge.database import make_tables

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Accounts:
    """The accounts of a database.

    Args:
        engine: the database of the conversations; the tables are made when they are missing.
        audit: the log of the same database.
    """

    def __init__(self, engine: Engine, audit: AuditLog) -> None:
        make_tables(engine, METADATA)
        self._engine = engine
        self._audit = audit

    def all(self) -> list[Account]:
        """Return every account, by name."""
        with self._engine.connect() as connection:
            return [read_account(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name))]

    def get(self, identity: int) -> Account | None:
        """Return the account of a number."""
        return self._find(ACCOUNT.c.id == identity)

    def find(self, name: str) -> Account | None:
        """Return the account of a name, however it is capitalized."""
        return self._find(ACCOUNT.c.name == name.strip().lower())

    def require(self, name: str) -> Account:
        """Return the account of a name; raises OversightError when there is none."""
        found = self.find(name)
        if found is None:
            raise OversightError(f"{name}: no such account")
        return found

    def add(
        self, name: str, shown: str, roles: Iterable[str], password: str | None, *, who: str, why: str
    ) -> Account:
        """Add an account; without a password it can be entered by single sign-on only.

        Raises OversightError when a name, role, or password cannot be used, or the name is taken.
        """
        name, shown, roles = require_name(name), require_shown(shown), require_roles(roles)
        hashed = hash_password(require_password(password, name)) if password is not None else None
        row: dict[str, Any] = {"name": name, "shown": shown, "roles": " ".join(roles), "password": hashed}
        with self._engine.begin() as connection:
            told: dict[str, Any] = {"action": "staff.add", "details": {"roles": list(roles)}}
            self._audit.append(connection, who=who, subject=f"staff:{name}", why=why, **told)
            if connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.name == name)).first():
                raise OversightError(f"{name}: there is an account of this name already")
            # Whoever added it knows the password too.
            row |= {"must_change": password is not None, "is_disabled": False}
            connection.execute(insert(ACCOUNT), row)
        return self.require(name)

    def set_roles(self, account: Account, roles: Iterable[str], *, who: str, why: str) -> None:
        """Give an account these roles instead of those it has; the last administrator stays one."""
        wanted = require_roles(roles)
        details = {"before": list(account.roles), "after": list(wanted)}
        with self._changing(account, "staff.roles", who, why, details) as connection:
            connection.execute(_this(account).values(roles=" ".join(wanted)))
            _require_administrator(connection)

    def disable(self, account: Account, *, who: str, why: str) -> None:
        """Let an account in no more; the last administrator stays."""
        with self._changing(account, "staff.disable", who, why) as connection:
            connection.execute(_this(account).values(is_disabled=True))
            _require_administrator(connection)

    def enable(self, account: Account, *, who: str, why: str) -> None:
        """Let a disabled account in again."""
        with self._changing(account, "staff.enable", who, why) as connection:
            connection.execute(_this(account).values(is_disabled=False))

    def reset(self, account: Account, password: str, *, who: str, why: str) -> None:
        """Set a password that must be changed at once; the codes of an app are asked for no more."""
        hashed = hash_password(require_password(password, account.name))
        with self._changing(account, "staff.reset", who, why) as connection:
            values = {"password": hashed, "must_change": True, "code_secret": None, "code_step": None}
            connection.execute(_this(account).values(values))

    def change_password(self, account: Account, password: str, *, token: str) -> None:
        """Set one's own password; every other session ends."""
        hashed = hash_password(require_password(password, account.name))
        with self._changing(account, "staff.password", account.name, "own choice", but=token) as connection:
            connection.execute(_this(account).values(password=hashed, must_change=False))

    def set_code(self, account: Account, secret: str | None, step: int | None, *, token: str) -> None:
        """Ask for codes made with this (encrypted) secret from now on, or for none; other sessions end."""
        action = "staff.code.on" if secret else "staff.code.off"
        with self._changing(account, action, account.name, "own choice", but=token) as connection:
            connection.execute(_this(account).values(code_secret=secret, code_step=step))

    @contextmanager
    def _changing(
        self,
        account: Account,
        action: str,
        who: str,
        why: str,
        details: Mapping[str, Any] = NOTHING,
        but: str | None = None,
    ) -> Iterator[Connection]:
        """A transaction that logs the change and ends the account's sessions, but for that of a token."""
        with self._engine.begin() as connection:
            # The entry comes first: it makes all other changes wait, so that two see each other's.
            self._audit.append(
                connection, who=who, action=action, subject=account.subject, why=why, details=details
            )
            yield connection
            Sessions.end_all(connection, account.id, but=but)

    def _find(self, condition: Any) -> Account | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(ACCOUNT).where(condition)).first()
        return read_account(row) if row else None


def _this(account: Account) -> Any:
    return update(ACCOUNT).where(ACCOUNT.c.id == account.id)


def _require_administrator(connection: Connection) -> None:
    """Raise OversightError when nobody is left who could manage staff."""
    enabled = connection.execute(select(ACCOUNT.c.roles).where(ACCOUNT.c.is_disabled.is_(False))).scalars()
    if not any(ADMINISTRATOR in roles.split() for roles in enabled):
        raise OversightError("this is the last administrator: make somebody else one first")
