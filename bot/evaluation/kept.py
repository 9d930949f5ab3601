"""Keeps an evaluation as JSON, and reads it back to tell it again or to compare it with another.

Beside every question and reply the file holds the figures, for programs that only want those."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.errors import EvaluationError
from bot.evaluation.evaluation import Evaluation, Origin
from bot.evaluation.judge import judge
from bot.evaluation.question import Question
from bot.evaluation.run import CONTRACT, Result
from bot.evaluation.steadiness import Disturbed
from bot.evaluation.summary import Summary

FORMAT = 1
_NOT_FIGURES = ("origin", "failures")


def write_evaluation(evaluation: Evaluation, summary: Summary, path: Path) -> None:
    """Write the evaluation with its figures; raises EvaluationError when that cannot be."""
    figures = asdict(summary)
    kept = {
        "evaluation": FORMAT,
        **asdict(evaluation.origin),
        "counts": {name: figures.pop(name) for name in ("questions", "conversations")},
        "figures": {name: value for name, value in figures.items() if name not in _NOT_FIGURES}
        | {"calibration_error": summary.calibration.error},
        "questions": [describe(result) for result in evaluation.results],
        "disturbed": _describe_disturbed(evaluation),
    }
    text = json.dumps(_rounded(kept), indent=1, ensure_ascii=False, allow_nan=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be written: {error.strerror}") from error


def read_evaluation(path: Path) -> Evaluation:
    """Return a kept evaluation, judged anew; raises EvaluationError when the file holds none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["evaluation"] != FORMAT:
            found = data["evaluation"]
            raise EvaluationError(f"{path}: evaluation: expected format {FORMAT}, found {found!r}")
        results = [restore(item) for item in data["questions"]]
        disturbed = [_disturbed(item, results) for item in data["disturbed"]]
        origin = Origin(**{name: data[name] for name in Origin.__dataclass_fields__})
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, LookupError, TypeError) as error:
        raise EvaluationError(f"{path}: expected a file that 'missi evaluate --json' wrote") from error
    if not results:
        raise EvaluationError(f"{path}: questions: expected at least one, found none")
    return Evaluation(origin, tuple(results), tuple(disturbed))


def describe(result: Result) -> dict[str, Any]:
    """Return one question and its reply as JSON takes them."""
    question = {name: value for name, value in vars(result.question).items() if value}
    reply = {name: result.contract[name] for name in CONTRACT}
    place = {"slice": result.slice, "conversation": result.conversation}
    return place | question | {"verdict": result.verdict.value, "seconds": result.seconds, "reply": reply}


def _describe_disturbed(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Each with the number of its question in `questions`, from 0."""
    numbers = {id(result): number for number, result in enumerate(evaluation.results)}
    return [
        {"kind": one.kind, "question": numbers[id(one.before)], **describe(one.after)}
        for one in evaluation.disturbed
    ]


def restore(item: Mapping[str, Any]) -> Result:
    """Return the result that `describe` told of, judged anew."""
    words = {name: tuple(item.get(name, ())) for name in ("records", "outcomes")}
    question = Question(item["text"], **words, aspect=item.get("aspect"), group=item.get("group"))
    contract = {name: item["reply"][name] for name in CONTRACT}
    verdict = judge(question, contract)
    return Result(item["slice"], item["conversation"], question, contract, verdict, item["seconds"])


def _disturbed(item: Mapping[str, Any], results: Sequence[Result]) -> Disturbed:
    return Disturbed(item["kind"], results[item["question"]], restore(item))


def _rounded(value: Any) -> Any:
    """The same with all fractions to four digits, which is finer than any interval."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return value
