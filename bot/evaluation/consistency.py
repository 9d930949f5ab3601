"""Whether a need gets the same reply however it is put: the questions that share a `group`.

Takes results, gives two figures; a reply is the same when outcome and first record are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.evaluation.intervals import Estimate, mean
from bot.evaluation.run import Result

Reply = tuple[str, str | None]


@dataclass(frozen=True)
class Consistency:
    """Both are taken from the groups of two questions or more."""

    unanimous: Estimate
    """Share of groups whose questions all got the same reply."""
    agreement: Estimate
    """Chance that two questions of one group got the same reply: the mean over groups of their pairs."""


def find_consistency(results: Sequence[Result]) -> Consistency | None:
    """Return how consistent the replies are, or None when no two questions share a group."""
    groups: dict[str, list[Reply]] = {}
    for result in results:
        if result.question.group is not None:
            groups.setdefault(result.question.group, []).append(result.got)
    several = [replies for replies in groups.values() if len(replies) > 1]
    if not several:
        return None
    return Consistency(
        mean([float(len(set(replies)) == 1) for replies in several]),
        mean([find_agreement(replies) for replies in several]),
    )


def find_agreement(replies: Sequence[Reply]) -> float:
    """Return the share of pairs of replies that are the same."""
    pairs = list(combinations(replies, 2))
    return sum(one == other for one, other in pairs) / len(pairs)
