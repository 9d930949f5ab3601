"""The reply that every channel renders: what is written, what is said, and what can be chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.channels.base.answer import Answer
from bot.channels.base.phrases import read_phrases
from bot.channels.base.records import find_record
from bot.knowledge.record import Record
from bot.voice import breathe, say
from bot.voice.breaths import MOST_WORDS
from bot.voice.sentences import drop_addresses

if TYPE_CHECKING:
    from bot.channels.base.door import Door

FindRecord = Callable[[str], "Record | None"]
ENDS = frozenset({"say_goodbye"})
"""Intents after which nothing more is expected."""
_PLACES = (
    ("1", "one", "first", "1st", "uno", "una", "primero", "primera"),
    ("2", "two", "second", "2nd", "dos", "segundo", "segunda"),
    ("3", "three", "third", "3rd", "tres", "tercero", "tercera"),
    ("4", "four", "fourth", "4th", "cuatro", "cuarto", "cuarta"),
    ("5", "five", "fifth", "5th", "cinco", "quinto", "quinta"),
    ("6", "six", "sixth", "6th", "seis", "sexto", "sexta"),
    ("7", "seven", "seventh", "7th", "siete"),
    ("8", "eight", "eighth", "8th", "ocho"),
    ("9", "nine", "ninth", "9th", "nueve"),
)
_NUMBERED = re.compile(
    r"(?:(?:the|el|la|option|number|opción|opcion|número|numero|#)\s*)*(?P<place>\w+)(?:\s+(?:one|option|opción))?"
    r"(?:,?\s+(?:please|por favor))?"
)
SHORT_QUESTION = 10
"""Words."""
SOURCE, CAVEATS = "utter_source", ("utter_confirm_with", "utter_confirm", "utter_review_due")
"""The responses that tell where an answer comes from, and that it needs a second look."""
LONGEST_CAVEAT = 22
"""Words; a longer one is said before the answer, in a breath of its own."""
_ADDRESS = re.compile(r"https?://\S*[^\s.,;:!?)]")


@dataclass(frozen=True)
class Choice:
    """What a citizen may pick; `payload` is what the assistant is then given."""

    title: str
    payload: str


@dataclass(frozen=True)
class Link:
    """A page."""

    title: str
    url: str


@dataclass(frozen=True)
class Card:
    """The one record that was told."""

    title: str
    text: str


@dataclass(frozen=True)
class Reply:
    """What a turn gives, before a channel renders it."""

    outcome: str
    """As in the reply contract."""
    texts: tuple[str, ...]
    """What is written, in order, without the addresses that are in `links`."""
    spoken: str
    """The first breath of an answer, all of any other reply; plain words without markup, perhaps none."""
    more: tuple[str, ...] = ()
    """The further breaths, for whoever wants to hear more."""
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    card: Card | None = None
    is_end: bool = False
    """Nothing more is expected: a goodbye, or a danger that was told."""

    def pick(self, words: str) -> Choice | None:
        """The choice that the words name and nothing else: "two", "number 2", "the second one", a title."""
        said = words.strip(" .,!?").casefold()
        for choice in self.choices:
            if choice.title.casefold() == said:
                return choice
        found = _NUMBERED.fullmatch(said)
        place = next((n for n, names in enumerate(_PLACES) if found and found["place"] in names), None)
        return self.choices[place] if place is not None and place < len(self.choices) else None

    def as_data(self) -> dict[str, Any]:
        """The reply as JSON, which is kept with its turn."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Reply:
        """The reply of its JSON."""
        return cls(
            outcome=data["outcome"],
            texts=tuple(data["texts"]),
            spoken=data["spoken"],
            more=tuple(data["more"]),
            choices=tuple(Choice(**choice) for choice in data["choices"]),
            links=tuple(Link(**link) for link in data["links"]),
            card=Card(**data["card"]) if data["card"] else None,
            is_end=data["is_end"],
        )


def reply_of(answer: Answer, door: Door, leads: Sequence[str] = ()) -> Reply:
    """Return an answer for any channel, with the records of the knowledge base."""
    return to_reply(answer, partial(find_record, door), leads)


def to_reply(answer: Answer, find: FindRecord, leads: Sequence[str] = ()) -> Reply:
    """Return an answer for any channel.

    Args:
        answer: what the assistant, the door, or a person says.
        find: the published record of an id, or None.
        leads: what the door says before it, which stands in the answer, too: said beside the first breath.
    """
    told = [str(message["text"]) for message in answer.messages if message.get("text")]
    record = _told_record(answer, find)
    texts = tuple(filter(None, map(_without_addresses, told)))
    heard = _as_spoken([text for text in told if text not in leads], record)
    # Only answers are long: nobody who gets a phone number is asked whether they want to hear it.
    is_answer = answer.contract["outcome"] == "answer"
    first, *later = (_breaths(heard) if is_answer else [" ".join(map(say, heard))]) or [""]
    return Reply(
        outcome=answer.contract["outcome"],
        texts=texts,
        spoken=" ".join(filter(None, (*(say(lead) for lead in leads if lead in told), first))),
        more=tuple(later),
        choices=tuple(
            Choice(str(button["title"]), str(button["payload"]))
            for message in answer.messages
            for button in message.get("buttons", ())
        ),
        links=_links(told, record),
        card=Card(record.title, "\n".join(texts)) if record else None,
        is_end=answer.contract["outcome"] == "safety" or answer.contract["intent"] in ENDS,
    )


def _told_record(answer: Answer, find: FindRecord) -> Record | None:
    """The record that the answer tells, if it is one."""
    identities = answer.contract["records"]
    if answer.contract["outcome"] != "answer" or len(identities) != 1:
        return None
    return find(identities[0])


def _as_spoken(told: Sequence[str], record: Record | None) -> Sequence[str]:
    """The texts with what staff wrote to be said in place of the record's title and summary."""
    spoken = record.details.get("spoken") if record else None
    if record is None or not spoken:
        return told
    phrases, values = read_phrases(), {"title": record.title, "summary": record.summary}
    about = {phrases[name].format(**values) for name in ("utter_about", "utter_summary")}
    return [spoken if text in about else text for text in told]


def _breaths(told: Sequence[str]) -> list[str]:
    """What is said of the texts; the source is for whoever wants to hear more anyway."""
    caveats = [say(text) for text in told if is_caveat(text)]
    sources = [say(text) for text in told if text.startswith(_beginnings(SOURCE))]
    answer = " ".join(say(text) for text in told if not text.startswith(_beginnings(SOURCE, *CAVEATS)))
    breaths = _with_caveat(answer, " ".join(caveats)) if caveats else breathe(answer)
    if len(breaths) == 2 and breaths[1].endswith("?") and len(breaths[1].split()) <= SHORT_QUESTION:
        breaths = [" ".join(breaths)]  # nobody is asked whether they want to hear a question
    return breaths[:1] + (breathe(" ".join([*breaths[1:], *sources])) if breaths[1:] else [])


def is_caveat(text: str) -> bool:
    """Whether a text of a reply says that its answer needs a second look."""
    return text.startswith(_beginnings(*CAVEATS))


def _with_caveat(answer: str, caveat: str) -> list[str]:
    """The breaths of an answer that nobody should rely on before they have heard that: it is in the first."""
    if len(caveat.split()) > LONGEST_CAVEAT:
        return breathe(f"{caveat} {answer}")
    first, *later = breathe(answer, words=MOST_WORDS - len(caveat.split()), sentences=1) or [""]
    rest = " ".join(answer.split()[len(first.split()) :]) if later else ""
    return [f"{first} {caveat}".strip(), *breathe(rest[:1].upper() + rest[1:])]


@cache
def _beginnings(*names: str) -> tuple[str, ...]:
    """What the texts of these responses begin with."""
    phrases = read_phrases()
    return tuple(phrases[name].partition("{")[0] for name in names)


def _links(told: Sequence[str], record: Record | None) -> tuple[Link, ...]:
    """The pages in the texts, each once; they are the told record's, or go by their host's name."""
    found = dict.fromkeys(address for text in told for address in _ADDRESS.findall(text))
    return tuple(
        Link(record.title if record else urlsplit(address).netloc.removeprefix("www."), address)
        for address in found
    )


def _without_addresses(text: str) -> str:
    lines = (drop_addresses(line).rstrip(" :") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())
