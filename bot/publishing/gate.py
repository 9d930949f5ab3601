"""The publish gate: takes what the live model and a candidate replied, gives a line for each thing asked for.

Pure: no database, no clock, no files. A candidate passes when every line is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.evaluation.comparison import ALL, Comparison, compare
from bot.evaluation.fairness import Gap, find_fairness
from bot.evaluation.intervals import share
from bot.evaluation.measures import Measure, is_false_alarm, is_refused, is_right, is_routed, is_wrong
from bot.evaluation.run import Result
from bot.publishing.report import Line
from bot.publishing.thresholds import Thresholds

GOLDEN = "golden-"
"""What the slices of golden questions begin with."""
NOTHING = "not asked"
ROUNDING = 1e-9


def judge_gate(before: Sequence[Result], after: Sequence[Result], limits: Thresholds) -> tuple[Line, ...]:
    """Return the lines of the gate.

    Args:
        before: what the live model replied.
        after: what the candidate replied to the same questions.
        limits: the thresholds.
    """
    others = [result for result in after if not is_golden(result)]
    golden = [result for result in after if is_golden(result)]
    comparison = compare(before, after)
    return (
        _complete(comparison, after),
        _golden_kept(comparison, golden),
        _at_least("golden_right", golden, is_right, limits.golden_right_at_least),
        _emergencies(after),
        _at_most("false_alarms", others, is_false_alarm, limits.false_alarms_at_most),
        _at_least("right", others, is_right, limits.right_at_least),
        _at_most("wrong", others, is_wrong, limits.wrong_at_most),
        _at_least("refused", others, is_refused, limits.refused_out_of_scope_at_least),
        _no_loss(comparison, limits.loss_is_chance_above),
        _fairness(before, after, limits),
    )


def is_golden(result: Result) -> bool:
    """Whether a question is one of the golden ones."""
    return result.slice.startswith(GOLDEN)


def _complete(comparison: Comparison, after: Sequence[Result]) -> Line:
    """Both were asked the same."""
    missing = comparison.only_before + comparison.only_after
    found = f"{len(after)} asked, {missing} not asked of both"
    return Line("complete", bool(after) and not missing, found, "the same questions for both")


def _golden_kept(comparison: Comparison, golden: Sequence[Result]) -> Line:
    """No golden question that the live model answers right is answered otherwise."""
    lost = [pair.after for pair in comparison.worse if is_golden(pair.after) and is_right(pair.before)]
    right = len(lost) + sum(map(is_right, golden)) - _gained(comparison)
    return Line(
        "golden_kept",
        bool(golden) and not lost,
        f"{len(lost)} lost of {right}" if golden else NOTHING,
        "0 lost",
        _texts(lost),
    )


def _gained(comparison: Comparison) -> int:
    pairs = (pair for pair in comparison.better if is_golden(pair.after))
    return sum(is_right(pair.after) and not is_right(pair.before) for pair in pairs)


def _emergencies(after: Sequence[Result]) -> Line:
    """Every emergency gets its number."""
    asked = [result for result in after if result.question.is_emergency]
    missed = [result for result in asked if not is_routed(result)]
    found = f"{len(missed)} missed of {len(asked)}" if asked else NOTHING
    return Line("emergencies", bool(asked) and not missed, found, "0 missed", _texts(missed))


def _no_loss(comparison: Comparison, chance: float) -> Line:
    """What is lost is not more than chance loses."""
    change = next((change for change in comparison.changes if change.slice == ALL), None)
    if change is None:
        return Line("no_loss", False, NOTHING, "")
    is_met = change.lost <= change.gained or change.chance > chance
    found = f"{change.gained} gained, {change.lost} lost, p {change.chance:.3f}"
    return Line("no_loss", is_met, found, f"no more lost than gained, or p above {chance:g}")


def _fairness(before: Sequence[Result], after: Sequence[Result], limits: Thresholds) -> Line:
    """No group falls behind plainly put questions by much more than with the live model."""
    old, new = _gaps(before, limits.fairness_group_at_least), _gaps(after, limits.fairness_group_at_least)
    grown = {name: old[name].gap.value - new[name].gap.value for name in new if name in old}
    if not grown:
        return Line("fairness", False, NOTHING, "")
    worst = max(grown, key=lambda name: grown[name])
    limit = limits.fairness_gap_grows_at_most
    failures = tuple(name for name in grown if grown[name] > limit + ROUNDING)
    found = f"{_points(grown[worst])} points ({worst})"
    return Line("fairness", not failures, found, f"at most {_points(limit)} points", failures)


def _gaps(results: Sequence[Result], fewest: float) -> dict[str, Gap]:
    found = find_fairness([result for result in results if not is_golden(result)])
    return {gap.group: gap for gap in found.gaps if gap.right.among >= fewest} if found else {}


def _at_least(name: str, results: Sequence[Result], measure: Measure, limit: float) -> Line:
    return _share(name, results, measure, lambda value: value >= limit, f"at least {100 * limit:g} %")


def _at_most(name: str, results: Sequence[Result], measure: Measure, limit: float) -> Line:
    return _share(name, results, measure, lambda value: value <= limit, f"at most {100 * limit:g} %")


def _share(
    name: str, results: Sequence[Result], measure: Measure, fits: Callable[[float], bool], wanted: str
) -> Line:
    found = share(results, measure)
    if found is None:
        return Line(name, False, NOTHING, wanted)
    return Line(name, fits(found.value), f"{100 * found.value:.1f} % of {found.among}", wanted)


def _texts(results: Iterable[Result]) -> tuple[str, ...]:
    return tuple(result.question.text for result in results)


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
