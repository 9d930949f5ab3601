"""Who may ask, how often, and the headers that protect whoever reads."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.web.citizen import API, LOOPBACK, Citizen, Reply
from tests.channels.web.conftest import Channel, running

FRIEND, STRANGER = "https://www.example.gov", "https://evil.example"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, knowledge: str) -> Iterator[Channel]:
    """A channel with few messages a minute, one other origin, and a proxy in front."""
    folder: Path = tmp_path_factory.mktemp("strict")
    settings = {
        "MISSI_SESSION_RATE": "5",
        "MISSI_ADDRESS_RATE": "12",
        "MISSI_ORIGINS": FRIEND,
        "MISSI_PROXIES": "127.0.0.0/8 10.0.0.0/8",
    }
    with running(folder, f"sqlite:///{folder / 'missi.db'}", knowledge, **settings) as channel:
        yield channel


def from_address(strict: Channel, address: str) -> Citizen:
    return Citizen(strict.ports[0], headers={"X-Forwarded-For": address})


def first_refusal(replies: Iterator[Reply], most: int) -> tuple[int, Reply]:
    for number in range(most):
        reply = next(replies)
        if reply.status == 429:
            return number, reply
    raise AssertionError("nothing was refused")


def test_one_conversation_may_say_so_much_a_minute(strict: Channel) -> None:
    citizen = from_address(strict, "198.51.100.1").starts()
    number, reply = first_refusal((citizen.asks("hi") for _ in range(99)), 12)
    assert number <= 5, "a new minute may begin meanwhile, but not less is allowed"
    assert reply.code == "rate_limited"
    assert 0 < int(reply.headers["retry-after"]) <= 60
    assert "wait" in reply.data["error"]["text"]


def test_one_address_may_say_so_much_a_minute_in_all(strict: Channel) -> None:
    crowd = (from_address(strict, "198.51.100.2").starts() for _ in range(12))
    number, _ = first_refusal((asked for one in crowd for asked in (one.asks("a"), one.asks("b"))), 24)
    assert number >= 5
    assert from_address(strict, "198.51.100.3").starts().asks("hi").status == 200


def test_only_our_proxies_are_believed(strict: Channel) -> None:
    """The last address that no proxy of ours has is who asks; what stands before it is that one's word."""
    told = "203.0.113.{n}, 198.51.100.4, 10.1.2.3"
    asked = (from_address(strict, told.format(n=n)).sends("POST", f"{API}/sessions") for n in range(99))
    first_refusal(asked, 30)


def test_a_second_header_of_the_client_is_not_believed_either(strict: Channel) -> None:
    """Some proxies add a header of their own below the client's."""
    for n in range(99):
        connection = http.client.HTTPConnection(LOOPBACK, strict.ports[0], timeout=10)
        connection.putrequest("POST", f"{API}/sessions")
        connection.putheader("X-Forwarded-For", f"203.0.113.{n}")
        connection.putheader("X-Forwarded-For", "198.51.100.8")
        connection.endheaders(b"")
        status = connection.getresponse().status
        connection.close()
        if status == 429:
            return
    pytest.fail("nothing was refused")


@pytest.mark.parametrize("origin", [STRANGER, "null", f"{FRIEND}.evil.example", "http://www.example.gov"])
def test_pages_of_strangers_are_refused(strict: Channel, origin: str) -> None:
    citizen = from_address(strict, "198.51.100.5")
    for method, call in (("POST", "sessions"), ("GET", "config"), ("GET", "suggest")):
        reply = citizen.sends(method, f"{API}/{call}", Origin=origin)
        assert (reply.status, reply.code) == (403, "origin")
    asked = citizen.sends("OPTIONS", f"{API}/messages", Origin=origin)
    assert not [r for r in (reply, asked) if "access-control-allow-origin" in r.headers]


def test_a_named_origin_may_embed_the_widget(strict: Channel) -> None:
    citizen = from_address(strict, "198.51.100.6")
    wanted = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "authorization"}
    asked = citizen.sends("OPTIONS", f"{API}/messages", Origin=FRIEND, **wanted)
    assert asked.status in (200, 204)
    assert asked.headers["access-control-allow-origin"] == FRIEND
    assert "Authorization" in asked.headers["access-control-allow-headers"]
    assert "DELETE" in asked.headers["access-control-allow-methods"]
    started = citizen.sends("POST", f"{API}/sessions", Origin=FRIEND)
    assert started.status == 201 and started.headers["access-control-allow-origin"] == FRIEND
    assert started.headers["vary"] == "Origin"
    refused = citizen.sends("POST", f"{API}/messages", {}, Origin=FRIEND)
    assert refused.code == "unauthorized" and refused.headers["access-control-allow-origin"] == FRIEND


def test_its_own_pages_may_ask(channel: Channel) -> None:
    own = f"http://127.0.0.1:{channel.ports[0]}"
    assert Citizen(channel.ports[0]).sends("POST", f"{API}/sessions", Origin=own).status == 201


PAGES = ("/chat/", "/chat/plain", "/chat/accessibility")


@pytest.mark.parametrize(
    "path", [*PAGES, "/chat/pages.css", f"{API}/config", f"{API}/nothing", f"{API}/messages"]
)
def test_every_response_has_the_protecting_headers(channel: Channel, path: str) -> None:
    headers = Citizen(channel.ports[0]).sends("GET", path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_more_than_their_policy_allows(channel: Channel, path: str) -> None:
    page = Citizen(channel.ports[0]).sends("GET", path).body.decode()
    assert "<style" not in page and " style=" not in page and "javascript:" not in page
    assert " onclick=" not in page and "<script>" not in page
    assert page.count("<script") == page.count('<script type="module" src="/chat/')
    assert '<html lang="en">' in page and '<main id="main"' in page and "<h1>" in page


def test_no_log_has_a_token_or_what_was_typed(channel: Channel) -> None:
    citizen = channel.citizen()
    citizen.says("quuxberry")
    citizen.sends("GET", f"{API}/suggest?q=quuxberry")
    citizen.asks("quuxberry", "bad id")
    assert "quuxberry" not in channel.log
    assert citizen.token not in channel.log


def test_the_config_tells_what_a_page_must_say(channel: Channel) -> None:
    config = Citizen(channel.ports[0]).sends("GET", f"{API}/config").data
    assert "automated assistant" in config["disclosure"]
    assert "30 days" in config["privacy"] and "delete" in config["privacy"]
    assert config["max_text"] == 1000 and config["languages"] == ["en"]
    assert len(config["counties"]) == 82 and {"id": "driving", "title": "Driving"} in config["topics"]
    assert json.dumps(config["starters"]).count("?") == len(config["starters"])
