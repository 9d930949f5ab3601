"""Finds personal data in what citizens write, and puts a word for its kind in its place.

Takes any text, gives a Masked; called by the front door before anything is stored or sent on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.errors import MissiError
from bot.knowledge.store import Store
from bot.privacy.kinds import KINDS, PLACEHOLDERS
from bot.privacy.published import Published
from bot.privacy.reading import read
from bot.privacy.spoken import write_digits
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.privacy.names import NameRecognizer
    from bot.privacy.recognizer import Recognizer

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 60.0
_TOUCHES_ALL = "I am at @ 1"
"""Has what each recognizer needs, so that its patterns are compiled."""
_loading = threading.Lock()


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds taken out of it, each once, in the order of the text."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    kind: str


class Masker:
    """Masks texts.

    Args:
        published: what stays because it is published.
    """

    def __init__(self, published: Published) -> None:
        self.published = published
        self._recognizers = _recognizers()

    def mask(self, text: str) -> Masked:
        """Return the text with a placeholder for everything personal that was found."""
        spans = _join(self._find(text))
        if not spans:
            return Masked(text)
        parts, done = [], 0
        for span in spans:
            parts += [text[done : span.start], PLACEHOLDERS[span.kind]]
            done = span.end
        kinds = tuple(dict.fromkeys(span.kind for span in spans))
        return Masked("".join(parts) + text[done:], kinds)

    def _find(self, text: str) -> Iterable[_Span]:
        reading = write_digits(read(text))
        for recognizer in self._recognizers:
            for found in recognizer.analyze(reading.text, recognizer.supported_entities):
                value = reading.text[found.start : found.end].rstrip()
                if not self.published.has(found.entity_type, value):
                    place = reading.origin(found.start, found.start + len(value))
                    yield _Span(*place, found.entity_type)


def _join(spans: Iterable[_Span]) -> Sequence[_Span]:
    """Make one of those that overlap, so that no part of any stays."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            kind = min(last.kind, span.kind, key=KINDS.index)
            span = _Span(last.start, max(last.end, span.end), kind)
        joined.append(span)
    return joined


@lru_cache(maxsize=1)
def _recognizers() -> tuple[Recognizer | NameRecognizer, ...]:
    """All of them, made with the first message: presidio takes a moment to import."""
    from bot.privacy import births, contact, identifiers, money, names, numbers, streets

    modules: tuple[Any, ...] = (money, identifiers, births, contact, streets, names, numbers)
    return tuple(recognizer for module in modules for recognizer in module.recognizers())


class _Watched:
    """A masker that takes in what is published, looking at most once a minute, never while somebody waits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revision = -1
        self._masker = Masker(Published())
        self.refresh()
        self.mask(_TOUCHES_ALL)
        threading.Thread(target=self._watch, name="watch published", daemon=True).start()

    def mask(self, text: str) -> Masked:
        return self._masker.mask(text)

    def refresh(self) -> None:
        """Take in what was published; what cannot be read now stays as it was."""
        try:
            revision = self._store.revision()
            if revision != self._revision:
                self._masker = Masker(Published(self._store.all()))
                self._revision = revision
        except MissiError as error:
            logger.error("privacy.published.failed error=%s", type(error).__name__)

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_S)
            self.refresh()


@lru_cache(maxsize=1)
def _watched() -> _Watched:
    from bot.knowledge.wiring import open_store  # needs the rooms that need this one

    return _Watched(open_store(read_settings()))


def mask(text: str) -> Masked:
    """Return the text without personal data; what the knowledge base publishes of agencies stays.

    Safe to call from several threads; the first call loads what is needed, a second or less.
    """
    with _loading:  # whoever comes meanwhile waits for it too
        watched = _watched()
    return watched.mask(text)
