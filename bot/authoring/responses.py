"""Changes of the fixed replies in `domain.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from bot.authoring.change import require_line
from bot.authoring.domain import PATH, find_filled, read_domain
from bot.authoring.files import Files
from bot.authoring.places import (
    column,
    compose,
    get,
    insert,
    items,
    last_line_end,
    replace,
    word,
    write_scalar,
)
from bot.errors import AuthoringError

LONGEST = 1000  # characters of a reply
TALK, DECLINES, PERSON = "smalltalk", "refuse", "handoff"
OUTCOMES = (TALK, DECLINES, PERSON)
"""What a fixed reply may count as; a reply without any would count as a failure of ours."""
_NAME = re.compile(r"utter_[a-z0-9]+(_[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class SetResponse:
    """Change what a fixed reply says; `number` is which of its wordings, from 0."""

    name: str
    text: str
    number: int = 0

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Change {self.name}: {self.text}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError when there is none, or what is filled in is not the same."""
        text = files.read(PATH)
        wordings = items(get(get(compose(PATH, text), "responses"), self.name))
        node = get(wordings[self.number], "text") if 0 <= self.number < len(wordings) else None
        if not isinstance(node, yaml.ScalarNode):
            raise AuthoringError(f"response: there is none called {self.name!r} with this wording")
        fresh = require_reply(self.text)
        before, after = set(find_filled(word(node))), set(find_filled(fresh))
        if before != after:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(before)) or "nothing in braces"
            raise AuthoringError(f"text: expected {wanted}, which is filled in when it is said")
        files.write(PATH, replace(text, node, write_scalar(fresh, node.style)))


@dataclass(frozen=True)
class AddResponse:
    """Add a fixed reply, which a story or rule can then lead to; `outcome` is what the turn counts as."""

    name: str
    text: str
    outcome: str = TALK

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Add {self.name}: {self.text}"

    def apply(self, files: Files) -> None:
        """Write it behind the last one; raises AuthoringError for a name that is taken or cannot be."""
        if not _NAME.match(self.name):
            raise AuthoringError(f"name: expected one such as utter_ferry_times, got {self.name!r}")
        if self.outcome not in OUTCOMES:
            raise AuthoringError(f"outcome: expected one of {', '.join(OUTCOMES)}, got {self.outcome!r}")
        text = files.read(PATH)
        if read_domain(files).response(self.name):
            raise AuthoringError(f"name: there is a response {self.name} already")
        reply = require_reply(self.text)
        if find_filled(reply):
            raise AuthoringError("text: nothing can be filled in here; expected no words in braces")
        responses = get(compose(PATH, text), "responses")
        if not isinstance(responses, yaml.MappingNode) or not responses.value:
            raise AuthoringError(f"{PATH}: expected responses")
        indent = " " * column(text, responses.value[0][0])
        lines = [f"{indent}{self.name}:", f"{indent}- text: {write_scalar(reply)}"]
        lines.append(f"{indent}  custom: {{outcome: {self.outcome}}}")
        files.write(PATH, insert(text, last_line_end(text, responses), lines))


def require_reply(text: str) -> str:
    """Return a reply, lines kept; raises AuthoringError for none, or for one that is too long."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    require_line(" ".join(lines), "text", LONGEST)
    return "\n".join(lines)
