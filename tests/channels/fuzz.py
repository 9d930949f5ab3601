"""Requests that nobody should send: valid ones with something wrong in them, the same for the same seed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from bot.channels.web.channel import PREFIX, ROUTES

REST = "/webhooks/rest/webhook"
STREAM = f"{PREFIX}/api/v1/events"
PATHS = ("/", "/webhooks/rest/", REST, *(f"{PREFIX}{path}" for path in ROUTES))
INSIDE = re.compile(rb"Traceback|\.py(\"|:\d|, line)")
"""What a page shows of a program that broke; a signed token may hold `.py` by chance."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
KEYS = ("id", "text", "choice", "sender", "message", "turn", "vote", "comment", "token", "do", "metadata")
TEXTS = (
    "", " ", "hi", "/restart", "//greet", '/choose_option{"option": "service:snap"}', "my house is on fire",
    "4111 1111 1111 1111", "my ssn is 078-05-1120", "\x00", "\ud800", "\u202e\u2066", "\U000e0041",
    "\u200b" * 9, "e\u0301" * 300, "👩‍👩‍👧" * 30, "'; DROP TABLE kept_turn; --", "{{7*7}}", "%s%n%x",
    "../../etc/passwd", "<script>alert(1)</script>", "A" * 999, "A" * 1001, "A" * 9000,
    "ï»¿", "NaN", "-1", "1e309", "null",
    "0123456789abcdef",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, -(10**400), 1.5, float("nan"), float("inf"), [], {}, [[]], [1, "a"],
    {"a": {}},
)  # fmt: skip
KINDS = (
    "application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "text/plain",
    "multipart/form-data; boundary=x", "", "application/json" * 50, "\xff",
)  # fmt: skip
BODIES = (
    b"",
    b"{",
    b"[" * 4000,
    b'{"a":' * 3000,
    b"\xff\xfe\x00",
    b"null",
    b"\x00" * 2000,
    b"a=b&c",
    b"=&" * 3000,
    b'"x',
)


@dataclass(frozen=True)
class Request:
    """What is sent."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Fuzzer:
    """Makes requests.

    Args:
        seed: the same one makes the same requests.
        tokens: of conversations that are there.
    """

    def __init__(self, seed: int, tokens: list[str]) -> None:
        self._random = random.Random(seed)
        self._tokens = tokens

    def requests(self, count: int) -> Iterator[Request]:
        """Give so many."""
        for _ in range(count):
            pattern = self._random.choice(PATHS)
            path = self._path(pattern)
            usual = (
                "POST" if pattern == REST or "POST" in ROUTES.get(pattern.removeprefix(PREFIX), {}) else "GET"
            )
            method = usual if self._random.random() < 0.8 else self._random.choice(METHODS)
            body = b"" if method in ("GET", "HEAD", "OPTIONS") else self._body(pattern)
            yield Request(method, path, self._headers(pattern), body)

    def _path(self, pattern: str) -> str:
        """The path with its blanks filled, often wrongly, and a query."""
        parts = [
            quote(self._text()[:80], errors="replace") if "<" in part else part for part in pattern.split("/")
        ]
        path = "/".join(parts) + (
            quote(self._text()[:20], errors="replace") if self._random.random() < 0.1 else ""
        )
        if self._random.random() < 0.5:
            names = ("after", "q", "topic", "county", "from", "format", self._text()[:20])
            query = {
                self._random.choice(names): self._text()[:500] for _ in range(self._random.randint(1, 3))
            }
            path += "?" + urlencode(query, errors="replace")
        return path

    def _headers(self, pattern: str) -> dict[str, str]:
        headers = {"Content-Type": KINDS[0] if self._random.random() < 0.8 else self._random.choice(KINDS)}
        if pattern == f"{PREFIX}/plain":
            headers["Content-Type"] = KINDS[2]
        token = self._random.choice(self._tokens)
        if self._random.random() < 0.2:
            cut = self._random.randrange(len(token))
            token = token[:cut] + self._random.choice("aA._-=") + token[cut + 1 :]
        # A stream that is let in goes on for most of a minute.
        if self._random.random() < 0.9 and pattern != STREAM:
            headers["Authorization"] = f"Bearer {token}"
        for name, values in (
            ("Origin", ("null", "https://evil.example", "http://127.0.0.1", "\xff")),
            ("X-Forwarded-For", ("1.2.3.4", "::1, x", ",,,", "9" * 500)),
            ("If-None-Match", ('"x"', "*", "\xff")),
            ("Accept-Encoding", ("gzip", "x" * 300)),
        ):
            if self._random.random() < 0.1:
                headers[name] = self._random.choice(values)
        return headers

    def _body(self, pattern: str) -> bytes:
        chance = self._random.random()
        if chance < 0.1:
            return self._random.choice(BODIES)
        if chance < 0.2:
            return bytes(self._random.randrange(256) for _ in range(self._random.randint(1, 400)))
        data = {key: self._value() for key in self._random.sample(KEYS, self._random.randint(0, 5))}
        if self._random.random() < 0.6:  # nearly right, so that it gets further
            data |= {
                "id": f"{self._random.getrandbits(64):016x}",
                "text": self._text(),
                "message": self._text(),
            }
            data.pop("choice", None)
        if pattern == f"{PREFIX}/plain":
            return urlencode({key: str(value) for key, value in data.items()}, errors="replace").encode()
        return json.dumps(data).encode()

    def _value(self) -> Any:
        return self._text() if self._random.random() < 0.6 else self._random.choice(VALUES)

    def _text(self) -> str:
        return self._random.choice(TEXTS)
