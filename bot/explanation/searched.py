"""What a search found, with everything its decision followed from, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.record import Record
from bot.knowledge.search.decision import CHOICE, WASTED, WRONG, Band, Finding, values
from bot.knowledge.search.query import Hit

MOST_CANDIDATES = 8
COSTS = {"WRONG": WRONG, "CHOICE": CHOICE, "WASTED": WASTED}
THRESHOLDS = {"right": WRONG / (1 + WRONG), "among": WASTED / (CHOICE + WASTED)}
"""The chance from which an answer, and a choice, is worth more than a refusal."""


@dataclass(frozen=True)
class Shown:
    """A record that is named in an explanation, and which version of it."""

    id: str
    version: int
    title: str


@dataclass(frozen=True)
class Candidate:
    """A record that may answer."""

    record: Shown
    share: float
    """Of belief among all candidates, 0 to 1."""
    signals: Mapping[str, float]
    """Those that are not zero."""


@dataclass(frozen=True)
class Searched:
    """A search and its decision."""

    candidates: tuple[Candidate, ...]
    figures: Mapping[str, float]
    """What both chances were judged by; `docs/search.md` explains them."""
    right: float
    among: float
    values: Mapping[str, float]
    """Expected value of each choice that was open."""
    costs: Mapping[str, float]
    thresholds: Mapping[str, float]
    decision: str
    options: tuple[str, ...]
    """Ids of what would be offered when the citizen should choose."""
    outside: Shown | None
    """What the words look like when they are none of the state's business."""


def describe_finding(finding: Finding) -> Searched:
    """Return the best candidates of a search and what was decided over them."""
    worth = values(finding.right, finding.among, len(finding.hits))
    return Searched(
        candidates=tuple(map(_candidate, finding.hits[:MOST_CANDIDATES])),
        figures=finding.figures,
        right=finding.right,
        among=finding.among,
        values={band.value: value for band, value in worth.items()},
        costs=COSTS,
        thresholds=THRESHOLDS,
        decision=finding.band.value,
        options=tuple(hit.record.id for hit in finding.options) if finding.band is Band.CLARIFY else (),
        outside=show(finding.outside) if finding.outside else None,
    )


def show(record: Record) -> Shown:
    """Name a record."""
    return Shown(record.id, record.version, record.title)


def _candidate(hit: Hit) -> Candidate:
    return Candidate(show(hit.record), hit.score, {name: s for name, s in hit.signals.items() if s})
