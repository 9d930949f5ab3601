"""What is said to the bots, and by whom."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bot.bench.measurement import TUNING, TURNS
from bot.bench.questions import TURNS_A_SENDER, converse, read_phrases, read_questions


def test_only_questions_that_a_record_answers_are_asked_each_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text('- {text: "one", records: [x]}\n- {text: "two", outcome: refuse}\n')
    (tmp_path / "b.yml").write_text('- {text: "three", records: [y]}\n- {text: "one", records: [x]}\n')
    assert sorted(read_questions(tmp_path)) == ["one", "three"]


def test_two_runs_ask_the_same_in_the_same_order() -> None:
    assert read_questions(TUNING) == read_questions(TUNING)


def test_there_are_questions_enough_for_no_turn_to_repeat_one() -> None:
    assert TUNING.name == "tuning"
    assert len(read_questions(TUNING)) > TURNS


def test_phrases_are_those_of_the_training_file(tmp_path: Path) -> None:
    nlu = tmp_path / "nlu.yml"
    nlu.write_text(
        "nlu:\n- intent: greet\n  examples: |\n    - hey\n    - good morning\n"
        "- intent: bye\n  examples: |\n    - cu\n"
    )
    assert sorted(read_phrases(nlu)) == ["cu", "good morning", "hey"]


def test_a_sender_has_five_turns_and_texts_come_in_turn() -> None:
    turns = list(islice(converse(["a", "b", "c"], "x"), 11))
    assert [text for _, text in turns] == list("abcabcabcab")
    assert [sender for sender, _ in turns] == ["x-0"] * TURNS_A_SENDER + ["x-1"] * TURNS_A_SENDER + ["x-2"]
