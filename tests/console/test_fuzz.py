"""Requests that nobody should send to every route of the console: by strangers, and by staff."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from bot.console.access.roles import ROLES
from bot.console.route import Route
from bot.console.routes import ROUTES
from tests.channels.fuzz import BODIES, KINDS, METHODS, TEXTS, Request
from tests.channels.sender import Sender
from tests.console.member import enter
from tests.console.server import Console, running

pytestmark = pytest.mark.slow
STRANGE, LOOKED = 12, 3
"""Requests to each route without a session, and to each page by each role."""
SLOWEST_S = 10.0
NUMBERS = ("0", "-1", "1", "9" * 30, "007", "x", "%00")
NAMES = (
    "who",
    "about",
    "page",
    "next",
    "q",
    "id",
    "name",
    "phrase",
    "before",
    "format",
    "state",
    "code",
)
HEADERS = {
    "Cookie": ("missi-console=\xff", "missi-console=x; missi-console-ticket=\xff", ";;=,", "x" * 3000),
    "Host": ("[", "\xff", "", "127.0.0.1:x", "evil.example"),
    "Origin": ("null", "http://[", "\xff", "https://evil.example"),
    "Authorization": ("Bearer \xff", "Bearer ", "Basic x", "\xff"),
    "If-None-Match": ('"x"', "\xff", "*"),
    "User-Agent": ("\xff" * 500, "<script>"),
    "X-Forwarded-For": ("1.2.3.4", "::1, x", ",,,"),
    "Content-Type": KINDS,
    "HX-Request": ("true", "\xff"),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console whose lockouts are nobody else's."""
    with running(tmp_path_factory.mktemp("fuzzed-console")) as console:
        yield console


def spoil(route: Route, chance: random.Random) -> Request:
    """A request to a route with something wrong in it."""

    def text() -> str:
        return quote(chance.choice(TEXTS)[:500], safe="", errors="replace")

    path = re.sub(r"<\w+:int>", lambda _: chance.choice(NUMBERS), route.path)
    path = re.sub(r"<\w+>", lambda _: text() or "x", path)
    if chance.random() < 0.7:
        query = {
            chance.choice(NAMES): chance.choice(TEXTS + NUMBERS)[:900] for _ in range(chance.randint(1, 4))
        }
        path += "?" + urlencode(query, errors="replace")
    headers = {name: chance.choice(values) for name, values in HEADERS.items() if chance.random() < 0.15}
    method = route.method if chance.random() < 0.9 else chance.choice(METHODS)
    form = urlencode({chance.choice(NAMES): chance.choice(TEXTS) for _ in range(4)}, errors="replace")
    body = b"" if method == "GET" else chance.choice((form.encode(), chance.choice(BODIES)))
    if method != "GET":
        headers.setdefault("Content-Type", KINDS[2])
    return Request(method, path, headers, body)


def test_a_stranger_breaks_nothing(own: Console) -> None:
    chance, sender = random.Random(1), Sender(own.port, SLOWEST_S)
    for route in ROUTES:
        for _ in range(STRANGE):
            sender.send(spoil(route, chance))
    assert sum(sender.statuses.values()) == STRANGE * len(ROUTES)
    assert {303, 400, 401, 403, 404} <= sender.statuses.keys()
    is_unharmed(own)


@pytest.mark.parametrize("role", ROLES)
def test_staff_who_look_around_break_nothing(own: Console, role: str) -> None:
    chance, sender = random.Random(role), Sender(own.port, SLOWEST_S)
    cookie = f"missi-console={enter(own, role).token}"
    for route in ROUTES:
        if route.method == "GET":
            for _ in range(LOOKED):
                asked = spoil(route, chance)
                sender.send(Request("GET", asked.path, asked.headers | {"Cookie": cookie}))
    assert Counter(sender.statuses)[200] > LOOKED
    is_unharmed(own)


def is_unharmed(console: Console) -> None:
    """It still signs people in, and has logged no failure."""
    assert enter(console, "administrator").is_in
    log = console.log.read_text("utf-8", "replace")
    assert "Traceback" not in log and "console.failed route" not in log
