"""The domain (`domain.yml`): what intents, entities, slots, actions, and responses there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from bot.authoring.files import Files
from bot.authoring.places import compose, get, items, line_of, word

PATH = "domain.yml"
_FILLED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Response:
    """A fixed reply: its wordings, the buttons below them, and where it stands."""

    name: str
    texts: tuple[str, ...]
    buttons: tuple[str, ...]
    line: int

    @property
    def filled(self) -> tuple[str, ...]:
        """What is put in where `{name}` stands, in order."""
        return tuple(dict.fromkeys(name for text in self.texts for name in find_filled(text)))


@dataclass(frozen=True)
class Domain:
    """Everything that forms may offer."""

    intents: tuple[str, ...]
    entities: tuple[str, ...]
    slots: tuple[str, ...]
    actions: tuple[str, ...]
    responses: tuple[Response, ...]

    def response(self, name: str) -> Response | None:
        """Return the response of a name, if there is one."""
        return next((response for response in self.responses if response.name == name), None)


def find_filled(text: str) -> list[str]:
    """Return the names of what is put into a reply when it is said: `{title}`."""
    return _FILLED.findall(text)


def read_domain(files: Files) -> Domain:
    """Return what the domain names; raises AuthoringError when it cannot be read."""
    return _read_domain(files.read(PATH))


@lru_cache(maxsize=8)
def _read_domain(text: str) -> Domain:
    top = compose(PATH, text)
    responses = get(top, "responses")
    pairs = responses.value if isinstance(responses, yaml.MappingNode) else []
    return Domain(
        intents=_names(get(top, "intents")),
        entities=_names(get(top, "entities")),
        slots=_names(get(top, "slots")),
        actions=_names(get(top, "actions")),
        responses=tuple(_response(text, key, value) for key, value in pairs),
    )


def _names(node: yaml.Node | None) -> tuple[str, ...]:
    if isinstance(node, yaml.MappingNode):
        return tuple(str(key.value) for key, _ in node.value)
    # An item may be `name` or `name: {use_entities: ...}`.
    parts = [i.value[0][0] if isinstance(i, yaml.MappingNode) else i for i in items(node)]
    return tuple(word(part) for part in parts)


def _response(text: str, key: yaml.Node, value: yaml.Node) -> Response:
    wordings = items(value)
    titles = [word(get(b, "title")) for each in wordings[:1] for b in items(get(each, "buttons"))]
    texts = tuple(word(get(each, "text")) for each in wordings)
    return Response(str(key.value), texts, tuple(titles), line_of(text, key.start_mark.index))
