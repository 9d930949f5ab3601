"""Verdicts: one table of what was wanted, what came, and what that is worth."""

from __future__ import annotations

import pytest

from bot.evaluation.judge import judge
from bot.evaluation.question import Question
from tests.evaluation.samples import reply

BOAT, DEER = "service:boat", "service:deer"


@pytest.mark.parametrize(
    ("wanted", "contract", "verdict"),
    [
        # Only records are wanted.
        ({"records": (DEER,)}, reply("answer", DEER, BOAT), "right"),
        ({"records": (DEER,)}, reply("answer", BOAT, DEER), "wrong"),
        ({"records": ("service:d",)}, reply("answer", DEER), "wrong"),
        ({"records": ("office:deer-",)}, reply("answer", "office:deer-tupelo"), "right"),
        ({"records": ("event:2026-10-01",)}, reply("answer", "event:2026-10-01-deer-day"), "right"),
        ({"records": (DEER,)}, reply("safety", DEER), "right"),
        ({"records": (DEER,)}, reply("safety", BOAT), "wrong"),
        ({"records": (DEER,)}, reply("clarify", BOAT, DEER), "helped"),
        ({"records": (DEER,)}, reply("clarify", BOAT), "unhelped"),
        ({"records": (DEER,)}, reply("refuse"), "missed"),
        ({"records": (DEER,)}, reply("error"), "missed"),
        # Only outcomes are.
        ({"outcomes": ("refuse", "handoff")}, reply("handoff"), "right"),
        ({"outcomes": ("refuse",)}, reply("answer"), "wrong"),
        ({"outcomes": ("refuse",)}, reply("clarify", DEER), "unhelped"),
        ({"outcomes": ("refuse",)}, reply("safety", DEER), "missed"),
        ({"outcomes": ("safety",)}, reply("refuse"), "missed"),
        ({"outcomes": ("answer",)}, reply("answer", BOAT), "right"),
        # Either is right.
        ({"records": (DEER,), "outcomes": ("handoff",)}, reply("answer", DEER), "right"),
        ({"records": (DEER,), "outcomes": ("handoff",)}, reply("handoff"), "right"),
        ({"records": (DEER,), "outcomes": ("handoff",)}, reply("answer", BOAT), "wrong"),
        ({"records": (DEER,), "outcomes": ("clarify",)}, reply("clarify", BOAT), "right"),
        ({"records": (DEER,), "outcomes": ("safety",)}, reply("safety", BOAT), "right"),
        # An answer beside records still has to be one of them.
        ({"records": (DEER,), "outcomes": ("answer",)}, reply("answer", BOAT), "wrong"),
        ({"records": (DEER,), "outcomes": ("refuse",)}, reply("smalltalk"), "missed"),
    ],
)
def test_what_a_reply_is_worth(wanted: dict, contract: dict, verdict: str) -> None:
    assert judge(Question("deer", **wanted), contract).value == verdict
