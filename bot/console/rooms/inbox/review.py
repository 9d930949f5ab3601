"""The parts of the review as the console opens them, and who may decide what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from bot.authoring.domain import PATH, Domain, read_domain
from bot.authoring.files import Files
from bot.authoring.workspace import Workspace
from bot.console.access.roles import AGENT, EDITOR, TRAINER
from bot.console.desk import Desk
from bot.review.decisions import Decisions
from bot.review.known import Known

MAY: Mapping[str, frozenset[str]] = {
    "right": frozenset({TRAINER, EDITOR}),
    "nothing": frozenset({TRAINER, EDITOR}),
    "label": frozenset({TRAINER, EDITOR}),
    "phrase": frozenset({TRAINER}),
    "intent": frozenset({TRAINER}),
    "ask": frozenset({TRAINER, EDITOR}),
    "evaluation": frozenset({TRAINER}),
    "outside": frozenset({TRAINER, EDITOR}),
    "gap": frozenset({TRAINER, EDITOR, AGENT}),
}
"""Which roles decide what; the table of routes holds them to it. Whoever may decide may take it back."""


def kinds_of(roles: Collection[str]) -> frozenset[str]:
    """Return what these roles may decide."""
    return frozenset(kind for kind, may in MAY.items() if may.intersection(roles))


def open_decisions(desk: Desk) -> Decisions:
    """The decisions of the console's database."""
    return Decisions(desk.engine, desk.audit, desk.workspace)


def open_known(desk: Desk) -> Known:
    """What decisions may name: records, and what the drafts' domain has."""
    return Known(desk.knowledge, open_domain(desk.workspace).intents)


def open_domain(workspace: Workspace) -> Domain:
    """The domain of the drafts: what was added there may be named, too."""
    if workspace.missing:
        return read_domain(workspace.files())
    return _domain_at(workspace, workspace.head)


@lru_cache(maxsize=2)
def _domain_at(workspace: Workspace, commit: str) -> Domain:
    read = workspace.repository.read
    return read_domain(Files((PATH,), lambda path: read(commit, path) or b""))
