"""All figures of an evaluation, computed once; the terminal, JSON, Markdown and HTML only tell them.

Takes an Evaluation, gives a Summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.figures import percentile
from bot.evaluation.calibration import Calibration, calibrate
from bot.evaluation.confusion import Confusion, find_confusion
from bot.evaluation.consistency import Consistency, find_consistency
from bot.evaluation.evaluation import Evaluation, Origin
from bot.evaluation.fairness import Fairness, find_fairness
from bot.evaluation.intervals import Estimate, share
from bot.evaluation.measures import MEASURES, is_right
from bot.evaluation.run import Result
from bot.evaluation.steadiness import Steadiness, find_steadiness

Shares = dict[str, Estimate]
"""By measure, of those that some question takes part in."""


@dataclass(frozen=True)
class Summary:
    """The figures, and the questions that were not answered right."""

    origin: Origin
    questions: int
    conversations: int
    all: Shares
    slices: dict[str, Shares]
    p50_ms: float
    """Milliseconds that half of the turns did not pass."""
    p95_ms: float
    fairness: Fairness | None
    consistency: Consistency | None
    calibration: Calibration
    steadiness: tuple[Steadiness, ...]
    """By kind of disturbance; empty when nothing was asked disturbed."""
    confusion: Confusion
    failures: tuple[Result, ...]


def summarize(evaluation: Evaluation) -> Summary:
    """Return the figures of one evaluation, which holds at least one result."""
    results = evaluation.results
    seconds = [result.seconds for result in results]
    return Summary(
        origin=evaluation.origin,
        questions=len(results),
        conversations=len({result.conversation for result in results}),
        all=_find_shares(results),
        slices={name: _find_shares(group) for name, group in _split(results).items()},
        p50_ms=1000 * percentile(seconds, 50),
        p95_ms=1000 * percentile(seconds, 95),
        fairness=find_fairness(results),
        consistency=find_consistency(results),
        calibration=calibrate(results),
        steadiness=find_steadiness(evaluation.disturbed),
        confusion=find_confusion(results),
        failures=tuple(result for result in results if not is_right(result)),
    )


def _find_shares(results: Sequence[Result]) -> Shares:
    found = {name: share(results, measure) for name, measure in MEASURES.items()}
    return {name: estimate for name, estimate in found.items() if estimate}


def _split(results: Sequence[Result]) -> dict[str, list[Result]]:
    slices: dict[str, list[Result]] = {}
    for result in results:
        slices.setdefault(result.slice, []).append(result)
    return slices
