"""A delivery that is not taken at all, because it is not the vendor's or makes no sense."""

from __future__ import annotations

from sanic.response import HTTPResponse, empty

from bot.health.metrics import metrics


class Rejected(Exception):
    """Args: the HTTP `status` that the vendor gets, and a `reason` for the log: one word."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason

    def response(self, channel: str) -> HTTPResponse:
        """Return what the vendor gets; it is counted."""
        metrics().refused.labels(channel, self.reason).inc()
        return empty(self.status)
