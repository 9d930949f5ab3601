"""Question files: what may stand in them, and how a fault in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import EvaluationError
from bot.evaluation.question import Conversation, Question
from bot.evaluation.questions import read_conversations
from bot.settings import ROOT

GOOD = """\
slice: boats
questions:
- text: Do I register my boat?
  records: [service:boat, "event:2026-"]
  aspect: how
  group: 12
  note: asked at the counter
- text: Boats in Alabama?
  outcome: [refuse, handoff]
- turns:
  - {text: my boat, records: service:boat, outcome: clarify}
  - {text: thanks, outcome: smalltalk}
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_has_questions_alone_and_in_turns(tmp_path: Path) -> None:
    assert read_conversations(written(tmp_path / "boats.yml", GOOD)) == [
        Conversation(
            "boats",
            (Question("Do I register my boat?", ("service:boat", "event:2026-"), (), "how", "12"),),
        ),
        Conversation("boats", (Question("Boats in Alabama?", (), ("refuse", "handoff")),)),
        Conversation(
            "boats",
            (
                Question("my boat", ("service:boat",), ("clarify",)),
                Question("thanks", (), ("smalltalk",)),
            ),
        ),
    ]


def test_files_and_folders_are_read_in_the_order_given(tmp_path: Path) -> None:
    one = written(tmp_path / "one.yml", GOOD)
    (tmp_path / "more").mkdir()
    for name in ("b", "a"):
        written(tmp_path / "more" / f"{name}.yml", GOOD.replace("boats", name))
    slices = [talk.slice for talk in read_conversations(one, tmp_path / "more")]
    assert list(dict.fromkeys(slices)) == ["boats", "a", "b"]


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("records: [service:boat,", "records: [ship:boat,", "question 1: records: expected <type>:<id>"),
        (
            "records: [service:boat,",
            "record: [service:boat,",
            "question 1: record: unknown field; expected text",
        ),
        ("aspect: how", "aspect: price", "question 1: aspect: expected one of about, how"),
        ("outcome: [refuse, handoff]", "outcome: no", "question 2: outcome: expected words, found False"),
        ("outcome: [refuse, handoff]", "outcome: reject", "question 2: outcome: expected one of answer"),
        (
            "  outcome: [refuse, handoff]\n",
            "",
            "question 2: records: expected records or outcome, found neither",
        ),
        ("- text: Boats in Alabama?", "- text: ' '", "question 2: text: expected words, found ' '"),
        ("{text: thanks, outcome: smalltalk}", "thanks", "question 3: turn 2: expected text with records"),
        ("slice: boats", "slice:", "slice: expected words, found None"),
        ("slice: boats", "slice: boats\nplain: x", "plain: unknown field; expected slice, questions"),
        ("slice: boats", "slice: [", ": not YAML"),
    ],
)
def test_a_fault_is_one_line_with_file_question_and_field(
    tmp_path: Path, wrong: str, right: str, message: str
) -> None:
    assert wrong in GOOD
    path = written(tmp_path / "boats.yml", GOOD.replace(wrong, right))
    with pytest.raises(EvaluationError) as caught:
        read_conversations(path)
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["- just a list", "slice: x\nquestions: []", "slice: x"])
def test_a_file_without_questions_is_a_fault(tmp_path: Path, text: str) -> None:
    with pytest.raises(EvaluationError, match="questions"):
        read_conversations(written(tmp_path / "empty.yml", text))


def test_a_folder_without_files_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="expected a question file, or a folder"):
        read_conversations(tmp_path)


@pytest.mark.parametrize(
    ("records", "outcomes", "in_scope", "out_of_scope", "emergency"),
    [
        (("service:boat",), (), True, False, False),
        ((), ("answer", "clarify"), True, False, False),
        (("service:boat",), ("clarify",), True, False, False),
        (("service:boat",), ("refuse",), False, False, False),
        (("service:boat",), ("handoff",), False, False, False),
        ((), ("refuse", "handoff"), False, True, False),
        ((), ("refuse", "handoff", "safety"), False, True, False),
        ((), ("safety",), False, False, True),
        (("service:poison",), ("safety",), True, False, False),
        ((), ("smalltalk",), False, False, False),
        ((), ("handoff",), False, False, False),
    ],
)
def test_what_is_wanted_says_what_kind_of_question_it_is(
    records: tuple[str, ...], outcomes: tuple[str, ...], in_scope: bool, out_of_scope: bool, emergency: bool
) -> None:
    question = Question("boat", records, outcomes)
    kinds = (question.is_in_scope, question.is_out_of_scope, question.is_emergency)
    assert kinds == (in_scope, out_of_scope, emergency)


def test_the_held_out_questions_can_be_read() -> None:
    assert len(read_conversations(ROOT / "data" / "eval")) > 700
