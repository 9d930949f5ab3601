"""Asking, and asking again disturbed: over HTTP, of an assistant that does what the test says."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import ProcessError
from bot.evaluation.disturbance import KINDS
from bot.evaluation.question import Conversation, Question
from bot.evaluation.run import ask_all
from bot.evaluation.steadiness import Disturbed, ask_disturbed, find_steadiness
from tests.evaluation.samples import DEER, assistant, reply, result

ALONE = Conversation("plain", (Question("Where do I hunt deer in Pearl?", (DEER,)),))
TALK = Conversation("talks", (Question("deer", (DEER,)), Question("thanks", (), ("smalltalk",))))


def ignore(done: int, total: int) -> None:
    """Nobody watches."""


def shy(text: str) -> dict[str, Any]:
    """Knows deer when it is written like that, and nothing in capitals."""
    return reply() if "deer" in text else reply("refuse")


def test_every_turn_is_asked_and_judged() -> None:
    reports: list[tuple[int, int]] = []
    with assistant(shy) as address:
        results = ask_all([ALONE, TALK], address, lambda done, total: reports.append((done, total)))
    assert [(r.slice, r.conversation, r.verdict.value) for r in results] == [
        ("plain", 0, "right"),
        ("talks", 1, "right"),
        ("talks", 1, "missed"),
    ]
    assert reports == [(1, 2), (2, 2)]
    assert all(0 < r.seconds < 5 for r in results)


def test_only_questions_that_stand_alone_are_disturbed() -> None:
    with assistant(shy) as address:
        results = ask_all([TALK, ALONE], address, ignore)
        disturbed = ask_disturbed(results, address, ignore)
    assert [one.kind for one in disturbed] == list(KINDS)
    assert {one.before.question.text for one in disturbed} == {ALONE.turns[0].text}
    assert {one.kind for one in disturbed if one.is_changed} >= {"all capitals"}
    assert {one.after.conversation for one in disturbed} == {1}


def test_figures_by_kind() -> None:
    """Five questions: two lost, one gained, one told another wrong record, one steady."""
    refused, boat, sea = reply("refuse"), reply("answer", "service:boat"), reply("answer", "service:sea")
    pairs = [(reply(), refused), (reply(), boat), (refused, reply()), (boat, sea), (reply(), reply())]
    disturbed = [
        Disturbed("all capitals", result(i, before), result(i, after))
        for i, (before, after) in enumerate(pairs)
    ]
    (found,) = find_steadiness(disturbed)
    assert (found.kind, found.changed.value, found.changed.among) == ("all capitals", 0.8, 5)
    assert (found.right.value, found.gap.value, found.lost) == (0.4, pytest.approx(-0.2), ())


def test_an_emergency_that_is_lost_is_named() -> None:
    danger = {"outcomes": ("safety",)}
    disturbed = [
        Disturbed(
            "no capitals",
            result(i, reply("safety"), text="Fire!", **danger),
            result(i, reply(outcome), text=f"fire {i}", **danger),
        )
        for i, outcome in enumerate(("safety", "refuse"))
    ]
    (found,) = find_steadiness(disturbed)
    assert found.lost == ("fire 1",)


@pytest.mark.parametrize("contract", [{"outcome": "answer"}, {}])
def test_a_reply_without_its_contract_is_told(contract: dict[str, Any]) -> None:
    with assistant(lambda text: contract) as address:
        with pytest.raises(ProcessError, match=r"expected .*records, .* in the contract"):
            ask_all([ALONE], address, ignore)


def test_an_assistant_that_is_down_is_told() -> None:
    with pytest.raises(ProcessError, match="no reply"):
        ask_all([ALONE], "http://127.0.0.1:9/", ignore)
