"""The record: one published piece of knowledge that can answer a citizen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

TYPES = (
    "service",
    "agency",
    "office",
    "event",
    "news",
    "plan",
    "policy",
    "fact",
    "county",
    "topic",
    "faq",
    "contact",
    "outside",
)
"""The kinds of records; `outside` ones tell what the assistant does not answer."""
STATUSES = ("draft", "published", "retired")
ASPECTS = ("about", "how", "cost", "requirements", "where", "hours", "contact", "when", "link")
AUDIENCES = ("resident", "business", "visitor", "government", "employee")
DATE_DETAILS = frozenset("date ends published event_date approved as_of".split())


@dataclass(frozen=True)
class Source:
    """Where a record's facts were read."""

    title: str
    url: str | None = None
    kind: str | None = None
    """`official` (a government host) or `other`."""


@dataclass(frozen=True)
class Record:
    """One record. `id` is `<type>:<slug>`; `agency`, `county` and `topics` hold slugs of other records."""

    id: str
    title: str
    summary: str
    details: dict[str, Any] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    agency: str | None = None
    county: str | None = None
    source: Source | None = None
    checked: bool = True
    verified_on: date | None = None
    review_by: date | None = None
    status: str = "published"
    asks: tuple[str, ...] = ()
    version: int = 1

    @property
    def type(self) -> str:
        """The part of the id before the colon."""
        return self.id.partition(":")[0]

    @property
    def slug(self) -> str:
        """The part of the id after the colon."""
        return self.id.partition(":")[2]

    def as_data(self) -> dict[str, Any]:
        """The record as plain data, empty fields left out, without version and asks (as in the files)."""
        data: dict[str, Any] = {"id": self.id, "title": self.title, "summary": self.summary}
        for name in ("details", "topics", "audience", "keywords", "agency", "county"):
            value = getattr(self, name)
            if value:
                data[name] = list(value) if isinstance(value, tuple) else value
        if self.source:
            data["source"] = {k: v for k, v in vars(self.source).items() if v}
        data["checked"] = self.checked
        for name in ("verified_on", "review_by"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        data["status"] = self.status
        return data

    def fingerprint(self) -> str:
        """SHA-256 of everything but the version, so that an unchanged record is recognized."""
        content = json.dumps([self.as_data(), self.asks], sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()
