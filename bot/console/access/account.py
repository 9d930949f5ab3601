"""A member of staff as the console knows them, without any secret."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.engine import Row

from bot.errors import OversightError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?(?:@[a-z0-9-]+(?:\.[a-z0-9-]+)+)?")
MOST_NAME = 120


@dataclass(frozen=True)
class Account:
    """An account; `name` is what staff sign in with, `shown` what others and the audit log read."""

    id: int
    name: str
    shown: str
    roles: tuple[str, ...]
    must_change: bool
    """Whether the password was set by somebody else, so that it must be changed first of all."""
    has_password: bool
    has_code: bool
    """Whether a code of an authenticator app is asked for, too."""
    is_linked: bool
    """Whether the single sign-on has named it."""
    is_disabled: bool
    signed_in: float | None
    """When they last signed in, in seconds since 1970."""

    @property
    def subject(self) -> str:
        """What it is called in the audit log."""
        return f"staff:{self.name}"


def read_account(row: Row) -> Account:
    """Return the account of a row of the table."""
    return Account(
        id=row.id,
        name=row.name,
        shown=row.shown,
        roles=tuple(row.roles.split()),
        must_change=row.must_change,
        has_password=row.password is not None,
        has_code=row.code_secret is not None,
        is_linked=row.subject is not None,
        is_disabled=row.is_disabled,
        signed_in=row.signed_in,
    )


def require_name(name: str) -> str:
    """Return the name of an account as it is kept; raises OversightError for what cannot be one."""
    wanted = name.strip().lower()
    if len(wanted) > MOST_NAME or not _NAME.fullmatch(wanted):
        raise OversightError("name: expected a short name or an e-mail address, such as ana@its.ms.gov")
    return wanted


def require_shown(shown: str) -> str:
    """Return a name as people read it; raises OversightError when there is none."""
    told = " ".join(shown.split())
    if not 0 < len(told) <= MOST_NAME or not told.isprintable():
        raise OversightError(f"shown name: expected one to {MOST_NAME} characters")
    return told
