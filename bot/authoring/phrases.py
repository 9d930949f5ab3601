"""The training phrases in `data/nlu/`: where each stands, and the entities that are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bot.authoring.files import Files
from bot.authoring.places import compose, get, items, line_of, word
from bot.errors import AuthoringError

FOLDER = "data/nlu"
_ITEM = re.compile(r"(?P<indent> *)-(?P<blank> *)(?P<text>.*?)[ \t\r]*\Z")
_PIECE = re.compile(r"\[[^\[\]]+\](?:\([^()]*\)|\{[^{}]*\})\S*|\S+")
_MARKED = re.compile(r"\[(?P<words>[^\[\]]+)\](?:\((?P<entity>[^()]*)\)|(?P<more>\{[^{}]*\}))")


@dataclass(frozen=True)
class Phrase:
    """A phrase as it is written, entities marked, and where."""

    text: str
    intent: str
    path: str
    line: int

    @property
    def words(self) -> str:
        """What a citizen would type."""
        return plain(self.text)


@dataclass(frozen=True)
class Block:
    """The phrases of an intent in one place."""

    intent: str
    path: str
    phrases: tuple[tuple[int, int, str], ...]
    """From where to where each phrase's line goes, and the phrase."""
    indent: str
    end: int
    """Where the next phrase would go."""


def plain(text: str) -> str:
    """Return a phrase without the marks of its entities."""
    return _MARKED.sub(lambda found: found["words"], text)


def find_marks(text: str) -> list[tuple[str, str]]:
    """Return the marked words of a phrase, each with its entity (and role, or value, as written)."""
    return [(found["words"], found["entity"] or found["more"] or "") for found in _MARKED.finditer(text)]


def split(text: str) -> list[str]:
    """Return the pieces of a phrase that can be marked, or are: words, and marked words with their mark."""
    return [found[0] for found in _PIECE.finditer(text)]


def mark(text: str, first: int, last: int, entity: str) -> str:
    """Return a phrase with some of its pieces, counted from 0, marked together.

    Raises AuthoringError when there are none there, or some are marked already.
    """
    pieces = list(_PIECE.finditer(text))
    if not 0 <= first <= last < len(pieces):
        raise AuthoringError("words: expected a first and a last word of the phrase")
    start, end = pieces[first].start(), pieces[last].end()
    words = text[start:end].rstrip(".,;:!?")
    if _MARKED.search(words) or not words:
        raise AuthoringError("words: some of them are marked already")
    return f"{text[:start]}[{words}]({entity}){text[start + len(words) :]}"


def unmark(text: str, number: int) -> str:
    """Return a phrase without one of its marks, counted from 0; raises AuthoringError for another one."""
    found = list(_MARKED.finditer(text))
    if not 0 <= number < len(found):
        raise AuthoringError("mark: there is none like that any more")
    return text[: found[number].start()] + found[number]["words"] + text[found[number].end() :]


def read_phrases(files: Files) -> list[Phrase]:
    """Return every phrase, in the order of the files."""
    found = []
    for path in files.find(FOLDER):
        text = files.read(path)
        for block in read_blocks(path, text):
            for start, _, phrase in block.phrases:
                found.append(Phrase(phrase, block.intent, path, line_of(text, start)))
    return found


def read_blocks(path: str, text: str) -> list[Block]:
    """Return where a file holds phrases; those of other forms than lines of text are left out."""
    found = []
    for item in items(get(compose(path, text), "nlu")):
        intent, examples = word(get(item, "intent")), get(item, "examples")
        if intent and isinstance(examples, yaml.ScalarNode) and examples.style == "|":
            found.append(_block(intent, path, text, examples))
    return found


def _block(intent: str, path: str, text: str, examples: yaml.ScalarNode) -> Block:
    first = text.find("\n", examples.start_mark.index) + 1 or len(text)
    lines = tuple(_lines(text, first, int(examples.end_mark.index)))
    indent = text[lines[0][0] :].split("-", 1)[0] if lines else "    "
    return Block(intent, path, lines, indent, lines[-1][1] if lines else first)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    while start < end:
        following = text.find("\n", start)
        stop = len(text) if following < 0 else following + 1
        found = _ITEM.match(text[start:stop].rstrip("\n"))
        if found:
            yield start, stop, found["text"]
        start = stop


def same(one: str, other: str) -> bool:
    """Whether two phrases are the same but for case, punctuation, and marks."""
    return key_of(one) == key_of(other)


def key_of(phrase: str) -> str:
    """Return what is the same for phrases of the same words."""
    words = re.sub(r"[\W_]+", " ", plain(phrase).casefold()).strip()
    return words or phrase
