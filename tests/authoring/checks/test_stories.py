"""What contradicts: told at once by our own rules, and by Rasa itself in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.checks.consistency import run_checks
from bot.authoring.checks.contradictions import draft_steps, find_contradictions
from bot.authoring.checks.finding import DOUBTFUL, WRONG
from bot.authoring.checks.rasa import explain
from bot.authoring.stories import Step, Story
from tests.authoring.checkout import fill

GREET = Story("greet", "rule", (Step("intent", "greet"), Step("action", "utter_greet")))
THANK = Story("thank", "rule", (Step("intent", "thank"), Step("action", "utter_welcome")))


def story(*names: str, kind: str = "story") -> Story:
    steps = tuple(Step("action" if "_" in name else "intent", name) for name in names)
    return Story("mine", kind, steps)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (story("greet", "utter_greet", "thank", "utter_welcome"), []),
        (story("other", "utter_greet"), []),
        (story("greet", "utter_welcome"), ["After greet, the rule “greet” always does utter_greet"]),
        (story("greet", "utter_greet", kind="rule"), ["There is a rule for greet already"]),
        (story("greet"), []),
    ],
)
def test_a_story_that_says_otherwise_than_a_rule_is_told_at_once(made: Story, told: list[str]) -> None:
    found = find_contradictions(made, [GREET, THANK])
    assert len(found) == len(told) and all(t in f.text for f, t in zip(found, told))
    assert find_contradictions(made, [GREET, THANK], but="greet") == [] or "thank" in str(found)


def test_a_conversation_becomes_steps_as_the_rules_go_on() -> None:
    steps = draft_steps([("greet", "hi"), ("ask", "what is it")], [GREET, THANK])
    assert steps == (
        Step("intent", "greet", "hi"),
        Step("action", "utter_greet"),
        Step("intent", "ask", "what is it"),
        Step("action", ""),
    )


@pytest.mark.parametrize(
    ("message", "level", "told"),
    [
        ("The intent 'x' is not used in any story or rule.", DOUBTFUL, "what to do about x"),
        ("Something new.", DOUBTFUL, "Something new."),
        (
            "Story structure conflict after intent 'x':\n"
            "  a predicted in 's'\n"
            "  b predicted in 't' and 'u'\n",
            WRONG,
            "different things after x: a ('s') or b ('t' and 'u')",
        ),
        (
            "- the prediction of the action 'a' in rule 'r' is contradicting with rule(s) 'q' "
            "which predicted action 'b'.",
            WRONG,
            "The rule “r” goes on with a, but “q” says otherwise (it does b).",
        ),
    ],
)
def test_rasas_messages_are_told_in_plain_words(message: str, level: str, told: str) -> None:
    finding = explain(message)
    assert finding and finding.level == level and told in finding.text


def test_what_is_no_fault_here_is_not_told() -> None:
    assert explain("The utterance 'utter_x' is not used in any story or rule.") is None


def test_rasa_finds_what_contradicts_in_a_checkout(tmp_path: Path) -> None:
    fill(tmp_path)
    extra = 'version: "3.1"\nstories:\n- story: odd\n  steps:\n  - intent: greet\n  - action: utter_welcome\n'
    (tmp_path / "data/stories/odd.yml").write_text(extra)
    told = [finding.text for finding in run_checks(tmp_path) if finding.level == WRONG]
    assert told == [
        "The story “odd” goes on with utter_welcome, but “greet” says otherwise (it does utter_greet)."
    ]
    (tmp_path / "domain.yml").write_text("intents: [")
    (fault,) = run_checks(tmp_path)
    assert fault.level == WRONG and "domain.yml" in fault.text and str(tmp_path) not in fault.text
