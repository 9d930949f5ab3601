"""Addresses that a browser may be given, made from what a record says: pages, telephones, mail, and maps."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

MAP = "https://www.openstreetmap.org/search?"
_PHONE = re.compile(r"(?:1-)?([0-9]{3}-[0-9]{3}-[0-9]{4})")
_SHORT = re.compile(r"[0-9]{3}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def web_link(address: str | None) -> str | None:
    """Return the address if it is one of the web, else None."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def phone_link(phone: str) -> str | None:
    """Return the `tel:` link (RFC 3966) of an American number such as 601-432-8000 or 911."""
    full = _PHONE.fullmatch(phone.strip())
    if full:
        return "tel:+1" + full[1].replace("-", "")
    return f"tel:{phone.strip()}" if _SHORT.fullmatch(phone.strip()) else None


def mail_link(email: str) -> str | None:
    """Return the `mailto:` link of an address."""
    return f"mailto:{quote(email, safe='@.+-_')}" if _MAIL.fullmatch(email) else None


def map_link(address: str) -> str:
    """Return where a map shows the address."""
    return MAP + urlencode({"query": address})
