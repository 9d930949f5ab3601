"""What actions read of a conversation besides its memory."""

from __future__ import annotations

from typing import Any

import pytest

from actions.understanding import after_danger
from bot.dialogue.memory import Memory
from tests.small import make_turn

BEFORE = Memory(record="service:tag-renew", aspect="cost", trail=("service:title-apply",))


def said(outcome: str, *records: str) -> dict[str, Any]:
    return {"event": "bot", "text": "", "data": {"custom": {"outcome": outcome, "records": list(records)}}}


@pytest.mark.parametrize(
    "events", [[], [{"event": "bot", "data": None}], [said("answer", "fact:flower")], [said("safety")]]
)
def test_what_was_in_mind_stays_without_a_danger(events: list[dict[str, Any]]) -> None:
    turn = make_turn("the number again", "repeat_answer", **vars(BEFORE))
    assert after_danger(turn, events) == turn


def test_after_a_danger_its_number_is_in_mind() -> None:
    turn = make_turn("the number again", "ask_contact", **vars(BEFORE))
    memory = after_danger(turn, [said("safety", "service:poison", "service:emergency-911")]).memory
    assert (memory.record, memory.options) == ("service:poison", ("service:emergency-911",))
    assert (memory.aspect, memory.trail) == (None, ("service:title-apply", "service:tag-renew"))


def test_what_asks_for_no_number_goes_on_where_the_talk_was() -> None:
    turn = make_turn("how much is it", "ask_cost", **vars(BEFORE))
    assert after_danger(turn, [said("safety", "service:poison")]) == turn
