"""One turn of a spoken conversation: what is said now, what is asked behind it, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from bot.channels.base.neutral import Choice, Reply
from bot.channels.spoken.words import ENGLISH, read_words
from bot.voice import say
from bot.voice.sentences import split_sentences

PAGE = 3
"""Choices that are offered in one breath."""
MOST_MISSES = 2
NONE_OF_THESE = "/none_of_these"


class Asked(Enum):
    """What a turn ends with, and so what a yes or a no answers."""

    MORE = "more"
    WHICH = "which"
    ELSE = "else"
    OWN = "own"
    """The reply's own question."""
    NOTHING = "nothing"


@dataclass(frozen=True)
class Part:
    """Words, and the language they are in."""

    text: str
    language: str


@dataclass(frozen=True)
class SpokenTurn:
    """As it is kept with its turn, so that the next one can go on from it."""

    reply: Reply
    language: str = ENGLISH
    """Of the channel's own words."""
    told_in: str = ENGLISH
    """The language of the reply."""
    place: int = 0
    """How many breaths were said before."""
    misses: int = 0
    """How many times in a row nothing was understood."""
    closes: bool = False
    """Whether the conversation is over, whatever the reply is."""

    @property
    def is_end(self) -> bool:
        """Whether nothing more is expected."""
        return self.closes or self.reply.is_end

    @property
    def has_more(self) -> bool:
        """Whether something of the reply is left to say."""
        return self.place + 1 < len(self._breaths())

    @property
    def asked(self) -> Asked:
        """What it ends with."""
        if self.is_end:
            return Asked.NOTHING
        if self._offers():
            return Asked.WHICH
        if self._breaths()[self.place].endswith("?"):
            return Asked.OWN
        return Asked.MORE if self.has_more else Asked.ELSE

    @property
    def parts(self) -> list[Part]:
        """What is said now: a breath, and the question that ends it."""
        breath, words = self._breaths()[self.place], read_words(self.language)
        question, asked = "", self.asked
        if asked is Asked.WHICH:
            breath, question = _part_question(breath, words.ask_which)
        elif asked not in (Asked.OWN, Asked.NOTHING):
            question = words.of(f"ask_{asked.value}")
        offer = self._offer() if self._offers() else ""
        told = [Part(breath, self.told_in), Part(offer, self.language), Part(question, self.language)]
        return [part for part in told if part.text]

    @property
    def reminder(self) -> Part:
        """What is said when the citizen says nothing."""
        asked = self.asked if self.asked in (Asked.MORE, Asked.WHICH) else Asked.ELSE
        return Part(read_words(self.language).of(f"remind_{asked.value}"), self.language)

    @property
    def text(self) -> str:
        """Everything that is said, in one."""
        return " ".join(part.text for part in self.parts)

    def advanced(self) -> SpokenTurn:
        """The turn with the next breath."""
        return replace(self, place=self.place + 1, misses=0)

    def pick(self, words: str, number: int | None = None) -> Choice | None:
        """The choice that words or a number name."""
        if number is not None:
            return self.reply.choices[number - 1] if 0 < number <= len(self.reply.choices) else None
        return self.reply.pick(words)

    def as_data(self) -> dict[str, Any]:
        """The turn as JSON."""
        return {name: getattr(self, name) for name in _PLAIN} | {"reply": self.reply.as_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> SpokenTurn:
        """The turn of its JSON."""
        return cls(Reply.from_data(data["reply"]), **{name: data[name] for name in _PLAIN})

    def _offers(self) -> Sequence[Choice]:
        """The choices that are offered with this breath: of an open choice, once its words are said."""
        page = self.place - len(self.reply.more)
        return _choices(self.reply)[page * PAGE : (page + 1) * PAGE] if page >= 0 else ()

    def _offer(self) -> str:
        words, first = read_words(self.language), (self.place - len(self.reply.more)) * PAGE
        named = zip(words.numbers[first:], self._offers())
        options = [words.option.format(number=number, title=say(c.title).rstrip(".")) for number, c in named]
        options += [words.others] if self.has_more else []
        last = f"{words.or_} {options.pop()}" if len(options) > 1 else options.pop()
        return words.offer.format(options=", ".join([*options, last]))

    def _breaths(self) -> list[str]:
        """What is said turn by turn; beyond the reply's own words, further choices."""
        pages = -(-len(_choices(self.reply)) // PAGE)
        return [self.reply.spoken, *self.reply.more, *[""] * (pages - 1)]


_PLAIN = ("language", "told_in", "place", "misses", "closes")


def _choices(reply: Reply) -> list[Choice]:
    """What is to be picked from; buttons behind other replies are only there for who names them."""
    if reply.outcome != "clarify":
        return []
    return [choice for choice in reply.choices if choice.payload != NONE_OF_THESE]


def _part_question(breath: str, otherwise: str) -> tuple[str, str]:
    """The words before the question that a breath ends with, and that question, which comes last."""
    sentences = split_sentences(breath)
    if sentences and sentences[-1].endswith("?"):
        return " ".join(sentences[:-1]), sentences[-1]
    return breath, otherwise
