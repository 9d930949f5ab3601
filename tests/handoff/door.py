"""A front door as far as the handoff sees one, with a clock that tests set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.audit.log import AuditLog
from bot.channels.base.phrases import read_phrases
from bot.handoff.handoff import Handoff, Heard
from bot.handoff.told import Told
from bot.settings import STATE_TIME

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=STATE_TIME)
THANKSGIVING = datetime(2026, 11, 26, 10, 0, tzinfo=STATE_TIME)
AGENTS = {"a" * 32: "Ana of ITS", "b" * 32: "Ben"}


@dataclass
class Clock:
    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Door:
    """A front door as far as the handoff sees one."""

    handoff: Handoff
    log: AuditLog
    clock: Clock
    said: list[Told] = field(default_factory=list)

    def hears(self, words: str, sender: str = "web-1", payload: str | None = None) -> Told | None:
        """What the door says to words or to a button."""
        return self.handoff.hear(Heard(sender, "web", words, payload), self.handoff.standing(sender))

    def wants(self, sender: str = "web-1", *, is_live: bool = True) -> list[str]:
        """What is said when somebody asks for a person."""
        return responses(self.handoff.request(sender, "web", is_live=is_live))


def responses(told: Told | None) -> list[str]:
    assert told is not None
    phrases = read_phrases()
    for line in told.lines:
        phrases[line.response].format(**line.values)
    return [line.response for line in told.lines]
