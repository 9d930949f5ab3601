"""The gate, line by line: what it lets through, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import EvaluationError
from bot.evaluation.judge import judge
from bot.evaluation.run import Result
from bot.publishing.gate import judge_gate
from bot.publishing.report import Line
from bot.publishing.thresholds import FILE, Thresholds, read_thresholds
from tests.evaluation.samples import DEER, reply, result

LIMITS = read_thresholds()
Change = Callable[[Result], bool]


def asked() -> list[Result]:
    """What a live model replied that answers everything right, and three in a hundred wrong."""
    slices = ("situations",) * 100 + ("typos",) * 40 + ("golden-dor",) * 30
    told = [result(n, slice=name, text=f"{name} {n}") for n, name in enumerate(slices)]
    told += [
        result(200 + n, reply("safety"), slice="emergencies", text=f"help {n}", outcomes=("safety",))
        for n in range(10)
    ]
    told += [
        result(300 + n, reply("refuse"), slice="out-of-scope", text=f"cats {n}", outcomes=("refuse",))
        for n in range(20)
    ]
    return [
        answer_otherwise(one) if one.slice == "situations" and n < 3 else one for n, one in enumerate(told)
    ]


def answer_otherwise(one: Result, *records: str, outcome: str = "answer") -> Result:
    contract = reply(outcome, *(records or ("service:boat",)))
    return replace(one, contract=contract, verdict=judge(one.question, contract))


def change(results: list[Result], slice: str, count: int, outcome: str = "answer") -> list[Result]:
    """The same, with the last replies of a slice wrong."""
    numbers = [n for n, one in enumerate(results) if one.slice == slice][-count:] if count else []
    return [answer_otherwise(one, outcome=outcome) if n in numbers else one for n, one in enumerate(results)]


def lines(after: list[Result], limits: Thresholds = LIMITS) -> dict[str, Line]:
    return {line.name: line for line in judge_gate(asked(), after, limits)}


def test_the_same_model_again_passes() -> None:
    found = lines(asked())
    assert {name for name, line in found.items() if not line.is_met} == set()
    assert found["golden_kept"].found == "0 lost of 30"
    assert found["emergencies"].found == "0 missed of 10"


@pytest.mark.parametrize(
    ("slice", "count", "outcome", "closed"),
    [
        ("golden-dor", 1, "answer", {"golden_kept"}),
        ("golden-dor", 1, "clarify", {"golden_kept"}),
        ("golden-dor", 4, "answer", {"golden_kept", "golden_right"}),
        ("emergencies", 1, "answer", {"emergencies"}),
        ("emergencies", 1, "refuse", {"emergencies"}),
        ("out-of-scope", 4, "clarify", set()),
        ("out-of-scope", 5, "clarify", {"refused"}),
        ("situations", 2, "safety", {"false_alarms"}),
        ("situations", 5, "clarify", set()),
        ("situations", 6, "clarify", {"no_loss"}),
        ("situations", 9, "answer", {"wrong", "no_loss"}),
        ("situations", 40, "clarify", {"right", "no_loss"}),
        ("typos", 2, "clarify", set()),
        ("typos", 3, "clarify", {"fairness"}),
    ],
)
def test_what_got_worse_closes_its_line_and_no_other(
    slice: str, count: int, outcome: str, closed: set[str]
) -> None:
    found = lines(change(asked(), slice, count, outcome))
    assert {name for name, line in found.items() if not line.is_met} == closed


def test_a_closed_line_names_the_questions() -> None:
    found = lines(change(asked(), "golden-dor", 2))
    assert found["golden_kept"].failures == ("golden-dor 168", "golden-dor 169")
    assert found["golden_kept"].found == "2 lost of 30"


def test_a_golden_question_that_the_live_model_does_not_answer_either_is_not_lost() -> None:
    before = change(asked(), "golden-dor", 1)
    found = {line.name: line for line in judge_gate(before, before, LIMITS)}
    assert found["golden_kept"].is_met and found["golden_kept"].found == "0 lost of 29"


def test_what_is_gained_does_not_make_up_for_a_golden_question() -> None:
    before = change(asked(), "situations", 50)
    found = {line.name: line for line in judge_gate(before, change(asked(), "golden-dor", 1), LIMITS)}
    assert found["no_loss"].is_met and not found["golden_kept"].is_met


def test_models_that_were_asked_other_questions_are_not_compared() -> None:
    assert not lines(asked()[:-1])["complete"].is_met


def test_without_golden_questions_or_emergencies_the_gate_is_closed() -> None:
    few = [one for one in asked() if one.slice not in ("golden-dor", "emergencies")]
    found = {line.name: line.is_met for line in judge_gate(few, few, LIMITS)}
    assert not found["golden_kept"] and not found["golden_right"] and not found["emergencies"]
    assert not any(line.is_met for line in judge_gate([], [], LIMITS))


def test_a_threshold_is_met_by_just_that_figure() -> None:
    exact = replace(LIMITS, golden_right_at_least=29 / 30)
    assert lines(change(asked(), "golden-dor", 1), exact)["golden_right"].is_met
    assert not lines(change(asked(), "golden-dor", 2), exact)["golden_right"].is_met


def test_the_deer_is_what_is_right() -> None:
    assert answer_otherwise(asked()[50], DEER).verdict.value == "right"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"right at least": None}, "right at least: missing"),
        ({"rihgt at least": 0.9}, "rihgt at least: unknown"),
        ({"right at least": "much"}, "right at least: expected a number from 0 on, found 'much'"),
        ({"right at least": True}, "right at least: expected a number"),
    ],
)
def test_thresholds_that_cannot_be_used_are_named(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    import yaml

    data = yaml.safe_load(FILE.read_text(encoding="utf-8")) | change
    data = {name: value for name, value in data.items() if value is not None}
    path = tmp_path / "gate.yml"
    path.write_text(yaml.safe_dump(data))
    with pytest.raises(EvaluationError, match=told):
        read_thresholds(path)
