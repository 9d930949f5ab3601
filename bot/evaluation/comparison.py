"""Two evaluations of the same questions: what changed by slice, and which questions got better or worse.

Takes the results of both, gives paired figures; called by `missi evaluate --against`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import binomtest

from bot.evaluation.intervals import Estimate, divide, draw_sums, find_interval
from bot.evaluation.judge import Verdict, judge
from bot.evaluation.measures import is_right
from bot.evaluation.run import Result

_WORTH = {Verdict.RIGHT: 3, Verdict.HELPED: 2, Verdict.UNHELPED: 1, Verdict.MISSED: 1, Verdict.WRONG: 0}
ALL = "all"


@dataclass(frozen=True)
class Pair:
    """One question in both evaluations, judged by what is wanted now."""

    before: Result
    after: Result

    @property
    def gain(self) -> int:
        """Above 0 when the reply is worth more to the citizen than before, below 0 when less."""
        return _WORTH[self.after.verdict] - _WORTH[self.before.verdict]


@dataclass(frozen=True)
class Change:
    """A slice before and after, over the questions in both."""

    slice: str
    before: float
    """Share answered right, from 0 to 1."""
    after: float
    change: Estimate
    """After minus before."""
    gained: int
    """How many questions are answered right now and were not before."""
    lost: int
    chance: float
    """How likely chance alone makes gained and lost at least as unequal (McNemar), from 0 to 1."""


@dataclass(frozen=True)
class Comparison:
    """The changes of all questions and of each slice, and the questions that changed."""

    changes: tuple[Change, ...]
    better: tuple[Pair, ...]
    worse: tuple[Pair, ...]
    only_before: int
    """How many questions only the older evaluation has; they are left out, like those of the newer."""
    only_after: int


def compare(before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """Return what changed from one evaluation to the other."""
    pairs = _match(before, after)
    slices = dict.fromkeys(pair.after.slice for pair in pairs)
    groups = {ALL: pairs} | {name: [p for p in pairs if p.after.slice == name] for name in slices}
    return Comparison(
        changes=tuple(_change(name, group) for name, group in groups.items() if group),
        better=tuple(pair for pair in pairs if pair.gain > 0),
        worse=tuple(pair for pair in pairs if pair.gain < 0),
        only_before=len(before) - len(pairs),
        only_after=len(after) - len(pairs),
    )


def find_chance(gained: int, lost: int) -> float:
    """Return the p-value of McNemar's exact test, from 0 to 1; 1 when nothing changed.

    Were both equally likely, the gains among all changes would be binomial with 1/2: Q. McNemar, Note on the
    sampling error of the difference between correlated proportions, Psychometrika 12, 1947. It takes
    questions for independent; turns of one conversation are not quite, so the interval is the safer guide.
    """
    return float(binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0


def _match(before: Sequence[Result], after: Sequence[Result]) -> list[Pair]:
    """Pair the questions said alike in the same slice after the same turns."""
    old = dict(_identify(before))
    pairs = []
    for key, new in _identify(after):
        if key in old:
            verdict = judge(new.question, old[key].contract)
            pairs.append(Pair(replace(old[key], question=new.question, verdict=verdict), new))
    return pairs


def _identify(results: Iterable[Result]) -> Iterator[tuple[tuple[str, tuple[str, ...], int], Result]]:
    """Yield each result with its slice, all said up to it, and a number in case that is said twice."""
    said: dict[int, tuple[str, ...]] = {}
    times: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for result in results:
        said[result.conversation] = (*said.get(result.conversation, ()), result.question.text)
        key = (result.slice, said[result.conversation])
        times[key] += 1
        yield (*key, times[key]), result


def _change(name: str, pairs: Sequence[Pair]) -> Change:
    gained = sum(is_right(pair.after) and not is_right(pair.before) for pair in pairs)
    lost = sum(is_right(pair.before) and not is_right(pair.after) for pair in pairs)
    before = sum(is_right(pair.before) for pair in pairs) / len(pairs)
    sums = draw_sums(_count_by_conversation(pairs))
    interval = find_interval(divide(sums[:, 0], sums[:, 1]))
    change = Estimate((gained - lost) / len(pairs), *interval, len(pairs))
    return Change(name, before, before + change.value, change, gained, lost, find_chance(gained, lost))


def _count_by_conversation(pairs: Iterable[Pair]) -> np.ndarray:
    """Return a row a conversation: gained minus lost, then all questions; both sides in one draw."""
    rows: dict[int, np.ndarray] = {}
    for pair in pairs:
        row = rows.setdefault(pair.after.conversation, np.zeros(2))
        row += (is_right(pair.after) - is_right(pair.before), 1)
    return np.array(list(rows.values()))
