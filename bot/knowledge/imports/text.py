"""Turns the text of a feed or calendar, often HTML, into plain text of one paragraph.

Called by the readers of events and news."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MAX_SUMMARY = 600
MAX_LABEL = 80
_BLOCKS = frozenset(
    "address article blockquote br dd div dt h1 h2 h3 h4 h5 h6 hr li ol p td th tr ul".split()
)
_HIDDEN = frozenset(("script", "style"))
_TAG = re.compile(r"[a-z][a-z0-9]*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?(?=\s|$)")


def to_plain(markup: str) -> str:
    """Return the words of `markup` without tags, entities resolved, spaces joined."""
    collector = _Collector()
    collector.feed(markup)
    collector.close()
    return " ".join("".join(collector.parts).split())


def shorten(text: str, limit: int = MAX_SUMMARY) -> str:
    """Return `text` of at most `limit` characters, cut after a sentence or else after a word."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text[: limit + 1]) if match.end() <= limit]
    # A first sentence that is far shorter than allowed would lose too much; cut at a word instead.
    if ends and ends[-1] >= limit // 2:
        return text[: ends[-1]]
    head = text[:limit]
    cut = head.rpartition(" ")[0] or head[:-1]
    return cut.rstrip(" ,;:-–—") + "…"


def one_line(text: str) -> str:
    """Return `text` as it may stand in the line of a fault: any file content, but short and unbroken."""
    return shorten(" ".join(text.split()), MAX_LABEL)


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append(" ")
        elif not _TAG.fullmatch(tag):
            # Plain text may hold `<info@its.ms.gov>` or `<https://...>`, which are no tags.
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
