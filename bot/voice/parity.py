"""The web against the voice: which facts of a card are said at once, later, when asked for, or never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.knowledge.record import Record
from bot.voice.forms import spoken_form
from bot.voice.saying import say

ASKED: Mapping[str, str | None] = {
    "fee": "cost",
    "requirements": "requirements",
    "how": "how",
    "hours": "hours",
    "address": "where",
    "place": "where",
    "time": None,
    "when": "when",
    "starts": None,
    "ends": None,
    "phone": "contact",
    "email": "contact",
    "link": None,
    "map": None,
    "ics": None,
    "source": None,
    "verified_on": None,
}
"""The facts that a card may show, and the question that has each said; None for what only a screen shows."""
ON_SCREENS = frozenset({"link", "map", "ics"})
"""What has nothing to be said."""
SHOWN_AS: Mapping[str, tuple[str, ...]] = {
    "link": ("url", "link"),
    "map": ("address",),
    "starts": ("date",),
    "ends": ("ends", "date"),
    "when": ("when", "date", "rrule", "published"),
    "ics": ("date", "rrule"),
}
"""The details that a fact is made of, when they are called otherwise."""


@dataclass
class Parity:
    """What becomes of one fact of the records of one type."""

    shown: int = 0
    first: int = 0
    later: int = 0
    asked: int = 0
    never: int = 0


@dataclass
class ParityReport:
    """By type of record and by fact; and how many records say everything in one breath."""

    facts: dict[tuple[str, str], Parity] = field(default_factory=dict)
    records: Counter[str] = field(default_factory=Counter)
    one_breath: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)


def compare(records: Iterable[Record]) -> ParityReport:
    """Return the report over the published records."""
    report = ParityReport()
    for record in records:
        if record.status != "published":
            continue
        breaths = spoken_form(record)
        report.records[record.type] += 1
        report.one_breath[record.type] += len(breaths) == 1
        report.written[record.type] += "spoken" in record.details
        for fact, values in _facts(record).items():
            _count(report.facts.setdefault((record.type, fact), Parity()), fact, values, breaths)
    return report


def _facts(record: Record) -> dict[str, list[str]]:
    """What a card shows of the record beside title and summary."""
    facts: dict[str, list[str]] = {}
    for fact in ASKED:
        details = SHOWN_AS.get(fact, (fact,))
        values = next((record.details[name] for name in details if record.details.get(name)), None)
        if values and not (fact in ("starts", "ends", "ics") and record.type != "event"):
            facts[fact] = [str(value) for value in values] if isinstance(values, list) else [str(values)]
    if record.source:
        facts["source"] = [record.source.title]
    if record.verified_on:
        facts["verified_on"] = [record.verified_on.isoformat()]
    return facts


def _count(parity: Parity, fact: str, values: list[str], breaths: list[str]) -> None:
    parity.shown += 1
    is_sayable = fact not in ON_SCREENS
    if is_sayable and _are_said(values, breaths[0] if breaths else ""):
        parity.first += 1
    elif is_sayable and _are_said(values, " ".join(breaths)):
        parity.later += 1
    elif ASKED[fact]:
        parity.asked += 1
    else:
        parity.never += 1


def _are_said(values: list[str], text: str) -> bool:
    return all(say(value).rstrip(".").casefold() in text.casefold() for value in values)
