"""What is kept of an evaluation, and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import EvaluationError
from bot.evaluation.evaluation import Evaluation, Origin, find_origin, hash_records
from bot.evaluation.kept import read_evaluation, write_evaluation
from bot.evaluation.steadiness import Disturbed
from bot.evaluation.summary import summarize
from bot.knowledge.record import Record
from tests.evaluation.samples import DEER, reply, result

ORIGIN = Origin("2026-11-22T12:00:00+00:00", "m" * 64, "k" * 64, 825)
DEER_LICENSE = Record(id=DEER, title="Deer license", summary="Buy it online.")


@pytest.fixture
def evaluation() -> Evaluation:
    results = (
        result(0, reply(score=0.8125), aspect="cost", group="deer"),
        result(1, reply("refuse", score=None), slice="voice"),
        result(1, reply("clarify", DEER), slice="voice", records=(DEER,), outcomes=("handoff",)),
    )
    disturbed = (Disturbed("all capitals", results[0], result(0, reply("refuse"), text="DEER")),)
    return Evaluation(ORIGIN, results, disturbed)


def kept(evaluation: Evaluation, folder: Path) -> Path:
    path = folder / "new" / "kept.json"
    write_evaluation(evaluation, summarize(evaluation), path)
    return path


def test_what_is_kept_can_be_read_back(evaluation: Evaluation, tmp_path: Path) -> None:
    again = read_evaluation(kept(evaluation, tmp_path))
    assert again == evaluation
    assert summarize(again) == summarize(evaluation)


def test_programs_find_versions_counts_and_figures(evaluation: Evaluation, tmp_path: Path) -> None:
    data = json.loads(kept(evaluation, tmp_path).read_text(encoding="utf-8"))
    assert [data[name] for name in ("measured_at", "model", "knowledge", "records")] == [
        ORIGIN.measured_at,
        "m" * 64,
        "k" * 64,
        825,
    ]
    assert data["counts"] == {"questions": 3, "conversations": 2}
    right = data["figures"]["all"]["right"]
    assert (right["value"], right["among"]) == (0.3333, 3)
    assert data["figures"]["slices"]["voice"]["helped"]["value"] == 0.5
    assert data["figures"]["calibration_error"] == pytest.approx(0.1875)
    assert data["questions"][1]["reply"]["outcome"] == "refuse"
    assert data["disturbed"][0] | {"reply": None, "seconds": None} == {
        "kind": "all capitals",
        "question": 0,
        "slice": "situations",
        "conversation": 0,
        "text": "DEER",
        "records": [DEER],
        "verdict": "missed",
        "seconds": None,
        "reply": None,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "expected a file that 'missi evaluate --json' wrote"),
        ("[]", "expected a file that 'missi evaluate --json' wrote"),
        ('{"evaluation": 2}', "evaluation: expected format 1, found 2"),
        ('{"evaluation": 1, "questions": [{}], "disturbed": []}', "expected a file that"),
    ],
)
def test_another_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(EvaluationError, match=message):
        read_evaluation(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.json: cannot be read: No such file"):
        read_evaluation(tmp_path / "none.json")


def test_a_place_that_cannot_be_written_is_told(evaluation: Evaluation, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_evaluation(evaluation, summarize(evaluation), tmp_path)


def test_the_knowledge_version_follows_content_and_not_order() -> None:
    boat = Record(id="service:boat", title="Boats", summary="Register them.")
    changed = Record(id="service:boat", title="Boats", summary="Do not register them.")
    assert hash_records([DEER_LICENSE, boat]) == hash_records([boat, DEER_LICENSE])
    assert len({hash_records(r) for r in ([DEER_LICENSE], [boat], [changed], [])}) == 4


def test_of_an_assistant_elsewhere_no_version_is_known() -> None:
    origin = find_origin(None, None)
    assert (origin.model, origin.knowledge, origin.records) == (None, None, None)
    assert find_origin("m", [DEER_LICENSE]).records == 1
