"""The measures: who takes part, and who counts."""

from __future__ import annotations

import pytest

from bot.evaluation.measures import MEASURES
from bot.evaluation.tables import MEANINGS
from tests.evaluation.samples import DEER, reply, result

BOTH = {"records": (DEER,), "outcomes": ("safety",)}


@pytest.mark.parametrize(
    ("name", "wanted", "contract", "counts"),
    [
        ("right", {}, reply(), True),
        ("right", {}, reply("clarify", DEER), False),
        ("helped", {}, reply("clarify", DEER), True),
        ("helped", {}, reply("clarify", "service:boat"), False),
        ("wrong", {}, reply("answer", "service:boat"), True),
        ("wrong", {}, reply("refuse"), False),
        ("answered in scope", {}, reply("answer", "service:boat"), True),
        ("answered in scope", {}, reply("clarify", DEER), False),
        ("answered in scope", {"outcomes": ("refuse",)}, reply(), None),
        ("refused out of scope", {"outcomes": ("refuse", "handoff")}, reply("handoff"), True),
        ("refused out of scope", {"outcomes": ("refuse",)}, reply(), False),
        ("refused out of scope", {}, reply("refuse"), None),
        ("aspect right", {"aspect": "cost"}, reply(aspect="cost"), True),
        ("aspect right", {"aspect": "cost"}, reply(aspect="how"), False),
        ("aspect right", {"aspect": "cost"}, reply("refuse", aspect="cost"), None),
        ("aspect right", {}, reply(aspect="cost"), None),
        ("emergencies routed", {"outcomes": ("safety",)}, reply("safety"), True),
        ("emergencies routed", {"outcomes": ("safety",)}, reply(), False),
        ("emergencies routed", {}, reply("safety"), None),
        ("false alarms", {}, reply("safety"), True),
        ("false alarms", {}, reply("safety", DEER), False),
        ("false alarms", BOTH, reply("safety"), False),
        ("false alarms", {}, reply(), False),
        ("false alarms", {"outcomes": ("safety",)}, reply("safety"), None),
    ],
)
def test_who_takes_part_and_who_counts(name: str, wanted: dict, contract: dict, counts: bool | None) -> None:
    assert MEASURES[name](result(0, contract, **wanted)) is counts


def test_every_measure_is_explained() -> None:
    assert list(MEANINGS) == list(MEASURES)
