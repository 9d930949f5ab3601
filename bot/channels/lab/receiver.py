"""A receiver on loopback for what a channel sends by calls of its own: it takes all, and keeps the bodies."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.errors import LabError

LOOPBACK = ("127.0.0.1", "localhost")
QUIET_S = 1.5
"""After so long without another call, nothing more is to come."""


class Receiver:
    """What has arrived."""

    def __init__(self) -> None:
        self._bodies: queue.Queue[Any] = queue.Queue()

    def take(self, body: bytes, content_type: str) -> None:
        """Keep a body: JSON or a form as data, anything else as text."""
        text = body.decode("utf-8", "replace")
        if "json" in content_type:
            self._bodies.put(json.loads(text))
        elif "form" in content_type:
            self._bodies.put(dict(parse_qsl(text, keep_blank_values=True)))
        else:
            self._bodies.put(text)

    def collect(self, is_news: Callable[[Any], bool], first_s: float) -> Iterator[Any]:
        """Yield bodies as they arrive, until it is quiet.

        Args:
            is_news: whether a body is what is waited for, or but a sign that it comes.
            first_s: how long to wait for news.
        """
        patience_s = first_s
        while True:
            try:
                body = self._bodies.get(timeout=patience_s)
            except queue.Empty:
                return
            if is_news(body):
                patience_s = QUIET_S
            yield body


@contextmanager
def receiving(address: str) -> Iterator[Receiver]:
    """Receive at an address until the end; raises LabError when it is not on loopback, or is taken."""
    parts = urlsplit(address)
    if parts.hostname not in LOOPBACK or parts.port is None:
        raise LabError(f"{address}: replies go there; the lab can only receive on 127.0.0.1 with a port")
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            receiver.take(self.rfile.read(size), self.headers.get("Content-Type", ""))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    try:
        server = ThreadingHTTPServer((parts.hostname, parts.port), Handler)
    except OSError as error:
        raise LabError(f"{parts.hostname}:{parts.port}: cannot be listened on: {error.strerror}") from None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
