"""Adds intents: to `domain.yml`, with their first phrases in a file of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from bot.authoring.domain import PATH, read_domain
from bot.authoring.files import Files
from bot.authoring.phrase_changes import AddPhrase, require_phrase
from bot.authoring.phrases import FOLDER
from bot.authoring.places import column, compose, get, insert, items, last_line_end, line_of
from bot.errors import AuthoringError

_NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+\Z")


@dataclass(frozen=True)
class AddIntent:
    """Add an intent with its first phrases, in a file of its own."""

    name: str
    phrases: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Add intent {self.name} with {len(self.phrases)} phrases"

    def apply(self, files: Files) -> None:
        """Write it behind the first group of intents; raises AuthoringError for a name that cannot be."""
        if not _NAME.match(self.name) or self.name in read_domain(files).intents:
            raise AuthoringError(f"name: expected a new one such as ask_ferry_times, got {self.name!r}")
        if not self.phrases:
            raise AuthoringError("phrases: expected at least one, got none")
        text = files.read(PATH)
        intents = get(compose(PATH, text), "intents")
        group = _first_group(text, items(intents))
        line = " " * (column(text, group) - 2) + f"- {self.name}"
        files.write(PATH, insert(text, last_line_end(text, group), [line]))
        path = f"{FOLDER}/questions/{self.name.replace('_', '-')}.yml"
        if files.has(path):
            raise AuthoringError(f"name: there is a file {path} already")
        first = require_phrase(files, self.phrases[0])
        files.write(path, f'version: "3.1"\nnlu:\n- intent: {self.name}\n  examples: |\n    - {first}\n')
        for phrase in self.phrases[1:]:
            AddPhrase(self.name, phrase).apply(files)


def _first_group(text: str, intents: list[yaml.Node]) -> yaml.Node:
    """The last intent before the first one that a comment or a blank line stands over."""
    for before, after in zip(intents, intents[1:]):
        if line_of(text, after.start_mark.index) > line_of(text, before.end_mark.index - 1) + 1:
            return before
    if not intents:
        raise AuthoringError(f"{PATH}: expected intents")
    return intents[-1]
