"""Stories and rules (`data/stories/`), and the dialogues that test them (`tests/stories/`)."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from bot.authoring.files import Files
from bot.authoring.places import (
    compose,
    get,
    items,
    line_of,
    word,
    write_scalar,
)

FOLDER, TESTS = "data/stories", "tests/stories"
KINDS = {"rule": "rules", "story": "stories"}
SAYS, DOES, SETS = "intent", "action", "slot_was_set"


@dataclass(frozen=True)
class Step:
    """One step: what a citizen says (an intent), what the assistant does, or a slot that was set."""

    kind: str
    name: str
    said: str = ""
    """The words themselves, in a dialogue that tests."""


@dataclass(frozen=True)
class Story:
    """A story or rule, and where it stands."""

    name: str
    kind: str
    steps: tuple[Step, ...]
    path: str = ""
    line: int = 0


def read_stories(files: Files, folder: str = FOLDER) -> list[Story]:
    """Return the stories and rules under a folder, in the order of the files."""
    found = []
    for path in files.find(folder):
        text = files.read(path)
        top = compose(path, text)
        for kind, key in KINDS.items():
            for item in items(get(top, key)):
                line = line_of(text, item.start_mark.index)
                steps = tuple(_step(step) for step in items(get(item, "steps")))
                found.append(Story(word(get(item, kind)), kind, steps, path, line))
    return sorted(found, key=lambda story: (story.path, story.line))


def _step(node: yaml.Node) -> Step:
    for kind in (SAYS, DOES):
        if get(node, kind) is not None:
            return Step(kind, word(get(node, kind)), word(get(node, "user")).strip())
    key = str(node.value[0][0].value) if isinstance(node, yaml.MappingNode) and node.value else "?"
    names = ", ".join(_names(get(node, key)))
    return Step(key, names)


def _names(node: yaml.Node | None) -> list[str]:
    if isinstance(node, yaml.ScalarNode):
        return [word(node)]
    if isinstance(node, yaml.MappingNode):
        return [str(key.value) for key, _ in node.value]
    return [name for item in items(node) for name in _names(item)]


def write_story(story: Story, *, is_test: bool = False) -> list[str]:
    """Return a story as lines of YAML, as they stand in a file."""
    lines = [f"- {story.kind}: {write_scalar(story.name, None)}", "  steps:"]
    for step in story.steps:
        if step.kind == SAYS and is_test:
            lines += ["  - user: |", f"      {step.said}", f"    intent: {step.name}"]
        elif step.kind == SETS:
            lines += [f"  - {SETS}:", f"    - {step.name}"]
        else:
            lines.append(f"  - {step.kind}: {step.name}")
    return lines
