"""Rules about the ways to reach an office: phone numbers, e-mail and web addresses.

Each takes one record and today's date and gives findings; called by check_records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.knowledge.lint.finding import Finding
from bot.knowledge.lint.texts import read_texts
from bot.knowledge.record import Record

# North American numbers: neither the area code nor the exchange begins with 0 or 1.
_PHONE = re.compile(r"(?:1-)?[2-9]\d\d-[2-9]\d\d-\d{4}|211|511|811|911|988")
_MEANT_AS_PHONE = re.compile(r"(?<![\w./-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])")
_EMAIL = re.compile(r"[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


def check_phones(record: Record, today: date) -> Iterator[Finding]:
    """Find phone numbers that are not written like 601-432-8000, in their fields and in the texts."""
    for field, text in read_texts(record):
        whole = field in ("details.phone", "details.fax")
        for number in [text] if whole else _MEANT_AS_PHONE.findall(text):
            if not _PHONE.fullmatch(number):
                yield Finding(
                    "error", record.id, field, f"expected a number like 601-432-8000, found {number!r}"
                )


def check_email(record: Record, today: date) -> Iterator[Finding]:
    """Find an e-mail address that cannot be one."""
    email = record.details.get("email")
    if email is not None and not _EMAIL.fullmatch(email):
        yield Finding("error", record.id, "details.email", f"expected an e-mail address, found {email!r}")


def check_links(record: Record, today: date) -> Iterator[Finding]:
    """Find web addresses that are not http or https with a host."""
    links = {f"details.{name}": record.details.get(name) for name in ("url", "link")}
    links["source.url"] = record.source.url if record.source else None
    for field, link in links.items():
        if link is not None and not _is_web_address(link):
            yield Finding("error", record.id, field, f"expected an http or https address, found {link!r}")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    spaced = re.search(r"\s", text)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".") and not spaced
