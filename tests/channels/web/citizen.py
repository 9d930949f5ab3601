"""A citizen's browser, as far as the web channel sees it: plain HTTP, with or without a token."""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LOOPBACK = "127.0.0.1"
TIMEOUT_S = 40.0
API = "/chat/api/v1"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of an error; an error has a sentence for people too."""
        error = self.data["error"]
        assert set(error) == {"code", "text"} and error["text"].endswith(".")
        return str(error["code"])


@dataclass
class Citizen:
    """Somebody who talks to the channel at a port."""

    port: int
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def starts(self) -> Citizen:
        """Begin a conversation."""
        reply = self.sends("POST", f"{API}/sessions")
        assert reply.status == 201, reply.body
        self.token = reply.data["token"]
        return self

    def at(self, port: int) -> Citizen:
        """The same citizen in the same conversation, at another process."""
        return Citizen(port, self.token, self.headers)

    def sends(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Send a request; `body` is bytes, or data to send as JSON."""
        content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        all_headers = {"Content-Type": "application/json"} | self.headers
        if self.token:
            all_headers["Authorization"] = f"Bearer {self.token}"
        all_headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, content, all_headers)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def asks(self, text: str, message: str | None = None, **body: Any) -> Reply:
        """Send a message."""
        return self.sends("POST", f"{API}/messages", {"id": message or uuid.uuid4().hex, "text": text} | body)

    def says(self, text: str) -> Any:
        """Send a message and return its turn."""
        reply = self.asks(text)
        assert reply.status == 200, reply.body
        return reply.data["turn"]

    def turns(self, after: int = 0) -> list[Any]:
        """What is shown so far."""
        reply = self.sends("GET", f"{API}/messages?after={after}")
        assert reply.status == 200, reply.body
        return list(reply.data["turns"])

    def events(self, after: int = 0, *, timeout: float = 10.0) -> Iterator[tuple[str, Any]]:
        """Give each event of the stream with its data; comments have no name."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=timeout)
        headers = self.headers | {"Authorization": f"Bearer {self.token}"}
        try:
            connection.request("GET", f"{API}/events?after={after}", headers=headers)
            response = connection.getresponse()
            assert response.status == 200, response.read()
            assert response.getheader("content-type", "").startswith("text/event-stream")
            assert response.getheader("x-accel-buffering") == "no"
            name, data = "", ""
            for line in iter(response.readline, b""):
                part, _, value = line.decode().rstrip("\n").partition(": ")
                if part == "event":
                    name = value
                elif part == "data":
                    data = value
                elif not part and not value:
                    yield name, json.loads(data) if data else None
                    name, data = "", ""
        finally:
            connection.close()
