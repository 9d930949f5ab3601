"""Reads news from an RSS or Atom feed, one record an entry.

Takes a content, its name, and today's date; gives what each entry says, and a line per entry skipped."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import MINYEAR, date, datetime, timezone
from typing import Any
from xml.sax import SAXParseException

import feedparser

from bot.errors import KnowledgeError
from bot.knowledge.imports.moments import local_day
from bot.knowledge.imports.result import Entry, EntryError, Imported, to_record
from bot.knowledge.imports.slug import make_distinct, make_slug, own_id
from bot.knowledge.imports.source import make_source, web_address
from bot.knowledge.imports.text import one_line, shorten, to_plain


def read_news(content: bytes, name: str, *, today: date) -> Imported:
    """Return the news of a feed; raises KnowledgeError for a file that is none.

    `today` is not used: every entry tells its own date.
    """
    feed = _parse(content, name)
    title = to_plain(_text(feed.feed, "title")) or name
    faults = _xml_faults(feed, name)
    entries: dict[str, Entry] = {}
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        keys = [key for key in (_text(entry, "id"), _text(entry, "link")) if key]
        if seen.intersection(keys):
            continue
        try:
            read = _read(entry, title, web_address(_text(feed.feed, "link")))
        except EntryError as error:
            where = f"{name}: entry {number} ({_label(entry)}): "
            faults += [where + expected for expected in error.args]
            continue
        # Without guid and link, day and title are what tells entries apart.
        if not keys and read.record.id in entries:
            continue
        seen.update(keys)
        identity = make_distinct(read.record.id, "".join(keys[:1]), entries)
        entries[identity] = replace(read, record=replace(read.record, id=identity))
    return Imported(tuple(entries.values()), tuple(faults))


def _parse(content: bytes, name: str) -> Any:
    try:
        # As a stream: a plain argument may be taken for an address and fetched.
        feed = feedparser.parse(io.BytesIO(content))
    except (ValueError, LookupError) as error:
        # Seen with a declared encoding that holds a zero byte.
        reason = one_line(str(error))
        raise KnowledgeError(f"{name}: expected an RSS or Atom feed: {reason}") from error
    if not feed.get("version"):
        raise KnowledgeError(f"{name}: expected an RSS or Atom feed")
    return feed


def _xml_faults(feed: Any, name: str) -> list[str]:
    """What feedparser had to overlook; it goes on behind it, but may have lost an entry or its end."""
    error = feed.get("bozo_exception")
    if not isinstance(error, SAXParseException):
        return []
    # Only "near": feedparser writes an XML declaration of its own in front before it parses.
    place = f"near line {error.getLineNumber()}"
    return [f"{name}: expected well-formed XML {place}: {error.getMessage()}"]


def _label(entry: Any) -> str:
    name = to_plain(_text(entry, "title")) or _text(entry, "id") or _text(entry, "link") or "no title"
    return one_line(name)


def _read(entry: Any, source: str, home: str | None) -> Entry:
    title = to_plain(_text(entry, "title"))
    if not title:
        raise EntryError("expected a title")
    published = _day(entry, "published") or _day(entry, "updated")
    if published is None:
        written = _text(entry, "published") or _text(entry, "updated")
        raise EntryError("expected a date" + (f", found {one_line(written)!r}" if written else ""))
    own = own_id(_text(entry, "id"), "news")
    link = web_address(_text(entry, "link"))
    text = shorten(to_plain(_body(entry)))
    details = {"published": published} | ({"link": link} if link else {})
    record = to_record(
        {
            "id": own or f"news:{published}-{make_slug(title)}",
            "title": title,
            "summary": text or title,
            "details": details,
            # What we wrote ourselves was read elsewhere: only the link says where.
            "source": make_source(source, link if own else home or link),
            # The entry's own date: today's would make every entry new again on the next day.
            "verified_on": _day(entry, "updated") or published,
        }
    )
    told = {"title", *(f"details.{name}" for name in details), *(["summary"] if text else [])}
    return Entry(record, frozenset(told), is_dated=own is None)


def _body(entry: Any) -> str:
    """The summary, or the whole text of a feed that has no summaries."""
    contents = entry.get("content") or [{}]
    return _text(entry, "summary") or _text(contents[0], "value")


def _text(entry: Any, name: str) -> str:
    # Asked with `in`, since feedparser answers `updated` with `published`, and warns; and in
    # a broken feed a text may be a mapping.
    value = entry[name] if name in entry else ""
    return value if isinstance(value, str) else ""


def _day(entry: Any, name: str) -> date | None:
    parsed = entry[f"{name}_parsed"] if f"{name}_parsed" in entry else None
    if parsed is None:
        return None
    year, month, day, hour, minute = parsed[:5]
    if year < MINYEAR:
        return None
    moment = datetime(year, month, day, hour, minute, tzinfo=timezone.utc)
    # A feed that knows only days writes midnight UTC, which in Mississippi is the evening before.
    written = _text(entry, name)
    only_day = ":" not in written or re.search(r"[T ]00:00", written)
    if only_day and (hour, minute) == (0, 0):
        return moment.date()
    return local_day(moment)
