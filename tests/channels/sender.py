"""Sends requests that nobody should send; checks that each is answered soon, and with nothing inside."""

from __future__ import annotations

import http.client
import time
from collections import Counter

from bot.channels.base.webhook import MAX_BODY_BYTES as MOST_BODY_BYTES
from tests.channels.fuzz import INSIDE, Request
from tests.channels.web.citizen import LOOPBACK


class Sender:
    """One connection, opened anew whenever it was closed.

    Args:
        port: of the server.
        slowest_s: the most that a response may take.
    """

    def __init__(self, port: int, slowest_s: float) -> None:
        self._slowest_s = slowest_s
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=slowest_s)
        self.statuses: Counter[int] = Counter()

    def send(self, request: Request) -> int:
        """Send a request, check what comes back, and return the status."""
        began = time.monotonic()
        status, body = self._exchange(request)
        self.statuses[status] += 1
        assert status < 500, (status, request, body[:300])
        assert not INSIDE.search(body), (request, body[:300])
        assert time.monotonic() - began < self._slowest_s, request
        return status

    def _exchange(self, request: Request) -> tuple[int, bytes]:
        for attempt in range(2):
            try:
                self._connection.request(request.method, request.path, request.body or None, request.headers)
                response = self._connection.getresponse()
                return response.status, response.read()
            except (ConnectionError, http.client.HTTPException):
                self._connection.close()  # the server closes some after a refusal
                if attempt and len(request.body) > MOST_BODY_BYTES:
                    return 413, b""  # refused before all of it was sent, and so the answer is lost
                if attempt:
                    raise
        raise AssertionError("unreachable")
