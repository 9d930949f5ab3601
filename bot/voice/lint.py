"""Finds what a voice would stumble over: in what staff wrote to be said, and in what the rules made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from bot.knowledge.lint import Finding
from bot.knowledge.record import Record
from bot.voice.breaths import MOST_SENTENCES, MOST_WORDS
from bot.voice.forms import spoken_form
from bot.voice.sentences import split_sentences
from bot.voice.ssml import to_ssml

MOST_CHARACTERS = 600
"""Of a breath; beyond it nobody listens."""
FIELD = "details.spoken"
Signs = Sequence[tuple[str, re.Pattern[str]]]
_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:gov|com|org|net|edu|us)\b", re.IGNORECASE)
_WRITTEN = (
    ("an address of the web", _ADDRESS),
    ("markup", re.compile(r"[*_`#|<>~^]|\[|\]")),
    ("a bracket", re.compile(r"[(){}]")),
    (
        "an emoji or picture",
        re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"),
    ),
)
"""What must not stand in what staff write to be said."""
_SAID = (*_WRITTEN, ("a sign that is not said", re.compile(r"[§%$&/@+=\\•…]|[—–]")))
"""What must not be left when the rules are done."""
_UNSAID = re.compile(r"[0-9]")


def check_voice(records: Iterable[Record]) -> list[Finding]:
    """Return what is wrong with the spoken forms of the published records; each finding is an error."""
    published = (record for record in records if record.status == "published")
    return [
        Finding("error", record.id, FIELD, fault) for record in published for fault in find_faults(record)
    ]


def find_faults(record: Record) -> Iterator[str]:
    """Give what is wrong with what is said of a record, a line each."""
    written = str(record.details.get("spoken") or "")
    for sentence in split_sentences(written):
        if len(sentence.split()) > MOST_WORDS:
            yield f"a sentence has {len(sentence.split())} words; expected {MOST_WORDS} or fewer"
    yield from (f"{name} in what is said: {found[0]!r}" for name, found in _find(_WRITTEN, written))
    breaths = spoken_form(record)
    if not breaths:
        yield "nothing is said"
    for number, breath in enumerate(breaths, 1):
        yield from (f"breath {number}: {fault}" for fault in find_breath_faults(breath))


def find_breath_faults(breath: str) -> Iterator[str]:
    """Give what is wrong with a breath."""
    words, sentences = len(breath.split()), len(split_sentences(breath))
    if words > MOST_WORDS or len(breath) > MOST_CHARACTERS:
        yield f"{words} words, {len(breath)} characters; expected at most {MOST_WORDS}, {MOST_CHARACTERS}"
    if sentences > MOST_SENTENCES:
        yield f"{sentences} sentences; expected at most {MOST_SENTENCES}"
    yield from (f"{name}: {found[0]!r}" for name, found in _find(_SAID, breath))
    yield from find_ssml_faults(to_ssml(breath))


def find_ssml_faults(ssml: str) -> Iterator[str]:
    """Give what is wrong with the inside of a `<speak>`."""
    try:
        root = ElementTree.fromstring(f"<speak>{ssml}</speak>")
    except ElementTree.ParseError as error:
        yield f"the SSML is not well-formed: {error}"
        return
    outside = "".join([root.text or "", *(part.tail or "" for part in root.iter() if part is not root)])
    if _UNSAID.search(outside):
        yield "digits that nothing says how to read"


def _find(signs: Signs, text: str) -> list[tuple[str, re.Match[str]]]:
    return [(name, found) for name, pattern in signs if (found := pattern.search(text))]
