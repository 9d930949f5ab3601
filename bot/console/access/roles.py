"""What staff may do: roles, any number of them for one account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.errors import OversightError

AGENT, EDITOR, TRAINER, APPROVER, ANALYST, ADMINISTRATOR = (
    "agent",
    "editor",
    "trainer",
    "approver",
    "analyst",
    "administrator",
)
ROLES: Mapping[str, str] = {
    AGENT: "answers citizens in person",
    EDITOR: "writes records and notices",
    TRAINER: "teaches phrases and stories",
    APPROVER: "approves what others wrote, switches topics and channels",
    ANALYST: "reads figures and the audit log",
    ADMINISTRATOR: "manages staff, switches the service",
}
"""What each is for, from the one with the least to the one with the most."""


def require_roles(names: Iterable[str]) -> tuple[str, ...]:
    """Return the roles in their order; raises OversightError for none, or for one that there is not."""
    wanted = {name.strip().lower() for name in names}
    unknown = sorted(wanted - ROLES.keys())
    if unknown or not wanted:
        got = unknown[0] if unknown else "none"
        raise OversightError(f"role: expected some of {', '.join(ROLES)}, got {got!r}")
    return tuple(role for role in ROLES if role in wanted)
