"""Changes of stories and rules: add, edit, remove; each step must exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

import yaml

from bot.authoring.change import require_line
from bot.authoring.domain import read_domain
from bot.authoring.files import Files
from bot.authoring.places import column, compose, get, insert, items, last_line_end, line_start, word
from bot.authoring.stories import (
    DOES,
    FOLDER,
    KINDS,
    SAYS,
    SETS,
    TESTS,
    Step,
    Story,
    read_stories,
    write_story,
)
from bot.errors import AuthoringError

NEW, NEW_TESTS = f"{FOLDER}/dialogues.yml", f"{TESTS}/test_dialogues.yml"
LONGEST = 80  # characters of a name
HEAD = 'version: "3.1"\n'


@dataclass(frozen=True)
class AddStory:
    """Add a story or rule; with `is_tested`, as a dialogue that tests it, too."""

    story: Story
    is_tested: bool = False

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Add {self.story.kind}: {self.story.name}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError for a name that is taken, or steps that there are not."""
        story = require_story(files, self.story)
        _append(files, story.path or NEW, story, write_story(story))
        if self.is_tested:
            if any(step.kind == SAYS and not step.said.strip() for step in story.steps):
                raise AuthoringError(
                    "steps: a dialogue that tests needs the words of each that a citizen says"
                )
            test = Story(story.name, "story", tuple(_told(s) for s in story.steps if s.kind != SETS))
            _append(files, NEW_TESTS, test, write_story(test, is_test=True))


@dataclass(frozen=True)
class EditStory:
    """Change the name or the steps of a story or rule where it stands."""

    name: str
    story: Story

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Change {self.story.kind}: {self.story.name}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError as the addition does, or when forms cannot show all of it."""
        story = require_story(files, self.story, but=self.name)
        path, start, end = _find(files, self.name)
        text = files.read(path)
        known = next(s for s in read_stories(files) if s.name == self.name)
        _require_plain(text[start:end], known)
        if story.kind != known.kind:
            RemoveStory(self.name).apply(files)
            _append(files, path, story, write_story(story))
            return
        indent = re.match(r" *", text[start:])
        margin = indent[0] if indent else ""
        files.write(
            path, insert(text[:start] + text[end:], start, [margin + line for line in write_story(story)])
        )


@dataclass(frozen=True)
class RemoveStory:
    """Take a story or rule away; comments above it stay."""

    name: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Remove story: {self.name}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError when it is not there, or the only one of its file."""
        path, start, end = _find(files, self.name)
        text = files.read(path)
        fresh = text[:start] + text[end:]
        top = compose(path, fresh)
        emptied = next((key for key in KINDS.values() if get(top, key) and not items(get(top, key))), None)
        if emptied:
            raise AuthoringError(f"story: the only one of {emptied} in {path}; change it instead")
        files.write(path, fresh)


def require_story(files: Files, story: Story, *, but: str = "") -> Story:
    """Return a story whose steps all exist; raises AuthoringError naming the step that does not."""
    name = require_line(story.name, "name", LONGEST)
    if story.kind not in KINDS:
        raise AuthoringError(f"kind: expected one of {', '.join(KINDS)}, got {story.kind!r}")
    if name != but and any(known.name == name for known in read_stories(files)):
        raise AuthoringError(f"name: there is a story or rule {name!r} already")
    domain = read_domain(files)
    can = {
        SAYS: domain.intents,
        DOES: (*domain.actions, *(r.name for r in domain.responses), "action_listen"),
        SETS: domain.slots,
    }
    for number, step in enumerate(story.steps, start=1):
        if step.name not in can.get(step.kind, ()):
            raise AuthoringError(f"step {number}: there is no {step.kind} called {step.name!r}")
    kinds = [step.kind for step in story.steps if step.kind != SETS]
    if not kinds or kinds[0] != SAYS or kinds[-1] != DOES:
        raise AuthoringError("steps: expected something a citizen says first, and what is done about it last")
    if any(one == two == SAYS for one, two in zip(kinds, kinds[1:])):
        raise AuthoringError("steps: each thing a citizen says needs something that is done about it")
    return Story(name, story.kind, story.steps, story.path)


def _require_plain(text: str, story: Story) -> None:
    """Raise AuthoringError when a story, as it is written, holds more than its steps: it would be lost."""
    written = yaml.safe_load("\n".join(write_story(story)))
    is_known = all(step.kind in (SAYS, DOES, SETS) for step in story.steps)
    if not is_known or "#" in text or yaml.safe_load(dedent(text)) != written:
        more = "remarks, entities, values of slots, or branches"
        raise AuthoringError(f"story: it holds {more}, which are not in this form; change it in {story.path}")


def _told(step: Step) -> Step:
    return Step(step.kind, step.name, " ".join(step.said.split()))


def _append(files: Files, path: str, story: Story, lines: list[str]) -> None:
    """Write a story behind the last of its kind, in a file that is made when it is missing."""
    key = KINDS[story.kind]
    if not files.has(path):
        files.write(path, HEAD + f"{key}:\n" + "\n".join(lines) + "\n")
        return
    text = files.read(path)
    known: Any = get(compose(path, text), key)
    if known is None:
        files.write(path, insert(text, len(text), [f"{key}:", *lines]))
        return
    if not items(known):
        raise AuthoringError(f"{path}: expected {key} in lines")
    indent = " " * column(text, known)
    files.write(path, insert(text, last_line_end(text, known), [indent + line for line in lines]))


def _find(files: Files, name: str) -> tuple[str, int, int]:
    for path in files.find(FOLDER):
        text = files.read(path)
        top = compose(path, text)
        for kind, key in KINDS.items():
            for item in items(get(top, key)):
                if word(get(item, kind)) == name:
                    return path, line_start(text, item.start_mark.index), last_line_end(text, item)
    raise AuthoringError(f"story: there is none called {name!r} any more")
