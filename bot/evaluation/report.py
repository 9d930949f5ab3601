"""Tells results as a table by slice, and the failures one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.evaluation.judge import Verdict
from bot.evaluation.run import Result

HELPFUL = (Verdict.RIGHT, Verdict.HELPED)
HEAD = f"{'slice':<18}{'asked':>6}{'right':>8}{'helped':>8}{'wrong':>8}"


def tell_table(results: Sequence[Result]) -> str:
    """A line a slice: asked, right, right or helped, wrong with confidence; then all, aspects and times."""
    slices: dict[str, list[Result]] = {}
    for result in results:
        slices.setdefault(result.slice, []).append(result)
    lines = [HEAD, *(_line(name, group) for name, group in slices.items()), _line("all", results)]
    aspects = [r for r in results if r.question.aspect and r.verdict is Verdict.RIGHT]
    if aspects:
        right = sum(r.contract["aspect"] == r.question.aspect for r in aspects)
        lines.append(f"aspect right where the record is: {right / len(aspects):.1%} of {len(aspects)}")
    times = sorted(r.seconds for r in results)
    p50, p95 = times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000
    lines.append(f"a turn: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    return "\n".join(lines)


def tell_failures(results: Iterable[Result]) -> str:
    """Every question that was not answered right: what was wanted and what came."""
    return "\n".join(_failure(r) for r in results if r.verdict is not Verdict.RIGHT)


def _line(name: str, group: Sequence[Result]) -> str:
    shares = [_share(group, (Verdict.RIGHT,)), _share(group, HELPFUL), _share(group, (Verdict.WRONG,))]
    return f"{name:<18}{len(group):>6}" + "".join(f"{share:>8.1%}" for share in shares)


def _share(group: Sequence[Result], verdicts: Sequence[Verdict]) -> float:
    return sum(result.verdict in verdicts for result in group) / len(group)


def _failure(result: Result) -> str:
    wanted = ", ".join(result.question.records or result.question.outcomes)
    contract = result.contract
    got = f"{contract['outcome']} {', '.join(contract['records'][:3])}".strip()
    how = f"{contract['intent']} {contract['confidence']:.2f}"
    asked = f"{result.slice}: {result.verdict.value}: {result.question.text}"
    return f"{asked}\n    wanted {wanted}; got {got} ({how})"
