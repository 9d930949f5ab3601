"""Reads news from an RSS or Atom feed, one record an entry.

Takes a path and today's date, gives the records and a line per entry that was skipped."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import MINYEAR, date, datetime, timezone
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException

import feedparser

from bot.errors import KnowledgeError
from bot.knowledge.imports.moments import local_day
from bot.knowledge.imports.result import EntryError, Imported, read_bytes, to_record
from bot.knowledge.imports.slug import make_distinct, make_slug
from bot.knowledge.imports.source import make_source, web_address
from bot.knowledge.imports.text import one_line, shorten, to_plain
from bot.knowledge.record import Record


def read_news(path: Path, *, today: date) -> Imported:
    """Return the news of a feed; raises KnowledgeError for a file that is none.

    `today` is not used: every entry tells its own date.
    """
    feed = _parse(path)
    title = to_plain(_text(feed.feed, "title")) or path.name
    faults = _xml_faults(feed, path.name)
    records: dict[str, Record] = {}
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        keys = [key for key in (_text(entry, "id"), _text(entry, "link")) if key]
        if seen.intersection(keys):
            continue
        try:
            record = _record(entry, title, web_address(_text(feed.feed, "link")))
        except EntryError as error:
            where = f"{path.name}: entry {number} ({_label(entry)}): "
            faults += [where + expected for expected in error.args]
            continue
        # Without guid and link, day and title are what tells entries apart.
        if not keys and record.id in records:
            continue
        seen.update(keys)
        identity = make_distinct(record.id, "".join(keys[:1]), records)
        records[identity] = replace(record, id=identity)
    return Imported(tuple(records.values()), tuple(faults))


def _parse(path: Path) -> Any:
    try:
        # As a stream: a plain argument may be taken for an address and fetched.
        feed = feedparser.parse(io.BytesIO(read_bytes(path)))
    except (ValueError, LookupError) as error:
        # Seen with a declared encoding that holds a zero byte.
        reason = one_line(str(error))
        raise KnowledgeError(f"{path.name}: expected an RSS or Atom feed: {reason}") from error
    if not feed.get("version"):
        raise KnowledgeError(f"{path.name}: expected an RSS or Atom feed")
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


def _record(entry: Any, source: str, home: str | None) -> Record:
    title = to_plain(_text(entry, "title"))
    if not title:
        raise EntryError("expected a title")
    published = _day(entry, "published") or _day(entry, "updated")
    if published is None:
        written = _text(entry, "published") or _text(entry, "updated")
        raise EntryError("expected a date" + (f", found {one_line(written)!r}" if written else ""))
    link = web_address(_text(entry, "link"))
    return to_record(
        {
            "id": f"news:{published}-{make_slug(title)}",
            "title": title,
            "summary": shorten(to_plain(_body(entry))) or title,
            "details": {"published": published} | ({"link": link} if link else {}),
            "source": make_source(source, home or link),
            # The entry's own date: today's would make every entry new again on the next day.
            "verified_on": _day(entry, "updated") or published,
        }
    )


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
