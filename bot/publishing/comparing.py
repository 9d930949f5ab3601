"""Makes the report of a test from what the live model and the tested one replied."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.evaluation.comparison import Pair, compare
from bot.evaluation.confusion import tell_got, tell_wanted
from bot.evaluation.intervals import share
from bot.evaluation.measures import MEASURES
from bot.evaluation.run import Result
from bot.publishing.gate import is_golden, judge_gate
from bot.publishing.measurement import Measurement
from bot.publishing.report import Changed, Figure, Report, SliceChange
from bot.publishing.thresholds import Thresholds


def make_report(
    before: Sequence[Result], after: Sequence[Result], *, against: str, of: Measurement, limits: Thresholds
) -> Report:
    """Return what the test has shown.

    Args:
        before: what the live model replied, whose digest is `against`.
        after: what the tested model replied.
        against: see above.
        of: the questions and the knowledge.
        limits: the thresholds of the gate.
    """
    comparison = compare(before, after)
    return Report(
        tested_at=time.time(),
        against=against,
        questions=of.questions,
        knowledge=of.knowledge,
        gate=judge_gate(before, after, limits),
        figures=_figures(before, after),
        slices=tuple(
            SliceChange(c.slice, c.change.among, c.before, c.after, c.gained, c.lost, c.chance)
            for c in comparison.changes
        ),
        better=tuple(map(_changed, comparison.better)),
        worse=tuple(map(_changed, comparison.worse)),
    )


def _figures(before: Sequence[Result], after: Sequence[Result]) -> tuple[Figure, ...]:
    """Every measure over the questions that are not golden, as `make eval` tells them."""
    old, new = ([result for result in some if not is_golden(result)] for some in (before, after))
    figures = []
    for name, measure in MEASURES.items():
        now, then = share(new, measure), share(old, measure)
        if now:
            value = then.value if then else None
            figures.append(Figure(name, now.value, now.low, now.high, now.among, value))
    return tuple(figures)


def _changed(pair: Pair) -> Changed:
    return Changed(
        text=pair.after.question.text,
        slice=pair.after.slice,
        before=pair.before.verdict.value,
        after=pair.after.verdict.value,
        wanted=tell_wanted(pair.after),
        got_before=tell_got(pair.before),
        got_after=tell_got(pair.after),
    )
