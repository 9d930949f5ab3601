"""What the inbox is narrowed down to, read from and written as the query of an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.sql import ColumnElement

from bot.review.tables import TURN
from bot.settings import STATE_TIME

SURENESS = {"low": (0.0, 0.35), "middle": (0.35, 0.65), "high": (0.65, 1.01)}
"""Bands of how sure the assistant was; the last holds what is here for another reason."""
VOTES = ("down", "up", "corrected")
STATES = ("open", "handled")
ORDERS = ("count", "seen")
NO_TOPIC = "none"


@dataclass(frozen=True)
class Filter:
    """What is empty leaves nothing out; `read` gives only values that make sense."""

    channel: str = ""
    outcome: str = ""
    sureness: str = ""
    topic: str = ""
    """A slug, or `none` for turns that told no record."""
    vote: str = ""
    first: str = ""
    """The first day, as ISO 8601, in the state's time."""
    last: str = ""
    state: str = ""
    """`handled` for what was decided already; else what is open."""
    order: str = ""
    """`seen` for the latest first; else the most frequent."""

    @property
    def query(self) -> str:
        """The filter as it stands in an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a turn of the review must be like."""
        is_handled = self.state == "handled"
        found = [TURN.c.decision.is_not(None) if is_handled else TURN.c.decision.is_(None)]
        found += [TURN.c[name] == value for name in ("channel", "outcome") if (value := getattr(self, name))]
        if self.sureness:
            least, most = SURENESS[self.sureness]
            found.append((TURN.c.sureness >= least) & (TURN.c.sureness < most))
        if self.topic:
            is_of = TURN.c.topics.contains(f" {self.topic} ", autoescape=True)
            found.append(TURN.c.topics == "" if self.topic == NO_TOPIC else is_of)
        if self.vote:
            is_corrected = self.vote == "corrected"
            found.append(TURN.c.is_corrected.is_(True) if is_corrected else TURN.c.vote == self.vote)
        if self.first:
            found.append(TURN.c.at >= _midnight(self.first))
        if self.last:
            found.append(TURN.c.at < _midnight(self.last, 1))
        return found


FIELDS = tuple(field.name for field in fields(Filter))
_CHOICES = {"sureness": tuple(SURENESS), "vote": VOTES, "state": STATES, "order": ORDERS}
_MOST = 80  # characters


def read_filter(asked: Callable[[str], str]) -> Filter:
    """Return the filter of a form or an address; what makes no sense is left out.

    Args:
        asked: gives the value of a name, empty when there is none.
    """
    return Filter(**{name: value for name in FIELDS if _makes_sense(name, value := asked(name))})


def parse_filter(query: str) -> Filter:
    """Return the filter that was written as a query."""
    given = dict(parse_qsl(query))
    return read_filter(lambda name: given.get(name, ""))


def _makes_sense(name: str, value: str) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in ("first", "last"):
        return _is_day(value)
    return 0 < len(value) <= _MOST


def _is_day(text: str) -> bool:
    try:
        return 2000 <= date.fromisoformat(text).year < 3000
    except ValueError:
        return False


def _midnight(day: str, days: int = 0) -> float:
    return datetime.combine(date.fromisoformat(day) + timedelta(days), time(), STATE_TIME).timestamp()
