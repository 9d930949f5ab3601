"""What is off and which notices are on at one moment, as every step and channel looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LEVELS = ("emergency", "warning", "info")
"""From the one that counts most to the one that counts least."""
SERVICE = "service"


@dataclass(frozen=True)
class Off:
    """Something is switched off: since when (seconds since 1970), by whom, and why."""

    since: float
    who: str
    why: str


@dataclass(frozen=True)
class Notice:
    """What everybody, or everybody in some counties, should read first."""

    id: str
    text: str
    text_es: str | None = None
    url: str | None = None
    level: str = "info"
    counties: tuple[str, ...] = ()
    """Slugs of counties; none for the whole state."""
    starts: float | None = None
    """Seconds since 1970; None for at once."""
    ends: float | None = None
    """Seconds since 1970; None for until somebody ends it."""

    def is_on(self, now: float) -> bool:
        """Whether it is shown at a time."""
        return (self.starts is None or self.starts <= now) and (self.ends is None or now < self.ends)

    def is_for(self, county: str | None) -> bool:
        """Whether people of a county should read it; of an unknown county, everybody should."""
        return county is None or not self.counties or county in self.counties

    def in_language(self, language: str) -> str:
        """The text in a language (`en`, `es`), in English where it was not given."""
        return (self.text_es if language == "es" else None) or self.text


@dataclass(frozen=True)
class State:
    """What is off, and the notices that are on, those that count most first."""

    service: Off | None = None
    channels: Mapping[str, Off] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of the channel."""
    topics: Mapping[str, Off] = field(default_factory=lambda: MappingProxyType({}))
    """By the slug of the topic."""
    notices: tuple[Notice, ...] = ()

    def notice(self, county: str | None = None) -> Notice | None:
        """The notice that counts most for a county, or for anybody."""
        return next((notice for notice in self.notices if notice.is_for(county)), None)

    def topic_off(self, topics: Iterable[str]) -> str | None:
        """The first of these topics that is off, if any."""
        return next((topic for topic in topics if topic in self.topics), None)


def weight(notice: Notice) -> tuple[int, str]:
    """What notices are sorted by."""
    return (LEVELS.index(notice.level) if notice.level in LEVELS else len(LEVELS)), notice.id
