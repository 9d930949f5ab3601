"""The summary: times in milliseconds, shares by slice, failures in the order asked."""

from __future__ import annotations

import pytest

from bot.evaluation.evaluation import Evaluation, Origin
from bot.evaluation.summary import summarize
from tests.evaluation.samples import reply, result

TALKS = tuple(
    result(
        i,
        reply() if i % 2 else reply("refuse"),
        slice="odd" if i % 2 else "even",
        seconds=i / 100,
        text=str(i),
    )
    for i in range(101)
)


def test_times_are_percentiles_in_milliseconds() -> None:
    summary = summarize(Evaluation(Origin("2026-11-22"), TALKS))
    assert (summary.p50_ms, summary.p95_ms) == (pytest.approx(500), pytest.approx(950))


def test_every_slice_has_its_own_shares() -> None:
    summary = summarize(Evaluation(Origin("2026-11-22"), TALKS))
    assert {name: shares["right"].value for name, shares in summary.slices.items()} == {"even": 0, "odd": 1}
    assert summary.all["right"].hits == 50
    assert "refused out of scope" not in summary.all
    assert (summary.questions, summary.conversations) == (101, 101)


def test_failures_are_those_not_right_in_the_order_asked() -> None:
    failures = summarize(Evaluation(Origin("2026-11-22"), TALKS)).failures
    assert [one.question.text for one in failures] == [str(i) for i in range(0, 101, 2)]


def test_what_was_not_asked_is_left_out() -> None:
    summary = summarize(Evaluation(Origin("2026-11-22"), (result(0, slice="voice"),)))
    assert (summary.fairness, summary.consistency, summary.steadiness) == (None, None, ())
