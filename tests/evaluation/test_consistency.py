"""Consistency: how often paraphrases get the same reply, by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.consistency import find_agreement, find_consistency
from bot.evaluation.run import Result
from tests.evaluation.samples import reply, result

A, B = ("answer", "service:a"), ("answer", "service:b")


def asked(**groups: str) -> list[Result]:
    """A group for each name; each letter is a question that got that record."""
    numbered = [(name, letter) for name, letters in groups.items() for letter in letters]
    return [
        result(i, reply("answer", f"service:{letter}"), group=name)
        for i, (name, letter) in enumerate(numbered)
    ]


def test_one_of_two_groups_is_of_one_mind() -> None:
    found = find_consistency(asked(first="aaa", second="aab"))
    assert found and found.unanimous.value == 0.5
    assert found.unanimous.among == 2
    assert found.agreement.value == pytest.approx((1 + 1 / 3) / 2)


def test_agreement_is_the_share_of_pairs() -> None:
    assert find_agreement([A, A, B, B]) == pytest.approx(2 / 6)
    assert find_agreement([A, A]) == 1
    assert find_agreement([A, B]) == 0


def test_another_outcome_is_another_reply_even_with_the_same_record() -> None:
    both = [result(0, reply("answer"), group="x"), result(1, reply("clarify", "service:deer"), group="x")]
    found = find_consistency(both)
    assert found and found.unanimous.value == 0


def test_records_after_the_first_do_not_matter() -> None:
    both = [result(0, reply("answer", "a:1", f"b:{i}"), group="x") for i in range(2)]
    found = find_consistency(both)
    assert found and found.unanimous.value == 1


def test_questions_alone_say_nothing() -> None:
    assert find_consistency(asked(first="a", second="b")) is None
    assert find_consistency([result(0), result(1)]) is None
