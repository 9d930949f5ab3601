"""What an import would draft: what a file adds or changes, and what keeps that from going out."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Engine

from bot.knowledge.drafts.draft import Draft
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.drafts.findings import find_errors
from bot.knowledge.imports import read_content
from bot.knowledge.imports.merging import merge_all
from bot.knowledge.lint import Finding
from bot.knowledge.record import STATUSES, Record
from bot.knowledge.store import Store


@dataclass(frozen=True)
class Proposal:
    """A record as the file would have it."""

    record: Record
    held: Record | None
    """As it is; None for a new one."""
    errors: tuple[Finding, ...]

    @property
    def base(self) -> int:
        """The version that it is written from."""
        return self.held.version if self.held else 0


@dataclass(frozen=True)
class Proposals:
    """What there is in a file; every record that it holds is in one of the first three."""

    proposals: tuple[Proposal, ...]
    """New and changed records."""
    unchanged: tuple[Record, ...]
    busy: tuple[Draft, ...]
    """Open drafts of records that the file would add or change: they go first."""
    faults: tuple[str, ...]
    """A line for each entry that cannot be used, or only in part."""

    @property
    def new(self) -> list[Proposal]:
        """Records that there are not yet."""
        return [proposal for proposal in self.proposals if proposal.held is None]

    @property
    def changed(self) -> list[Proposal]:
        """Records that would say something else."""
        return [proposal for proposal in self.proposals if proposal.held is not None]

    @property
    def sound(self) -> list[Proposal]:
        """Those that may go out as they are."""
        return [proposal for proposal in self.proposals if not proposal.errors]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what would be drafted from which versions, and of what may go out."""
        told = [[p.record.id, p.record.fingerprint(), p.base, not p.errors] for p in self.proposals]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def propose(name: str, content: bytes, engine: Engine, today: date) -> Proposals:
    """Return what an import of a file would draft; nothing is written.

    Raises KnowledgeError, one line, when the file as a whole cannot be used.
    """
    imported = read_content(name, content, today=today)
    held = {record.id: record for record in Store(engine).all(STATUSES)}
    open_ones = {draft.record.id: draft for draft in Drafts(engine).find()}
    said = merge_all(name, imported, held, today)
    changing = [record for record in said if record != held.get(record.id)]
    free = [record for record in changing if record.id not in open_ones]
    errors = _errors(free, held, today)
    return Proposals(
        tuple(Proposal(record, held.get(record.id), tuple(errors[record.id])) for record in free),
        tuple(record for record in said if record == held.get(record.id)),
        tuple(open_ones[record.id] for record in changing if record.id in open_ones),
        imported.faults,
    )


def _errors(records: list[Record], held: Mapping[str, Record], today: date) -> dict[str, list[Finding]]:
    published = [record for record in held.values() if record.status == "published"]
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in find_errors(records, published, today):
        found[finding.record].append(finding)
    return found
