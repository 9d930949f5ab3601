"""Reads what Apple delivers: the headers, and a JSON body that mostly comes compressed."""

from __future__ import annotations

import json
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.base.message import is_id
from bot.channels.base.webhook import Rejected
from bot.channels.messaging.parts import object_of, text_of

MOST_BYTES = 256 * 1024
"""Of a body as it is sent."""
MOST_INFLATED = 1024 * 1024
GZIP = b"\x1f\x8b"
GZIP_WINDOW = 16 + zlib.MAX_WBITS  # with the header of gzip, says zlib
ATTACHMENT = "\ufffc"
"""Stands in a text for an attachment."""
_TAPBACK = re.compile(
    r"(?:Loved|Liked|Disliked|Laughed at|Emphasized|Questioned|Reacted .{1,20} to|Removed .{1,30} from"
    r"|(?:Le|Te) (?:encantó|gustó|dio risa)|No le gustó|Reaccionó con .{1,20} a) “.*”",
    re.DOTALL,
)


@dataclass(frozen=True)
class Inbound:
    """A delivery of ours, see Inbound of `bot.channels.messaging.connector`."""

    sender: str
    id: str
    kind: str
    """`text`, `interactive`, `typing_start`, `typing_end`, or `close`."""
    address: Mapping[str, str]
    """`id` of the citizen, `business` they wrote to, `capabilities` of the device, `locale`."""
    at: float = field(default_factory=time.time)
    text: str = ""
    has_files: bool = False
    interactive: Mapping[str, Any] = field(default_factory=dict)
    """What was picked, as Apple tells it."""
    reference: Mapping[str, Any] | None = None
    """Where what was picked is to be had, when it is large."""
    origin: Mapping[str, str] = field(default_factory=dict)
    """`intent` and `group` of the link that led here, the `device`."""

    @property
    def is_tapback(self) -> bool:
        """Whether it only tells how somebody liked a message."""
        return self.kind == "text" and _TAPBACK.fullmatch(self.text) is not None


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object of a body, inflated if need be; raises Rejected 400, or 413 when it is too large."""
    if body.startswith(GZIP):
        body = _inflate(body)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejected(400, "malformed") from None
    if not isinstance(data, dict):
        raise Rejected(400, "malformed")
    return data


def read_inbound(headers: Mapping[str, str], data: Mapping[str, Any], sender: str) -> Inbound:
    """Return the delivery; raises Rejected 400 for one without a sender, an id, or a kind."""
    identity = text_of(headers.get("id") or data.get("id"))
    kind = text_of(data.get("type"))
    if not is_id(identity) or not kind:
        raise Rejected(400, "malformed")
    body = text_of(data.get("body"))
    reference = data.get("interactiveDataRef")
    return Inbound(
        sender=sender,
        id=identity,
        kind=kind,
        address={
            "id": source_of(headers),
            "business": destination_of(headers),
            "capabilities": _capabilities(headers),
            "locale": text_of(data.get("locale")),
        },
        text=body.replace(ATTACHMENT, " ").strip(),
        has_files=bool(data.get("attachments")) or ATTACHMENT in body,
        interactive=object_of(data.get("interactiveData")),
        reference=object_of(reference) if reference else None,
        origin={
            name: value
            for name, value in (
                ("intent", text_of(data.get("intent"))),
                ("group", text_of(data.get("group"))),
                ("device", headers.get("device-agent", "")),
            )
            if value
        },
    )


def source_of(headers: Mapping[str, str]) -> str:
    """The citizen, as Apple calls them here."""
    return headers.get("source-id", "")


def destination_of(headers: Mapping[str, str]) -> str:
    """The business account that was written to."""
    return headers.get("destination-id", "")


def _capabilities(headers: Mapping[str, str]) -> str:
    """What the device can show; the list has had two names, and comes in any case."""
    given = headers.get("capability-list") or headers.get("capabilities") or ""
    return ",".join(sorted({word.strip().upper() for word in given.split(",")} - {""}))


def _inflate(body: bytes) -> bytes:
    inflater = zlib.decompressobj(GZIP_WINDOW)
    try:
        inflated = inflater.decompress(body, MOST_INFLATED)
    except zlib.error:
        raise Rejected(400, "malformed") from None
    if inflater.unconsumed_tail:
        raise Rejected(413, "too_large")
    if not inflater.eof:
        raise Rejected(400, "malformed")
    return inflated
