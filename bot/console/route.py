"""A row of the table of routes: who may send what where, and which function answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sanic.response import HTTPResponse

from bot.console.access.roles import ROLES

EVERYBODY = frozenset({"everybody"})
"""Also those who are not signed in."""
MOST_BYTES = 256 * 1024  # of most requests
STAFF = frozenset(ROLES)
"""Whoever is signed in."""


@dataclass(frozen=True)
class Route:
    """One method of one path; `may` holds the roles of which one is enough."""

    method: str
    path: str
    answer: Callable[..., HTTPResponse]
    """Takes the Visit and, by name, the parts of the path that are in angle brackets."""
    may: frozenset[str]
    most_bytes: int = MOST_BYTES
    """How large a request may be."""
