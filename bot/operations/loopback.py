"""HTTP to our own processes on this machine, never through a proxy.

Called by the supervisor, which waits for them to answer, and by the terminal chat."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(address: str, *, timeout_s: float = 1.0) -> bool:
    """Whether a GET of this address succeeds within a second, or so many."""
    try:
        with _opener.open(address, timeout=timeout_s):
            return True
    except (OSError, http.client.HTTPException):
        return False


def post(address: str, body: Any, *, timeout_seconds: float) -> Any:
    """Send `body` as JSON and return the JSON that comes back; raises OSError or ValueError."""
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with _opener.open(request, timeout=timeout_seconds) as response:
        return json.load(response)
