"""Stories and rules: where a new one stands, what is kept as a test, and what forms cannot show."""

from __future__ import annotations

import pytest
import yaml

from bot.authoring.files import Files
from bot.authoring.new_replies import NEW, SaveStory
from bot.authoring.stories import Step, Story, read_stories
from bot.authoring.story_changes import AddStory, EditStory
from bot.errors import AuthoringError

FERRY = Story("ferry", "rule", (Step("intent", "ask_about"), Step("action", "action_answer_question")))


def test_a_story_can_be_kept_as_a_dialogue_that_tests_it(files: Files) -> None:
    said = Step("intent", "ask_about", "tell me of\nferries")
    AddStory(Story("ferry", "story", (said, FERRY.steps[1])), is_tested=True).apply(files)
    (story,) = yaml.safe_load(files.read("tests/stories/test_dialogues.yml"))["stories"]
    assert story["steps"][0] == {"user": "tell me of ferries\n", "intent": "ask_about"}
    again = next(s for s in read_stories(files) if s.name == "ferry")
    assert again.steps == (Step("intent", "ask_about"), FERRY.steps[1])
    assert read_stories(files, "tests/stories")[0].steps[0].said == "tell me of ferries"


def test_a_story_that_becomes_a_rule_moves_to_the_rules(files: Files) -> None:
    AddStory(Story("ferry", "story", FERRY.steps, path="data/stories/talk.yml")).apply(files)
    AddStory(Story("other", "story", FERRY.steps, path="data/stories/talk.yml")).apply(files)
    EditStory("ferry", FERRY).apply(files)
    found = yaml.safe_load(files.read("data/stories/talk.yml"))
    assert [r["rule"] for r in found["rules"]] == ["greet", "thank", "cost", "ferry"]
    assert [s["story"] for s in found["stories"]] == ["other"]


@pytest.mark.parametrize(
    "step",
    [
        "  - intent: greet  # warm",
        "  - intent: greet\n    entities:\n    - city: Jackson",
        "  - slot_was_set:\n    - memory: x\n  - intent: greet",
        "  - or:\n    - intent: greet\n    - intent: thank",
        "  - checkpoint: here\n  - intent: greet",
    ],
)
def test_what_forms_cannot_show_is_not_written_over(files: Files, step: str) -> None:
    text = f"stories:\n- story: mine\n  steps:\n{step}\n  - action: utter_greet\n"
    files.write("data/stories/mine.yml", text)
    with pytest.raises(AuthoringError, match="change it in data/stories/mine.yml"):
        EditStory("mine", Story("mine", "story", FERRY.steps)).apply(files)
    assert files.read("data/stories/mine.yml") == text


def test_a_second_story_stands_behind_the_first(files: Files) -> None:
    AddStory(FERRY).apply(files)
    AddStory(Story("other", "story", FERRY.steps)).apply(files)
    AddStory(Story("third", "rule", FERRY.steps)).apply(files)
    found = yaml.safe_load(files.read("data/stories/dialogues.yml"))
    assert [r["rule"] for r in found["rules"]] == ["ferry", "third"]
    assert [r["story"] for r in found["stories"]] == ["other"]


def test_new_replies_are_named_after_their_story_and_never_twice(files: Files) -> None:
    steps = (Step("intent", "ask_about"), Step("action", NEW, "One."), Step("action", NEW, "Two."))
    SaveStory(Story("Greet!", "story", steps)).apply(files)
    told = yaml.safe_load(files.read("domain.yml"))["responses"]
    assert told["utter_greet_2"] == [{"text": "One.", "custom": {"outcome": "smalltalk"}}]
    assert told["utter_greet_3"][0]["text"] == "Two."
    again = next(s for s in read_stories(files) if s.name == "Greet!")
    assert [step.name for step in again.steps] == ["ask_about", "utter_greet_2", "utter_greet_3"]
    later = Story("Greet!", "story", (steps[0], Step("action", NEW, "Three.")))
    SaveStory(later, edited="Greet!").apply(files)
    assert "utter_greet_4" in yaml.safe_load(files.read("domain.yml"))["responses"]
