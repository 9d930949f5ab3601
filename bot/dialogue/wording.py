"""Chooses the domain's responses that tell one record, by the aspect asked; facts come from its fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.dialogue.desk import Desk
from bot.dialogue.format import show_choice, show_date, show_list, show_span
from bot.dialogue.reply import Say
from bot.knowledge.calendar import next_occurrence
from bot.knowledge.record import Record

MOST_OFFICES = 5
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
SELF_TOLD = frozenset({"fact", "county", "news", "policy", "faq", "contact", "event", "plan"})
"""Types whose summary is a whole sentence that needs no title before it."""


def tell(record: Record, aspect: str | None, desk: Desk, today: date, *, text: str = "") -> tuple[Say, ...]:
    """The messages that answer `aspect` of a record, its caveats and its source.

    Args:
        record: what is told.
        aspect: which part of it; None for all.
        desk: for what belongs to it, such as its agency and offices.
        today: for what lies ahead.
        text: the question; a year in it picks the amount of that year.
    """
    teller = TELLERS.get(aspect or "about", tell_about)
    told = _amounts(record, text) or teller(record, desk, today)
    return (told, *_caveats(record, desk, today), *_source(record))


def tell_about(record: Record, desk: Desk, today: date) -> Say:
    """What the record says in general."""
    items = record.details.get("items") or record.details.get("actions")
    values = {"title": record.title, "summary": record.summary}
    if record.type in ("event",):
        return tell_when(record, desk, today)
    if record.type == "plan" and items:
        return Say("utter_about_items", values | {"items": show_list(items)})
    return Say("utter_summary" if record.type in SELF_TOLD else "utter_about", values)


def _amounts(record: Record, text: str) -> Say | None:
    """The amounts of the years that the question names, if the record has any."""
    amounts = {str(year): amount for year, amount in record.details.get("amounts", {}).items()}
    years = [year for year in _YEAR.findall(text) if year in amounts]
    if not years:
        return None
    items = show_list(f"{year}: {amounts[year]}" for year in years)
    return Say("utter_amounts", {"title": record.title, "items": items})


def tell_cost(record: Record, desk: Desk, today: date) -> Say:
    """The fee on record."""
    return _told(record, "cost", fee=record.details.get("fee"))


def tell_how(record: Record, desk: Desk, today: date) -> Say:
    """The ways it can be done."""
    return _told(record, "how", how=show_choice(record.details.get("how", ())))


def tell_requirements(record: Record, desk: Desk, today: date) -> Say:
    """What is needed."""
    return _told(record, "requirements", items=show_list(record.details.get("requirements", ())))


def tell_hours(record: Record, desk: Desk, today: date) -> Say:
    """Opening hours, the agency's when the record has none."""
    holders = (record, desk.agency_of(record))
    holder = next((h for h in holders if h and h.details.get("hours")), record)
    return _told(record, "hours", hours=holder.details.get("hours"), agency=holder.title)


def tell_contact(record: Record, desk: Desk, today: date) -> Say:
    """Phone and e-mail, the agency's when the record has none."""
    agency = desk.agency_of(record)
    for holder in (record, agency):
        if holder is None:
            continue
        phone, email = holder.details.get("phone"), holder.details.get("email")
        if phone and email:
            return _told(record, "contact_both", phone=phone, email=email, holder=holder.title)
        if phone or email:
            return _told(record, "contact", contact=phone or email, holder=holder.title)
    return _told(record, "contact", contact=None)


def tell_link(record: Record, desk: Desk, today: date) -> Say:
    """The web page."""
    agency = desk.agency_of(record)
    return _told(record, "link", url=record.details.get("link") or _first("url", record, agency))


def tell_where(record: Record, desk: Desk, today: date) -> Say:
    """Address or offices; else the agency's address."""
    if record.type in ("office", "contact"):
        return Say("utter_summary", {"summary": record.summary})
    offices = desk.offices_for(record)[:MOST_OFFICES]
    if offices:
        return _told(record, "where_offices", items=show_list(place_line(o) for o in offices))
    if record.details.get("place"):
        return Say("utter_summary", {"summary": record.summary})
    agency = desk.agency_of(record)
    address = _first("address", record, agency)
    return _told(record, "where", address=address, agency=agency.title if agency else record.title)


def tell_when(record: Record, desk: Desk, today: date) -> Say:
    """The next date of an event; for anything else what the record says of time."""
    if record.type == "event":
        occurrence = next_occurrence(record, today)
        values = {"title": record.title, "summary": record.summary}
        if occurrence:
            return Say("utter_event_next", values | {"when": show_span(occurrence)})
        return Say("utter_summary", values)
    return _told(record, "when", when=record.details.get("when"))


TELLERS: dict[str, Callable[[Record, Desk, date], Say]] = {
    "about": tell_about,
    "cost": tell_cost,
    "how": tell_how,
    "requirements": tell_requirements,
    "hours": tell_hours,
    "contact": tell_contact,
    "link": tell_link,
    "where": tell_where,
    "when": tell_when,
}


def says_nothing_of(aspect: str | None, record: Record, desk: Desk, today: date) -> bool:
    """Whether a record that is one sentence has nothing but that sentence to say ("how do I reach him?")."""
    if aspect in (None, "about") or record.type not in SELF_TOLD:
        return False
    return TELLERS[aspect](record, desk, today).response == "utter_summary"


def list_line(record: Record, today: date) -> str:
    """A record in one line of a list: with its place when an office, with its date when it has one."""
    if record.type == "office":
        return place_line(record)
    if record.type == "news":
        return f"{show_date(record.details['published'])}: {record.title}"
    occurrence = next_occurrence(record, today) if record.type == "event" else None
    return f"{record.title} ({show_span(occurrence)})" if occurrence else record.title


def place_line(office: Record) -> str:
    """An office in one line: name, address or city, phone."""
    where = office.details.get("address") or office.details.get("city")
    return show_choice(part for part in (office.title, where, office.details.get("phone")) if part)


def _first(name: str, *holders: Record | None) -> str | None:
    """The detail of the first holder that has it."""
    return next((h.details[name] for h in holders if h and h.details.get(name)), None)


def _told(record: Record, aspect: str, **facts: str | None) -> Say:
    """The aspect's response when its facts are on record, else the one that says they are not."""
    values = {"title": record.title, "summary": record.summary}
    if all(facts.values()):
        return Say(f"utter_{aspect}", values | facts)
    if record.type in SELF_TOLD:
        return Say("utter_summary", values)
    return Say(f"utter_{aspect.partition('_')[0]}_unknown", values)


def _caveats(record: Record, desk: Desk, today: date) -> list[Say]:
    agency = desk.agency_of(record)
    name = agency.title if agency else None
    if not record.checked:
        return [Say("utter_confirm_with", {"agency": name}) if name else Say("utter_confirm")]
    if record.review_by and record.review_by < today:
        due = show_date(record.review_by)
        return [Say("utter_review_due", {"due": due, "agency": name or record.title})]
    return []


def _source(record: Record) -> list[Say]:
    if not record.source:
        return []
    url = record.details.get("url") or record.details.get("link") or record.source.url
    values = {"source": record.source.title} | ({"url": url} if url else {})
    if record.verified_on:
        values["verified"] = show_date(record.verified_on)
        return [Say("utter_source" if url else "utter_source_plain", values)]
    return [Say("utter_source_undated" if url else "utter_source_plain_undated", values)]
