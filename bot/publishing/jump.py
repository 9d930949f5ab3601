"""Whether a rate has jumped since a publish: a sequential test, so that it may be looked at after every turn.

Wald's probability ratio of "it has jumped" against "the rate is what it was". If the second is true, it ever
exceeds 1/a with a chance of at most a, however often one looks (J. Ville, Étude critique de la notion de
collectif, 1939; A. Wald, Sequential Tests of Statistical Hypotheses, 1945). Pure: counts in, verdict out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from scipy.stats import beta

FALSE_ALARMS = 0.01
"""Of publishes after which nothing got worse, at most so many are rolled back; all rates share it."""
SURE = 0.975
"""How sure we are that the rate before was not higher than what we take it for."""


@dataclass(frozen=True)
class Kind:
    """A rate that is watched."""

    name: str
    outcomes: frozenset[str]
    """Outcomes of turns that count."""
    least_jump: float
    """Smaller jumps, from 0 to 1, are not looked for, nor are those to less than twice the rate."""
    usual: float
    """What the rate is taken for when too little was asked before to tell."""


ERRORS = Kind("errors", frozenset({"error"}), 0.05, 0.02)
REFUSALS = Kind("refusals", frozenset({"refuse"}), 0.15, 0.30)
KINDS = (ERRORS, REFUSALS)
FEWEST_BEFORE = 100  # turns


@dataclass(frozen=True)
class Count:
    """How many of how many turns."""

    hits: int
    turns: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of no turns."""
        return self.hits / self.turns if self.turns else 0.0


def bound(before: Count, kind: Kind) -> float:
    """Return what the rate before was at most (C. Clopper and E. Pearson, 1934), or the usual one."""
    if before.turns < FEWEST_BEFORE:
        return kind.usual
    if before.hits == before.turns:
        return 1.0
    return float(beta.ppf(SURE, before.hits + 1, before.turns - before.hits))


def has_jumped(before: Count, after: Count, kind: Kind) -> bool:
    """Whether the turns since tell of a jump; asked again with every turn, as often as wanted."""
    was = bound(before, kind)
    jumped = min(0.98, max(2 * was, was + kind.least_jump))
    if jumped <= was:
        return False
    ratio = after.hits * log(jumped / was) + (after.turns - after.hits) * log((1 - jumped) / (1 - was))
    return ratio >= log(len(KINDS) / FALSE_ALARMS)
