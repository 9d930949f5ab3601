"""Says where imported facts were read: the source of a record, as plain data for the schema.

Called by every reader of this package."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
# .gov and .mil are given to governments only; ms.us to the state, its counties, cities and schools.
_OFFICIAL = re.compile(r"(^|\.)(gov|mil|ms\.us)$")


def web_address(text: str | None) -> str | None:
    """Return `text` when it is a web address that a citizen may be sent to."""
    text = (text or "").strip()
    return text if _ADDRESS.fullmatch(text) and host_of(text) else None


def host_of(address: str) -> str:
    """The host of a web address without `www.`, or nothing."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def make_source(title: str, address: str | None) -> dict[str, str]:
    """Return the source with its kind, as far as the address tells it."""
    source = {"title": title}
    if address:
        official = _OFFICIAL.search(host_of(address))
        source |= {"url": address, "kind": "official" if official else "other"}
    return source
