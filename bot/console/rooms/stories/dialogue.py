"""A story as the dialogue that it is about, for people to read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.authoring.stories import SAYS, Story
from bot.authoring.study import Snapshot


@dataclass(frozen=True)
class Line:
    """Something that is said or done; `is_said` tells words from what only has a name."""

    who: str
    name: str
    words: str
    is_said: bool


def tell(story: Story, now: Snapshot) -> list[Line]:
    """Return a story with its words: those given, else a phrase of the intent; replies as they are said.

    A reply that there is not yet is told in the words of its step.
    """
    lines = []
    for step in story.steps:
        if step.kind == SAYS:
            known = now.phrases_of(step.name)
            words = step.said or (known[0].words if known else "")
            lines.append(Line("citizen", step.name, words, bool(words)))
        else:
            response = now.domain.response(step.name)
            words = response.texts[0] if response and response.texts else step.said
            lines.append(Line("assistant", step.name, words, bool(words)))
    return lines
