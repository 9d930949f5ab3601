"""A story together with the replies that it is the first to say: one change, one draft, one undo."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.authoring.domain import Domain, read_domain
from bot.authoring.files import Files
from bot.authoring.responses import AddResponse
from bot.authoring.stories import DOES, Step, Story
from bot.authoring.story_changes import AddStory, EditStory

NEW = "new reply"
"""Stands in a step for a reply that is yet to be made of its words; no reply can be called so."""
LONGEST = 50  # characters of a name made here


@dataclass(frozen=True)
class SaveStory:
    """Add a story, or change the one called `edited`, and first the new replies in its steps."""

    story: Story
    edited: str = ""
    is_tested: bool = False

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return self._change(self.story).summary

    def apply(self, files: Files) -> None:
        """Write them; raises AuthoringError as adding a reply and a story do."""
        story = name_replies(self.story, read_domain(files))
        for before, step in zip(self.story.steps, story.steps):
            if is_new(before):
                AddResponse(step.name, before.said).apply(files)
        self._change(story).apply(files)

    def _change(self, story: Story) -> AddStory | EditStory:
        return EditStory(self.edited, story) if self.edited else AddStory(story, self.is_tested)


def is_new(step: Step) -> bool:
    """Whether a step says what there is no reply for yet."""
    return (step.kind, step.name) == (DOES, NEW)


def name_replies(story: Story, domain: Domain) -> Story:
    """Return a story whose new replies have names of their own, made of the story's."""
    taken = {response.name for response in domain.responses}
    words = re.sub(r"[^a-z0-9]+", "_", story.name.lower()).strip("_") or "reply"
    stem = f"utter_{words[:LONGEST].strip('_')}"
    steps = []
    for step in story.steps:
        if is_new(step):
            names = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 2)))
            step = replace(step, name=next(name for name in names if name not in taken))
            taken.add(step.name)
        steps.append(step)
    return replace(story, steps=tuple(steps))
