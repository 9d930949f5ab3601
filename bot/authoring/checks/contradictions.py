"""Tells at once where a story says otherwise than a rule: a rule always wins, and the training would fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.authoring.checks.finding import WRONG, Finding
from bot.authoring.stories import DOES, SAYS, SETS, Step, Story


def find_rule(stories: Sequence[Story], intent: str, but: str = "") -> Story | None:
    """Return the rule that says what follows an intent, whatever was said before."""
    rules = (s for s in stories if s.kind == "rule" and s.name != but and len(turns_of(s)) == 1)
    return next((rule for rule in rules if turns_of(rule)[0][0] == intent), None)


def turns_of(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    """Return each intent of a story with the actions that follow it."""
    turns: list[tuple[str, tuple[str, ...]]] = []
    for step in story.steps:
        if step.kind == SAYS:
            turns.append((step.name, ()))
        elif step.kind == DOES and turns:
            turns[-1] = (turns[-1][0], (*turns[-1][1], step.name))
    return turns


def find_contradictions(story: Story, stories: Sequence[Story], but: str = "") -> list[Finding]:
    """Return where a story, which replaces the one named `but`, does something else than a rule."""
    return list(_contradictions(story, stories, but))


def _contradictions(story: Story, stories: Sequence[Story], but: str) -> Iterator[Finding]:
    for intent, actions in turns_of(story):
        rule = find_rule(stories, intent, but)
        wanted = turns_of(rule)[0][1] if rule else actions
        if rule and actions and actions != wanted:
            told = f"After {intent}, the rule “{rule.name}” always does {', '.join(wanted)}"
            yield Finding(WRONG, f"{told}; here it is {', '.join(actions)}.", story.name)
        elif rule and story.kind == "rule" and len(turns_of(story)) == 1:
            yield Finding(WRONG, f"There is a rule for {intent} already: “{rule.name}”.", story.name)


def draft_steps(said: Sequence[tuple[str, str]], stories: Sequence[Story]) -> tuple[Step, ...]:
    """Return the steps of a conversation: each intent with its words, and what the rules do about it."""
    steps: list[Step] = []
    for intent, words in said:
        rule = find_rule(stories, intent)
        steps.append(Step(SAYS, intent, words))
        steps += [s for s in rule.steps if s.kind != SAYS and s.kind != SETS] if rule else [Step(DOES, "")]
    return tuple(steps)
