"""Writes news as an RSS 2.0 feed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timezone
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from bot.knowledge.imports.slug import sign_id
from bot.knowledge.record import Record

TITLE = "News of Missi"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HOME = "https://www.ms.gov/"
"""The portal whose news they are."""


def write_news(records: Iterable[Record], today: date) -> bytes:
    """Return a feed of the news whose day is known."""
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    for name, text in (("title", TITLE), ("link", HOME), ("description", TITLE)):
        SubElement(channel, name).text = text
    for record in records:
        if "published" in record.details:
            _add_item(channel, record)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_item(channel: Element, record: Record) -> None:
    item = SubElement(channel, "item")
    # Readers of feeds take both for HTML.
    SubElement(item, "title").text = _as_html(record.title)
    SubElement(item, "description").text = _as_html(record.summary)
    if "link" in record.details:
        SubElement(item, "link").text = record.details["link"]
    SubElement(item, "guid", isPermaLink="false").text = sign_id(record.id)
    day = datetime.combine(record.details["published"], time(), timezone.utc)
    SubElement(item, "pubDate").text = format_datetime(day)


def _as_html(text: str) -> str:
    return escape(_NO_XML.sub("", text), quote=False)
