"""Makes the readable part of a record's id from a title, keeps ids of one file apart, and knows our own.

Called by the readers of events and news, whose files carry no id that could be shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

MAX_SLUG = 60
_OWN = re.compile(r"((?:event|news):[a-z0-9][a-z0-9.-]*)@missi")


def make_slug(text: str) -> str:
    """Return `text` in lower case ASCII words joined by hyphens, at most 60 characters."""
    # Apostrophes join ("Washington's" is `washingtons`), as in the records written by hand.
    joined = re.sub(r"['’‘]", "", text)
    ascii_text = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    # A title in another script leaves nothing; the id must still be the same at every load.
    return words[:MAX_SLUG].rstrip("-") or _digest(text)


def make_distinct(identity: str, key: str, used: Container[str]) -> str:
    """Return `identity`, or one that ends in a digest of `key` when `identity` is used already."""
    return f"{identity}-{_digest(key)}" if identity in used else identity


def sign_id(identity: str) -> str:
    """Return what stands for an id in the files that we write: an UID or guid that no other program gives."""
    return f"{identity}@missi"


def own_id(mark: str, kind: str) -> str | None:
    """Return the id of a record of this type that stands in an UID or guid, None in one of others' making."""
    found = _OWN.fullmatch(mark)
    return found[1] if found and found[1].startswith(f"{kind}:") else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
