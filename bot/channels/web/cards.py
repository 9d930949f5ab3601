"""Shows a record as a card: only facts that it has, and only addresses that a browser may be given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.channels.web.calendar_files import write_calendar
from bot.channels.web.links import mail_link, map_link, phone_link, web_link
from bot.dialogue.format import show_date, show_span
from bot.knowledge.calendar import Occurrence, latest_occurrence, next_occurrence
from bot.knowledge.record import Record

CALENDARS = "/chat/api/v1/calendar/"
AS_THEY_ARE = ("fee", "requirements", "how", "hours", "address", "place", "time")
Card = dict[str, Any]


def build_card(record: Record, today: date, words: str | None = None) -> Card:
    """Return the Card of the API.

    Args:
        record: what it shows.
        today: for when an event is next.
        words: how sure it is that this record was asked for.
    """
    card: Card = {"record": record.id, "type": record.type, "title": record.title, "summary": record.summary}
    card |= {name: record.details.get(name) for name in AS_THEY_ARE}
    card |= {name: make(record, today) for name, make in PARTS.items()}
    card["topics"] = list(record.topics)
    card["why"] = {
        "record": record.id,
        "title": record.title,
        "verified_on": _verified(record, today),
        "words": words,
    }
    card["why"] = _present(card["why"])
    return _present(card)


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _when(record: Record, today: date) -> str | None:
    if record.type == "news":
        return show_date(record.details["published"]) if "published" in record.details else None
    occurrence = _occurrence(record, today)
    return show_span(occurrence) if occurrence else record.details.get("when")


def _starts(record: Record, today: date) -> str | None:
    occurrence = _occurrence(record, today)
    return occurrence.start.isoformat() if occurrence and occurrence.exact else None


def _ends(record: Record, today: date) -> str | None:
    occurrence = _occurrence(record, today)
    return occurrence.end.isoformat() if occurrence and occurrence.exact else None


def _occurrence(record: Record, today: date) -> Occurrence | None:
    """When an event is next, or was last."""
    if record.type != "event":
        return None
    return next_occurrence(record, today) or latest_occurrence(record, today)


def _phone(record: Record, _: date) -> dict[str, str] | None:
    phone = record.details.get("phone")
    return _present({"text": phone, "href": phone_link(phone)}) if phone else None


def _email(record: Record, _: date) -> dict[str, str] | None:
    email = record.details.get("email")
    return _present({"text": email, "href": mail_link(email)}) if email else None


def _link(record: Record, _: date) -> dict[str, str] | None:
    address = web_link(record.details.get("url") or record.details.get("link"))
    return {"text": address.partition("://")[2].rstrip("/"), "href": address} if address else None


def _map(record: Record, _: date) -> dict[str, str] | None:
    address = record.details.get("address")
    return {"href": map_link(address)} if address else None


def _ics(record: Record, today: date) -> dict[str, str] | None:
    if record.type != "event" or not write_calendar(record, today):
        return None
    return {"href": f"{CALENDARS}{record.id}.ics"}


def _source(record: Record, _: date) -> dict[str, str] | None:
    if not record.source:
        return None
    return _present({"title": record.source.title, "url": web_link(record.source.url)})


def _verified(record: Record, _: date) -> str | None:
    return record.verified_on.isoformat() if record.verified_on else None


PARTS: dict[str, Callable[[Record, date], Any]] = {
    "when": _when,
    "starts": _starts,
    "ends": _ends,
    "phone": _phone,
    "email": _email,
    "link": _link,
    "map": _map,
    "ics": _ics,
    "source": _source,
    "verified_on": _verified,
}
