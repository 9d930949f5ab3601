"""An explanation holds all that was understood, found and told, and reads line by line."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from bot.dialogue.desk import Desk
from bot.explanation.explanation import LISTENING, Before, Explanation, explain
from bot.explanation.telling import OTHER_WAY, tell_explanation
from bot.knowledge.search.decision import CHOICE, WASTED, WRONG
from tests.explanation.samples import ORIGIN, WORDS, FakeAssistant
from tests.small import TODAY

FIRST = Before()


def explained(desk: Desk, words: str = WORDS, before: Before = FIRST) -> Explanation:
    return explain(words, before, assistant=FakeAssistant(), desk=desk, origin=ORIGIN, today=TODAY)


def test_what_was_understood(desk: Desk) -> None:
    understood = explained(desk, "how do I get a fihsing license").understood
    assert understood.words == "how do I get a fihsing license"
    assert understood.mended == WORDS
    assert list(understood.intents.items())[:2] == [("ask_how", 0.9), ("ask_cost", 0.1)]
    assert len(understood.intents) == 6
    assert [(e.kind, e.value) for e in understood.entities] == [("agency", "fish")]


def test_what_was_found_and_why(desk: Desk) -> None:
    searched = explained(desk).searched
    assert searched is not None
    first = searched.candidates[0]
    assert first.record.id == "service:fishing-license" and first.record.version == 1
    assert len(searched.candidates) == 8
    assert all(all(candidate.signals.values()) for candidate in searched.candidates)
    assert searched.figures["first"] == first.share
    assert searched.decision == max(searched.values, key=lambda band: searched.values[band])
    assert searched.values["refuse"] == 0.0


def test_a_chance_at_its_threshold_is_worth_nothing(desk: Desk) -> None:
    searched = explained(desk).searched
    assert searched is not None
    right, costs = searched.thresholds["right"], searched.costs
    assert right - (1 - right) * costs["WRONG"] == pytest.approx(0.0)
    among = searched.thresholds["among"]
    assert among * costs["CHOICE"] - (1 - among) * costs["WASTED"] == pytest.approx(0.0)


def test_the_record_told_before_counts(desk: Desk) -> None:
    assistant = FakeAssistant()
    before = Before.told("service:boat-title")
    explain("what papers", before, assistant=assistant, desk=desk, origin=ORIGIN, today=TODAY)
    slots, events = assistant.asked[0]
    assert slots["memory"]["record"] == "service:boat-title" and tuple(events) == (LISTENING,)
    found = explained(desk, "what papers", before)
    assert found.understood.memory["record"] == "service:boat-title"
    assert found.searched is not None and found.searched.figures["in_context"] == 1.0


def test_what_was_told(desk: Desk) -> None:
    told = explained(desk).told
    assert told.actions == ("action_answer_question",)
    assert told.contract["records"] == ["service:fishing-license"]
    assert told.contract["intent"] == "ask_how"
    assert told.texts == ("Buy a fishing license online.", "Source: fish")
    assert told.choices == ("Another",)


def test_a_pressed_button_is_not_searched(desk: Desk) -> None:
    found = explained(desk, '/choose_option{"option": "service:boat-title"}')
    assert found.searched is None
    assert any("a button was pressed" in line for line in tell_explanation(found))


def test_it_reads_line_by_line(desk: Desk) -> None:
    lines = tell_explanation(explained(desk))
    text = "\n".join(lines)
    assert f"words      {WORDS}" in lines
    assert "mended     nothing" in lines
    assert "service:fishing-license (version 1)  Buy a fishing license" in text
    assert f"with WRONG {WRONG}, CHOICE {CHOICE}, WASTED {WASTED}" in text
    assert "made from ffffffffffff" in text and "revision 3" in text


def test_a_reply_that_was_not_searched_for_is_noted(desk: Desk) -> None:
    found = explained(desk)
    assert found.searched is not None
    assert OTHER_WAY in tell_explanation(found)
    searched = replace(found.searched, right=found.told.contract["score"])
    assert OTHER_WAY not in tell_explanation(replace(found, searched=searched))


def test_a_model_of_other_data_is_noted(desk: Desk) -> None:
    found = replace(explained(desk), origin=replace(ORIGIN, is_current=False, fingerprint=None))
    assert "made from unknown data; the data changed since" in "\n".join(tell_explanation(found))


def test_it_is_plain_data_too(desk: Desk) -> None:
    data = json.loads(json.dumps(asdict(explained(desk))))
    assert data["searched"]["candidates"][0]["record"]["version"] == 1
    assert data["origin"]["knowledge"] == "k" * 64
