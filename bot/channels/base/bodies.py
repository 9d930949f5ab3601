"""Reads what a client sends, and never holds more of it than is allowed."""

from __future__ import annotations

from typing import Any

from sanic.request import Request

from bot.channels.base.answer import Refused


async def read_body(request: Request, most: int) -> bytes:
    """Return the body of a streamed request; raises Refused `too_large` for more than `most` bytes."""
    parts, size = [], 0
    stream: Any = request.stream
    async for part in stream:
        size += len(part)
        if size > most:
            raise Refused("too_large")
        parts.append(part)
    return b"".join(parts)
